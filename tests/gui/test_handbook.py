"""F1 opens the handbook at the page about what is in focus; it is searched, and saved as one PDF."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import ProgramScreens
from desktop_app.gui.companies.clear_titles import ClearTitles
from desktop_app.gui.handbook.handbook_dialog import HandbookDialog
from desktop_app.gui.window.home import HomePage
from tests.support.entry_fields import REPORT
from tests.support.odd_typing import OddTyping
from tests.support.sample_program import sample_file
from tests.support.screen_walker import unnamed
from tests.support.standing_window import standing_window
from tests.support.window_shell import Answers, in_dialog

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def standing(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[OddTyping]:
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as made:
        yield made


def opened(parent: object) -> HandbookDialog:
    found = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, HandbookDialog) and one.isVisible() and one.parentWidget() is parent
    ]
    assert len(found) == 1
    return found[0]


def title(dialog: HandbookDialog) -> str:
    assert dialog.page is not None
    return dialog.page.title


def test_the_handbook_opens_at_the_page_about_what_is_shown(standing: OddTyping) -> None:
    window = standing.window
    help_command = window.menus.actions["handbook"]
    assert help_command.shortcut().toString() == "F1"
    stops: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: window.go("tariff"), "The tariff book"),
        (lambda: window.go("company"), "The company page"),
        (lambda: window.go_to(REPORT, "w2/labor/amount"), "Answer the report"),
        (lambda: window.go("calendar"), "Deadlines"),
        (lambda: window.go("home"), "How a year goes"),
    )
    for go, expected in stops:
        go()
        QTest.qWait(10)
        help_command.trigger()
        assert title(opened(window)) == expected
    assert unnamed(opened(window)) == []


def test_f1_in_a_dialog_opens_it_over_the_dialog(standing: OddTyping) -> None:
    seen: list[str] = []

    def ask(dialog: QDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        seen.append(title(opened(dialog)))
        dialog.reject()

    in_dialog(ask)
    standing.window.menus.actions["letters"].trigger()
    assert seen == ["When a letter comes from the commission"]


def test_it_is_found_by_words_and_shows_pictures_and_steps(standing: OddTyping) -> None:
    window = standing.window
    window.menus.actions["handbook"].trigger()
    dialog = opened(window)
    QTest.keyClicks(dialog.search, "deficiency notice")
    assert title(dialog) == "When a letter comes from the commission"
    assert "Do not wait." in dialog.reader.toPlainText()
    QTest.keyClicks(dialog.search, " zebra")
    assert dialog.page is None
    assert "No page has these words." in dialog.reader.toPlainText()
    dialog.search.clear()
    assert dialog.list.count() >= 15
    assert "<img" in dialog.reader.toHtml()


def test_it_is_saved_as_pdf(standing: OddTyping, tmp_path: Path, qtbot: QtBot) -> None:
    window = standing.window
    screens, answers = window._screens, window.filing_actions.asking
    assert isinstance(screens, ProgramScreens)
    assert isinstance(answers, ClearTitles)
    assert isinstance(answers._asking, Answers)
    answers._asking.save = tmp_path / "handbook.pdf"
    window.menus.actions["handbook"].trigger()
    dialog = opened(window)
    dialog.save.click()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=60_000)
    assert (tmp_path / "handbook.pdf").read_bytes().startswith(b"%PDF")


def test_getting_started_is_on_home_until_it_is_dismissed(standing: OddTyping, qtbot: QtBot) -> None:
    window = standing.window

    def buttons() -> dict[str, QPushButton]:
        page = window.pages.currentWidget()
        assert isinstance(page, HomePage)
        qtbot.waitUntil(lambda: page.settled)
        QTest.qWait(30)
        return {one.text(): one for one in page.findChildren(QPushButton) if one.isVisible()}

    window.go("home")
    shown = buttons()
    assert "Prepare filing..." in shown
    shown["Do not show this again"].click()
    assert "Do not show this again" not in buttons()
    standing.renew()
    window.go("home")
    assert "Do not show this again" not in buttons()
