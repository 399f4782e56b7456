"""What Home shows and the program says at its start: what is late, what is coming, and what lateness costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.domain.dates import long_date
from desktop_app.rulebook.clock import EventRecurrence
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import ASKING, REPORT_DUE, DueEntry, calendar_input, entries

HORIZON, LOOKBACK = "calendar/horizon", "calendar/lookback"
PENALIZED = frozenset({REPORT_DUE, "annual_report/deficiency_answer"})
ONE_YEAR = timedelta(days=366)


def waiting(file: CompanyFile) -> tuple[DueEntry, ...]:
    """What the company has to do and has not done: what is late, what comes within the horizon, and the next report.

    Reports by the month or quarter that are older than the lookback and were never begun are left out: they were
    filed without the program.
    """
    today, book = file.clock.today(), calendar_input(file)
    horizon = today + timedelta(days=int(book.law.rules.value(HORIZON, today).number))
    oldest = today - timedelta(days=int(book.law.rules.value(LOOKBACK, today).number))
    due = [
        item
        for item in entries(book, today - ONE_YEAR, today + ONE_YEAR)
        if item.ours and item.done is None and item.clock.name not in ASKING
    ]
    recent = [item for item in due if item.shown <= horizon and (_stays(item, today) or item.shown >= oldest)]
    further = [item for item in due if item.shown > horizon and (item.clock.name == REPORT_DUE or item.filing)]
    return (*recent, *further)


def late_days(due: DueEntry, today: date) -> int:
    """How many days the entry is late; 0 if it is not."""
    return max(0, (today - due.shown).days) if due.ours and due.done is None else 0


def penalty(law: ChapterLaw, due: DueEntry, days: int, today: date) -> Decimal:
    """What the entry costs when it is so many days late; nothing where the rules set no penalty."""
    found = law.penalties.of(due.utilities) if due.clock.name in PENALIZED else None
    return Decimal(0) if found is None else found.amount(law.rules, days, today)


def filed_elsewhere(due: DueEntry, today: date) -> str:
    """The question whether a late report was filed without the program; empty where there is nothing to ask."""
    if due.clock.name != REPORT_DUE or not late_days(due, today):
        return ""
    return "Already filed, on paper or in EFIS? Then record the day, and it is no longer listed as late."


def cost(law: ChapterLaw, due: DueEntry, today: date) -> str:
    """What lateness costs, in a sentence: what it has cost, or what it would.

    Of a report that nobody began in the program nothing is said once it is late: it may have been filed on paper.
    """
    return "" if filed_elsewhere(due, today) and not due.filing else cost_so_far(law, due, today)


def cost_so_far(law: ChapterLaw, due: DueEntry, today: date) -> str:
    """What an entry has cost, or would cost if it were late; nothing once it is done."""
    found = law.penalties.of(due.utilities) if due.clock.name in PENALIZED and due.done is None else None
    if found is None:
        return ""
    late = late_days(due, today)
    cites = ", ".join(
        cite
        for item in law.penalties.all
        if item.name == found.name and item.utility.value in due.utilities
        for cite in item.cites
    )
    if not late:
        one, ten = (found.amount(law.rules, days, today) for days in (1, 10))
        return f"One day late costs ${one:,}, ten days ${ten:,} ({cites})."
    words = f"If it is not filed, it is {late:,} {'day' if late == 1 else 'days'} late; the rule sets a penalty of"
    return f"{words} ${found.amount(law.rules, late, today):,} so far, and more each day ({cites})."


def reminder(due: Sequence[DueEntry], today: date) -> str:
    """One sentence at the start of the program about what presses; nothing if nothing does."""
    late = [item for item in due if late_days(item, today)]
    now = [item for item in due if not late_days(item, today) and item.send_by is not None and item.send_by <= today]
    if late:
        more = f", and {len(late) - 1} more" if len(late) > 1 else ""
        asked = " If it is filed, record that." if filed_elsewhere(late[0], today) else ""
        return f"Past due: {late[0].title}, due on {long_date(late[0].shown)}{more}.{asked}"
    if now:
        more = f", and {len(now) - 1} more" if len(now) > 1 else ""
        return f"To be sent now: {now[0].title}, due on {long_date(now[0].shown)}{more}."
    return ""


def _stays(due: DueEntry, today: date) -> bool:
    """Whether the entry stays in view however long it is late; of yearly reports, last year's does."""
    if due.filing or due.happening:
        return True
    return due.clock.event.period in (EventRecurrence.YEAR, EventRecurrence.CYCLE) and due.start.year >= today.year - 1
