"""One column of balances in which only contra accounts have a minus sign: each is put on the side of its account."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.trial_balance.account_numbers import number_forms
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.leanings import leaning_of

_DEBIT_SECTION = late_pattern(r"\b(assets?|expenses?|costs?|bank|receivables?)\b", re.IGNORECASE)
_CREDIT_SECTION = late_pattern(r"\b(liabilit(y|ies)|equity|capital|income|revenues?|payables?)\b", re.IGNORECASE)
_CONTRA = late_pattern(
    r"\b(accumulated|allowance|provision|reserve|treasury|dividends?|draw(ings)?|deficit)\b|^less\b", re.IGNORECASE
)
_OWN_NUMBER = late_pattern(r"\d{4,5}")
_BY_CLASS = {"1": 1, "2": -1, "3": 1, "46": -1, "47": -1, "52": -1, "53": -1, "6": 1, "7": 1}
_BY_OWN_CLASS = {"1": 1, "2": -1, "3": -1, "4": -1, "5": 1, "6": 1, "7": 1}
FEWEST, MOST_LOOSE = 2, 12


def side_of(line: BookLine) -> int:
    """1 for an account of the debit side by its section, number or name, -1 for the credit side, 0 for unknown."""
    debit, credit = bool(_DEBIT_SECTION.search(line.section)), bool(_CREDIT_SECTION.search(line.section))
    if debit is not credit:
        return 1 if debit else -1
    if _OWN_NUMBER.fullmatch(line.number):
        return _BY_OWN_CLASS.get(line.number[0], 0)
    root = next(iter(number_forms(line.number)), "")
    return _BY_CLASS.get(root[:1], 0) or _BY_CLASS.get(root[:2], 0) or leaning_of(line)


def lack_signs(lines: Sequence[BookLine]) -> bool:
    """Whether no account of the credit side has a minus sign, as in a column that shows every balance as positive."""
    credits_ = [line.amount for line in lines if line.amount and side_of(line) < 0 and not _CONTRA.search(line.name)]
    return len(credits_) >= FEWEST and all(amount > 0 for amount in credits_)


def put_on_sides(lines: Sequence[BookLine]) -> tuple[BookLine, ...] | None:
    """The accounts with debits positive, if just one way to put them on their sides balances; None otherwise.

    A minus sign may turn an account against its class, as accumulated depreciation among the assets. Or a contra
    account shows its own side as positive, and a minus sign turns only others.
    """
    if any(line.amount and not side_of(line) for line in lines):
        return None
    found = []
    for side in (side_of, _own_side):
        sided = _sided(lines, side)
        if not sum((line.amount for line in sided), Decimal(0)) and sided not in found:
            found.append(sided)
    return found[0] if len(found) == 1 else None


def _own_side(line: BookLine) -> int:
    return -side_of(line) if line.amount > 0 and _CONTRA.search(line.name) else side_of(line)


def _sided(lines: Sequence[BookLine], side: Callable[[BookLine], int]) -> tuple[BookLine, ...]:
    return tuple(replace(line, amount=side(line) * line.amount) for line in lines)


def least_difference(placed: Decimal, loose: Sequence[Decimal]) -> Decimal:
    """By how much books differ at least, when balances of unknown side may stand on either.

    Of many such balances only their sum is looked at: what is more than that cannot come from them.
    """
    if len(loose) > MOST_LOOSE:
        return max(abs(placed) - sum(map(abs, loose), Decimal(0)), Decimal(0))
    sums = {placed}
    for amount in loose:
        sums = {one + amount for one in sums} | {one - amount for one in sums}
    return min(sums, key=lambda one: (abs(one), one))
