"""Worksheets as values: what stands in each box and how it looks. No spreadsheet library is known here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass

BoxValue = Decimal | str | date | None
LONGEST_NAME = 31
ALPHABET = 26
_LEAD_ON = frozenset(
    {"a", "an", "and", "at", "by", "during", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
_FORBIDDEN = str.maketrans("[]:*?/\\", "-------")


class BoxPurpose(StrEnum):
    """What a box is for; the writer knows how each looks on paper."""

    NOTICE = "notice"
    TITLE = "title"
    PLAIN = "plain"
    SMALL = "small"
    HEAD = "head"
    LABEL = "label"
    STRONG = "strong"
    ENTRY = "entry"
    COMPUTED = "computed"
    TOTAL = "total"
    SEALED = "sealed"
    WORDS = "words"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class WorksheetCell:
    """One cell. `decimals` and `sign` ("%") say how a number is shown; a `wide` text runs to the last column.

    A text with `right` stands where numbers stand. With a `formula`, the value is its result.
    """

    value: BoxValue
    look: BoxPurpose
    decimals: int = 0
    sign: str = ""
    wide: bool = False
    right: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row, its boxes by column, and how many lines of text high it is."""

    boxes: tuple[WorksheetCell | None, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet. `widths` are in letters; the rows up to `head` stay in sight and are repeated on each printed page.

    The first `keys` columns and the last `key_rows` rows are for the program and are not printed; a `hidden` sheet is
    for the program alone.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[SheetRow, ...]
    head: int = 0
    keys: int = 0
    key_rows: int = 0
    landscape: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets with different names, in order."""

    title: str
    sheets: tuple[Worksheet, ...]


def sheet_names(wanted: tuple[str, ...]) -> Iterator[str]:
    """Names that a spreadsheet takes and that differ, as near as can be to those wanted."""
    taken: set[str] = set()
    for name in wanted:
        plain = name.translate(_FORBIDDEN).strip("' ") or "Sheet"
        chosen, number = _cut(plain, LONGEST_NAME), 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{_cut(plain, LONGEST_NAME - len(str(number)) - 3)} ({number})"
        taken.add(chosen.casefold())
        yield chosen


def _cut(name: str, longest: int) -> str:
    """The name cut behind a word, and not behind one that leads on; a single long word is cut inside."""
    if len(name) <= longest:
        return name
    words = name[: longest + 1].split(" ")[:-1]
    while len(words) > 1 and (words[-1].lower() in _LEAD_ON or not words[-1].strip("-,;&")):
        words.pop()
    return " ".join(words).rstrip(",;:") or name[:longest]


def column_letters(column: int) -> str:
    """The name of a column, counted from 0, in a spreadsheet: A, B ... Z, AA."""
    before = column_letters(column // ALPHABET - 1) if column >= ALPHABET else ""
    return f"{before}{chr(ord('A') + column % ALPHABET)}"


def lines_needed(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many letters."""
    return sum(max(1, -(-len(part) // max(1, width))) for part in text.split("\n"))
