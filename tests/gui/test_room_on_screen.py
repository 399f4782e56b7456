"""Dialogs and bars keep to the room that there is."""

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.filing.command_bar import CommandBar
from desktop_app.gui.widgets.fitted_dialog import run_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_dialog_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog, sizes = QDialog(), list[QSize]()
    qtbot.addWidget(dialog)
    dialog.resize(5000, 5000)

    def look() -> None:
        sizes.append(dialog.size())
        dialog.reject()

    QTimer.singleShot(0, dialog, look)
    run_dialog(dialog)
    room = QGuiApplication.primaryScreen().availableSize()
    assert sizes[0].width() < room.width()
    assert sizes[0].height() < room.height()


def test_a_narrow_bar_drops_words_before_commands(qtbot: QtBot) -> None:
    bar = CommandBar("Step")
    qtbot.addWidget(bar)
    picture = QPixmap(16, 16)
    picture.fill()
    for words in ("Use the suggestions", "Answer all blanks None", "Add a row"):
        button = bar.widgetForAction(bar.addAction(QIcon(picture), words))
        assert isinstance(button, QToolButton)
        bar.worded.append(button)

    def shown() -> list[bool]:
        return [button.sizeHint().width() > 60 for button in bar.worded]

    bar.resize(900, 40)
    bar.show()
    assert shown() == [True, True, True]
    bar.resize(260, 40)
    assert shown() == [False, False, True]
    bar.resize(900, 40)
    assert shown() == [True, True, True]
