"""A copy that was changed, moved about, made for another company, or overtaken by what was entered here."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.program.program import Program
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import AlteredRecord
from desktop_app.services.worksheets.returning import NotOurs, OtherCompany, ReturnedCopy, UndecidedCells, take_copy
from tests.support.one_sample import sample_file

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"
RATIOS = "r1"
CASH, FUNDS = Place("p4", "cash", "end"), Place("p4", "working_funds", "end")


class Copies:
    """A copy of one page or all, changed by a program that is not ours."""

    def __init__(self, program: Program, file: CompanyFile, folder: Path) -> None:
        self.program, self.file, self.folder = program, file, folder

    def out(self, schedule: str = "", filing: str = FILING) -> Path:
        target = self.folder / "copy.xlsx"
        return self.program.excel.export(self.file, target, filing=filing, schedule=schedule, replacing=True)

    def back(self, path: Path) -> ReturnedCopy:
        return self.program.excel.returned(self.file, path)

    def value(self, place: Place) -> str:
        return str(self.file.book(FILING).calculation.values.get(place, ""))

    def enter(self, place: Place, text: str) -> None:
        entering.set_answer(self.file, FILING, place, text)


@pytest.fixture
def copies(real_program: Program, file: CompanyFile, tmp_path: Path) -> Copies:
    return Copies(real_program, file, tmp_path)


def page(book: openpyxl.Workbook, schedule: str) -> Worksheet:
    return next(sheet for sheet in book if f"/{schedule} " in str(sheet["A1"].value))


def changed(path: Path, change: Callable[[Worksheet], object], schedule: str = "p4") -> Path:
    book = openpyxl.load_workbook(path)
    change(page(book, schedule))
    book.save(path)
    return path


def put(sheet: Worksheet, place: Place, value: str | float | None) -> None:
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    at = [str(cell.value) for cell in rows[keys.COLUMNS]].index(place.column)
    sheet.cell(rows[place.line][0].row or 0, at + 1).value = value


@pytest.mark.untraced
@pytest.mark.parametrize("sample", ["water", "water-sewer", "steam"])
def test_an_untouched_copy_changes_nothing(real_program: Program, tmp_path: Path, sample: str) -> None:
    file = sample_file(real_program.companies, sample, tmp_path / "a.filingdesk")
    try:
        copies = Copies(real_program, file, tmp_path)
        for filing in ("", *(filing.id for filing in file.filings())):
            path = real_program.excel.export(file, tmp_path / "all.xlsx", filing=filing, replacing=True)
            openpyxl.load_workbook(path).save(path)  # a program that keeps formulas without their results
            found = copies.back(path)
            assert (found.changes, found.conflicts, found.refused, found.remarks, found.entries) == ([], [], [], [], {})
    finally:
        file.close()


@pytest.mark.untraced
def test_what_only_the_copy_changed_is_taken_and_what_only_this_file_changed_stays(copies: Copies) -> None:
    path = changed(copies.out("p4"), lambda sheet: put(sheet, CASH, 4711))
    copies.enter(FUNDS, "77")
    found = copies.back(path)
    assert [str(change.place) for change in found.changes] == ["p4/cash/end"]
    assert found.conflicts == []
    take_copy(copies.file, found)
    assert (copies.value(CASH), copies.value(FUNDS)) == ("4711", "77")


@pytest.mark.parametrize(("theirs", "cash"), [((0,), "4711"), ((), "5")])
def test_what_both_changed_is_asked_side_by_side(copies: Copies, theirs: tuple[int, ...], cash: str) -> None:
    path = changed(copies.out("p4"), lambda sheet: put(sheet, CASH, 4711))
    copies.enter(CASH, "5")
    found = copies.back(path)
    (conflict,) = found.conflicts
    assert (found.changes, conflict.held, conflict.mine, conflict.theirs) == ([], "8,539", "5", "4,711")
    with pytest.raises(UndecidedCells, match="1 cell was changed both here and in the copy, the first is page 4"):
        take_copy(copies.file, found)
    take_copy(copies.file, found, theirs)
    assert copies.value(CASH) == cash


def note_row(sheet: Worksheet) -> int:
    return next(row[0].row or 0 for row in sheet.iter_rows() if row[0].value == "note:cash/end")


def test_an_explanation_that_was_deleted_in_the_copy_is_deleted(copies: Copies) -> None:
    """What is left in its row are the words that say whose explanation it was."""
    path = changed(copies.out("p4"), lambda sheet: sheet.cell(note_row(sheet), 5).__setattr__("value", None))
    (change,) = copies.back(path).changes
    assert change.where == "explanation of page 4, 131 Cash, end of year"
    assert (change.before[:14], change.after) == ("The Mill Lane ", "")


def test_a_column_that_was_deleted_is_named_and_takes_no_explanation_with_it(copies: Copies) -> None:
    found = copies.back(changed(copies.out("p4"), lambda sheet: sheet.delete_cols(5)))
    assert (found.changes, found.conflicts, found.refused) == ([], [], [])
    (said,) = found.remarks
    assert said.endswith("no longer has the column 'Beginning of year'; what is here stays as it is.")


@pytest.mark.parametrize("area", ["F32:F33", "E32:F32"])
def test_merged_figures_are_refused(copies: Copies, area: str) -> None:
    found = copies.back(changed(copies.out("p4"), lambda sheet: sheet.merge_cells(area)))
    (refused,) = found.refused
    assert f"the cells {area} were merged" in refused
    assert found.changes == []


def test_the_same_change_on_both_sides_is_none(copies: Copies) -> None:
    path = changed(copies.out("p4"), lambda sheet: put(sheet, CASH, "$ 4,711.00"))
    copies.enter(CASH, "4711")
    found = copies.back(path)
    assert (found.changes, found.conflicts) == ([], [])


def test_a_row_changed_here_and_removed_in_the_copy_is_asked_about(copies: Copies) -> None:
    row = copies.file.book(FILING).sheet.schedules["p7_debt"].rows[0]
    path = copies.out("p7_debt")

    def remove(sheet: Worksheet) -> None:
        sheet.delete_rows(next(item[0].row or 0 for item in sheet.iter_rows() if item[0].value == row))

    changed(path, remove, "p7_debt")
    copies.enter(Place("p7_debt", row, "lender"), "Another bank")
    found = copies.back(path)
    assert [(item.mine, item.theirs) for item in found.conflicts] == [("row", "row removed")]
    take_copy(copies.file, found, [0])
    assert copies.file.book(FILING).sheet.schedules["p7_debt"].rows == ()


def test_a_row_removed_here_comes_back_only_if_the_copy_changed_it(copies: Copies) -> None:
    row = copies.file.book(FILING).sheet.schedules["p7_debt"].rows[0]
    untouched = copies.out("p7_debt")
    path = copies.folder / "changed.xlsx"
    shutil.copyfile(untouched, path)
    changed(path, lambda sheet: put(sheet, Place("p7_debt", row, "lender"), "Another bank"), "p7_debt")
    entering.remove_rows(copies.file, FILING, "p7_debt", [row])
    assert copies.back(untouched).entries == {}
    found = copies.back(path)
    assert [item.mine for item in found.conflicts] == ["row removed"]
    take_copy(copies.file, found, [0])
    assert copies.value(Place("p7_debt", row, "lender")) == "Another bank"


@pytest.mark.untraced
def test_a_row_added_here_stays_when_a_stale_copy_adds_one_too(copies: Copies) -> None:
    path = copies.out("p7_debt")

    def add(sheet: Worksheet) -> None:
        spare = next(row for row in sheet.iter_rows() if row[0].value == keys.NEW_ROW)
        at = [str(cell.value) for row in sheet.iter_rows() if row[0].value == keys.COLUMNS for cell in row]
        sheet.cell(spare[0].row or 0, at.index("lender") + 1).value = "From the copy"

    changed(path, add, "p7_debt")
    row = entering.add_row(copies.file, FILING, "p7_debt")
    copies.enter(Place("p7_debt", row, "lender"), "From here")
    take_copy(copies.file, copies.back(path))
    rows = copies.file.book(FILING).sheet.schedules["p7_debt"].rows
    assert [copies.value(Place("p7_debt", item, "lender")) for item in rows[1:]] == ["From here", "From the copy"]


@pytest.mark.untraced
def test_an_explanation_changed_on_both_sides_is_asked_about(copies: Copies) -> None:
    place = Place("w2", "contract_professional", "amount")
    path = copies.out("w2")

    def reword(sheet: Worksheet) -> None:
        key = keys.mark_key(keys.NOTE, place.line, place.column)
        row = next(row for row in sheet.iter_rows() if row[0].value == key)
        next(cell for cell in reversed(row) if cell.value).value = "As in the copy"

    changed(path, reword, "w2")
    assert [change.after for change in copies.back(path).changes] == ["As in the copy"]
    entering.explain_place(copies.file, FILING, place, "As here")
    found = copies.back(path)
    assert [(item.mine, item.theirs) for item in found.conflicts] == [("As here", "As in the copy")]


@pytest.mark.untraced
def test_another_companys_copy_is_refused_by_name(copies: Copies, real_program: Program, tmp_path: Path) -> None:
    path = copies.out()
    for sample, words in (("steam", "is a copy of Sample Creek Water Company"), ("water", "another file of Sample Cr")):
        other = real_program.companies.make_sample(sample, tmp_path / f"{sample}.filingdesk")
        try:
            with pytest.raises(OtherCompany, match=words):
                real_program.excel.returned(other, path)
            book = openpyxl.load_workbook(path)
            del book[keys.RECORD]
            book.save(tmp_path / "older.xlsx")
            if sample == "steam":
                with pytest.raises(OtherCompany, match="is headed 'Sample Creek Water Company"):
                    real_program.excel.returned(other, tmp_path / "older.xlsx")
        finally:
            other.close()


def test_a_record_that_was_altered_is_refused(copies: Copies) -> None:
    path = copies.out("p4")
    book = openpyxl.load_workbook(path)
    cell = book[keys.RECORD]["A3"]
    cell.value = f"A{str(cell.value)[1:]}" if str(cell.value)[0] != "A" else f"B{str(cell.value)[1:]}"
    book.save(path)
    with pytest.raises(AlteredRecord, match="was altered"):
        copies.back(path)


@pytest.mark.untraced
def test_a_line_that_was_deleted_from_the_sheet_stays_here_and_is_named(copies: Copies) -> None:
    def delete(sheet: Worksheet) -> None:
        sheet.delete_rows(next(cell.row for row in sheet for cell in row if cell.value == 8539))

    found = copies.back(changed(copies.out("p4"), delete))
    assert (found.changes, found.refused) == ([], [])
    (remark,) = found.remarks
    assert "no longer has the line 'Cash'; what is here stays as it is." in remark


def test_rows_sorted_without_their_keys_are_refused_and_nothing_is_exchanged(copies: Copies) -> None:
    def swap(sheet: Worksheet) -> None:
        cash, funds = (
            next(cell.row for row in sheet for cell in row if cell.value == text) for text in ("Cash", "Working funds")
        )
        for column in "BCDEF":
            one, other = sheet[f"{column}{cash}"], sheet[f"{column}{funds}"]
            one.value, other.value = other.value, one.value

    found = copies.back(changed(copies.out("p4"), swap))
    assert found.changes == []
    (refused,) = found.refused
    assert "has the grey key of 'Cash' and reads 'Working funds' (2 rows are like this)" in refused
    assert refused.endswith("Undo that and import the copy again.")


@pytest.mark.untraced
def test_a_line_whose_words_were_typed_over_is_still_taken(copies: Copies) -> None:
    def retype(sheet: Worksheet) -> None:
        put(sheet, CASH, 4711)
        next(cell for row in sheet for cell in row if cell.value == "Cash").value = "Cash in bank"

    found = copies.back(changed(copies.out("p4"), retype))
    assert ([str(change.place) for change in found.changes], found.refused) == (["p4/cash/end"], [])


def _no_key(sheet: Worksheet) -> None:
    sheet["A1"].value = None


def _no_key_column(sheet: Worksheet) -> None:
    unmerge(sheet)
    sheet.delete_cols(1)


def _column_before(sheet: Worksheet) -> None:
    unmerge(sheet)
    sheet.insert_cols(1)


def _column_inside(sheet: Worksheet) -> None:
    unmerge(sheet)
    sheet.insert_cols(5)


def _rows_above(sheet: Worksheet) -> None:
    unmerge(sheet)
    sheet.insert_rows(1, 2)


def _no_last_row(sheet: Worksheet) -> None:
    sheet.delete_rows(sheet.max_row)


def _neither_column_nor_row(sheet: Worksheet) -> None:
    _no_last_row(sheet)
    _no_key_column(sheet)


def _renamed(sheet: Worksheet) -> None:
    sheet.title = "My page"


def unmerge(sheet: Worksheet) -> None:
    """Excel moves merged cells with their columns; openpyxl would leave them where they are."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


MOVED = [("p4", _no_key_column), ("p4", _neither_column_nor_row)]
MOVED_TOO = [
    ("", _no_key),
    ("", _no_key_column),
    ("p4", _column_before),
    ("p4", _column_inside),
    ("p4", _rows_above),
    ("p4", _no_last_row),
    ("p4", _renamed),
]


@pytest.mark.parametrize(
    ("schedule", "move"), [*MOVED, *(pytest.param(*one, marks=pytest.mark.untraced) for one in MOVED_TOO)]
)
def test_a_sheet_is_known_by_its_contents(copies: Copies, schedule: str, move: Callable[[Worksheet], None]) -> None:
    def put_and_move(sheet: Worksheet) -> None:
        put(sheet, CASH, 4711)
        move(sheet)

    path = changed(copies.out(schedule), put_and_move)
    found = copies.back(path)
    assert (found.refused, found.conflicts) == ([], [])
    assert [(str(change.place), change.after) for change in found.changes] == [("p4/cash/end", "4,711")]


def test_a_sheet_that_cannot_be_known_is_named_and_nothing_is_taken(copies: Copies) -> None:
    def wreck(sheet: Worksheet) -> None:
        put(sheet, CASH, 4711)
        _no_key_column(sheet)
        for row in (1, 2, 3):
            sheet.cell(row, 1).value = None
        sheet.title = "What was that"

    path = changed(copies.out(), wreck)
    found = copies.back(path)
    (refused,) = found.refused
    assert refused.startswith("Sheet 'What was that' was not recognized, and nothing was read from it.")
    assert "It may be 'Page 4 Balance sheet, assets'" in refused
    only = changed(copies.out("p4"), wreck)
    with pytest.raises(NotOurs):
        copies.back(only)


@pytest.mark.untraced
def test_a_sheet_of_somebody_else_is_mentioned_and_one_that_is_gone_is_too(copies: Copies) -> None:
    path = copies.out()
    book = openpyxl.load_workbook(path)
    book.create_sheet("My notes")["A1"].value = "Ask the bank"
    book.save(path)
    found = copies.back(path)
    assert found.refused == []
    assert found.passed_over == ["My notes"]
    assert found.remarks == ["Sheet 'My notes' is not one of the copy's; nothing was read from it."]
    del book["My notes"]
    del book["Page 3 Important changes"]
    book.save(path)
    assert copies.back(path).remarks == ["Not in the file, and left as they are: 'Page 3 Important changes'."]


@pytest.mark.untraced
def test_totals_are_formulas_that_a_spreadsheet_can_work_out(copies: Copies) -> None:
    path = copies.out()
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    written = {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert len(written) > 300
    sheet = page(results, "w2")
    row = next(row for row in sheet.iter_rows() if row[0].value == "total")
    assert [row[at].value for at in (4, 5)] == [107603, 102440]
    assert written[sheet.title, row[4].coordinate] == "=SUM(E7:E24)"
    assert {text[:2] for text in written.values()} <= {"=S", "=N", "=I", "='", "=(", "=-", "=A", "=R"} | {
        f"={letter}" for letter in "EFGHIJKLMNOPQ"
    }
    public = copies.program.excel.export(copies.file, copies.folder / "public.xlsx", filing=FILING, public=True)
    assert not any(cell.data_type == "f" for sheet in openpyxl.load_workbook(public) for row in sheet for cell in row)


def test_a_total_that_excel_worked_out_anew_is_none_of_ours_and_one_typed_over_is_named(copies: Copies) -> None:
    labor, total = Place("w2", "salaries_employees", "amount"), Place("w2", "total", "amount")

    def raise_labor(sheet: Worksheet) -> None:
        put(sheet, labor, 40_600)
        put(sheet, total, 108_603)

    path = changed(copies.out("w2"), raise_labor, "w2")
    found = copies.back(path)
    assert [change.place for change in found.changes] == [labor]
    assert found.remarks == []
    changed(path, lambda sheet: put(sheet, total, 5), "w2")
    assert "reads 5, but page W-2" in copies.back(path).remarks[0]


@pytest.mark.untraced
def test_each_printed_page_repeats_whose_it_is_and_for_whom(copies: Copies) -> None:
    sheet = page(openpyxl.load_workbook(copies.out()), "w2")
    assert sheet.title == "W-2 Operating expenses"
    assert str(sheet.print_title_rows) == "$1:$5"
    top = " ".join(str(cell.value) for row in sheet["A1:D4"] for cell in row if cell.value)
    assert "Nonpublic" in top
    assert "Sample Creek Water Company, Incorporated: Annual Report, Year 2025" in top
    assert "Page W-2" in top


def test_what_the_work_papers_explain_travels_and_keeps_the_copy_nonpublic(
    copies: Copies, real_program: Program
) -> None:
    place = next(p for p, spec in copies.file.book(FILING).sheet.cells.items() if p.schedule == RATIOS and spec.formula)
    entering.explain_place(copies.file, FILING, place, "The usual")
    path = copies.out(RATIOS)
    assert copies.back(path).entries == {}
    assert "The usual" in str([cell.value for row in openpyxl.load_workbook(path).worksheets[0] for cell in row])
    assert real_program.excel.sealed(copies.file, FILING, RATIOS) == bool(copies.file.book(FILING).answers.seals)


@pytest.mark.untraced
def test_floating_dirt_and_dates_of_excel_are_read_as_they_look(copies: Copies) -> None:
    path = changed(copies.out("p4"), lambda sheet: put(sheet, CASH, 0.1 + 0.2))
    found = copies.back(path)
    assert [change.after for change in found.changes] == ["0"]
    assert found.rounding == Decimal("-0.3")
