"""The verb that records what starts a deadline: ``event``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb, date_given
from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import calendar_input, startable
from desktop_app.services.program.program import Program

EVENTS = VerbGroup("event", "what starts a deadline: a notice, a filing, an order")


class NoSuchEvent(UserError):
    """The company has no such event, or none of that kind can be recorded for it."""


def grammar(add: Adder) -> None:
    """The grammar of ``event``."""
    under = EVENTS.under(add)
    add_verb(under, "list", "what was recorded, and what can be", reading(event_list), "file", json=True)
    added = add_verb(under, "add", "record that an event happened", writing(event_add), "file", "event")
    added.add_argument("--on", required=True, metavar="DATE", type=date_given)
    added.add_argument("--note", default="", metavar="TEXT", help="the case number, or what it is about")
    words = "delete an event that was recorded by mistake; 'event list' prints its id"
    add_verb(under, "delete", words, writing(event_delete), "file", "id")
    words = "mark what the calendar shows as done; 'calendar --json' prints its key"
    done = add_verb(under, "done", words, writing(event_done), "file", "key")
    done.add_argument("--on", metavar="DATE", type=date_given, help="left out: it is not done")


def event_list(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``event list FILE [--json]``."""
    recorded, possible = keeping.recorded_events(file), startable(calendar_input(file))
    if given.json:
        show(
            {
                "recorded": [
                    {"id": item.id, "event": item.event, "on": item.day.isoformat(), "note": item.note}
                    for item in recorded
                ],
                "possible": {event.id: event.words for event in possible},
            }
        )
        return DONE
    for item in recorded:
        note = f" ({item.note})" if item.note else ""
        print(f"{item.id}  {item.event}, {long_date(item.day)}{note}")
    print("Events that can be recorded:")
    for event in possible:
        print(f"    {event.id:32} {event.words}")
    return DONE


def event_add(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``event add FILE EVENT --on DATE [--note TEXT]``."""
    if given.event not in {event.id for event in startable(calendar_input(file))}:
        raise NoSuchEvent(f"'{given.event}' starts no deadline of this company. 'event list' names those that do.")
    recorded = keeping.record_event(file, given.event, given.on, note=given.note)
    say(given, f"{recorded.id}  {given.event}, {long_date(given.on)}")
    return DONE


def event_delete(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``event delete FILE ID``."""
    if given.id not in {item.id for item in keeping.recorded_events(file)}:
        raise NoSuchEvent(f"No event '{given.id}' was recorded. 'event list' names those that were.")
    keeping.delete_event(file, given.id)
    return DONE


def event_done(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``event done FILE KEY [--on DATE]``."""
    name = given.key.partition("@")[0]
    if "@" not in given.key or name not in {clock.name for clock in file.law().clocks.all}:
        raise NoSuchEvent(f"'{given.key}' is not an entry of the calendar. 'calendar --json' prints their keys.")
    keeping.mark_done(file, given.key, given.on)
    return DONE
