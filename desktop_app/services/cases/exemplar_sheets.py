"""Sheets of the tariff book as documents of a case: clean, marked, and what they do to typical bills.

A tariff filing gives its proposed sheets clean and marked, with the bills that its papers state; a schedule gives its
sheets as they are in effect today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.tariffs.schedules import TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion
from desktop_app.pagespec.pages import PaperPage
from desktop_app.services.cases.items import document_item
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry.attachments import NewDocument, attach_documents, must_take_documents
from desktop_app.services.paper.report_pages import PaperSender, ReportPages, SectionList
from desktop_app.services.ports import AttachmentReader
from desktop_app.services.tariff_book.as_of import unchecked_book
from desktop_app.services.tariff_book.filing_checks import carried
from desktop_app.services.tariff_book.printing import SAMPLE, SheetPrinter
from desktop_app.services.tariff_book.stated_bills import bills_unconfirmed, stated_bills
from desktop_app.services.tariff_book.tariff_book import TariffBook

CHANGED = "exemplar-changed"
FROM_BOOK = "Sheets of the tariff book"


class NoExemplar(UserError):
    """The tariff book has no such sheets, or they cannot be attached as they are."""


@dataclass(frozen=True, slots=True)
class ExemplarSource:
    """A filing or a schedule of the tariff book whose sheets a case can take."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ExemplarPaper:
    """One document to be: the name of its file, its title and its pages."""

    name: str
    title: str
    pages: tuple[PaperPage, ...]


@dataclass(frozen=True)
class PreparedExemplar:
    """Sheets as pages, which can be drawn beside the window."""

    report_pages: ReportPages
    source: str
    printed_from: str
    papers: tuple[ExemplarPaper, ...]

    def documents(self, reader: AttachmentReader, cancelled: Callable[[], bool]) -> tuple[NewDocument, ...]:
        """The pages drawn as files, which the reader looks at as at any document. Raises LettersMissing, Cancelled."""
        return tuple(self._document(one, reader, cancelled) for one in self.papers)

    def _document(self, paper: ExemplarPaper, reader: AttachmentReader, cancelled: Callable[[], bool]) -> NewDocument:
        content = self.report_pages.paint(paper.name, paper.title, paper.pages)
        looked = reader.look(paper.name, content, cancelled)
        return NewDocument(paper.name, content, looked, paper.title, self.source, self.printed_from)


def exemplar_sources(file: CompanyFile, filing_id: str) -> tuple[ExemplarSource, ...]:
    """What a case of these services can take: the tariff filings, the newest first, then the schedules in effect."""
    book, services = TariffBook(file), file.filing(filing_id).utilities
    schedules = [one for one in book.schedules() if one.utility in services]
    filings = [one for schedule in schedules for one in book.filings(schedule.id) if one.parts]
    known = {one.id: one for one in schedules}
    said = [
        ExemplarSource(one.id, f"Proposed sheets of {one.id}, PSC Mo. No. {known[one.schedule].number}")
        for one in reversed(filings)
    ]
    today = file.clock.today()
    said += [
        ExemplarSource(one.id, f"Sheets in effect, PSC Mo. No. {one.number}: {one.title}")
        for one in schedules
        if unchecked_book(book, one.id, today).in_force
    ]
    return tuple(said)


def prepare_exemplar(
    file: CompanyFile, report_pages: ReportPages, filing_id: str, source: str, item: str = ""
) -> PreparedExemplar:
    """The sheets of a tariff filing (clean, marked, bills), or those in effect of a schedule, to be drawn.

    Raises NoExemplar, BadItem, CannotAttach, and what the printing of sheets raises.
    """
    must_take_documents(file, filing_id)
    document_item(file, filing_id, item)
    offered = [one.id for one in exemplar_sources(file, filing_id)]
    if source not in offered:
        known = ", ".join(offered) or "none yet"
        raise NoExemplar(f"The tariff book has no sheets '{source}' for the services of {filing_id}. It has: {known}.")
    book = TariffBook(file)
    found = next((one for one in book.filings() if one.id == source), None)
    if found is not None and bills_unconfirmed(book, found):
        raise NoExemplar(
            f"{source} changes rates, and nobody has confirmed the bills that its papers state. Look at them and "
            "confirm them in the tariff filing, then attach the sheets."
        )
    papers = (
        _in_effect(book, report_pages, book.schedule(source)) if found is None else _proposed(book, report_pages, found)
    )
    return PreparedExemplar(report_pages, source, _fingerprint(book, source), tuple(papers))


def attach_exemplar(
    file: CompanyFile, filing_id: str, documents: Sequence[NewDocument], item: str = ""
) -> tuple[Attachment, ...]:
    """Attaches what was drawn, in one step. Raises BadItem, CannotAttach or FilingIsFiled."""
    name, also = document_item(file, filing_id, item)
    label = f"Attached: tariff sheets of {documents[0].source}"
    return attach_documents(file, filing_id, documents, label, item=name, also=also)


def exemplar_problems(file: CompanyFile, kept: Sequence[Attachment]) -> Iterator[Problem]:
    """Sheets that changed in the tariff book since they were attached."""
    book, told = TariffBook(file), set[str]()
    for one in kept:
        if not one.source or one.source in told:
            continue
        told.add(one.source)
        now = _fingerprint(book, one.source)
        if now == one.printed_from:
            continue
        proposed = one.source in {filing.id for filing in book.filings()}
        became = "changed in the tariff book" if now else "were deleted from the tariff book"
        words = (
            f"{one.label}, {one.title}: its sheets {became} since they were attached. Remove what was attached from "
            f"{one.source}{' and attach it again.' if now else ', or leave it if this is meant.'}"
        )
        severity = Severity.STOP if proposed else Severity.NOTE
        yield Problem(CHANGED, severity, f"attachment/{one.number}", words, FROM_BOOK)


def _proposed(book: TariffBook, report_pages: ReportPages, filing: TariffFiling) -> Iterator[ExemplarPaper]:
    schedule, items = book.schedule(filing.schedule), carried(book, filing)
    printing = SheetPrinter(book, schedule, report_pages.measure)
    clean = tuple(page for item in items for page in printing.sheet(item.chain, item.version).pages)
    marked = tuple(page for item in items for page in printing.marked(item.chain, item.version).pages)
    sheets = f"exemplar tariff sheets, PSC Mo. No. {schedule.number}"
    yield ExemplarPaper(f"{filing.id}-clean.pdf", sentence_start(sheets), clean)
    yield ExemplarPaper(f"{filing.id}-marked.pdf", f"{sentence_start(sheets)}, marked to show changes", marked)
    bills = stated_bills(book, filing)
    if bills:
        sender = PaperSender(book.file.profile().full_name, book.file.setting(SAMPLE) is True)
        title = "Effect of the proposed rates on typical bills"
        listed = SectionList(title, (("Bill or charge", 0.0),), (("", tuple((line,) for line in bills)),))
        yield ExemplarPaper(f"{filing.id}-bills.pdf", title, report_pages.listing(sender, listed))


def _in_effect(book: TariffBook, report_pages: ReportPages, schedule: TariffSchedule) -> Iterator[ExemplarPaper]:
    today = book.file.clock.today()
    pages = SheetPrinter(book, schedule, report_pages.measure).book(today)
    title = f"Tariff sheets in effect on {long_date(today)}, PSC Mo. No. {schedule.number}"
    yield ExemplarPaper(f"{schedule.id}-in-effect.pdf", title, pages)


def _fingerprint(book: TariffBook, source: str) -> str:
    """The sheets of a filing or schedule as they are now, in a few letters; nothing where they are gone."""
    filing = next((one for one in book.filings() if one.id == source), None)
    if filing is not None:
        said = [_told(book, filing.schedule, one.chain, one.version) for one in carried(book, filing)]
        said += [*stated_bills(book, filing), str(filing.issued), str(filing.effective)]
    elif any(one.id == source for one in book.schedules()):
        rows = unchecked_book(book, source, book.file.clock.today()).in_force
        said = [_told(book, source, row.chain, row.in_force) for row in rows if row.in_force]
    else:
        return ""
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def _told(book: TariffBook, schedule: str, chain: SheetHistory, version: SheetVersion) -> str:
    return f"{chain.number} {version.revision}\n{book.text(schedule, chain, version)}"
