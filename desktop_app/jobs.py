"""What a worker can do, by name. Each job is put together only in the process that does it: that starts at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from desktop_app.services.workers.confinement import confine
from desktop_app.services.workers.workers import READ_ATTACHMENT, READ_TABLES, RENDER, TABULATE, Job, serve

WORK = "--work"


def work(arguments: Sequence[str], source: BinaryIO, target: BinaryIO) -> int:
    """A worker's own process: confines itself, does the one job that `arguments` name, and gives the exit code."""
    name, memory = arguments
    job = JOBS[name]()
    confine(int(memory))
    return serve(job, source, target)


def _rendering() -> Job:
    from desktop_app import locations
    from desktop_app.catalog.library import Library
    from desktop_app.documents.measure import FontMeasure
    from desktop_app.documents.painter import ReportlabPainter
    from desktop_app.services.filing_package.worker import Workshop

    places = locations.find()
    return Workshop(Library(places.forms), FontMeasure(places.fonts), ReportlabPainter(places.fonts)).job


def _reading_tables() -> Job:
    from desktop_app.spreadsheets.opening import opened

    return opened


def _tabulating() -> Job:
    from desktop_app import locations
    from desktop_app.catalog.library import Library
    from desktop_app.services.worksheets.copies import public_job
    from desktop_app.spreadsheets.writing import written

    return public_job(Library(locations.find().forms), written)


def _reading_attachments() -> Job:
    from desktop_app.documents.attachment_job import attachment_job

    return attachment_job


JOBS: Mapping[str, Callable[[], Job]] = {
    RENDER: _rendering,
    READ_TABLES: _reading_tables,
    TABULATE: _tabulating,
    READ_ATTACHMENT: _reading_attachments,
}
