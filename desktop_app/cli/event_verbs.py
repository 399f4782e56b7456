"""The verb that records what starts a deadline: ``event``."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable

from desktop_app.cli.rules_verbs import day
from desktop_app.cli.verbs import DONE, opened_company, show
from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import diary, startable
from desktop_app.services.program.program import Program

Adder = Callable[..., argparse.ArgumentParser]


class NoSuchEvent(UserError):
    """The company has no such event, or none of that kind can be recorded for it."""


def grammar(add: Adder) -> None:
    """The grammar of ``event``."""
    words = "records what starts a deadline: a notice, a filing, an order"
    top = add("event", help=words, description=words).add_subparsers(title="actions", required=True, metavar="ACTION")
    listed = top.add_parser("list", help="what was recorded, and what can be")
    listed.add_argument("file", metavar="FILE")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(verb=event_list)
    added = top.add_parser("add", help="records that an event happened")
    added.add_argument("file", metavar="FILE")
    added.add_argument("event", metavar="EVENT", help="its name, as 'event list' prints it")
    added.add_argument("--on", required=True, metavar="DATE", type=day)
    added.add_argument("--note", default="", metavar="TEXT", help="the case number, or what it is about")
    added.set_defaults(verb=event_add)
    deleted = top.add_parser("delete", help="deletes an event that was recorded by mistake")
    deleted.add_argument("file", metavar="FILE")
    deleted.add_argument("id", metavar="ID", help="as 'event list' prints it")
    deleted.set_defaults(verb=event_delete)
    done = top.add_parser("done", help="marks what the calendar shows as done")
    done.add_argument("file", metavar="FILE")
    done.add_argument("key", metavar="KEY", help="as 'calendar --json' prints it")
    done.add_argument("--on", metavar="DATE", type=day, help="left out: it is not done")
    done.set_defaults(verb=event_done)


def event_list(program: Program, given: Namespace) -> int:
    """``event list FILE [--json]``."""
    with opened_company(program.desk, given.file) as file:
        recorded, possible = keeping.happenings(file), startable(diary(file))
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


def event_add(program: Program, given: Namespace) -> int:
    """``event add FILE EVENT --on DATE [--note TEXT]``."""
    with opened_company(program.desk, given.file) as file:
        if given.event not in {event.id for event in startable(diary(file))}:
            raise NoSuchEvent(f"'{given.event}' starts no deadline of this company. 'event list' names those that do.")
        recorded = keeping.record_event(file, given.event, given.on, note=given.note)
    print(f"{recorded.id}  {given.event}, {long_date(given.on)}")
    return DONE


def event_delete(program: Program, given: Namespace) -> int:
    """``event delete FILE ID``."""
    with opened_company(program.desk, given.file) as file:
        if given.id not in {item.id for item in keeping.happenings(file)}:
            raise NoSuchEvent(f"No event '{given.id}' was recorded. 'event list' names those that were.")
        keeping.delete_event(file, given.id)
    return DONE


def event_done(program: Program, given: Namespace) -> int:
    """``event done FILE KEY [--on DATE]``."""
    with opened_company(program.desk, given.file) as file:
        name = given.key.partition("@")[0]
        if "@" not in given.key or name not in {clock.name for clock in file.law().clocks.all}:
            raise NoSuchEvent(f"'{given.key}' is no entry of the calendar. 'calendar --json' prints their keys.")
        keeping.mark_done(file, given.key, given.on)
    return DONE
