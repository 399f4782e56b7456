"""Blocks, rows and words on the page of a filing: copied, pasted, added, moved, removed, answered None."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import AnswerWord
from desktop_app.gui.grid.override_dialog import OverrideDialog
from desktop_app.services.data_entry import entering
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.window_shell import hooked, in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def lenders(bench: Bench) -> list[object]:
    rows = bench.file.book(REPORT).answers.rows.get("loans", ())
    return [bench.value(f"loans/{row}/lender") for row in rows]


@pytest.mark.slow
def test_a_block_from_excel_is_one_step_that_undo_takes_back(bench: Bench) -> None:
    QGuiApplication.clipboard().setText("1,200\t1,000\n(50)\t$40\n")
    bench.key(Qt.Key.Key_V, CONTROL)
    assert [bench.value(f"w2/{line}/amount") for line in ("labor", "power")] == [Decimal(1200), Decimal(-50)]
    assert bench.value("w2/power/prior") == Decimal(40)
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert bench.value("w2/labor/amount") is None


@pytest.mark.slow
def test_a_block_goes_to_excel_as_it_came(bench: Bench) -> None:
    QGuiApplication.clipboard().setText("1,200\t1,000\n(50)\t40\n")
    bench.key(Qt.Key.Key_V, CONTROL)
    bench.key(Qt.Key.Key_Down, SHIFT)
    bench.key(Qt.Key.Key_Right, SHIFT)
    bench.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1,200\t1,000\n(50)\t40\n"


@pytest.mark.slow
def test_cells_of_a_block_that_do_not_fit_are_named_and_the_others_kept(bench: Bench, tmp_path: Path) -> None:
    with hooked(bench.shell, tmp_path):
        QGuiApplication.clipboard().setText("ten\n20\n")
        bench.key(Qt.Key.Key_V, CONTROL)
    assert bench.value("w2/labor/amount") is None
    assert bench.value("w2/power/amount") == Decimal(20)
    assert "Salaries and wages" in bench.shell.window.message.sentence
    assert "'ten'" in bench.shell.window.message.sentence


@pytest.mark.slow
def test_delete_empties_what_is_selected(bench: Bench) -> None:
    QGuiApplication.clipboard().setText("1\n2\n")
    bench.key(Qt.Key.Key_V, CONTROL)
    bench.key(Qt.Key.Key_Down, SHIFT)
    bench.key(Qt.Key.Key_Delete)
    assert bench.value("w2/labor/amount") is None
    assert bench.value("w2/power/amount") is None


@pytest.mark.slow
def test_rows_are_added_moved_and_removed_by_keys(bench: Bench) -> None:
    bench.go("loans")
    for name in ("First", "Second"):
        bench.key(Qt.Key.Key_I, CONTROL)
        bench.type(name)
        bench.key(Qt.Key.Key_Return)
        bench.go(f"loans/{bench.file.book(REPORT).answers.rows['loans'][-1]}/lender")
    assert lenders(bench) == ["First", "Second"]
    bench.key(Qt.Key.Key_Up, ALT)
    assert lenders(bench) == ["Second", "First"]
    bench.key(Qt.Key.Key_Delete, CONTROL)
    assert len(lenders(bench)) == 1
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert lenders(bench) == ["Second", "First"]


@pytest.mark.slow
def test_a_row_is_headed_by_its_name_and_a_series_goes_on_in_it(bench: Bench) -> None:
    bench.go("loans")
    QGuiApplication.clipboard().setText("Bank\t100\n\t150\nThird\t\n")
    bench.key(Qt.Key.Key_V, CONTROL)
    grid = bench.page.grid
    heads = [grid.rows.headerData(row, Qt.Orientation.Vertical) for row in range(3)]
    assert heads == ["Bank", "Loan 2", "Third"]
    bench.go(f"loans/{bench.file.book(REPORT).answers.rows['loans'][0]}/balance")
    for _ in range(2):
        bench.key(Qt.Key.Key_Down, SHIFT)
    bench.key(Qt.Key.Key_D, CONTROL | SHIFT)
    rows = bench.file.book(REPORT).answers.rows["loans"]
    assert [bench.value(f"loans/{row}/balance") for row in rows] == [Decimal(100), Decimal(150), Decimal(200)]


@pytest.mark.slow
def test_pasting_below_the_last_row_adds_rows(bench: Bench) -> None:
    bench.go("loans")
    QGuiApplication.clipboard().setText("Bank\t100\nCounty\t250\n")
    bench.key(Qt.Key.Key_V, CONTROL)
    assert lenders(bench) == ["Bank", "County"]
    assert bench.value("loans/total/balance") == Decimal(350)


@pytest.mark.slow
def test_one_action_answers_what_is_blank_in_a_schedule(bench: Bench) -> None:
    bench.go("p3/merger/answer")
    bench.key(Qt.Key.Key_N, CONTROL | SHIFT)
    assert bench.value("p3/merger/answer") is AnswerWord.NONE
    assert bench.value("p3/franchise/answer") is AnswerWord.NONE


@pytest.mark.slow
def test_a_choice_is_made_by_its_first_letters(bench: Bench) -> None:
    bench.go("p1/kind/answer")
    bench.type("c")
    bench.key(Qt.Key.Key_Return)
    assert bench.value("p1/kind/answer") == "corp"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "kept"), [("limited l", "llc"), ("LLC", "llc"), ("corporation", "corp"), ("liability", "llc")]
)
def test_a_choice_is_made_by_all_letters_typed_the_space_among_them(bench: Bench, typed: str, kept: str) -> None:
    bench.go("p1/kind/answer")
    bench.type(typed)
    bench.key(Qt.Key.Key_Return)
    assert bench.value("p1/kind/answer") == kept
    assert bench.place == "p1/big/answer"


@pytest.mark.slow
def test_what_fits_no_choice_stays_in_the_cell_with_the_choices(bench: Bench) -> None:
    bench.go("p1/kind/answer")
    bench.type("club")
    bench.key(Qt.Key.Key_Return)
    assert bench.value("p1/kind/answer") is None
    assert bench.shown("p1/kind/answer") == "club"
    assert "Limited liability company, Corporation" in bench.page.grid.note.text()
    bench.key(Qt.Key.Key_F2)
    bench.type("none")
    bench.key(Qt.Key.Key_Tab)
    assert bench.shown("p1/kind/answer") == "none"


@pytest.mark.slow
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise", "grabbing the keyboard")  # of a popup
def test_alt_and_down_open_the_list_and_a_refusal_leaves_with_its_page(bench: Bench) -> None:
    bench.go("w2/labor/amount")
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert bench.page.grid.findChild(QComboBox) is None
    bench.go("p1/kind/answer")
    bench.type("club")
    bench.key(Qt.Key.Key_Return)
    assert bench.page.grid.note.isVisible()
    bench.go("w2/labor/amount")
    assert not bench.page.grid.note.isVisible()
    bench.go("p1/kind/answer")
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    editor = bench.page.grid.findChild(QComboBox)
    assert editor is not None
    assert editor.view().isVisible()
    editor.hidePopup()
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_F4)
    assert bench.page.grid.findChildren(QComboBox)[-1].view().isVisible()
    bench.page.grid.findChildren(QComboBox)[-1].hidePopup()


@pytest.mark.slow
def test_a_row_shows_the_whole_name_that_was_typed_into_it(bench: Bench) -> None:
    bench.go("loans/rows/answer")
    bench.type("Bartholomew-Featherstonehaugh-Cholmondeley")
    bench.key(Qt.Key.Key_Return)
    labels = bench.page.grid.labels
    assert labels.width() >= labels.least() > labels.fontMetrics().horizontalAdvance("Bartholomew-Featherstonehaugh")


@pytest.mark.slow
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise", "grabbing the keyboard")  # of a popup
@pytest.mark.parametrize(("keys", "kept"), [([Qt.Key.Key_Down, Qt.Key.Key_Return], "llc"), ([Qt.Key.Key_C], "corp")])
def test_the_open_list_takes_letters_and_enter(bench: Bench, keys: list[Qt.Key], kept: str) -> None:
    bench.go("p1/kind/answer")
    bench.key(Qt.Key.Key_F2)
    (editor,) = bench.page.grid.findChildren(QComboBox)
    editor.showPopup()
    for key in keys:
        QTest.keyClick(editor.view(), key)
    if not bench.value("p1/kind/answer"):
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert bench.value("p1/kind/answer") == kept
    assert bench.place == "p1/big/answer"


@pytest.mark.slow
def test_enter_after_tab_goes_to_where_the_line_was_begun(bench: Bench) -> None:
    rows = entering.add_rows(bench.file, REPORT, {"loans": 2})["loans"]
    bench.go(f"loans/{rows[0]}/lender")
    bench.type("Bank")
    bench.key(Qt.Key.Key_Tab)
    bench.type("5")
    bench.key(Qt.Key.Key_Return)
    assert bench.place == f"loans/{rows[1]}/lender"
    bench.key(Qt.Key.Key_Right)
    bench.type("7")
    bench.key(Qt.Key.Key_Return)
    assert bench.place == "loans/total/balance"


@pytest.mark.slow
def test_a_cell_fills_those_below_it_and_is_copied_with_its_headings(bench: Bench) -> None:
    bench.go("w2/labor/amount")
    bench.type("100")
    bench.key(Qt.Key.Key_Return)
    bench.go("w2/labor/amount")
    bench.key(Qt.Key.Key_Down, SHIFT)
    bench.key(Qt.Key.Key_D, CONTROL)
    assert bench.value("w2/power/amount") == Decimal(100)
    bench.key(Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.AltModifier)
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head.split("\t") == ["", "This year"]
    assert [line.split("\t")[1] for line in lines] == ["100", "100"]
    assert "Salaries and wages" in lines[0]


@pytest.mark.slow
def test_typing_in_an_empty_table_begins_its_first_row_and_goes_on_in_it(bench: Bench) -> None:
    bench.go("loans/rows/answer")
    assert bench.page.commands.actions["none"].text() == "None for the whole tab&le"
    bench.type("Bank")
    bench.key(Qt.Key.Key_Tab)
    assert lenders(bench) == ["Bank"]
    bench.type("350")
    bench.key(Qt.Key.Key_Return)
    assert bench.value("loans/total/balance") == Decimal(350)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise", "grabbing the keyboard")  # of a popup
def test_a_choice_picked_from_the_open_list_is_kept_at_once(bench: Bench) -> None:
    bench.go("p1/kind/answer")
    grid = bench.page.grid
    at = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    (editor,) = grid.findChildren(QComboBox)
    bench.shell.bot.waitUntil(editor.view().isVisible)
    item = editor.view().visualRect(editor.model().index(editor.findText("Corporation"), 0)).center()
    QTest.mouseMove(editor.view().viewport(), item)
    QTest.qWait(QApplication.doubleClickInterval())
    QTest.mouseClick(editor.view().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, item)
    assert bench.value("p1/kind/answer") == "corp"


@pytest.mark.slow
def test_words_in_several_lines_end_with_enter(bench: Bench) -> None:
    bench.go("p3/merger/answer")
    bench.type("One")
    bench.key(Qt.Key.Key_Return, SHIFT)
    bench.type("Two")
    bench.key(Qt.Key.Key_Return)
    assert bench.value("p3/merger/answer") == "One\nTwo"


@pytest.mark.slow
def test_a_date_is_understood(bench: Bench) -> None:
    bench.go("p1/since/answer")
    bench.type("6/1/87")
    bench.key(Qt.Key.Key_Return)
    assert bench.shown("p1/since/answer") == "06/01/1987"


@pytest.mark.slow
def test_a_computed_cell_takes_another_value_only_with_a_reason(bench: Bench) -> None:

    bench.go("w2/gallons/amount")
    said: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, OverrideDialog)
        dialog.value.setText("77")
        dialog.accept()
        said.append(dialog.trouble.text())
        dialog.why.setPlainText("The meter was read late.")
        dialog.accept()

    in_dialog(fill)
    bench.key(Qt.Key.Key_Return)
    assert "why" in said[0]
    assert bench.value("w2/gallons/amount") == Decimal(77)
    bench.page.commands.actions["lift"].trigger()
    assert bench.value("w2/gallons/amount") is None
