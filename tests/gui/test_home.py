"""How Home fills: a step at a time, after whatever the user does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.window.home import HomePage
from tests.support.memory_companies import company
from tests.support.window_shell import Shell, standing_shell

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    with standing_shell(qtbot, tmp_path) as made:
        file = company(made.companies, tmp_path, "Home Water")
        file.close()
        made.window.open(file.path)
        yield made


@pytest.fixture
def home(shell: Shell) -> HomePage:
    found = shell.window.pages.currentWidget()
    assert isinstance(found, HomePage)
    shell.bot.waitUntil(lambda: found.settled)
    return found


def click_later(button: QWidget) -> None:
    """A click behind everything that waits already."""
    middle, left, none = QPointF(button.rect().center()), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        event = QMouseEvent(kind, middle, button.mapToGlobal(middle), left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(button, event, Qt.EventPriority.LowEventPriority.value)


def said(home: HomePage) -> list[str]:
    """All words on it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return sorted(label.text() for label in home.findChildren(QLabel))


def test_what_the_user_does_comes_before_what_home_still_reads(shell: Shell, home: HomePage) -> None:
    whole, seen = said(home), list[list[str]]()
    home.refresh()
    at_first = said(home)
    button = shell.window.navigation.buttons["home"]
    button.clicked.connect(lambda: seen.append(said(home)))
    click_later(button)
    shell.bot.waitUntil(lambda: bool(seen))
    assert seen == [at_first]
    assert len(at_first) < len(whole)
    shell.bot.waitUntil(lambda: home.settled)
    assert said(home) == whole


def test_home_that_is_read_twice_at_once_says_everything_once(shell: Shell, home: HomePage) -> None:
    whole = said(home)
    home.refresh()
    home.refresh()
    shell.bot.waitUntil(lambda: home.settled)
    assert said(home) == whole
