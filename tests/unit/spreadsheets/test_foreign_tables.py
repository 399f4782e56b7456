"""Whatever is wrong with a spreadsheet is one clear sentence; what can be read is read."""

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.problems import EnvironmentProblem, UserError
from tests.support.foreign_spreadsheets import CASES, excel, read, repacked

SENTENCES = {
    "page.xls": (b"<html><table><tr><td>131</td></tr></table></html>", "is a web page or an XML file"),
    "paper.xlsx": (b"%PDF-1.7 ...", "is a PDF, not a spreadsheet"),
    "empty.csv": (b" \r\n \r\n", "contains no values"),
    "blank.csv": (b",,\r\n,,\r\n", "contains no values"),
    "program.csv": (b"MZ\x90\x00\x03\x00\x00\x00\x04\x01\x02\x03\x05\x06", "is a program's own file"),
    "damaged.xlsx": (b"PK\x03\x04" + b"\x00" * 300, "is damaged|cannot be read"),
    "half.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, "cannot be read"),
}


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_a_file_that_is_no_spreadsheet_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content, sentence = SENTENCES[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=sentence) as caught:
        read(path)
    assert name in str(caught.value)


def test_a_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"protected by a password. Open it in Excel, save a copy"):
        read(CASES / "locked.xlsx")


def test_an_old_workbook_is_read() -> None:
    (table,) = read(CASES / "old.xls").tables
    assert table.name == "TB"
    assert table.rows[1][:2] == ("131 Cash", Decimal("8539.25"))
    assert table.rows[4][0] == date(2025, 12, 31)


def test_macros_are_not_run_and_that_is_said(tmp_path: Path) -> None:
    path = repacked(excel(tmp_path / "tb.xlsm", ["131", 5]), xl__vbaProject_bin=b"Attribute VB_Name")
    found = read(path)
    assert found.tables[0].rows == (("131", Decimal(5)),)
    assert found.remarks == (
        "tb.xlsm contains macros. They were not run; only the values that it was saved with were read.",
    )


def test_formulas_without_a_result_and_errors_are_told_by_cell(tmp_path: Path) -> None:
    path = excel(tmp_path / "tb.xlsx", ["131", 5], ["132", "=SUM(B1:B1)"], ["133", "#DIV/0!"])
    (table,) = read(path).tables
    assert table.uncomputed == ("B2",)
    assert table.faulty == ("B3",)


def test_a_formula_with_its_result_is_its_result(tmp_path: Path) -> None:
    path = excel(tmp_path / "tb.xlsx", ["131", "=2+3"])
    xml = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    xml += b'<c r="A1"><f>2+3</f><v>5</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row></sheetData></worksheet>'
    (table,) = read(repacked(path, xl__worksheets__sheet1_xml=xml)).tables
    assert table.rows == ((Decimal(5), "a"),)
    assert table.uncomputed == ()


def test_merged_cells_dates_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    def arrange(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        assert sheet.parent is not None
        sheet.parent.create_sheet("Scratch").sheet_state = "hidden"

    first, second = read(excel(tmp_path / "tb.xlsx", ["Title"], [date(2025, 1, 10), True], arrange=arrange)).tables
    assert first.merged == ("A1:C1",)
    assert first.rows[1] == (date(2025, 1, 10), True)
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.slow
def test_200_000_empty_rows_are_nothing(tmp_path: Path) -> None:
    def arrange(sheet: Worksheet) -> None:
        bold = Font(bold=True)
        for row in range(3, 200_003):
            sheet.cell(row, 1).font = bold

    (table,) = read(excel(tmp_path / "tb.xlsx", ["131", 5], ["132", 6], arrange=arrange)).tables
    assert len(table.rows) == 2


@pytest.mark.slow
def test_a_bomb_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    path = repacked(excel(tmp_path / "bomb.xlsx", ["x"]), xl__media__image1_png=b"\0" * 450_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UserError, match=r"bomb.xlsx unpacks to 450 MB; at most 400 MB are read"):
        read(path)


def test_a_sheet_that_claims_every_cell_there_is_harms_nothing(tmp_path: Path) -> None:
    xml = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml += b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = repacked(excel(tmp_path / "wide.xlsx", ["x"]), xl__worksheets__sheet1_xml=xml + b"</sheetData></worksheet>")
    with pytest.raises(UserError, match=r"wide.xlsx was not read"):
        read(path)


def test_a_file_too_big_to_be_accounts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(70_000_000)
    with pytest.raises(UserError, match=r"huge.csv has 70 MB; at most 60 MB are read"):
        read(path)


@pytest.mark.parametrize("sign", ["~$tb.xlsx", ".~lock.tb.xlsx#"])
def test_a_file_open_in_excel_is_refused(tmp_path: Path, sign: str) -> None:
    path = excel(tmp_path / "tb.xlsx", ["131", 5])
    (tmp_path / sign).touch()
    with pytest.raises(UserError, match=r"tb.xlsx is open in another program") as caught:
        read(path)
    assert sign in str(caught.value)


def test_a_file_that_cannot_be_read_or_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"There is no file gone.csv"):
        read(tmp_path / "gone.csv")
    path = excel(tmp_path / "tb.xlsx", ["131", 5])

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EnvironmentProblem, match=r"If it is open in Excel, close it there"):
        read(path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights of files do not bind this user")
def test_a_file_without_the_right_to_read(tmp_path: Path) -> None:
    path = excel(tmp_path / "tb.xlsx", ["131", 5])
    path.chmod(0)
    with pytest.raises(EnvironmentProblem, match=r"cannot be read just now"):
        read(path)


LETTERS = "Konto;Saldo\r\n131 Café \u20ac;1.234,50\r\n"


@pytest.mark.parametrize(
    ("encoding", "remarked"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("cp1252", True),
    ],
)
def test_letters_of_every_kind(tmp_path: Path, encoding: str, *, remarked: bool) -> None:
    path = tmp_path / "tb.csv"
    path.write_bytes(LETTERS.encode(encoding))
    found = read(path)
    assert found.tables[0].rows == (("Konto", "Saldo"), ("131 Café €", "1.234,50"))
    assert bool(found.remarks) is remarked
    if remarked:
        assert "line 2" in found.remarks[0]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_separators_are_found(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "tb.csv"
    rows = [["Trial balance, 2025"], ["Account", "Debit", "Credit"], ["131 Cash, all", "1", ""], ["201 Stock", "", "1"]]
    text = "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text(text, encoding="utf-8")
    assert read(path).tables[0].rows[2] == ("131 Cash, all", "1", None)


def test_a_separator_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "tb.csv"
    path.write_text("sep=;\nA,B;1\nC,D;2\n", encoding="utf-8")
    assert read(path).tables[0].rows == (("sep=", None), ("A,B", "1"), ("C,D", "2"))
