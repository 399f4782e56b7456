"""One schedule on as many pages as it needs: its tables, then its notes, each continuation in the same format (C44)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.values import Place
from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.pagespec.flow import Style, flowed, paragraph
from desktop_app.pagespec.pages import Face, Item
from desktop_app.pagespec.tables import Row, Table, paged, placed
from desktop_app.services.filing_package.frame import BOTTOM, LEFT, ROOM, TOP, WIDTH, Leaf
from desktop_app.services.filing_package.grid import Grid, grid
from desktop_app.services.filing_package.notes import Note, common_notes, note_pieces, signs
from desktop_app.services.filing_package.paper import Paper

GAP = 12.0
_REMARK = Style(8.0, Face.ITALIC, 10.0, 0.0)


@dataclass(frozen=True)
class SchedulePages:
    """The leaves of one schedule and the cells whose text was cut on them."""

    schedule: SheetSchedule
    leaves: tuple[Leaf, ...]
    cuts: tuple[Place, ...]


def schedule_pages(paper: Paper, schedule: SheetSchedule) -> SchedulePages:
    """The pages of one schedule, the same in number and place in both versions."""
    # Twice, because a cut answer gets a note and the note's number takes room in the cell.
    first = grid(paper, schedule, signs(common_notes(paper, schedule, ())))
    notes = common_notes(paper, schedule, first.cuts)
    whole = grid(paper, schedule, signs(notes)) if notes else first
    writer = _Writer(paper, schedule)
    writer.remark()
    writer.tables(whole)
    writer.notes(notes)
    return SchedulePages(schedule, tuple(writer.leaves()), whole.cuts)


class _Writer:
    """Sets tables and notes down one page after another."""

    def __init__(self, paper: Paper, schedule: SheetSchedule) -> None:
        self.paper = paper
        self.schedule = schedule
        definition = schedule.definition
        self.blank = Leaf(definition.page, f"{definition.title}{_part(definition.part)}", ())
        self.done: list[Leaf] = []
        self.leaf = self.blank
        self.y = TOP

    def leaves(self) -> Iterator[Leaf]:
        """All pages, those after the first marked as continued."""
        for number, leaf in enumerate([*self.done, self.leaf]):
            yield replace(leaf, continued=number > 0)

    def remark(self) -> None:
        """The schedule's own note, above its tables."""
        text = self.schedule.definition.note
        if text:
            pieces = tuple(paragraph(text, self.paper.measure, LEFT, WIDTH, _REMARK))
            self._add(flowed(pieces, self.y, TOP, BOTTOM)[0])
            self.y += sum(piece.height for piece in pieces) + 4.0

    def tables(self, grid_: Grid) -> None:
        """Every table, begun under the one before if at least its headings and two rows fit there."""
        for table in grid_.tables:
            opening = table.head + sum(row.height for row in table.rows[:2])
            if self.y > TOP and self.y + opening > BOTTOM:
                self._turn()
            self._table(table)
            self.y += GAP

    def _table(self, table: Table) -> None:
        room = BOTTOM - self.y - table.head
        for number, rows in enumerate(paged(table.rows, room, ROOM - table.head)):
            if number:
                self._turn()
            if rows:
                where = placed(table, rows, self.y)
                self._add(where.items)
                anchors = {**self.leaf.anchors, **_joined(self.leaf.anchors, where.anchors)}
                sealed = self.leaf.sealed or any(_sealed(row) for row in rows)
                self.leaf = replace(self.leaf, anchors=anchors, sealed=sealed)
                self.y = where.bottom

    def notes(self, notes: Sequence[Note]) -> None:
        """The notes, below the last table or on pages of their own."""
        pieces = tuple(note_pieces(self.paper, notes, f"Notes to page {self.schedule.definition.page}"))
        for number, items in enumerate(flowed(pieces, self.y, TOP, BOTTOM)):
            if number:
                self._turn()
            self._add(items)

    def _add(self, items: tuple[Item, ...]) -> None:
        self.leaf = replace(self.leaf, items=(*self.leaf.items, *items))

    def _turn(self) -> None:
        self.done.append(self.leaf)
        self.leaf = self.blank
        self.y = TOP


def _part(part: str) -> str:
    return f", {part}" if part else ""


def _sealed(row: Row) -> bool:
    return any(cell.marked or cell.framed for cell in row.cells)


def _joined(old: dict[str, tuple[float, float]], new: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The anchors of a further table: a line that stands in two tables of a page is found at the first."""
    return {anchor: old.get(anchor, place) for anchor, place in new.items()}
