"""Runs work on other threads and brings its progress, result or trouble to the thread of the window.

The work gets a `ProgressReport` to call as it goes on; that call is also where it stops when it was called off. An
expected
refusal is handed to `failed` as its sentence. Anything else is a bug and goes the way of all bugs: it is raised again
in the window's thread, where the crash hook takes it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

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

    All that the work and what follows it hold on to is held here and let go of in the window's thread: a dialog whose
    last mention was dropped by another thread would be destroyed there, which ends the program.
    """

    progressed = Signal(int, int, str)
    ended = Signal()
    _over = Signal()

    def __init__(self, words: str, errand: _Errand[T], parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.report = ProgressReport(self.progressed.emit)
        self.running = True
        self._errand: _Errand[T] | None = errand
        self._over.connect(self._finish)

    def cancel(self) -> None:
        """Calls the work off; it stops at its next report."""
        self.report.call_off()

    def let_go(self) -> None:
        """Forgets what was to be done afterwards: whoever asked for the work is gone."""
        self._errand = None

    def carry_out(self) -> None:
        """Does the work, on whatever thread this is called."""
        if self._errand is not None:
            self._errand.carry_out(self.report)

    def announce(self) -> None:
        """Says from the work's thread that the rest is to be done in the window's."""
        self._over.emit()

    @Slot()
    def _finish(self) -> None:
        self.running = False
        errand, self._errand = self._errand, None
        try:
            if errand is not None:
                errand.settle()
        finally:
            self.ended.emit()
            self.deleteLater()


class TaskRunner(QObject):
    """Starts work, and at the end of the program calls off what is left and waits for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(AT_ONCE)
        self._tasks: set[RunningTask] = set()
        self._closed = False

    def start(
        self,
        words: str,
        work: Callable[[ProgressReport], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[str], None] | None = None,
        called_off: Callable[[], None] | None = None,
    ) -> RunningTask:
        """Runs `work` on another thread, then one of the others in this one.

        `work` must not touch widgets, nor a workspace that belongs to this thread. Without `failed` a refusal is
        raised in the window's thread, where it is shown like that of any button.
        """
        task = RunningTask(words, _Errand(work, done, failed, called_off), self)
        self._tasks.add(task)
        task.ended.connect(lambda: self._tasks.discard(task))
        if self._closed:
            task.let_go()
            task.announce()
        else:
            self._pool.start(_Job(task))
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is still running."""
        return bool(self._tasks)

    def close(self) -> None:
        """Calls everything off, waits until the threads are done, and does nothing for anybody afterwards.

        What a work would have done in the window's thread waits in its queue, and would find its page gone.
        """
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._pool.waitForDone()
        for task in self._tasks:
            task.let_go()


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


class _Job(QRunnable):
    def __init__(self, task: RunningTask) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.carry_out()
        self._task.announce()


def _raise(error: BaseException) -> None:
    raise error


def _nothing() -> None:
    return None
