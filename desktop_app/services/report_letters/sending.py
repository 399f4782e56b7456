"""A letter that went out: its file kept, and what follows from it in the calendar."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import extensions, keeping
from desktop_app.services.filing_calendar.due import calendar_input, entries
from desktop_app.services.filing_calendar.receipt import RECEIPT_COUNTS
from desktop_app.services.report_letters.drafts import (
    DIRECT,
    LETTER,
    PLEADING,
    PREFIX,
    LetterDraft,
    LetterWentOut,
    SentLetter,
    letter_json,
)
from desktop_app.services.report_letters.letter_checks import finished_letter


@dataclass(frozen=True, slots=True)
class LetterSending:
    """How a letter goes out: the day, the way, a number, and the day on which the commission has it, once known."""

    on: date
    way: str
    tracking: str = ""
    received: date | None = None

    @property
    def had_on(self) -> date | None:
        """The day of receipt; what is delivered or uploaded is received on that very day."""
        return self.on if self.received is None and self.way.strip() in DIRECT else self.received


class NotReceivedSo(UserError):
    """The day of receipt cannot be kept: the letter was not sent yet, or the day is before its sending."""


def send(file: CompanyFile, draft: LetterDraft, how: LetterSending, pdf: bytes) -> str:
    """Keeps that the letter went out, with the very file, and tells what follows from it in a sentence.

    A request for up to thirty days that the commission received in time extends the due date; an answer or response is
    done once received. Raises LetterWentOut, NotReceivedSo, LetterNotReady.
    """
    if draft.sent is not None:
        raise LetterWentOut
    finished_letter(file, draft)
    _must_follow(how.on, how.had_on)
    digest = file.workspace.keep_document(pdf)
    gone = replace(draft, sent=SentLetter(how.on, how.way.strip(), how.tracking.strip(), digest, how.had_on))
    entry: dict[str, Json] = {f"{PREFIX}{draft.id}": letter_json(gone)}
    file.edit(COMPANY, f"{draft.title}: sent on {long_date(how.on)}", entry)
    return _follow(file, gone)


def record_receipt(file: CompanyFile, draft: LetterDraft, on: date) -> str:
    """Keeps the day of receipt of a letter that was sent, and tells what follows from it. Raises NotReceivedSo."""
    if draft.sent is None:
        raise NotReceivedSo("This letter was not sent yet. Mark it as sent first.")
    _must_follow(draft.sent.on, on)
    there = replace(draft, sent=replace(draft.sent, received=on))
    entry: dict[str, Json] = {f"{PREFIX}{draft.id}": letter_json(there)}
    file.edit(COMPANY, f"{draft.title}: received on {long_date(on)}", entry)
    return _follow(file, there)


def _must_follow(on: date, received: date | None) -> None:
    if received is not None and received < on:
        raise NotReceivedSo(
            f"It was sent on {long_date(on)}; it cannot have been received on {long_date(received)}, which is earlier."
        )


def _follow(file: CompanyFile, draft: LetterDraft) -> str:
    sent = draft.sent
    if sent is None or sent.received is None:
        return f"The calendar is unchanged until you record the day of receipt. {RECEIPT_COUNTS}"
    if draft.kind == LETTER:
        return _put_off(file, draft, sent.received)
    if draft.kind == PLEADING:
        return "A pleading extends nothing by itself: enter the commission's order in the calendar when it comes."
    answered = [
        due
        for due in entries(calendar_input(file), date(sent.on.year - 1, 1, 1), date(sent.received.year + 1, 12, 31))
        if draft.happening and due.happening == draft.happening and due.ours and due.done is None
    ]
    for due in answered:
        keeping.mark_done(file, due.key, sent.received)
    return "The calendar shows it as done." if answered else ""


def _put_off(file: CompanyFile, draft: LetterDraft, received: date) -> str:
    try:
        until = parse_date(draft.values.get("until", ""))
        keeping.record_extension(file, extensions.ReportExtension(draft.year, extensions.LETTER, received, until))
    except (NotADate, UserError) as refusal:
        return f"The calendar still shows the old due date: {refusal}"
    return f"The calendar shows the extended due date, {long_date(until)}."
