"""``cold-weather FILE ...``: the monthly report of electric and gas utilities from the billing program's lists."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, ProgressLines, input_file, say, show
from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.filings import Filing
from desktop_app.domain.periods import FilingPeriod, NotAMonth, month_of
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.wording import value_text
from desktop_app.services.cold_weather import beginning, importing
from desktop_app.services.cold_weather.list_words import lacking_words
from desktop_app.services.cold_weather.lists import BadMap, ListMap, read_map
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import InputFile
from desktop_app.services.program.program import Program

COLD_WEATHER = VerbGroup(
    "cold-weather", "the cold-weather report of a month from the billing program's lists", file_first=True
)


class BadMonth(UserError):
    """The month is not written as it should be."""


def grammar(add: Adder) -> None:
    """Adds the verb with its two actions."""
    under = COLD_WEATHER.under(add)
    words = "count a month's lists into its report, which is started if needed"
    fill = add_verb(under, "import", words, writing(run_cold_weather_import), "export", json=True)
    fill.add_argument("--status", metavar="LIST", help="the customers' status at the end of the month")
    fill.add_argument("--month", required=True, metavar="YYYY-MM")
    fill.add_argument("--map", metavar="TOML", help="which column means what; the last one is remembered")
    fill.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    words = "the months since the first report, and which have none"
    add_verb(under, "months", words, reading(run_months), json=True)


def run_cold_weather_import(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``cold-weather FILE import EXPORT --month YYYY-MM --map MAP``."""
    period = month(given.month)
    maps = _maps(program, file, given.map)
    run = ProgressLines(given.quiet)
    tables, remarks = importing.read_lists(program.tables, maps, _paths(given, maps), run)
    filing, begun = _report(file, period)
    try:
        names = importing.district_names(file, filing.id)
        month_count = importing.count(period, names, maps, tables, run)
    except UserError:
        if begun:
            file.undo()
        raise
    found = importing.preview_lists(file, filing.id, month_count)
    if not given.dry_run:
        importing.take_lists(file, filing.id, found, maps)
    sheet = file.book(filing.id).sheet
    figures: list[Json] = [
        {
            "place": f"{filing.id}/{change.place}",
            "where": change.where,
            "before": value_text(change.now, sheet.cells[change.place]),
            "value": value_text(change.new, sheet.cells[change.place]),
            "how": change.how,
        }
        for change in found.changes
    ]
    lacking: dict[str, Json] = {line: [*lacks] for line, lacks in found.lacking}
    said: list[Json] = [*remarks, *found.remarks]
    if given.json:
        show({"filing": filing.id, "figures": figures, "lacking": lacking, "remarks": said})
        return DONE
    for lacks, lines in _by_what_is_lacking(found.lacking).items():
        named = f"Line {lines[0]}" if len(lines) == 1 else f"Lines {', '.join(lines[:-1])} and {lines[-1]}"
        print(f"{named} must be entered by hand: the lists do not show {lacking_words(lacks)}.")
    for remark in said:
        print(remark)
    count = len(figures)
    done = "would be imported" if given.dry_run else f"{agreeing(count, 'was', 'were')} imported"
    say(given, f"{counted(count, 'figure')} {done} into {filing.id}. 'explain' says how each was counted.")
    return DONE


def _by_what_is_lacking(found: Sequence[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, ...], list[str]]:
    """The lines that lack the same, together, in the order of the form."""
    together: dict[tuple[str, ...], list[str]] = {}
    for line, lacks in sorted(found):
        together.setdefault(lacks, []).append(line)
    return together


def run_months(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``cold-weather FILE months``."""
    found = beginning.reported_months(file)
    if given.json:
        show([{"month": item.period.code, "filing": item.filing.id if item.filing else None} for item in found])
        return DONE
    for item in found:
        print(f"{item.period.code}  {item.filing.id if item.filing else 'no report yet'}")
    return DONE


def month(text: str) -> FilingPeriod:
    """The month written as 2026-01. Raises BadMonth."""
    try:
        return month_of(text)
    except NotAMonth as error:
        raise BadMonth(str(error)) from None


def _maps(program: Program, file: CompanyFile, path: str | None) -> Mapping[str, ListMap]:
    maps = read_map(program.companies.samples.table(input_file(path))) if path else importing.remembered_map(file)
    if not maps:
        raise BadMap("No map of columns is remembered for this company yet: name one with --map.")
    return maps


def _paths(given: Namespace, maps: Mapping[str, ListMap]) -> dict[str, InputFile]:
    if given.status:
        return {importing.STATUS: input_file(given.status), importing.EVENTS: input_file(given.export)}
    kind = importing.EVENTS if importing.EVENTS in maps else importing.STATUS
    return {kind: input_file(given.export)}


def _report(file: CompanyFile, period: FilingPeriod) -> tuple[Filing, bool]:
    """The month's report, and whether it had to be begun."""
    found = {item.period: item.filing for item in beginning.reported_months(file)}.get(period)
    return (found, False) if found is not None else (beginning.begin_month(file, period), True)
