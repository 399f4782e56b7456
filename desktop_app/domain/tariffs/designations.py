"""Designations of sheets: Original, First Revised, Second Revised ... in words or in figures (1st, 2nd ...)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

ORIGINAL = "Original"
SUBSTITUTE = "Substitute"
MOST = 1999
_LOW = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
_HIGH = ("Ten", "Eleven", "Twelf", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen")
_ORDINALS = (*_LOW, *(f"{word}th" for word in _HIGH))
_TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_COUNTS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_FIGURES = late_pattern(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_NOISE = late_pattern(r"[-.]|\b(?:revised|sheet|page|no)\b", re.IGNORECASE)
_TEEN, _TEN, _TWENTY, _HUNDRED, _THOUSAND = range(11, 14), 10, 20, 100, 1000


class NotADesignation(UserError):
    """The text names no designation."""


class DesignationStyle(StrEnum):
    """How the designations of a book are written."""

    WORDS = "words"
    FIGURES = "figures"


def ordinal_words(number: int) -> str:
    """The ordinal in words: ``Twenty-First``, ``One Hundred Eleventh``. For 1 to 1999."""
    parts = []
    if number >= _THOUSAND:
        parts.append("One Thousandth" if number == _THOUSAND else "One Thousand")
    hundreds, rest = divmod(number % _THOUSAND, _HUNDRED)
    if hundreds:
        parts.append(f"{_COUNTS[hundreds]} Hundred{'' if rest else 'th'}")
    if rest:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < _TWENTY:
        return _ORDINALS[number]
    tens, ones = divmod(number, _TEN)
    return f"{_TENS[tens]}-{_ORDINALS[ones]}" if ones else f"{_TENS[tens][:-1]}ieth"


def in_figures(number: int) -> str:
    """The ordinal in figures: ``1st``, ``11th``, ``112th``, ``121st``."""
    ending = "th" if number % _HUNDRED in _TEEN else {1: "st", 2: "nd", 3: "rd"}.get(number % _TEN, "th")
    return f"{number}{ending}"


def designation(revision: int, style: DesignationStyle, substitute: int = 0) -> str:
    """What the revision of a sheet is called: ``Original`` for 0, ``First Revised`` or ``1st Revised`` for 1 ...

    The first substitute for one that is pending is ``Substitute 1st Revised``, the next ``2nd Substitute 1st Revised``.
    """
    if substitute:
        count = f"{_ordinal(substitute, style)} " if substitute > 1 else ""
        return f"{count}{SUBSTITUTE} {designation(revision, style)}"
    return ORIGINAL if revision == 0 else f"{_ordinal(revision, style)} Revised"


def _ordinal(number: int, style: DesignationStyle) -> str:
    return ordinal_words(number) if style is DesignationStyle.WORDS else in_figures(number)


def read_designation(text: str) -> int:
    """The revision that a designation names: ``Original``, ``2nd Revised``, ``Second Revised Sheet`` or just ``2``.

    Raises NotADesignation.
    """
    plain = " ".join(_NOISE.sub(" ", text).casefold().split())
    if plain == ORIGINAL.casefold():
        return 0
    if match := _FIGURES.fullmatch(plain):
        plain = match[1]
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= len(str(MOST)) else _spoken(plain)
    if not 0 <= number <= MOST:
        raise NotADesignation(f"'{text}' is not a designation. Write Original, First Revised or 1st Revised.")
    return number


@lru_cache(maxsize=64)
def _spoken(plain: str) -> int:
    return next((n for n in range(1, MOST + 1) if ordinal_words(n).replace("-", " ").casefold() == plain), -1)
