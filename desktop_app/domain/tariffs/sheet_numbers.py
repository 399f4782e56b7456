"""The number of a sheet: a text with an order (Title Page, Index, 1, 1.1, 5A, R-33.3, Section 5 Sheet A)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

LONGEST = 40
_FRONT = ("title page", "adoption notice", "index", "table of contents", "check sheet", "revision log")
_SILENT = late_pattern(r"\b(?:section|sec\.?|sheet|page|no\.?)(?=\s|\d|$)")
_TOKEN = late_pattern(r"\d+|[^\W\d_]+")
_ALLOWED = late_pattern(r"[\w .,()&'-]+")
_TAIL = late_pattern(r"(.*?)(\d+|[A-Za-z])")
_NAME = late_pattern(r"(?![ivxlc]+$)(?=.*[aeiouy])[^\W\d_]{3,}")  # a word, no letters of a rate and no Roman number
_LAST_LETTER = "z"
_RANGE = late_pattern(r"(.*\d)([A-Za-z])-([A-Za-z])")


class NotASheetNumber(UserError):
    """The text cannot be the number of a sheet, or no number is free there."""


@dataclass(frozen=True)
class SheetNumber:
    """A sheet's number as it is printed. Two that differ in capitals or spacing only are the same sheet (`key`)."""

    text: str

    @cached_property
    def key(self) -> str:
        """The name under which the sheet is kept."""
        return " ".join(self.text.casefold().split())

    @cached_property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        """What to sort by: front matter first, then piece by piece, figures by their value and before letters."""
        if self.key in _FRONT:
            return ((0, _FRONT.index(self.key), ""),)
        pieces = _TOKEN.findall(_SILENT.sub(" ", self.key))
        named = bool(pieces) and not any(piece.isdigit() for piece in pieces) and len(self.key) > 1
        return ((1 if named else 2, 0, ""), *((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces))

    @property
    def is_name(self) -> bool:
        """Whether it is a name and no number: Title Page, Map; not 5, R-1, A, xii or Section 5 Sheet A."""
        if self.key in _FRONT:
            return True
        words = _TOKEN.findall(_SILENT.sub(" ", self.key))
        return not any(word.isdigit() for word in words) and any(map(_NAME.fullmatch, words))

    def __str__(self) -> str:
        return self.text

    @property
    def covered(self) -> tuple[str, ...]:
        """The keys of the numbers for which one page stands: those of 6B-D are 6b, 6c and 6d; else its own."""
        found = _RANGE.fullmatch(self.key)
        if found is None or found[2] >= found[3]:
            return (self.key,)
        return tuple(f"{found[1]}{chr(letter)}" for letter in range(ord(found[2]), ord(found[3]) + 1))


def sheet_number(text: str) -> SheetNumber:
    """The number typed for a sheet, blanks tidied.

    Raises NotASheetNumber when it is empty, too long, or holds other signs than letters, figures and . , - ( ) & '.
    """
    plain = " ".join(text.split())
    if not plain or len(plain) > LONGEST or not _ALLOWED.fullmatch(plain):
        raise NotASheetNumber(
            f"'{text}' cannot be the number of a sheet. Write it like 5, 5A, 5.1, R-1, Section 5 Sheet A or Title Page."
        )
    return SheetNumber(plain)


def between(before: SheetNumber, after: SheetNumber | None, taken: Iterable[SheetNumber]) -> SheetNumber:
    """The next free number between two neighbours (or behind the last one), in the style of those taken.

    Raises NotASheetNumber when none fits.
    """
    known = list(taken)
    keys = {key for number in known for key in (number.key, *number.covered)}
    for candidate in _candidates(before, known):
        free = candidate.key not in keys
        if free and before.order < candidate.order and (after is None or candidate.order < after.order):
            return candidate
    raise NotASheetNumber(f"No number is free between sheets {before} and {after}. Type one, or cancel one of the two.")


def _candidates(before: SheetNumber, known: list[SheetNumber]) -> Iterator[SheetNumber]:
    if before.key in _FRONT:
        yield from (SheetNumber(str(number)) for number in range(1, len(known) + 2))
        return
    following = _following(before.text)
    if following:
        yield SheetNumber(following)
    letter = next((c for number in known if (c := _inserted_letter(number.text))), "")
    children = [[f"{before.text}{c}" for c in ("abcdef" if letter.islower() else "ABCDEF")]]
    children.insert(1 if letter else 0, [f"{before.text}.{step}" for step in range(1, 100)])
    for style in children:
        yield from map(SheetNumber, style)


def _following(text: str) -> str:
    """The text with its last figure or letter one further: 5 to 6, 5A to 5B, R-33.3 to R-33.4."""
    several = _RANGE.fullmatch(text)
    match = _TAIL.fullmatch(text if several is None else several[1] + several[3])
    if match is None or match[2].lower() == _LAST_LETTER:
        return ""
    last = match[2]
    return match[1] + (str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1))


def _inserted_letter(text: str) -> str:
    match = re.fullmatch(r".*\d([A-Za-z])", text)
    return match[1] if match else ""


def next_in_series(numbers: Iterable[int]) -> int:
    """The first whole number from 1 that is above all numbers of a series: PSC Mo. numbers are never used again."""
    return max(numbers, default=0) + 1
