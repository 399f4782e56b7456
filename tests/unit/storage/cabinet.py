"""A storage of its own for each test: a clock that the test sets, files, and an older file to bring forward."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop_app.domain.values import Json
from desktop_app.services.ports import Change, Workspace
from desktop_app.storage import schema
from desktop_app.storage.files import SqliteFiles


@dataclass
class Clock:
    """Says the time that the test sets; each look moves it on by a second."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 2, 3, 9, 0, 0).astimezone())

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> str:
        self.moment += timedelta(seconds=1)
        return self.moment.isoformat(timespec="seconds")

    def later(self, **time: int) -> None:
        self.moment += timedelta(**time)


def files(folder: Path | None = None) -> SqliteFiles:
    return SqliteFiles(Clock(), folder)


def put(workspace: Workspace, **values: Json) -> None:
    """One step that gives each place its value; None removes it."""
    changes = [Change(place, workspace.get(place), value) for place, value in values.items()]
    workspace.commit("step", changes)


def state(workspace: Workspace) -> Mapping[str, Json]:
    return workspace.under("")


def old_file(path: Path, *steps: Mapping[str, str], version: int = 1) -> None:
    """A file as an older program left it, with one journal entry for each step."""
    connection = sqlite3.connect(path)
    with connection:
        schema.lay(connection, version)
        connection.execute("INSERT INTO workspace VALUES ('old', '2020-01-01T08:00:00+00:00')")
        entries: dict[str, str] = {}
        for number, step in enumerate(steps, 1):
            changes = [[place, entries.get(place), value] for place, value in step.items()]
            row = (number, "2020-01-01T08:00:00+00:00", f"old step {number}", "edit", None, json.dumps(changes))
            connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", row)
            entries |= step
        rows = [(place, json.dumps(value)) for place, value in entries.items()]
        connection.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    connection.close()
