"""The books and Excel in the window: steps forth and back, nothing before the last; copies out and back."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Place
from desktop_app.gui.spreadsheets import trial_balance_dialog
from desktop_app.gui.spreadsheets.copy_dialog import CopyDialog, CopyKind
from desktop_app.gui.spreadsheets.dialogs import spreadsheet_dialog
from desktop_app.gui.spreadsheets.take_back_dialog import TakeBackDialog
from desktop_app.gui.spreadsheets.trial_balance_dialog import (
    ACCOUNTS,
    CHANGES,
    COLUMNS,
    FILE,
    STOPS,
    TrialBalanceDialog,
)
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.data_entry.entering import set_answer
from desktop_app.services.worksheets import keys
from tests.support.sample_program import FILING, PATIENCE, Prepared, prepared, sample_file
from tests.support.window_actions import RecordedActions

__all__ = ["sample_file"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]  # the offscreen platform has no window manager
BOOKS = (
    "Account,Debit,Credit\n1010 Checking,9000.49,\n2000 Accounts payable,,3000\n9999 Suspense,,6000.49\n"
    "TOTAL,9000.49,9000.49\n"
)


@pytest.fixture
def ready(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    with prepared(sample_file, tmp_path, qtbot, monkeypatch) as made:
        yield made


def shown(ready: Prepared, name: str) -> QDialog:
    around = Surroundings(
        ready.file,
        FILING,
        ready.parent,
        IconSet(ready.program.resources / "icons"),
        ready.answers,
        TaskRunner(ready.parent),
        RecordedActions(ready.went),
    )
    dialog = spreadsheet_dialog(name, ready.program, around)
    ready.bot.addWidget(dialog)
    dialog.show()
    return dialog


def cash(ready: Prepared, column: str = "end") -> str:
    return str(ready.file.book(FILING).calculation.values[Place("p4", "cash", column)])


def books(ready: Prepared, folder: Path, text: str = BOOKS) -> TrialBalanceDialog:
    (folder / "tb.csv").write_text(text, encoding="utf-8")
    dialog = shown(ready, "trial_balance")
    assert isinstance(dialog, TrialBalanceDialog)
    assert not dialog.forth.isEnabled()
    dialog.read(folder / "tb.csv")
    ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
    return dialog


def test_a_trial_balance_is_taken_in_four_steps_by_the_keyboard(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path)
    before = cash(ready)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.stack.currentIndex() == COLUMNS
    assert dialog.columns_step.found.text().endswith("3 accounts found, 1 row skipped.")
    dialog.forth.click()
    assert dialog.stack.currentIndex() == ACCOUNTS
    assert dialog.accounts_step.state.text().startswith("1 of 3 accounts is not matched")
    dialog.accounts_step.only_missing.setChecked(True)
    dialog.accounts_step.leave_out.click()
    assert dialog.accounts_step.state.text() == "All 3 accounts are matched."
    dialog.forth.click()
    assert dialog.stack.currentIndex() == CHANGES
    assert cash(ready) == before
    remarks = [dialog.changes.remarks.item(row).text() for row in range(dialog.changes.remarks.count())]
    assert "Row 5 'TOTAL' is a total." in remarks
    assert any("rounded line by line" in words for words in remarks)
    dialog.forth.click()
    assert cash(ready) == "9000"
    assert ready.went == [(FILING, "p4/cash/end")]
    ready.file.undo()
    assert cash(ready) == before


def test_a_line_is_found_by_its_words_and_remembered(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path)
    dialog.forth.click()
    dialog.forth.click()
    step = dialog.accounts_step
    step.table.selectRow(0)  # what has no line comes first
    step.line.setEditText("page 4, 134 working funds, end of year")
    step.set_line.click()
    assert step.mapping["9999"] == "p4/working_funds/end"
    dialog.forth.click()
    dialog.forth.click()
    again = books(ready, tmp_path)
    again.forth.click()
    again.forth.click()
    rows = [again.accounts_step.table.rows.words(row, 2) for row in range(3)]
    assert rows == ["as last time"] * 3
    again.forth.click()
    assert not again.forth.isEnabled()
    assert "Nothing changes" in again.changes.state.text()


def test_columns_can_be_chosen_by_hand(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path, "x,y\n1010 Checking,5\n")
    step = dialog.columns_step
    dialog.forth.click()
    step.name.setCurrentIndex(0)
    assert not dialog.forth.isEnabled()
    step.name.setCurrentIndex(1)
    step.balance.setCurrentIndex(2)
    step.first_row.setValue(1)
    assert "Cell B1 should hold a balance" not in step.found.text()
    step.first_row.setValue(2)
    assert "1 account found" in step.found.text()
    dialog.back.click()
    assert dialog.stack.currentIndex() == FILE


def settled(ready: Prepared, dialog: TrialBalanceDialog, press: Callable[[], None]) -> None:
    press()
    ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)


def test_long_books_are_matched_beside_the_window(
    ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step of a long trial balance is done on another thread, and comes to what a short one does."""
    monkeypatch.setattr(trial_balance_dialog, "QUICK_ROWS", 0)
    dialog = books(ready, tmp_path)
    dialog.forth.click()
    columns = dialog.columns_step
    settled(ready, dialog, lambda: columns.debit.setCurrentIndex(0))
    assert not dialog.forth.isEnabled()
    settled(ready, dialog, lambda: columns.debit.setCurrentIndex(2))
    settled(ready, dialog, dialog.forth.click)
    assert dialog.stack.currentIndex() == ACCOUNTS
    dialog.accounts_step.table.selectRow(0)
    dialog.accounts_step.leave_out.click()
    settled(ready, dialog, dialog.forth.click)
    assert dialog.stack.currentIndex() == CHANGES
    dialog.forth.click()
    assert cash(ready) == "9000"


def test_matching_long_books_is_shown_and_can_be_canceled(
    ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_basis: object, _lines: object, report: Callable[[int, int, str], None]) -> None:
        while True:
            report(3, 10, "Comparing systems of accounts")

    monkeypatch.setattr(trial_balance_dialog, "QUICK_ROWS", 0)
    monkeypatch.setattr(trial_balance_dialog, "advise_system", endless)
    dialog = books(ready, tmp_path)
    dialog.forth.click()
    dialog.forth.click()
    ready.bot.waitUntil(lambda: dialog.progress.bar.maximum() == 10, timeout=PATIENCE)
    assert dialog.progress.isVisible()
    assert not dialog.forth.isEnabled()
    dialog.progress.cancel.click()
    ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
    assert dialog.stack.currentIndex() == COLUMNS
    assert dialog.forth.isEnabled()


def test_a_canceled_reading_of_columns_can_be_done_again(
    ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = books(ready, tmp_path)
    dialog.forth.click()
    monkeypatch.setattr(trial_balance_dialog, "QUICK_ROWS", 0)

    def endless(*given: object) -> None:
        report = given[-1]
        assert callable(report)
        while True:
            report(0, 0, "Reading the accounts")

    with monkeypatch.context() as other:
        other.setattr(trial_balance_dialog, "given_reading", endless)
        dialog.columns_step.number.setCurrentIndex(1)
        dialog.progress.cancel.click()
        ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
    assert "was canceled" in dialog.message.words.text()
    assert not dialog.forth.isEnabled()
    settled(ready, dialog, lambda: dialog.columns_step.number.setCurrentIndex(0))
    assert dialog.forth.isEnabled()


def test_a_file_that_is_none_says_so_in_the_dialog(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path, "%PDF-1.7")
    assert "is a PDF, not a spreadsheet" in dialog.message.words.text()
    assert not dialog.forth.isEnabled()


def test_opening_balances_go_into_the_first_column(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path)
    dialog.file_step.opening.setChecked(True)
    for _ in range(4):
        dialog.forth.click()
    assert cash(ready, "begin") == "9000"


def test_readings_are_compared_and_one_is_chosen(ready: Prepared, tmp_path: Path) -> None:
    text = ",Water,,Sewer,\n,Debit,Credit,Debit,Credit\n131 Cash,5,,6,\n201 Stock,,5,,6\n"
    dialog = books(ready, tmp_path, text)
    dialog.forth.click()
    step = dialog.columns_step
    assert step.readings.isVisible()
    assert "more than one way" in step.question.text()
    assert not dialog.forth.isEnabled()
    shown_rows = [[step.readings.rows.words(row, column) for column in (2, 3, 5)] for row in range(2)]
    assert shown_rows[1] == ["131 Cash 6.00; 201 Stock (6.00)", "6.00", "All tests pass."]
    step.readings.selectRow(1)
    assert step.debit.currentText() == "Column D"
    dialog.forth.click()
    assert dialog.stack.currentIndex() == ACCOUNTS


def test_books_out_of_balance_stop_until_there_is_a_reason(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path, "Account,Debit,Credit\n131 Cash,9000,\n231 Accounts payable,,3000\n")
    dialog.forth.click()
    dialog.forth.click()
    assert dialog.stack.currentIndex() == STOPS
    assert "Debits are 6,000.00 more" in dialog.stops.sentences.item(0).text()
    assert not dialog.forth.isEnabled()
    dialog.stops.reason.setText("Suspense is being cleared")
    steps = [dialog.where.text()]
    for _ in range(3):
        dialog.forth.click()
        steps.append(dialog.where.text())
    assert [words.partition(":")[0] for words in steps[:3]] == ["Step 3 of 5", "Step 4 of 5", "Step 5 of 5"]
    assert cash(ready) == "9000"
    assert any("Suspense is being cleared" in item.sentence for item in ready.file.book(FILING).checks.problems)


def _read_back(ready: Prepared, path: Path) -> TakeBackDialog:
    dialog = shown(ready, "excel_in")
    assert isinstance(dialog, TakeBackDialog)
    assert not dialog.take_button.isEnabled()
    dialog.read(path)
    ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
    return dialog


def test_a_copy_goes_out_and_comes_back(ready: Prepared, tmp_path: Path) -> None:
    out = shown(ready, "excel_out")
    assert isinstance(out, CopyDialog)
    out.filing.setCurrentIndex(out.filing.findData(FILING))
    out.schedule.setCurrentIndex(out.schedule.findData("p4"))
    ready.answers.save = tmp_path / "copy.xlsx"
    out.accept()
    ready.bot.waitUntil(lambda: not out.busy, timeout=PATIENCE)
    assert not out.isVisible()
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    sheet = book.worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    at = [cell.value for cell in rows[keys.COLUMNS]].index("end")
    sheet[f"{column_letters(at)}{rows['cash'][0].row}"] = 4711
    book.save(tmp_path / "copy.xlsx")

    back = _read_back(ready, tmp_path / "copy.xlsx")
    assert back.changes.state.text() == "1 change."
    back.take_button.click()
    assert cash(ready) == "4711"

    sheet[f"{column_letters(at)}{rows['cash'][0].row}"] = "1,2O4"
    book.save(tmp_path / "copy.xlsx")
    back = _read_back(ready, tmp_path / "copy.xlsx")
    assert "Nothing can be imported: 1 cell or sheet does not fit" in back.changes.state.text()
    assert not back.take_button.isEnabled()


def returned(ready: Prepared, folder: Path, here: Mapping[str, str], there: Mapping[int, int]) -> TakeBackDialog:
    """The dialog with a copy that came back after cells of page 4 were changed here and there."""
    path = ready.program.excel.export(ready.file, folder / "copy.xlsx", filing=FILING, schedule="p4")
    book = openpyxl.load_workbook(path)
    for cell in (cell for row in book.worksheets[0] for cell in row):
        if isinstance(cell.value, int) and cell.value in there:
            cell.value = there[cell.value]
    book.save(path)
    for line, value in here.items():
        set_answer(ready.file, FILING, Place("p4", line, "end"), value)
    dialog = shown(ready, "excel_in")
    assert isinstance(dialog, TakeBackDialog)
    dialog.read(path)
    ready.bot.waitUntil(lambda: not dialog.busy, timeout=PATIENCE)
    return dialog


def test_what_was_changed_in_both_is_shown_side_by_side_and_asked(ready: Prepared, tmp_path: Path) -> None:
    here = {"cash": "5", "uncollectible_provision": "7"}
    dialog = returned(ready, tmp_path, here, {8539: 4711, 320: 321, 4450: 4451})
    table = dialog.conflicts.table
    rows = [[table.rows.words(row, column) for column in range(1, 4)] for row in range(table.rows.rowCount())]
    assert rows == [["8,539", "5", "4,711"], ["320", "7", "321"]]
    header = table.horizontalHeader()
    assert header.sectionViewportPosition(4) + header.sectionSize(4) <= table.viewport().width(), (
        "the choice is in sight"
    )
    first, second = dialog.conflicts.sides
    assert first.width() >= first.sizeHint().width()
    assert not dialog.take_button.isEnabled()
    first.setCurrentIndex(2)
    assert "1 to go" in dialog.conflicts.state.text()
    assert not dialog.take_button.isEnabled()
    second.setCurrentIndex(1)
    dialog.take_button.click()
    values = ready.file.book(FILING).calculation.values
    assert [str(values[Place("p4", line, "end")]) for line in (*here, "plant_materials")] == ["4711", "7", "4451"]
    ready.file.undo()
    assert cash(ready) == "5"


def test_one_side_can_count_for_all(ready: Prepared, tmp_path: Path) -> None:
    dialog = returned(ready, tmp_path, {"cash": "5", "uncollectible_provision": "7"}, {8539: 4711, 320: 321})
    dialog.conflicts.all_mine.click()
    dialog.take_button.click()
    assert cash(ready) == "5"


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")  # of the list that offers lines
def test_enter_in_the_field_uses_the_line_and_stays_with_the_accounts(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path)
    dialog.forth.click()
    dialog.forth.click()
    step = dialog.accounts_step
    row = next(at for at in range(step.table.rows.rowCount()) if "Suspense" in step.table.rows.words(at, 0))
    step.table.selectRow(row)
    step.line.setFocus()
    editor = step.line.lineEdit()
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "w-3, 341 transportation equipment, end")
    completer = step.line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert "9999" not in step.mapping
    assert step.isVisible(), "Enter picks what is offered, and no more"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert step.mapping["9999"] == "w3/transportation_equipment/end"
    assert step.isVisible()
    step.table.selectRow(row)
    editor.selectAll()
    QTest.keyClicks(editor, "no such line")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert step.mapping["9999"] == "w3/transportation_equipment/end"
    assert step.isVisible()


def test_enter_accepts_a_proposal_and_stays_with_the_accounts(ready: Prepared, tmp_path: Path) -> None:
    dialog = books(ready, tmp_path, "Account,Debit,Credit\nTap fees,,5\nOther asset,5,\n")
    dialog.forth.click()
    dialog.forth.click()
    step = dialog.accounts_step
    step.table.setFocus()
    first = step.table.rows.words(0, 0)
    assert "1 of them has a proposal" in step.state.text()
    QTest.keyClick(step.table, Qt.Key.Key_Return)
    assert first.casefold() in step.mapping
    assert step.isVisible()


def test_a_name_is_shown_whole_where_the_table_has_room(ready: Prepared, tmp_path: Path) -> None:
    long = "Allowance for doubtful customer accounts"
    dialog = books(ready, tmp_path, f"Account,Debit,Credit\n131 Cash,5,\n{long},,5\n")
    dialog.forth.click()
    assert dialog.columns_step.table.rows.words(2, 1) == long


def test_a_long_name_leaves_every_column_of_the_accounts_in_sight(ready: Prepared, tmp_path: Path) -> None:
    long = "Reserve for the replacement of the filter media and the underdrains of the north plant " * 3
    dialog = books(ready, tmp_path, f"Account,Debit,Credit\n131 Cash,5,\n9999 {long},,5\n")
    dialog.forth.click()
    dialog.forth.click()
    table = dialog.accounts_step.table
    header = table.horizontalHeader()
    assert header.length() <= table.viewport().width()
    assert table.rowHeight(0) > table.verticalHeader().defaultSectionSize(), "its words wrap"


@pytest.mark.parametrize("form", list(CopyKind))
def test_each_kind_of_copy_is_written_and_named_for_what_it_holds(
    ready: Prepared, tmp_path: Path, form: CopyKind
) -> None:
    out = shown(ready, "excel_out")
    assert isinstance(out, CopyDialog)
    out.form.setCurrentIndex(list(CopyKind).index(form))
    out.filing.setCurrentIndex(out.filing.findData(FILING))
    suggested = out._suggested(FILING, "")
    assert ("nonpublic" in suggested) is (form in (CopyKind.OWN, CopyKind.LAST_YEAR))
    path = tmp_path / suggested
    ready.answers.save = path
    out.accept()
    ready.bot.waitUntil(lambda: not out.busy, timeout=PATIENCE)
    assert path.read_bytes()[:2] == (b"%P" if form.paper else b"PK")


def test_every_field_has_a_name(ready: Prepared) -> None:
    for name in ("trial_balance", "excel_out", "excel_in"):
        dialog = shown(ready, name)
        fields = list(dialog.findChildren(QComboBox))
        assert all(box.accessibleName() for box in fields), name
        assert dialog.findChildren(QWidget)
