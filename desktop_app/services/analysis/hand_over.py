"""The handover binder for the next bookkeeper: in short, who is who, what falls due, where each number came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import shown
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.answers import source_of
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.formspec.wording import formula_words, line_name, value_text
from desktop_app.services.analysis.hand_over_summary import contacts, in_short, pages_in_short
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.roles import role_rows
from desktop_app.services.data_entry.work_papers import CENTS, WorkPaperPart, work_papers
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.paper.report_pages import SectionList

Rows = tuple[tuple[str, ...], ...]
COLUMNS = (("What", 190.0), ("Value", 130.0), ("Where it came from", 0.0))
LONGEST_FORMULA = 110
_BETWEEN = late_pattern(r" \([^()]* to [^()]*\)")
FOOT = (
    "For the next bookkeeper. It may contain information that is kept under seal: keep it with the company's own files."
)


def hand_over(file: CompanyFile, filing_id: str, *, notes: bool) -> SectionList:
    """The book of a filing and its company; the notes at cells only if asked for."""
    book, company = file.book(filing_id), file.book(COMPANY)
    papers = work_papers(file, filing_id)
    named = f"{book.sheet.form.called} {book.filing.period.words}"
    sections = (
        ("In short", in_short(file, book)),
        ("Contacts", contacts(file)),
        ("What falls due in the next twelve months", _due(file)),
        ("Reports", _reports(file)),
        ("Who prepared, reviewed and signed", role_rows(file, filing_id)),
        (f"Where the answers of {filing_id} came from, page by page", pages_in_short(book)),
        *_answers(f"{filing_id}: ", book, papers, notes=notes),
        *_answers("Company: ", company, {}, notes=notes),
    )
    return SectionList("Handover binder", COLUMNS, tuple(part for part in sections if part[1]), named, FOOT)


def _due(file: CompanyFile) -> Rows:
    today = file.clock.today()
    entries = calendar(file, today, today.replace(year=today.year + 1, day=min(today.day, 28)))
    return tuple((due.title, long_date(due.shown), f"{due.sentence} [{due.authority}]") for due in entries)


def _reports(file: CompanyFile) -> Rows:
    return tuple(
        (
            filing.id,
            f"Filed {filing.filed_on}" if filing.state is FilingState.FILED else "Open",
            f"Opened from {filing.previous}" if filing.previous else "Started blank",
        )
        for filing in file.filings()
    )


def _answers(
    start: str, book: EvaluatedFiling, papers: dict[str, tuple[WorkPaperPart, ...]], *, notes: bool
) -> Iterator[tuple[str, Rows]]:
    for schedule, places in book.sheet.places.items():
        if not book.calculation.asked(schedule):
            continue
        definition = book.sheet.schedules[schedule].definition
        told = [place for place in places if _says_something(book, place)]
        alike = _alike(book, told)
        rows = tuple(_row(book, place, papers, notes=notes) for place in told if place not in alike)
        yield f"{start}page {definition.page}, {definition.title}", (*rows, *_columns(book, alike))


def _alike(book: EvaluatedFiling, places: Sequence[Place]) -> dict[Place, tuple[str, str]]:
    """The cells that are computed as others of their column are, each with its column and the formula."""
    answers, formulas = book.answers, book.calculation.model.formulas
    plain = [place for place in places if place in formulas and not book.sheet.line(place).strong]
    plain = [place for place in plain if place not in answers.overrides and not book.sheet.line(place).formula]
    plain = [place for place in plain if place not in answers.explanations and place not in answers.notes]
    found = {place: (place.column, _computed(book, place)) for place in plain}
    count = Counter(found.values())
    return {place: how for place, how in found.items() if count[how] > 1}


def _columns(book: EvaluatedFiling, alike: dict[Place, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """A line for each formula that many cells of a column share."""
    for how, count in Counter(alike.values()).items():
        place = next(place for place, other in alike.items() if other == how)
        label = book.sheet.column(place).label
        yield f"{sentence_start(label)} of {counted(count, 'line')}", "", how[1]


def _computed(book: EvaluatedFiling, place: Place) -> str:
    words = _formula(book, place)
    return f"Computed: {words}" if words.endswith("...") else f"Computed: {words}."


def _formula(book: EvaluatedFiling, place: Place) -> str:
    """The formula in few words: without the lines between the first and the last, and cut where it is long."""
    words = formula_words(book.calculation.model.formulas[place], book.sheet, place)
    words = _BETWEEN.sub("", words)
    if len(words) <= LONGEST_FORMULA:
        return words
    return f"{words[:LONGEST_FORMULA].rpartition(' ')[0].rstrip(',')} ..."


def _says_something(book: EvaluatedFiling, place: Place) -> bool:
    """Whether the cell holds more than a word or a nought that was computed; a note makes it worth a line."""
    value = book.calculation.values.get(place)
    if place in book.answers.notes:
        return value is not None
    return bool(value) if place in book.calculation.model.formulas else not isinstance(value, AnswerWord | None)


def _row(
    book: EvaluatedFiling, place: Place, papers: dict[str, tuple[WorkPaperPart, ...]], *, notes: bool
) -> tuple[str, ...]:
    sheet = book.sheet
    column = sheet.column(place)
    label = _row_name(book, place) or line_name(sheet, place)
    name = f"{label}, {column.label.lower()}" if len(sheet.schedules[place.schedule].definition.columns) > 1 else label
    value = value_text(book.calculation.values.get(place), sheet.cells[place])
    return sentence_start(name), value, " ".join(_sources(book, place, papers, notes=notes))


def _row_name(book: EvaluatedFiling, place: Place) -> str:
    """What the first cell of a row calls it; empty for a line that has its name."""
    schedule = book.sheet.schedules[place.schedule]
    if place.line not in schedule.rows:
        return ""
    first = place._replace(column=schedule.definition.columns[0].id)
    value = book.calculation.values.get(first)
    return value if isinstance(value, str) and first != place else ""


def _sources(
    book: EvaluatedFiling, place: Place, papers: dict[str, tuple[WorkPaperPart, ...]], *, notes: bool
) -> Iterator[str]:
    calculation = book.calculation
    origin = calculation.origin(place)
    override = calculation.answers.overrides.get(place)
    tree = calculation.model.formulas.get(place)
    if origin is ValueOrigin.OVERRIDDEN and override is not None:
        yield f"Overrides the computed value: {override.reason}"
    elif tree is not None:
        yield _computed(book, place)
    elif origin is ValueOrigin.CARRIED:
        yield "Carried from last year's report."
    else:
        yield source_of(calculation.answers, place) or "Typed."
    parts = papers.get(str(place), ())
    if parts:
        yield "Work paper: " + "; ".join(f"{shown(part.amount, CENTS)} {part.words}".strip() for part in parts) + "."
    explanation = calculation.answers.explanations.get(place)
    if explanation:
        yield f"Explained: {explanation}"
    note = calculation.answers.notes.get(place)
    if note is not None and note.mark is not None:
        yield f"Marked: {note.mark.value}."
    if notes and note is not None and note.text:
        yield f"Note: {note.text}"
