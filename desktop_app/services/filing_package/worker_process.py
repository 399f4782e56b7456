"""Renders in a worker: a process of its own, which sees one request and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.services.filing_package.worker import read_worker_reply
from desktop_app.services.ports import RenderedFile
from desktop_app.services.workers.job_names import RENDER
from desktop_app.services.workers.workers import WorkerLimits, WorkerStarter


@dataclass(frozen=True)
class WorkerRenderer:
    """Starts a worker for each request; it is killed when it is cancelled or takes too long."""

    workers: WorkerStarter

    def render(self, request: bytes, cancelled: Callable[[], bool]) -> tuple[RenderedFile, ...]:
        """The files that a new process makes of the request. Raises WorkCancelled, WorkerFailed or BadWorkerReply."""
        return read_worker_reply(self.workers.answer(RENDER, request, WorkerLimits(), cancelled))
