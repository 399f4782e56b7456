"""Cells with an error or without a result are told from blanks in every format, and so is what is hidden."""

import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.ports import SpreadsheetTable
from desktop_app.spreadsheets.binary_marks import binary_sheets, marks_of_binary_sheet
from desktop_app.spreadsheets.cell_marks import WorkbookMarks
from desktop_app.spreadsheets.opendocument_marks import marks_of_document
from desktop_app.spreadsheets.refusals import OpenQuote
from desktop_app.spreadsheets.text_tables import text_rows
from desktop_app.spreadsheets.xml_marks import marks_of_sheet
from tests.support.foreign_spreadsheets import CASES, excel, read, repacked


@pytest.mark.parametrize(
    ("name", "uncomputed", "faulty"),
    [
        ("tb36_err_uncomputed.xls", ("C3",), ()),
        ("tb37_err.xls", (), ("C3",)),
        ("tb38_err.ods", (), ("C3",)),
    ],
)
def test_old_and_open_formats_mark_their_cells(name: str, uncomputed: tuple[str, ...], faulty: tuple[str, ...]) -> None:
    table = read(CASES / name).tables[0]
    assert (table.uncomputed, table.faulty) == (uncomputed, faulty)


@pytest.mark.parametrize(
    ("row", "marks"),
    [
        (b'<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>', WorkbookMarks(faulty=("B3",))),
        (b"<row r='3'><c t='e' s='4' r='B3'><f>1/0</f><v>#DIV/0!</v></c></row>", WorkbookMarks(faulty=("B3",))),
        (b'<x:row r="3"><x:c s="1" t="e" r="B3"><x:v>#N/A</x:v></x:c></x:row>', WorkbookMarks(faulty=("B3",))),
        (b'<row r="3"><c s="2" r="B3"><f>SUM(B1:B2)</f></c></row>', WorkbookMarks(("B3",))),
        (b'<row r="3"><c r="B3"><f>SUM(B1:B2)</f><v></v></c></row>', WorkbookMarks(("B3",))),
        (b'<row r="3"><c r="B3"><f t="shared" si="0"/><v/></c></row>', WorkbookMarks(("B3",))),
        (b'<row r="3"><c r="B3"><f>SUM(B1:B2)</f><v>7</v></c></row>', WorkbookMarks()),
        (b'<row r="3"><c r="B3" t="str"><f>IF(A1,"","x")</f><v></v></c></row>', WorkbookMarks()),
        (b'<row r="3"><c r="B3" t="str"><f>IF(A1,"","x")</f></c></row>', WorkbookMarks(("B3",))),
        (b'<row r="3"><c r="B3" t="inlineStr"><is><t>a t="e" b</t></is></c></row>', WorkbookMarks()),
        (b'<row/><row><c><v>1</v></c></row><row><c/><c t="e"><v>#N/A</v></c></row>', WorkbookMarks(faulty=("B3",))),
        (b'<row r="2" hidden="1"/><row hidden="true" r="4"></row>', WorkbookMarks(hidden_rows=(2, 4))),
    ],
)
def test_a_sheet_of_any_writer(row: bytes, marks: WorkbookMarks) -> None:
    assert marks_of_sheet(b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>") == marks


def test_hidden_columns() -> None:
    xml = b"<worksheet><cols><col min='2' max='3' hidden='1'/><col min='5' max='5'/></cols><sheetData></sheetData>"
    assert marks_of_sheet(xml).hidden_columns == ("B", "C")


def test_a_strict_workbook_is_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "strict.xlsx"
    shutil.copyfile(CASES / "tb19_strict.xlsx", path)
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"1500.25" in sheet
    whole = sheet.replace(b'<c r="C2" t="n"><v>1500.25</v></c>', b'<c t="e" r="C2"><v>#REF!</v></c>')
    assert whole != sheet
    assert read(repacked(path, xl__worksheets__sheet1_xml=whole)).tables[0].faulty == ("C2",)


DOCUMENT = """<d xmlns:table="t" xmlns:office="o" xmlns:text="x" xmlns:calcext="c"><table:table table:name="TB">
<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>
<table:table-header-rows><table:table-row><table:table-cell/></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="2"/>{cell}</table:table-row></table:table></d>"""


@pytest.mark.parametrize(
    ("cell", "uncomputed", "faulty"),
    [
        ('<table:table-cell table:formula="of:=1/0" calcext:value-type="error"/>', (), ("C5",)),
        ('<table:table-cell table:formula="of:=x"><text:p>Err:508</text:p></table:table-cell>', (), ("C5",)),
        ('<table:table-cell table:formula="of:=1+1"/>', ("C5",), ()),
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>', (), ()),
        ('<table:table-cell table:formula="of:=a" office:value-type="string"/>', (), ()),
    ],
)
def test_an_open_document(cell: str, uncomputed: tuple[str, ...], faulty: tuple[str, ...]) -> None:
    marks = marks_of_document(DOCUMENT.format(cell=cell).encode())["TB"]
    assert marks == WorkbookMarks(uncomputed, faulty, ("B", "C"), (2, 3, 4))


def test_a_binary_sheet() -> None:
    row, cell = struct.pack("<I", 4), struct.pack("<IIB", 2, 0, 7)
    content = b"\x00\x04" + row + b"\x03\x09" + cell + b"\x0b\x09" + cell + b"\x05\x00"
    assert marks_of_binary_sheet(content).faulty == ("C5", "C5")
    name, relation = "TB".encode("utf-16-le"), "rId1".encode("utf-16-le")
    body = b"\0" * 8 + struct.pack("<I", 4) + relation + struct.pack("<I", 2) + name
    assert list(binary_sheets(b"\x9c\x01" + bytes([len(body)]) + body)) == [("rId1", "TB")]


def test_a_damaged_old_workbook_is_refused(tmp_path: Path) -> None:
    whole = (CASES / "tb37_err.xls").read_bytes()
    for kept in (600, 40):
        (tmp_path / "cut.xls").write_bytes(whole[:kept])
        with pytest.raises(UserError, match="it is damaged"):
            read(tmp_path / "cut.xls")


def test_hidden_rows_and_columns_are_told(tmp_path: Path) -> None:
    path = excel(tmp_path / "tb.xlsx", ["Account", "Debit"], ["131 Cash", 5])
    table: SpreadsheetTable = read(path).tables[0]
    assert (table.hidden_columns, table.hidden_rows) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        '131,Cash,5.00,\n331,"6 inch mains,4.00,\n141,Customers,2.00,\n',
        '131,Cash,5.00,\n331,"6 inch mains,4.00,\n141,"Customers",2.00,\n201,Stock,,1.00\n',
        '131,Cash,5.00,\n331,"6 inch mains,4.00,',
        '131,Cash,5.00,\n331,"6 inch mains,4.00,\n141,"Customers, and others",2.00,\n201,Stock,,1.00\n',
    ],
)
def test_an_open_quote_is_noticed_and_swallows_nothing(text: str) -> None:
    with pytest.raises(OpenQuote, match=r"Line 2 of tb\.csv opens a quotation mark that is not closed"):
        text_rows(text.encode(), "tb.csv")


def test_a_cell_with_line_breaks_and_inch_marks_is_read() -> None:
    text = (
        '131,"Cash\nFirst Bank, Main St\n12, Sampleville",5.00,\n331,6" mains,4.00,\n334,"5/8" x 3/4" meters",1.00,\n'
    )
    rows, _ = text_rows(text.encode(), "tb.csv")
    assert [len(row) for row in rows] == [4, 4, 4]


@pytest.mark.parametrize(
    "last", ['201,Common stock,"3,000.00-"', '"TOTAL","4,000.25","4,000.25"\r\n', '201,"Stock, common",5.00\n']
)
def test_a_last_line_with_quotation_marks_is_read(last: str) -> None:
    rows, _ = text_rows(f"Account,Description,Balance\r\n131,Cash,5.00\r\n{last}".encode(), "tb.csv")
    assert [len(row) for row in rows] == [3, 3, 3]
