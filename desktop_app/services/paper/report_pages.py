"""Letters and lists on plain paper: what goes with a report but is no part of it. All of it is public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import FontFace, PageDocument, PaperPage, TextAlignment
from desktop_app.pagespec.paragraphs import printable, wrapped
from desktop_app.pagespec.tables import (
    PAD,
    PrintedTable,
    TableCellContent,
    TableColumn,
    TableRow,
    paged,
    placed,
    row_height,
)
from desktop_app.rulebook.clock import COMPANY
from desktop_app.rulebook.letter import FilledParagraph
from desktop_app.services.filing_calendar.due import DueEntry, UndatedDuty
from desktop_app.services.filing_calendar.rules_list import ListedRule
from desktop_app.services.paper.frame import BOTTOM, LEFT, LEGEND_TOP, RIGHT, PageBody, PageFrame, framed_pages
from desktop_app.services.paper.letters import letter_leaves
from desktop_app.services.paper.printable import must_print
from desktop_app.services.ports import PdfPainter, TextMeasure

EDITION = "Made with Filing Desk"
RULES = "Days by the rules of 4 CSR 240-3 (2004 text) and this company's own amendments; each names its rule."
WITHOUT_DATE = "Without a date (not in a calendar file: other programs keep days only)"
NONPUBLIC = "NONPUBLIC"
LETTER_TOP = 72.0
SIZE = 8.0
STRONG = "\0"
Columns = tuple[tuple[str, float], ...]
_CALENDAR: Columns = (("Day", 74.0), ("Send by", 62.0), ("What", 150.0), ("Why", 0.0))
_RULES: Columns = (("What", 200.0), ("Now", 140.0), ("Rule or source", 0.0))


@dataclass(frozen=True, slots=True)
class PaperSender:
    """Whose paper it is. A `nonpublic` one is for the company's own files and says so on every page."""

    company: str
    sample: bool = False
    nonpublic: bool = False

    def frame(self, period: str, version: str, footer: str = "") -> PageFrame:
        """The frame of the pages."""
        version = version or (NONPUBLIC if self.nonpublic else "")
        return PageFrame(self.company, period, version, "", footer, EDITION, "SAMPLE" if self.sample else "")


@dataclass(frozen=True, slots=True)
class SectionList:
    """A list of sections: each has its heading (or none) and rows with a cell for each column.

    `figures` are the numbers of the columns that stand at the right; a row whose first cell begins with `STRONG` is
    in bold.
    """

    title: str
    columns: Columns
    sections: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    period: str = ""
    foot: str = ""
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ReportPages:
    """Composes such papers and paints them."""

    painter: PdfPainter
    measure: TextMeasure

    def letter(self, sender: PaperSender, title: str, written: Sequence[FilledParagraph]) -> tuple[PaperPage, ...]:
        """A letter on as many pages as it needs."""
        leaves = letter_leaves(written, self.measure, title, title, LETTER_TOP, bare=True, signature=True)
        return framed_pages(leaves, sender.frame("", ""), self.measure)

    def calendar(
        self,
        sender: PaperSender,
        entries: Sequence[DueEntry],
        without: Sequence[UndatedDuty],
        span: tuple[date, date],
    ) -> tuple[PaperPage, ...]:
        """The calendar as a list, month by month between two days, and behind it the duties without a date."""
        period = f"{long_date(span[0])} to {long_date(span[1])}"
        rows = [*self._rows(entries), *self._undated(without)]
        return self._list(sender, "Filing calendar", _CALENDAR, rows, period)

    def rules(self, sender: PaperSender, rules: Sequence[ListedRule], on: date) -> tuple[PaperPage, ...]:
        """The rules as a list, topic by topic; what the company entered itself is in bold."""
        rows: list[TableRow] = []
        topic = ""
        for rule in rules:
            if rule.topic != topic:
                topic = rule.topic
                rows.append(_heading(topic))
            since = f" from {long_date(rule.since)}" if rule.amended else ""
            note = next((value.note for value in rule.parameter.values if value.since == rule.since and value.note), "")
            cells = (f"{rule.label}", f"{rule.now}{since}", f"{rule.authority}{f'. {note}' if note else ''}")
            rows.append(self._cells(rule.name, cells, _RULES, FontFace.BOLD if rule.amended else FontFace.REGULAR))
        return self._list(sender, "Rules", _RULES, rows, f"As of {long_date(on)}")

    def listing(self, sender: PaperSender, given: SectionList) -> tuple[PaperPage, ...]:
        """Any other list."""
        rows: list[TableRow] = []
        for number, (title, cells) in enumerate(given.sections):
            if title:
                rows.append(_heading(title))
            for index, row in enumerate(cells):
                face = FontFace.BOLD if row[0].startswith(STRONG) else FontFace.REGULAR
                words = tuple(cell.removeprefix(STRONG) for cell in row)
                rows.append(self._cells(f"{number}/{index}", words, given.columns, face, given.figures))
        return self._list(sender, given.title, given.columns, rows, given.period, given.foot)

    def paint(self, name: str, title: str, pages: Sequence[PaperPage]) -> bytes:
        """The pages as the bytes of a PDF. Raises LettersMissing."""
        must_print(pages, self.measure)
        return self.painter.paint(PageDocument(name, title, tuple(pages)))

    def _list(
        self,
        sender: PaperSender,
        title: str,
        columns: Columns,
        rows: Sequence[TableRow],
        period: str,
        foot: str = RULES,
    ) -> tuple[PaperPage, ...]:
        table = PrintedTable(tuple(_placed(columns)), tuple(rows), 2 if columns is _CALENDAR else 0)
        room = BOTTOM - LEGEND_TOP - table.head
        leaves = [
            PageBody(title, title, placed(table, part, LEGEND_TOP).items, continued=number > 0)
            for number, part in enumerate(paged(table.rows, room, room))
        ]
        empty = PageBody(title, title, placed(table, (), LEGEND_TOP).items)
        return framed_pages(leaves or [empty], sender.frame(period, "", foot), self.measure)

    def _rows(self, entries: Sequence[DueEntry]) -> list[TableRow]:
        rows: list[TableRow] = []
        month = ""
        for due in entries:
            if f"{due.shown:%B %Y}" != month:
                month = f"{due.shown:%B %Y}"
                rows.append(_heading(month))
            done = f" {due.settled}." if due.done is not None else ""
            note = f" {due.remark}" if due.remark else ""
            cells = (
                f"{due.shown:%a} {due.shown:%m/%d/%Y}",
                f"{due.send_by:%m/%d/%Y}" if due.send_by is not None and due.done is None else "",
                due.title if due.clock.who == COMPANY else f"{due.title} ({due.clock.who})",
                f"{due.sentence}{_addressed(due)}{done}{note} [{due.authority}]",
            )
            rows.append(self._cells(f"{due.key}/{due.happening}", cells, _CALENDAR))
        return rows

    def _undated(self, without: Sequence[UndatedDuty]) -> Iterator[TableRow]:
        if without:
            yield _heading(WITHOUT_DATE)
        for number, duty in enumerate(without):
            done = f" Done {long_date(duty.done)}." if duty.done is not None else ""
            title = duty.title if duty.clock.who == COMPANY else f"{duty.title} ({duty.clock.who})"
            cells = ("", "", title, f"{duty.sentence}{_addressed(duty)}{done} [{duty.authority}]")
            yield self._cells(f"undated/{number}", cells, _CALENDAR)

    def _cells(
        self,
        anchor: str,
        cells: Sequence[str],
        columns: Columns,
        face: FontFace = FontFace.REGULAR,
        figures: frozenset[int] = frozenset(),
    ) -> TableRow:
        lines = [
            wrapped(printable(words), self.measure, face, SIZE, column.width - 2 * PAD)
            for words, column in zip(cells, _placed(columns), strict=True)
        ]
        height = row_height(max(len(item) for item in lines))
        sides = (TextAlignment.RIGHT if number in figures else TextAlignment.LEFT for number in range(len(lines)))
        return TableRow(
            anchor,
            height,
            tuple(TableCellContent(item, SIZE, face, side) for item, side in zip(lines, sides, strict=True)),
        )


def _addressed(entry: DueEntry | UndatedDuty) -> str:
    """To whom it goes, where the rule names somebody."""
    return f" To: {', and '.join(to.label for to in entry.addressees)}." if entry.addressees else ""


def _heading(words: str) -> TableRow:
    return TableRow(words, row_height(1), (TableCellContent((words,), SIZE, FontFace.BOLD),), heading=True)


def _placed(columns: Columns) -> list[TableColumn]:
    """The columns side by side; a width of 0 takes what is left."""
    found, x = [], LEFT
    for heading, width in columns:
        found.append(TableColumn(x, width or RIGHT - x, (heading,), TextAlignment.LEFT))
        x += width
    return found
