"""Number and name of an account, however a program writes them into one cell or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.services.trial_balance.columns import is_code

_WORD_BEFORE = late_pattern(r"^(account|acct\.?|a/c)\s*[-:#]?\s*(?=\d)", re.IGNORECASE)
# "Cash:Checking" goes from an account to its part; "Received: land" is one name.
_STEP = late_pattern(r":(?!\s)")
_LEADING = late_pattern(r"^(\d[\d.\-/]*(?:(?<=\d\d\d)[A-Z])?)\s*(?:[·:|–—]|\s-\s|-(?=\s)|\s)\s*(\S.*)$")
_BRACKETED = late_pattern(r"^(.*\S)\s*[(\[](\d[\d.\-/]*[A-Z]?)[)\]]$")
_TRAILING = late_pattern(r"^(.*\S)\s*(?:[·:|–—]|\s-\s|\s)\s*(\d{3}[\d.\-/]*[A-Z]?)$")
OFTEN, NEARLY_ALWAYS = 0.4, 0.7


class NumberStyle(StrEnum):
    """Where the number of an account stands in its name."""

    LEADING = "before the name"
    BRACKETED = "in brackets behind the name"
    TRAILING = "behind the name"
    NONE = "nowhere"


def style_of(texts: Iterable[Sequence[str]]) -> NumberStyle:
    """Where these accounts have their number: a stray figure in a name is none."""
    given = [" ".join(part for part in cells if part) for cells in texts]
    lasts = [_last_step(text) for text in given if text]
    count = len(lasts)
    if not count:
        return NumberStyle.LEADING
    leading = sum(is_code(text) or bool(_LEADING.match(text)) for text in lasts)
    if leading >= OFTEN * count:
        return NumberStyle.LEADING
    if sum(bool(_BRACKETED.match(text)) for text in lasts) >= OFTEN * count:
        return NumberStyle.BRACKETED
    if sum(bool(_TRAILING.match(text)) for text in lasts) >= NEARLY_ALWAYS * count:
        return NumberStyle.TRAILING
    return NumberStyle.NONE


def split_account(texts: Sequence[str], style: NumberStyle = NumberStyle.LEADING) -> tuple[str, str]:
    """Number and name of the account; of a name made of steps ("Cash:Checking") with numbers, the last step."""
    given = [text for text in texts if text]
    if len(given) > 1 and (given[0].isdecimal() or is_code(given[0])):
        return given[0], " ".join(given[1:])
    whole = " ".join(given)
    last = _last_step(whole)
    if style is NumberStyle.BRACKETED and (match := _BRACKETED.match(last)):
        return match[2], match[1]
    if style is NumberStyle.TRAILING and (match := _TRAILING.match(last)):
        return match[2], match[1].rstrip(" -·:|–—")
    if is_code(last):
        return last, ""
    if style is NumberStyle.LEADING and (match := _LEADING.match(last)):
        return match[1].rstrip(".-/"), match[2].strip()
    return "", _WORD_BEFORE.sub("", whole)


def _last_step(text: str) -> str:
    return _WORD_BEFORE.sub("", _STEP.split(text)[-1].strip())
