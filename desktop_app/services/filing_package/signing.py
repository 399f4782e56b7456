"""Who signs the papers of a package, and what only the company can say: asked before a package is produced.

The verification and the affidavit are two oaths in one package; they and the letters must not contradict each other or
the Company page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import SEALING
from desktop_app.formspec.pleading import HOLE
from desktop_app.formspec.wording import location
from desktop_app.services.company.letter_lines import PEOPLE, BlankLine, blank_lines
from desktop_app.services.company.profile import CompanyPerson, CompanyProfile, holds_title, squeezed_name
from desktop_app.services.filing_package.compose import AFFIDAVIT
from desktop_app.services.filing_package.correspondence import SAID
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.ports import FormLibrary

UNSAID, SIGNER, TWO_OATHS, BLANK_LINE = "unsaid", "signer", "two-oaths", "letter-line-blank"
WHERE = "Company page, People"
COMPANY_HOLES = {
    "address": ("office_address",),
    "contact": ("contact_name", "contact_phone"),
    "signer": ("signer_name",),
}
OTHER = "other"


def unsaid_statements(source: FilingSource, library: FormLibrary) -> Iterator[Problem]:
    """The statements of the papers to be produced that the company has not made."""
    form = source.calculation.model.sheet.form
    for name, place in form.letter_fields.items():
        if not name.startswith(SAID) or source.view.values.get(place) == "yes":
            continue
        if place not in source.calculation.values and source.calculation.required(place):
            continue  # that it is blank is on the list already
        papers = [library.letter(kind).title for kind in _kinds(source) if name in library.letter(kind).fields]
        if papers:
            where = location(source.calculation.model.sheet, place)
            words = (
                f"{sentence_start(where)} is not answered with yes. The paper '{papers[0]}' says so, and only the "
                "company can say it."
            )
            yield Problem(UNSAID, Severity.STOP, str(place), words, ", ".join(_cites(source, place)))


def letter_problems(source: FilingSource, profile: CompanyProfile, library: FormLibrary) -> Iterator[Problem]:
    """The lines of the Company page that letters of the package print and that are blank, each once."""
    papers: dict[BlankLine, str] = {}
    letters = [library.letter(kind) for kind in _kinds(source)]
    printed = [(letter.title, frozenset(letter.fields)) for letter in letters]
    for title, fields in (*printed, *_in_paragraphs(source)):
        for line in blank_lines(profile, fields):
            papers.setdefault(line, title)
    cites = ", ".join(source.calculation.model.sheet.form.cites)
    for line, title in papers.items():
        words = f"{line.words} is blank. The paper '{title}' prints it; fill it in there."
        yield Problem(BLANK_LINE, Severity.STOP, line.place, words, cites, filing=COMPANY)


def _in_paragraphs(source: FilingSource) -> Iterator[tuple[str, frozenset[str]]]:
    """What the papers of a case print of the Company page, by the paper's title."""
    form = source.calculation.model.sheet.form
    for paragraph in form.paragraphs:
        if paragraph.utilities and not set(paragraph.utilities) & set(source.subject.utilities):
            continue
        holes = {hole for hole in HOLE.findall(paragraph.text) if hole in COMPANY_HOLES}
        if holes:
            title = paragraph.paper.replace("-", " ").capitalize() if paragraph.paper else form.title
            yield title, frozenset(name for hole in holes for name in COMPANY_HOLES[hole])


def _cites(source: FilingSource, place: Place) -> tuple[str, ...]:
    lines = source.calculation.model.sheet.schedules[place.schedule].lines
    return next((line.cites for line in lines if line.id == place.line), ())


def _kinds(source: FilingSource) -> tuple[str, ...]:
    form = source.calculation.model.sheet.form
    papers = form.papers
    sworn = (AFFIDAVIT,) if SEALING in form.sections else ()
    return (*papers.always, *((*sworn, *papers.with_seal) if source.confidential else papers.without_seal))


def signer_problems(source: FilingSource, people: Sequence[CompanyPerson], today: date) -> Iterator[Problem]:
    """Whoever signs is one of the company's people, with an office that the company gives that person."""
    oath = _oath(source)
    signers = [person for person in people if person.signs]
    names = {squeezed_name(person.name) for person in signers}
    if len(names) > 1:
        listed = " and ".join(person.name for person in signers)
        words = f"{WHERE}: {listed} are both marked as signing the report. The letters bear one name: leave one."
        yield _problem(source, SIGNER, "", words)
    if oath is None:
        return
    yield from _sworn(source, oath, people, today)
    if source.confidential and SEALING in source.calculation.model.sheet.form.sections:
        yield from _affidavit(source, oath, signers, today)


class _Oath:
    """What the answers say of the person who swears to the report."""

    def __init__(self, source: FilingSource, name: Place) -> None:
        form = source.calculation.model.sheet.form
        values, cells = source.view.values, source.calculation.model.sheet.cells
        self.place = name
        self.title_place = form.letter_fields["oath_title"]
        self.capacity_place = form.letter_fields["oath_capacity"]
        self.name = str(values.get(name) or "")
        self.title = str(values.get(self.title_place) or "")
        self.role = str(values.get(self.capacity_place) or "")
        options = cells[self.capacity_place].options
        self.capacity = next((option.label for option in options if option.id == self.role), self.role)
        self.leaves = values.get(form.letter_fields["oath_in_office"]) == "no"


def _oath(source: FilingSource) -> _Oath | None:
    sheet = source.calculation.model.sheet
    name = sheet.form.letter_fields.get("oath_name")
    if not sheet.form.papers.sworn or name is None or name not in sheet.cells:
        return None
    if not isinstance(source.view.values.get(name), str):
        return None  # a blank one is on the list of what is missing
    return _Oath(source, name)


def _sworn(source: FilingSource, oath: _Oath, people: Sequence[CompanyPerson], today: date) -> Iterator[Problem]:
    same = [person for person in people if squeezed_name(person.name) == squeezed_name(oath.name)]
    if not same:
        known = ", ".join(person.name for person in people if person.name) or "nobody yet"
        words = (
            f"The verification is sworn by {oath.name}, who is not on the {WHERE}: {known}. Add the person there, or "
            "correct the name."
        )
        yield _problem(source, SIGNER, str(oath.place), words)
        return
    roles = {person.role for person in same}
    if oath.role and oath.role not in {OTHER, *roles}:
        held = " and ".join(dict.fromkeys(person.title or person.role.replace("_", " ") for person in same))
        words = (
            f"The verification is sworn by {oath.name} as {oath.capacity}; the {WHERE}, gives {held}. Correct the one "
            "that is wrong."
        )
        yield _problem(source, SIGNER, str(oath.capacity_place), words)
    titles = [person.title for person in same if person.title]
    if oath.title and titles and not holds_title(oath.title, titles):
        held = " and ".join(dict.fromkeys(titles))
        words = (
            f"The title under the verification reads '{oath.title}'; the {WHERE}, gives {oath.name} as {held}. Use one "
            "title for the person."
        )
        yield _problem(source, SIGNER, str(oath.title_place), words)
    if oath.leaves:
        words = (
            f"{oath.name} will not hold the office on the day of signing, but the verification says so. Let the "
            "successor sign, and change the name here and on the Company page."
        )
        yield _problem(source, SIGNER, str(oath.place), words)
    yield from _left_office(source, oath.name, same, today)


def _affidavit(source: FilingSource, oath: _Oath, signers: Sequence[CompanyPerson], today: date) -> Iterator[Problem]:
    """The affidavit is sworn by the person marked as signing; the same office cannot be held by two persons."""
    if not signers:
        words = f"Nobody is marked on the {WHERE}, as signing: the affidavit needs a person who swears to it."
        yield _problem(source, SIGNER, "", words)
    for person in signers:
        if squeezed_name(person.name) == squeezed_name(oath.name):
            continue
        same_role = person.role == oath.role and oath.role != OTHER
        same_title = bool(person.title) and squeezed_name(person.title) == squeezed_name(oath.title)
        if same_role or same_title:
            words = (
                f"Two oaths of this package name different persons as {oath.title or oath.capacity}: the verification "
                f"{oath.name}, the affidavit {person.name}. Let the one who holds the office sign both, or correct the "
                "office."
            )
            yield _problem(source, TWO_OATHS, str(oath.place), words)
        yield from _left_office(source, person.name, [person], today)


def _left_office(source: FilingSource, name: str, rows: Sequence[CompanyPerson], today: date) -> Iterator[Problem]:
    ends = [person.until for person in rows]
    last = max((day for day in ends if day is not None), default=None)
    if None not in ends and last is not None and last < today:
        words = f"{name} left office on {long_date(last)} ({WHERE}), so cannot sign now. Let the successor sign."
        yield _problem(source, SIGNER, "", words)


def _problem(source: FilingSource, name: str, place: str, words: str) -> Problem:
    filing = "" if place else COMPANY
    return Problem(
        name, Severity.STOP, place or PEOPLE, words, source.calculation.model.sheet.oath_cited, filing=filing
    )
