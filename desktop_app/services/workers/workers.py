"""Workers: the program started again to do one job in a process of its own, which may be killed without harm.

A worker is asked on standard input and answers on standard output (see `messages`). It is given no file, no environment
and no more memory than its `WorkerLimits` say. Foreign files are opened nowhere else, each in a worker of its own.
"""

from __future__ import annotations

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.services.workers.messages import END, REFUSAL, REQUEST, message_frame, read_frame

GLANCE = 0.05
# What a program needs from its surroundings to start at all; nothing else is handed on, so nothing else can matter.
NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH")
FrameStream = Generator[bytes, None, None]


class WorkCancelled(UserError):
    """The user stopped the work; nothing was left behind."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was written.")


class WorkerRefused(UserError):
    """A worker refused its request; the sentence is the worker's own."""


class WorkerFailure(StrEnum):
    """How a worker failed: the words finish the sentence "the file ..."."""

    SLOW = "takes too long to read"
    MEMORY = "needs too much memory"
    BROKEN = "cannot be read safely; it may be damaged or malicious"


class WorkerFailed(RuntimeError):
    """A worker ended badly. What it wrote is not repeated: it may hold sealed values."""

    def __init__(self, failure: WorkerFailure, words: str) -> None:
        super().__init__(words)
        self.failure = failure


class ForeignFile(UserError):
    """A file from elsewhere that no worker could read within its limits."""

    def __init__(self, name: str, failure: WorkerFailure) -> None:
        super().__init__(
            f"{name} was not read: the file {failure.value}. Nothing was changed. Save it again from the program it "
            "came from, or print it to a new file, and try again."
        )


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What a worker may take: seconds of silence before it is killed, and bytes of memory (0 for no limit)."""

    seconds: float = 300.0
    memory: int = 0


@dataclass(frozen=True)
class WorkerStarter:
    """Starts workers. `command` starts the program; the job's name and its memory follow."""

    command: Sequence[str]

    def answer(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> bytes:
        """The whole answer of a job. Raises WorkCancelled, WorkerRefused or WorkerFailed."""
        return b"".join(self.frames(job, request, limits, cancelled))

    def frames(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> FrameStream:
        """The frames of the answer as they come. Raises WorkCancelled, WorkerRefused or WorkerFailed.

        Whoever stops listening stops the worker.
        """
        worker = self.started(job, limits)
        try:
            yield from worker.asked(request, limits.seconds, cancelled)
        finally:
            worker.end()

    def started(self, job: str, limits: WorkerLimits) -> RunningWorker:
        """A worker that waits for what it will be asked."""
        return RunningWorker(
            subprocess.Popen(
                [*self.command, job, str(limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={name: os.environ[name] for name in NEEDED if name in os.environ},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        )


class RunningWorker:
    """One process: what it is asked, what it says and what it complains of, each on a thread."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._frames: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue(4)
        self._complaint = b""
        self._over = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._threads = [threading.Thread(target=self._hear, daemon=True), self._listener]
        for thread in self._threads:
            thread.start()

    @property
    def alive(self) -> bool:
        """Whether the process still waits or works."""
        return self._process.poll() is None

    def asked(self, request: bytes, seconds: float, cancelled: Callable[[], bool]) -> Iterator[bytes]:
        """The contents of the answer's frames. Raises WorkCancelled, WorkerRefused or WorkerFailed.

        After a failure, or an answer that was not heard to its end, the worker is of no more use.
        """
        telling = threading.Thread(target=self._tell, args=(message_frame(REQUEST, request),), daemon=True)
        self._threads.append(telling)
        telling.start()
        while (frame := self._next(seconds, cancelled)) is not None:
            kind, content = frame
            if kind == END:
                return
            if kind == REFUSAL:
                raise WorkerRefused(content.decode())
            yield content
        code = self._process.wait()
        self._listener.join()
        raise _failed(code, self._complaint)

    def end(self) -> None:
        """Stops the process and waits for its threads."""
        self._over.set()
        with self._process as process:
            process.kill()
            for thread in self._threads:
                thread.join()

    def _next(self, seconds: float, cancelled: Callable[[], bool]) -> tuple[bytes, bytes] | None:
        end = time.monotonic() + seconds
        while True:
            try:
                return self._frames.get(timeout=GLANCE)
            except queue.Empty:
                pass
            if cancelled():
                raise WorkCancelled
            if time.monotonic() > end:
                raise WorkerFailed(
                    WorkerFailure.SLOW, f"A worker took longer than {seconds:.0f} seconds and was stopped."
                )

    def _tell(self, message: bytes) -> None:
        stream = self._process.stdin
        if stream is not None:
            with suppress(OSError, ValueError):  # it may have ended already; why, its exit code tells
                stream.write(message)
                stream.flush()

    def _hear(self) -> None:
        stream = self._process.stdout
        while stream is not None and (frame := read_frame(stream)) is not None:
            self._put(frame)
        self._put(None)

    def _put(self, frame: tuple[bytes, bytes] | None) -> None:
        while not self._over.is_set():
            try:
                self._frames.put(frame, timeout=GLANCE)
            except queue.Full:
                continue
            return

    def _listen(self) -> None:
        if self._process.stderr is not None:
            self._complaint = self._process.stderr.read()


def _failed(code: int, complaint: bytes) -> WorkerFailed:
    """The failure by exit code and the name of the error that ended the process, without its message."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    kind = lines[-1].partition(":")[0][:80] if lines else "no message"
    failure = WorkerFailure.MEMORY if kind == "MemoryError" else WorkerFailure.BROKEN
    return WorkerFailed(failure, f"A worker ended with code {code} ({kind}).")
