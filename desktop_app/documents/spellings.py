"""The usual ways of writing a value, and whether a text says it in one of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.dates import MONTHS, NotADate, long_date, parse_date, short_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import PERCENT, NotANumber, parse_number, shown
from desktop_app.domain.typed_text import plain_signs

Needle = Decimal | date | str

SHORTEST_TEXT = 4
FEWEST_DIGITS = 3
CENTS = 2
# A text so long is also looked for without regard to blanks: it may be broken inside a word, or set letter by letter.
TELLING = 8
# Of a long text, its beginning alone tells: it may have been cut.
LONG, BEGINNING = 60, 40
_DIGITS = late_pattern(r"\d+(?:[,.]\d+)*")
_SIGNS = ("{}", "-{}", "({})", "{}-", "${}", "-${}", "$-{}", "(${})", "$({})", "{}%")


def folded(text: str) -> str:
    """The text as it is compared: Word's signs plain, compatible forms and case folded, any run of blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", plain_signs(text)).casefold().split())


def spellings(value: Needle) -> frozenset[str]:
    """The usual ways of writing the value, folded; none for one so short that it would be found everywhere.

    That is a number of fewer than three digits and a text of fewer than four characters. A text that reads as a number
    or a date is taken for one.
    """
    meant = _meant(value)
    if isinstance(meant, Decimal):
        return frozenset(sign.format(body) for body in bodies(meant) for sign in _SIGNS)
    text = folded(value) if isinstance(value, str) else ""
    ways = {text} if len(text) >= SHORTEST_TEXT else set()
    return frozenset(ways if isinstance(meant, str) else ways.union(map(folded, _of_date(meant))))


def _meant(value: Needle) -> Needle:
    """The number or the date that a text reads as."""
    if not isinstance(value, str):
        return value
    try:
        return parse_number(value, unit=PERCENT)
    except NotANumber:
        pass
    try:
        return parse_date(value)
    except NotADate:
        return value


def bodies(number: Decimal) -> frozenset[str]:
    """The number's figures without sign: with and without separators, as given, to the cent, and without idle zeros."""
    if not number.is_finite():
        return frozenset()
    size = abs(number)
    given = max(0, -int(size.as_tuple().exponent))
    least = max(0, -int(size.normalize().as_tuple().exponent))
    if len(f"{size:.{least}f}".replace(".", "").lstrip("0")) < FEWEST_DIGITS:
        return frozenset()
    ways = set()
    for decimals in {given, least, max(least, CENTS)}:
        grouped = shown(size, decimals)
        ways |= {grouped, grouped.replace(",", "")}
    return frozenset(ways)


def _of_date(day: date) -> Iterator[str]:
    month = MONTHS[day.month - 1]
    yield day.isoformat()
    yield f"{day:%Y%m%d}"
    for sign in "/-.":
        yield short_date(day).replace("/", sign)
        yield f"{day.month}{sign}{day.day}{sign}{day.year}"
        yield f"{day.month}{sign}{day.day}{sign}{day.year % 100:02d}"
        yield f"{day.month:02d}{sign}{day.day:02d}{sign}{day.year % 100:02d}"
    for name in (month, month[:3], f"{month[:3]}."):
        yield f"{name} {day.day}, {day.year}"
        yield f"{name} {day.day} {day.year}"
        yield f"{day.day} {name} {day.year}"
    yield long_date(day)


@dataclass(frozen=True)
class SoughtValue:
    """A value made ready to be looked for.

    `numbers` are figures that stand as a whole number, `words` stand by themselves, `tight` is without blanks.
    `beginning` is that of a long text, which may have been cut; it proves less, as other texts may begin so.
    """

    value: Needle
    numbers: frozenset[str]
    words: tuple[str, ...]
    tight: str = ""
    beginning: str = ""

    @property
    def idle(self) -> bool:
        """Whether the value is too short to be told from chance."""
        return not self.numbers and not self.words


def sought(value: Needle) -> SoughtValue:
    """The value, ready to be looked for."""
    meant = _meant(value)
    if isinstance(meant, Decimal):
        return SoughtValue(value, bodies(meant), ())
    ways = spellings(value)
    numbers = frozenset(way for way in ways if _DIGITS.fullmatch(way))
    tight = folded(meant).replace(" ", "") if isinstance(meant, str) else ""
    if len(tight) < TELLING:
        tight = ""
    return SoughtValue(
        value, numbers, tuple(sorted(ways - numbers)), tight, tight[:BEGINNING] if len(tight) > LONG else ""
    )


@dataclass(frozen=True)
class SearchedText:
    """A text to look into."""

    text: str

    def says(self, needle: SoughtValue, *, begun: bool = False) -> bool:
        """Whether the text says the value in a usual spelling, standing by itself; `begun`: or only its beginning."""
        if needle.numbers and not needle.numbers.isdisjoint(self._numbers):
            return True
        if any(_stands(words, self._folded) for words in needle.words):
            return True
        tight = needle.beginning if begun and needle.beginning else needle.tight
        return bool(tight) and tight in self._tight

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    @cached_property
    def _tight(self) -> str:
        return self._folded.replace(" ", "")

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(_DIGITS.findall(self._folded))


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in the text and are not merely a part of longer ones."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        before, behind = text[at - 1 : at], text[end : end + 1]
        joined = before.isalnum() and words[0].isalnum()
        if not joined and not (behind.isalnum() and words[-1].isalnum()):
            return True
        at = text.find(words, at + 1)
    return False
