"""Workers: the program started again to do one job in a process of its own, which may be killed without harm.

A worker gets its request on standard input and answers on standard output in frames: one byte that says what the frame
is, eight bytes of length, and the contents. It is given no file, no environment and no more memory than its
`WorkerLimits`
say. Foreign files are opened nowhere else.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, BinaryIO

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json

DONE = 0
GLANCE = 0.05
LENGTH = 8
ANSWER, REFUSAL = b"A", b"R"
SEAM = b"\n"  # between the data of a parcel, which is one line, and its file
# What a program needs from its surroundings to start at all; nothing else is handed on, so nothing else can matter.
NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH")

Job = Callable[[bytes], Iterator[bytes]]


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
            "came from, or print it to a new file, and try that."
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

    def frames(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> Iterator[bytes]:
        """The frames of the answer as they come. Raises WorkCancelled, WorkerRefused or WorkerFailed.

        Whoever stops listening stops the worker.
        """
        process = subprocess.Popen(
            [*self.command, job, str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with process:
            talk = _Talk(process, request)
            try:
                yield from talk.heard(limits.seconds, cancelled)
            finally:
                process.kill()
                talk.end()


class _Talk:
    """The talk with one process: what it is told, what it says and what it complains of, each on a thread."""

    def __init__(self, process: subprocess.Popen[bytes], request: bytes) -> None:
        self._process = process
        self._request = request
        self._frames: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue(4)
        self._complaint = b""
        self._over = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._tell, self._hear, self._listen)]
        for thread in self._threads:
            thread.start()

    def heard(self, seconds: float, cancelled: Callable[[], bool]) -> Iterator[bytes]:
        """The contents of the answer's frames."""
        while (frame := self._next(seconds, cancelled)) is not None:
            kind, content = frame
            if kind == REFUSAL:
                raise WorkerRefused(content.decode())
            yield content
        code = self._process.wait()
        self._threads[2].join()
        if code != DONE:
            raise _failed(code, self._complaint)

    def end(self) -> None:
        """Waits for the threads of a process that was killed."""
        self._over.set()
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

    def _tell(self) -> None:
        stream = self._process.stdin
        if stream is not None:
            with suppress(OSError), stream:  # it may have ended already; why, its exit code tells
                stream.write(self._request)

    def _hear(self) -> None:
        stream = self._process.stdout
        while stream is not None and (frame := _frame(stream)) is not None:
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


def serve(job: Job, stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Inside the worker: reads the request, writes the frames of the answer or the refusal, gives the exit code."""
    try:
        for content in job(stdin.read()):
            stdout.write(message_frame(ANSWER, content))
            stdout.flush()
    except UserError as refusal:
        stdout.write(message_frame(REFUSAL, str(refusal).encode()))
    stdout.flush()
    return DONE


def message_frame(kind: bytes, content: bytes) -> bytes:
    """One frame as it travels."""
    return kind + len(content).to_bytes(LENGTH, "big") + content


def parcel(header: Json, content: bytes = b"") -> bytes:
    """A few words of data and a file, as one; `unpacked` is the inverse."""
    return json.dumps(header, separators=(",", ":")).encode("ascii") + SEAM + content


def unpacked(packed: bytes) -> tuple[Json, bytes]:
    """The data and the file of a parcel."""
    header, _, content = packed.partition(SEAM)
    return json.loads(header), content


def _frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next whole frame, None at the end; a frame cut off is none, as the process will have ended badly."""
    head = stream.read(1 + LENGTH)
    size = int.from_bytes(head[1:], "big")
    content = stream.read(size) if len(head) > LENGTH else b""
    return (head[:1], content) if len(head) > LENGTH and len(content) == size else None


def _failed(code: int, complaint: bytes) -> WorkerFailed:
    """The failure by exit code and the name of the error that ended the process, without its message."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    kind = lines[-1].partition(":")[0][:80] if lines else "no message"
    failure = WorkerFailure.MEMORY if kind == "MemoryError" else WorkerFailure.BROKEN
    return WorkerFailed(failure, f"A worker ended with code {code} ({kind}).")
