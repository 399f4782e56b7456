"""The marks of the sheets of an OpenDocument spreadsheet (.ods)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from desktop_app.pagespec.worksheets import column_letters
from desktop_app.spreadsheets.cell_marks import WorkbookMarks, cell_address

MOST_COLUMNS, MOST_ROWS = 256, 1_048_576
_ROW, _CELLS, _COLUMN, _TABLE = "table-row", ("table-cell", "covered-table-cell"), "table-column", "table"
_WRONG = ("#", "Err:")


def marks_of_document(content: bytes) -> dict[str, WorkbookMarks]:
    """The marks of each sheet by its name."""
    found: dict[str, WorkbookMarks] = {}
    for _, element in ET.iterparse(io.BytesIO(content)):  # noqa: S314 - a limited process
        if _local(element.tag) == _TABLE and _given(element, "name"):
            found[_given(element, "name")] = _marks_of(element)
            element.clear()
    return found


def _marks_of(table: ET.Element) -> WorkbookMarks:
    uncomputed: list[str] = []
    faulty: list[str] = []
    hidden_rows: list[int] = []
    row = 0
    for element in _inside(table, _ROW):
        times = _repeated(element, "number-rows-repeated")
        if _is_hidden(element) and times < MOST_COLUMNS:
            hidden_rows += range(row + 1, row + times + 1)
        _look_at(element, row, uncomputed, faulty)
        row += times
    return WorkbookMarks(tuple(uncomputed), tuple(faulty), tuple(_hidden_columns(table)), tuple(hidden_rows))


def _look_at(row: ET.Element, number: int, uncomputed: list[str], faulty: list[str]) -> None:
    column = 0
    for cell in row:
        if _local(cell.tag) not in _CELLS:
            continue
        shown = "".join(cell.itertext()).strip()
        if "error" in _values(cell, "value-type") or (_given(cell, "formula") and shown.startswith(_WRONG)):
            faulty.append(cell_address(number, column))
        elif _given(cell, "formula") and not shown and not _has_result(cell):
            uncomputed.append(cell_address(number, column))
        column += _repeated(cell, "number-columns-repeated")


def _has_result(cell: ET.Element) -> bool:
    kinds = _values(cell, "value-type")
    return "string" in kinds or any(_given(cell, name) for name in ("value", "date-value", "boolean-value"))


def _hidden_columns(table: ET.Element) -> Iterator[str]:
    column = 0
    for element in _inside(table, _COLUMN):
        times = _repeated(element, "number-columns-repeated")
        if _is_hidden(element):
            yield from (column_letters(number) for number in range(column, min(column + times, MOST_COLUMNS)))
        column += times


def _inside(table: ET.Element, name: str) -> Iterator[ET.Element]:
    """The parts of that name in their order, also those in groups and headings, but not those of a table within."""
    for element in table:
        if _local(element.tag) == name:
            yield element
        elif _local(element.tag) != _TABLE:
            yield from _inside(element, name)


def _is_hidden(element: ET.Element) -> bool:
    return _given(element, "visibility") in ("collapse", "filter")


def _repeated(element: ET.Element, name: str) -> int:
    given = _given(element, name)
    return min(int(given), MOST_ROWS) if given.isdigit() else 1


def _given(element: ET.Element, name: str) -> str:
    return next(iter(_values(element, name)), "")


def _values(element: ET.Element, name: str) -> list[str]:
    attributes: Mapping[str, str] = element.attrib
    return [value for key, value in attributes.items() if _local(key) == name]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
