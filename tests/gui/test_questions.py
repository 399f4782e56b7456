"""One question at a time: all that a filing asks, in order, by keyboard alone, with the same answers and refusals."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Place, place_of
from desktop_app.gui.filing import questions_dialog
from desktop_app.gui.filing.questions_dialog import QuestionsDialog
from desktop_app.gui.widgets import spoken
from desktop_app.gui.widgets.focus_order import order_focus
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.screen_walker import shared_letters, unspoken
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def asked(bench: Bench, place: str, qtbot: QtBot) -> QuestionsDialog:
    schedule, line, column = (*place.split("/"), "", "")[:3]
    made = QuestionsDialog(bench.file, REPORT, Place(schedule, line, column), bench.shell.window)
    qtbot.addWidget(made)
    order_focus(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: field() is not None and field().window() is made)
    return made


def field() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def answer(words: str) -> None:
    QTest.keyClicks(field(), words)
    QTest.keyClick(field(), Qt.Key.Key_Return)


@pytest.mark.slow
def test_the_questions_are_those_that_are_typed_in_the_order_of_the_pages(bench: Bench, qtbot: QtBot) -> None:
    book = bench.file.book(REPORT)
    first = next(place for place, spec in book.sheet.cells.items() if not spec.formula)
    dialog = asked(bench, str(first), qtbot)
    seen: list[Place] = []
    while not seen or seen[-1] != dialog.place:
        seen.append(dialog.place)
        dialog.next.click()
        if dialog.place.line == "" and dialog.place not in seen:  # a page of which all is computed
            dialog.next.click()
    wanted = [place for place, spec in book.sheet.cells.items() if not spec.formula]
    assert [place for place in seen if place.line] == wanted
    assert "last question" in dialog.state.text()


@pytest.mark.slow
def test_an_answer_is_kept_and_the_next_question_has_the_focus(bench: Bench, qtbot: QtBot) -> None:
    dialog = asked(bench, "w2/labor/amount", qtbot)
    assert "Salaries and wages" in dialog.question.text()
    assert "page" in dialog.page.text()
    assert dialog.page.text().endswith(f" of {len(dialog._indexes)}.")
    answer("1,234")
    assert str(bench.value("w2/labor/amount")) == "1234"
    assert dialog.place != place_of("w2/labor/amount")
    assert field().accessibleName() == dialog.question.text() != ""
    assert dialog.page.text() in field().accessibleDescription()
    dialog.back.click()
    assert dialog.place == place_of("w2/labor/amount")
    assert dialog.state.text().startswith("Typed.")


@pytest.mark.slow
def test_what_does_not_fit_stays_with_its_sentence(bench: Bench, qtbot: QtBot) -> None:
    dialog = asked(bench, "w2/labor/amount", qtbot)
    answer("a lot")
    assert dialog.place == place_of("w2/labor/amount")
    assert "a lot" in dialog.trouble.text()
    assert bench.value("w2/labor/amount") is None
    dialog.reject()
    assert dialog.isVisible()  # what is not kept is not lost by closing
    answer("5")
    assert str(bench.value("w2/labor/amount")) == "5"


@pytest.mark.slow
def test_a_row_is_added_and_asked_about(bench: Bench, qtbot: QtBot) -> None:
    dialog = asked(bench, "loans", qtbot)
    rows = len(bench.file.book(REPORT).sheet.schedules["loans"].rows)
    dialog.add.click()
    schedule = bench.file.book(REPORT).sheet.schedules["loans"]
    assert len(schedule.rows) == rows + 1
    assert dialog.place == Place("loans", schedule.rows[-1], schedule.definition.columns[0].id)


@pytest.mark.slow
def test_every_question_can_be_heard(bench: Bench, qtbot: QtBot) -> None:
    dialog = asked(bench, "p3", qtbot)
    for _ in range(30):
        assert unspoken(dialog) == []
        assert shared_letters(dialog) == []
        dialog.next.click()


@dataclass
class Listener:
    """Somebody who knows of the window only what a screen reader says of it: the field, and what is announced."""

    announced: list[str] = dataclass_field(default_factory=list)
    heard: list[str] = dataclass_field(default_factory=list)

    def listen(self) -> str:
        told = QAccessible.queryAccessibleInterface(field())
        parts = QAccessible.Text
        self.heard.append(" ".join(told.text(part) for part in (parts.Name, parts.Description, parts.Value)))
        return self.heard[-1]

    def answer(self, *tries: str) -> str:
        """Types what comes to mind, until it is not refused aloud. Gives back what was kept."""
        for words in tries:
            self.announced.clear()
            QTest.keyClick(field(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            several = QAccessible.queryAccessibleInterface(field()).state().multiLine
            answer(words)
            if several:  # Enter begins a line there; Tab leads to the button
                QTest.keyClick(field(), Qt.Key.Key_Tab)
                QTest.keyClick(field(), Qt.Key.Key_Return)
            if not self.announced or "last question" in self.announced[0]:
                return words
            _, named, choices = self.announced[0].partition("must be one of: ")
            if named:
                return self.answer(choices.split(",")[0])
        raise AssertionError(f"refused: {self.heard[-1]}: {self.announced}")


@pytest.mark.slow
def test_pages_are_answered_by_the_ear_alone(bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    QAccessible.setActive(True)
    ear = Listener()
    for module in (spoken, questions_dialog):
        monkeypatch.setattr(module, "announce", lambda _, words: ear.announced.append(words))
    dialog = asked(bench, "p1", qtbot)
    wanted = {place for place, spec in bench.file.book(REPORT).sheet.cells.items() if not spec.formula}
    kept: dict[Place, str] = {}
    while "last question" not in "".join(ear.announced):
        ear.announced.clear()
        if field() is dialog.next:  # nothing is asked on this page
            QTest.keyClick(field(), Qt.Key.Key_Return)
            continue
        assert "page" in ear.listen()
        place = dialog.place
        kept[place] = ear.answer("Words", "5", "12/31/2025")
    assert wanted <= set(kept)
    assert len(set(ear.heard)) == len(ear.heard)  # no two questions sound the same


@pytest.mark.slow
def test_the_command_asks_from_the_cell_in_hand_and_comes_back_to_the_last_question(bench: Bench) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QuestionsDialog)
        assert dialog.place == place_of("w2/labor/amount")
        dialog.next.click()
        dialog.close_button.click()

    in_dialog(look)
    bench.page.commands.actions["questions"].trigger()
    assert bench.page.grid.place != place_of("w2/labor/amount")
