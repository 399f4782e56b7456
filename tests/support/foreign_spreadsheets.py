"""Spreadsheets as others send them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app import bootstrap
from desktop_app.services.ports import TableFile
from desktop_app.services.workers.workers import WorkerStarter
from desktop_app.spreadsheets.foreign_tables import ForeignTables

CASES = Path(__file__).resolve().parents[1] / "cases" / "spreadsheets"
Value = str | int | float | Decimal | bool | date | None


def read(path: Path) -> TableFile:
    """Read as the program does it, in a worker."""
    return ForeignTables(WorkerStarter(bootstrap.worker_command())).read(path, lambda: False)


def excel(path: Path, *rows: list[Value], arrange: Callable[[Worksheet], None] = lambda _: None) -> Path:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    arrange(sheet)
    book.save(path)
    return path


def repacked(path: Path, **parts: bytes) -> Path:
    """The workbook with parts added or replaced; a name's __ stands for a slash, its last _ for the dot."""
    inside = io.BytesIO(path.read_bytes())
    named = {name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: content for name, content in parts.items()}
    with zipfile.ZipFile(inside) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry not in named:
                new.writestr(entry, old.read(entry))
        for name, content in named.items():
            new.writestr(name, content)
    return path
