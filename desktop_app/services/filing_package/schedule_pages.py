"""The pages of the index: schedules that share a page of it, one under the other, each with its tables and its notes.

What does not fit continues on further pages in the same format (check C44).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import rows_answer
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace, Item, ItemRole
from desktop_app.pagespec.tables import PrintedTable, TableRow, paged, placed
from desktop_app.services.filing_package.grid import ScheduleTables, grid
from desktop_app.services.filing_package.notes import PrintedNote, common_notes, note_pieces, signs
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.paper.frame import BOTTOM, LEFT, ROOM, TOP, WIDTH, PageBody

GAP = 12.0
BETWEEN = 10.0
ABOVE_TABLE = 4.0
_TITLE = ParagraphStyle(10.0, FontFace.BOLD, 14.0, 0.0, keep=True, role=ItemRole.HEADING)
_REMARK = ParagraphStyle(8.0, FontFace.ITALIC, 10.0, 0.0)


@dataclass(frozen=True)
class IndexPage:
    """The leaves of one page of the index, its schedules, and by schedule the cells whose text was cut."""

    schedules: tuple[SheetSchedule, ...]
    leaves: tuple[PageBody, ...]
    cuts: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True)
class ComposedIndex:
    """The pages of the index in one version."""

    paper: VersionPages
    pages: tuple[IndexPage, ...]

    def shared(self, paper: VersionPages, schedules: tuple[SheetSchedule, ...]) -> IndexPage | None:
        """The page with these schedules, if another version of the same filing prints it from the same values."""
        found = next((page for page in self.pages if page.schedules == schedules), None)
        alike = found is not None and paper.sheet is self.paper.sheet and paper.measure is self.paper.measure
        return found if alike and all(self._shares(paper, schedule) for schedule in schedules) else None

    def _shares(self, paper: VersionPages, schedule: SheetSchedule) -> bool:
        """Whether nothing in the schedule is sealed and both versions know the very same of each cell."""
        one, other = self.paper, paper
        known = [(one.view.values, other.view.values), (one.view.notes, other.view.notes)]
        known.append((one.request.overrides, other.request.overrides))
        places = [*schedule.cells, rows_answer(schedule.definition.id)]
        return (
            one.view.sealed == other.view.sealed
            and one.view.sealed.isdisjoint(places)
            and one.title(schedule) == other.title(schedule)
            and all(ours.get(place) is theirs.get(place) for ours, theirs in known for place in places)
        )


def index_pages(paper: VersionPages, other: ComposedIndex | None = None) -> tuple[IndexPage, ...]:
    """All schedules, page of the index by page; the same in number and place in both versions.

    A page that the `other` version of the filing prints from the same values is taken from there.
    """
    groups = [tuple(group) for _, group in groupby(paper.schedules(), key=_page)]
    shared = [None if other is None else other.shared(paper, group) for group in groups]
    return tuple(page or _index_page(paper, group) for page, group in zip(shared, groups, strict=True))


def page_of(paper: VersionPages, schedule: str) -> IndexPage:
    """The page of the index on which a schedule stands. Raises KeyError for one that is not printed."""
    shown = _page(paper.sheet.schedules[schedule])
    return _index_page(paper, tuple(other for other in paper.schedules() if _page(other) == shown))


def _page(schedule: SheetSchedule) -> tuple[str, str, str | None]:
    definition = schedule.definition
    return definition.page, definition.part, definition.utility


def _index_page(paper: VersionPages, schedules: Sequence[SheetSchedule]) -> IndexPage:
    writer = _Writer(paper)
    cuts = {}
    for schedule in schedules:
        # Twice, because a cut answer gets a note and the note's number takes room in the cell.
        first = grid(paper, schedule, signs(common_notes(paper, schedule, ())))
        notes = common_notes(paper, schedule, first.cuts)
        whole = grid(paper, schedule, signs(notes)) if notes else first
        writer.schedule(schedule, whole, notes)
        cuts[schedule.definition.id] = whole.cuts
    return IndexPage(tuple(schedules), writer.leaves(), cuts)


class _Writer:
    """Sets one schedule down after another, turning the page where it must."""

    def __init__(self, paper: VersionPages) -> None:
        self.paper = paper
        self.done: list[PageBody] = []
        self.leaf = PageBody("", "", ())
        self.items: list[Item] = []
        self.head = self.leaf
        self.y = TOP

    def leaves(self) -> tuple[PageBody, ...]:
        """All pages."""
        return (*self.done, self._filled())

    def schedule(self, schedule: SheetSchedule, grid_: ScheduleTables, notes: Sequence[PrintedNote]) -> None:
        """The title, the schedule's own note, its tables and the notes on its cells."""
        definition = schedule.definition
        words = self.paper.title(schedule)
        self.head = PageBody(definition.page, f"{words}{_part(definition.part)}", ())
        said = _remark(self.paper, schedule)
        remark = tuple(paragraph(said, self.paper.measure, LEFT, WIDTH, _REMARK)) if said else ()
        title = tuple(paragraph(words, self.paper.measure, LEFT, WIDTH, _TITLE))
        below = _height(remark) + ABOVE_TABLE + (_opening(grid_.tables[0]) if grid_.tables else 0.0)
        if self.y > TOP and self.y + BETWEEN + _height(title) + below > BOTTOM:
            self._turn(continued=False)
        if self.y > TOP:
            self.y += BETWEEN
            self._pieces(title)
        else:
            self.leaf = replace(self.leaf, label=self.head.label, title=self.head.title)
        self._pieces(remark)
        if remark or self.items:
            self.y += ABOVE_TABLE
        for number, table in enumerate(grid_.tables):
            if number and self.y + _opening(table) > BOTTOM:
                self._turn()
            self._table(table)
            self.y += GAP
        self._pieces(tuple(note_pieces(self.paper, notes, f"Notes on {words[:1].casefold()}{words[1:]}")))

    def _table(self, table: PrintedTable) -> None:
        room = BOTTOM - self.y - table.head
        for number, rows in enumerate(paged(table.rows, room, ROOM - table.head)):
            if number:
                self._turn()
            if rows:
                where = placed(table, rows, self.y)
                self.items += where.items
                anchors = {**self.leaf.anchors, **_joined(self.leaf.anchors, where.anchors)}
                sealed = self.leaf.sealed or any(_sealed(row) for row in rows)
                self.leaf = replace(self.leaf, anchors=anchors, sealed=sealed)
                self.y = where.bottom

    def _pieces(self, pieces: tuple[FlowPiece, ...]) -> None:
        """Running text, on pages of its own where it does not fit."""
        flow = flowed(pieces, self.y, TOP, BOTTOM)
        for number, items in enumerate(flow.pages):
            if number:
                self._turn()
            self.items += items
        self.y = flow.end

    def _filled(self) -> PageBody:
        return replace(self.leaf, items=tuple(self.items))

    def _turn(self, *, continued: bool = True) -> None:
        self.done.append(self._filled())
        self.leaf, self.items = replace(self.head, continued=continued), []
        self.y = TOP


def _remark(paper: VersionPages, schedule: SheetSchedule) -> str:
    """The schedule's own note. An exhibit of a case stands alone, so it says in what its amounts are."""
    money = any(spec.type is CellType.MONEY for spec in schedule.cells.values())
    unit = "Amounts are in dollars." if paper.request.subject.case and money else ""
    return " ".join(filter(None, (schedule.definition.note, unit)))


def _opening(table: PrintedTable) -> float:
    """The room that a table needs to begin: its headings and two rows."""
    return table.head + sum(row.height for row in table.rows[:2])


def _height(pieces: Sequence[FlowPiece]) -> float:
    return sum(piece.height + piece.gap for piece in pieces)


def _part(part: str) -> str:
    return f", {part}" if part else ""


def _sealed(row: TableRow) -> bool:
    return any(cell.marked or cell.framed for cell in row.cells)


def _joined(
    old: Mapping[str, tuple[float, float]], new: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """The anchors of a further table: a line that stands in two tables of a page is found at the first."""
    return {anchor: old.get(anchor, place) for anchor, place in new.items()}
