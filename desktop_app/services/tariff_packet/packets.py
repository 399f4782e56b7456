"""The packet of a tariff filing, written as a whole, and the printed book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.naming import SUPPLEMENT, called
from desktop_app.domain.tariffs.schedules import FilingStage, TariffFiling
from desktop_app.pagespec.pages import PageWatermark, PaperPage
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.services.data_entry.attachments import read_document
from desktop_app.services.delivery.manifest import ManifestEntry, PackageManifest, file_digest, manifest_bytes
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, SHEET, check_target, put_in_place
from desktop_app.services.filing_package.package_tools import NotReady
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import AttachmentReader, TariffLibrary
from desktop_app.services.tariff_book.contents import content_problems
from desktop_app.services.tariff_book.filing_checks import (
    carried,
    filing_problems,
)
from desktop_app.services.tariff_book.printing import SheetPrinter
from desktop_app.services.tariff_book.scans import scanned
from desktop_app.services.tariff_book.successors import successor_of, supplements_both
from desktop_app.services.tariff_book.supplement_checks import supplement_problems
from desktop_app.services.tariff_book.support import support_pages, supports
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.papers import PacketPaper, PaperComposer

FORM = "tariff"


@dataclass(frozen=True, slots=True)
class WrittenPacket:
    """What was written: the folder, its files, and where an earlier packet was moved."""

    folder: Path
    files: tuple[str, ...]
    earlier: Path | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished file and its line in the manifest."""

    entry: ManifestEntry
    content: bytes

    @property
    def name(self) -> str:
        """Its file name."""
        return self.entry.name


@dataclass(frozen=True)
class TariffPackets:
    """Composes and writes packets and books. `program` is the version noted in the manifest."""

    library: TariffLibrary
    stationery: ReportPages
    reader: AttachmentReader
    program: str

    def outlines(self) -> Sequence[TariffOutline]:
        """The ready outlines."""
        return self.library.outlines()

    def scan(self, path: Path, page: int) -> bytes:
        """A page of a scanned or PDF document as it is kept for a sheet. Raises UserError."""
        return scanned(self.reader, path.name, read_document(path), page)

    def content_problems(self, shelf: TariffBook, schedule_id: str, day: date) -> tuple[Problem, ...]:
        """What the schedule does not state though its rule wants it stated."""
        schedule = shelf.schedule(schedule_id)
        contents = self.library.contents(schedule.utility)
        return () if contents is None else tuple(content_problems(shelf, schedule, contents, day))

    def printer(self, shelf: TariffBook, schedule_id: str) -> SheetPrinter:
        """What prints the sheets of a schedule. Raises NoTariffSchedule."""
        return SheetPrinter(shelf, shelf.schedule(schedule_id), self.stationery.measure)

    def book(self, shelf: TariffBook, schedule_id: str, day: date) -> bytes:
        """The PDF of the book in force on a day."""
        schedule = shelf.schedule(schedule_id)
        pages = self.printer(shelf, schedule_id).book(day)
        title = f"{shelf.file.profile().legal_name}: PSC Mo. No. {schedule.number} as of {long_date(day)}"
        return self.stationery.paint(f"{schedule_id}.pdf", title, pages)

    def problems(self, shelf: TariffBook, filing: TariffFiling) -> tuple[Problem, ...]:
        """What stands against a filing, the room on its pages included."""
        return (*filing_problems(shelf, filing), *self._overflowing(shelf, filing))

    def papers(self, shelf: TariffBook, filing_id: str) -> tuple[PacketPaper, ...]:
        """The papers of a filing, in the order in which they are read."""
        return tuple(PaperComposer(shelf, shelf.filing(filing_id), self.stationery).papers())

    def produce(
        self, shelf: TariffBook, filing_id: str, folder: Path, *, draft: bool = False, replace: bool = False
    ) -> WrittenPacket:
        """Writes the packet into the folder.

        Raises NotReady (never for a draft), and what `put_in_place` raises; then nothing has changed.
        """
        filing = shelf.filing(filing_id)
        stops = [problem for problem in self.problems(shelf, filing) if problem.severity is Severity.STOP]
        if stops and filing.stage is FilingStage.PREPARING and not draft:
            raise NotReady(len(stops), stops[0].sentence)
        check_target(folder, replace=replace)
        public = [*self._printed(shelf, filing_id, draft=draft), *self._supports(shelf, filing_id, sealed=False)]
        files = {SHEET if made.name == SHEET else f"{PUBLIC}/{made.name}": made.content for made in public}
        listed = sorted((made.entry for made in public if made.name != SHEET), key=lambda entry: entry.name)
        manifest = _manifest(shelf, filing, tuple(listed), self.program, draft=draft)
        files[f"{PUBLIC}/{MANIFEST}"] = manifest_bytes(manifest)
        for made in self._supports(shelf, filing_id, sealed=True):
            files[f"{SEALED}/{made.name}"] = made.content
        earlier = put_in_place(folder, files, replace=replace)
        return WrittenPacket(folder, tuple(sorted(files)), earlier)

    def _printed(self, shelf: TariffBook, filing_id: str, *, draft: bool) -> Iterator[_Made]:
        company = shelf.file.profile().legal_name
        for paper in self.papers(shelf, filing_id):
            pages = tuple(_drafted(page) for page in paper.pages) if draft else paper.pages
            yield self._made(f"{paper.name}.pdf", f"{company}: {paper.title}", pages, signed=paper.signed)

    def _supports(self, shelf: TariffBook, filing_id: str, *, sealed: bool) -> Iterator[_Made]:
        for paper in supports(shelf, filing_id):
            if paper.sealed is sealed:
                pages = support_pages(shelf, self.reader, paper)
                yield self._made(f"supporting-paper-{paper.number}.pdf", paper.title, pages)

    def _made(self, name: str, title: str, pages: tuple[PaperPage, ...], *, signed: bool = False) -> _Made:
        content = self.stationery.paint(name, title, pages)
        where = (len(pages),) if signed else ()
        return _Made(ManifestEntry(name, len(content), len(pages), file_digest(content), where), content)

    def _overflowing(self, shelf: TariffBook, filing: TariffFiling) -> Iterator[Problem]:
        printer = self.printer(shelf, filing.schedule)
        for item in carried(shelf, filing):
            printed = printer.sheet(item.chain, item.version)
            place = f"tariff/{filing.schedule}/{item.chain.number.key}"
            name = called(printer.schedule, item.chain, item.version.revision)
            if printed.over >= 0:
                sentence = f"{name}: the text does not fit on its page. Move the rest to a new sheet."
                yield Problem("F22", Severity.STOP, place, sentence, "the size of the sheet")
            if item.chain.number.key == SUPPLEMENT.key:
                rules = shelf.rules(printer.schedule, filing.issued)
                both = supplements_both(item.chain, successor_of(shelf, printer.schedule))
                found = supplement_problems(shelf, filing, item, len(printed.pages), both=both)
                for problem, sentence, rule in found:
                    yield Problem(problem, Severity.STOP, place, f"{name}: {sentence}", rules.authority(rule))


def _drafted(page: PaperPage) -> PaperPage:
    return PaperPage(page.label, (PageWatermark("DRAFT"), *page.items), page.anchors, page.signature)


def _manifest(
    shelf: TariffBook, filing: TariffFiling, files: tuple[ManifestEntry, ...], program: str, *, draft: bool
) -> PackageManifest:
    day = filing.issued or shelf.file.clock.today()
    return PackageManifest(shelf.file.profile().legal_name, FORM, 1, day.year, day.isoformat(), draft, program, files)
