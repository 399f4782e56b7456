"""Notes at cells for those who work on the filing, and marks of answers that are not final."""

from __future__ import annotations

from desktop_app.domain.values import Place
from desktop_app.formspec.answers import AnswerMark, AnswerNote
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.data_entry.entering import spec_of

NOTHING = AnswerNote()


def note_at(book: EvaluatedFiling, place: Place) -> AnswerNote:
    """The note at a cell; an empty one where there is none."""
    return book.answers.notes.get(place, NOTHING)


def write_note(
    file: CompanyFile, filing: str, place: Place, text: str, mark: AnswerMark | None = None
) -> EditOutcome | None:
    """Puts a note and a mark at a cell; an empty note without a mark removes both.

    Raises NoSuchPlace, FilingIsFiled.
    """
    book = file.book(filing)
    spec_of(book.sheet, place)
    note = AnswerNote(text.strip(), mark)
    entry = None if note == NOTHING else records.note_to_json(note)
    return file.edit(filing, f"Note on {location(book.sheet, place)}", {records.note_key(filing, place): entry})
