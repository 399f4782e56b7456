"""What a worker can do, by name. Each job is put together only in the process that does it: that starts at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.services.workers.confinement import confine
from desktop_app.services.workers.job_names import (
    PAINT,
    READ_ATTACHMENT,
    READ_PACK,
    READ_TABLES,
    READ_WORD,
    RENDER,
    RENDER_PUBLIC,
    TABULATE,
)
from desktop_app.services.workers.messages import Job, serve

if TYPE_CHECKING:
    from desktop_app.catalog.library import FormFiles
    from desktop_app.services.filing_package.worker import WorkerTools


def work(arguments: Sequence[str], source: BinaryIO, target: BinaryIO) -> int:
    """A worker's own process: confines itself, does the one job that `arguments` name, and gives the exit code."""
    name, memory = arguments
    job = JOBS[name]()
    confine(int(memory))
    return serve(job, source, target)


def _forms() -> FormFiles:
    from desktop_app import locations
    from desktop_app.catalog.library import FormFiles
    from desktop_app.catalog.parsed_files import ParsedFiles

    folders = locations.find_folders()
    return FormFiles(folders.forms, ParsedFiles(folders.forms, folders.parsed, folders.code))


def _rendering() -> Job:
    return _renderer().job


def _rendering_public() -> Job:
    return _renderer().public_job


def _renderer() -> WorkerTools:
    from desktop_app import locations
    from desktop_app.documents.measure import FontMeasure
    from desktop_app.documents.painter import ReportlabPainter
    from desktop_app.services.filing_package.worker import WorkerTools

    folders = locations.find_folders()
    forms, painter = _forms(), ReportlabPainter(folders.fonts)
    forms.rules()  # what every request needs is there before the first comes
    painter.get_ready()
    return WorkerTools(forms, FontMeasure(folders.fonts), painter)


def _reading_tables() -> Job:
    import gc

    from desktop_app.spreadsheets.opening import read_tables

    gc.disable()  # a table is hundreds of thousands of lists, and none is garbage before the answer
    return read_tables


def _tabulating() -> Job:
    from desktop_app.services.worksheets.copies import public_job
    from desktop_app.spreadsheets.writing import workbook_bytes

    return public_job(_forms(), workbook_bytes)


def _reading_attachments() -> Job:
    from desktop_app.documents.attachment_job import attachment_job

    return attachment_job


def _reading_packs() -> Job:
    from desktop_app.services.packs.pack_worker import pack_job

    return pack_job


def _reading_word() -> Job:
    from desktop_app.documents.word_text import read_word

    return read_word


def _painting() -> Job:
    from desktop_app import locations
    from desktop_app.documents.painter import ReportlabPainter
    from desktop_app.services.tariff_packet.packet_worker import paint_job

    return paint_job(ReportlabPainter(locations.find_folders().fonts))


JOBS: Mapping[str, Callable[[], Job]] = {
    RENDER: _rendering,
    RENDER_PUBLIC: _rendering_public,
    PAINT: _painting,
    READ_TABLES: _reading_tables,
    READ_WORD: _reading_word,
    READ_PACK: _reading_packs,
    TABULATE: _tabulating,
    READ_ATTACHMENT: _reading_attachments,
}
