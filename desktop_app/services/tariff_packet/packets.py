"""The packet of a tariff filing, written as a whole, and the printed book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.tariffs.naming import SUPPLEMENT, called
from desktop_app.domain.tariffs.schedules import FilingStage, TariffFiling
from desktop_app.domain.tariffs.sheet_split import SplitSheet
from desktop_app.pagespec.pages import PageDocument
from desktop_app.rulebook.contents import TariffContents
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.services.company.letter_lines import blank_in_packet
from desktop_app.services.data_entry.attachments import read_document
from desktop_app.services.filing_package.package_tools import NotReady, PackageProgress, never_cancelled
from desktop_app.services.paper.printable import must_print, unprintable
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import AttachmentReader, InputFile, TariffLibrary, WordReader
from desktop_app.services.tariff_book.contents import content_problems
from desktop_app.services.tariff_book.figures import PictureTrouble
from desktop_app.services.tariff_book.filing_checks import (
    carried,
    filing_problems,
)
from desktop_app.services.tariff_book.filings import CannotFileTariff, file_it
from desktop_app.services.tariff_book.pictures import DrawnPicture, draw_picture
from desktop_app.services.tariff_book.printing import SheetPrinter
from desktop_app.services.tariff_book.reissued_items import young_trouble
from desktop_app.services.tariff_book.scans import scanned
from desktop_app.services.tariff_book.stated_bills import bills_unconfirmed
from desktop_app.services.tariff_book.successors import successor_of, supplements_both
from desktop_app.services.tariff_book.supplement_checks import supplement_problems
from desktop_app.services.tariff_book.support import supports
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.whole_tariff import TariffReaders, read_whole_tariff
from desktop_app.services.tariff_packet.kept_packets import keep_packet, kept_contents, kept_packet
from desktop_app.services.tariff_packet.packet_production import (
    PacketDocument,
    PacketSupport,
    PacketTools,
    PreparedPacket,
    WrittenPacket,
)
from desktop_app.services.tariff_packet.papers import PacketPaper, PaperComposer
from desktop_app.services.tariff_packet.sealed_search import sealed_in_packet


class NothingInForce(UserError):
    """The book of a day on which no sheet of it was in force has no page."""


@dataclass(frozen=True)
class TariffPackets:
    """Composes packets and books; `tools` are those with which a packet is made of what was composed."""

    library: TariffLibrary
    report_pages: ReportPages
    tools: PacketTools
    word: WordReader

    @property
    def reader(self) -> AttachmentReader:
        """Reads foreign documents."""
        return self.tools.reader

    def outlines(self) -> Sequence[TariffOutline]:
        """The ready outlines."""
        return self.library.outlines()

    def scan(self, path: InputFile, page: int) -> bytes:
        """A page of a scanned or PDF document as it is kept for a sheet. Raises UserError."""
        return scanned(self.reader, path.name, read_document(path), page)

    def picture(self, path: InputFile, page: int) -> DrawnPicture:
        """A page of a PDF, or a picture, as it is kept to be printed on sheets. Raises UserError."""
        return draw_picture(self.reader, path.name, read_document(path), page)

    def whole_tariff(
        self,
        path: Path,
        cancelled: Callable[[], bool] = never_cancelled,
        report: Callable[[int, int], object] = lambda _done, _of: None,
    ) -> tuple[SplitSheet, ...]:
        """The sheets of a document, or of the documents of a folder. Raises UserError, EnvironmentProblem."""
        return read_whole_tariff(TariffReaders(self.word, self.reader), path, cancelled, report)

    def contents_of(self, tariff_book: TariffBook, schedule_id: str) -> TariffContents | None:
        """What the rule of a schedule's utility wants stated, if it names anything. Raises NoSuchSchedule."""
        return self.library.contents(tariff_book.schedule(schedule_id).utility)

    def content_problems(self, tariff_book: TariffBook, schedule_id: str, day: date) -> tuple[Problem, ...]:
        """What the schedule does not state though its rule wants it stated."""
        schedule = tariff_book.schedule(schedule_id)
        contents = self.library.contents(schedule.utility)
        return () if contents is None else tuple(content_problems(tariff_book, schedule, contents, day))

    def printer(self, tariff_book: TariffBook, schedule_id: str) -> SheetPrinter:
        """What prints the sheets of a schedule. Raises NoTariffSchedule."""
        return SheetPrinter(tariff_book, tariff_book.schedule(schedule_id), self.report_pages.measure)

    def book(self, tariff_book: TariffBook, schedule_id: str, day: date) -> bytes:
        """The PDF of the book in force on a day. Raises NothingInForce."""
        schedule = tariff_book.schedule(schedule_id)
        pages = self.printer(tariff_book, schedule_id).book(day)
        if not pages:
            raise NothingInForce(f"No sheet of PSC Mo. No. {schedule.number} is in force on {long_date(day)}.")
        title = f"{tariff_book.file.profile().legal_name}: PSC Mo. No. {schedule.number} as of {long_date(day)}"
        return self.report_pages.paint(f"{schedule_id}.pdf", title, pages)

    def problems(self, tariff_book: TariffBook, filing: TariffFiling) -> tuple[Problem, ...]:
        """What stands against a filing, the room on its pages included."""
        return (
            *filing_problems(tariff_book, filing),
            *_unseen_bills(tariff_book, filing),
            *_blank_lines(tariff_book, filing),
            *self._overflowing(tariff_book, filing),
            *sealed_in_packet(tariff_book, filing, self),
        )

    def papers(self, tariff_book: TariffBook, filing_id: str) -> tuple[PacketPaper, ...]:
        """The papers of a filing, in the order in which they are read."""
        return tuple(PaperComposer(tariff_book, tariff_book.filing(filing_id), self.report_pages).papers())

    def prepared(self, tariff_book: TariffBook, filing_id: str, *, draft: bool = False) -> PreparedPacket:
        """Everything of a packet as values, so that it can be made on another thread.

        Raises NotReady and LettersMissing, never for a draft.
        """
        filing = tariff_book.filing(filing_id)
        known = kept_packet(tariff_book, filing_id)
        if known is not None and filing.stage is not FilingStage.PREPARING and not draft:
            contents, day = kept_contents(tariff_book, known), filing.issued or tariff_book.file.clock.today()
            return PreparedPacket(self.tools, tariff_book.file.profile().legal_name, day, (), (), kept=contents)
        if filing.stage is FilingStage.PREPARING and not draft:
            stops = [problem for problem in self.problems(tariff_book, filing) if problem.severity is Severity.STOP]
            if stops:
                raise NotReady(len(stops), stops[0].sentence)
        company = tariff_book.file.profile().legal_name
        composer = PaperComposer(tariff_book, filing, self.report_pages)
        papers = tuple(composer.papers())
        if not draft:
            must_print((page for paper in papers for page in paper.pages), self.report_pages.measure)
        printed = (
            PacketDocument(PageDocument(f"{one.name}.pdf", f"{company}: {one.title}", one.pages), signed=one.signed)
            for one in papers
        )
        support = (
            PacketSupport(
                paper,
                tariff_book.file.workspace.document(paper.digest),
                composer.sealed_cover(paper) if paper.sealed else (),
            )
            for paper in supports(tariff_book, filing_id)
        )
        day = filing.issued or tariff_book.file.clock.today()
        return PreparedPacket(self.tools, company, day, tuple(printed), tuple(support), draft=draft)

    def produce(
        self,
        tariff_book: TariffBook,
        filing_id: str,
        folder: Path,
        *,
        draft: bool = False,
        replace: bool = False,
        run: PackageProgress | None = None,
    ) -> WrittenPacket:
        """Writes the packet into the folder, and keeps it if it is no draft; of a filed one what was filed.

        Raises NotReady (never for a draft), and what `PreparedPacket.produce` raises; then nothing has changed.
        """
        prepared = self.prepared(tariff_book, filing_id, draft=draft)
        written = prepared.produce(folder, replace=replace, run=run)
        self.keep(tariff_book, filing_id, prepared, written.contents)
        return written

    def keep(
        self, tariff_book: TariffBook, filing_id: str, prepared: PreparedPacket, contents: Mapping[str, bytes]
    ) -> None:
        """Keeps a packet that was made, to the byte; never a draft, nor anew what was filed."""
        preparing = tariff_book.filing(filing_id).stage is FilingStage.PREPARING
        if preparing and not prepared.draft and not prepared.kept:
            keep_packet(tariff_book, filing_id, prepared.digest, contents)

    def is_produced(self, tariff_book: TariffBook, filing_id: str) -> bool:
        """Whether the packet was produced and nothing of it has changed since. Raises NotReady."""
        known = kept_packet(tariff_book, filing_id)
        return known is not None and known.papers == self.prepared(tariff_book, filing_id).digest

    def file_packet(self, tariff_book: TariffBook, filing_id: str) -> TariffFiling:
        """Marks a filing as filed, with its packet kept to the byte; one that was not produced is made for that.

        Raises CannotFileTariff while a stop stands against it.
        """
        found = self.problems(tariff_book, tariff_book.filing(filing_id))
        stops = [problem for problem in found if problem.severity is Severity.STOP]
        if stops:
            more = f" ({len(stops) - 1} more to resolve.)" if len(stops) > 1 else ""
            raise CannotFileTariff(f"{stops[0].sentence}{more}")
        if not self.is_produced(tariff_book, filing_id):
            prepared = self.prepared(tariff_book, filing_id)
            self.keep(tariff_book, filing_id, prepared, prepared.made())
        return file_it(tariff_book, filing_id)

    def _overflowing(self, tariff_book: TariffBook, filing: TariffFiling) -> Iterator[Problem]:
        printer = self.printer(tariff_book, filing.schedule)
        for item in carried(tariff_book, filing):
            place = f"tariff/{filing.schedule}/{item.chain.number.key}"
            name = called(printer.schedule, item.chain, item.version.revision)
            try:
                printed = printer.sheet(item.chain, item.version)
            except PictureTrouble as trouble:
                yield Problem("F55", Severity.STOP, place, f"{name}: {trouble}", "the pictures of the sheet")
                continue
            strange = next(
                (words for page in printed.pages if (words := unprintable(page, self.report_pages.measure))), ""
            )
            if strange:
                yield Problem("F59", Severity.STOP, place, strange, "the letters of the sheet")
            if printed.wide >= 0:
                row = " | ".join(item.text[printed.wide].cells)[:60]
                sentence = (
                    f"{name}: the table that begins with '{row}' is wider than the page. "
                    "Use fewer columns or shorter words."
                )
                yield Problem("F57", Severity.STOP, place, sentence, "the size of the sheet")
            if printed.over >= 0:
                sentence = f"{name}: the text does not fit on its page. Move the rest to a new sheet."
                yield Problem("F22", Severity.STOP, place, sentence, "the size of the sheet")
            if item.chain.number.key == SUPPLEMENT.key:
                rules = tariff_book.rules(printer.schedule, filing.issued)
                both = supplements_both(item.chain, successor_of(tariff_book, printer.schedule))
                found = supplement_problems(tariff_book, filing, item, len(printed.pages), both=both)
                for problem, sentence, rule in found:
                    yield Problem(problem, Severity.STOP, place, f"{name}: {sentence}", rules.authority(rule))
            elif sentence := young_trouble(tariff_book, filing, item):
                cites = tariff_book.rules(printer.schedule, filing.issued).authority("reissue_item")
                yield Problem("F50", Severity.STOP, place, f"{name}: {sentence}", cites)


def _blank_lines(tariff_book: TariffBook, filing: TariffFiling) -> Iterator[Problem]:
    """Lines that the letters of a packet print and that are blank: the officer's title, the company's address."""
    schedule = tariff_book.schedule(filing.schedule)
    sentence = blank_in_packet(tariff_book.file.profile(), schedule.issuer.title)
    if sentence:
        cites = tariff_book.rules(schedule, filing.issued).authority("transmittal")
        yield Problem("F58", Severity.STOP, f"tariff/{filing.schedule}/{filing.id}", sentence, cites)


def _unseen_bills(tariff_book: TariffBook, filing: TariffFiling) -> Iterator[Problem]:
    """Bills that nobody has looked at go on no paper."""
    if bills_unconfirmed(tariff_book, filing):
        rules = tariff_book.rules(tariff_book.schedule(filing.schedule), filing.issued)
        sentence = (
            "The papers state what the change does to typical bills. Look at the bills and confirm them, or choose "
            "that the papers state none."
        )
        place = f"tariff/{filing.schedule}/{filing.id}"
        yield Problem("F42", Severity.STOP, place, sentence, rules.authority("summary_words") or "the filing's papers")
