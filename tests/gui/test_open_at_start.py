"""What the window is given at its start: what can be opened is open, everything else is told in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import open_at_start
from desktop_app.gui.companies.new_company import NewCompanyDialog
from desktop_app.services.company.company_file import CompanyFile
from tests.support.memory_companies import company
from tests.support.window_shell import Shell, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path) as made:
        yield made


def opened(shell: Shell) -> CompanyFile:
    assert shell.window.file is not None
    return shell.window.file


def told(shell: Shell) -> str:
    return shell.window.message.words.text() if shell.window.message.isVisible() else ""


def made(shell: Shell, folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    file = company(shell.companies, folder / name, name)
    file.close()
    return file.path


@pytest.mark.slow
def test_the_first_company_opens_and_the_others_are_named(shell: Shell, tmp_path: Path) -> None:
    one, two = made(shell, tmp_path, "One"), made(shell, tmp_path, "Two")
    open_at_start(shell.window, [str(one), str(two)])
    assert opened(shell).path == one
    assert "company.filingdesk was not opened: a window shows one company" in told(shell)


@pytest.mark.slow
def test_what_is_no_company_is_told_and_the_company_after_it_opens(shell: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("a list", encoding="utf-8")
    one = made(shell, tmp_path, "One")
    open_at_start(shell.window, [str(wrong), str(one)])
    assert opened(shell).path == one
    assert "notes.txt" in told(shell)


@pytest.mark.slow
def test_nothing_is_told_of_one_company(shell: Shell, tmp_path: Path) -> None:
    one = made(shell, tmp_path, "One")
    open_at_start(shell.window, ["--read-only", str(one)])
    assert opened(shell).workspace.read_only
    assert "not opened" not in told(shell)


@pytest.mark.slow
def test_an_empty_file_becomes_a_new_company(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    """The system's menu New makes an empty file, which a user then opens."""
    empty = tmp_path / "New Filing Desk company.filingdesk"
    empty.touch()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewCompanyDialog)
        assert dialog.path.text() == str(empty)
        dialog.name.setText("Clear Creek Water Company")
        assert dialog.path.text() == str(empty)
        dialog.services["water"].setChecked(True)
        dialog.accept()

    in_dialog(fill)
    open_at_start(shell.window, [str(empty)])
    qtbot.waitUntil(lambda: shell.window.file is not None)
    assert opened(shell).path == empty
    assert empty.stat().st_size > 0


def test_an_empty_file_stays_when_the_user_changes_his_mind(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "New.filingdesk"
    empty.touch()
    seen: list[QDialog] = []

    def leave(dialog: QDialog) -> None:
        seen.append(dialog)
        dialog.reject()

    in_dialog(leave)
    open_at_start(shell.window, [str(empty)])
    qtbot.waitUntil(lambda: bool(seen))
    assert shell.window.file is None
    assert empty.read_bytes() == b""
