"""Numbers as people say them: in words, in thousands and in millions. Such a number gives the exact one away nearly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
HUNDRED, LEAST, MOST = 100, 1000, 10**12
SHORT = {"thousand": ("thousand", "k"), "million": ("million", "m"), "billion": ("billion", "bn")}
FINEST = 2  # decimals of a number in thousands or millions


def spoken(number: Decimal) -> frozenset[str]:
    """The ways in which the size of the number is said, in small letters; none below a thousand."""
    size = abs(number)
    if not LEAST <= size < MOST:
        return frozenset()
    words = number_in_words(int(size))
    ways = {words, words.replace("-", " "), words.replace(" hundred ", " hundred and ")}
    return frozenset(ways | set(_scaled(size)))


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


def _scaled(size: Decimal) -> Iterator[str]:
    """In the largest unit that it reaches, rounded more or less finely."""
    scale, name = next((scale, name) for scale, name in SCALES if size >= scale)
    for decimals in range(FINEST + 1):
        figure = f"{size / scale:.{decimals}f}"
        for unit in SHORT[name]:
            yield f"{figure} {unit}"
            yield f"{figure}{unit}"
