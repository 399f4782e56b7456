"""What answers a provision, looked for where a user meets it.

A witness (`tests/cases/provisions.toml`) is one of five:

=============================================  =====================================================================
``{ line = "FORM/SCHEDULE/LINE" }``            a line (``*/COLUMN``, or the schedule alone) that such a company is asked
``{ check = "FORM: ID" }``                     a check that runs for such a company; its cases stand in `cases/checks`
``{ says = "...", file = "KIND/FILE.pdf" }``   words in a finished document, see `finished`
``{ refused = "CASE" }``                       what a case makes the program object to, see `objections`
``{ clock = "NAME" }``                         a day that the calendar of such a company shows
=============================================  =====================================================================

Each but the words must carry the citation to the user as well.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.rulebook.clock import DeadlineNature, EventRecurrence
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import calendar
from tests.forms import carriers
from tests.forms.finished import finished
from tests.forms.objections import CASES
from tests.support.calendar_companies import company

Witness = Mapping[str, str]
# Rules for every utility are tried with the one that they name by itself.
SERVICES = {"0": "telecom", "1": "electric", "2": "gas", "3": "sewer", "4": "heating", "5": "telecom", "6": "water"}
START = date(2026, 3, 2)
YEAR = timedelta(days=366 * 3)


def failing(cite: str, witness: Witness) -> str:
    """Why the witness does not answer the provision; nothing if it does."""
    kind = next(iter(witness))
    known = {"line": _line, "check": _check, "says": _words, "refused": _refused, "clock": _clock}
    return known[kind](cite, witness) if kind in known else f"'{kind}' is no witness"


def service_of(cite: str) -> str:
    """The service whose rule it is: 3.640 is water's."""
    return SERVICES[cite[2]]


def _line(cite: str, witness: Witness) -> str:
    named = witness["line"]
    form, schedule, line = (*named.split("/", 2), "")[:3]
    column = line.removeprefix("*/") if line.startswith("*/") else ""
    if not any(carrier.name == named and cite in carrier.cites for carrier in _carriers()):
        return f"{named} does not cite it"
    asked = any(
        place.schedule.removesuffix(f"_{carriers.ROW}") == schedule
        and (place.column == column if column else line in ("", place.line))
        for sheet in carriers.sheets(form)
        if sheet.utilities == (service_of(cite),)
        for place in sheet.cells
    )
    asked = asked or any(
        line in (item.id for item in sheet.schedules[schedule].lines if item.item is not None)
        for sheet in carriers.sheets(form)
        if sheet.utilities == (service_of(cite),) and schedule in sheet.schedules
    )
    return "" if asked else f"{named} is not asked of a company of that service"


def _check(cite: str, witness: Witness) -> str:
    form, _, name = witness["check"].partition(": ")
    if not any(carrier.name == witness["check"] and cite in carrier.cites for carrier in _carriers()):
        return f"{witness['check']} does not cite it"
    return "" if name in carriers.checks(form, service_of(cite)) else f"{witness['check']} does not run"


def _words(cite: str, witness: Witness) -> str:
    kind, _, file = witness["file"].rpartition("/")
    text = finished(kind).get(file)
    if text is None:
        return f"{kind} has no file {file}: {sorted(finished(kind))}"
    return "" if witness["says"] in text else f"{file} of {kind} does not say '{witness['says']}' for {cite}"


def _refused(cite: str, witness: Witness) -> str:
    found = CASES[witness["refused"]]()
    return "" if any(cite in citation.split(", ") for _, citation in found) else f"{witness['refused']}: {found}"


def _clock(cite: str, witness: Witness) -> str:
    shown = _shown(witness["clock"], service_of(cite))
    return "" if any(cite in authority.split(", ") for authority in shown) else f"the calendar shows {shown}"


@cache
def _shown(name: str, service: str) -> tuple[str, ...]:
    """On whose authority the calendar of a company shows that clock, once its event happened."""
    with TemporaryDirectory() as folder:
        file = company(Path(folder), service, facts=("nuclear_trust", "basic_local_service"), today=START)
        clock = file.law().clocks.find(name)[0]
        if clock.nature is not DeadlineNature.DATED:
            return ()
        if clock.event.period is EventRecurrence.NONE:
            keeping.record_event(file, clock.event.id, START)
        return tuple(due.authority for due in calendar(file, START - YEAR, START + YEAR) if due.clock.name == name)


@cache
def _carriers() -> tuple[carriers.Carrier, ...]:
    return tuple(carriers.carriers())
