"""Small things of wording and measure that the sheets need."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.money import PERCENT, NotANumber, parse_number
from desktop_app.pagespec.pages import FontFace
from desktop_app.pagespec.paragraphs import Measure

CENTS = 2


class PerMil:
    """Widths of words, each measured once, in a size of one point, and scaled: the faces are not hinted."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[tuple[str, FontFace], float] = {}

    def width(self, text: str, face: FontFace, size: float) -> float:
        """The width of a text in points."""
        key = (text, face)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._measure(text, face, 1.0)
        return known * size

    def __call__(self, content: str, face: FontFace, size: float) -> float:
        """The same, as a `TextMeasure`."""
        return self.width(content, face, size)


def money_words(text: str) -> str:
    """An amount as it is printed on a sheet: ``$12.50``, with more decimals where the rate has them, or ``5%``."""
    try:
        number = parse_number(text, unit=PERCENT)
    except NotANumber:
        return text
    return f"{number:f}{PERCENT}" if text.rstrip().endswith(PERCENT) else dollars(number)


def dollars(number: Decimal) -> str:
    """The number in dollars, with cents, or with as many decimals as it has."""
    exponent = number.as_tuple().exponent
    places = max(CENTS, -exponent if isinstance(exponent, int) else CENTS)
    return f"-${abs(number):,.{places}f}" if number < 0 else f"${number:,.{places}f}"


def counted_sheets(count: int) -> str:
    """How many sheets: ``1 sheet``, ``2 sheets``."""
    return "1 sheet" if count == 1 else f"{count} sheets"
