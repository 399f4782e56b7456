"""What the user tells the calendar: events that happened, what is done, a report put off, and how days are shown.

====================================  ==================================================
``setting/calendar``                  days allowed for mail, and rolling
``setting/event/ID``                  an event that happened: which, when, about what
``setting/done/CLOCK@START``          something the calendar shows was done, and when
``setting/extension/YEAR``            see `extensions`
====================================  ==================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_day, as_table
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.extensions import LETTER, ReportExtension, extension_json, extension_key
from desktop_app.services.filing_calendar.receipt import RECEIPT_COUNTS

SETTINGS = "setting/calendar"
EVENT, DONE = "setting/event/", "setting/done/"
MARGIN = "calendar/margin"
LONGEST_MARGIN = 60
ASKED = "asked"  # the day on which an extension was asked for


class BadCalendarEntry(UserError):
    """What was entered for the calendar cannot be taken as it stands; `part` is what of it is wrong, "" if not one."""

    def __init__(self, words: str, part: str = "") -> None:
        super().__init__(words)
        self.part = part


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """Display options.

    What has to be sent is to leave `margin` days before its day, which are for the mail. With `rolling` a last day on
    a weekend or holiday is shown on the next business day, although the chapter does not say so.
    """

    margin: int
    rolling: bool = False


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event that happened, from which clocks run. `about` is the letter that wrote it down, if one did."""

    id: str
    event: str
    day: date
    about: str = ""
    note: str = ""


def settings(file: CompanyFile) -> CalendarSettings:
    """The settings of this company, or those to begin with."""
    today = file.clock.today()
    rules = file.law().rules
    kept = file.workspace.get(SETTINGS)
    given = kept if isinstance(kept, dict) else {}
    return CalendarSettings(
        margin=_days_or(given.get("margin"), int(rules.value(MARGIN, today).number)),
        rolling=given.get("rolling") is True,
    )


def choose(file: CompanyFile, chosen: CalendarSettings) -> None:
    """Keeps the settings. Raises BadCalendarEntry for too few or too many days."""
    if not 0 <= chosen.margin <= LONGEST_MARGIN:
        raise BadCalendarEntry(f"{chosen.margin} days cannot be allowed for mail. Allow 0 to {LONGEST_MARGIN} days.")
    entry: Json = {"margin": chosen.margin, "rolling": chosen.rolling}
    file.edit(COMPANY, "Calendar: how days are shown", {SETTINGS: entry})


def recorded_events(file: CompanyFile) -> tuple[RecordedEvent, ...]:
    """The events that happened, by day."""
    found = (
        recorded_event_from_json(key.removeprefix(EVENT), data) for key, data in file.workspace.under(EVENT).items()
    )
    return tuple(sorted(found, key=lambda item: (item.day, item.id)))


def record_event(file: CompanyFile, event: str, day: date, about: str = "", note: str = "") -> RecordedEvent:
    """Writes down that an event happened. Raises BadCalendarEntry for an event that the rules do not know."""
    known = file.law().clocks.events
    if event not in known or known[event].period:
        raise BadCalendarEntry(f"There is no event '{event}' that can be recorded.")
    happening = RecordedEvent(file.new_id(), event, day, about, note.strip())
    label = f"{known[event].label}: {long_date(day)}"
    file.edit(COMPANY, label, _kept(happening))
    return happening


def new_event(file: CompanyFile, event: str, day: date, note: str) -> dict[str, Json]:
    """The entry of an event that something else writes down with what it changes."""
    return _kept(RecordedEvent(file.new_id(), event, day, "", note))


def _kept(happening: RecordedEvent) -> dict[str, Json]:
    entry: Json = {
        "event": happening.event,
        "day": happening.day.isoformat(),
        "about": happening.about,
        "note": happening.note,
    }
    return {f"{EVENT}{happening.id}": entry}


def delete_event(file: CompanyFile, happening: str) -> None:
    """Takes an event away that was written down by mistake."""
    file.edit(COMPANY, "Event deleted", {f"{EVENT}{happening}": None})


def done(file: CompanyFile) -> Mapping[str, date]:
    """What was marked as done, and when, by clock and start."""
    return {
        key.removeprefix(DONE): date.fromisoformat(data)
        for key, data in file.workspace.under(DONE).items()
        if isinstance(data, str)
    }


def mark_done(file: CompanyFile, key: str, on: date | None) -> None:
    """Marks what the calendar shows under that key as done on a day, or as not done."""
    label = "Calendar: not done" if on is None else "Calendar: done"
    file.edit(COMPANY, label, {f"{DONE}{key}": None if on is None else on.isoformat()})


def record_extension(file: CompanyFile, extension: ReportExtension) -> None:
    """Keeps that the report of a year was put off.

    A letter must have gone out in time and reaches no further than the rule lets it; an order names its own day.
    Raises BadCalendarEntry.
    """
    law = file.law()
    end = date(extension.year, 12, 31)
    due, last = law.ends("annual_report/due", end), law.ends("annual_report/ask_by_letter", end)
    longest = law.ends("annual_report/longest_by_letter", end)
    if due is not None and extension.until <= due:
        raise BadCalendarEntry(not_later(due, long_date(due), extension.until, file.clock.today()))
    if extension.kind == LETTER and last is not None and extension.asked > last:
        raise BadCalendarEntry(
            f"A letter had to be received by {long_date(last)}; one received on {long_date(extension.asked)} extends "
            f"nothing. {RECEIPT_COUNTS} "
            "If the commission granted it all the same, enter its order.",
            ASKED,
        )
    if extension.kind == LETTER and longest is not None and extension.until > longest:
        raise BadCalendarEntry(
            f"A letter extends the due date to {long_date(longest)} at the latest, not "
            f"to {long_date(extension.until)}. "
            "A longer extension needs a pleading; then enter the date in the order."
        )
    label = f"Annual report {extension.year} extended to {long_date(extension.until)}"
    file.edit(COMPANY, label, {extension_key(extension.year): extension_json(extension)})


def not_later(due: date, words: str, until: date, today: date) -> str:
    """That a new due date is none, because the report is or was due on that very day or later."""
    said = f"is due on {words} anyway" if today <= due else f"was due on {words}"
    return f"The report {said}; {long_date(until)} is not later."


def delete_extension(file: CompanyFile, year: int) -> None:
    """Deletes the extension of a report that was recorded by mistake."""
    file.edit(COMPANY, f"Extension of annual report {year} deleted", {extension_key(year): None})


def recorded_event_from_json(happening: str, data: Json) -> RecordedEvent:
    """The event as it is kept. Raises ValueError for anything else."""
    table = as_table(data)
    day = as_day(table.get("day"))
    return RecordedEvent(
        happening, str(table.get("event")), day, str(table.get("about", "")), str(table.get("note", ""))
    )


def _days_or(data: Json, otherwise: int) -> int:
    return data if isinstance(data, int) and not isinstance(data, bool) else otherwise
