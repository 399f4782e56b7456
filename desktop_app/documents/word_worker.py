"""Word documents of others, read in a worker: this side never opens one, it only hands over the bytes."""

from __future__ import annotations

import json
from collections.abc import Callable

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.workers.job_names import READ_WORD
from desktop_app.services.workers.workers import ForeignFile, WorkerFailed, WorkerLimits, WorkerStarter

LIMITS = WorkerLimits(seconds=60.0, memory=1_500_000_000)


@dataclass(frozen=True)
class WordWorker:
    """Reads Word documents, each in a worker."""

    workers: WorkerStarter

    def text(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> str:
        """The text of the document. Raises UserError in one sentence, Cancelled."""
        request = json.dumps(name).encode("ascii") + b"\n" + content
        try:
            return str(json.loads(self.workers.answer(READ_WORD, request, LIMITS, cancelled))["text"])
        except WorkerFailed as failed:
            raise ForeignFile(name, failed.failure) from None
