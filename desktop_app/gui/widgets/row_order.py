"""In which order the rows of a table are seen when they are sorted by a column. Which row is which stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number

_PARTS = late_pattern(r"(\d+)")
_AROUND = "$% "
Key = Decimal | date | tuple[tuple[bool, int, str], ...]


def sorted_order(texts: Sequence[str], *, descending: bool) -> list[int]:
    """The rows by what one column says: as numbers or days if all are, else by letters; blank ones last."""
    filled = [row for row, words in enumerate(texts) if words.strip()]
    blank = [row for row, words in enumerate(texts) if not words.strip()]
    for read in (_number, _day, _letters):
        keys = _keys([texts[row] for row in filled], read)
        if keys is not None:
            by_key = dict(zip(filled, keys, strict=True))
            return [*sorted(filled, key=lambda row: by_key[row], reverse=descending), *blank]
    raise AssertionError  # every text has letters to go by


def _keys(texts: Sequence[str], read: Callable[[str], Key]) -> list[Key] | None:
    try:
        return [read(words) for words in texts]
    except (NotANumber, NotADate):
        return None


def _number(words: str) -> Decimal:
    return parse_number(words.strip(_AROUND))


def _day(words: str) -> date:
    return parse_date(words)


def _letters(words: str) -> tuple[tuple[bool, int, str], ...]:
    """Letters whatever their case, and the numbers in them by their size: page W-2 comes before W-10."""
    parts = _PARTS.split(words.casefold())
    return tuple((part.isdecimal(), int(part), "") if part.isdecimal() else (False, 0, part) for part in parts)
