"""Work beside the window: what it holds on to is let go of in the window's thread, never in its own."""

import threading
import weakref
from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
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


def test_closing_waits_for_no_work(qtbot: QtBot) -> None:
    """Work that goes on until the window says so would never end if the window waited for it."""
    runner = TaskRunner()
    begun, go_on = threading.Event(), threading.Event()
    ended: list[str] = []

    def work(_: ProgressReport) -> str:
        begun.set()
        return "late" if go_on.wait(20) else "never"

    task = runner.start("Drawing the page", work, ended.append)
    task.ended.connect(lambda: ended.append("over"))
    assert begun.wait(10)
    runner.close()
    assert task.running
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["over"]


def test_what_waits_for_its_turn_does_not_start_after_closing(qtbot: QtBot) -> None:
    runner = TaskRunner()
    go_on = threading.Event()
    started: list[int] = []
    ended: list[bool] = []

    def work_at(number: int, _: ProgressReport) -> bool:
        started.append(number)
        return go_on.wait(20)

    tasks = [runner.start("Working", partial(work_at, number), ended.append) for number in range(5)]
    qtbot.waitUntil(lambda: len(started) == 2)
    runner.close()
    go_on.set()
    qtbot.waitUntil(lambda: not any(task.running for task in tasks))
    assert sorted(started) == [0, 1]


@pytest.mark.parametrize("destroyed", [False, True])
def test_a_runner_may_be_destroyed_while_something_runs(qtbot: QtBot, destroyed: bool) -> None:
    parent = QObject()
    runner = TaskRunner(parent)
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def work(report: ProgressReport) -> str:
        begun.set()
        assert go_on.wait(20)
        report(1, 2, "half")
        return "late"

    task = runner.start("Working", work, done.append)
    assert begun.wait(10)
    runner.close()
    if destroyed:
        shiboken6.delete(parent)
    del runner, parent
    go_on.set()
    qtbot.waitUntil(lambda: not task.running)
    assert done == []


def test_nothing_is_done_for_an_owner_that_is_gone(qtbot: QtBot) -> None:
    runner, owner, told = TaskRunner(), QObject(), list[str]()
    held = threading.Event()

    def work(_: ProgressReport) -> str:
        held.wait(10)
        return "made"

    task = runner.start("Working", work, told.append, owner=owner)
    with qtbot.waitSignal(task.ended, timeout=20_000):
        shiboken6.delete(owner)
        held.set()
    assert told == []
    runner.close()
