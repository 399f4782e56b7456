"""The rows above the accounts: which they are, what stands above each column, and for which day the table was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.trial_balance.columns import cell_at, cell_text, column_number, is_amount
from desktop_app.services.trial_balance.heading_words import (
    Head,
    Role,
    ends_a_period,
    is_page_mark,
    role_of,
    years_in,
)

LOOKED_AT, MOST_ROWS = 60, 3
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Headings:
    """What stands above a table: its heading rows, the head of each column, and the years and day of its title.

    `first_row` is the row after the headings, 0 where there are none.
    """

    first_row: int
    heads: tuple[Head, ...]
    years: frozenset[int] = frozenset()
    day: date | None = None

    def head(self, column: int) -> Head:
        """The head of a column."""
        return self.heads[column] if column < len(self.heads) else Head()


def read_headings(table: SpreadsheetTable) -> Headings:
    """The headings of a table; without heading rows, all heads are empty. A sheet may be named for its year."""
    found = _headings(table)
    if found.years:
        return found
    named = years_in(table.name)
    days = [day for _, day in named if day is not None]
    return replace(found, years=frozenset(year for year, _ in named), day=days[-1] if days else None)


def _headings(table: SpreadsheetTable) -> Headings:
    bottom = _bottom(table)
    width = max((len(row) for row in table.rows), default=0)
    if bottom is None:
        return Headings(0, tuple(Head() for _ in range(width)), *_title(table.rows[:0], ()))
    top = bottom
    while top > 0 and bottom - top < MOST_ROWS - 1 and _above(table.rows[top - 1]):
        top -= 1
    spread = [_spread(table, number, width) for number in range(top, bottom)]
    heads = tuple(
        Head(cell_text(cell_at(table.rows[bottom], column)), tuple(words[column] for words in spread if words[column]))
        for column in range(width)
    )
    single = [words for row in range(top, bottom) for words in _single(table.rows[row])]
    return Headings(bottom + 1, heads, *_title(table.rows[:top], single))


def _bottom(table: SpreadsheetTable) -> int | None:
    """The last row of the first stretch of heading rows."""
    found: int | None = None
    for number, row in enumerate(table.rows[:LOOKED_AT]):
        if _is_heading(row):
            found = number
        elif found is not None:
            break
    return _plain_bottom(table) if found is None else found


def _plain_bottom(table: SpreadsheetTable) -> int | None:
    """A row of words, those of accounts among them, right above a row with amounts under the other words."""
    for number, (row, below) in enumerate(pairwise(table.rows[:LOOKED_AT])):
        filled = [(column, cell) for column, cell in enumerate(row) if cell is not None]
        others = [column for column, cell in filled if role_of(cell_text(cell)) not in (Role.NAME, Role.NUMBER)]
        words = all(isinstance(cell, str) and not is_amount(cell) for _, cell in filled) and _short(filled)
        if words and 1 < len(others) < len(filled) and all(_holds_amount(cell_at(below, column)) for column in others):
            return number
    return None


def _is_heading(row: Sequence[TableCell]) -> bool:
    """A row that says what the columns hold: words of amounts beside words of accounts, or two words of amounts."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell is not None]
    if any(_holds_amount(cell) for _, cell in filled):
        return False
    roles = [(column, role_of(cell_text(cell))) for column, cell in filled if not is_page_mark(cell_text(cell))]
    amounts = [column for column, role in roles if role is Role.AMOUNT]
    accounts = [column for column, role in roles if role in (Role.NAME, Role.NUMBER)]
    two = len(amounts) > 1 and len(amounts) >= min(len(filled) - 1, len(filled) / 2)
    return bool(amounts and (accounts or two) and len(filled) > 1) and _short(filled)


def _short(filled: Sequence[tuple[int, TableCell]]) -> bool:
    return all(len(cell_text(cell)) <= 60 for _, cell in filled)  # noqa: PLR2004 - a heading is no sentence


def _holds_amount(cell: TableCell) -> bool:
    if isinstance(cell, Decimal):
        return not (_EARLIEST_YEAR <= cell <= _LATEST_YEAR and cell == cell.to_integral_value())
    return isinstance(cell, str) and is_amount(cell) and not years_in(cell)


def _above(row: Sequence[TableCell]) -> bool:
    """Whether a row belongs to the headings below it: something stands in it besides its first cell."""
    filled = [column for column, cell in enumerate(row) if cell is not None and not is_page_mark(cell_text(cell))]
    return any(column > 0 for column in filled) and not any(_holds_amount(row[column]) for column in filled)


def _spread(table: SpreadsheetTable, number: int, width: int) -> list[str]:
    """The words of an upper heading row above each column: each reaches to the next, or as far as its merged cell."""
    row = table.rows[number]
    reach = {}
    for area in table.merged:
        start, _, last = area.partition(":")
        if int(start.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == number + 1:
            reach[column_number(start.rstrip("0123456789"))] = column_number((last or start).rstrip("0123456789"))
    labels = [(column, cell_text(cell)) for column, cell in enumerate(row) if cell is not None]
    labels = [(column, text) for column, text in labels if column > 0 and not is_page_mark(text)]
    found = [""] * width
    for at, (column, text) in enumerate(labels):
        end = labels[at + 1][0] - 1 if at + 1 < len(labels) else width - 1
        for at_column in range(column, min(reach.get(column, end), width - 1) + 1):
            found[at_column] = text
    return found


def _single(row: Sequence[TableCell]) -> Iterator[str]:
    """The words of an upper row that stand above the whole table, or before its amounts."""
    texts = [cell_text(cell) for cell in row if cell is not None]
    if len(texts) == 1 or (row and row[0] is not None):
        yield texts[0]


def _title(rows: Sequence[Sequence[TableCell]], besides: Sequence[str]) -> tuple[frozenset[int], date | None]:
    """The years and the day of the title: those of a period, or else any that are not a print date."""
    texts = [cell_text(cell) for row in rows for cell in row if cell is not None]
    lines = [text for text in (*texts, *besides) if not is_page_mark(text)]
    dated = [(text, years_in(text)) for text in lines]
    said = [found for text, found in dated if found and ends_a_period(text)] or [found for _, found in dated if found]
    days = [day for found in said for _, day in found if day is not None]
    return frozenset(year for found in said for year, _ in found), days[-1] if days else None
