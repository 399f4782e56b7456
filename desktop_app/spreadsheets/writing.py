"""Writes worksheets as an Excel file: the same sheets always give the same bytes.

No comment, no property that tells who or when; a formula or a hidden sheet only where the worksheets have one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet as ExcelSheet
from openpyxl.writer.excel import ExcelWriter

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.worksheets import BoxPurpose, BoxValue, Workbook, Worksheet, WorksheetCell

EPOCH = datetime(2004, 4, 30)  # noqa: DTZ001 - Excel knows no time zones
ZIP_EPOCH = (2004, 4, 30, 0, 0, 0)
LINE_HEIGHT = 14.0
DATE = "mm/dd/yyyy"
_ILLEGAL = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# A text like _x0041_ would be read as the letter it stands for; its first sign is written so itself.
_LOOKS_ESCAPED = late_pattern("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = late_pattern(rb'(<c r="([A-Z]+\d+)"[^>]*)(><f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_HAIR = Side("thin", color="BFBFBF")
_FRAME = Border(_HAIR, _HAIR, _HAIR, _HAIR)
_GREY, _SHADE, _SEALED, _HEAD = "8C8C8C", "F2F2F2", "FFF2CC", "E3ECF5"
_BOLD = frozenset({BoxPurpose.NOTICE, BoxPurpose.TITLE, BoxPurpose.HEAD, BoxPurpose.STRONG, BoxPurpose.TOTAL})
_FRAMED = frozenset(
    {
        BoxPurpose.HEAD,
        BoxPurpose.LABEL,
        BoxPurpose.STRONG,
        BoxPurpose.ENTRY,
        BoxPurpose.COMPUTED,
        BoxPurpose.TOTAL,
        BoxPurpose.SEALED,
        BoxPurpose.WORDS,
    }
)
_FILLS = {BoxPurpose.HEAD: _HEAD, BoxPurpose.COMPUTED: _SHADE, BoxPurpose.TOTAL: _SHADE, BoxPurpose.SEALED: _SEALED}
_NUMERIC = frozenset({BoxPurpose.ENTRY, BoxPurpose.COMPUTED, BoxPurpose.TOTAL, BoxPurpose.SEALED})


def workbook_bytes(workbook: Workbook) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = openpyxl.Workbook()
    book.properties.creator = "Filing Desk"
    book.properties.title = workbook.title
    book.properties.created = book.properties.modified = EPOCH
    styles = _Styles(book)
    results: dict[str, dict[str, BoxValue]] = {}
    for number, sheet in enumerate(workbook.sheets):
        made = book.active if number == 0 else book.create_sheet()
        if isinstance(made, ExcelSheet):
            made.title = sheet.name
            made.sheet_state = "hidden" if sheet.hidden else "visible"
            results[sheet.name] = _fill(made, sheet, styles)
    return _pinned(book, results)


class _Styles:
    """The styles of one workbook, each made when it is first needed."""

    def __init__(self, book: openpyxl.Workbook) -> None:
        self._book = book
        self._known: dict[tuple[BoxPurpose, str, bool], str] = {}

    def of(self, box: WorksheetCell) -> str:
        """The name of the style in which a box is shown."""
        key = (box.look, _format(box), box.right)
        if key not in self._known:
            self._known[key] = f"{box.look.value} {len(self._known)}"
            self._book.add_named_style(_style(self._known[key], box))
        return self._known[key]


def _format(box: WorksheetCell) -> str:
    if isinstance(box.value, date):
        return DATE
    if box.look not in _NUMERIC or isinstance(box.value, str):
        return "@"
    places = f".{'0' * box.decimals}" if box.decimals else ""
    sign = '"%"' if box.sign else ""
    return f"#,##0{places}{sign};(#,##0{places}{sign});0{places}{sign}"


def _style(name: str, box: WorksheetCell) -> NamedStyle:
    size = {BoxPurpose.TITLE: 14, BoxPurpose.KEY: 7, BoxPurpose.SMALL: 9, BoxPurpose.WORDS: 9}.get(box.look, 10)
    colour = (
        _GREY
        if box.look is BoxPurpose.KEY
        else "595959"
        if box.look in {BoxPurpose.WORDS, BoxPurpose.SMALL}
        else "000000"
    )
    style = NamedStyle(name)
    style.font = Font("Arial", size, bold=box.look in _BOLD, italic=box.look is BoxPurpose.WORDS, color=colour)
    if box.look in _FILLS:
        style.fill = PatternFill("solid", fgColor=_FILLS[box.look])
    if box.look in _FRAMED:
        style.border = _FRAME
    number = box.look in _NUMERIC and not isinstance(box.value, str | date)
    across = (
        "right" if number or box.right else "center" if box.look in {BoxPurpose.HEAD, BoxPurpose.SEALED} else "left"
    )
    style.alignment = Alignment(across, "top", wrap_text=box.look is not BoxPurpose.KEY)
    style.number_format = _format(box)
    return style


def _fill(made: ExcelSheet, sheet: Worksheet, styles: _Styles) -> dict[str, BoxValue]:
    """Fills the sheet and gives the results of its formulas by address."""
    results: dict[str, BoxValue] = {}
    last = len(sheet.widths)
    for column, width in enumerate(sheet.widths, 1):
        made.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.rows, 1):
        if row.lines > 1:
            made.row_dimensions[number].height = LINE_HEIGHT * row.lines
        for column, box in enumerate(row.boxes, 1):
            if box is not None:
                cell = made.cell(number, column)
                _put(cell, box, styles)
                if box.formula:
                    results[cell.coordinate] = box.value
                if box.wide and column < last:
                    # Only named as merged: openpyxl's own way copies styles for half of the writing's time.
                    made.merged_cells.add(f"{get_column_letter(column)}{number}:{get_column_letter(last)}{number}")
    _arrange(made, sheet)
    return results


def _put(cell: object, box: WorksheetCell, styles: _Styles) -> None:
    if isinstance(cell, Cell):
        if box.formula:
            cell.value = f"={box.formula}"
        elif isinstance(box.value, str):
            # The kind is set outright: a text that begins with "=" stays a text.
            cell.value = _LOOKS_ESCAPED.sub("_x005F_", _ILLEGAL.sub("\ufffd", box.value))
            cell.data_type = "s"
        elif isinstance(box.value, Decimal | date):
            cell.value = box.value
        cell.style = styles.of(box)


def _arrange(made: ExcelSheet, sheet: Worksheet) -> None:
    """How the sheet stays in sight, and how it prints: letter paper, one page wide."""
    made.sheet_view.showGridLines = False
    if sheet.head:
        made.freeze_panes = f"{get_column_letter(sheet.keys + 1)}{sheet.head + 1}"
        made.print_title_rows = f"1:{sheet.head}"
    made.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    made.page_setup.paperSize = 1
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.page_margins.left = made.page_margins.right = 0.5
    footer = made.HeaderFooter.oddFooter
    if footer is not None:
        footer.center.text = "&A, page &P of &N"
    if sheet.keys:
        last = get_column_letter(len(sheet.widths))
        made.print_area = f"{get_column_letter(sheet.keys + 1)}1:{last}{len(sheet.rows) - sheet.key_rows}"


class _PinnedZip(zipfile.ZipFile):
    """An archive whose entries do not tell when they were written."""

    def writestr(self, zinfo_or_arcname: str | zipfile.ZipInfo, data: str | bytes, *_: object) -> None:  # type: ignore[override]
        """Adds an entry."""
        info = zipfile.ZipInfo(str(zinfo_or_arcname), ZIP_EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, data)


class _InMemory(ExcelWriter):
    """Writes sheets without the temporary files that openpyxl makes: what is sealed never reaches one."""

    _archive: zipfile.ZipFile
    results: Mapping[str, Mapping[str, BoxValue]] = {}

    def write_worksheet(self, ws: ExcelSheet) -> None:
        """Adds one sheet; ours have no drawings or links."""
        out = io.BytesIO()
        sheet: Any = ws
        writer: Any = WorksheetWriter(ws, out)  # openpyxl's own way leads through a temporary file
        writer.write()
        sheet._drawing, sheet._rels = None, writer._rels  # noqa: SLF001 - as openpyxl's own
        self._archive.writestr(ws.path[1:], _with_results(out.getvalue(), self.results.get(ws.title, {})))
        self.manifest.append(ws)


def _with_results(xml: bytes, results: Mapping[str, BoxValue]) -> bytes:
    """The sheet with the result of each formula beside it, as Excel itself writes it."""

    def beside(match: re.Match[bytes]) -> bytes:
        value = results[match[2].decode("ascii")]
        kind, text = (b"", f"{value:f}") if isinstance(value, Decimal) else (b' t="str"', escape(str(value or "")))
        return match[1] + kind + match[3] + b"<v>" + text.encode() + b"</v></c>"

    return _FORMULA.sub(beside, xml) if results else xml


def _pinned(book: openpyxl.Workbook, results: Mapping[str, Mapping[str, BoxValue]]) -> bytes:
    """The bytes of the workbook, without the time at which they were written."""
    target = io.BytesIO()
    writer = _InMemory(book, _PinnedZip(target, "w", zipfile.ZIP_DEFLATED))
    writer.results = results
    writer.save()
    return target.getvalue()
