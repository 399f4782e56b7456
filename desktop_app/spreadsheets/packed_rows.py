"""The rows of a table as they travel from a worker: in parts, so that a long table is nowhere held twice.

A part is JSON: how wide its rows are (one number where all are the same), and the cells of all of them in one list,
which is read in a third of the time of a list for each row. A date comes as a table of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the worker starts without what else is there
    from desktop_app.services.ports import TableCell

PART = 20_000  # rows


def parts_of(rows: Sequence[object]) -> int:
    """In how many parts the rows travel."""
    return -(-len(rows) // PART)


def packed_rows(rows: list[list[Any]]) -> Iterator[bytes]:
    """The rows, part by part; the list is empty then."""
    rows.reverse()
    while rows:
        part = rows[: -PART - 1 : -1]
        del rows[-PART:]
        widths = list(map(len, part))
        same = len(set(widths)) == 1 and widths[0] > 0
        data = [widths[0] if same else widths, list(chain.from_iterable(part))]
        yield json.dumps(data, default=_dated, separators=(",", ":")).encode("ascii")


def unpacked_rows(part: bytes) -> list[tuple[TableCell, ...]]:
    """The rows of a part; numbers are decimal numbers."""
    widths, cells = json.loads(part, parse_float=Decimal, parse_int=Decimal)
    if dict in set(map(type, cells)):
        cells = [date.fromisoformat(cell["date"]) if type(cell) is dict else cell for cell in cells]
    if isinstance(widths, list):
        each = iter(cells)
        return [tuple(islice(each, int(width))) for width in widths]
    return list(zip(*[iter(cells)] * int(widths), strict=True))


def _dated(value: object) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"No value of a table: {type(value).__name__}")
