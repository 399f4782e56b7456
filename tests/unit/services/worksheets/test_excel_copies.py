"""Out to Excel and back: lossless, changes shown first, one step, nothing half; the public copy knows no secret."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.program.program import Program
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.excel_copies import NameTaken, NoSuchSchedule, fitting_name
from desktop_app.services.worksheets.returning import DoesNotFit, NotOurs, OtherCompany, ReturnedCopy, take_copy

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"


def export(
    program: Program,
    file: CompanyFile,
    folder: Path,
    schedule: str = "",
    *,
    public: bool = False,
    replacing: bool = False,
) -> Path:
    target = folder / "copy.xlsx"
    return program.excel.export(file, target, filing=FILING, schedule=schedule, public=public, replacing=replacing)


def changed(path: Path, change: Callable[[Worksheet], None], sheet: str = "") -> Path:
    book = openpyxl.load_workbook(path)
    chosen = book[sheet] if sheet else book.worksheets[0]
    change(chosen)
    book.save(path)
    return path


def cell(sheet: Worksheet, line: str, column: str) -> openpyxl.cell.Cell:
    """The cell of a line and column by their keys."""
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    at = [str(item.value) for item in rows[keys.COLUMNS]].index(column)
    found = rows[line][at]
    assert isinstance(found, openpyxl.cell.Cell)
    return found


def without_record(path: Path) -> Path:
    """The copy as an earlier version wrote it: it does not know what it held."""
    book = openpyxl.load_workbook(path)
    del book[keys.RECORD]
    book.save(path)
    return path


def sheet_named(path: Path, words: str) -> str:
    return next(name for name in openpyxl.load_workbook(path).sheetnames if words in name)


def back(program: Program, file: CompanyFile, path: Path) -> ReturnedCopy:
    return program.excel.returned(file, path)


def test_everything_goes_out_and_comes_back_without_a_change(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = real_program.excel.export(file, tmp_path / "all.xlsx")
    found = back(real_program, file, path)
    assert (found.changes, found.refused, found.remarks, found.entries) == ([], [], [], {})
    assert path.name == "all nonpublic.xlsx"


@pytest.mark.untraced
def test_a_copy_fills_an_empty_filing_with_all_that_was_entered(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    entering.override(file, FILING, Place("p6", "operating_revenue", "amount"), "5", "As ordered")
    path = export(real_program, file, tmp_path)
    entered = {
        key: value
        for kind in (records.ANSWER, records.ROWS, records.OVERRIDE, records.EXPLAIN)
        for key, value in file.workspace.under(f"{kind}/{FILING}/").items()
    }
    file.edit(FILING, "Emptied", dict.fromkeys(entered))
    assert file.book(FILING).answers.values == {}
    assert back(real_program, file, path).changes == []  # what was changed here only, stays
    without_record(path)
    found = back(real_program, file, path)
    assert found.refused == []
    take_copy(file, found)
    again = {
        key: value
        for kind in (records.ANSWER, records.ROWS, records.OVERRIDE, records.EXPLAIN)
        for key, value in file.workspace.under(f"{kind}/{FILING}/").items()
    }
    assert again == entered


@pytest.mark.untraced
def test_a_change_is_shown_taken_as_one_step_and_undone(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = changed(export(real_program, file, tmp_path, "p4"), lambda sheet: _set(cell(sheet, "cash", "end"), 9000.4))
    found = back(real_program, file, path)
    (change,) = found.changes
    assert (str(change.place), change.after) == ("p4/cash/end", "9,000")
    assert str(found.rounding) == "-0.4"
    take_copy(file, found)
    assert str(file.book(FILING).answers.values[Place("p4", "cash", "end")]) == "9000"
    assert file.undo().label == "Undone: Imported from copy.xlsx"


def test_whatever_does_not_fit_is_one_sentence_a_cell_and_nothing_is_taken(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        _set(cell(sheet, "cash", "end"), "1,2O4")
        _set(cell(sheet, "prepayments", "end"), "=1+1")
        _set(cell(sheet, "working_funds", "end"), 77)
        row = cell(sheet, "other_receivables", "end").row
        _set(sheet.cell(row, 1), "strange_line")

    found = back(real_program, file, changed(export(real_program, file, tmp_path, "p4"), change))
    assert len(found.refused) == 3
    assert any("'1,2O4' is not a number" in words and words.startswith("Cell ") for words in found.refused)
    assert any("holds a formula without its result" in words for words in found.refused)
    assert any("a line 'strange_line' that this page does not have" in words for words in found.refused)
    before = file.book(FILING).answers
    with pytest.raises(DoesNotFit, match=r"Nothing was imported. .*2 more cells do not fit"):
        take_copy(file, found)
    assert file.book(FILING).answers == before


@pytest.mark.untraced
def test_computed_cells_are_left_alone_with_a_word(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    path = changed(export(real_program, file, tmp_path, "w2"), lambda sheet: _set(cell(sheet, "total", "amount"), 1))
    found = back(real_program, file, path)
    assert found.changes == []
    (remark,) = found.remarks
    assert "Total operating expenses (to page 6), this year is computed; it was left as it is" in remark


def test_an_override_comes_back_with_its_reason_and_goes_with_it(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    place = Place("p6", "operating_revenue", "amount")
    entering.override(file, FILING, place, "5", "As ordered")
    path = export(real_program, file, tmp_path, "p6")
    assert back(real_program, file, path).changes == []
    key = keys.mark_key(keys.OVERRIDE, place.line, place.column)
    changed(path, lambda sheet: sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[0].value == key)))
    take_copy(file, back(real_program, file, path))
    assert place not in file.book(FILING).answers.overrides


def test_rows_are_added_removed_and_moved(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    entering.add_row(file, FILING, "p7_debt")
    rows = file.book(FILING).sheet.schedules["p7_debt"].rows
    entering.set_answer(file, FILING, Place("p7_debt", rows[1], "lender"), "Second")

    def add(sheet: Worksheet) -> None:
        spare = next(row for row in sheet.iter_rows() if row[0].value == keys.NEW_ROW)
        column = cell(sheet, rows[0], "lender").column
        _set(spare[column - 1], "A new lender")

    path = changed(export(real_program, file, tmp_path, "p7_debt"), add)
    take_copy(file, back(real_program, file, path))
    now = file.book(FILING).sheet.schedules["p7_debt"].rows
    assert now[:2] == rows
    assert file.book(FILING).answers.values[Place("p7_debt", now[2], "lender")] == "A new lender"

    path = export(real_program, file, tmp_path, "p7_debt", replacing=True)
    changed(path, lambda sheet: sheet.delete_rows(cell(sheet, rows[0], "lender").row))
    found = back(real_program, file, path)
    assert [change.after for change in found.changes] == ["row removed"]
    take_copy(file, found)
    assert file.book(FILING).sheet.schedules["p7_debt"].rows == now[1:]
    assert not file.workspace.under(f"answer/{FILING}/p7_debt/{rows[0]}")

    path = export(real_program, file, tmp_path, "p7_debt", replacing=True)

    def swap(sheet: Worksheet) -> None:
        first, second = (cell(sheet, row, "lender").row for row in now[1:])
        one, two = ([item.value for item in sheet[row]] for row in (first, second))
        for item, value in zip((*sheet[first], *sheet[second]), (*two, *one), strict=True):
            _set(item, value)

    found = back(real_program, file, changed(path, swap))
    assert [change.after for change in found.changes] == ["rows in another order"]
    take_copy(file, found)
    assert file.book(FILING).sheet.schedules["p7_debt"].rows == (now[2], now[1])


@pytest.mark.untraced
def test_explanations_travel(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    place = Place("p4", "cash", "end")
    path = without_record(export(real_program, file, tmp_path, "p4"))
    entering.explain_place(file, FILING, place, "Something else")
    found = back(real_program, file, path)
    assert [(c.before, c.where) for c in found.changes] == [
        ("Something else", "explanation of page 4, 131 Cash, end of year")
    ]


def test_seals_come_back_but_none_is_lifted(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    sealing.seal_target(file, FILING, "p4/cash/end", "Trade secret", "Because")
    path = export(real_program, file, tmp_path)
    sealing.unseal_target(file, FILING, "p4/cash/end")
    assert back(real_program, file, path).changes == []
    found = back(real_program, file, without_record(path))
    found = back(real_program, file, path)
    assert [(c.where, c.after) for c in found.changes] == [("seal on p4/cash/end", "Trade secret: Because")]
    take_copy(file, found)
    assert "p4/cash/end" in file.book(FILING).answers.seals
    changed(
        path,
        lambda sheet: _set(next(r for r in sheet.iter_rows() if r[0].value == keys.SEAL)[1], "p4/x/y"),
        "Seals " + FILING,
    )
    assert "a seal that needs a target" in back(real_program, file, path).refused[0]


def test_a_filed_report_and_a_strange_filing_are_refused(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = export(real_program, file, tmp_path, "p4")
    changed(path, lambda sheet: _set(cell(sheet, "cash", "end"), 1))
    annual_report.mark_filed(file, FILING, "2026-04-01", "By mail")
    assert "was filed and stays as it is. Start a revision" in back(real_program, file, path).refused[0]
    changed(path, lambda sheet: _set(sheet["A1"], keys.sheet_key("1999-x", "p4")))
    assert "filing '1999-x', which this company does not have" in back(real_program, file, path).refused[0]
    changed(path, lambda sheet: _set(sheet["A1"], keys.sheet_key(FILING, "p99")))
    assert "for schedule 'p99', which 2025-annual-report does not have" in back(real_program, file, path).refused[0]


def test_a_sheet_twice_or_without_its_keys_is_refused(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    path = export(real_program, file, tmp_path, "p4")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].title = "Page 4"
    book.copy_worksheet(book.worksheets[0])
    book.save(path)
    assert "is there twice" in back(real_program, file, path).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)
    changed(path, lambda sheet: sheet.delete_rows(sheet.max_row))
    assert back(real_program, file, path).refused == []
    assert "lacks its last, grey row" in back(real_program, file, without_record(path)).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)
    changed(path, lambda sheet: _set(sheet.cell(sheet.max_row, 5), "begun"))
    assert "has a column 'begun'" in back(real_program, file, path).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)
    changed(path, lambda sheet: _set(sheet.cell(cell(sheet, "working_funds", "end").row, 1), "cash"))
    assert "has the key 'cash' of another row" in back(real_program, file, path).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)
    changed(path, lambda sheet: _set(sheet.cell(cell(sheet, "working_funds", "end").row, 1), None))
    assert "no lines can be added on this page" in back(real_program, file, path).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)
    changed(path, lambda sheet: _set(sheet["A1"], None))
    assert back(real_program, file, path).refused == []
    without_record(path)
    with pytest.raises(NotOurs, match="holds no sheet that Filing Desk wrote"):
        back(real_program, file, path)


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text",
    ["=1+1", "None of these", "'quoted", "1,234", "12/31/2025", "@x", "-5", "Ł\n second line", "_x0041_", "TRUE"],
)
def test_texts_stay_texts(real_program: Program, file: CompanyFile, tmp_path: Path, text: str) -> None:
    place = Place("p3", "mergers", "answer")
    place = (
        place
        if place in file.book(FILING).sheet.cells
        else next(p for p in file.book(FILING).sheet.cells if p.schedule == "p3")
    )
    entering.set_answer(file, FILING, place, text)
    path = export(real_program, file, tmp_path, "p3")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert all(item.data_type != "f" for row in sheet.iter_rows() for item in row)
    assert back(real_program, file, path).changes == []


def test_nothing_is_overwritten_and_the_name_says_nonpublic(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = export(real_program, file, tmp_path)
    assert path.name == "copy nonpublic.xlsx"
    first = openpyxl.load_workbook(path).worksheets[0]
    assert "Nonpublic" in str(first["A1"].value)
    with pytest.raises(NameTaken, match="exists already"):
        export(real_program, file, tmp_path)
    assert export(real_program, file, tmp_path, replacing=True) == path
    assert fitting_name(Path("a.xlsx"), nonpublic=False) == Path("a.xlsx")
    assert fitting_name(Path("My NONPUBLIC a"), nonpublic=True) == Path("My NONPUBLIC a.xlsx")
    with pytest.raises(NoSuchSchedule, match="has no schedule 'p99'"):
        export(real_program, file, tmp_path, "p99")
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        real_program.excel.export(file, tmp_path / "nowhere" / "a.xlsx", filing=FILING)


def test_the_public_copy_shows_a_mark_and_nothing_of_what_is_sealed(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    place = Place("p4", "cash", "end")
    sealing.seal_target(file, FILING, str(place), "Trade secret", "Because")
    entering.set_answer(file, FILING, place, "8642097")
    path = export(real_program, file, tmp_path, public=True)
    assert path.name == "copy.xlsx"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
        assert {info.date_time for info in packed.infolist()} == {(2004, 4, 30, 0, 0, 0)}
    whole = b"".join(parts.values())
    assert b"8642097" not in whole
    assert b"[sealed]" in whole
    assert b"<f>" not in whole
    assert set(re.findall(rb"<definedName name=.([^\"]+)", whole)) == {b"_xlnm.Print_Titles"}
    assert b'hidden="1"' not in whole
    assert b'state="hidden"' not in whole
    assert not [name for name in parts if "comment" in name or "custom" in name or "pivot" in name]
    with pytest.raises(NotOurs):
        back(real_program, file, path)


@pytest.mark.untraced
@pytest.mark.parametrize("value", ["-1", "None", ""])
def test_two_filings_that_differ_in_sealed_values_alone_give_the_same_public_copy(
    real_program: Program, file: CompanyFile, tmp_path: Path, value: str
) -> None:
    place = Place("p7_debt", file.book(FILING).sheet.schedules["p7_debt"].rows[0], "rate")
    sealing.seal_target(file, FILING, str(place), "Trade secret", "Because")
    entering.explain_place(file, FILING, place, "It was 5")
    one = export(real_program, file, tmp_path, public=True).read_bytes()
    entering.set_answer(file, FILING, place, value)
    entering.explain_place(file, FILING, place, f"It is {value}")
    other = export(real_program, file, tmp_path, public=True, replacing=True).read_bytes()
    assert one == other


@pytest.mark.untraced
def test_the_same_copy_is_the_same_bytes(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    one = export(real_program, file, tmp_path, "w2").read_bytes()
    other = export(real_program, file, tmp_path, "w2", replacing=True).read_bytes()
    assert one == other
    openpyxl.load_workbook(io.BytesIO(one))


def _set(item: object, value: object) -> None:
    assert isinstance(item, openpyxl.cell.Cell)
    item.value = value  # type: ignore[assignment]


def test_a_blank_worksheet_shows_nothing_and_leaves_alone_what_is_not_filled_in(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = real_program.excel.worksheet(file, tmp_path / "blank.xlsx", filing=FILING)
    assert path.name == "blank.xlsx"
    with zipfile.ZipFile(path) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b"8539" not in whole
    assert b"Sample Mobile Home Park" not in whole
    assert back(real_program, file, path).changes == []
    changed(path, lambda sheet: _set(cell(sheet, "cash", "end"), 12), sheet_named(path, "Page 4 "))
    assert [(str(c.place), c.after) for c in back(real_program, file, path).changes] == [("p4/cash/end", "12")]
    with pytest.raises(NameTaken):
        real_program.excel.worksheet(file, path, filing=FILING)


def test_a_blank_worksheet_is_printed_like_the_report(real_program: Program, file: CompanyFile, tmp_path: Path) -> None:
    path = real_program.excel.worksheet(file, tmp_path / "blank.pdf", filing=FILING, schedule="p7_debt")
    (page,) = PdfReader(path).pages
    words = page.extract_text()
    assert "WORKSHEET, NOT FOR FILING" in words
    assert "Loan 8" in words
    assert "Sample County Bank" not in words
    everything = real_program.excel.worksheet(file, tmp_path / "all.pdf", filing=FILING)
    assert len(PdfReader(everything).pages) > 20


def test_last_years_report_made_elsewhere_opens_the_filing(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    new = annual_report.begin_report(file, 2027, previous="")
    file.edit(new.id, "Emptied", dict.fromkeys(file.workspace.under(f"answer/{new.id}/")))
    file.edit(new.id, "Emptied", dict.fromkeys(file.workspace.under(f"rows/{new.id}/")))
    path = real_program.excel.worksheet(file, tmp_path / "last.xlsx", filing=new.id, last_year=True)
    sheet = openpyxl.load_workbook(path)[sheet_named(path, "Page 4 ")]
    heads = [str(item.value) for row in sheet.iter_rows() if row[0].value == keys.HEAD for item in row]
    assert "End of year" in heads
    assert "Beginning of year" not in heads

    def key_in(sheet: Worksheet) -> None:
        _set(cell(sheet, "cash", "begin"), "4,711")

    def key_row(sheet: Worksheet) -> None:
        spare = next(row for row in sheet.iter_rows() if row[0].value == keys.NEW_ROW)
        for column, value in (("lender", "A bank"), ("begin", 900)):
            at = [str(item.value) for row in sheet.iter_rows() if row[0].value == keys.COLUMNS for item in row]
            _set(spare[at.index(column)], value)

    debt = next(sheet.title for sheet in openpyxl.load_workbook(path) if "/p7_debt" in str(sheet["A1"].value))
    changed(changed(path, key_in, sheet_named(path, "Page 4 ")), key_row, debt)
    found = back(real_program, file, path)
    assert found.refused == []
    take_copy(file, found)
    values = file.book(new.id).answers.values
    assert str(values[Place("p4", "cash", "begin")]) == "4711"
    (row,) = file.book(new.id).sheet.schedules["p7_debt"].rows
    assert str(values[Place("p7_debt", row, "begin")]) == "900"


def test_a_sheet_that_was_changed_in_ways_that_cannot_be_meant_is_refused_by_name(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    """A column twice, an explanation of no cell."""
    entering.explain_place(file, FILING, Place("p4", "cash", "end"), "Counted")
    path = export(real_program, file, tmp_path, "p4")

    def double(sheet: Worksheet) -> None:
        ids = {str(row[0].value): row for row in sheet.iter_rows()}[keys.COLUMNS]
        _set(next(item for item in ids if item.value == "begin"), "end")

    assert "twice. Delete one of the two." in back(real_program, file, changed(path, double)).refused[0]
    path = export(real_program, file, tmp_path, "p4", replacing=True)

    def explain(sheet: Worksheet) -> None:
        note = next(row for row in sheet.iter_rows() if str(row[0].value).startswith(keys.NOTE))
        _set(note[0], keys.mark_key(keys.NOTE, "gone", "end"))

    refused = back(real_program, file, changed(path, explain)).refused
    assert "The explanation of gone/end belongs to no cell." in refused


def test_a_copy_of_another_file_of_the_same_company_is_not_read(
    real_program: Program, file: CompanyFile, tmp_path: Path
) -> None:
    path = export(real_program, file, tmp_path, "p4")
    twin = real_program.companies.make_sample("water", tmp_path / "twin.filingdesk")
    try:
        with pytest.raises(OtherCompany, match=r"was copied from another file of .*, not from twin\.filingdesk"):
            back(real_program, twin, path)
        entering.set_answer(twin, "company", Place("identity", "legal_name", "answer"), "Sample Other Company")
        with pytest.raises(OtherCompany, match="and the open company is Sample Other Company"):
            back(real_program, twin, path)
    finally:
        twin.close()
