"""Answering the blanks of a page with what the form suggests for them, as one step."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import ValueSource
from desktop_app.formspec.suggestions import suggested_value
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry.entering import schedule_of

SUGGESTED = "Suggested by the form"


def suggestions(book: EvaluatedFiling, schedule: str) -> Mapping[Place, Value]:
    """What is suggested for the blank cells of a schedule."""
    schedule_of(book, schedule)
    found = {place: suggested_value(book.calculation, place) for place in book.sheet.places[schedule]}
    return {place: value for place, value in found.items() if value is not None}


def use_suggestions(file: CompanyFile, filing: str, schedule: str) -> Mapping[Place, Value]:
    """Answers the blank cells of a schedule with what is suggested, as one step, and tells what was put where."""
    book = file.book(filing)
    found = suggestions(book, schedule)
    entries: dict[str, Json] = {}
    for place, value in found.items():
        entries[records.answer_key(filing, place)] = value_to_json(value)
        entries[records.source_key(filing, place)] = records.source_to_json(ValueSource(value, SUGGESTED))
    file.edit(filing, f"Suggestions of page {schedule_of(book, schedule).page}", entries)
    return found


def used_words(found: Mapping[Place, Value]) -> str:
    """What was done, in a sentence."""
    if not found:
        return "Nothing is suggested for the blanks of this page."
    cells = "1 cell is" if len(found) == 1 else f"{len(found):,} cells are"
    return f"{cells} filled with what is suggested. Check them; typing changes them."
