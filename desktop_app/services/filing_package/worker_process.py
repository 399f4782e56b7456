"""Starts the program again as a renderer: a process of its own, which sees one request and nothing else."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from desktop_app.services.filing_package.placing import Cancelled
from desktop_app.services.filing_package.worker import DONE, read_answer
from desktop_app.services.ports import Rendered

LONGEST = 300.0
GLANCE = 0.05
# What a program needs from its surroundings to start at all; nothing else is handed on, so nothing else can matter.
NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH")


class RenderFailed(RuntimeError):
    """A renderer ended badly. What it wrote is not repeated: it may hold sealed values."""


class SubprocessRenderer:
    """Renders in new processes started by `command`, each killed when it is cancelled or takes too long."""

    def __init__(self, command: Sequence[str], longest: float = LONGEST) -> None:
        self._command = list(command)
        self._longest = longest

    def render(self, request: bytes, cancelled: Callable[[], bool]) -> tuple[Rendered, ...]:
        """The files that a new process makes of the request.

        Raises Cancelled, or RenderFailed when the process fails, answers nonsense or takes too long.
        """
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with ThreadPoolExecutor(1) as talking, process:
            talk = talking.submit(process.communicate, request)
            try:
                answer, complaint = self._waited(talk, cancelled)
            finally:
                process.kill()
        if process.returncode != DONE:
            raise RenderFailed(f"A renderer ended with code {process.returncode} ({_kind(complaint)}).")
        return read_answer(answer)

    def _waited(self, talk: Future[tuple[bytes, bytes]], cancelled: Callable[[], bool]) -> tuple[bytes, bytes]:
        """What the process answers. A thread talks to it: a talk that is interrupted loses what is not yet said."""
        end = time.monotonic() + self._longest
        while True:
            try:
                return talk.result(timeout=GLANCE)
            except TimeoutError:
                pass
            if cancelled():
                raise Cancelled
            if time.monotonic() > end:
                raise RenderFailed(f"A renderer took longer than {self._longest:.0f} seconds and was stopped.")


def _kind(complaint: bytes) -> str:
    """The name of the error that ended the process, without its message."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].partition(":")[0][:80] if lines else "no message"
