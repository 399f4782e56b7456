"""Renders in a worker: a process of its own, which sees one request and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.services.filing_package.worker import read_answer
from desktop_app.services.ports import Rendered
from desktop_app.services.workers.workers import RENDER, Limits, Workers


@dataclass(frozen=True)
class WorkerRenderer:
    """Starts a worker for each request; it is killed when it is cancelled or takes too long."""

    workers: Workers

    def render(self, request: bytes, cancelled: Callable[[], bool]) -> tuple[Rendered, ...]:
        """The files that a new process makes of the request. Raises Cancelled, WorkerFailed or BadAnswer."""
        return read_answer(self.workers.answer(RENDER, request, Limits(), cancelled))
