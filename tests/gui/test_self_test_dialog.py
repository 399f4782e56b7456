"""Help, Self-test: it begins at once, says what works, and its report can be kept."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.filing_package.printers import printer_names
from desktop_app.gui.window.self_test_dialog import SelfTestDialog
from desktop_app.services.program.self_test import SelfTest
from tests.support.window_shell import Answers, in_dialog, standing_shell

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]  # the offscreen platform has no window manager
PATIENCE = 60_000


def made(tmp_path: Path, bot: QtBot, printers: list[str], report: Path) -> SelfTestDialog:
    program = bootstrap.program(lambda: printers)
    dialog = SelfTestDialog(SelfTest(program, program.printers), Answers(tmp_path, save=report))
    bot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_tells_what_works_and_the_report_can_be_kept_and_copied_or_why_it_cannot(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    report = tmp_path / "kept" / "report.txt"
    report.parent.mkdir()
    dialog = made(tmp_path, qtbot, ["Office printer"], report)
    assert dialog.progress.isVisible()
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=PATIENCE)
    assert dialog.state.text() == "Everything works."
    assert "printers: Office printer" in dialog.report.toPlainText()
    dialog.save.click()
    dialog.copy.click()
    assert report.read_text(encoding="utf-8").strip() == dialog.report.toPlainText()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    report.unlink()
    report.parent.rmdir()
    dialog.save.click()
    assert "could not be written" in dialog.state.text()


def test_closing_it_calls_it_off(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    dialog = made(tmp_path, qtbot, [], tmp_path / "report.txt")
    dialog.reject()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog._runner.busy)
    assert dialog.report.toPlainText() == ""


def test_the_menu_opens_it_without_a_company(tmp_path: Path, qtbot: QtBot) -> None:
    with standing_shell(qtbot, tmp_path) as shell:
        assert shell.window.file is None
        assert shell.window.menus.actions["self_test"].isEnabled()
        opened: list[QDialog] = []
        in_dialog(opened.append)
        shell.trigger("self_test")
        qtbot.waitUntil(lambda: bool(opened))


def test_the_printers_are_told_by_their_names(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Laser", "Ink"])
    assert list(printer_names()) == ["Laser", "Ink"]
