"""What the window and the command line ask for: readiness, package, verification and preview of a filing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import Problem
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.definition import ANSWER
from desktop_app.pagespec.pages import Page
from desktop_app.services.analysis.ratio_paper import Heading, ratio_pages
from desktop_app.services.analysis.ratios import SCHEDULE, ratios
from desktop_app.services.analysis.size_of_company import size_facts
from desktop_app.services.company.company_file import Book, CompanyFile
from desktop_app.services.company.profile import Profile, profile_of
from desktop_app.services.confidentiality.disclosure import Evidence, audited, evidence
from desktop_app.services.confidentiality.sealing import sealed_now
from desktop_app.services.data_entry.attachments import attachments
from desktop_app.services.filing_calendar.extensions import extensions
from desktop_app.services.filing_package.correspondence import ONE, letter_fields
from desktop_app.services.filing_package.drawing import draw_all
from desktop_app.services.filing_package.filing_source import Source
from desktop_app.services.filing_package.gates import Proof, judged, prove
from desktop_app.services.filing_package.package_tools import Press, Run
from desktop_app.services.filing_package.preview import preview_pages
from desktop_app.services.filing_package.produce import Order, Package, must_be_ready, produce
from desktop_app.services.filing_package.readiness import Readiness, given_away, readiness
from desktop_app.services.filing_package.request import Subject
from desktop_app.services.filing_package.verify import Finding, verify
from desktop_app.services.filings.annual_report import FORM
from desktop_app.services.filings.revisions import revision_fields

SAMPLE, COPIES = "sample", "copies"
COVER = "cover"
YEAR_END = "12-31"


@dataclass(frozen=True)
class Manuscript:
    """A filing as it stood at one moment, with all that is printed of it.

    It needs the company's file no more: what it does may be done on another thread. `contents` are the attached files
    by their digests.
    """

    evidence: Evidence
    source: Source
    press: Press
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def worked_out(self) -> tuple[Problem, ...]:
        """The sealed values that the public figures give away."""
        return audited(self.evidence).problems if self.evidence.sealed else ()

    def given_away(self) -> tuple[Problem, ...]:
        """The sealed values that the public figures or public words give away."""
        return given_away(self.source, self.worked_out, self.evidence.filed())

    def readiness(self) -> Readiness:
        """The list at *Prepare filing*."""
        return self._judged(self._proof())

    def produce(self, order: Order, run: Run | None = None) -> Package:
        """Makes the package; a draft has its watermark and may be incomplete.

        Raises what `produce` raises: NotReady, Leak, Cancelled, FolderInUse, PackageExists, CannotWrite.
        """
        run = run or Run()
        run.step("Looking for what is missing")
        proof = self._proof()
        ready = self._judged(proof)
        must_be_ready(ready, draft=self.source.draft)
        drawn = draw_all(self.source.attachments, self.contents, self.press.reader, run)
        proof = replace(proof, source=replace(self.source, drawn=drawn))
        return produce(proof, ready, self.press, order, run)

    def _proof(self) -> Proof:
        return prove(self.source, self.press.library, self.press.measure)

    def _judged(self, proof: Proof) -> Readiness:
        return readiness(
            self.source,
            self.evidence.book.checks,
            judged(proof),
            self.worked_out,
            self.evidence.kept,
            self.evidence.filed(),
        )


@dataclass(frozen=True)
class FilingPackages:
    """The package service, put together once with what it works with."""

    press: Press

    def manuscript(self, file: CompanyFile, filing_id: str, *, draft: bool = False) -> Manuscript:
        """The filing as it stands, for the press. Raises NoSuchFiling."""
        found = evidence(file, filing_id)
        source = self.source(file, found.book, draft=draft)
        contents = {one.digest: file.workspace.document(one.digest) for one in source.attachments}
        return Manuscript(found, source, self.press, contents)

    def readiness(self, file: CompanyFile, filing_id: str) -> Readiness:
        """The list at *Prepare filing*. Raises NoSuchFiling."""
        return self.manuscript(file, filing_id).readiness()

    def produce(
        self, file: CompanyFile, filing_id: str, order: Order, *, draft: bool = False, run: Run | None = None
    ) -> Package:
        """Makes the package of a filing. Raises NoSuchFiling, and what `Manuscript.produce` raises."""
        return self.manuscript(file, filing_id, draft=draft).produce(order, run)

    def verify(self, folder: Path, password: str = "") -> tuple[Finding, ...]:
        """Everything that is wrong with a package. Raises NoPackage, CannotRead."""
        return verify(folder, self.press.library, self.press.inspector, password)

    def preview(
        self, file: CompanyFile, filing_id: str, schedule: str, *, public: bool
    ) -> Callable[[], tuple[Page, ...]]:
        """What composes the pages of one schedule as they will be printed, in one of the two versions.

        The answers are taken now; the pages are composed when it is called, on whatever thread. Raises NoSuchFiling.
        """
        book = file.book(filing_id)
        if schedule == SCHEDULE:
            heading = Heading(file.profile().full_name, book.filing.year, bool(file.setting(SAMPLE)))
            return partial(ratio_pages, heading, ratios(book), size_facts(file, book), self.press.measure)
        source = self.source(file, book)
        return partial(preview_pages, source, schedule, self.press.library, self.press.measure, public=public)

    def source(self, file: CompanyFile, book: Book, *, draft: bool = False) -> Source:
        """Everything that is printed of a filing."""
        company = book.calculation.model.outside.get("company", {})
        profile = company_profile(company)
        fields = letter_fields(profile, book.filing, file.law(), book.sheet.form.clocks, copies_of(file))
        fields.update(revision_fields(file, book.filing))
        if (put_off := extensions(file).get(book.filing.year)) is not None and book.filing.form == FORM:
            fields["due_date"] = long_date(put_off.until)
        sample = bool(file.setting(SAMPLE))
        accounts = file.account_edits(book.filing.id)
        return Source(
            book.calculation,
            subject_of(book, profile, company),
            fields,
            draft,
            sample,
            accounts,
            attachments(file, book.filing.id),
        )


def copies_of(file: CompanyFile) -> str:
    """How many copies of each version are sent, in words: the user's choice, one to begin with."""
    chosen = file.setting(COPIES)
    return chosen if isinstance(chosen, str) and chosen.strip() else ONE


def company_profile(company: Mapping[Place, Value]) -> Profile:
    """The company as the filing knows it: as it stands, or as it stood when the filing was filed."""
    people = tuple(dict.fromkeys(place.line for place in company if place.schedule == "people"))
    return profile_of(company, {"people": people})


def subject_of(book: Book, profile: Profile, company: Mapping[Place, Value]) -> Subject:
    """Who reports on what and for which time, as the filing's own cover lines say; its whole period if it has none.

    Everything here is printed on every page, so a line that is sealed does not count.
    """
    filing = book.filing
    sealed = sealed_now(book)

    def said(line: str) -> Value | None:
        place = Place(COVER, line, ANSWER)
        return None if place in sealed else book.calculation.values.get(place)

    begins, ends, name, also = said("year_from"), said("year_to"), said("legal_name"), said("dba")
    return Subject(
        company=name if isinstance(name, str) else profile.legal_name,
        also_known_as=also if isinstance(also, str) else profile.dba,
        form=filing.form,
        revision=filing.revision,
        utilities=filing.utilities,
        system=filing.system,
        year=filing.year,
        begins=begins if isinstance(begins, date) else filing.period.begins,
        ends=ends if isinstance(ends, date) else filing.period.ends,
        rules_on=filing.rules_on,
        note=_period_note(said("period_note"), company),
    )


def _period_note(said: Value | None, company: Mapping[Place, Value]) -> str:
    """Why the period is another one, in the words of the report, or else when the books close."""
    if isinstance(said, str):
        return said
    closes = company.get(Place("identity", "year_end", "answer"))
    if not isinstance(closes, str) or closes == YEAR_END:
        return ""
    return f"The company's books close on another day than December 31: {closes} (month and day)."
