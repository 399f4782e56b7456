"""The rows of a table travel in parts and come out as they went in."""

import json
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.spreadsheets.packed_rows import PART, packed_rows, parts_of, unpacked_rows
from desktop_app.spreadsheets.sheet_rows import Cell

ROWS: dict[str, list[list[Cell]]] = {
    "none": [],
    "of one width": [["131", 5, None], ["132", -2.5, True]],
    "of one cell": [["a"], [None]],
    "ragged": [["Trial balance"], [], ["131", 5, "x"], ["132", 6]],
    "empty": [[], [], []],
    "with days": [[date(2025, 12, 31), "x"], ["y", date(2026, 1, 1)]],
}


def exact(cell: Cell) -> object:
    """Numbers come out as decimal numbers."""
    return Decimal(repr(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


@pytest.mark.parametrize("name", sorted(ROWS))
def test_rows_come_out_as_they_went_in(name: str) -> None:
    wanted = [tuple(map(exact, row)) for row in ROWS[name]]
    given = [list(row) for row in ROWS[name]]
    assert [row for part in packed_rows(given) for row in unpacked_rows(part)] == wanted
    assert given == [], "a long table is not held twice"


def test_a_long_table_travels_in_parts() -> None:
    rows: list[list[Cell]] = [[str(number), "x"] for number in range(PART + 1)]
    assert [parts_of(rows[:count]) for count in (0, 1, PART, PART + 1)] == [0, 1, 1, 2]
    parts = list(packed_rows(rows))
    assert [len(unpacked_rows(part)) for part in parts] == [PART, 1]
    assert unpacked_rows(parts[1]) == [(str(PART), "x")]
    assert json.loads(parts[1]) == [2, [str(PART), "x"]]


def test_what_is_no_cell_is_a_bug() -> None:
    with pytest.raises(TypeError, match="No value of a table: set"):
        list(packed_rows([[set()]]))
