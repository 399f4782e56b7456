"""The whole window on a sample company, as a fixture."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.gui.app import build
from desktop_app.gui.theme.style import SCALE
from tests.support.odd_typing import OddTyping
from tests.support.window_shell import Answers, application


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
