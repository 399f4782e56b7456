"""Odd words typed into every field of the window: taken, or refused in a sentence with nothing typed lost.

`packaging/hostile_input.py window` types each into each; here every field gets one.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import UserError
from desktop_app.gui.widgets.asked import FormDialog
from tests.support.entry_fields import WAYS
from tests.support.odd_typing import ODD, OddTyping
from tests.support.sample_program import sample_file
from tests.support.standing_window import standing_window
from tests.support.window_shell import in_dialog

__all__ = ["sample_file"]
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def typing(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[OddTyping]:
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as made:
        yield made


def test_odd_words_are_taken_or_refused_in_a_sentence(typing: OddTyping) -> None:
    bad = []
    for start, (name, way) in enumerate(WAYS.items()):
        made = typing.attempt(name, way, lambda at, start=start: ODD[(start + 7 * at) % len(ODD)])  # type: ignore[misc]
        bad += [made] if made.bad else []
    for number, cell in enumerate(typing.cells()):
        bad += [made for words in ODD[number % 7 :: 7] if (made := typing.type_in_cell(cell, words)).bad]
    assert bad == []


def test_what_is_refused_after_the_last_button_keeps_the_dialog_open(qtbot: QtBot) -> None:
    dialog = FormDialog("Title", "&Do it", None)
    qtbot.addWidget(dialog)
    dialog.finish()
    seen: list[str] = []

    def refuse() -> None:
        raise UserError("Not like this.")

    def press(_: object) -> None:
        dialog.accept()
        seen.append(dialog.trouble.text())
        seen.append("open" if dialog.isVisible() else "closed")
        dialog.reject()

    in_dialog(press)
    assert not dialog.carry_out(refuse)
    assert seen == ["Not like this.", "open"]
    assert sys.excepthook is not None
