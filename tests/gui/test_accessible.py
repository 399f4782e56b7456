"""Every input of every screen has a name that a screen reader can say, and the keyboard alone is enough."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import place_of
from desktop_app.gui.filing.schedule_commands import COMMANDS
from desktop_app.gui.filing.seal_dialog import SealDialog
from desktop_app.gui.window.menus import MENUS
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.screen_walker import unnamed
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def test_the_search_for_nameless_inputs_sees_one(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    box = QComboBox(root)
    box.addItem("Its text is not its name")
    root.show()
    assert [words.split()[0] for words in unnamed(root)] == ["QLineEdit", "QComboBox"]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["home", "company", "filings"])
def test_every_page_names_its_inputs(bench: Bench, page: str) -> None:
    bench.shell.window.go(page)
    QApplication.processEvents()
    assert unnamed(bench.shell.window) == []


@pytest.mark.slow
@pytest.mark.parametrize("schedule", ["p1", "p3", "p4", "w2", "loans", "months"])
def test_every_kind_of_schedule_names_its_inputs_and_editors(bench: Bench, schedule: str) -> None:
    bench.go(schedule)
    for tab in range(bench.page.panel.count()):
        bench.page.panel.setCurrentIndex(tab)
        QApplication.processEvents()
        assert unnamed(bench.shell.window) == []
    bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_F2)
    assert unnamed(bench.shell.window) == []
    bench.key(Qt.Key.Key_Escape)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["seal", "seals"])
def test_the_dialogs_of_a_step_name_their_inputs(bench: Bench, command: str) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        seen.append(unnamed(dialog))
        dialog.reject()

    in_dialog(look)
    bench.page.commands.actions[command].trigger()
    assert seen == [[]]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["new", "history", "settings", "begin", "filed", "backups"])
def test_the_dialogs_of_the_menus_name_their_inputs(bench: Bench, command: str) -> None:
    seen: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        seen.append(unnamed(dialog))
        dialog.reject()

    in_dialog(look)
    bench.shell.trigger(command)
    assert seen == [[]]


@pytest.mark.slow
def test_every_command_of_a_step_has_words_and_those_of_the_bar_a_name(bench: Bench) -> None:
    bench.go("loans")
    for action in bench.page.commands.actions.values():
        assert action.text().strip("&. ")
    buttons = bench.page.commands.bar.findChildren(QToolButton)
    assert all(button.accessibleName() for button in buttons if button.defaultAction() is not None)


def test_no_two_commands_share_a_key_and_none_of_a_menu_a_letter() -> None:
    tables = {name: [(command.words, command.keys) for command in commands] for name, commands in MENUS.items()}
    tables["Step"] = [(command.words, command.keys) for command in COMMANDS]
    keys = [key for commands in tables.values() for _, some in commands for key in some]
    assert sorted(keys) == sorted(set(keys))
    for name, commands in tables.items():
        letters = [words[words.index("&") + 1].lower() for words, _ in commands if "&" in words]
        assert sorted(letters) == sorted(set(letters)), name


@pytest.mark.slow
def test_a_cell_says_where_it_is_what_it_holds_and_what_is_wrong(bench: Bench) -> None:
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    sealing.seal_target(bench.file, REPORT, "w2/labor/amount", "T", "R")
    said = str(bench.page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Salaries and wages" in said
    assert "100" in said
    assert "sealed" in said


@pytest.mark.slow
def test_the_keyboard_alone_changes_a_number_seals_it_and_takes_both_back(bench: Bench) -> None:
    window = bench.shell.window
    bench.key(Qt.Key.Key_1, CONTROL)
    window.go_to(REPORT)
    bench.shell.bot.waitUntil(bench.page.grid.hasFocus)
    bench.key(Qt.Key.Key_T, CONTROL)
    for _ in range(9):
        if bench.page.steps.shown == "w2":
            break
        bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    bench.shell.bot.waitUntil(bench.page.grid.hasFocus)
    assert bench.place == "w2/labor/amount"
    bench.type("4321")
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Up)

    def seal(dialog: QDialog) -> None:
        assert isinstance(dialog, SealDialog)
        assert isinstance(dialog.findChildren(QRadioButton)[0], QRadioButton)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(seal)
    bench.key(Qt.Key.Key_L, CONTROL)
    book = bench.file.book(REPORT)
    assert bench.value("w2/labor/amount") == Decimal(4321)
    assert place_of("w2/labor/amount") in sealing.sealed_now(book)
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert sealing.sealed_now(bench.file.book(REPORT)) == frozenset()
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert bench.value("w2/labor/amount") is None
    assert bench.place == "w2/labor/amount"


def said_at(bench: Bench, place: str) -> str:
    bench.go(place_of(place).schedule)
    index = bench.page.model.index_of(place_of(place))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.slow
def test_a_cell_says_how_its_value_came_there(bench: Bench) -> None:
    assert ": blank" in said_at(bench, "w2/labor/amount")
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/amount"), "100")
    assert ": 100, typed" in said_at(bench, "w2/labor/amount")
    assert ", computed" in said_at(bench, "w2/total/amount")
    entering.override(bench.file, REPORT, place_of("w2/gallons/amount"), "170", "The ledger rounds.")
    said = said_at(bench, "w2/gallons/amount")
    assert "170, typed over the computed value, because The ledger rounds." in said
    assert "computed," not in said


@pytest.mark.slow
def test_a_question_is_said_with_its_cell(bench: Bench) -> None:
    bench.go("p3")
    line = bench.page.model.line(0)
    assert line.label in str(bench.page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
