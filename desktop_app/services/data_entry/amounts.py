"""Amounts in columns of other programs: where the cents stand, blanks for nothing, DR and CR."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import COMMA, POINT, NotANumber, WrittenSide, read_number

_CENTS_AFTER_COMMA = late_pattern(r"\d,\d{1,2}\D*$")
_CENTS_AFTER_POINT = late_pattern(r"\d\.\d{1,2}\D*$")
_POINTS_BETWEEN_THOUSANDS = late_pattern(r"^\D*\d{1,3}(\.\d{3})+\D*$")


def decimal_mark(texts: Iterable[str]) -> str:
    """Whether cents stand behind a point or a comma in these amounts; a column is written one way throughout."""
    points = commas = thousands = 0
    for text in texts:
        points += bool(_CENTS_AFTER_POINT.search(text))
        commas += bool(_CENTS_AFTER_COMMA.search(text))
        thousands += bool(_POINTS_BETWEEN_THOUSANDS.match(text))
    return COMMA if points == 0 and (commas or thousands) else POINT


def amount_of(text: str, mark: str) -> Decimal:
    """The amount in the text; a blank is zero. `mark` stands before the cents; "CR" beside it makes it negative.

    Raises NotANumber, also for a percent sign or a unit.
    """
    if not text.strip():
        return Decimal(0)
    found = read_number(text, mark)
    if found.unit:
        raise NotANumber(f"'{text}' is not a number.")
    return -found.number if found.side is WrittenSide.CREDIT and found.number else found.number


def looks_like_amount(text: str) -> bool:
    """Whether the text is an amount by either mark."""
    for mark in (POINT, COMMA):
        try:
            amount_of(text, mark)
        except NotANumber:
            continue
        return True
    return False
