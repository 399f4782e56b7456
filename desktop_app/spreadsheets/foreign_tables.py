"""Spreadsheets of others, read through a worker: this side never opens one, it only hands over the bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.ports import InputFile, NamedContent, SpreadsheetTable, TableFile
from desktop_app.services.workers.job_names import READ_TABLES
from desktop_app.services.workers.workers import ForeignFile, WorkerFailed, WorkerLimits, WorkerStarter
from desktop_app.spreadsheets.packed_rows import unpacked_rows
from desktop_app.spreadsheets.refusals import EmptyFile, MissingTable, OpenElsewhere, SpreadsheetUnreadable, TooBig

LIMITS = WorkerLimits(seconds=60.0, memory=1_500_000_000)
MOST_BYTES = 60_000_000


@dataclass(frozen=True)
class ForeignTables:
    """Reads spreadsheets, each in a worker."""

    workers: WorkerStarter

    def read(self, path: InputFile, cancelled: Callable[[], bool]) -> TableFile:
        """Every table of the file.

        Raises UserError with one sentence for whatever is wrong with the file, CannotRead (EnvironmentProblem) where
        the system does not hand it out, Cancelled.
        """
        request = json.dumps(path.name).encode("ascii") + b"\n" + _content(path)
        try:
            with closing(self.workers.frames(READ_TABLES, request, LIMITS, cancelled)) as frames:
                data = json.loads(next(frames))
                tables = tuple([_table(item, frames) for item in data["tables"]])
        except WorkerFailed as failed:
            raise ForeignFile(path.name, failed.failure) from None
        if all(cell is None for table in tables for row in table.rows for cell in row):
            raise EmptyFile(path.name)
        return TableFile(path.name, tables, tuple(data["remarks"]))


def _table(item: Mapping[str, Any], frames: Iterator[bytes]) -> SpreadsheetTable:
    """The table of which the worker told so much; its rows are in the next frames."""
    return SpreadsheetTable(
        name=item["name"],
        rows=tuple(chain.from_iterable([unpacked_rows(part) for part in islice(frames, item["rows"])])),
        merged=tuple(item["merged"]),
        uncomputed=tuple(item["uncomputed"]),
        faulty=tuple(item["faulty"]),
        hidden=item["hidden"],
        hidden_columns=tuple(item["hidden_columns"]),
        hidden_rows=tuple(item["hidden_rows"]),
    )


def _content(path: InputFile) -> bytes:
    if isinstance(path, NamedContent):
        if not path.content.strip():
            raise EmptyFile(path.name)
        if len(path.content) > MOST_BYTES:
            raise TooBig(path.name, len(path.content), MOST_BYTES)
        return path.content
    sign = next((beside.name for beside in _signs(path) if beside.exists()), "")
    if sign:
        raise OpenElsewhere(path.name, sign)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TooBig(path.name, size, MOST_BYTES)
        content = path.read_bytes()
    except FileNotFoundError:
        raise MissingTable(path.name) from None
    except OSError:
        raise SpreadsheetUnreadable(path.name) from None
    if not content.strip():
        raise EmptyFile(path.name)
    return content


def _signs(path: Path) -> Iterator[Path]:
    """What Excel, Word's family of long names, and LibreOffice leave beside a file while they have it open."""
    yield path.with_name(f"~${path.name}")
    yield path.with_name(f"~${path.name[2:]}")
    yield path.with_name(f".~lock.{path.name}#")
