"""On which side an account of the books normally stands, and whether it is of the year: only where names are plain."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.trial_balance.books import BookLine

_DEBIT = late_pattern(
    r"\b(cash|checking|savings|bank|receivables?|inventory|prepaid|equipment|vehicles?|trucks?|land|buildings?|meters"
    r"|mains|wages|salaries|payroll expenses?|supplies|chemicals|electric(ity)?|utilities|postage|rent|repairs"
    r"|insurance|fuel|depreciation expenses?|assets?)\b",
    re.IGNORECASE,
)
_CREDIT = late_pattern(
    r"\b(payables?|loans?|notes? payable|liabilit(y|ies)|customer deposits|common stock|paid[- ]in capital"
    r"|retained earnings|sales|revenues?|contributions in aid|accumulated (depreciation|amortization)|allowance for"
    r"|mortgage)\b",
    re.IGNORECASE,
)
_OF_THE_YEAR = late_pattern(
    r"\b(expenses?|wages|salaries|payroll|supplies|chemicals|electric(ity)?|postage|rents?|repairs|fees|sales|revenues?"
    r"|power|testing|office|telephone|contractual|purchased|income|depreciation expenses?)\b",
    re.IGNORECASE,
)
_BALANCE_SHEET = late_pattern(
    r"\b(payables?|receivables?|prepaid|accrued|accumulated|deferred|materials|inventory|plant|equipment|liabilit"
    r"|taxes payable|retained|structures|deposits)\b",
    re.IGNORECASE,
)
_INCOME_NUMBER = late_pattern(r"^\D?0*[4-9]\d{2,4}\b")


def leaning_of(line: BookLine) -> int:
    """1 for an account of the debit side, -1 for one of the credit side, 0 where nothing is plain."""
    text = f"{line.name} {line.section}"
    debit, credit = bool(_DEBIT.search(text)), bool(_CREDIT.search(text))
    if debit is credit:
        return 0
    return 1 if debit else -1


def is_of_the_year(line: BookLine) -> bool:
    """Whether the account is revenue or expense, which closing sets back to nothing."""
    if _INCOME_NUMBER.search(line.number):
        return True
    return bool(_OF_THE_YEAR.search(line.name)) and not _BALANCE_SHEET.search(line.name)
