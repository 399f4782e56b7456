"""A company with a password in the window: asked for when it is opened, set, changed and removed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.gui.companies.set_password import SetPasswordDialog
from desktop_app.gui.widgets.password_dialog import PasswordDialog
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.paper.report_pages import ReportPages
from tests.support.kept_pages import KeptPages, PlainMeasure
from tests.support.memory_companies import MemoryFiles, company, make_companies
from tests.support.stand_in_screens import FakeScreens
from tests.support.window_shell import Shell, in_dialog, standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
GOOD = "seven wet herons"


class Screens(FakeScreens):
    """The real dialog of the password; everything else is a stand-in."""

    shell: Shell | None = None

    def dialog(self, name: str, around: Surroundings) -> QDialog:
        assert self.shell is not None
        if name == "password":
            return SetPasswordDialog(self.shell.companies, ReportPages(KeptPages(), PlainMeasure()), around)
        return super().dialog(name, around)


@dataclass
class Locking:
    shell: Shell
    files: MemoryFiles
    path: Path

    def lock(self) -> None:
        self.files.passwords.locked[self.path] = (GOOD, "key")
        self.files.passwords.forget()

    def answer(self, *secrets: str) -> list[str]:
        """Types each in the dialog that asks, and gives what it said to the ones before the last."""
        said: list[str] = []

        def type_them(dialog: QDialog) -> None:
            assert isinstance(dialog, PasswordDialog)
            for secret in secrets:
                dialog.secret.setText(secret)
                dialog.accept()
                said.append(dialog.trouble.text())
            if dialog.isVisible():
                dialog.reject()

        in_dialog(type_them)
        return said

    def setting(self, handler: Callable[[SetPasswordDialog], object]) -> None:
        def go(dialog: QDialog) -> None:
            assert isinstance(dialog, SetPasswordDialog)
            handler(dialog)
            if dialog.isVisible():
                dialog.reject()

        in_dialog(go)
        self.shell.trigger("password")


@pytest.fixture
def locking(qtbot: QtBot, tmp_path: Path) -> Iterator[Locking]:
    companies = make_companies()
    assert isinstance(companies.files, MemoryFiles)
    file = company(companies, tmp_path)
    file.close()
    screens = Screens()
    with standing_shell(qtbot, tmp_path, companies, screens) as shell:
        screens.shell = shell
        yield Locking(shell, companies.files, file.path)


@pytest.mark.slow
def test_the_password_is_asked_for_until_it_is_right(locking: Locking) -> None:
    locking.lock()
    said = locking.answer("wrong", GOOD)
    locking.shell.window.open(locking.path)
    assert said[0].startswith("This is not the password")
    assert locking.shell.window.file is not None
    assert locking.files.passwords.known == {locking.path}
    locking.shell.trigger("close")
    assert locking.files.passwords.known == set(), "whoever opens it again is asked again"


def test_never_mind_leaves_everything_as_it_is(locking: Locking) -> None:
    locking.lock()
    locking.answer("wrong")
    locking.shell.window.open(locking.path)
    assert locking.shell.window.file is None
    assert locking.shell.window.message.sentence == ""


@pytest.mark.slow
def test_a_password_is_set_changed_and_removed(locking: Locking, tmp_path: Path) -> None:
    window, answers = locking.shell.window, locking.shell.answers
    window.open(locking.path)
    answers.save = tmp_path / "sheet.pdf"

    def first(dialog: SetPasswordDialog) -> None:
        assert dialog.focusWidget() is dialog.new
        dialog.new.setText(GOOD)
        dialog.again.setText(GOOD + "x")
        dialog.accept()
        assert "differ" in dialog.trouble.text()
        dialog.new.setText("short")
        dialog.again.setText("short")
        dialog.accept()
        assert "at least 8" in dialog.trouble.text()
        dialog.new.setText(GOOD)
        dialog.again.setText(GOOD)
        dialog.accept()

    locking.setting(first)
    assert "Print the recovery sheet sheet.pdf" in window.message.sentence
    assert locking.files.passwords.locked[locking.path][0] == GOOD
    assert answers.save.exists()
    window.company.close()
    locking.answer(GOOD)
    window.open(locking.path)

    def second(dialog: SetPasswordDialog) -> None:
        dialog.present.setText("wrong")
        dialog.new.setText("another good one")
        dialog.again.setText("another good one")
        dialog.accept()
        assert "not the password" in dialog.trouble.text()
        dialog.present.setText(GOOD)
        dialog.accept()

    locking.setting(second)
    assert locking.files.passwords.locked[locking.path][0] == "another good one"

    def third(dialog: SetPasswordDialog) -> None:
        dialog.present.setText("another good one")
        dialog.remove.click()

    locking.setting(third)
    assert locking.files.passwords.locked == {}
    assert "can then be read by anyone" in answers.asked[-1]


def test_what_is_typed_is_hidden_until_it_is_shown(locking: Locking, qtbot: QtBot) -> None:
    dialog = PasswordDialog(locking.path, lambda _: None)
    qtbot.addWidget(dialog)
    assert dialog.secret.echoMode() is QLineEdit.EchoMode.Password
    box = next(child for child in dialog.children() if child.metaObject().className() == "WrappedCheckBox")
    box.setChecked(True)  # type: ignore[attr-defined]
    assert dialog.secret.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.slow
def test_the_title_says_what_the_password_does_not_protect(locking: Locking, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(
        type(locking.shell.answers), "new", lambda _self, _parent, title, _suggested, _kind: titles.append(title)
    )
    locking.shell.window.open(locking.path)
    locking.shell.trigger("export")
    locking.lock()
    locking.shell.trigger("close")
    locking.answer(GOOD)
    locking.shell.window.open(locking.path)
    locking.shell.trigger("export")
    assert titles[0] == "Export company data"
    assert "not encrypted" in titles[1]
