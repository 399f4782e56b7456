"""Renders in workers: one that is only ever given public requests, and one for the nonpublic version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from desktop_app.services.filing_package.worker import read_worker_reply
from desktop_app.services.ports import RenderedFile
from desktop_app.services.workers.job_names import RENDER, RENDER_PUBLIC
from desktop_app.services.workers.workers import (
    GLANCE,
    RunningWorker,
    WorkCancelled,
    WorkerFailed,
    WorkerLimits,
    WorkerRefused,
    WorkerStarter,
)

REHEARSAL = "rehearsal"


class KeptWorker:
    """A worker of one job that is kept while it may be asked again; after any failure a new one is started.

    One that has rehearsed is asked for the very same only: what it heard then may be sealed by now.
    """

    def __init__(self, starter: WorkerStarter, job: str) -> None:
        self._starter = starter
        self._job = job
        self._limits = WorkerLimits()
        self._running: RunningWorker | None = None
        self._rehearsed = b""
        self._turn = threading.Lock()

    @property
    def there(self) -> bool:
        """Whether the process was started and not ended."""
        return self._running is not None

    def start(self) -> None:
        """Starts the process, if it is not there; what it needs is loaded meanwhile. One at work is not waited for."""
        if self._turn.acquire(blocking=False):
            try:
                self._started()
            finally:
                self._turn.release()

    def answer(self, request: bytes, cancelled: Callable[[], bool], *, rehearsal: bool = False) -> bytes:
        """The whole answer, in turn. Raises WorkCancelled, WorkerRefused or WorkerFailed."""
        while not self._turn.acquire(timeout=GLANCE):
            if cancelled():
                raise WorkCancelled
        try:
            return self._answer(request, cancelled, rehearsal=rehearsal)
        finally:
            self._turn.release()

    def end(self) -> None:
        """Ends the process."""
        with self._turn:
            self._end()

    def _answer(self, request: bytes, cancelled: Callable[[], bool], *, rehearsal: bool) -> bytes:
        heard = False
        if self._rehearsed not in (b"", request):
            self._end()
        worker = self._started()
        self._rehearsed = request if rehearsal else self._rehearsed
        try:
            answer = b"".join(worker.asked(request, self._limits.seconds, cancelled))
            heard = True
        except WorkerRefused:
            heard = True
            raise
        finally:
            if not heard:
                self._end()
        return answer

    def _started(self) -> RunningWorker:
        if self._running is not None and not self._running.alive:
            self._end()
        if self._running is None:
            self._running = self._starter.started(self._job, self._limits)
        return self._running

    def _end(self) -> None:
        self._rehearsed = b""
        if self._running is not None:
            self._running.end()
            self._running = None


class WorkerRenderer:
    """Renders in two workers, which live as long as somebody holds them.

    The public one refuses every other request, so it never holds a sealed value; it renders the public version and, for
    the self-test, that of the altered filing.
    """

    def __init__(self, starter: WorkerStarter) -> None:
        self._workers = {True: KeptWorker(starter, RENDER_PUBLIC), False: KeptWorker(starter, RENDER)}
        self._held = self._rehearsing = 0  # who rehearses holds the workers too
        self._counting = threading.Lock()

    @property
    def has_nonpublic(self) -> bool:
        """Whether the worker of the nonpublic version is there."""
        return self._workers[False].there

    def hold(self, *, nonpublic: bool) -> None:
        """Starts the workers, the nonpublic one only where it will be needed; `release` goes with it."""
        self._count()
        try:
            self._workers[True].start()
            if nonpublic:
                self._workers[False].start()
        except OSError:  # no process can be started: nothing is held
            self.release()
            raise

    def release(self) -> None:
        """Ends the workers when nobody else needs them."""
        with self._counting:
            self._held -= 1
            over = self._held == 0
        if over:
            for worker in self._workers.values():
                worker.end()

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        """The files of a request. Raises WorkCancelled, WorkerFailed or BadWorkerReply."""
        self._count()
        try:
            return read_worker_reply(self._workers[public].answer(request, cancelled))
        finally:
            self.release()

    def rehearse(self, request: bytes) -> None:
        """Lets the public worker render what it will be asked for again. Nobody waits for it; a failure is no matter.

        What comes out the same the next time is not painted again. It stops when nobody else needs the workers.
        """
        self._count(rehearsing=1)
        threading.Thread(target=self._rehearse, args=(request,), name=REHEARSAL, daemon=True).start()

    def _rehearse(self, request: bytes) -> None:
        try:
            with suppress(WorkCancelled, WorkerRefused, WorkerFailed, OSError):  # the system may start no process
                self._workers[True].answer(request, lambda: self._held <= self._rehearsing, rehearsal=True)
        finally:
            with self._counting:
                self._rehearsing -= 1
            self.release()

    def _count(self, rehearsing: int = 0) -> None:
        with self._counting:
            self._held += 1
            self._rehearsing += rehearsing
