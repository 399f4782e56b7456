"""A storage of its own for each test: a clock that the test sets, files, and an older file to bring forward."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop_app.domain.values import Json
from desktop_app.services.ports import EntryChange, Workspace
from desktop_app.storage import schema
from desktop_app.storage.files import SqliteFiles

WHOLE = {f"line {number:02d}": "as it was " * 200 for number in range(40)}
HOLDS = {"a": "words of the first", "b": "words of the second", "c": "words of the third"}
Spoiling = Callable[[Path], object]


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
    changes = [EntryChange(place, workspace.get(place), value) for place, value in values.items()]
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


def made(path: Path, **values: str) -> None:
    workspace = files().create(path)
    if values:
        put(workspace, **values)
    workspace.close()


def looked(path: Path) -> Mapping[str, Json]:
    """What stands in a file that is only looked into."""
    looking = files().open(path, read_only=True)
    try:
        return dict(state(looking))
    finally:
        looking.close()


def reopened(path: Path) -> Mapping[str, Json]:
    """What stands in a file that is opened to work on."""
    workspace = files().open(path)
    try:
        return dict(state(workspace))
    finally:
        workspace.close()


def cut_off(path: Path) -> None:
    """Leaves a file of WHOLE as a crash in the middle of a step does: half changed, and its journal."""
    made(path, **WHOLE)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE entry SET value = replace(value, 'as it was', 'half done')")
    copies = [(item, item.with_name(f"kept {item.name}")) for item in (path, path.with_name(f"{path.name}-journal"))]
    for source, target in copies:
        shutil.copyfile(source, target)
    connection.execute("ROLLBACK")
    connection.close()
    for source, target in copies:
        target.replace(source)
    assert b"half done" in path.read_bytes()


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def scribble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


def file_with_history(folder: Path) -> Path:
    """A file that HOLDS something: typed, changed, undone and done again, closed and opened in between."""
    path = folder / "Clear Creek.filingdesk"
    stored = files()
    workspace = stored.create(path)
    put(workspace, a="words of the first", b="words that went")
    put(workspace, b="words of the second")
    workspace.close()
    workspace = stored.open(path)
    put(workspace, c="words of the third", d="words that were undone")
    workspace.undo()
    workspace.redo()
    put(workspace, d=None)
    workspace.keep_document(b"a scanned page")
    workspace.close()
    return path
