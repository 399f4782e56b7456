"""Paints the papers of a packet in a process of its own, which sees the pages it is given and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import Protocol

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import PageDocument
from desktop_app.services.filing_package.worker import answer_bytes, read_worker_reply
from desktop_app.services.paper.page_codec import documents_bytes, read_documents
from desktop_app.services.ports import PdfPainter, RenderedFile
from desktop_app.services.workers.job_names import PAINT
from desktop_app.services.workers.messages import Job
from desktop_app.services.workers.workers import WorkerLimits, WorkerStarter


class PacketPainter(Protocol):
    """Paints documents, and gives each as soon as it is done. Raises Cancelled."""

    def paint_each(
        self, documents: Sequence[PageDocument], cancelled: Callable[[], bool]
    ) -> Generator[RenderedFile, None, None]: ...


@dataclass(frozen=True)
class PaintingWorker:
    """A PacketPainter that starts a worker for each request; it is killed when it is cancelled or takes too long."""

    workers: WorkerStarter

    def paint_each(
        self, documents: Sequence[PageDocument], cancelled: Callable[[], bool]
    ) -> Generator[RenderedFile, None, None]:
        """The files that a new process makes of the documents. Raises Cancelled, WorkerFailed or BadAnswer.

        Whoever stops listening stops it.
        """
        with closing(self.workers.frames(PAINT, documents_bytes(documents), WorkerLimits(), cancelled)) as frames:
            for frame in frames:
                yield from read_worker_reply(frame)


def paint_job(painter: PdfPainter) -> Job:
    """What the worker does, see `workers.Job`. Raises BadDocuments."""

    def job(request: bytes) -> Iterator[bytes]:
        for document in read_documents(request):
            yield answer_bytes((paint_document(painter, document),))

    return job


def paint_document(painter: PdfPainter, document: PageDocument) -> RenderedFile:
    """One document as a finished file; the pages to be signed are those that say so themselves."""
    signed = tuple(number for number, page in enumerate(document.pages) if page.signature)
    labels = tuple(page.label for page in document.pages)
    return RenderedFile(document.name, painter.paint(document), labels, (), len(labels), signed)
