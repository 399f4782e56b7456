"""Tables in a workbook of Excel (.xlsx, .xlsm, .xls) or another office program, as values. Macros never run."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree as ET

import python_calamine as calamine

from desktop_app.pagespec.worksheets import column_letters
from desktop_app.spreadsheets.refusals import Locked, OtherKind, TooBig, Unreadable

MOST_UNPACKED = 400_000_000
MOST_ROWS = 1_048_576
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_SPREADSHEETS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A formula without a value beside it, and a value that is an error, as they stand in the XML of a sheet.
_UNCOMPUTED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FAULTY = re.compile(rb'<(?:\w+:)?c r="([A-Z]+\d+)"[^>]*\bt="e"[^>]*>')

Cell = int | float | str | bool | date | None


@dataclass(frozen=True)
class ExcelTable:
    """A sheet: its rows from the first one on, its merged stretches, the cells that hold no result."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[str, ...] = ()
    uncomputed: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    hidden: bool = False


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin like a workbook, whatever the file is called."""
    return content.startswith((ZIP, COMPOUND))


def excel_tables(content: bytes, name: str) -> tuple[list[ExcelTable], tuple[str, ...]]:
    """Every sheet of the workbook, and remarks on it. Raises Locked, OtherKind, TooBig, Unreadable."""
    zipped = content.startswith(ZIP)
    marks, macros = _looked_into(content, name) if zipped else ({}, _compound(content, name))
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            tables = [
                _table(book, sheet, marks.get(sheet.name, _Marks()))
                for sheet in book.sheets_metadata
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise Locked(name) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        raise Unreadable(name) from None
    words = f"{name} holds macros. They were not run; only the values that it was saved with were read."
    return tables, (words,) if macros else ()


def _table(book: calamine.CalamineWorkbook, sheet: calamine.SheetMetadata, marks: _Marks) -> ExcelTable:
    found = book.get_sheet_by_name(sheet.name)
    rows = [_cells(row) for row in found.to_python(skip_empty_area=False, nrows=MOST_ROWS)]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    merged = tuple(f"{_address(*start)}:{_address(*end)}" for start, end in found.merged_cell_ranges or ())
    visible = sheet.visible is calamine.SheetVisibleEnum.Visible
    return ExcelTable(sheet.name, rows, merged, marks.uncomputed, marks.faulty, not visible)


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


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True)
class _Marks:
    """What the values of a sheet do not tell: cells without a result, cells whose result is an error."""

    uncomputed: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()


def _compound(content: bytes, name: str) -> bool:
    """Whether an old workbook holds macros. Raises Locked for an encrypted one."""
    if _ENCRYPTED in content:
        raise Locked(name)
    return _VBA in content


def _looked_into(content: bytes, name: str) -> tuple[Mapping[str, _Marks], bool]:
    """The marks of each sheet by its name, and whether the workbook holds macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = {entry.filename: entry.file_size for entry in packed.infolist()}
            if not any(part in entries for part in _SPREADSHEETS):
                raise OtherKind(name, "a packed folder or a document of another kind")
            if sum(entries.values()) > MOST_UNPACKED:
                raise TooBig(name, sum(entries.values()), MOST_UNPACKED, unpacked=True)
            marks = {title: _marks(packed.read(part)) for title, part in _parts(packed, entries)}
    except (zipfile.BadZipFile, ET.ParseError, KeyError, EOFError, NotImplementedError, zlib.error):
        raise Unreadable(name) from None
    return marks, any(part.endswith("vbaProject.bin") for part in entries)


def _parts(packed: zipfile.ZipFile, entries: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the part in which it lies."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= entries.keys():
        return
    relations = ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - a limited process
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    for sheet in ET.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314 - as above
        target = targets.get(sheet.get(_RELATION), "") if sheet.tag.endswith("}sheet") else ""
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if target and part in entries:
            yield sheet.get("name", ""), part


def _marks(xml: bytes) -> _Marks:
    return _Marks(_found(_UNCOMPUTED, xml), _found(_FAULTY, xml))


def _found(pattern: re.Pattern[bytes], xml: bytes) -> tuple[str, ...]:
    return tuple(match[1].decode("ascii") for match in pattern.finditer(xml))
