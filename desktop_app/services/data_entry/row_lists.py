"""A list of others (Excel, OpenDocument, CSV) as rows of a schedule: its columns matched, each cell read, all or none.

Which column of the list is which is remembered with the company, for each table of each form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import rows_answer
from desktop_app.formspec.definition import ScheduleColumn, ScheduleKind
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.data_entry.entering import MOST_ROWS
from desktop_app.services.data_entry.parsing import BadAnswer, parse_answer
from desktop_app.services.ports import SpreadsheetTable, TableCell, TableFile

MATCH = "row_list"
HEADINGS = 2  # cells that a row of headings has at least
MOST_NAMED = 10

Row = Mapping[str, Value]


class BadRowList(UserError):
    """A list that cannot become rows: no table, no headings, a column that is not there, or cells that do not fit."""


@dataclass(frozen=True, slots=True)
class RowList:
    """The first table of a list: its headings in their order, and the rows below them with their numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[TableCell, ...]], ...]


def row_list(found: TableFile) -> RowList:
    """The first table that can be seen, from its row of headings on. Raises BadRowList."""
    table = next((table for table in found.tables if table.rows and not table.hidden), None)
    rows = [] if table is None else [*_filled(table)]
    at = next((at for at, (_, cells) in enumerate(rows) if _words(cells) >= HEADINGS), None)
    if at is None:
        raise BadRowList("The list has no row of headings. Give its first row a heading for each column.")
    headings = tuple(_text(cell) for cell in rows[at][1])
    twice = next((head for number, head in enumerate(headings) if head and head in headings[:number]), "")
    if twice:
        raise BadRowList(f"Two columns of the list are headed '{twice}'. Give one of them another heading.")
    return RowList(headings, tuple(rows[at + 1 :]))


def _filled(table: SpreadsheetTable) -> Iterator[tuple[int, tuple[TableCell, ...]]]:
    for number, cells in enumerate(table.rows, 1):
        if any(_text(cell) for cell in cells):
            yield number, tuple(cells)


def _words(cells: Sequence[TableCell]) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and cell.strip())


def _text(cell: TableCell) -> str:
    """The cell as it would be typed."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat()[:10] if isinstance(cell, date) else " ".join(str(cell or "").split())


def takes_rows(book: EvaluatedFiling, schedule: str) -> bool:
    """Whether a list can become rows of the schedule."""
    return book.sheet.schedules[schedule].definition.kind is ScheduleKind.ROWS


def row_columns(book: EvaluatedFiling, schedule: str) -> tuple[ScheduleColumn, ...]:
    """The columns that a list can fill: those that are typed."""
    return tuple(one for one in book.sheet.schedules[schedule].definition.columns if not one.spec.formula)


def matched(file: CompanyFile, filing: str, schedule: str, headings: Sequence[str]) -> dict[str, str]:
    """The heading of each column as it was matched last, or as it is called alike; columns without one are left out."""
    columns = row_columns(file.book(filing), schedule)
    data = file.setting(_key(file, filing, schedule))
    before = data if isinstance(data, dict) else {}
    known = {head.casefold(): head for head in headings if head}
    found: dict[str, str] = {}
    for column in columns:
        names = (str(before.get(column.id, "")), column.label, column.id.replace("_", " "))
        heading = next((known[name.casefold()] for name in names if name.casefold() in known), "")
        if heading and heading not in found.values():
            found[column.id] = heading
    return found


def read_rows(
    file: CompanyFile, filing: str, schedule: str, given: RowList, match: Mapping[str, str]
) -> tuple[Row, ...]:
    """The rows of the list as answers by column; one that is there already, cell by cell, is left out.

    Raises BadRowList, naming each cell that does not fit (the first ten).
    """
    book = file.book(filing)
    columns = {one.id: one for one in row_columns(book, schedule)}
    at = {column: _at(given, columns, column, heading) for column, heading in match.items()}
    if not at:
        raise BadRowList("No column of the list is matched with a column of the page. Choose at least one.")
    refused: list[str] = []
    rows: list[Row] = []
    for number, cells in given.rows:
        row: dict[str, Value] = {}
        for column, place in at.items():
            text = _text(cells[place]) if place < len(cells) else ""
            try:
                value = parse_answer(text, columns[column].spec, f"row {number} of the list, '{match[column]}'")
            except BadAnswer as refusal:
                refused.append(str(refusal))
                continue
            if value is not None:
                row[column] = value
        rows += [row] if row else []
    if refused:
        more = f" And {counted(len(refused) - MOST_NAMED, 'more cell')}." if len(refused) > MOST_NAMED else ""
        raise BadRowList(f"Nothing was imported. {' '.join(refused[:MOST_NAMED])}{more}")
    return tuple(row for row in rows if row not in _there(book, schedule, at))


def _at(given: RowList, columns: Mapping[str, ScheduleColumn], column: str, heading: str) -> int:
    if column not in columns:
        raise BadRowList(f"The page has no column '{column}' to fill. Its columns: {', '.join(columns)}.")
    if heading not in given.headings:
        known = ", ".join(f"'{head}'" for head in given.headings if head)
        raise BadRowList(f"The list has no column '{heading}'. Its columns: {known}.")
    return given.headings.index(heading)


def _there(book: EvaluatedFiling, schedule: str, columns: Mapping[str, int]) -> list[Row]:
    values = book.calculation.values
    rows = book.sheet.schedules[schedule].rows
    places = ([(column, Place(schedule, row, column)) for column in columns] for row in rows)
    return [{column: values[place] for column, place in row if values.get(place) is not None} for row in places]


def take_rows(
    file: CompanyFile,
    filing: str,
    schedule: str,
    rows: Sequence[Row],
    match: Mapping[str, str],
    *,
    instead: bool = False,
) -> EditOutcome | None:
    """Adds the rows at the end, or puts them `instead` of those that are there, and remembers the match: as one step.

    Raises BadRowList, FilingIsFiled.
    """
    book = file.book(filing)
    laid = book.sheet.schedules[schedule]
    kept = () if instead else laid.rows
    if len(kept) + len(rows) > MOST_ROWS:
        raise BadRowList(
            f"With the list the page would have {counted(len(kept) + len(rows), 'row')}; at most {MOST_ROWS:,} are "
            "possible. Attach the list as a document, or import a part of it."
        )
    entries: dict[str, Json] = {f"setting/{_key(file, filing, schedule)}": dict(match)}
    if instead:
        gone = [place for place in book.answers.values if place.schedule == schedule and place.line in laid.rows]
        entries |= {records.answer_key(filing, place): None for place in gone}
    ids = [file.new_id() for _ in rows]
    for row, answers in zip(ids, rows, strict=True):
        for column, value in answers.items():
            entries[records.answer_key(filing, Place(schedule, row, column))] = value_to_json(value)
    entries[records.rows_key(filing, schedule)] = [*kept, *ids] or None
    if ids:
        entries[records.answer_key(filing, rows_answer(schedule))] = None
    return file.edit(filing, f"{counted(len(ids), 'row')} of a list on {laid.definition.where}", entries)


def _key(file: CompanyFile, filing: str, schedule: str) -> str:
    return f"{MATCH}/{file.filing(filing).form}/{schedule}"
