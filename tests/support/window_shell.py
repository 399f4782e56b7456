"""A window on companies in memory, for the tests of the shell."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import WindowStyle
from desktop_app.gui.window.crash import CrashHook, CrashLog
from desktop_app.gui.window.main_window import MainWindow
from desktop_app.services.companies.companies import Companies
from tests.support.memory_companies import make_companies
from tests.support.stand_in_screens import FakeScreens

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass
class Answers:
    """What a test answers where the system would ask."""

    place: Path
    file: Path | None = None
    save: Path | None = None
    chosen_folder: Path | None = None
    yes: bool = True
    asked: list[str] = field(default_factory=list)

    def start_folder(self) -> Path:
        return self.place

    def existing(self, parent: QWidget, title: str, kind: str) -> Path | None:
        return self.file

    def new(self, parent: QWidget, title: str, suggested: str, kind: str) -> Path | None:
        return self.save

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.chosen_folder

    def sure(self, parent: QWidget, title: str, words: str, yes: str) -> bool:
        self.asked.append(words)
        return self.yes


@dataclass
class Shell:
    """The window and what it stands on."""

    window: MainWindow
    companies: Companies
    style: WindowStyle
    icons: IconSet
    screens: FakeScreens
    answers: Answers
    bot: QtBot

    def trigger(self, command: str) -> None:
        self.window.menus.actions[command].trigger()


def application() -> QApplication:
    found = QCoreApplication.instance()
    assert isinstance(found, QApplication)
    return found


@contextmanager
def standing_shell(
    bot: QtBot, folder: Path, companies: Companies | None = None, fakes: FakeScreens | None = None
) -> Iterator[Shell]:
    """A shown window; afterwards the application is as undressed as before."""
    app = application()
    used = companies or make_companies()
    before = (app.font(), app.palette(), app.style().objectName())
    style = WindowStyle(app, used.preferences, RESOURCES)
    icons = IconSet(RESOURCES / "icons")
    screens, answers = fakes or FakeScreens(), Answers(folder)
    window = MainWindow(used, style, icons, screens, answers)
    bot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    bot.waitExposed(window)
    window.activateWindow()
    yield Shell(window, used, style, icons, screens, answers, bot)
    window.close()
    style.deleteLater()
    app.setStyleSheet("")
    app.setFont(before[0])
    app.setPalette(before[1])
    app.setStyle(before[2])


@contextmanager
def hooked(shell: Shell, folder: Path) -> Iterator[CrashHook]:
    """Exceptions that leave a slot go the way they go in the program."""
    before = sys.excepthook
    hook = CrashHook(CrashLog(folder / "logs"), lambda *_: None, shell.window.rescue)
    hook.refused.connect(shell.window.refuse)
    hook.install()
    try:
        yield hook
    finally:
        hook.uninstall()
        sys.excepthook = before


def in_dialog(handler: Callable[[QDialog], object]) -> None:
    """Does something in the next modal dialog as soon as it stands."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            handler(dialog)
        else:
            QTimer.singleShot(10, go)

    QTimer.singleShot(0, go)
