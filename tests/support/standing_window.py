"""The whole window on a sample company, as a fixture."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.app import build
from desktop_app.gui.theme.style import SCALE
from tests.support.odd_typing import OddTyping
from tests.support.window_shell import Answers, application

PAGES = ("home", "company", "filings", "calendar", "rules", "tariff", "ratios", "accounts")
SCHEDULES = ("cover", "p1", "p7_debt", "w2", "w8_service")


def settle() -> None:
    """Until everything is read and laid out."""
    for _ in range(6):
        QTest.qWait(15)


@contextmanager
def standing_window(
    sample: Path,
    folder: Path,
    bot: QtBot,
    patch: pytest.MonkeyPatch,
    size: tuple[int, int] = (1280, 800),
    scale: int = 100,
) -> Iterator[OddTyping]:
    """The window of that size and scale of text; afterward the application looks as before."""
    patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
    app = application()
    before = (app.font(), app.palette(), app.style().objectName())
    program = bootstrap.program()
    program.companies.preferences.set(SCALE, scale)
    window = build(program, app, Answers(folder))
    bot.addWidget(window)
    window.resize(*size)
    window.show()
    made = OddTyping(window, sample, folder / "company.filingdesk")
    made.renew()
    with made.listening():
        yield made
    window.close()
    app.setStyleSheet("")
    app.setFont(before[0])
    app.setPalette(before[1])
    app.setStyle(before[2])
