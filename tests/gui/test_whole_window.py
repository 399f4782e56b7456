"""The program as it is started, on the invented water company: every step opens, the printed page follows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.domain.values import place_of
from desktop_app.gui.app import build
from desktop_app.gui.filing.filing_page import FilingPage
from desktop_app.gui.filing.page_tab import PageTab
from desktop_app.gui.filing.seal_dialog import SealDialog
from desktop_app.gui.rules.rules_page import RulesPage
from desktop_app.gui.window.find_dialog import FindDialog
from desktop_app.gui.window.main_window import MainWindow
from desktop_app.services.confidentiality import sealing
from tests.support.sample_program import FILING, PATIENCE, sample_file
from tests.support.screen_walker import unnamed
from tests.support.window_shell import Answers, application, in_dialog

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
CHEMICALS = place_of("w2/chemicals/amount")


@pytest.fixture
def window(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    app = application()
    before = (app.font(), app.palette(), app.style().objectName())
    path = tmp_path / "Sample Creek.filingdesk"
    shutil.copyfile(sample_file, path)
    window = build(bootstrap.program(), app, Answers(tmp_path))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.open(path)
    window.activateWindow()
    yield window
    window.close()
    app.setStyleSheet("")
    app.setFont(before[0])
    app.setPalette(before[1])
    app.setStyle(before[2])


def page(window: MainWindow) -> FilingPage:
    shown = window.pages.currentWidget()
    assert isinstance(shown, FilingPage)
    return shown


def test_every_step_of_the_report_and_the_profile_opens_and_names_its_inputs(window: MainWindow) -> None:
    assert window.file is not None
    for filing in (FILING, "company"):
        for schedule in window.file.book(filing).sheet.schedules:
            window.go_to(filing, schedule)
            QApplication.processEvents()
            assert page(window).model.schedule.definition.id == schedule
            assert unnamed(page(window)) == []


def test_the_printed_page_shows_the_line_in_hand_in_both_versions(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(FILING, "w5_sources")
    tab = page(window).panel.page
    assert isinstance(tab, PageTab)
    page(window).panel.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.painted is not None, timeout=PATIENCE)
    sealed = tab.painted
    tab.public.click()
    qtbot.waitUntil(lambda: tab.painted is not sealed, timeout=PATIENCE)
    assert sealed is not None
    assert tab.painted is not None
    assert len(tab.painted.pages) == len(sealed.pages)
    assert any("Sample Street" in str(one.items) for one in sealed.pages)
    assert not any("Sample Street" in str(one.items) for one in tab.painted.pages)


def test_the_hand_over_book_is_written_beside_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go_to(FILING)
    asking = window.filing_actions.asking
    monkeypatch.setattr(asking, "new", lambda *_: tmp_path / "book.pdf")
    in_dialog(lambda dialog: dialog.accept())
    window.menus.actions["hand_over"].trigger()
    qtbot.waitUntil(lambda: "Written to" in window.message.sentence, timeout=PATIENCE)
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")


def test_a_rule_that_was_looked_for_is_shown_on_its_page(window: MainWindow) -> None:
    window.go_to(FILING)

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        dialog.words.setText("penalty")
        rows = range(dialog.list.count())
        row = next(row for row in rows if dialog.list.item(row).text().split("\n")[1].startswith("Rule"))
        dialog.list.setCurrentRow(row)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(take)
    window.menus.actions["find"].trigger()
    shown = window.pages.currentWidget()
    assert isinstance(shown, RulesPage)
    assert shown.chosen is not None
    assert "penalty" in shown.words(shown.chosen).lower()


def test_a_newcomer_changes_a_number_and_seals_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.file is not None
    window.go_to(FILING, str(CHEMICALS))
    grid = page(window).grid
    qtbot.waitUntil(grid.hasFocus)
    for letter in "2,300":
        QTest.keyClicks(QApplication.focusWidget() or grid, letter)
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert page(window).model.text(CHEMICALS) == "2,300"
    grid.go_to(CHEMICALS)

    def seal(dialog: QDialog) -> None:
        assert isinstance(dialog, SealDialog)
        assert dialog.dependents.count() > 0
        dialog.accept()

    in_dialog(seal)
    page(window).commands.actions["seal"].trigger()
    assert CHEMICALS in sealing.sealed_now(window.file.book(FILING))
