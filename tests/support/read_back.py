"""Compares every cell of a finished report with the evaluated filing: page, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.definition import ANSWER, CellSpec, CellType, ScheduleColumn, ScheduleKind
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import public_filing
from desktop_app.formspec.sheet import FormLayout, SheetSchedule
from tests.support.printed_tables import PrintedRow, PrintedTable, printed_tables

SEALED = "[SEALED]"
WHOLE = "The table as a whole"
CUT = "\N{HORIZONTAL ELLIPSIS}"


def written_value(value: Value | None, spec: CellSpec) -> str:
    """The value as somebody would write it on the form."""
    if value is None:
        return ""
    if isinstance(value, AnswerWord):
        return value.value
    if isinstance(value, date):
        return f"{value:%m/%d/%Y}"
    if not isinstance(value, Decimal):
        return next((option.label for option in spec.options if option.id == value), value)
    digits = f"{abs(value):,.{spec.decimals}f}"
    percent = "%" if spec.type is CellType.PERCENT else ""
    return f"({digits}){percent}" if value < 0 and digits.strip("0.,") else f"{digits}{percent}"


@dataclass
class ReadBack:
    """What was read: the cells that were found, and in words what differs from the filing."""

    sheet: FormLayout
    values: Mapping[Place, Value]
    hidden: frozenset[Place]
    found: set[Place] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def table(self, table: PrintedTable, schedule: SheetSchedule) -> None:
        """Compares the cells of one table."""
        columns = self._data_columns(table, schedule)
        lead = len(table.headings) - len(columns)
        for row in table.rows:
            line = self._line(row, schedule, table.headings[:lead] or ("", ""))
            for place, words in zip(self._places(schedule, line, columns), row.cells[-len(columns) :], strict=False):
                self._cell(place, words, table.page)

    def _data_columns(self, table: PrintedTable, schedule: SheetSchedule) -> list[str]:
        if schedule.definition.kind in {ScheduleKind.FIELDS, ScheduleKind.INQUIRIES} or not any(table.headings):
            return [ANSWER]
        by_heading = {_packed(_heading(column)): column.id for column in schedule.columns.values()}
        lead = int(schedule.definition.kind is ScheduleKind.ROWS)
        known = [
            "" if number < lead else by_heading.get(_packed(text), "") for number, text in enumerate(table.headings)
        ]
        first = next((number for number, name in enumerate(known) if name), len(known))
        if not all(known[first:]):
            self.wrong.append(f"page {table.page}: headings {table.headings} of {schedule.definition.id}")
        return known[first:]

    def _line(self, row: PrintedRow, schedule: SheetSchedule, lead: Sequence[str]) -> str:
        texts = [_packed(" ".join(cell)) for cell in row.cells]
        if _packed(WHOLE) in texts:
            return "rows"
        for line in schedule.lines:
            known = {"Line": str(schedule.numbers.get(line.id, "")), "Acct.": line.number}
            given = [known.get(name, line.label) for name in lead[:-1]] + [line.label]
            if schedule.definition.numbered:
                given = [line.number, line.label]
            if texts[: len(given)] == [_packed(text) for text in given] and not line.heading:
                return line.id
        return ""

    def _places(self, schedule: SheetSchedule, line: str, columns: Sequence[str]) -> Iterator[Place]:
        for column in columns if line else ():
            yield Place(schedule.definition.id, line, column)

    def _cell(self, place: Place, words: Sequence[str], page: int) -> None:
        spec = CellSpec() if place.line == "rows" else self.sheet.cells.get(place)
        shown = " ".join(words)
        if place in self.found:
            self.wrong.append(f"page {page}: {place} is printed twice")
        self.found.add(place)
        if spec is None:
            if shown:
                self.wrong.append(f"page {page}: {place} does not apply and shows '{shown}'")
            return
        expected = SEALED if place in self.hidden else written_value(self.values.get(place), spec)
        amount = spec.type.numeric and not isinstance(self.values.get(place), AnswerWord)
        if spec.unit and amount and place.column == ANSWER and expected not in ("", SEALED):
            expected = f"{expected} {spec.unit}"
        if not _agrees(shown, expected, spec):
            self.wrong.append(f"page {page}: {place} shows '{shown}', the filing '{expected}'")

    def _compared(self, schedule: str, column: str) -> bool:
        """Whether anything is known of last year, so that the columns beside it are printed."""
        places = (place for place in self.sheet.places[schedule] if place.column == column)
        return any(not self.sheet.cells[place].formula and self.values.get(place) is not None for place in places)

    def missing(self) -> list[str]:
        """The cells of the printed schedules that are on no page; totals of a table without rows need not be."""
        sheet = self.sheet
        printed = {
            (name, column.id)
            for name, schedule in sheet.schedules.items()
            for column in schedule.definition.printed
            if not column.beside or self._compared(name, column.beside)
            if not schedule.definition.work
        }
        empty = {
            name
            for name, schedule in sheet.schedules.items()
            if schedule.definition.kind is ScheduleKind.ROWS and not schedule.rows
        }
        absent = [place for place in sheet.cells if place not in self.found and place[::2] in printed]
        return [str(place) for place in absent if place.schedule not in empty or place in self.values]


def _agrees(shown: str, expected: str, spec: CellSpec) -> bool:
    if spec.type.numeric or not shown.endswith(CUT):
        return _packed(shown) == _packed(expected)
    return _packed(expected).startswith(_packed(shown.removesuffix(CUT)))


def _packed(text: str) -> str:
    """Without spaces: a long word is broken anywhere, and a broken line has no blank at its end."""
    return "".join(text.split())


def _heading(column: ScheduleColumn) -> str:
    unit = column.spec.unit
    return f"{column.label} ({unit})" if unit and unit.lower() not in column.label.lower() else column.label


def read_back(pdf: Path | bytes, calculation: FilingValues, hidden: frozenset[Place]) -> ReadBack:
    """The report read back. `hidden` are the cells that this version does not show."""
    sheet = calculation.model.sheet
    report = ReadBack(sheet, calculation.values, hidden)
    current: SheetSchedule | None = None
    page: tuple[str, ...] = ()
    for table in printed_tables(pdf):
        for line in table.above:
            head = _headed(line, sheet)
            if head is not None:
                current, page = head, _page(head)
            current = _titled(line, sheet, page) or current
        if current is not None:
            report.table(table, current)
    report.wrong += [
        f"{place} is printed nowhere" for place in report.missing() if calculation.asked(place.partition("/")[0])
    ]
    return report


def check_printed(pdf: Path | bytes, calculation: FilingValues, *, public: bool) -> int:
    """Fails where a version of the report shows anything but the filing, and tells how many cells were compared."""
    hidden = public_filing(calculation).view.sealed if public else frozenset()
    report = read_back(pdf, calculation, hidden)
    assert not report.wrong, report.wrong[:10]
    return len(report.found)


def _page(schedule: SheetSchedule) -> tuple[str, ...]:
    definition = schedule.definition
    return definition.page, definition.part, definition.utility


def _headed(line: str, sheet: FormLayout) -> SheetSchedule | None:
    """The schedule that the head of a page names, behind the page's number."""
    plain = line.removesuffix("(continued)").strip()
    for schedule in sheet.schedules.values():
        definition = schedule.definition
        part = f", {definition.part}" if definition.part else ""
        if plain == f"{definition.page} {definition.title}{part}":
            return schedule
    return None


def _titled(line: str, sheet: FormLayout, page: tuple[str, ...]) -> SheetSchedule | None:
    """The schedule of this page whose title the line is."""
    same = (schedule for schedule in sheet.schedules.values() if _page(schedule) == page)
    return next((schedule for schedule in same if schedule.definition.title == line), None)
