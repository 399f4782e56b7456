"""Commit: what a durable step costs (rollback journal DELETE, synchronous FULL), in a file of 20,000 entries."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.rows import Row, folder, percentile

TIMES, ENTRIES = 300, 20_000
WAYS = {
    "DELETE, FULL (ours)": ("DELETE", "FULL"),
    "DELETE, OFF: nothing is forced to the disk": ("DELETE", "OFF"),
    "WAL, FULL": ("WAL", "FULL"),
}


def rows() -> list[Row]:
    with folder() as place:
        commits = {name: _opened(Path(place) / f"{number}.db", *way) for number, (name, way) in enumerate(WAYS.items())}
        times: dict[str, list[float]] = {name: [] for name in commits}
        for number in range(TIMES):
            for name, commit in commits.items():
                start = time.perf_counter()
                commit(number)
                times[name].append(1000 * (time.perf_counter() - start))
    first, *others = times
    ours = statistics.median(times[first])
    return [
        Row(f"median, {first}", ours, unit="ms"),
        Row("99th percentile", percentile(times[first], 99), unit="ms"),
        *(Row(f"beside {name}", ours, statistics.median(times[name]), "ms") for name in others),
    ]


def _opened(path: Path, journal: str, synchronous: str) -> Callable[[int], None]:
    """A step of the program in a database of its own: an entry and a line of the journal, in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("CREATE TABLE entry (place TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    connection.execute("CREATE TABLE journal (number INTEGER PRIMARY KEY, changes TEXT NOT NULL)")
    connection.execute("BEGIN")
    places = [(f"answer/2025-annual-report/w2/{number}/amount", '{"number":"1"}') for number in range(ENTRIES)]
    connection.executemany("INSERT INTO entry VALUES (?, ?)", places)
    connection.execute("COMMIT")

    def commit(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT OR REPLACE INTO entry VALUES (?, ?)", (places[number * 61 % ENTRIES][0], str(number))
        )
        connection.execute("INSERT INTO journal (changes) VALUES (?)", (f'[["x", null, "{number}"]]',))
        connection.execute("COMMIT")

    return commit
