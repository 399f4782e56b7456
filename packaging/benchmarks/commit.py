"""Commit: what a durable step costs (rollback journal DELETE, synchronous FULL), in a file of 20,000 entries.

And what the program's own commit costs in a file with a password beside one without.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.rows import Row, folder, percentile
from desktop_app.bootstrap import SystemClock
from desktop_app.services.ports import EntryChange
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.files import SqliteFiles

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
        *_with_password(),
    ]


def _with_password() -> list[Row]:
    """The program's own commit in two files of the same content, turn by turn."""
    times: dict[bool, list[float]] = {False: [], True: []}
    with folder() as place, ExitStack() as closing:
        workspaces = {}
        for locked in times:
            files = SqliteFiles(SystemClock(), cost=KeyCost(2))
            workspace = files.create(Path(place) / f"{locked}.filingdesk")
            closing.callback(workspace.close)
            entries = [EntryChange(f"answer/2025-annual-report/w2/{line}/amount", None, "1") for line in range(ENTRIES)]
            workspace.commit("all", entries)
            if locked:
                files.passwords.protect(workspace, "four words and more", files.passwords.new_recovery_key(), ())
            workspaces[locked] = workspace
        for number in range(TIMES):
            key = f"answer/2025-annual-report/w2/{number * 61 % ENTRIES}/amount"
            for locked, workspace in workspaces.items():
                change = EntryChange(key, workspace.get(key), str(number + 2))
                start = time.perf_counter()
                workspace.commit("one", [change])
                times[locked].append(1000 * (time.perf_counter() - start))
    locked_time, plain = statistics.median(times[True]), statistics.median(times[False])
    return [Row("with a password, beside one without", locked_time, plain, "ms", aim=1.1, most=1.5)]


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
