"""Tables that are read: sorted by a heading, each row still itself; copied; columns as wide as they were left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProxyStyle, QPushButton, QStyle, QTableView
from pytestqt.qtbot import QtBot

import desktop_app
from desktop_app.gui.theme.colours import LIGHT
from desktop_app.gui.theme.style import rules
from desktop_app.gui.widgets import tables
from desktop_app.gui.widgets.kept_widths import KeptWidths
from desktop_app.gui.widgets.measured_words import MeasuredWords
from desktop_app.gui.widgets.row_order import sorted_order
from desktop_app.gui.widgets.table_menu import commands_beside, table_menu
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.word_rows import WordRows
from tests.support.memory_companies import MemoryPreferences
from tests.support.window_shell import RESOURCES, application

ROWS = [("Page W-10", "1,200"), ("page W-2", "(50)"), ("", ""), ("Page S-1", "$90")]


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[ReadingTable]:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    table = ReadingTable("Figures", ("Where", "Amount"), dialog, figures=(1,))
    table.resize(500, 200)
    table.fill(ROWS)
    yield table
    dialog.close()


@pytest.mark.parametrize(
    ("texts", "upward"),
    [
        (["10", "9", "1,000", ""], [1, 0, 2, 3]),
        (["12/31/2025", "2/1/2026", "March 1, 2024"], [2, 0, 1]),
        (["b 10", "B 9", "a"], [2, 1, 0]),
        (["9", "ten", "10"], [0, 2, 1]),
        (["5%", "12%", "$3"], [2, 0, 1]),
        (["b", "a", "b", "a"], [1, 3, 0, 2]),
        ([], []),
    ],
)
def test_a_column_is_sorted_by_what_it_says(texts: list[str], upward: list[int]) -> None:
    assert sorted_order(texts, descending=False) == upward


def test_a_heading_sorts_up_then_down_then_not_at_all_and_rows_keep_their_numbers(table: ReadingTable) -> None:
    def seen() -> list[int]:
        return [table.verticalHeader().logicalIndex(at) for at in range(len(ROWS))]

    for wanted in ([1, 3, 0, 2], [0, 3, 1, 2], [0, 1, 2, 3]):
        table.horizontalHeader().sectionClicked.emit(1)
        assert seen() == wanted
    table.sort_by(0)
    assert seen() == [3, 1, 0, 2]
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    assert (table.row_below(1), table.row_below(2)) == (0, 2)
    table.fill([("b", ""), ("a", "")])
    assert [table.verticalHeader().logicalIndex(at) for at in range(2)] == [1, 0]


def test_the_menu_offers_the_commands_beside_the_table_copying_and_sorting(table: ReadingTable) -> None:
    around = table.parentWidget()
    assert around is not None
    buttons = [QPushButton(words, around) for words in ("&Delete", "Grey")]
    buttons[1].setEnabled(False)
    table.selectRow(1)
    menu = table_menu(table)
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "&Delete",
        "&Copy",
        "Copy with &headings",
        "&Sort",
        "Fit the column &widths",
    ]
    assert list(commands_beside(table)) == buttons[:1]
    table.copy(headings=True)
    assert QGuiApplication.clipboard().text() == "Where\tAmount\npage W-2\t(50)\n"
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "page W-2\t(50)\n"


def test_the_widest_column_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    table = ReadingTable("Ratios", ("Ratio", "2025"), dialog, figures=(1,), widest=0)
    table.resize(600, 200)
    dialog.show()
    table.fill([("Loss", "9.5")])
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    assert table.columnWidth(0) > table.columnWidth(1)


def test_a_list_has_the_same_menu(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    words = WordList(dialog, go="&Go there")
    words.addItems(["Error: a name is missing", "Explain: twice as much"])
    words.further = lambda menu: menu.addAction("Seal")
    QPushButton("&About", dialog)
    gone = []
    words.itemActivated.connect(lambda item: gone.append(item.text()))
    offered = {action.text(): action for action in words.make_menu().actions() if not action.isSeparator()}
    assert list(offered) == ["&Go there", "&About", "Seal", "&Copy", "Copy the &whole list"]
    assert [words for words, action in offered.items() if not action.isEnabled()] == ["&Go there", "&Copy"]
    words.setCurrentRow(1)
    words.make_menu().actions()[0].trigger()
    assert gone == ["Explain: twice as much"]
    QTest.keyClick(words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Explain: twice as much"
    words.copy(everything=True)
    assert QGuiApplication.clipboard().text() == "Error: a name is missing\nExplain: twice as much"


def test_no_screen_has_a_list_without_the_menu() -> None:
    gui = Path(desktop_app.__file__).parent / "gui"
    plain = {path.name for path in gui.rglob("*.py") if "= QListWidget(" in path.read_text(encoding="utf-8")}
    assert plain == set()


def test_a_column_stays_as_wide_as_it_was_left(table: ReadingTable) -> None:
    preferences = MemoryPreferences()
    kept = KeptWidths(preferences, application())
    kept.keep("Figures", "Where", 300, table)
    table.share_width()
    assert abs(table.columnWidth(0) - 300) <= 1
    table.forget_widths()
    assert table.columnWidth(0) < 300
    preferences.set("column widths", {"Figures": {"Where": "wide", "Amount": -3}, "Other": 5})
    table.share_width()
    assert kept.of("Figures", table) == {}
    kept.setParent(None)


class _PicturesOnButtons(QProxyStyle):
    """A system that puts pictures on the buttons of dialogs."""

    def styleHint(self, hint: QStyle.StyleHint, *more: Any) -> int:  # noqa: N802 - Qt's own name
        return int(hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons) or super().styleHint(hint, *more)


def test_cancel_and_close_carry_no_picture_on_any_system(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    pictures = _PicturesOnButtons()
    box.setStyle(pictures)
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    assert box.style().styleHint(hint, None, box)
    template = (RESOURCES / "style" / "window.qss").read_text(encoding="utf-8")
    box.setStyleSheet(rules(template, LIGHT, box.font()))
    assert not box.style().styleHint(hint, None, box)
    assert all(button.icon().isNull() for button in box.buttons())


def test_words_are_measured_once_and_wrap_as_high_as_they_need(
    table: ReadingTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[object] = []

    def measure(view: QTableView, rows: WordRows) -> MeasuredWords:
        measured.append(view)
        return MeasuredWords(view, rows)

    monkeypatch.setattr(tables, "MeasuredWords", measure)
    rows = [("Short", "1"), ("Words that wrap " * 12, "2"), ("Two\nlines", "3"), ("", "")]
    table.fill(rows)
    for width in (400, 700, 300):
        table.resize(width, 200)
        table.share_width()
        header = table.verticalHeader()
        heights = [max(header.defaultSectionSize(), table.sizeHintForRow(row)) for row in range(len(rows))]
        assert [table.rowHeight(row) for row in range(len(rows))] == heights
        assert heights[1] > heights[2] > heights[0]
    assert len(measured) == 1
    table.rows.tell_changed(0)
    table.share_width()
    assert len(measured) == 2
