"""Answering the blanks of a page with what the form suggests for them, as one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.values import AnswerWord, Json, Place, Value, value_to_json
from desktop_app.formspec.answers import ValueSource
from desktop_app.formspec.suggestions import suggested_value, suggested_values
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry.entering import schedule_of

SUGGESTED = "Suggested by the form"


def suggestions(book: EvaluatedFiling, schedule: str = "") -> Mapping[Place, Value]:
    """What is suggested for the blank cells of a schedule, or of the whole filing."""
    if schedule:
        schedule_of(book, schedule)
    return suggested_values(book.calculation, (schedule,) if schedule else book.sheet.schedules)


def has_suggestion(book: EvaluatedFiling, schedule: str) -> bool:
    """Whether anything is suggested for a blank cell of the schedule."""
    cells = book.sheet.cells
    offering = (place for place in book.sheet.places[schedule] if cells[place].suggest or cells[place].none_when)
    return any(suggested_value(book.calculation, place) is not None for place in offering)


def use_suggestions(file: CompanyFile, filing: str, schedule: str = "") -> Mapping[Place, Value]:
    """Answers the blank cells of a schedule, or of the whole filing, with what is suggested, as one step."""
    book = file.book(filing)
    found = suggestions(book, schedule)
    entries: dict[str, Json] = {}
    for place, value in found.items():
        entries[records.answer_key(filing, place)] = value_to_json(value)
        entries[records.source_key(filing, place)] = records.source_to_json(ValueSource(value, SUGGESTED))
    where = schedule_of(book, schedule).where if schedule else "all pages"
    file.edit(filing, f"Suggestions of {where}", entries)
    return found


def offered_words(book: EvaluatedFiling, found: Mapping[Place, Value]) -> str:
    """What would be done to the whole filing, page by page, as a question."""
    pages: dict[str, list[Value]] = {}
    for place, value in found.items():
        definition = book.sheet.schedules[place.schedule].definition
        pages.setdefault(definition.listed, []).append(value)
    lines = [f"{title}: {len(values):,}{_nones(values)}" for title, values in pages.items()]
    cells = "1 blank" if len(found) == 1 else f"{len(found):,} blanks"
    return "\n".join((f"Answer {cells} with what is suggested? One undo reverses all of it.", "", *lines))


def _nones(values: Iterable[Value]) -> str:
    count = sum(value is AnswerWord.NONE for value in values)
    return f" ({count:,} None)" if count else ""


def used_words(found: Mapping[Place, Value], where: str = "this page") -> str:
    """What was done, in a sentence."""
    if not found:
        return f"Nothing is suggested for the blanks of {where}."
    cells = "1 cell is" if len(found) == 1 else f"{len(found):,} cells are"
    return f"{cells} filled with what is suggested. Check them; typing changes them."
