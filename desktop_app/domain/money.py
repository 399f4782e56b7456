"""Numbers as people write them, and as they are shown. Decimal throughout."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

MOST_DIGITS = 15
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?")
_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f")
_MINUS = str.maketrans("\u2212\u2012\u2013", "---")


class NotANumber(ValueError):
    """The text is not a number; the message says what was read and why not."""


def parse_number(text: str) -> Decimal:
    """The number written in any of the usual ways.

    Those are ``1,234``  ``$1,234.50``  ``(1,234)``  ``1234-``  ``-1 234``  ``12%``.
    Raises NotANumber when it is none, or has more than 15 digits before the point.
    """
    plain = text.translate(_SPACES).translate(_MINUS)
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1]
    for sign in "-+":
        if plain.startswith(sign) or plain.endswith(sign):
            negative, plain = negative ^ (sign == "-"), plain.removeprefix(sign).removesuffix(sign)
            break
    plain = plain.removeprefix("$").removesuffix("%")
    if plain.startswith("-") and not negative:
        negative, plain = True, plain[1:]
    match = _NUMBER.fullmatch(plain)
    if match is None or not any(match.groups()) or not plain.isascii():
        raise NotANumber(f"'{text}' is not a number.")
    whole = (match[1] or "0").replace(",", "")
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise NotANumber(f"'{text}' has more than {MOST_DIGITS} digits.")
    number = Decimal(f"{whole}.{match[2]}" if match[2] else whole)
    return -number if negative and number else number


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number with exactly `decimals` digits after the point, halves away from zero, and never minus zero."""
    result = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return result or abs(result)


def shown(number: Decimal, decimals: int, *, accounting: bool = True) -> str:
    """The number with thousands separators; a negative one in brackets, or with a minus sign if not `accounting`."""
    value = rounded(number, decimals)
    text = f"{abs(value):,.{decimals}f}"
    if value >= 0:
        return text
    return f"({text})" if accounting else f"-{text}"
