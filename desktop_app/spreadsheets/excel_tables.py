"""Tables in a workbook of Excel (.xlsx, .xlsm, .xls) or another office program, as values. Macros never run."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from xml.etree import ElementTree as ET

import python_calamine as calamine

from desktop_app.spreadsheets.binary_marks import binary_sheets, marks_of_binary_sheet, marks_of_old_workbook
from desktop_app.spreadsheets.cell_marks import WorkbookMarks, cell_address
from desktop_app.spreadsheets.opendocument_marks import marks_of_document
from desktop_app.spreadsheets.refusals import DamagedSpreadsheet, OtherKind, PasswordAsked, TooBig
from desktop_app.spreadsheets.sheet_rows import ZIP, Cell, SheetRows
from desktop_app.spreadsheets.xml_marks import marks_of_sheet

MOST_UNPACKED = 400_000_000
MOST_ROWS = 1_048_576
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_SPREADSHEETS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def excel_tables(content: bytes, name: str) -> tuple[list[SheetRows], tuple[str, ...]]:
    """Every sheet of the workbook, and remarks on it. Raises PasswordAsked, OtherKind, TooBig, DamagedSpreadsheet."""
    zipped = content.startswith(ZIP)
    marks, macros = _looked_into(content, name) if zipped else _compound(content, name)
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            tables = [
                _table(book, sheet, marks.get(sheet.name, WorkbookMarks()))
                for sheet in book.sheets_metadata
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise PasswordAsked(name) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        raise DamagedSpreadsheet(name) from None
    words = f"{name} contains macros. They were not run; only the values that it was saved with were read."
    return tables, (words,) if macros else ()


def _table(book: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, marks: WorkbookMarks) -> SheetRows:
    found = book.get_sheet_by_name(sheet.name)
    rows = [_cells(row) for row in found.to_python(skip_empty_area=False, nrows=MOST_ROWS)]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    merged = tuple(f"{cell_address(*start)}:{cell_address(*end)}" for start, end in found.merged_cell_ranges or ())
    visible = sheet.visible is calamine.SheetVisibleEnum.Visible
    return SheetRows(
        sheet.name,
        rows,
        merged,
        marks.uncomputed,
        marks.faulty,
        not visible,
        marks.hidden_columns,
        marks.hidden_rows,
    )


def _cells(row: Sequence[object]) -> list[Cell]:
    return [_value(cell) for cell in row]


def _value(cell: object) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str | bool | int | float | date):
        return cell
    return str(cell)


def _compound(content: bytes, name: str) -> tuple[Mapping[str, WorkbookMarks], bool]:
    """The marks of each sheet of an old workbook, and whether it contains macros.

    Raises PasswordAsked, DamagedSpreadsheet.
    """
    if _ENCRYPTED in content:
        raise PasswordAsked(name)
    try:
        return marks_of_old_workbook(content), _VBA in content
    except ValueError:
        raise DamagedSpreadsheet(name) from None


def _looked_into(content: bytes, name: str) -> tuple[Mapping[str, WorkbookMarks], bool]:
    """The marks of each sheet by its name, and whether the workbook contains macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = {entry.filename: entry.file_size for entry in packed.infolist()}
            if not any(part in entries for part in _SPREADSHEETS):
                raise OtherKind(name, "a packed folder or a document of another kind")
            if sum(entries.values()) > MOST_UNPACKED:
                raise TooBig(name, sum(entries.values()), MOST_UNPACKED, unpacked=True)
            marks = _marks(packed, entries)
    except (zipfile.BadZipFile, ET.ParseError, KeyError, EOFError, NotImplementedError, zlib.error):
        raise DamagedSpreadsheet(name) from None
    return marks, any(part.endswith("vbaProject.bin") for part in entries)


def _marks(packed: zipfile.ZipFile, entries: Mapping[str, int]) -> dict[str, WorkbookMarks]:
    if "content.xml" in entries:
        return marks_of_document(packed.read("content.xml"))
    if "xl/workbook.bin" in entries:
        return {title: marks_of_binary_sheet(packed.read(part)) for title, part in _binary_parts(packed, entries)}
    return {title: marks_of_sheet(packed.read(part)) for title, part in _parts(packed, entries)}


def _parts(packed: zipfile.ZipFile, entries: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the part in which it lies."""
    targets = _relations(packed, entries, "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    for sheet in ET.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314 - a limited process
        if sheet.tag.rpartition("}")[2] == "sheet":
            given = next((sheet.attrib[key] for key in sheet.attrib if key.endswith("}id")), "")
            if targets.get(given) in entries:
                yield sheet.get("name", ""), targets[given]


def _binary_parts(packed: zipfile.ZipFile, entries: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """As `_parts`, of an .xlsb file."""
    targets = _relations(packed, entries, "xl/workbook.bin", "xl/_rels/workbook.bin.rels")
    for relation, title in binary_sheets(packed.read("xl/workbook.bin")):
        if targets.get(relation) in entries:
            yield title, targets[relation]


def _relations(packed: zipfile.ZipFile, entries: Mapping[str, int], book: str, part: str) -> dict[str, str]:
    """The part to which each relation of the workbook leads."""
    if not {book, part} <= entries.keys():
        return {}
    found = {}
    for item in ET.fromstring(packed.read(part)):  # noqa: S314 - a limited process
        target = item.get("Target", "")
        found[item.get("Id", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return found
