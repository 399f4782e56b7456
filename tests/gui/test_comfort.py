"""What makes the work easier: finding, comparing, looking at all companies."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.gui.find_dialog import FindDialog
from tests.gui.filing_bench import REPORT, Bench, standing_bench
from tests.gui.shell_desk import in_dialog
from tests.gui.test_accessible import unnamed

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def find(bench: Bench, words: str, *, down: int = 0) -> None:
    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        assert unnamed(dialog) == []
        QTest.keyClicks(dialog.words, words)
        for _ in range(down):
            QTest.keyClick(dialog, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    in_dialog(take)
    bench.key(Qt.Key.Key_K, CONTROL)


def test_control_k_goes_to_an_account(bench: Bench) -> None:
    bench.go("p3/merger/answer")
    find(bench, "615")
    assert bench.place == "w2/power/amount"


def test_control_k_goes_to_a_line_of_the_profile(bench: Bench) -> None:
    find(bench, "certificated name")
    assert bench.shell.window.pages.shown_filing() == "company"
    assert bench.place == "identity/legal_name/answer"


def test_control_k_does_a_command(bench: Bench) -> None:
    find(bench, "larger text")
    assert bench.shell.style.scale > 100


def test_control_k_finds_nothing_and_goes_nowhere(bench: Bench) -> None:
    find(bench, "zebra")
    assert bench.place == "w2/labor/amount"
    assert bench.shell.window.pages.shown_filing() == REPORT
