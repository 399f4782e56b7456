"""Numbers as people and programs write them, and as they are shown. Decimal throughout."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from functools import cache

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

MOST_DIGITS = 15
LARGEST = Decimal(10) ** 18  # what is computed from such numbers and still has room; larger is a mistake in typing
POINT, COMMA = ".", ","
PERCENT = "%"
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " "))
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_SIDE = late_pattern(r"^(?P<before>[cd]r)\b\.?\s*|\s*(?<![^\W\d_])(?P<behind>\([cd]r\.?\)|[cd]r\.?)$", re.IGNORECASE)
_CURRENCY = late_pattern(r"(?<!\d)(?:us\s?\$|\$|\busd\b)|(?:us\s?\$|\$|\s*usd\b)(?!\d)", re.IGNORECASE)
_UNIT = late_pattern(r"(?<=[\d).\s])\s*(%|[^\W\d_][^\d()]*)(?=[\s)-]*$)")
_SIGNED = late_pattern(r"([-+]?)\s*(\(?)\s*([-+]?)\s*(.*?)\s*(-?)\s*(\)?)\s*(-?)")
_PLAIN = late_pattern(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")  # what most programs write
_DASHES = late_pattern(r"-{1,3}")
_NUMBERS = {
    POINT: late_pattern(r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?:([ '\u2019\u00b4`_])\d{3})(?:\2\d{3})*|\d+)?(?:\.(\d*))?"),
    COMMA: late_pattern(r"(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:([ '\u2019\u00b4`_])\d{3})(?:\2\d{3})*|\d+)?(?:,(\d*))?"),
}


class WrittenSide(StrEnum):
    """The side of the books that is written beside an amount."""

    DEBIT = "DR"
    CREDIT = "CR"


class NotANumber(UserError, ValueError):
    """The text is not a number; the message says what was read and why not."""


class NumberTooLarge(UserError, ValueError):
    """A number that no line of a report has room for."""

    def __init__(self, number: Decimal) -> None:
        super().__init__(f"{number:.3E} is too large a number for a report. Look for a figure that was mistyped.")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number with what was written around it: a unit or "%", a dollar sign, the side of the books.

    A `dash` is how spreadsheets show zero.
    """

    number: Decimal
    unit: str = ""
    dollars: bool = False
    side: WrittenSide | None = None
    dash: bool = False


def read_number(text: str, mark: str = POINT) -> WrittenNumber:
    """The number written in any of the usual ways, with what stands around it. `mark` stands before the cents.

    Those are ``1,234``  ``$1,234.50``  ``$ (1,234.50)``  ``(-1,234)``  ``1234-``  ``-1 234``  ``12%``  ``1,234.50CR``
    and a dash for nothing, as spreadsheets show it. Raises NotANumber when it is none of them, when its signs
    contradict each other, or when it has more than 15 digits before the decimal mark.
    """
    if mark == POINT and _PLAIN.fullmatch(text):
        return WrittenNumber(Decimal(text))
    plain = text.translate(_SPACES).translate(_MINUS).strip()
    refusal = NotANumber(f"'{text}' is not a number.")
    plain, side = _side(plain)
    plain, currencies = _CURRENCY.subn("", plain)
    plain = plain.strip()
    if currencies > 1:
        raise refusal
    if _DASHES.fullmatch(plain):
        return WrittenNumber(Decimal(0), "", currencies == 1, side, dash=True)
    unit = ""
    if found := _UNIT.search(plain):
        unit = found[1].strip()
        plain = f"{plain[: found.start()]}{plain[found.end() :]}"
    body, negative = _signed(plain, refusal)
    match = _NUMBERS[mark].fullmatch(body)
    if match is None or not (match[1] or match[3]) or not body.replace("\u2019", "").replace("\u00b4", "").isascii():
        raise refusal
    if negative and side is not None:
        raise NotANumber(f"'{text}' has both a minus sign and {side}. Write one of them.")
    whole = "".join(sign for sign in match[1] or "0" if sign.isdigit())
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise NotANumber(f"'{text}' has more than {MOST_DIGITS} digits.")
    number = Decimal(f"{whole}.{match[3]}" if match[3] else whole)
    return WrittenNumber(-number if negative and number else number, unit, currencies == 1, side)


def parse_number(text: str, mark: str = POINT, *, unit: str = "") -> Decimal:
    """The number alone: a credit is negative, and a dash, or any unit but `unit`, is refused.

    Raises NotANumber.
    """
    found = read_number(text, mark)
    if found.dash or found.unit not in ("", unit):
        raise NotANumber(f"'{text}' is not a number.")
    return -found.number if found.side is WrittenSide.CREDIT and found.number else found.number


def has_side(text: str) -> bool:
    """Whether an amount says on which side of the books it stands."""
    return _SIDE.search(text.strip()) is not None


def _side(plain: str) -> tuple[str, WrittenSide | None]:
    """The text without the side of the books, and that side."""
    found = _SIDE.search(plain)
    if found is None:
        return plain, None
    word = (found["before"] or found["behind"]).strip("().").upper()
    return f"{plain[: found.start()]}{plain[found.end() :]}".strip(), WrittenSide(word)


def _signed(plain: str, refusal: NotANumber) -> tuple[str, bool]:
    """The number without its signs, and whether it is negative. A sign may be said twice, but not against itself."""
    front, opening, inner, body, last, closing, behind = _SIGNED.fullmatch(plain).groups()  # type: ignore[union-attr]
    signs = [sign for sign in (front, inner, last, behind) if sign]
    if bool(opening) != bool(closing) or ("+" in signs and ("-" in signs or opening)):
        raise refusal
    if not opening and ((front and inner) or (last and behind)):
        raise refusal
    return body, bool(opening) or "-" in signs


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number with exactly `decimals` digits after the point, halves away from zero, and never minus zero.

    Raises NumberTooLarge.
    """
    try:
        result = number.quantize(_unit(decimals), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        raise NumberTooLarge(number) from None
    return result or abs(result)


def shown(number: Decimal, decimals: int, *, accounting: bool = True) -> str:
    """The number with thousands separators; a negative one in brackets, or with a minus sign if not `accounting`."""
    value = rounded(number, decimals)
    text = f"{abs(value):,.{decimals}f}"
    if value >= 0:
        return text
    return f"({text})" if accounting else f"-{text}"
