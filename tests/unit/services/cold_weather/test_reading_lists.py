"""Reading the lists of a month: what is missing is said, and the count of long lists can be stopped."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json
from desktop_app.services.cold_weather import importing
from desktop_app.services.cold_weather.lists import BadList, BadMap, ListMap, read_map
from desktop_app.services.ports import InputFile, SpreadsheetTable, TableFile
from desktop_app.services.workers.workers import WorkCancelled

MAP: Json = {
    "events": {
        "customer": "Acct",
        "date": "Date",
        "event": "Type",
        "district": "Area",
        "words": {"event": {"cut": ["DISC"]}},
    }
}
HEAD = ("Acct", "Date", "Type", "Area")
EMPTY = TableFile("export.xlsx", (SpreadsheetTable("Sheet1", ()),))


def maps() -> dict[str, ListMap]:
    return dict(read_map(MAP))


@dataclass
class Watcher:
    """Stops the work after so many reports."""

    reports: int
    told: list[tuple[int, int, str]] = field(default_factory=list)

    def progress(self, done: int, total: int, words: str) -> None:
        self.told.append((done, total, words))

    def cancelled(self) -> bool:
        return len(self.told) >= self.reports


class Reader:
    """Reads a file with remarks."""

    def read(self, path: InputFile, cancelled: Callable[[], bool]) -> TableFile:
        return TableFile(path.name, (SpreadsheetTable("A", (HEAD,)),), ("One sheet is hidden.",))


def test_a_file_without_rows_is_refused() -> None:
    for read in (importing.first_table, lambda found: importing.table_for(found, maps()["events"])):
        with pytest.raises(BadList, match=r"^export.xlsx has no rows.$"):
            read(EMPTY)


def test_the_first_sheet_that_holds_anything_and_is_shown_is_taken() -> None:
    hidden, shown = SpreadsheetTable("Hidden", (HEAD,), hidden=True), SpreadsheetTable("Shown", (HEAD,))
    assert importing.first_table(TableFile("e.xlsx", (*EMPTY.tables, hidden, shown))) is shown


def test_a_list_for_which_the_map_has_no_table_is_named() -> None:
    with pytest.raises(BadMap, match=r"^The map has no table \[status\] for status.csv.$"):
        importing.read_lists(Reader(), maps(), {"status": Path("status.csv")}, Watcher(9))


def test_remarks_of_the_reader_are_handed_on() -> None:
    watcher = Watcher(9)
    tables, remarks = importing.read_lists(Reader(), maps(), {"events": Path("events.csv")}, watcher)
    assert (list(tables), remarks) == (["events"], ("One sheet is hidden.",))
    assert watcher.told == [(0, 0, "Reading events.csv")]


def long_list(rows: int) -> SpreadsheetTable:
    return SpreadsheetTable("A", (HEAD, *((f"{number}", "1/15/2026", "DISC", "North") for number in range(rows))))


def test_the_count_of_a_long_list_is_told_and_can_be_stopped() -> None:
    table = long_list(2 * importing.EVERY + 1)
    watcher = Watcher(9)
    importing.count(FilingPeriod(2026, 1), ("North",), maps(), {"events": table}, watcher)
    total = len(table.rows)
    assert watcher.told == [(importing.EVERY, total, "Counting"), (2 * importing.EVERY, total, "Counting")]
    with pytest.raises(WorkCancelled):
        importing.count(FilingPeriod(2026, 1), ("North",), maps(), {"events": table}, Watcher(1))
