"""Filling the report of a month from the billing program's lists: read, counted, shown, and taken as one step.

Of a customer nothing is kept: the keys are let go of with the count, and neither journal nor map holds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from desktop_app.domain.counting import agreeing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import ValueSource
from desktop_app.formspec.sheet import repeat_id
from desktop_app.formspec.wording import location
from desktop_app.services.cold_weather.beginning import DISTRICTS, FORM
from desktop_app.services.cold_weather.counting import LineFigure, MonthCount
from desktop_app.services.cold_weather.customers import AssistanceSource, EventKind, PaymentAgreement
from desktop_app.services.cold_weather.lists import (
    DETAILED,
    BadList,
    BadMap,
    ListMap,
    ListReader,
    has_columns,
    map_data,
    no_header,
    read_map,
)
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.ports import InputFile, SpreadsheetTable, TableFile, TableReader
from desktop_app.services.workers.workers import WorkCancelled

MAP = "cold_weather_map"
EVERY = 2000  # rows between two looks at Cancel
EVENTS, STATUS = "events", "status"


class CannotImport(UserError):
    """The lists cannot fill this filing."""


class ImportWatcher(Protocol):
    """Somebody who watches the work: told how far it is (done, total, words), and asked whether to stop."""

    def progress(self, done: int, total: int, words: str) -> None: ...
    def cancelled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class ImportedCell:
    """What an import would put into a cell."""

    place: Place
    where: str
    now: Value | None
    new: Decimal
    how: str


@dataclass(frozen=True)
class ImportedLists:
    """What the lists give: changes, the lines that they cannot give (by number, with what is lacking), and remarks."""

    changes: tuple[ImportedCell, ...]
    lacking: tuple[tuple[str, tuple[str, ...]], ...]
    remarks: tuple[str, ...]


def remembered_map(file: CompanyFile) -> dict[str, ListMap]:
    """The map that was used last for this company, empty if none was."""
    data = file.setting(MAP)
    return {} if data is None else read_map(data)


def read_lists(
    reader: TableReader, maps: Mapping[str, ListMap], paths: Mapping[str, InputFile], run: ImportWatcher
) -> tuple[Mapping[str, SpreadsheetTable], tuple[str, ...]]:
    """The tables of the lists by kind ("events", "status"), and remarks on how they were read.

    Raises BadMap for a list that is not mapped, BadList where no sheet has its columns, and what the reader raises.
    """
    tables: dict[str, SpreadsheetTable] = {}
    remarks: list[str] = []
    for kind, path in paths.items():
        if kind not in maps:
            raise BadMap(f"The map has no table [{kind}] for {path.name}.")
        run.progress(0, 0, f"Reading {path.name}")
        found = reader.read(path, run.cancelled)
        remarks += found.remarks
        tables[kind] = table_for(found, maps[kind])
    return tables, tuple(remarks)


def district_names(file: CompanyFile, filing_id: str) -> tuple[str, ...]:
    """The districts that the lists are counted for. Raises CannotImport."""
    book = file.book(filing_id)
    if book.filing.form != FORM:
        raise CannotImport(f"{filing_id} is not a cold-weather report; start the report of the month first.")
    return tuple(name for _, name, _ in _districts(book))


def count(
    month: FilingPeriod,
    names: Sequence[str],
    maps: Mapping[str, ListMap],
    tables: Mapping[str, SpreadsheetTable],
    run: ImportWatcher,
) -> MonthCount:
    """Counts the lists for the month and its districts.

    Raises BadMap, BadList or WorkCancelled.
    """
    given = {kind: maps[kind] for kind in tables}
    counted = MonthCount(_kinds(given), _columns(given), _told_sources(given), _told_agreements(given))
    total = sum(len(table.rows) for table in tables.values())
    done = 0
    for kind, table in tables.items():
        reader = ListReader(table, given[kind], names)
        for row in reader.statuses() if kind == STATUS else reader.events(month):
            done += 1
            if not done % EVERY:
                run.progress(done, total, "Counting")
                if run.cancelled():
                    raise WorkCancelled
            counted.take(row)
        if reader.repeated:
            words = agreeing(reader.repeated, "row repeats another", "rows repeat others")
            counted.noticed.append(
                f"List of {kind}: {reader.repeated} {words} to the letter; each was counted. If they are there by "
                "mistake, take them out and import the list again."
            )
    counted.all_read(given, names)
    return counted


def preview_lists(file: CompanyFile, filing_id: str, counted: MonthCount) -> ImportedLists:
    """What the count would put into the filing, and what it cannot give."""
    book = file.book(filing_id)
    changes = tuple(
        ImportedCell(place, location(book.sheet, place), book.calculation.values.get(place), value, figure.how)
        for row, name, rule in _districts(book)
        for line, figure in counted.figures(name, rule).items()
        for place, value in _cells(book, row, rule, line, figure)
    )
    lacking = tuple((f"({line[0].upper()}){line[1:]}", lacks) for line, lacks in counted.lacking().items())
    return ImportedLists(changes, lacking, counted.remarks)


def take_lists(
    file: CompanyFile, filing_id: str, imported: ImportedLists, maps: Mapping[str, ListMap]
) -> EditOutcome | None:
    """Puts the figures into the filing and remembers the map, as one step. Raises FilingIsFiled."""
    entries: dict[str, Json] = {f"setting/{MAP}": map_data(maps)}
    for change in imported.changes:
        entries[records.answer_key(filing_id, change.place)] = value_to_json(change.new)
        entries[records.source_key(filing_id, change.place)] = records.source_to_json(
            ValueSource(change.new, change.how)
        )
    return file.edit(filing_id, f"Figures counted from the lists of {file.filing(filing_id).period.words}", entries)


def first_table(found: TableFile) -> SpreadsheetTable:
    """The first sheet that holds anything. Raises BadList."""
    table = next((table for table in found.tables if table.rows and not table.hidden), None)
    if table is None:
        raise BadList(f"{found.name} has no rows.")
    return table


def table_for(found: TableFile, made: ListMap) -> SpreadsheetTable:
    """The sheet of the file that has the list's columns. Raises BadList."""
    seen = [table for table in found.tables if table.rows]
    if not seen:
        raise BadList(f"{found.name} has no rows.")
    fitting = next((table for table in seen if has_columns(table, made)), None)
    if fitting is None:
        raise BadList(no_header(seen[0], made))
    return fitting


def _districts(book: EvaluatedFiling) -> tuple[tuple[str, str, str], ...]:
    """Every district of the filing: its row, its name, and the rule it is reported under."""
    values = book.calculation.values
    found = []
    for number, row in enumerate(book.answers.rows.get(DISTRICTS, ()), 1):
        name, rule = (values.get(Place(DISTRICTS, row, column)) for column in ("name", "rule"))
        if not isinstance(name, str) or not isinstance(rule, str):
            raise CannotImport(
                f"Give the name of district {number} on page 2, and the rule it is reported under, first."
            )
        found.append((row, name, rule))
    if not found:
        raise CannotImport("The report has no district yet. Add one on page 2.")
    return tuple(found)


def _cells(
    book: EvaluatedFiling, row: str, rule: str, line: str, figure: LineFigure
) -> Iterator[tuple[Place, Decimal]]:
    schedule = repeat_id(f"figures_{rule}", row)
    for group, value in figure.values.items():
        place = Place(schedule, line, group.value)
        if place in book.sheet.cells:
            yield place, value


def _kinds(maps: Mapping[str, ListMap]) -> Iterable[EventKind]:
    """The events that the list tells apart."""
    told = maps[EVENTS].told if EVENTS in maps else frozenset()
    detailed = {DETAILED[word][0] for word in told if word in DETAILED}
    return [kind for kind in EventKind if kind in told or kind in detailed]


def _told_sources(maps: Mapping[str, ListMap]) -> Iterable[AssistanceSource]:
    """The sources of assistance that the list tells from one another: by a column, or by the words of its events."""
    told = maps[EVENTS].told if EVENTS in maps else frozenset()
    by_words = {source for word in told if word in DETAILED and (source := DETAILED[word][1]) is not None}
    return AssistanceSource if EventKind.AID in told else by_words


def _told_agreements(maps: Mapping[str, ListMap]) -> Iterable[PaymentAgreement]:
    """The agreements that the list tells from one another."""
    told = maps[EVENTS].told if EVENTS in maps else frozenset()
    by_words = {kind for word in told if word in DETAILED and (kind := DETAILED[word][2]) is not None}
    return PaymentAgreement if EventKind.AGREEMENT in told else by_words


def _columns(maps: Mapping[str, ListMap]) -> Iterable[str]:
    return maps[STATUS].columns if STATUS in maps else ()
