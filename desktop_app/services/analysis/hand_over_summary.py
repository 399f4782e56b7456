"""The first pages of the handover binder: the company and the report in short, whom to ask, where answers came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import short_date
from desktop_app.domain.filings import FilingState
from desktop_app.domain.problems import Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import source_of
from desktop_app.formspec.checks import BLANK
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.formspec.public_view import effective_seals
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.profile import PROFILE_PAGE, CompanyPerson
from desktop_app.services.data_entry.suggesting import SUGGESTED

Rows = tuple[tuple[str, ...], ...]
ORIGINS = {
    ValueOrigin.CARRIED: "carried from last year's report",
    ValueOrigin.COMPUTED: "computed",
    ValueOrigin.OVERRIDDEN: "computed and overridden",
    ValueOrigin.TYPED: "typed",
}
SERVICES = {
    "water": "water", "sewer": "sewer", "heating": "steam or hot-water heating", "electric": "electric", "gas": "gas",
    "telecom": "telephone",
}  # fmt: skip


def in_short(file: CompanyFile, book: EvaluatedFiling) -> Rows:
    """Who the company is and how far the report is."""
    profile, filing, answers = file.profile(), book.filing, book.answers
    services = ", ".join(SERVICES[utility] for utility in profile.utilities)
    state = f"Filed on {filing.filed_on}" if filing.state is FilingState.FILED else "Not filed yet"
    from_ = f"Opened from {filing.previous}" if filing.previous else "The first report in this file"
    marked = sum(note.mark is not None for note in answers.notes.values())
    seals = len(effective_seals(book.sheet, answers))
    rows = (
        ("Company", profile.full_name, f"Services: {services}" if services else ""),
        (f"Report {filing.id}", state, from_),
        ("Check list", _open_problems(book), "Checks, beside the pages of the report"),
        ("Answers that are not final", f"{marked:,}", "Marked as an estimate or to be confirmed, at their cells"),
        ("Under seal", counted(seals, "seal"), "Step, All seals: each with its type and reason"),
    )
    return rows if filing.state is not FilingState.FILED else (*rows[:2], rows[4])


def _open_problems(book: EvaluatedFiling) -> str:
    found = [problem for problem in book.checks.problems if problem.open]
    blank = sum(problem.id == BLANK for problem in found)
    stops = sum(problem.severity is Severity.STOP for problem in found) - blank
    asks = len([problem for problem in found if problem.severity is Severity.EXPLAIN])
    words = [Severity.STOP.counted(stops) if stops else "", Severity.EXPLAIN.counted(asks) if asks else ""]
    words.append(counted(blank, "blank cell") if blank else "")
    return ", ".join(filter(None, words)) or "Nothing open"


def contacts(file: CompanyFile) -> Rows:
    """Everybody whom the Company page names, and the office."""
    profile = file.profile()
    people = tuple(
        (
            person.name,
            ", ".join(filter(None, (person.phone, person.email))),
            _office(person),
        )
        for person in profile.people
        if person.name
    )
    office, contact = profile.office, profile.contact
    reached = ("phone", "email")
    address = ", ".join(filter(None, (office.get(part, "") for part in ("street", "box", "city", "state", "zip"))))
    rows = (
        *people,
        ("Principal office", ", ".join(filter(None, map(office.get, reached))), address),
        (contact.get("name", ""), ", ".join(filter(None, map(contact.get, reached))), "Confidential information"),
    )
    return tuple(row for row in rows if row[0] and (row[1] or row[2]))


def _office(person: CompanyPerson) -> str:
    left = f"left on {short_date(person.until)}" if person.until else ""
    title = person.title or person.role.replace("_", " ")
    return "; ".join(filter(None, (title, "signs the report" if person.signs else "", left)))


def pages_in_short(book: EvaluatedFiling) -> Rows:
    """Each page with how many of its answers came from where, the most first."""
    pages: dict[str, tuple[str, Counter[str]]] = {}
    for schedule, places in book.sheet.places.items():
        if book.calculation.asked(schedule):
            definition = book.sheet.schedules[schedule].definition
            _, count = pages.setdefault(definition.page, (definition.title, Counter()))
            count.update(_origins(book, places))
    return tuple(
        (f"Page {page}, {title}", counted(sum(count.values()), "answer"), _listed(count))
        for page, (title, count) in pages.items()
        if count
    )


def _origins(book: EvaluatedFiling, places: tuple[Place, ...]) -> Iterator[str]:
    for place in places:
        if place in book.calculation.values:
            source = source_of(book.answers, place).partition(":")[0]
            yield _from(source) if source else ORIGINS[book.calculation.origin(place)]


def _from(source: str) -> str:
    """A source within a sentence."""
    small = f"{source[:1].lower()}{source[1:]}"
    return small if source == SUGGESTED else f"from the {source}" if source == PROFILE_PAGE else f"from {small}"


def _listed(count: Counter[str]) -> str:
    words = ", ".join(f"{number:,} {origin}" for origin, number in count.most_common())
    return f"{sentence_start(words)}."
