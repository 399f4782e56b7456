"""What the values of a sheet do not tell: cells without a result, cells whose result is an error, what is hidden."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.worksheets import column_letters


@dataclass(frozen=True)
class WorkbookMarks:
    """The marks of a sheet: cells as "B12", hidden columns by their letters, hidden rows counted from 1."""

    uncomputed: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


def cell_address(row: int, column: int) -> str:
    """A cell as its reader names it, from numbers that count from 0."""
    return f"{column_letters(column)}{row + 1}"
