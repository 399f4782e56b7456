"""The accounts of a trial balance with their balances, read from a table: headings, totals and blanks left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.money import NotANumber
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.data_entry.amounts import amount_of, decimal_mark
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_text, is_code

_TOTAL = re.compile(r"^(grand |sub-?)?totals?\b|\btotals?$|^net (income|profit|loss|earnings)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"^(account|acct\.?|a/c)\s*[-:#]?\s*(?=\d)", re.IGNORECASE)
# "Cash:Checking" goes from an account to its part; "Received: land" is one name.
_STEP = re.compile(r":(?!\s)")
_NUMBERED = re.compile(r"^(\d[\d.\-]*)\s*(?:[·:|–—]|\s-\s|-(?=\s)|\s)\s*(\S.*)$")
_LIKE_A_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[A-Za-z]{3,9}\.?\s+\d{1,2}\s*,?\s+\d{4}")
SEVERAL = 3


class BadBooks(UserError):
    """Something in the table cannot be a trial balance; the sentence says which cell and what to do."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """An account with its balance: debits positive, or on the account's natural side (see `LedgerBalances.natural`).

    `key` is what the account is remembered by: its number, or else its whole name. `row` counts from 1 as a
    spreadsheet does.
    """

    key: str
    number: str
    name: str
    amount: Decimal
    row: int

    @property
    def label(self) -> str:
        """Number and name."""
        return " ".join(part for part in (self.number, self.name) if part)


@dataclass(frozen=True)
class LedgerBalances:
    """A trial balance as read. `skipped` and `remarks` are sentences.

    With `natural`, one column gave every balance without a sign, each on the side on which the account stands.
    """

    lines: tuple[BookLine, ...]
    skipped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    natural: bool = False

    @property
    def out_of_balance(self) -> Decimal:
        """By how much debits exceed credits; nothing can be said of unsigned balances."""
        return Decimal(0) if self.natural else sum((line.amount for line in self.lines), Decimal(0))


@dataclass
class _Reading:
    """The books as far as they are read."""

    lines: list[BookLine] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    blank: int = 0


def read_books(table: SpreadsheetTable, columns: BalanceColumns) -> LedgerBalances:
    """The accounts of the table. Raises BadBooks where a cell cannot be what its column says; nothing is half-read."""
    _refuse_unknown_results(table, columns)
    mark = decimal_mark(_texts(table, columns))
    reading = _Reading()
    for number, row in enumerate(table.rows[columns.first_row :], columns.first_row + 1):
        _read_row(reading, row, number, columns, mark)
    if not reading.lines:
        raise BadBooks("No row has both an account and a balance. Look whether the right sheet and columns are chosen.")
    if reading.blank:
        rows = "1 blank row was" if reading.blank == 1 else f"{reading.blank:,} blank rows were"
        reading.skipped.append(f"{rows} passed over.")
    natural = columns.balance is not None and all(line.amount >= 0 for line in reading.lines)
    lines, doubled = _added(reading.lines)
    return LedgerBalances(
        lines, tuple(reading.skipped), (*_merged(table, columns), *doubled, *_unsigned(natural)), natural
    )


def _read_row(reading: _Reading, row: Sequence[TableCell], number: int, columns: BalanceColumns, mark: str) -> None:
    amounts = [_cell(row, column) for column in columns.amounts]
    cells = [_cell(row, column) for column in columns.accounts]
    texts = [cell_text(cell) for cell in cells]
    account = " ".join(text for text in texts if text)
    if all(cell is None for cell in (*amounts, *cells)):
        reading.blank += 1
        return
    if all(cell is None for cell in amounts):
        reading.skipped.append(f"Row {number} '{account}' has no balance: taken for a heading.")
    elif not account:
        reading.skipped.append(f"Row {number} names no account: taken for a total.")
    elif _TOTAL.search((named := _split(texts))[1]) or _TOTAL.search(account):
        reading.skipped.append(f"Row {number} '{account}' is a total.")
    elif all(
        isinstance(cell, str) and not any(sign.isdigit() for sign in cell) for cell in amounts if cell is not None
    ):
        reading.skipped.append(f"Row {number} '{account}' repeats the headings.")
    else:
        _refuse_date(cells, number, columns.accounts)
        code, name = named
        amount = _amount(row, number, columns, mark)
        reading.lines.append(BookLine(code or name.casefold(), code, name, amount, number))


def _split(texts: Sequence[str]) -> tuple[str, str]:
    """Number and name of the account; of a name made of steps ("Cash:Checking") with numbers, the last step."""
    given = [text for text in texts if text]
    if len(given) > 1 and is_code(given[0]):
        return given[0], " ".join(given[1:])
    whole = " ".join(given)
    last = _WORD_BEFORE.sub("", _STEP.split(whole)[-1].strip())
    if is_code(last):
        return last, ""
    match = _NUMBERED.match(last)
    return (match[1].rstrip(".-"), match[2].strip()) if match else ("", _WORD_BEFORE.sub("", whole))


def _amount(row: Sequence[TableCell], number: int, columns: BalanceColumns, mark: str) -> Decimal:
    if columns.balance is not None:
        return _number(row, number, columns.balance, mark)
    debit, credit = (
        Decimal(0) if column is None else _number(row, number, column, mark)
        for column in (columns.debit, columns.credit)
    )
    return debit - credit


def _number(row: Sequence[TableCell], number: int, column: int, mark: str) -> Decimal:
    cell = _cell(row, column)
    if cell is None:
        return Decimal(0)
    if isinstance(cell, Decimal):
        return cell
    try:
        if isinstance(cell, str):
            return amount_of(cell, mark)
    except NotANumber:
        pass
    raise BadBooks(
        f"Cell {column_letters(column)}{number} should hold a balance; it reads '{cell_text(cell)}'. Correct it in the "
        "file, or choose another column."
    )


def _refuse_date(cells: Sequence[TableCell], number: int, columns: Sequence[int]) -> None:
    for cell, column in zip(cells, columns, strict=True):
        if isinstance(cell, date) or (isinstance(cell, str) and _is_date(cell)):
            raise BadBooks(
                f"Cell {column_letters(column)}{number} should hold an account; it holds the date {cell_text(cell)}. "
                "Excel makes dates of numbers like 1-10: format the column as text, type the account again and save."
            )


def _is_date(text: str) -> bool:
    if not _LIKE_A_DATE.fullmatch(text):
        return False
    try:
        parse_date(text)
    except NotADate:
        return False
    return not is_code(text)


def _refuse_unknown_results(table: SpreadsheetTable, columns: BalanceColumns) -> None:
    """A cell of the trial balance that has no result cannot be passed over: it would be missing without a word."""
    used = {column_letters(column) for column in (*columns.accounts, *columns.amounts)}
    for cells, what in (
        (table.uncomputed, "holds a formula whose result is not in the file. Open the file in Excel and save it"),
        (table.faulty, "shows an error instead of a value. Correct it in Excel and save the file"),
    ):
        for cell in cells:
            row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            if cell[: -len(str(row))] in used and row > columns.first_row:
                sheet = f" of sheet '{table.name}'" if table.name else ""
                raise BadBooks(f"Cell {cell}{sheet} {what}, then choose it again.")


def _texts(table: SpreadsheetTable, columns: BalanceColumns) -> Iterator[str]:
    for row in table.rows[columns.first_row :]:
        for column in columns.amounts:
            cell = _cell(row, column)
            if isinstance(cell, str):
                yield cell


def _added(lines: Sequence[BookLine]) -> tuple[tuple[BookLine, ...], tuple[str, ...]]:
    """The lines with those of the same account put together, and a sentence for each of these."""
    found: dict[str, BookLine] = {}
    words: list[str] = []
    for line in lines:
        if line.key in found:
            first = found[line.key]
            words.append(f"Account {line.label} stands in rows {first.row} and {line.row}; both were added.")
            found[line.key] = replace(first, amount=first.amount + line.amount)
        else:
            found[line.key] = line
    return tuple(found.values()), tuple(words)


def _merged(table: SpreadsheetTable, columns: BalanceColumns) -> tuple[str, ...]:
    inside = [area for area in table.merged if int(re.sub(r"\D", "", area.partition(":")[0])) > columns.first_row]
    if not inside:
        return ()
    places = ", ".join(inside[:SEVERAL]) + (" ..." if len(inside) > SEVERAL else "")
    return (f"Merged cells ({places}) count once, where their first cell stands.",)


def _unsigned(natural: bool) -> tuple[str, ...]:  # noqa: FBT001 - said right above
    words = "No balance has a minus sign, so each was taken to stand on the side where its account belongs."
    return (words,) if natural else ()


def _cell(row: Sequence[TableCell], column: int) -> TableCell:
    return row[column] if column < len(row) else None
