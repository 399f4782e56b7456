"""Text that was copied from elsewhere, as the lines of a sheet: rows with tabs, or with columns of blanks, are a table.

Only what stands in at least two rows of the same number of cells is taken for a table. Dots that lead to what stands at
the right become the sheet's own. A number or letter that a tab sets off from its words begins a rule; each tab before
it is a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.domain.late_patterns import late_pattern

ROWS, LEVEL = 2, "  "
MOST_WORDS_OF_A_CELL = 3  # behind a number like 1.1, which is a figure as well
_GAP = late_pattern(r"\t| {3,}")
_WAY = r"(?:\.{4,}|(?:\. ){3,}\.?|\u2026{2,})"
_DOTS = late_pattern(rf"(?P<words>\s*(?!\(?\w{{1,4}}[.)]\s).*?\S)\s+{_WAY}\s*(?P<end>(?=.*\d)[^\s.].{{0,30}})")
_LABEL = late_pattern(
    r"(?P<before>[\t ]*)(?P<label>\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,3})*)[.)]"
    r"|(?P<figure>\d{1,3}(?:\.\d{1,3})+)|[\u2022\u00b7\u2013-](?=\s*[^\W\d]))"
    r"(?:\t[\t ]*| {3,}\t*)(?P<words>[^\s|][^\t|]*)"
)
_OWN = ("|", "#", "[", "note:", "{", "\\", "=")


def pasted_lines(text: str) -> str:
    """The text with its tables as rows of a sheet; everything else as it was."""
    lines = map(_rule, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(map(led_line, _lines([*lines])))


def _rule(line: str) -> str:
    """A line whose label a tab sets off, as a rule of its level; any other as it is."""
    found = _LABEL.fullmatch(line.rstrip())
    if found is None or _GAP.search(found["words"]):
        return line
    if found["figure"] and len(found["words"].split()) <= MOST_WORDS_OF_A_CELL:
        return line
    return f"{found['before'].replace(chr(9), LEVEL)}{found['label']} {found['words']}"


def led_line(line: str) -> str:
    """A line whose dots lead to a number, as a sheet writes it; one with several dotted ways is a blank to fill in."""
    found = _DOTS.fullmatch(line.rstrip())
    if found is None or line.lstrip().startswith(_OWN) or re.search(_WAY, found["end"]):
        return line
    return f"{found['words']} [dots] {found['end']}"


def _lines(lines: Sequence[str]) -> Iterator[str]:
    for count, group in groupby(lines, key=_count):
        rows = list(group)
        if count < ROWS or len(rows) < ROWS:
            yield from rows
        else:
            yield from (f"| {' | '.join(_cells(row))} |" for row in rows)


def _count(line: str) -> int:
    """How many cells the line has; one for a line that is none of a table."""
    if line.lstrip().startswith(_OWN) or "|" in line:
        return 1
    return len(_cells(line)) if "\t" in line.strip("\t") or _GAP.search(line.strip()) else 1


def _cells(line: str) -> list[str]:
    plain = line.rstrip() if "\t" in line else line.strip()
    parts = plain.split("\t") if "\t" in plain else _GAP.split(plain)
    return [part.strip() for part in parts]
