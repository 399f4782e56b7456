"""Runs work on other threads and brings its progress, result or trouble to the thread of the window.

The work gets a `ProgressReport` to call as it goes on; that call is also where it stops when it was called off. An
expected refusal is handed to `failed` as its sentence. Anything else is a bug and goes the way of all bugs: it is
raised again in the window's thread, where the crash hook takes it.

No thread is ever waited for by the window: what is closed goes at once, and the work that it began ends by itself.
Python waits for the threads when the program ends, after the last window.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.problems import EnvironmentProblem, UserError

T = TypeVar("T")
SECONDS_BETWEEN_REPORTS = 0.05
AT_ONCE = 2


class CalledOff(Exception):
    """The user called the work off. Work may clean up after itself, and must let this pass."""


class ProgressReport:
    """What the work calls to say how far it is: `report(done, total, words)`; a total of 0 is "nobody knows"."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say = say
        self._off = threading.Event()
        self._last = 0.0

    def __call__(self, done: int, total: int, words: str) -> None:
        """Tells how far the work is. Raises CalledOff when it should stop."""
        if self._off.is_set():
            raise CalledOff
        now = time.monotonic()
        if done >= total or now - self._last >= SECONDS_BETWEEN_REPORTS:
            self._last = now
            self._say(done, total, words)

    @property
    def called_off(self) -> bool:
        """Whether the work should stop at the next good place."""
        return self._off.is_set()

    def call_off(self) -> None:
        """Asks the work to stop."""
        self._off.set()


class RunningTask(QObject):
    """One piece of work under way. Its signals come in the window's thread; `ended` always comes, and comes last.

    All that the work and what follows it hold on to is held here, until the window's thread lets go of it: a dialog
    whose last mention was dropped by another thread would be destroyed there, which ends the program. So a task has no
    parent that could take it away before its thread is done.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _over = Signal()

    def __init__(self, words: str, errand: _Errand[T]) -> None:
        super().__init__()
        self.words = words
        self.report = ProgressReport(self.progressed.emit)
        self.running = True
        self._errand: _Errand[T] | None = errand
        self._unwanted = False
        self._thread: threading.Thread | None = None
        self._over.connect(self._finish)
        _keep(self)

    def cancel(self) -> None:
        """Calls the work off; it stops at its next report."""
        self.report.call_off()

    @Slot()
    def abandon(self) -> None:
        """Calls the work off, and nothing is done afterwards: whoever asked for it is gone."""
        self._unwanted = True
        self.cancel()

    def begin(self) -> None:
        """Starts the work on a thread of its own."""
        self._thread = threading.Thread(target=self._carry_out, name="work beside the window")
        self._thread.start()

    @property
    def gone(self) -> bool:
        """Whether neither the window nor a thread has anything to do with it any more."""
        return not self.running and (self._thread is None or not self._thread.is_alive())

    def _carry_out(self) -> None:
        if self._errand is not None:
            self._errand.carry_out(self.report)
        self.announce()

    def announce(self) -> None:
        """Says from the work's thread that the rest is to be done in the window's."""
        self._over.emit()

    @Slot()
    def _finish(self) -> None:
        self.running = False
        errand, self._errand = self._errand, None
        try:
            if errand is not None and not self._unwanted:
                errand.settle()
        finally:
            self.ended.emit()
            self.deleteLater()


_KEPT: set[RunningTask] = set()


def _keep(task: RunningTask) -> None:
    """Keeps the task in the window's thread until its own is done; then another task takes its place."""
    _KEPT.difference_update([one for one in _KEPT if one.gone])
    _KEPT.add(task)


class TaskRunner(QObject):
    """Starts work, a little at once, and calls off what is left when it is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[RunningTask] = set()
        self._waiting: deque[RunningTask] = deque()
        self._at_work = 0
        self._closed = False

    def start(
        self,
        words: str,
        work: Callable[[ProgressReport], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[str], None] | None = None,
        called_off: Callable[[], None] | None = None,
        owner: QObject | None = None,
    ) -> RunningTask:
        """Runs `work` on another thread, then one of the others in this one; none of them after `owner` is gone.

        `work` must not touch widgets, nor a workspace that belongs to this thread. Without `failed` a refusal is
        raised in the window's thread, where it is shown like that of any button.
        """
        task = RunningTask(words, _Errand(work, done, failed, called_off))
        self._tasks.add(task)
        task.ended.connect(lambda: self._tasks.discard(task))
        if owner is not None:
            owner.destroyed.connect(task.abandon)
        if self._closed:
            task.abandon()
            task.announce()
        else:
            task.ended.connect(self._go_on)
            self._waiting.append(task)
            self._start_waiting()
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is still running."""
        return bool(self._tasks)

    def close(self) -> None:
        """Calls everything off and does nothing for anybody afterwards. It waits for no thread.

        What a work would have done in the window's thread waits in its queue, and would find its page gone.
        """
        self._closed = True
        for task in self._tasks:
            task.abandon()
        while self._waiting:
            self._waiting.popleft().announce()

    @Slot()
    def _go_on(self) -> None:
        self._at_work -= 1
        self._start_waiting()

    def _start_waiting(self) -> None:
        while self._waiting and self._at_work < AT_ONCE and not self._closed:
            self._at_work += 1
            self._waiting.popleft().begin()


class _Errand(Generic[T]):
    """The work, how it ended, and what to do then in the window's thread."""

    def __init__(
        self,
        work: Callable[[ProgressReport], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None,
        called_off: Callable[[], None] | None,
    ) -> None:
        self._work = work
        self._done = done
        self._failed = failed
        self._called_off = called_off or _nothing
        self._settle: Callable[[], None] = _nothing

    def carry_out(self, report: ProgressReport) -> None:
        """Does the work and keeps its result, or what it raised."""
        try:
            result = self._work(report)
        except BaseException as error:  # noqa: BLE001 - the task runner's border: carried over and raised there
            self._settle = self._trouble(error)
        else:
            self._settle = lambda: self._done(result)

    def settle(self) -> None:
        """What is left to do, once. Raises what the work raised, if nobody else takes it."""
        settle, self._settle = (
            self._settle,
            _nothing,
        )  # a circle would wait for the collector, in whatever thread it runs
        settle()

    def _trouble(self, error: BaseException) -> Callable[[], None]:
        failed = self._failed
        if isinstance(error, CalledOff):
            return self._called_off
        if failed is not None and isinstance(error, UserError | EnvironmentProblem):
            return lambda: failed(str(error))
        return lambda: _raise(error)


def _raise(error: BaseException) -> None:
    raise error


def _nothing() -> None:
    return None
