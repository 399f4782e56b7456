"""The verb that tells what falls due: ``calendar``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import looked_at
from desktop_app.cli.grammar import Adder, add_verb, date_given
from desktop_app.cli.output import DONE, STREAM, say, show, write_output
from desktop_app.domain.dates import short_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.filing_calendar.due import DueEntry, UndatedDuty, calendar, calendar_input, undated
from desktop_app.services.filing_calendar.icalendar import icalendar, left_out
from desktop_app.services.paper.report_pages import PaperSender
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of


class BackwardPeriod(UserError):
    """The last day lies before the first."""


def grammar(add: Adder) -> None:
    """The grammar of ``calendar``."""
    words = "what falls due between two days, each with its reason"
    verb = add_verb(add, "calendar", words, calendar_, "file", replace="an earlier file")
    verb.add_argument("--from", dest="first", required=True, metavar="DATE", type=date_given)
    verb.add_argument("--to", dest="last", required=True, metavar="DATE", type=date_given)
    how = verb.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print JSON, as cli/JSON.md describes it")
    how.add_argument("--ics", metavar="OUT", help="write a file that calendar programs read")
    how.add_argument("--pdf", metavar="OUT", help="write a list to print")


def calendar_(program: Program, given: Namespace) -> int:
    """``calendar FILE --from DATE --to DATE [--json|--ics OUT|--pdf OUT]``."""
    if given.last < given.first:
        raise BackwardPeriod(f"{given.last} is before {given.first}. Write the earlier day after --from.")
    with looked_at(program.companies, given.file) as file:
        identity = file.workspace.id
        entries, without = calendar(file, given.first, given.last), undated(calendar_input(file))
        sender = PaperSender(name_of(file), bool(file.setting("sample")))
    if given.ics:
        text = icalendar(entries, sender.company, identity, program.companies.clock.now())
        write_output(given, given.ics, text.encode())
        if given.ics != STREAM and (words := left_out(without)):
            say(given, words)
    elif given.pdf:
        pages = program.report_pages.calendar(sender, entries, without, (given.first, given.last))
        write_output(
            given, given.pdf, program.report_pages.paint("calendar.pdf", f"{sender.company}: Filing calendar", pages)
        )
    elif given.json:
        show([*(_entry(due) for due in entries), *(_undated(item) for item in without if item.begun is not None)])
    else:
        for due in entries:
            closing = f" ({due.closing})" if due.closing else ""
            print(f"{short_date(due.shown)}{closing}  {due.title}\n    {due.sentence} [{due.authority}]")
            _print_addressees(due)
        for item in without:
            done = f" (done on {short_date(item.done)})" if item.done is not None else ""
            print(f"No date     {item.title}{done}\n    {item.sentence} [{item.authority}]")
            _print_addressees(item)
    return DONE


def _print_addressees(entry: DueEntry | UndatedDuty) -> None:
    if entry.addressees:
        print(f"    To: {', and '.join(to.label for to in entry.addressees)}")


def _addressees(entry: DueEntry | UndatedDuty) -> Json:
    return [{"label": to.label, "address": to.text.strip(), "citation": to.authority} for to in entry.addressees]


def _entry(due: DueEntry) -> Json:
    return {
        "name": due.clock.name,
        "key": due.key,
        "title": due.title,
        "event": due.clock.event.words,
        "start": due.start.isoformat(),
        "date": due.shown.isoformat(),
        "day_of_the_rule": due.day.isoformat(),
        "closed": due.closing,
        "send_by": due.send_by.isoformat() if due.send_by is not None else None,
        "bound": due.clock.bound.value,
        "who": due.clock.who,
        "to": _addressees(due),
        "utilities": list(due.utilities),
        "form": due.clock.filing,
        "filing": due.filing,
        "done": due.done.isoformat() if due.done is not None else None,
        "sentence": due.sentence,
        "citation": due.authority,
        "note": due.note,
    }


def _undated(item: UndatedDuty) -> Json:
    return {
        "name": item.clock.name,
        "key": item.key,
        "title": item.title,
        "event": item.clock.event.words,
        "start": item.begun.day.isoformat() if item.begun is not None else None,
        "date": None,
        "who": item.clock.who,
        "to": _addressees(item),
        "form": item.clock.filing,
        "done": item.done.isoformat() if item.done is not None else None,
        "sentence": item.sentence,
        "citation": item.authority,
    }
