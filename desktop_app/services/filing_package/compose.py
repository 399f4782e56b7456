"""From a request to documents: the same code for both versions, deciding nothing by a sealed value.

The public request gives the public version and what goes with it; the full request gives the nonpublic version alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.company_chart import edited
from desktop_app.formspec.definition import SEALING, FormDefinition, MainPaper
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.pagespec.pages import PageDocument
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.services.delivery.output_folder import SHEET
from desktop_app.services.filing_package.annex import annex
from desktop_app.services.filing_package.attached import attachment_leaves
from desktop_app.services.filing_package.case_pages import (
    exhibit_leaves,
    exhibit_tables,
    index_leaves,
    own_tables,
    paper_leaves,
    sealed_pages,
    sized_attachments,
)
from desktop_app.services.filing_package.case_source import FOLLOWS, SERVICE_WORDS, joined_words
from desktop_app.services.filing_package.correspondence import BLANK, SAID
from desktop_app.services.filing_package.cover import SERVICES, cover
from desktop_app.services.filing_package.designation import designations
from desktop_app.services.filing_package.legends import VersionLegends, legends
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import SUPPLEMENT, RenderRequest, RequestSubject
from desktop_app.services.filing_package.schedule_pages import ComposedIndex, IndexPage, index_pages
from desktop_app.services.paper.frame import TOP, PageBody, PageFrame, framed_pages
from desktop_app.services.paper.letters import letter_leaves
from desktop_app.services.ports import FormLibrary

AFFIDAVIT, COVER_LETTER = "affidavit", "cover_letter"
AFFIDAVIT_LABEL, VERIFICATION_LABEL, SERVED_LABEL = "Affidavit", "Verification", "Certificate of service"
JOINT_LABEL = "Verification of the other applicant"
BUILT_IN, OWN_FORM = "of the program's form", "of a form of the company's own, not part of Filing Desk"
LETTER_STEP = "(A)"  # of the section on sealing: it asks for the cover letter
SWORN_STEP = "(C)"  # of the section on sealing: it asks for the affidavit
LETTER_TOP = 72.0
CODE = "contents_code"  # the field of an oath page
REVISION_LABEL = "Revision"
FOR, AS, VARIANT = "for_", "as_", "variant"  # fields that stand for a service of the filing, and for its variant
REVISES, REVISION = "revises", "revision_changes"  # the field that a revision has, and the letter that goes with it
REPORT, TWIN = "-public.pdf", "-nonpublic.pdf"  # how the names of the two versions of a report end
PAPER = ".pdf"  # how the name of the public version of a paper in a case ends


@dataclass(frozen=True)
class ComposedDocument:
    """A document with what its pages are: see `RenderedFile`."""

    document: PageDocument
    labels: tuple[str, ...]
    sealed: tuple[int, ...]
    common: int
    signed: tuple[int, ...] = ()


def composed(request: RenderRequest, library: FormLibrary, measure: Measure) -> tuple[ComposedDocument, ...]:
    """The documents of one version with what their pages are."""
    return tuple(_Composer(request, library, measure).documents())


def composed_versions(
    public: RenderRequest, full: RenderRequest, library: FormLibrary, measure: Measure
) -> tuple[tuple[ComposedDocument, ...], tuple[ComposedDocument, ...]]:
    """The documents of both versions of a filing, as `composed` gives them; what they share is composed once."""
    first = _Composer(public, library, measure)
    documents = tuple(first.documents())
    return documents, tuple(_Composer(full, library, measure, first).documents())


def report_name(subject: RequestSubject, form: FormDefinition, *, public: bool) -> str:
    """The file name of the main paper: made of public things only."""
    if form.papers.name:
        return f"{form.papers.name}{PAPER if public else TWIN}"
    service = f"-{subject.utilities[0]}" if form.each_service else ""
    return f"{subject.form.replace('_', '-')}-{subject.period.code}{service}{REPORT if public else TWIN}"


def letter_name(kind: str) -> str:
    """The file name of a letter."""
    return f"{kind.replace('_', '-')}.pdf"


def layout_of(request: RenderRequest, library: FormLibrary, rows: Mapping[str, tuple[str, ...]]) -> FormLayout:
    """The request's form laid out with the company's own chart and these rows."""
    subject = request.subject
    listed = library.charts(subject.system, subject.utilities) if subject.system else ()
    charts = edited(listed, request.accounts, subject.year)
    return lay_out(library.form(subject.form, subject.revision), subject.utilities, charts, rows)


def _laid_out(request: RenderRequest) -> tuple[object, ...]:
    """What the layout of a request is made of."""
    return request.subject, request.accounts, request.own_form, request.view.rows


class _Composer:
    """Composes the documents of one request."""

    def __init__(
        self, request: RenderRequest, library: FormLibrary, measure: Measure, other: _Composer | None = None
    ) -> None:
        self.request = request
        self.library = library
        same = other is not None and _laid_out(other.request) == _laid_out(request)
        sheet = other.paper.sheet if other and same else layout_of(request, library, request.view.rows)
        self.form: FormDefinition = sheet.form
        self.paper: VersionPages = VersionPages(request, sheet, measure)
        self.printed: tuple[IndexPage, ...] = ()
        self.index = ComposedIndex(other.paper, other.printed) if other and same else None
        self.words: VersionLegends = legends(library.rules(), request.subject.rules_on)

    def documents(self) -> Iterator[ComposedDocument]:
        """The report, and with the public version the letters that go with it."""
        yield self._report()
        if self.request.view.public:
            papers = self.form.papers
            for kind in (*(papers.with_seal if self.request.confidential else papers.without_seal), *papers.always):
                yield self._letter(kind, letter_name(kind), signature=True)
            yield from self._papers_beside()
            if self.request.fields.get(REVISES) and papers.cover:
                yield self._letter(REVISION, letter_name(REVISION), signature=False)
            yield self._letter(papers.sheet, SHEET, signature=False)

    def _papers_beside(self) -> Iterator[ComposedDocument]:
        """The papers of a case beside the main one: notices, and letters with which drafts go."""
        version = self.words.version(public=True).upper() if self.request.confidential else ""
        for name in dict.fromkeys(one.paper for one in self.request.paragraphs if one.paper):
            title = name.replace("-", " ").capitalize()
            leaves = paper_leaves(self.paper, title, version, self.words.page(public=True), name)
            pages = framed_pages(leaves, frame_of(self.request, self.form, self.words), self.paper.measure)
            document = PageDocument(f"{name}{PAPER}", f"{self.request.subject.company}: {title}", pages)
            sealed = tuple(number for number, leaf in enumerate(leaves) if leaf.sealed)
            yield ComposedDocument(document, tuple(leaf.label for leaf in leaves), sealed, len(leaves), _signed(leaves))

    def _report(self) -> ComposedDocument:
        public = self.request.view.public
        name = report_name(self.request.subject, self.form, public=public)
        version = f", {self.words.version(public=public)}" if self.request.confidential else ""
        about = "" if self.request.subject.case else f" {self.request.subject.period.words}"
        title = f"{self._called}{about}{version}"
        leaves = tuple(self._leaves())
        pages = framed_pages(leaves, frame_of(self.request, self.form, self.words), self.paper.measure)
        document = PageDocument(name, f"{self.request.subject.company}: {title}", pages)
        sealed = tuple(number for number, leaf in enumerate(leaves) if leaf.sealed)
        common = sum(not leaf.annex for leaf in leaves)
        return ComposedDocument(document, tuple(leaf.label for leaf in leaves), sealed, common, _signed(leaves))

    def _leaves(self) -> Iterator[PageBody]:
        if self.form.case is not None:
            yield from self._case_leaves()
            return
        papers = self.form.papers
        if papers.cover:
            yield cover(self.paper, self.form.title, self.words)
        elif self.request.fields.get(REVISES):
            yield from self._changes()
        if self.request.confidential and SEALING in self.form.sections:
            yield from self._sworn(AFFIDAVIT, AFFIDAVIT_LABEL)
        self.printed = printed = index_pages(self.paper, self.index)
        last = self._last_common(printed)
        for number, pages in enumerate(printed):
            yield from pages.leaves
            if papers.sworn and number == max(last, 0):
                yield from self._sworn(papers.oath, VERIFICATION_LABEL)
        yield from attachment_leaves(self.request.attachments, stamp_of(self.request))
        yield from annex(self.paper, printed)

    def _case_leaves(self) -> Iterator[PageBody]:
        """The main paper, what is signed with it, the index of its items, and the exhibits."""
        papers, paper = self.form.papers, self.paper
        version = self.words.version(public=paper.view.public) if self.request.confidential else ""
        legend = self.words.page(public=paper.view.public)
        yield from paper_leaves(paper, self._called, version.upper(), legend)
        if papers.sworn:
            yield from self._sworn(papers.oath, VERIFICATION_LABEL)
        if self._joint:
            yield from self._sworn(papers.joint_oath, JOINT_LABEL)
        if papers.served:
            yield from self._sworn(papers.served, SERVED_LABEL)
        if papers.main is MainPaper.PLEADING:
            yield from index_leaves(paper, self.form.called)
        yield from exhibit_leaves(paper, stamp_of(self.request))
        tables = [page for one, _ in own_tables(self.request.exhibits) for page in exhibit_tables(paper, one)]
        yield from annex(paper, (*sealed_pages(paper), *tables))

    def _last_common(self, printed: Sequence[IndexPage]) -> int:
        """The last page that every company files: the verification stands behind it."""
        common = [number for number, page in enumerate(printed) if not page.schedules[0].definition.utility]
        return common[-1] if common else -1

    def _changes(self) -> Iterator[PageBody]:
        """What a revision changes, as the first pages of a report that has no cover to say so."""
        letter = self.library.letter(REVISION)
        written = letter.write(self.fields(letter), self._lists)
        yield from letter_leaves(
            written, self.paper.measure, REVISION_LABEL, letter.title, TOP, bare=False, signature=False
        )

    def _sworn(self, kind: str, label: str) -> Iterator[PageBody]:
        """A part of the report that is signed before a notary, in the frame of the report's pages."""
        letter = self.library.letter(kind)
        written = letter.write(self.fields(letter), self._lists)
        yield from letter_leaves(written, self.paper.measure, label, letter.title, TOP, bare=False, signature=True)

    def _letter(self, kind: str, name: str, *, signature: bool) -> ComposedDocument:
        letter = self.library.letter(kind)
        written = letter.write(self.fields(letter), self._lists)
        leaves = letter_leaves(
            written, self.paper.measure, letter.title, letter.title, LETTER_TOP, bare=True, signature=signature
        )
        pages = framed_pages(leaves, frame_of(self.request, self.form, self.words), self.paper.measure)
        title = f"{self.request.subject.company}: {letter.title}"
        return ComposedDocument(
            PageDocument(name, title, pages),
            tuple(leaf.label for leaf in leaves),
            (),
            len(leaves),
            _signed(leaves),
        )

    @cached_property
    def _lists(self) -> dict[str, Sequence[Mapping[str, str]]]:
        """What letters repeat: the designations, and what the request hands in."""
        return {"sealed": designations(self.paper), **self.request.lists}

    @property
    def _joint(self) -> bool:
        """Whether another applicant verifies the paper too: it joins in the application, not in its supplements."""
        return bool(self.form.papers.joint_oath) and not self.request.fields.get(SUPPLEMENT)

    def _cited(self, step: str) -> str:
        """A step of the section on sealing, as it is printed: of the rules of all services of the company."""
        cited = self.form.sealing_cited(step, self.request.subject.utilities)
        return f"{CHAPTER}{cited.replace(', ', ' and ')}" if cited else ""

    def fields(self, letter: LetterTemplate) -> dict[str, str]:
        """What a letter may name: the subject's particulars, answers of the filing, and what the request hands in.

        A sealed answer, or one that is missing, is a line to be filled in by hand; a paragraph that hangs on a missing
        one is left out.
        """
        subject, revises = self.request.subject, self.request.fields.get(REVISES)
        known = {
            "company": full_name(subject),
            "legal_name": subject.company,
            "year": str(subject.year),
            "period": subject.period.words,
            "begins": long_date(subject.begins),
            "ends": long_date(subject.ends),
            "form_title": self._title(),
            "docket": subject.docket,
            "reduced": "yes" if any(version.reduced for version in sized_attachments(self.paper)) else "",
            "large": "yes" if any(version.large for version in sized_attachments(self.paper)) else "",
            "joint": "yes" if self._joint else "",
            "promised": "yes" if any(one.how.startswith(FOLLOWS) for one in self.request.exhibits) else "",
            "services": joined_words([SERVICE_WORDS[utility] for utility in subject.utilities]),
            "public_report": report_name(subject, self.form, public=True),
            "sealed_report": report_name(subject, self.form, public=False) if self.request.confidential else "",
            "first_version": "" if revises else "yes",
            "in_time": "" if revises or self.request.fields.get("late") else "yes",
            "can_ask": "" if revises else "yes",
            "unsealed": "" if self.request.confidential else "yes",
            "contents_code": self.request.contents_code if CODE in letter.fields and not self.request.draft else "",
            "confidential_rule": self._cited(""),
            "letter_rule": self._cited(LETTER_STEP),
            "affidavit_rule": self._cited(SWORN_STEP),
            **{f"{FOR}{utility}": "yes" for utility in subject.utilities},
            **self._variant(),
            **{name: self._field(name, place) for name, place in self.form.letter_fields.items()},
            **self.request.fields,
        }
        hangs = {paragraph.when for paragraph in letter.paragraphs}
        return {name: known.get(name) or ("" if name in hangs else BLANK) for name in letter.fields}

    def _variant(self) -> dict[str, str]:
        """The field that stands for the variant which was chosen, where the form has several."""
        cell = self.form.opens.get(VARIANT)
        chosen = self.request.view.values.get(cell) if cell is not None else None
        return {f"{AS}{chosen}": "yes"} if isinstance(chosen, str) else {}

    @property
    def _called(self) -> str:
        return paper_title(self.request, self.form)

    def _title(self) -> str:
        """What the letters call the filing; the service stands in it where a company files one for each."""
        if not self.form.each_service:
            return self._called
        names = dict(SERVICES)
        services = (names[utility].casefold() for utility in self.request.subject.utilities)
        return f"{self._called} ({', '.join(services)})"

    def _field(self, name: str, place: Place) -> str:
        """An answer as a letter prints it; of a statement only whether it was made."""
        if not name.startswith(SAID):
            return self._answer(place)
        return "yes" if self.request.view.values.get(place) == "yes" else ""

    def _answer(self, place: Place) -> str:
        spec = self.paper.sheet.cells.get(place)
        if spec is None or self.paper.sealed(place):
            return BLANK
        return self.paper.text(place, spec)


def _signed(leaves: Sequence[PageBody]) -> tuple[int, ...]:
    return tuple(number for number, leaf in enumerate(leaves) if leaf.signature)


def frame_of(request: RenderRequest, form: FormDefinition, words: VersionLegends) -> PageFrame:
    """What all pages of this version have in common; a report that has no other version names none."""
    subject, public = request.subject, request.view.public
    return PageFrame(
        company=full_name(subject),
        period=period_label(subject),
        version=words.version(public=public).upper() if request.confidential else "",
        legend=words.page(public=public),
        footer=form.citing(form.footer, subject.utilities),
        edition=f"{form.title}, edition {form.revision} {OWN_FORM if form.own else BUILT_IN}",
        watermark=stamp_of(request),
    )


def paper_title(request: RenderRequest, form: FormDefinition) -> str:
    """What the paper is: the filing, or the supplement that furnishes what the filing promised."""
    title = form.title
    return f"Supplement to the {title[:1].lower()}{title[1:]}" if request.fields.get(SUPPLEMENT) else title


def stamp_of(request: RenderRequest) -> str:
    """What is written across pages that are not for filing."""
    return " ".join(word for word, on in (("SAMPLE", request.sample), ("DRAFT", request.draft)) if on)


def full_name(subject: RequestSubject) -> str:
    """The certificated name with the name under which business is done."""
    return f"{subject.company}, d/b/a {subject.also_known_as}" if subject.also_known_as else subject.company


def period_label(subject: RequestSubject) -> str:
    """The time reported on, short, for the head of a page; of a paper in a case its number."""
    if subject.case:
        return f"Case No. {subject.docket}" if subject.docket else ""
    if subject.calendar_year:
        return f"Year {subject.year}"
    if subject.period.month:
        return subject.period.words
    return f"{long_date(subject.begins)} to {long_date(subject.ends)}"
