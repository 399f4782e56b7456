"""Every page and dialog for somebody who sees nothing of it, or uses no mouse: names, roles, letters, targets, Tab."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_fits import PAGES, SCHEDULES, settle
from tests.support.entry_fields import REPORT, WAYS, Way, at_cell, command
from tests.support.sample_program import sample_file
from tests.support.screen_walker import badly_begun, shared_letters, too_small, traps, unspoken
from tests.support.standing_window import standing_window

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
# Dialogs that nothing is typed into, which the list of fields does not name.
MORE = {
    "BackupsDialog": Way(command("backups")),
    "CompareDialog": Way(command("compare")),
    "CopyDialog": Way(command("excel_out")),
    "HistoryDialog": Way(command("history")),
    "KeyboardDialog": Way(command("keyboard")),
    "ReturnedDialog": Way(command("review")),
    "SealsDialog": Way(at_cell("seals")),
    "SeasonDialog": Way(command("cold_weather")),
    "SelfTestDialog": Way(command("self_test")),
    "TakeBackDialog": Way(command("excel_in")),
}
LOOKS: tuple[Callable[[QWidget], list[str]], ...] = (unspoken, shared_letters, too_small, traps)


def test_every_page(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as standing:
        window = standing.window
        for name in (*PAGES, *SCHEDULES):
            if name in PAGES:
                window.go(name)
            else:
                window.go_to(REPORT, name)
            settle()
            wrong += [f"{name}: {words}" for look in LOOKS for words in look(window)]
    assert list(dict.fromkeys(wrong)) == []


def test_every_dialog(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []

    def look(root: QWidget) -> None:
        settle()
        if isinstance(root, QDialog):
            found = [*badly_begun(root), *(words for each in LOOKS for words in each(root))]
            wrong.extend(f"{type(root).__name__}: {words}" for words in found)

    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as standing:
        for name, way in (WAYS | MORE).items():
            before = standing.steps()
            standing.within(name, way, look)
            standing.take_back(before)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert list(dict.fromkeys(wrong)) == []
