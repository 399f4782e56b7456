"""How the entries of the calendar are said: how far away a day is, and what stands at it."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import Severity
from desktop_app.rulebook.clock import COMPANY
from desktop_app.services.filing_calendar.due import ASKING, DueEntry

SOON = 30


def days(count: int) -> str:
    """So many days."""
    return f"{count:,} {'day' if count == 1 else 'days'}"


def when(due: DueEntry, today: date) -> str:
    """How far away the day is, or that it is done."""
    day = long_date(due.shown)
    if due.done is not None:
        return f"{due.settled}. It was due on {day}." if due.ours else f"{due.settled}; the day is {day}."
    if not due.clock.bound.is_deadline:
        return f"Not before {day}."
    if not due.ours:
        return f"Until {day}, for the {due.clock.who}." if due.clock.who != "anybody" else f"Until {day}."
    return _left(due, (due.shown - today).days, day)


def _left(due: DueEntry, left: int, day: str) -> str:
    if left < 0 and due.clock.name in ASKING:
        return f"The last day was {day}; {'more time was not needed' if due.needless else 'it was missed'}."
    if left < 0:
        return f"It was due on {day}, {days(-left)} ago."
    if left == 0:
        return f"It is due today, {day}."
    return f"Due on {day}: {days(left)} left."


def sending(due: DueEntry, today: date, margin: int) -> str:
    """By when it should be sent, for what the company sends and has not sent."""
    if due.send_by is None or due.done is not None or due.shown < today:
        return ""
    late = " That day has passed: send it now." if due.send_by < today else ""
    return f"Send it by {long_date(due.send_by)} (allow {days(margin)} for mail).{late}"


def mark(due: DueEntry, today: date) -> str:
    """The mark of the entry: good when done, stop when late, explain when soon."""
    if due.done is not None:
        return Severity.EXPLAIN.value if due.ours and due.done > due.shown else "good"
    if not due.ours:
        return ""
    left = (due.shown - today).days
    if left < 0:
        return "" if due.clock.name in ASKING else Severity.STOP.value
    return Severity.EXPLAIN.value if left <= SOON else ""


def state(due: DueEntry, today: date) -> str:
    """One or two words for a table."""
    if due.done is not None:
        late = due.ours and due.done > due.shown
        return f"{due.settled.partition(' ')[0]}{f' {days((due.done - due.shown).days)} late' if late else ''}"
    if due.clock.who != COMPANY:
        return due.clock.who.capitalize()
    if not due.clock.bound.is_deadline:
        return "Not before"
    if due.shown < today:
        passed = "Not needed" if due.needless else "Missed"
        return passed if due.clock.name in ASKING else "Late"
    return "In progress" if due.filing and due.clock.name not in ASKING else "To do"
