"""The composition root: the one module that knows every adapter.

Start-up goes like this:

1. `__main__` looks at the arguments: a window, a verb of the command line, or the hidden one of a worker (`jobs`).
2. `program` finds the folders and puts the adapters together; forms are read when the first company is opened.
3. What makes packages, spreadsheets or paper is loaded when it is first used, so the window is there without it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__, locations
from desktop_app.catalog.library import FormFiles
from desktop_app.catalog.parsed_files import ParsedFiles
from desktop_app.catalog.samples import SampleCompanies
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.companies.companies import Companies
from desktop_app.services.ports import (
    Band,
    ChosenPages,
    ExaminedFile,
    PagePicture,
    PdfInspector,
    PdfPainter,
    ReadPage,
    TableReader,
    TextMeasure,
)
from desktop_app.services.program.program import Program
from desktop_app.services.workers.job_names import WORK
from desktop_app.storage.preferences import JsonPreferences
from desktop_app.storage.working_copy_files import AwayFiles

if TYPE_CHECKING:
    from desktop_app.pagespec.pages import PageDocument, PaperPage
    from desktop_app.rulebook.registry import FilingKind
    from desktop_app.services.filing_package.packages import FilingPackages
    from desktop_app.services.packs.pack_worker import PackWorker
    from desktop_app.services.paper.report_pages import ReportPages
    from desktop_app.services.tariff_packet.packets import TariffPackets
    from desktop_app.services.workers.workers import WorkerStarter
    from desktop_app.services.worksheets.excel_copies import ExcelCopies

BACKUP_FOLDER = "backup_folder"
WORKING_COPIES = "working copies"


class SystemClock:
    """The machine's clock, in local time."""

    def today(self) -> date:
        """The day."""
        return datetime.now().astimezone().date()

    def now(self) -> str:
        """The moment, to the second, as ISO text."""
        return datetime.now().astimezone().isoformat(timespec="seconds")


class LateInspector:
    """The inspector of finished files, loaded when first asked: most starts never need it."""

    def get_ready(self) -> None:
        """See `PdfInspector`."""
        _inspector().get_ready()

    def strange(self, pdf: bytes) -> Sequence[str]:
        """See `PdfInspector`."""
        return _inspector().strange(pdf)

    def examined(self, pdf: bytes, values: Sequence[str]) -> ExaminedFile:
        """See `PdfInspector`."""
        return _inspector().examined(pdf, values)

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        """See `PdfInspector`."""
        return _inspector().pages(pdf, password)

    def protected(self, pdf: bytes, password: str) -> bytes:
        """See `PdfInspector`."""
        return _inspector().protected(pdf, password)


class LatePainter:
    """The painter of plain paper, loaded when first asked and then kept: it reads the faces once."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._painter: PdfPainter | None = None

    def paint(self, document: PageDocument) -> bytes:
        """See `PdfPainter`."""
        if self._painter is None:
            from desktop_app.documents.painter import ReportlabPainter

            self._painter = ReportlabPainter(self._fonts)
        return self._painter.paint(document)


class PictureMaker:
    """Pages as pictures: those of a finished file, and those that are only composed."""

    def __init__(self, fonts: Path) -> None:
        self._painter = LatePainter(fonts)  # one for all pages: the faces are read once

    def page_sizes(self, pdf: bytes, password: str = "") -> Sequence[tuple[float, float]]:
        """Width and height of each page in points."""
        from desktop_app.documents import pictures

        return pictures.page_sizes(pdf, password)

    def page(self, pdf: bytes, number: int, scale: float, password: str = "") -> PagePicture:
        """A page of a finished file, counted from 0, at `scale` pixels a point."""
        from desktop_app.documents import pictures

        return pictures.picture(pdf, number, scale, password)

    def band(self, pdf: bytes, number: int, scale: float, band: Band, password: str = "") -> PagePicture:
        """A band of such a page."""
        from desktop_app.documents import pictures

        return pictures.band(pdf, number, scale, band, password)

    def joined(self, parts: Sequence[ChosenPages], password: str = "") -> bytes:
        """Pages of several files as a new one."""
        from desktop_app.documents.joined import joined_pages

        return joined_pages(parts, password)

    def composed(self, page: PaperPage, scale: float) -> PagePicture:
        """A composed page as it would print."""
        from desktop_app.documents import pictures
        from desktop_app.pagespec.pages import PageDocument

        return pictures.picture(self._painter.paint(PageDocument("page.pdf", page.label, (page,))), 0, scale)


class LateParts:
    """The parts of the program, loaded and made when they are asked for: see `ProgramParts`."""

    def __init__(self, library: FormFiles, fonts: Path, resources: Path) -> None:
        self._library = library
        self._fonts = fonts
        self._resources = resources

    @cached_property
    def _workers(self) -> WorkerStarter:
        from desktop_app.services.workers.workers import WorkerStarter

        return WorkerStarter(worker_command())

    @cached_property
    def _measure(self) -> TextMeasure:
        from desktop_app.documents.measure import FontMeasure

        return FontMeasure(self._fonts)

    def packages(self) -> FilingPackages:
        """Packages of filings."""
        from desktop_app.documents.attachment_worker import AttachmentWorker
        from desktop_app.services.filing_package.attached import ROOM
        from desktop_app.services.filing_package.attached_words import AttachedPageReader
        from desktop_app.services.filing_package.package_tools import PackageTools
        from desktop_app.services.filing_package.packages import FilingPackages
        from desktop_app.services.filing_package.worker_process import WorkerRenderer
        from desktop_app.services.program.rule_texts import provision_names

        renderer, reader, painter = (
            WorkerRenderer(self._workers),
            AttachmentWorker(self._workers, ROOM),
            LatePainter(self._fonts),
        )
        tools = PackageTools(self._library, self._measure, renderer, LateInspector(), reader, painter, __version__)
        return FilingPackages(tools, AttachedPageReader(tools.reader), partial(provision_names, self._resources))

    def measure(self) -> TextMeasure:
        """How wide texts are."""
        return self._measure

    def tables(self) -> TableReader:
        """Tables of others read in."""
        from desktop_app.spreadsheets.foreign_tables import ForeignTables

        return ForeignTables(self._workers)

    def excel(self, packages: FilingPackages, tables: TableReader) -> ExcelCopies:
        """Filings as worksheets."""
        from desktop_app.services.worksheets.excel_copies import ExcelCopies
        from desktop_app.spreadsheets.workbook_files import ExcelFiles

        return ExcelCopies(packages, ExcelFiles(self._workers), tables, LatePainter(self._fonts))

    def report_pages(self) -> ReportPages:
        """Plain paper."""
        from desktop_app.services.paper.report_pages import ReportPages

        return ReportPages(LatePainter(self._fonts), self._measure)

    def registry(self) -> Sequence[FilingKind]:
        """Every filing of the chapter, with how far it is served."""
        return self._library.registry()

    def packs(self) -> PackWorker:
        """What reads packs of others."""
        from desktop_app.services.packs.pack_worker import PackWorker

        return PackWorker(self._workers)

    def tariffs(self, report_pages: ReportPages) -> TariffPackets:
        """Packets of tariff sheets."""
        from desktop_app.documents.attachment_worker import AttachmentWorker
        from desktop_app.documents.word_worker import WordWorker
        from desktop_app.services.tariff_book.scans import ROOM
        from desktop_app.services.tariff_packet.packet_production import PacketTools
        from desktop_app.services.tariff_packet.packet_worker import PaintingWorker
        from desktop_app.services.tariff_packet.packets import TariffPackets

        reader = AttachmentWorker(self._workers, ROOM)
        tools = PacketTools(PaintingWorker(self._workers), LateInspector(), reader, __version__)
        return TariffPackets(self._library, report_pages, tools, WordWorker(self._workers))


def program(printers: Callable[[], Sequence[str]] = tuple[str, ...]) -> Program:
    """The program, put together. Only Qt knows the `printers` of a machine, so whoever may load it hands them in."""
    folders = locations.find_folders()
    library = form_files(folders)
    preferences = JsonPreferences(folders.preferences)
    chosen = preferences.get(BACKUP_FOLDER)
    clock = SystemClock()
    companies = Companies(
        files=AwayFiles(
            clock, Path(chosen) if isinstance(chosen, str) and chosen else None, folders.user / WORKING_COPIES
        ),
        library=library,
        samples=SampleCompanies(folders.resources / "samples"),
        preferences=preferences,
        clock=clock,
        ids=short_id,
    )
    return Program(
        companies,
        PictureMaker(folders.fonts),
        LateParts(library, folders.fonts, folders.resources),
        folders.resources,
        folders.logs,
        folders.user,
        printers,
    )


def form_files(folders: locations.ProgramFolders) -> FormFiles:
    """The forms, with what is kept of them; a program that runs from its source keeps what it reads."""
    parsed = ParsedFiles(folders.forms, folders.parsed, folders.code, writable=folders.code is not None)
    return FormFiles(folders.forms, parsed, folders.own_forms)


def crash_report(bug: BaseException) -> Path:
    """Writes what is needed to find the mistake, and nothing that was entered; tells where it lies."""
    import platform  # most runs report nothing
    import traceback

    folder = locations.find_folders().logs
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash {SystemClock().now().replace(':', '')}.txt"
    message = str(bug) if isinstance(bug, EnvironmentProblem) else "(message left out: it could hold an answer)"
    frames = "\n".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(bug.__traceback__)
    )
    machine = f"Filing Desk {__version__}, Python {platform.python_version()}, {platform.platform()}"
    path.write_text(f"{machine}\n{type(bug).__name__}: {message}\n{frames}\n", encoding="utf-8")
    return path


def short_id() -> str:
    """A name that has not been used before."""
    return os.urandom(6).hex()


def _inspector() -> PdfInspector:
    from desktop_app.documents.inspector import PdfFileInspector

    return PdfFileInspector()


def worker_command() -> list[str]:
    """How the program starts itself as a worker; packaged, the program is its own interpreter.

    Of the two packaged programs the one for the command line does it: the other has no standard output on Windows.
    From source it starts isolated (-I): no module is taken from the folder where the user happens to be.
    """
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.with_name(f"filing-desk{here.suffix}")), WORK]
    return [sys.executable, "-I", "-m", "desktop_app", WORK]
