"""What filings, steps and moments are called in the window."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date, parse_date
from desktop_app.domain.file_names import fit_for_files
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, value_from_json
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.workspace_keys import TARIFF
from desktop_app.services.ports import JournalEntry

REVISION = "-revision-"
SUPPLEMENT = "-supplement-"
BYTES = 1024
TELLING = 50  # changes of a step that are looked at to tell where it happened
# A report that goes around the commission's own form is called as the report.
AROUND = "_companion"
# The settings of a company as the history calls them; one that is not named here is called by its own words.
SETTINGS_IN_WORDS = {
    "account": "Trial balance, line of an account",
    "calendar": "Calendar, display options",
    "case": "Case",
    "cold_weather_map": "Cold-weather lists, columns",
    "done": "Calendar, what was done",
    "event": "Calendar, event",
    "extension": "Calendar, more time for a report",
    "filed": "What was filed",
    "law": "Rules, value of your own",
    "letter": "Letter",
    "oath": "Oath page",
    "party": "Party of a case",
    "review": "Review comment",
    "roles": "Who prepared, reviewed and signed",
}


def title_of(filing: Filing) -> str:
    """The filing as a person calls it: "Annual report 2025, revision 1", "Certificate: Cedar Bluff, supplement 1"."""
    if filing.id == COMPANY:
        return "Company profile"
    if filing.called:
        return _case_title(filing)
    first, found, number = filing.id.partition(REVISION)
    whose = next((utility for utility in filing.utilities if first.endswith(f"-{utility}")), "")
    service = f", {whose}" if whose else ""
    name = filing.form.removesuffix(AROUND).removesuffix(f"_{whose}").replace("_", " ")
    name = name.replace("cold weather", "cold-weather")
    return f"{sentence_start(name)} {filing.period.words}{service}" + (f", revision {number}" if found else "")


def suggested_folder(company_file: Path, filing: Filing) -> Path:
    """The folder that is suggested for the package of a filing: beside the company's file, named on any system."""
    return company_file.parent / f"{company_file.stem} - {fit_for_files(title_of(filing))}"


def _case_title(filing: Filing) -> str:
    """What a filing in a case is called, with the title that the user gave it, or else the year and its number."""
    rest = filing.id.removeprefix(f"{filing.year}-{filing.form.replace('_', '-')}")
    number, found, supplement = rest.partition(SUPPLEMENT)
    again = f" ({number.removeprefix('-')})" if number else ""
    name = f"{filing.called}: {filing.title}" if filing.title else f"{filing.called} {filing.year}{again}"
    return f"{name}, supplement {supplement}" if found else name


def state_of(filing: Filing) -> str:
    """Open, or when and how it was filed."""
    if filing.state is FilingState.OPEN:
        return "In progress"
    how = f", {_small(filing.filed_how)}" if filing.filed_how else ""
    return f"Filed {day_in_words(filing.filed_on)}{how}"


def day_in_words(day: str) -> str:
    """An ISO day as "April 2, 2026"; anything else as it is."""
    try:
        return long_date(parse_date(day))
    except ValueError:
        return day


def moment(at: str) -> str:
    """An ISO moment as "April 2, 2026, 3:05 PM"; anything else as it is."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{long_date(when.date())}, {clock_time(at)}"


def clock_time(at: str) -> str:
    """The time of an ISO moment as "3:05 PM"."""
    try:
        return datetime.fromisoformat(at).strftime("%I:%M %p").lstrip("0")
    except ValueError:
        return at


def size_in_words(size: int) -> str:
    """A size on disk: "44 KB"."""
    return f"{max(1, round(size / BYTES)):,} KB" if size < BYTES * BYTES else f"{size / BYTES / BYTES:,.1f} MB"


def concerned(entry: JournalEntry) -> tuple[str, str]:
    """Where a step of the journal happened: the filing and the place in it (cell, or schedule, or nothing).

    Of a long step the first changes tell it.
    """
    for kind, filing, path in sorted(records.touched(change.key for change in islice(entry.changes, TELLING))):
        return filing, path if kind != records.FILING else ""
    return "", ""


def screen_of(entry: JournalEntry) -> str:
    """The screen on which a step that belongs to no filing happened: the first part of its entry's name."""
    return entry.changes[0].key.partition("/")[0] if entry.changes else ""


def place_in_words(sheet: FormLayout | None, key: str) -> str:
    """An entry of the workspace as a reader would look for it."""
    kind, _, rest = key.partition("/")
    filing, _, path = rest.partition("/")
    if kind == "setting":
        return SETTINGS_IN_WORDS.get(filing, sentence_start(filing.replace("_", " ")))
    if kind == TARIFF:
        return f"Tariff book: {path.replace('/', ', ')}"
    place = records.cell_of(kind, path)
    if sheet is not None and place is not None and place in sheet.cells:
        where = location(sheet, place)
    elif sheet is not None and path.split("/", maxsplit=1)[0] in sheet.schedules:
        where = f"page {sheet.schedules[path.split('/', maxsplit=1)[0]].definition.page}"
    else:
        where = path.replace("/", ", ") or filing
    words = f"{records.KIND_OF[kind].words if kind in records.KIND_OF else ''}{where}"
    return sentence_start(words)


def content_in_words(sheet: FormLayout | None, key: str, content: Json) -> str:
    """What an entry held, as the screen shows it; a dash for nothing."""
    if content is None:
        return "–"
    kind, _, rest = key.partition("/")
    place = records.cell_of(kind, rest.partition("/")[2])
    if isinstance(content, list):
        return counted(len(content), "row")
    if isinstance(content, bool):
        return "yes" if content else "no"
    if kind == records.ANSWER and place is not None:
        return _answer(sheet, key, content)
    if isinstance(content, dict):
        return str(content.get("reason") or content.get("state") or "entered")
    return str(content)


def _answer(sheet: FormLayout | None, key: str, content: Json) -> str:
    value = value_from_json(content)
    place = records.cell_of(records.ANSWER, key.split("/", maxsplit=2)[2])
    spec = None if sheet is None or place is None else sheet.cells.get(place)
    return str(value) if spec is None else value_text(value, spec)


def _small(words: str) -> str:
    """Words as they go on in a sentence: "By mail" becomes "by mail", and EFIS stays what it is."""
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"
