"""The calendar as an iCalendar file (RFC 5545), which any calendar program reads: whole days, each with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from desktop_app.services.filing_calendar.due import DueEntry, UndatedDuty
from desktop_app.services.filing_calendar.tariff_days import PREFIX

LONGEST, MARK_LETTERS = 75, 8
ENDING = "\r\n"
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def icalendar(entries: Sequence[DueEntry], company: str, identity: str, stamp: str) -> str:
    """The entries as the text of an .ics file. `stamp` is the moment it is made, as ISO text with its zone.

    Every entry names its company, and its mark that no other entry has is made with the `identity` of the company's
    file and with its name: who keeps the deadlines of two companies in one calendar has them all, also where the file
    of one was made from that of the other.
    """
    mark = f"{identity}-{hashlib.sha256(company.casefold().encode()).hexdigest()[:MARK_LETTERS]}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Filing Desk//Filing calendar//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(f'Filings of {company}')}",
        *(line for due in entries for line in _event(due, (company, mark), _moment(stamp))),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}{ENDING}" for line in lines for folded in _folded(line))


def left_out(without: Sequence[UndatedDuty]) -> str:
    """What such a file cannot hold, in one sentence; nothing where nothing is left out."""
    if not without:
        return ""
    duties = "1 duty without a date is" if len(without) == 1 else f"{len(without)} duties without a date are"
    return f"{duties} not in it: a calendar file holds days only. The calendar page and the printed list show them."


def _event(due: DueEntry, of: tuple[str, str], stamp: str) -> Iterator[str]:
    company, identity = of
    done = f" {due.settled}." if due.done is not None else ""
    note = f" Note: {due.remark}." if due.remark else ""
    send = f" Send it by {due.send_by.isoformat()}." if due.send_by is not None else ""
    to = f" To: {', and '.join(one.label for one in due.addressees)}." if due.addressees else ""
    yield "BEGIN:VEVENT"
    # a tariff filing has each of its days once: one that changes moves in the other calendar, and is no second one
    known = due.clock.name if due.clock.name.startswith(f"{PREFIX}/") else due.key
    mark = known.replace("/", "-").replace("@", "-")
    yield f"UID:{mark}{f'-{due.happening}' if due.happening else ''}@{identity}.filing-desk"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(due.shown)}"
    yield f"DTEND;VALUE=DATE:{_day(due.shown + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{company}: {due.title}')}"
    yield f"DESCRIPTION:{_text(f'{due.sentence}{to} [{due.authority}]{send}{done}{note}')}"
    yield "TRANSP:TRANSPARENT"
    if due.send_by is not None and due.done is None:
        yield from _alarm(due, company, due.send_by)
    yield "END:VEVENT"


def _alarm(due: DueEntry, company: str, send_by: date) -> Iterable[str]:
    days = (due.shown - send_by).days
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(f'{company}: send it by today: {due.title}')}",
        f"TRIGGER:-P{days}D",
        "END:VALARM",
    )


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _moment(stamp: str) -> str:
    """The moment in universal time, as the standard wants it."""
    return datetime.fromisoformat(stamp).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    return words.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of which breaks a letter; each further one begins with a space."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += sign
    yield piece
