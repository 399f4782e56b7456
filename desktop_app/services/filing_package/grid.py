"""A schedule as tables: every cell with its text, its mark or its shading, every row with its fixed height.

Heights come from the form and from unsealed values only. A sealed cell is as high as its kind of answer, whatever it
holds, in both versions; what does not fit is cut here and printed whole elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import rows_answer
from desktop_app.formspec.definition import CellSpec, ScheduleKind, ScheduleLine
from desktop_app.formspec.sheet import NO_ROWS, SheetSchedule
from desktop_app.pagespec.pages import FontFace, TextAlignment
from desktop_app.pagespec.paragraphs import cut, printable, shrunk, wrapped
from desktop_app.pagespec.tables import (
    PAD,
    SIGN_WIDTH,
    PrintedTable,
    TableCellContent,
    TableColumn,
    TableRow,
    row_height,
)
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.widths import TablePanel, panels

SIZE = 8.0
SMALLEST = 5.0
SEALED_SIGN = "S"
LONGEST_CELL = 6
LONGEST_ANSWER = 24
WHOLE = "The table as a whole"
ROOMY = 150.0  # a column in which a line of words usually suffices
_BARRED = TableCellContent(barred=True)
_ANSWERED = {ScheduleKind.FIELDS, ScheduleKind.INQUIRIES}


@dataclass(frozen=True, slots=True)
class FittedText:
    """A cell's text as it fits, and whether it had to be cut."""

    cell: TableCellContent
    whole: bool


@dataclass(frozen=True, slots=True)
class _CellSign:
    """The small sign at a cell's left edge, how many lines it may have, and whether it is a total."""

    sign: str = ""
    most: int = 1
    strong: bool = False


@dataclass(frozen=True)
class ScheduleTables:
    """The tables of one schedule, and the cells whose text was cut, in their order on the page."""

    tables: tuple[PrintedTable, ...]
    cuts: tuple[Place, ...]


def grid(paper: VersionPages, schedule: SheetSchedule, signs: Mapping[Place, str]) -> ScheduleTables:
    """The schedule's tables. `signs` are the small texts at the left edge of cells that have a note."""
    cuts: list[Place] = []
    tables = [_whole(paper, schedule, signs, cuts)] if _unrowed(schedule) else []
    if tables and _answered_openly(paper, schedule):
        return ScheduleTables(tuple(tables), tuple(cuts))
    divided = panels(_compared(paper, schedule), paper.measure)
    for panel in divided:
        rows = tuple(_row(paper, schedule, panel, line, signs, cuts) for line in schedule.lines)
        if len(divided) > 1:
            rows = _told(rows, len(panel.lead))
        if rows:
            tables.append(PrintedTable(panel.columns, rows, len(panel.lead) - 1))
    return ScheduleTables(tuple(tables), tuple(dict.fromkeys(cuts)))


def _compared(paper: VersionPages, schedule: SheetSchedule) -> SheetSchedule:
    """The schedule without the columns that compare with a year of which nothing is known."""
    named = {column.beside for column in schedule.definition.columns if column.beside}
    known = {
        name
        for name in named
        if any(_answered(paper, place, spec) for place, spec in schedule.cells.items() if place.column == name)
    }
    if named == known:
        return schedule
    columns = tuple(each for each in schedule.definition.columns if not each.beside or each.beside in known)
    return replace(schedule, definition=replace(schedule.definition, columns=columns))


def _answered(paper: VersionPages, place: Place, spec: CellSpec) -> bool:
    """Whether the cell holds more than a formula made of nothing."""
    return not spec.formula and (paper.sealed(place) or paper.value(place) is not None)


def _told(rows: Sequence[TableRow], lead: int) -> tuple[TableRow, ...]:
    """Without the lines that have no cell in this part of a divided table, and headings of none."""
    telling = [row for row in rows if row.heading or not all(cell.barred for cell in row.cells[lead:])]
    return tuple(
        row
        for row, after in zip(telling, [*telling[1:], None], strict=False)
        if not row.heading or (after is not None and not after.heading)
    )


def _unrowed(schedule: SheetSchedule) -> bool:
    return schedule.definition.kind is ScheduleKind.ROWS and not schedule.rows


def _answered_openly(paper: VersionPages, schedule: SheetSchedule) -> bool:
    """Whether one public word answers the schedule, so that no empty table need follow."""
    place = rows_answer(schedule.definition.id)
    return not paper.sealed(place) and paper.value(place) is not None


def _whole(paper: VersionPages, schedule: SheetSchedule, signs: Mapping[Place, str], cuts: list[Place]) -> PrintedTable:
    """The word that answers a schedule without rows, on a line of its own."""
    place = rows_answer(schedule.definition.id)
    line, label, answer = _answer_columns(paper, schedule)
    fitted = _data_cell(paper, place, NO_ROWS, answer, _CellSign(signs.get(place, ""), LONGEST_ANSWER))
    if not fitted.whole:
        cuts.append(place)
    cells = (TableCellContent(), TableCellContent((WHOLE,), SIZE), fitted.cell)
    columns = (replace(line, heading=()), replace(label, heading=()), replace(answer, heading=()))
    anchor = f"{place.schedule}/{place.line}"
    return PrintedTable(columns, (TableRow(anchor, row_height(len(fitted.cell.lines)), cells),), names_rows=1)


def _answer_columns(paper: VersionPages, schedule: SheetSchedule) -> tuple[TableColumn, ...]:
    fields = replace(schedule, definition=replace(schedule.definition, kind=ScheduleKind.FIELDS))
    return panels(fields, paper.measure)[0].columns


def _row(
    paper: VersionPages,
    schedule: SheetSchedule,
    panel: TablePanel,
    line: ScheduleLine,
    signs: Mapping[Place, str],
    cuts: list[Place],
) -> TableRow:
    anchor = f"{schedule.definition.id}/{line.id}"
    if line.heading:
        return _heading(paper, anchor, line, panel)
    most = LONGEST_ANSWER if schedule.definition.kind in _ANSWERED else LONGEST_CELL
    cells = [_lead_cell(paper, schedule, line, name, panel) for name in panel.lead]
    heights = [len(cells[-1].lines)]
    for column, printed in zip(panel.data, panel.columns[len(panel.lead) :], strict=True):
        place = Place(schedule.definition.id, line.id, column.id)
        spec = schedule.cells.get(place)
        if spec is None:
            cells.append(_BARRED)
            continue
        fitted = _data_cell(paper, place, spec, printed, _CellSign(signs.get(place, ""), most, line.strong))
        cells.append(fitted.cell)
        heights.append(_sealed_lines(spec, printed) if paper.sealed(place) else len(fitted.cell.lines))
        if not fitted.whole:
            cuts.append(place)
    return TableRow(anchor, row_height(max(heights)), tuple(cells), strong=line.strong)


def _heading(paper: VersionPages, anchor: str, line: ScheduleLine, panel: TablePanel) -> TableRow:
    width = panel.columns[-1].right - panel.columns[0].x - 2 * PAD
    lines = wrapped(printable(line.label), paper.measure, FontFace.BOLD, SIZE, width)
    return TableRow(anchor, row_height(len(lines)) + 2, (TableCellContent(lines, SIZE, FontFace.BOLD),), heading=True)


def _lead_cell(
    paper: VersionPages, schedule: SheetSchedule, line: ScheduleLine, name: str, panel: TablePanel
) -> TableCellContent:
    if name == "line":
        return TableCellContent((str(schedule.numbers.get(line.id, "")),), 7.0, align=TextAlignment.CENTER)
    face = FontFace.BOLD if line.strong else FontFace.REGULAR
    if name == "account":
        return TableCellContent((line.number,) if line.number else (), 7.5, face)
    width = panel.columns[panel.lead.index("label")].width - 2 * PAD
    return TableCellContent(wrapped(printable(line.label), paper.measure, face, SIZE, width), SIZE, face)


def _sealed_lines(spec: CellSpec, printed: TableColumn) -> int:
    """How many lines a sealed cell has: by its kind and its column's width, never by its value."""
    if not spec.type.worded:
        return 1
    return max(spec.lines, 1 if printed.width > ROOMY else 2)


def _data_cell(paper: VersionPages, place: Place, spec: CellSpec, printed: TableColumn, look: _CellSign) -> FittedText:
    if not paper.sealed(place):
        return _fitted(paper, paper.text(place, spec), spec, printed, look)
    if paper.view.public:
        return FittedText(TableCellContent(marked=True), whole=True)
    lines = _sealed_lines(spec, printed)
    fitted = _fitted(paper, paper.text(place, spec), spec, printed, _CellSign(SEALED_SIGN, lines, look.strong))
    return replace(fitted, cell=replace(fitted.cell, framed=True))


def _fitted(paper: VersionPages, text: str, spec: CellSpec, printed: TableColumn, look: _CellSign) -> FittedText:
    """The text in the column: a number on one line, smaller if need be; words on a limited number of lines."""
    align = TextAlignment.RIGHT if spec.type.numeric and printed.align is TextAlignment.RIGHT else TextAlignment.LEFT
    face = FontFace.BOLD if look.strong else FontFace.REGULAR
    width = printed.width - 2 * PAD - (SIGN_WIDTH if look.sign else 0.0)
    if spec.type.numeric and "\n" not in text:
        size = shrunk(text, paper.measure, face, SIZE, width)
        if size >= SMALLEST:
            return FittedText(TableCellContent((text,), size, face, align, look.sign), whole=True)
    lines = wrapped(text, paper.measure, face, SIZE, width)
    kept = cut(lines, look.most, paper.measure, face, SIZE, width)
    return FittedText(TableCellContent(kept, SIZE, face, align, look.sign), whole=kept == lines)
