"""A second start brings the open window forward; where that cannot be, it goes on as any other."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.window import call_forward as module
from desktop_app.gui.window.call_forward import CallForward, call_forward

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", "does not support raise"
)  # the offscreen platform has no window manager


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def called(user: Path, company: Path, qtbot: QtBot) -> bool:
    """What a second start hears while the first one's window lives."""
    heard: list[bool] = []
    second = threading.Thread(target=lambda: heard.append(call_forward(user, company)))
    second.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    second.join()
    return heard[0]


def test_the_window_comes_forward_also_when_minimized(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    forward = CallForward(tmp_path / "user", window)
    forward.follow(tmp_path / "Žák.filingdesk")
    window.showMinimized()
    assert called(tmp_path / "user", tmp_path / "sub" / ".." / "Žák.filingdesk", qtbot)
    assert window.isVisible()
    assert not window.isMinimized()
    assert called(tmp_path / "user", tmp_path / "Žák.filingdesk", qtbot)  # and again


def test_only_the_company_that_is_open_answers(window: QWidget, tmp_path: Path) -> None:
    forward = CallForward(tmp_path, window)
    forward.follow(tmp_path / "one.filingdesk")
    assert not call_forward(tmp_path, tmp_path / "two.filingdesk")
    forward.follow(tmp_path / "two.filingdesk")
    assert not call_forward(tmp_path, tmp_path / "one.filingdesk")
    forward.follow(None)
    assert not call_forward(tmp_path, tmp_path / "two.filingdesk")
    assert list((tmp_path / module.FOLDER).iterdir()) == []


def test_a_mark_that_a_killed_program_left_delays_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    company = tmp_path / "one.filingdesk"
    mark = module._mark(tmp_path, company)
    mark.parent.mkdir()
    mark.touch()
    assert not call_forward(tmp_path, company)
    assert [path.name for path in mark.parent.iterdir()] == [mark.name]


def test_where_nothing_can_be_written_no_one_is_called(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "user").write_bytes(b"a file is in the way")
    forward = CallForward(tmp_path / "user", window)
    forward.follow(tmp_path / "one.filingdesk")
    assert not call_forward(tmp_path / "user", tmp_path / "one.filingdesk")
    forward.let_go()


def test_the_names_of_the_marks_tell_nothing(window: QWidget, tmp_path: Path) -> None:
    CallForward(tmp_path, window).follow(tmp_path / "Smith Trust Waterworks.filingdesk")
    (mark,) = (tmp_path / module.FOLDER).iterdir()
    assert "smith" not in mark.name.lower()
    assert mark.read_bytes() == b""
