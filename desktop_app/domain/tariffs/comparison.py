"""Two texts of a sheet compared: what was struck, what was added, and the change marks that follow.

A comparison holds both texts whole. Its old side is exactly the old text and its new side exactly the new one, so the
marked copy that is printed from it can be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.inline_signs import INLINE, without_marks
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine

_FIGURE = r"\$?\d[\d.,]*\d%?|\$\d%?|\d%"  # an amount is one word: never half of it is struck
_WORD = late_pattern(rf"{INLINE.pattern}|\s+|{_FIGURE}|[^\W_]+|.", re.DOTALL)
_DOLLARS = late_pattern(r"\$\s*\d")
_WORDED = frozenset({LineKind.HEADING, LineKind.SUBHEADING, LineKind.PARAGRAPH, LineKind.CENTERED})
_TWO_LS = late_pattern(r"(cancel)l(ed|ing|s)", re.IGNORECASE)
_ALIKE = 2  # of four words, so many must agree before two lines count as one changed line


class TextFate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text with one fate."""

    fate: TextFate
    text: str


Runs = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the comparison: of the new text, or struck from the old one, or both with their cells as runs."""

    old: SheetLine | None
    new: SheetLine | None
    cells: tuple[Runs, ...]

    @property
    def changed(self) -> bool:
        """Whether anything differs but the mark."""
        return any(
            run.fate is not TextFate.KEPT and without_marks(run.text) for runs in self.cells for run in runs
        ) or (self.old is None or self.new is None or self.old.level != self.new.level)

    @property
    def shown(self) -> SheetLine:
        """The line whose kind and level it is printed in."""
        line = self.new or self.old
        if line is None:
            raise ValueError("A compared line has an old or a new side.")
        return line


def compare_texts(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> tuple[ComparedLine, ...]:
    """The two texts line by line and, where a line was changed, word by word. Marks are not compared."""
    before, after = [line.plain for line in old], [line.plain for line in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[ComparedLine] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[start:end], new[first:last], strict=True)
            found += [ComparedLine(was, now, _kept(now.cells)) for was, now in pairs]
        else:
            found += _replaced(old[start:end], new[first:last])
    return tuple(found)


def _replaced(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> Iterator[ComparedLine]:
    """A stretch that differs: lines of one shape that are alike are changed lines, in order; the others go and come."""
    at = 0
    for now in new:
        partner = next((n for n in range(at, len(old)) if _alike(old[n], now)), None)
        if partner is None:
            yield ComparedLine(None, now, tuple((TextRun(TextFate.ADDED, cell),) for cell in now.cells))
            continue
        yield from map(_struck, old[at:partner])
        was = old[partner]
        cells = zip(was.cells, now.cells, strict=True)
        yield ComparedLine(was, now, tuple(word_runs(before, after) for before, after in cells))
        at = partner + 1
    yield from map(_struck, old[at:])


def _struck(line: SheetLine) -> ComparedLine:
    return ComparedLine(line, None, tuple((TextRun(TextFate.STRUCK, cell),) for cell in line.cells))


def _kept(cells: Iterable[str]) -> tuple[Runs, ...]:
    return tuple((TextRun(TextFate.KEPT, cell),) for cell in cells)


def _alike(old: SheetLine, new: SheetLine) -> bool:
    if {old.kind, new.kind} <= _WORDED and old.words == new.words:
        return True  # a paragraph that became a heading says the same
    if old.kind is not new.kind or len(old.cells) != len(new.cells):
        return False
    if old.kind in {LineKind.RATE, LineKind.ROW, LineKind.RULE} and old.cells[0] == new.cells[0]:
        return True
    before, after = (set(_WORD.findall(" ".join(line.cells).casefold())) - {" "} for line in (old, new))
    return len(before & after) * 2 * _ALIKE >= len(before | after)


def word_runs(old: str, new: str) -> Runs:
    """Two texts word by word. Kept and struck joined are the old text, kept and added the new one."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    runs: list[TextRun] = []
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        pieces = (
            [(TextFate.KEPT, after[first:last])]
            if tag == "equal"
            else [(TextFate.STRUCK, before[start:end]), (TextFate.ADDED, after[first:last])]
        )
        runs += [TextRun(fate, "".join(words)) for fate, words in pieces if words]
    return tuple(runs)


def side(compared: Iterable[ComparedLine], *, new: bool) -> tuple[SheetLine, ...]:
    """The old or the new text, put together from the runs alone: what the marked copy says it is."""
    gone = TextFate.STRUCK if new else TextFate.ADDED
    found = []
    for item in compared:
        line = item.new if new else item.old
        if line is not None:
            cells = tuple("".join(run.text for run in runs if run.fate is not gone) for runs in item.cells)
            found.append(replace(line, cells=cells))
    return tuple(found)


def marked(old: Sequence[SheetLine], new: Sequence[SheetLine], fresh: str, change: str) -> tuple[SheetLine, ...]:
    """The new text with marks proposed: `fresh` before new lines and changed amounts, `change` before changed ones."""
    found = []
    for item in compare_texts(old, new):
        if item.new is not None:
            sign = fresh if item.old is None or _new_amount(item) else change
            said = item.new.marks and not item.new.mark
            found.append(replace(item.new, mark=sign if item.changed and not said else ""))
    return tuple(found)


def _new_amount(item: ComparedLine) -> bool:
    """Whether a rate or an amount in dollars is another than before."""
    added = (run.text for runs in item.cells for run in runs if run.fate is TextFate.ADDED)
    return item.shown.kind is LineKind.RATE or any(_DOLLARS.search(text) for text in added)


def unmarked(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> tuple[SheetLine, ...]:
    """The lines of the new text that are new or changed and bear no mark.

    One l or two in canceled and its kin is no change: rules and sheets mix the spellings.
    """
    before, after = ([_one_l(line) for line in lines] for lines in (old, new))
    return tuple(
        item.new
        for item in compare_texts(before, after)
        if item.new is not None and item.changed and not item.new.marks
    )


def _one_l(line: SheetLine) -> SheetLine:
    return replace(line, cells=tuple(_TWO_LS.sub(r"\1\2", cell) for cell in line.cells))
