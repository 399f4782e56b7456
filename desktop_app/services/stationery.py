"""Letters and lists on plain paper: what goes with a report but is no part of it. All of it is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.pagespec.pages import Align, Document, Face, Page
from desktop_app.pagespec.paragraphs import Measure, printable, wrapped
from desktop_app.pagespec.tables import PAD, Cell, Row, Table, TableColumn, paged, placed, row_height
from desktop_app.rulebook.letter import Written
from desktop_app.services.filing_calendar.due import Due
from desktop_app.services.filing_package.frame import BOTTOM, LEFT, LEGEND_TOP, RIGHT, Frame, Leaf, framed
from desktop_app.services.filing_package.letters import letter_leaves
from desktop_app.services.ports import Painter

EDITION = "Made with Filing Desk"
RULES = "Days by the rules of 4 CSR 240-3 in their text of 2004 and this company's own amendments; each names its rule."
LETTER_TOP = 72.0
SIZE = 8.0
_DAY, _SEND = 74.0, 62.0
_COLUMNS = (("Day", _DAY), ("Send by", _SEND), ("What", 150.0), ("Why", 0.0))


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose paper it is."""

    company: str
    sample: bool = False

    def frame(self, period: str, version: str, footer: str = "") -> Frame:
        """The frame of the pages."""
        return Frame(self.company, period, version, "", footer, EDITION, "SAMPLE" if self.sample else "")


@dataclass(frozen=True)
class Stationery:
    """Composes such papers and paints them."""

    painter: Painter
    measure: Measure

    def letter(self, sender: Sender, title: str, written: Sequence[Written]) -> tuple[Page, ...]:
        """A letter on as many pages as it needs."""
        leaves = letter_leaves(written, self.measure, title, title, LETTER_TOP, bare=True, signature=True)
        return framed(leaves, sender.frame("", ""), self.measure)

    def calendar(self, sender: Sender, entries: Sequence[Due], first: date, last: date) -> tuple[Page, ...]:
        """The calendar as a list, month by month."""
        table = Table(tuple(_columns()), tuple(self._rows(entries)))
        room = BOTTOM - LEGEND_TOP - table.head
        title = "Filing calendar"
        leaves = [
            Leaf(title, title, placed(table, rows, LEGEND_TOP).items, continued=number > 0)
            for number, rows in enumerate(paged(table.rows, room, room))
        ]
        if not leaves:
            leaves = [Leaf(title, title, placed(table, (), LEGEND_TOP).items)]
        period = f"{long_date(first)} to {long_date(last)}"
        return framed(leaves, sender.frame(period, "", RULES), self.measure)

    def paint(self, name: str, title: str, pages: Sequence[Page]) -> bytes:
        """The pages as the bytes of a PDF."""
        return self.painter.paint(Document(name, title, tuple(pages)))

    def _rows(self, entries: Sequence[Due]) -> list[Row]:
        rows: list[Row] = []
        month = ""
        for due in entries:
            if f"{due.shown:%B %Y}" != month:
                month = f"{due.shown:%B %Y}"
                cell = Cell((month,), SIZE, Face.BOLD)
                rows.append(Row(month, row_height(1), (cell,), heading=True))
            rows.append(self._row(due))
        return rows

    def _row(self, due: Due) -> Row:
        done = f" Done {long_date(due.done)}." if due.done is not None else ""
        note = f" {due.note}" if due.note else ""
        cells = (
            f"{due.shown:%a} {due.shown:%m/%d/%Y}",
            f"{due.send_by:%m/%d/%Y}" if due.send_by is not None and due.done is None else "",
            due.title if due.clock.who == "company" else f"{due.title} ({due.clock.who})",
            f"{due.sentence}{done}{note} [{due.authority}]",
        )
        lines = [
            wrapped(printable(words), self.measure, Face.REGULAR, SIZE, column.width - 2 * PAD)
            for words, column in zip(cells, _columns(), strict=True)
        ]
        height = row_height(max(len(item) for item in lines))
        return Row(f"{due.key}/{due.happening}", height, tuple(Cell(item, SIZE) for item in lines))


def _columns() -> list[TableColumn]:
    columns, x = [], LEFT
    for heading, width in _COLUMNS:
        columns.append(TableColumn(x, width or RIGHT - x, (heading,), Align.LEFT))
        x += width
    return columns
