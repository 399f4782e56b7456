"""What the window and the command line ask for: readiness, package, verification and preview of a filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from desktop_app.domain.dates import long_date, parse_date
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.problems import Problem, Severity
from desktop_app.formspec.checks import NO_WORD
from desktop_app.formspec.definition import OATH
from desktop_app.pagespec.pages import PaperPage
from desktop_app.services.analysis.cross_checks import cross_findings
from desktop_app.services.cases.base_figures import base_problems
from desktop_app.services.cases.cited_words import unknown_citations
from desktop_app.services.cases.items import item_problems
from desktop_app.services.cases.parties import case_parties
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.report_forms import kind_of
from desktop_app.services.confidentiality.disclosure import audited
from desktop_app.services.confidentiality.evidence import AuditEvidence, evidence
from desktop_app.services.confidentiality.sealing import BadSeal, refused_seals, sealed_now
from desktop_app.services.data_entry.attachments import attachments
from desktop_app.services.filing_calendar.extensions import extensions
from desktop_app.services.filing_package.attached import DrawnPages
from desktop_app.services.filing_package.attached_words import AttachedPageReader, Texts, attached_problems, open_pages
from desktop_app.services.filing_package.case_source import CaseParticulars
from desktop_app.services.filing_package.correspondence import ONE
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import ComposedPackage, judged, prove
from desktop_app.services.filing_package.material import FilingMaterial, as_known
from desktop_app.services.filing_package.mentions import sought_numbers
from desktop_app.services.filing_package.package_tools import PackageProgress, PackageTools
from desktop_app.services.filing_package.public_record import PublicRecord, read_public_record
from desktop_app.services.filing_package.readiness import PackageReadiness, given_away, readiness
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.filing_package.signing import letter_problems, signer_problems, unsaid_statements
from desktop_app.services.filings.annual_report import FORM
from desktop_app.services.filings.oath_pages import OathPage, contents_of, keep_oath_page, last_step, void_oath
from desktop_app.services.filings.unfinished_period import unfinished_period
from desktop_app.services.ports import DocumentLost

if TYPE_CHECKING:
    from desktop_app.services.filing_package.produce import PackageOrder, ProducedPackage

SAMPLE, COPIES = "sample", "copies"
VOID, CROSSED, UNFINISHED = "oath-void", "across-filings", "period-not-over"
ACROSS = "Two places of this company that say different things"


@dataclass(frozen=True)
class FilingSnapshot:
    """A filing as it stood at one moment, with all that is printed of it.

    It needs the company's file no more: what it does may be done on another thread. `contents` are the attached files
    by their digests, read by `pages`; `record` is what other public papers say. `refused` are the seals of the filing
    and the company profile that cannot be kept, `unsettled` the statements and signers that hold up a package.
    """

    evidence: AuditEvidence
    source: FilingSource
    tools: PackageTools
    contents: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[Problem, ...] = ()
    record: PublicRecord = field(default_factory=PublicRecord)
    pages: AttachedPageReader | None = None
    unsettled: tuple[Problem, ...] = ()
    sworn_contents: str = ""
    step: int = 0

    @cached_property
    def worked_out(self) -> tuple[Problem, ...]:
        """The sealed values that the public figures give away."""
        return audited(self.evidence).problems if self.evidence.sealed else ()

    def given_away(self) -> tuple[Problem, ...]:
        """The sealed values that the public figures or public words give away."""
        return self.told_besides(self.worked_out)

    def told_besides(self, worked_out: Sequence[Problem]) -> tuple[Problem, ...]:
        """The same where the audit was done already: what was worked out, and what public words tell besides."""
        away = given_away(self.source, worked_out, self.besides, self.evidence.kept)
        return (*away, *self.attached)

    @cached_property
    def besides(self) -> tuple[PublicSaying, ...]:
        """What other public papers and the attached pages say that can tell anything sealed in this filing."""
        numbers = sought_numbers(self.evidence.book.sheet, self.source.view)
        return (*self.record.sayings(numbers), *open_pages(self.source.attachments, self._texts))

    @property
    def attached(self) -> tuple[Problem, ...]:
        """What is to be known of attached pages before they are filed."""
        if not self._texts:
            return ()
        cited = self.evidence.book.sheet.sealing_cited()
        return tuple(attached_problems(self.source.attachments, self._texts, self.record.sayings(), cited))

    @cached_property
    def _texts(self) -> Texts:
        """The words of the attached pages; nothing has to be read where nothing is sealed."""
        if self.pages is None or not self.source.confidential:
            return {}
        return self.pages.texts(self.source.attachments, self.contents)

    def readiness(self) -> PackageReadiness:
        """The list at *Prepare filing*."""
        return self._judged(self.proof())

    def problems(self) -> tuple[Problem, ...]:
        """Everything that `produce` would refuse, and what is only worth knowing or explained already."""
        ready = self.readiness()
        closed = (problem for problem in self.evidence.book.checks.problems if not problem.open)
        gates = (
            Problem(gate.id, Severity.STOP, gate.field, gate.trouble, gate.citation)
            for gate in ready.gates
            if gate.trouble
        )
        return (*ready.problems, *closed, *gates)

    def rehearse(self) -> None:
        """Has the public pages painted beforehand, if the renderers are held and nothing attached makes them heavy."""
        if not self.source.attachments:
            self.tools.renderer.rehearse(self.source.public_bytes)

    def produce(self, order: PackageOrder, run: PackageProgress | None = None) -> ProducedPackage:
        """Makes the package; a draft has its watermark and may be incomplete.

        Raises what `produce` raises: NotReady, Leak, Cancelled, FolderInUse, PackageExists, CannotWrite; and BadSeal,
        for a draft too, where a seal stands that cannot be kept.
        """
        if self.refused:
            raise BadSeal(self.refused[0].sentence)
        heavy = self.source.confidential and bool(self.source.attachments)
        self.tools.renderer.hold(nonpublic=heavy)  # they start while the paper is checked
        try:
            return self._produced(order, run or PackageProgress())
        finally:
            self.tools.renderer.release()

    def _produced(self, order: PackageOrder, run: PackageProgress) -> ProducedPackage:
        from desktop_app.services.filing_package.produce import must_be_ready, produce_package
        from desktop_app.services.filing_package.renderings import (
            VersionRenderings,  # with threads: a check needs none
        )

        run.step("Checking what is missing")
        with VersionRenderings(self.tools.renderer, run.cancelled) as renderings:
            if not self.source.attachments:
                renderings.start(self.source)
            drawing = renderings.beside(lambda stopped: self._drawn(replace(run, cancelled=stopped)))
            proof = self.proof()
            ready = self._judged(proof)
            must_be_ready(ready, draft=self.source.draft)
            if drawn := drawing.result():
                proof = replace(proof, source=replace(self.source, drawn=drawn))
            return produce_package(proof, ready, self.tools, order, run, renderings)

    def _drawn(self, run: PackageProgress) -> Mapping[str, DrawnPages]:
        from desktop_app.services.filing_package.drawing import draw_all

        return draw_all(self.source.attachments, self.contents, self.tools.reader, run)

    def proof(self) -> ComposedPackage:
        """The package as it is composed, before anything is painted."""
        return prove(self.source, self.tools.library, self.tools.measure)

    def _judged(self, proof: ComposedPackage) -> PackageReadiness:
        return readiness(
            self.source,
            self.evidence.book.checks,
            judged(proof),
            self.worked_out,
            self.evidence.kept,
            self.besides,
            (*self.refused, *self.unsettled),
            self.attached,
        )


@dataclass(frozen=True)
class FilingPackages:
    """The package service, put together once with what it works with."""

    tools: PackageTools
    pages: AttachedPageReader
    provisions: Callable[[], Sequence[str]] = tuple

    def manuscript(self, file: CompanyFile, filing_id: str, *, draft: bool = False) -> FilingSnapshot:
        """The filing as it stands, for the press. Raises NoSuchFiling."""
        found = evidence(file, filing_id)
        source = self.source(file, found.book, draft=draft)
        contents = {one.digest: file.workspace.document(one.digest) for one in source.attachments}
        refused = [*refused_seals(file.book(COMPANY)), *refused_seals(found.book)]
        unsettled: list[Problem] = []
        if found.book.filing.state is FilingState.OPEN:
            # An answer of the Company page that is none is printed on covers and letters as it is.
            found_there = file.book(COMPANY).checks.problems
            unsettled += (replace(problem, filing=COMPANY) for problem in found_there if problem.id == NO_WORD)
            unsettled += unsaid_statements(source, self.tools.library)
            unsettled += letter_problems(source, file.profile(), self.tools.library)
            unsettled += signer_problems(source, file.profile().people, file.clock.today())
            crossed = cross_findings(file, filing_id)
            unsettled += [Problem(CROSSED, Severity.NOTE, str(one.place), one.sentence, ACROSS) for one in crossed]
            void = void_oath(file, filing_id)
            unsettled += [] if void is None else [Problem(VOID, Severity.NOTE, "", void.sentence, _oath_cited(source))]
            unfinished = unfinished_period(found.book, file.clock.today())
            cites = ", ".join(found.book.sheet.form.cites)
            unsettled += [Problem(UNFINISHED, Severity.NOTE, "", unfinished, cites)] if unfinished else []
            unsettled += item_problems(found.book, source.attachments, file.clock.today())
            if any(one.source for one in source.attachments):
                from desktop_app.services.cases.exemplar_sheets import exemplar_problems  # with all of the tariff book

                unsettled += exemplar_problems(file, source.attachments)
            unsettled += base_problems(file, found.book)
            unsettled += unknown_citations(found.book, self.provisions())
        record = read_public_record(file, filing_id) if source.confidential else PublicRecord()
        now = (contents_of(file, filing_id), last_step(file))
        return FilingSnapshot(
            found, source, self.tools, contents, tuple(refused), record, self.pages, tuple(unsettled), *now
        )

    def words(self, file: CompanyFile, found: AuditEvidence) -> FilingSnapshot | None:
        """What is needed to search the public words of a filing; None where nothing is sealed.

        Attached files that were read before are not loaded again.
        """
        book = found.book
        source = self.source(file, book)
        if not source.confidential:
            return None
        contents: dict[str, bytes] = {}
        for one in source.attachments:
            with suppress(DocumentLost):  # opening and preparing say so; here its words just cannot be read
                contents |= {} if self.pages.known(one) else {one.digest: file.workspace.document(one.digest)}
        record = read_public_record(file, book.filing.id)
        return FilingSnapshot(found, source, self.tools, contents, (), record, self.pages)

    def readiness(self, file: CompanyFile, filing_id: str) -> PackageReadiness:
        """The list at *Prepare filing*. Raises NoSuchFiling."""
        return self.manuscript(file, filing_id).readiness()

    def produce(
        self,
        file: CompanyFile,
        filing_id: str,
        order: PackageOrder,
        *,
        draft: bool = False,
        run: PackageProgress | None = None,
    ) -> ProducedPackage:
        """Makes the package of a filing. Raises NoSuchFiling, and what `FilingSnapshot.produce` raises."""
        self.tools.renderer.hold(nonpublic=False)
        try:
            taken = self.manuscript(file, filing_id, draft=draft)
            package = taken.produce(order, run)
        finally:
            self.tools.renderer.release()
        self.remember(file, taken, package)
        return package

    def main_paper(self, file: CompanyFile, filing_id: str) -> bytes:
        """The main paper alone, as the package would hold it. Raises NotReady, also while anything in it is sealed."""
        from desktop_app.services.filing_package.produce import paint_main_paper

        taken = self.manuscript(file, filing_id)
        return paint_main_paper(taken.proof(), taken.readiness(), self.tools)

    def remember(self, file: CompanyFile, taken: FilingSnapshot, package: ProducedPackage) -> None:
        """Keeps which oath pages were printed for signing, and for which contents."""
        filing = taken.evidence.book.filing
        if package.codes and filing.state is FilingState.OPEN:
            page = OathPage(file.clock.today().isoformat(), package.codes, taken.sworn_contents, taken.step)
            keep_oath_page(file, filing.id, page)

    def preview(
        self, file: CompanyFile, filing_id: str, schedule: str, *, public: bool
    ) -> Callable[[], tuple[PaperPage, ...]]:
        """What composes the pages of one schedule as they will be printed, in one of the two versions.

        The answers are taken now; the pages are composed when it is called, on whatever thread. Raises NoSuchFiling.
        """
        from desktop_app.services.analysis.ratio_paper import heading_of, ratio_pages
        from desktop_app.services.analysis.ratios import SCHEDULE, ratios
        from desktop_app.services.analysis.size_of_company import size_facts
        from desktop_app.services.filing_package.preview import preview_pages

        book = file.book(filing_id)
        if schedule == SCHEDULE:
            return partial(
                ratio_pages, heading_of(file, book), ratios(book), size_facts(file, book), self.tools.measure
            )
        source = self.source(file, book)
        return partial(preview_pages, source, schedule, self.tools.library, self.tools.measure, public=public)

    def source(self, file: CompanyFile, book: EvaluatedFiling, *, draft: bool = False) -> FilingSource:
        """Everything that is printed of a filing."""
        return material_of(file, book, draft=draft).source()


def _oath_cited(source: FilingSource) -> str:
    sheet = source.calculation.model.sheet
    section = sheet.form.sections.get(OATH, "")
    return sheet.cited(section) if section else ""


def material_of(file: CompanyFile, book: EvaluatedFiling, *, draft: bool = False) -> FilingMaterial:
    """What a filing's package is made of, as things stand."""
    filing, company = book.filing, file.book(COMPANY).calculation
    put_off = extensions(file).get(filing.year) if kind_of(file.library, filing.form) == FORM else None
    revised = file.filing(filing.revises) if filing.revises else None
    today, still_open = file.clock.today(), filing.state is FilingState.OPEN
    due, ask = (_end(file, book, name) for name in ("due_date", "request_by"))
    due = due if put_off is None else put_off.until
    return FilingMaterial(
        filing=filing,
        calculation=book.calculation,
        company=as_known(company, book.calculation.model.outside.get(COMPANY, {})),
        law=file.law(),
        revised=None if revised is None else file.book(revised.id).calculation,
        revised_on="" if revised is None else revised.filed_on,
        outside={scope: sealed_now(file.book(other)) for scope, other in file.sources(filing).items()},
        due_date="" if put_off is None else long_date(put_off.until),
        late=still_open and due is not None and today > due,
        can_ask=not still_open or ask is None or today <= ask,
        copies=copies_of(file),
        draft=draft,
        sample=bool(file.setting(SAMPLE)),
        accounts=file.account_edits(filing.id),
        attachments=attachments(file, filing.id),
        case=particulars_of(file, filing),
        own_form=file.library.own_text(filing.form, filing.revision),
    )


def _end(file: CompanyFile, book: EvaluatedFiling, name: str) -> date | None:
    """The day of one of the clocks that the filing's letters print; None where it has none."""
    clock = book.sheet.form.clocks.get(name)
    return file.law().ends(clock, book.filing.period.ends) if clock else None


def particulars_of(file: CompanyFile, filing: Filing) -> CaseParticulars:
    """What the paper of a case says that is no answer; of a report nothing."""
    if not filing.supplements and not filing.docket:
        return CaseParticulars(lists={"parties": ()})
    first = file.filing(filing.supplements) if filing.supplements else filing
    parties = case_parties(file, filing.docket) if filing.docket else ()
    return CaseParticulars(
        docket=filing.docket,
        filed_on=long_date(parse_date(first.filed_on)) if filing.supplements and first.filed_on else "",
        furnished=filing.furnished if filing.supplements else None,
        lists={"parties": tuple({"party": party.block} for party in parties)},
    )


def copies_of(file: CompanyFile) -> str:
    """How many copies of each version are sent, in words: the user's choice, one to begin with."""
    chosen = file.setting(COPIES)
    return chosen if isinstance(chosen, str) and chosen.strip() else ONE
