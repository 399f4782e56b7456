"""The marks of the sheets of binary workbooks: .xls (BIFF) and .xlsb."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.spreadsheets.cell_marks import WorkbookMarks, cell_address
from desktop_app.spreadsheets.compound_files import CompoundFile

MOST_COLUMNS = 256
_SHEET, _BEGIN, _END, _FORMULA, _ERROR, _ROW, _COLUMN = 0x85, 0x809, 0x0A, 0x06, 0x205, 0x208, 0x7D
# What may stand between a formula and the text that it gives.
_BETWEEN, _TEXT = frozenset({0x4BC, 0x221, 0x236, 0x3C}), 0x207
_NO_NUMBER, _IS_TEXT, _IS_ERROR, _IS_EMPTY = b"\xff\xff", 0, 2, 3
# The constant "" in a formula: without it, an empty result is none at all.
_EMPTY_TEXT = b"\x17\x00"
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 1
_XLSB_ROW, _XLSB_ERROR, _XLSB_FORMULA_ERROR, _XLSB_SHEET = 0, 3, 11, 156


def marks_of_old_workbook(content: bytes) -> dict[str, WorkbookMarks]:
    """The marks of each sheet of an .xls file by its name; raises ValueError for a damaged one."""
    try:
        stream, name = CompoundFile(content).stream(("Workbook", "Book"))
        return {title: _marks_of(stream, start) for title, start in _sheets(stream, flagged=name == "Workbook")}
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from None


def marks_of_binary_sheet(content: bytes) -> WorkbookMarks:
    """The marks of one sheet of an .xlsb file: cells with an error."""
    found: list[str] = []
    row = 0
    for kind, body in _long_records(content):
        if kind == _XLSB_ROW and len(body) >= 4:  # noqa: PLR2004 - a number of four bytes
            row = int.from_bytes(body[:4], "little")
        elif kind in (_XLSB_ERROR, _XLSB_FORMULA_ERROR):
            found.append(cell_address(row, int.from_bytes(body[:4], "little")))
    return WorkbookMarks(faulty=tuple(found))


def binary_sheets(content: bytes) -> Iterator[tuple[str, str]]:
    """The relation and the name of each sheet that the workbook of an .xlsb file lists."""
    for kind, body in _long_records(content):
        if kind == _XLSB_SHEET:
            relation, rest = _wide_text(body[8:])
            yield relation, _wide_text(rest)[0]


def _wide_text(body: bytes) -> tuple[str, bytes]:
    end = 4 + 2 * int.from_bytes(body[:4], "little")
    return body[4:end].decode("utf-16-le", "replace"), body[end:]


@dataclass
class _Marks:
    """The marks of a sheet as far as it is read."""

    uncomputed: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    waiting: str = ""

    def take(self, kind: int, body: bytes) -> None:
        """Takes in one record."""
        if self.waiting and kind not in _BETWEEN:
            if kind != _TEXT:
                self.uncomputed.append(self.waiting)
            self.waiting = ""
        if kind == _FORMULA:
            self._take_formula(body)
        elif kind == _ERROR and body[7]:
            self.faulty.append(cell_address(*struct.unpack_from("<HH", body)))
        elif kind == _ROW and body[12] & _HIDDEN_ROW:
            self.rows.append(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMN and body[8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", body)
            self.columns += [column_letters(number) for number in range(first, min(last + 1, MOST_COLUMNS))]

    def _take_formula(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        if body[12:14] != _NO_NUMBER:
            return
        if body[6] == _IS_ERROR:
            self.faulty.append(cell_address(row, column))
        elif body[6] == _IS_TEXT:
            self.waiting = cell_address(row, column)
        elif body[6] == _IS_EMPTY and _EMPTY_TEXT not in body[22:]:
            self.uncomputed.append(cell_address(row, column))


def _marks_of(stream: bytes, start: int) -> WorkbookMarks:
    found = _Marks()
    depth = 0
    for kind, body in _records(stream, start):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1 and kind != _BEGIN:
            found.take(kind, body)
        if depth == 0:
            found.take(kind, b"")
            break
    return WorkbookMarks(tuple(found.uncomputed), tuple(found.faulty), tuple(found.columns), tuple(found.rows))


def _sheets(stream: bytes, *, flagged: bool) -> Iterator[tuple[str, int]]:
    """The name and start of each sheet. `flagged`: a byte before the name says how wide its letters are."""
    for kind, body in _records(stream, 0):
        if kind == _END:
            return
        if kind == _SHEET:
            start, _, letters, wide = struct.unpack_from("<IHBB", body)
            double = flagged and bool(wide & 1)
            at = 8 if flagged else 7
            name = body[at : at + letters * (2 if double else 1)]
            yield name.decode("utf-16-le" if double else "latin-1", "replace"), start


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _long_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        yield kind, content[at : at + length]
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in up to `most` bytes of seven bits each, and where the next thing begins."""
    number = 0
    for shift in range(most):
        part = content[at] if at < len(content) else 0
        number |= (part & 0x7F) << (7 * shift)
        at += 1
        if not part & 0x80:
            break
    return number, at
