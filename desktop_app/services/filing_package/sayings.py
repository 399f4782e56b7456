"""What public papers say, made ready to be searched: names whatever their case and signs, numbers however written.

A number is known by its digits and, where one follows, by the unit it is said in: "1.2 million", "85 cents". Of a
paper that gives its amounts in thousands every number may stand for a thousand times as much.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.typed_text import plain_signs

THOUSAND, MILLION, BILLION, CENT = "thousand", "million", "billion", "cent"
UNITS = {
    **dict.fromkeys(("thousand", "k"), THOUSAND),
    **dict.fromkeys(("million", "m", "mm"), MILLION),
    **dict.fromkeys(("billion", "bn"), BILLION),
    **dict.fromkeys(("cent", "cents", "\u00a2"), CENT),
}
YEARS = (1900, 2100)
MANY = 2000  # texts that are looked through once: most that a company says it says each year
_WORD = late_pattern(r"[^\W_]+(?:-\n[^\W_]+)*")
_NUMBER = late_pattern(
    r"(?P<money>[$]\s?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ .'\u2019]\d{3})+(?:,\d+)?(?![\d.,]?\d)|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[ -]?(?P<unit>thousand|million|billion|cents?|mm|bn|[km](?![a-z])|\u00a2))?"
)
_AMOUNT = late_pattern(r"[$]\s?(\d[\d,]*(?:\.\d+)?)|(\d{1,3}(?:,\d{3})+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?= dollars)")
_IN_THOUSANDS = late_pattern(r"in thousands|thousands of dollars|000s|\(000\)|000 omitted|\$000", re.IGNORECASE)


class SpokenFigure(NamedTuple):
    """A number as a text says it: its digits without idle zeros, and the unit that follows."""

    digits: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A number in a text: where it begins, and whether it is said as an amount (with a sign, a unit or separators)."""

    figure: SpokenFigure
    at: int
    marked: bool


@dataclass(frozen=True)
class PublicSaying:
    """A public text and the place, in words, where it stands.

    A `typed` one is written for people: words of a letter, a title, a page that is attached. `lines` are those of a
    page, each with the letter at which it begins and its place in percent from the top.
    """

    text: str
    where: str
    typed: bool = True
    lines: tuple[tuple[int, int], ...] = ()

    def place(self, at: int) -> str:
        """Where the letter stands, in words."""
        if not self.lines:
            return self.where
        line = self.lines[max(bisect_right([start for start, _ in self.lines], at) - 1, 0)]
        return f"{self.where}, {line[1]} percent from the top"

    @cached_property
    def figures(self) -> tuple[FigureInText, ...]:
        """Every number of the text. A bare year is none."""
        return _figures_of(self.text)

    def find(self, words: str) -> int | None:
        """Where the words, made plain by `plain_words`, stand by themselves; None if they do not."""
        at = self._joined.find(f" {words} ")
        return None if at < 0 else self._starts[self._joined.count(" ", 0, at)] if self.lines else 0

    @cached_property
    def _joined(self) -> str:
        return f" {plain_words(self.text)} "

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(found.start() for found in _WORD.finditer(self.text))


def page_saying(where: str, lines: tuple[tuple[str, int], ...]) -> PublicSaying:
    """The lines of a page, each with its place in percent from the top, as one text."""
    starts, text = [], ""
    for words, top in lines:
        starts.append((len(text), top))
        text += f"{_folded(words)}\n"
    return PublicSaying(text, where, lines=tuple(starts))


@lru_cache(maxsize=MANY)
def plain_words(text: str) -> str:
    """The words of a text in small letters, without any sign between them; a word broken at a line's end is whole."""
    return " ".join(word.replace("-\n", "") for word in _WORD.findall(_folded(text)))


def plain_digits(text: str) -> str:
    """A number's digits, without separators, sign and idle zeros."""
    plain = text.replace(",", "").lstrip("0")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def amounts_said(text: str) -> Iterator[Decimal]:
    """The numbers of a text that are written as amounts: with a dollar sign, with separators, or before "dollars"."""
    for found in _AMOUNT.finditer(_folded(text)):
        yield Decimal("".join(found.groups("")).replace(",", ""))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", plain_signs(text)).casefold()


@lru_cache(maxsize=MANY)
def _figures_of(text: str) -> tuple[FigureInText, ...]:
    return tuple(_figures(_folded(text)))


def _figures(text: str) -> Iterator[FigureInText]:
    thousands = _IN_THOUSANDS.search(text) is not None
    for found in _NUMBER.finditer(text):
        digits, unit = found["digits"], UNITS.get(found["unit"] or "", "")
        marked = bool(found["money"] or unit or "," in digits or "." in digits)
        if not marked and len(digits) == len(str(YEARS[0])) and YEARS[0] <= int(digits) <= YEARS[1]:
            continue
        for written in _readings(digits):
            yield FigureInText(SpokenFigure(plain_digits(written), unit), found.start(), marked)
            if thousands and not unit:
                yield FigureInText(SpokenFigure(plain_digits(written), THOUSAND), found.start(), marked)


def _readings(digits: str) -> Iterator[str]:
    """What the digits may mean: as written here, and with the separators of other places."""
    if re.search(r"[ '\u2019]", digits) or digits.count(".") > 1 or ("." in digits and "," in digits.partition(".")[2]):
        whole, _, part = digits.partition(",")
        joined = re.sub(r"[ .'\u2019]", "", whole)
        yield f"{joined}.{part}" if part else joined
        yield from (piece for piece in re.split(r"[ '\u2019]", digits) if " " in digits)
        return
    yield digits
    if re.fullmatch(r"\d{1,3}\.\d{3}", digits):
        yield digits.replace(".", "")
