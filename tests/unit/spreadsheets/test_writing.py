"""What is written as Excel is read back as it was, and tells neither when nor by whom."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.pagespec.worksheets import BoxPurpose, BoxValue, SheetRow, Workbook, Worksheet, WorksheetCell
from desktop_app.services.workers.workers import WorkerStarter
from desktop_app.spreadsheets.excel_tables import excel_tables
from desktop_app.spreadsheets.workbook_files import ExcelFiles
from desktop_app.spreadsheets.writing import workbook_bytes

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
NUMBERS = st.decimals(-(10**12), 10**12, places=2).filter(lambda number: number == number.normalize() or True)
DATES = st.dates(date(1901, 1, 1), date(2199, 12, 31))


def book(*rows: list[BoxValue], keys: int = 0, key_rows: int = 0, head: int = 0) -> Workbook:
    boxes = tuple(SheetRow(tuple(WorksheetCell(value, BoxPurpose.ENTRY, 2) for value in row)) for row in rows)
    return Workbook("Title", (Worksheet("Sheet", (20, 20, 20), boxes, head, keys, key_rows),))


@pytest.mark.slow
@given(st.lists(st.one_of(TEXTS, NUMBERS, DATES), min_size=1, max_size=12))
def test_every_value_comes_back(values: list[BoxValue]) -> None:
    ((table,), remarks) = excel_tables(workbook_bytes(book(["first", *values])), "a.xlsx")
    for before, after in zip(values, table.rows[0][1:], strict=False):
        if isinstance(before, Decimal):
            assert isinstance(after, int | float)
            assert Decimal(repr(after)) == before
        elif isinstance(before, str):
            assert (after or "") == before.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        else:
            assert after == before
    assert remarks == ()


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(book(["=1+1", "+1", "@SUM(A1)"])))).worksheets[0]
    assert [cell.data_type for cell in sheet[1]] == ["s", "s", "s"]


def test_the_same_sheets_give_the_same_bytes_and_no_time() -> None:
    content = workbook_bytes(book(["a", Decimal(1), date(2025, 1, 1)]))
    assert content == workbook_bytes(book(["a", Decimal(1), date(2025, 1, 1)]))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"2004-04-30T00:00:00Z" in packed.read("docProps/core.xml")
        assert b"Filing Desk" in packed.read("docProps/core.xml")
        assert {entry.date_time for entry in packed.infolist()} == {(2004, 4, 30, 0, 0, 0)}


def test_no_temporary_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    assert workbook_bytes(book(["a"]))


def test_keys_are_outside_what_is_printed() -> None:
    content = workbook_bytes(book(["key", "a"], ["keys", "b"], keys=1, key_rows=1, head=1))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.print_area == "'Sheet'!$B$1:$C$1"
    assert sheet.freeze_panes == "B2"
    assert sheet.page_setup.fitToWidth == 1


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    files = ExcelFiles(WorkerStarter([]))
    files.save(b"one", tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == b"one"
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(EnvironmentProblem, match=r"folder.xlsx could not be written"):
        files.save(b"two", tmp_path / "folder.xlsx")
    assert not list(tmp_path.glob("*.partial"))
