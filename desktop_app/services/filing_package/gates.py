"""The gates that the composed paper must pass before it is offered, read from the pages themselves.

They repeat what the composing code does on purpose: a rule of the chapter is looked for in the result, not in the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import SEALING
from desktop_app.formspec.wording import value_text
from desktop_app.pagespec.pages import ItemRole, PaperPage, PictureItem, SealMark, TextItem
from desktop_app.services.filing_package.compose import (
    AFFIDAVIT_LABEL,
    ComposedDocument,
    composed,
    composed_versions,
    frame_of,
    full_name,
    period_label,
)
from desktop_app.services.filing_package.cover import LABEL as COVER
from desktop_app.services.filing_package.designation import designations
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.grid import SEALED_SIGN
from desktop_app.services.filing_package.legends import VersionLegends, legends
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.paper.frame import CONTINUED, PageFrame
from desktop_app.services.paper.printable import unprintable
from desktop_app.services.ports import FormLibrary, TextMeasure


@dataclass(frozen=True, slots=True)
class PaperGate:
    """One gate: what it asks, the rule or basis, and what is wrong; passed if nothing is.

    `field` is where the user puts it right, as filing/place, if that is one field of the company.
    """

    id: str
    asks: str
    citation: str
    trouble: str = ""
    field: str = ""

    @property
    def passed(self) -> bool:
        """Whether the paper passes."""
        return not self.trouble


@dataclass(frozen=True)
class ComposedPackage:
    """The paper as composed: the public `documents`, the report first, and the nonpublic version if there is one.

    `designations` are what the affidavit lists, `frame` what all pages have in common.
    """

    source: FilingSource
    legends: VersionLegends
    documents: tuple[ComposedDocument, ...]
    nonpublic: ComposedDocument | None
    frame: PageFrame
    designations: tuple[Mapping[str, str], ...]
    measure: TextMeasure

    @property
    def public(self) -> ComposedDocument:
        """The public version of the report."""
        return self.documents[0]

    @property
    def versions(self) -> tuple[ComposedDocument, ...]:
        """The versions there are."""
        return (self.public,) if self.nonpublic is None else (self.public, self.nonpublic)

    @property
    def printed(self) -> str:
        """All words of the public files, composed from public data alone."""
        return "\n".join(_words(page) for item in self.documents for page in item.document.pages)


def prove(source: FilingSource, library: FormLibrary, measure: TextMeasure) -> ComposedPackage:
    """Composes the versions, as values, to be judged."""
    words = legends(library.rules(), source.subject.rules_on)
    request = source.full_request()
    if source.confidential:
        documents, (nonpublic, *_) = composed_versions(source.public_request(), request, library, measure)
    else:
        documents, nonpublic = composed(source.public_request(), library, measure), None
    sheet = source.calculation.model.sheet
    frame = frame_of(request, sheet.form, words)
    return ComposedPackage(
        source, words, documents, nonpublic, frame, designations(VersionPages(request, sheet, measure)), measure
    )


def judged(proof: ComposedPackage) -> tuple[PaperGate, ...]:
    """All gates with their outcome. What rests on the section on sealing cites that of the form's own rules."""
    cited = proof.source.calculation.model.sheet.sealing_cited
    form = proof.source.calculation.model.sheet.form
    return tuple(
        PaperGate(
            id_,
            asks if form.case is None else _IN_A_CASE.get(id_, asks),
            cited(basis.removeprefix(SEALING)) if basis.startswith(SEALING) else basis,
            next(iter(look(proof)), ""),
            _FIELDS.get(id_, ""),
        )
        for id_, asks, basis, look in _GATES
        if SEALING in form.sections or id_ not in _OF_THE_SECTION
    )


def _both_versions(proof: ComposedPackage) -> Iterator[str]:
    if proof.source.confidential is (proof.nonpublic is None):
        yield "Sealed information needs a nonpublic and a public version; one of them is missing."
    if proof.nonpublic is not None and proof.nonpublic.common != len(proof.public.document.pages):
        yield "The two versions do not have the same pages."


def _contact(proof: ComposedPackage) -> Iterator[str]:
    fields = proof.source.fields
    if proof.source.confidential:
        for key, name in (("contact_name", "name"), ("contact_phone", "telephone")):
            if not fields.get(key, "").strip():
                yield f"The cover letter lacks the {name} of the person to ask. Give it on the Company page, Contact."


def _covers(proof: ComposedPackage) -> Iterator[str]:
    for version in proof.versions:
        if not proof.source.calculation.model.sheet.form.papers.cover:
            continue
        words = proof.legends.version(public=version is proof.public)
        if version.labels[:1] != (COVER,):
            yield "The report has no cover."
        elif (_heading(version.document.pages[0]) == words.upper()) is not proof.source.confidential:
            yield f"The cover {'does not say' if proof.source.confidential else 'says without need'} '{words}'."


def _affidavit(proof: ComposedPackage) -> Iterator[str]:
    form = proof.source.calculation.model.sheet.form
    if not proof.source.confidential or SEALING not in form.sections:
        return
    for version in proof.versions:
        if version.labels[form.papers.cover : form.papers.cover + 1] != (AFFIDAVIT_LABEL,):
            yield "The affidavit is not at its place in both versions: behind the cover, or first where there is none."


def _labelled(proof: ComposedPackage) -> Iterator[str]:
    for version in proof.versions:
        legend = proof.legends.page(public=version is proof.public)
        for number, page in enumerate(version.document.pages):
            says = any(isinstance(item, TextItem) and item.content == legend for item in page.items)
            holds = any(map(_held, page.items)) or page.label == "Annex"
            if holds != says or holds != (number in version.sealed):
                yield f"Page {number + 1} ({page.label}) is not labeled correctly as containing nonpublic information."
    if proof.nonpublic is not None and proof.public.sealed != tuple(
        number for number in proof.nonpublic.sealed if number < proof.nonpublic.common
    ):
        yield "The two versions do not mark the same pages."


def _held(item: object) -> bool:
    """Whether nonpublic information was here: a mark, a sealed note, a picture of a page that is boxed or sealed."""
    return isinstance(item, SealMark) or _sign(item) or (isinstance(item, PictureItem) and item.marked)


def _sign(item: object) -> bool:
    return isinstance(item, TextItem) and item.content == SEALED_SIGN and item.size < SMALL_SIGN


SMALL_SIGN = 6.0


def _name_and_year(proof: ComposedPackage) -> Iterator[str]:
    subject = proof.source.subject
    if not subject.company.strip():
        yield "The full certificated name of the company is missing. Give it on the Company page, Identity."
    name, year = _squeezed(full_name(subject)), _squeezed(period_label(subject))
    for version in proof.versions:
        for number, page in enumerate(version.document.pages[1:], 2):
            words = _squeezed(_words(page))
            if (name not in words or year not in words) and not _is_drawing(page):
                yield f"Page {number} does not name the company and the year."


def _is_drawing(page: PaperPage) -> bool:
    """Whether the page is a drawing at its own size and nothing else: the leaf before it says what it is and whose."""
    return bool(page.items) and all(isinstance(item, PictureItem) for item in page.items)


def _negatives(proof: ComposedPackage) -> Iterator[str]:
    for place, spec in proof.source.calculation.model.sheet.cells.items():
        value = proof.source.view.values.get(place)
        if isinstance(value, Decimal) and value < 0 and value_text(value, spec).startswith("-"):
            yield f"The negative number at {place} is not printed in brackets."


def _continuations(proof: ComposedPackage) -> Iterator[str]:
    for version in proof.versions:
        for before, page in zip(version.document.pages, version.document.pages[1:], strict=False):
            heading = _heading(page)
            same = before.label == page.label and heading in ("", _heading(before).removesuffix(CONTINUED))
            if same and not _is_drawing(page):
                yield f"A page of {page.label} does not say that it continues."


def _printable(proof: ComposedPackage) -> Iterator[str]:
    files = [item.document for item in proof.documents]
    for document in files if proof.nonpublic is None else [*files, proof.nonpublic.document]:
        yield from filter(None, (unprintable(page, proof.measure) for page in document.pages))


def _heading(page: PaperPage) -> str:
    """What a page is called at its head."""
    return next(
        (item.content for item in page.items if isinstance(item, TextItem) and item.role is ItemRole.HEADING), ""
    )


def _words(page: PaperPage) -> str:
    return " ".join(item.content for item in page.items if isinstance(item, TextItem))


def _squeezed(text: str) -> str:
    return "".join(text.split())


_GATES: Sequence[tuple[str, str, str, Callable[[ComposedPackage], Iterator[str]]]] = (
    ("C02", "A sealed filing has a complete nonpublic and a redacted public version.", SEALING, _both_versions),
    ("C03", "The cover letter designates the information and names the person to ask.", f"{SEALING}(A)", _contact),
    ("C04", "The cover of each version says whether it is public or nonpublic.", f"{SEALING}(B)", _covers),
    ("C05", "The affidavit is behind the cover of both versions.", f"{SEALING}(C)", _affidavit),
    ("C06", "Each page with nonpublic information says so, in both versions.", f"{SEALING}(D)", _labelled),
    (
        "C08",
        "The company's name and the year are on every page.",
        "The commission's example of a report",
        _name_and_year,
    ),
    ("C43", "Negative numbers are printed in brackets.", "The instructions of other states' forms", _negatives),
    (
        "C44",
        "Continuation pages name form, company, year and schedule.",
        "The instructions of other states' forms",
        _continuations,
    ),
    ("letters", "Every letter can be printed.", "What is on paper that is sworn to", _printable),
)
# What the same gate asks of a paper in a case, which has no year and whose pages are paragraphs and exhibits.
_IN_A_CASE = {
    "C03": "The letter of designation names the information and the person to ask.",
    "C08": "The company's name is on every page, and the case number if there is one.",
    "C44": "Continuation pages say what they continue.",
}
# Gates on papers that only the section on sealing asks for: the names on the covers, and the affidavit.
_OF_THE_SECTION = frozenset({"C04", "C05"})
_FIELDS = {"C03": "company/contact", "C08": "company/identity/legal_name/answer"}
