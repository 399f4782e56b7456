"""More time for an annual report, as Home shows it: what was asked for, or how long a letter can still be sent."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.domain.dates import long_date
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import DueEntry
from desktop_app.services.report_letters.drafts import CERTIFIED, LETTER, LetterDraft, SentLetter, letters


def more_time(file: CompanyFile, report: DueEntry) -> str:
    """What was asked for, or whether it still can be and how far a letter reaches, in a sentence."""
    law, today = file.law(), file.clock.today()
    last = law.ends("annual_report/ask_by_letter", report.start)
    longest = law.ends("annual_report/longest_by_letter", report.start)
    if last is None or longest is None or report.day > last + timedelta(days=1):
        return ""
    for draft in letters(file):
        if draft.kind in CERTIFIED and draft.year == report.start.year and draft.sent is not None:
            return _asked(draft, draft.sent)
    if today > last:
        return f"The last day to ask for more time was {long_date(last)}; it has passed."
    return (
        f"Until {long_date(last)} you may ask the commission by letter for an "
        f"extension, at most to {long_date(longest)}."
    )


def _asked(draft: LetterDraft, sent: SentLetter) -> str:
    """Of a request that went out and has not moved the day."""
    what = "request for an extension" if draft.kind == LETTER else "pleading for an extension"
    if sent.received is None:
        words = f"The {what} was sent on {long_date(sent.on)}. Record the day on which the commission received it"
        return f"{words}; until then the due date stays as it is."
    words = f"The {what} was received on {long_date(sent.received)}. The due date stays as it is"
    return f"{words}." if draft.kind == LETTER else f"{words} until you record the commission's order."
