"""What a worker reads out of a file: the values of a sheet."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.late_dataclasses import dataclass

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Cell = int | float | str | bool | date | None


@dataclass(frozen=True)
class SheetRows:
    """A sheet: its rows from the first one on, its merged stretches, the cells that hold no result."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[str, ...] = ()
    uncomputed: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin like a workbook, whatever the file is called."""
    return content.startswith((ZIP, COMPOUND))
