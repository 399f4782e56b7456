"""Work beside the window: what it holds on to is let go of in the window's thread, never in its own."""

import threading
import weakref
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import UserError
from desktop_app.gui.tasks import ProgressReport, RunningTask, TaskRunner


class Held:
    """Something that notes in which thread it ends."""

    ended_in = ""

    def __del__(self) -> None:
        Held.ended_in = threading.current_thread().name


@pytest.fixture
def slow_end(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A worker that is still in its last breath when the window has long gone on."""
    go_on = threading.Event()
    real: Callable[[RunningTask], None] = RunningTask.announce

    def announce(task: RunningTask) -> None:
        real(task)
        go_on.wait(10)

    monkeypatch.setattr(RunningTask, "announce", announce)
    return go_on


def work_with(held: Held) -> Callable[[ProgressReport], Held]:
    def work(report: ProgressReport) -> Held:
        report(0, 0, "Working")
        return held

    return work


@pytest.mark.parametrize("fails", [False, True])
def test_the_window_lets_go_of_everything_itself(qtbot: QtBot, slow_end: threading.Event, fails: bool) -> None:
    runner = TaskRunner()
    held = Held()
    seen = weakref.ref(held)
    told: list[str] = []

    def done(result: Held, kept: Held = held) -> None:
        told.append(type(result).__name__)

    def called_off(kept: Held = held) -> None:
        told.append("off")

    work = work_with(held)
    task = runner.start("Working", work, done, called_off=called_off)
    if fails:
        task.cancel()
    del held, done, called_off, work
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Held"] or fails
    qtbot.waitUntil(lambda: seen() is None)
    assert Held.ended_in == threading.main_thread().name
    slow_end.set()
    runner.close()


def test_nothing_is_done_for_a_page_that_is_gone(qtbot: QtBot) -> None:
    runner = TaskRunner()
    done: list[str] = []
    worked = threading.Event()

    def work(report: ProgressReport) -> str:
        worked.set()
        return "late"

    def refuse(report: ProgressReport) -> str:
        raise UserError("Not like this.")

    runner.start("Working", work, done.append)
    runner.start("Working", refuse, done.append, failed=done.append)
    assert worked.wait(10)
    runner.close()
    runner.start("Working", work, done.append)
    qtbot.waitUntil(lambda: not runner.busy)
    assert done == []
