"""Numbers as people write and say them: exactly, in words, in cents, in thousands and millions, rounded.

A number said roughly gives the exact one away nearly, as long as it comes near enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from desktop_app.services.filing_package.sayings import BILLION, CENT, MILLION, THOUSAND, SpokenFigure, plain_digits

SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, BILLION), (10**6, MILLION), (1000, THOUSAND))
HUNDRED, MOST = 100, 10**12
FINEST = 2  # decimals of a number in thousands or millions
NEAR = Fraction(1, 10)  # what is further from the number than this part of it does not tell it


def figure_spellings(number: Decimal) -> dict[SpokenFigure, bool]:
    """The ways of writing the size of the number in digits, and whether each gives it to the last one."""
    size = abs(number)
    found = {SpokenFigure(plain_digits(f"{size:f}")): True}
    if size >= MOST:
        return found
    if size != int(size):
        for way in (ROUND_HALF_UP, ROUND_DOWN):
            for step in (Decimal(1), Decimal("0.1")):
                _add(found, size, size.quantize(step, rounding=way), "")
    for scale, unit in SCALES:
        for decimals in range(FINEST + 1) if size >= scale else ():
            told = (size / scale).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
            _add(found, size, told, unit, Decimal(scale))
    if 0 < size < HUNDRED:
        _add(found, size, size * HUNDRED, CENT, 1 / Decimal(HUNDRED))
    return found


def _add(found: dict[SpokenFigure, bool], size: Decimal, told: Decimal, unit: str, scale: Decimal = Decimal(1)) -> None:
    """Adds a way of saying the number, if that comes near enough to it."""
    if told and abs(Fraction(told) * Fraction(scale) - Fraction(size)) <= NEAR * Fraction(size):
        exact = Fraction(told) * Fraction(scale) == Fraction(size)
        found.setdefault(SpokenFigure(plain_digits(f"{told:f}"), unit), exact)


def number_spoken(number: Decimal) -> tuple[str, ...]:
    """How the size of the number is said in words alone, as plain words; nothing for one that has few."""
    size = abs(number)
    if not HUNDRED <= size < MOST:
        return ()
    words = number_in_words(int(size)).replace("-", " ")
    return tuple(dict.fromkeys((words, words.replace(" hundred ", " hundred and "))))


def number_in_words(number: int) -> str:
    """A whole number from 0 in words."""
    if number < len(SMALL):
        return SMALL[number]
    if number < HUNDRED:
        tens, rest = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[rest]}" if rest else "")
    for scale, name in (*SCALES, (HUNDRED, "hundred")):
        if number >= scale:
            count, rest = divmod(number, scale)
            return f"{number_in_words(count)} {name}" + (f" {number_in_words(rest)}" if rest else "")
    raise AssertionError(number)


def cents_in_words(number: Decimal) -> Iterator[str]:
    """Cents in words, such as "eighty five cents", for a price below a dollar."""
    cents = abs(number) * HUNDRED
    if 0 < cents < HUNDRED and cents == int(cents):
        yield f"{number_in_words(int(cents)).replace('-', ' ')} cents"
