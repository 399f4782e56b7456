"""A letter that went out: its file kept, and what follows from it in the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import extensions, keeping
from desktop_app.services.filing_calendar.due import diary, entries
from desktop_app.services.report_letters.drafts import (
    LETTER,
    PREFIX,
    LetterDraft,
    LetterWentOut,
    Sent,
    to_json,
)


def send(file: CompanyFile, draft: LetterDraft, on: date, how: str, tracking: str, pdf: bytes) -> str:
    """Keeps that the letter went out, with the very file, and tells what follows from it in a sentence.

    A request for up to thirty days that was in time puts the report off; an answer or response is done.
    Raises LetterWentOut.
    """
    if draft.sent is not None:
        raise LetterWentOut
    digest = file.workspace.keep_document(pdf)
    gone = replace(draft, sent=Sent(on, how.strip(), tracking.strip(), digest))
    entry: dict[str, Json] = {f"{PREFIX}{draft.id}": to_json(gone)}
    file.edit(COMPANY, f"{draft.title}: sent on {long_date(on)}", entry)
    return _follow(file, draft, on)


def _follow(file: CompanyFile, draft: LetterDraft, on: date) -> str:
    if draft.kind == LETTER:
        return _put_off(file, draft, on)
    answered = [
        due
        for due in entries(diary(file), date(on.year - 1, 1, 1), date(on.year + 1, 12, 31))
        if draft.happening and due.happening == draft.happening and due.ours and due.done is None
    ]
    for due in answered:
        keeping.mark_done(file, due.key, on)
    return "The calendar shows it as done." if answered else ""


def _put_off(file: CompanyFile, draft: LetterDraft, on: date) -> str:
    try:
        until = parse_date(draft.values.get("until", ""))
        keeping.put_off(file, extensions.Extension(draft.year, extensions.LETTER, on, until))
    except (NotADate, UserError) as refusal:
        return f"The calendar still shows the old day: {refusal}"
    return f"The calendar shows the report as put off to {long_date(until)}."
