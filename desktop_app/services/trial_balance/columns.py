"""Which columns of a table hold accounts and which balances: found by the headings, or by what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.problems import UserError
from desktop_app.services.data_entry.amounts import looks_like_amount
from desktop_app.services.ports import SpreadsheetTable, TableCell, TableFile

LOOKED_AT = 60
_NUMBER_HEAD = re.compile(r"(acc(oun)?t|gl|g/l|ledger)?\.?\s*(no|nr|num|number|#|code|id)\.?", re.IGNORECASE)
_CODE = re.compile(r"\d[\d.\-]{0,14}")
_CLOSING = ("ending balance", "closing balance", "end balance", "ending", "closing")
_BALANCE = ("balance", "amount", "net", "saldo", "total", "balance total", "ytd", "year to date")
_ACCOUNT = ("account", "acct", "description", "name", "title", "konto")
_DEBIT, _CREDIT = (
    re.compile(r"\b(debits?|dr|soll)\b\.?", re.IGNORECASE),
    re.compile(r"\b(credits?|cr|haben)\b\.?", re.IGNORECASE),
)
MOSTLY = 0.6


class NoColumns(UserError):
    """The table cannot be read as a trial balance without being told where what stands."""


@dataclass(frozen=True, slots=True)
class BalanceColumns:
    """Where a trial balance stands in a table, counted from 0.

    `first_row` is the first row with an account. `accounts` are the columns of number and name from left to right (of
    an indented list: all of them). Balances stand in `debit` and `credit`, or both in `balance`.
    """

    first_row: int
    accounts: tuple[int, ...]
    debit: int | None = None
    credit: int | None = None
    balance: int | None = None

    @property
    def amounts(self) -> tuple[int, ...]:
        """The columns with balances."""
        return tuple(column for column in (self.debit, self.credit, self.balance) if column is not None)


def cell_text(cell: TableCell) -> str:
    """A cell as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def is_amount(cell: TableCell) -> bool:
    """Whether the cell holds an amount, typed as a number or as text."""
    return isinstance(cell, Decimal) or (isinstance(cell, str) and bool(cell) and looks_like_amount(cell))


def choose_table(file: TableFile, name: str = "") -> tuple[SpreadsheetTable, BalanceColumns]:
    """The sheet of that name, or the first in sight that holds a trial balance, with its columns.

    Raises NoColumns.
    """
    sheets = [table for table in file.tables if table.name == name or (not name and not table.hidden and table.rows)]
    if not sheets:
        known = ", ".join(f"'{table.name}'" for table in file.tables)
        raise NoColumns(f"There is no sheet '{name}' in {file.name}. Sheets: {known}.")
    for table in sheets:
        try:
            return table, find_columns(table)
        except NoColumns:
            continue
    return sheets[0], find_columns(sheets[0])


def find_columns(table: SpreadsheetTable) -> BalanceColumns:
    """The columns of the trial balance. Raises NoColumns, saying what was looked for."""
    for number, row in enumerate(table.rows[:LOOKED_AT]):
        found = _headed(row)
        if found is not None:
            accounts = _account_columns(table, number, min(found.amounts))
            if accounts:
                return BalanceColumns(number + 1, accounts, found.debit, found.credit, found.balance)
    found = _by_content(table)
    if found is None:
        where = f"Sheet '{table.name}'" if table.name else "The file"
        raise NoColumns(
            f"{where} has no columns headed Debit and Credit, or Balance, beside a column of accounts. Choose the "
            "columns yourself, or export the trial balance again with its headings."
        )
    return found


def _headed(row: Sequence[TableCell]) -> BalanceColumns | None:
    """The balance columns by their headings; of several pairs the last, which is the adjusted one."""
    heads = [cell_text(cell).lower() if isinstance(cell, str) else "" for cell in row]
    closing = [n for n, head in enumerate(heads) if head.startswith(_CLOSING)]
    if closing:
        return BalanceColumns(0, (), balance=closing[-1])
    debits = [n for n, head in enumerate(heads) if _DEBIT.search(head)]
    credits_ = [n for n, head in enumerate(heads) if _CREDIT.search(head)]
    if debits and credits_ and debits[-1] != credits_[-1]:
        return BalanceColumns(0, (), debit=debits[-1], credit=credits_[-1])
    balances = [n for n, head in enumerate(heads) if head.startswith(_BALANCE)]
    named = any(head.startswith(_ACCOUNT) or _NUMBER_HEAD.fullmatch(head) for head in heads)
    return BalanceColumns(0, (), balance=balances[-1]) if balances and named else None


def _account_columns(table: SpreadsheetTable, head: int, before: int) -> tuple[int, ...]:
    """The columns left of the balances in which accounts stand.

    What is headed as something else (a type, a class) is left out.
    """
    rows = table.rows[head + 1 :]
    filled = [n for n in range(before) if any(n < len(row) and row[n] is not None for row in rows)]
    heads = {n: cell_text(cell).lower() for n, cell in enumerate(table.rows[head]) if cell is not None}
    named = [n for n in filled if heads.get(n, "").startswith(_ACCOUNT) or _NUMBER_HEAD.fullmatch(heads.get(n, ""))]
    return tuple(named or [n for n in filled if n not in heads] or filled)


def _by_content(table: SpreadsheetTable) -> BalanceColumns | None:
    """A table without headings: texts on the left, one or two columns of amounts on the right."""
    rows = [row for row in table.rows if sum(cell is not None for cell in row) > 1]
    if not rows:
        return None
    width = max(len(row) for row in rows)
    amounts = [n for n in range(width) if _share(rows, n, amounts=True) > MOSTLY]
    texts = [n for n in range(width) if _share(rows, n, amounts=False) > MOSTLY]
    if not amounts or not texts:
        return None
    codes = [n for n in amounts if n < min(texts, default=0)]
    balances = [n for n in amounts if n > max(texts)]
    if not balances:
        return None
    first = next(n for n, row in enumerate(table.rows) if any(_cell(row, b) is not None for b in balances))
    accounts = (*codes, *(n for n in texts if n < balances[0]))
    if len(balances) == 1:
        return BalanceColumns(first, accounts, balance=balances[0])
    return BalanceColumns(first, accounts, debit=balances[-2], credit=balances[-1])


def _share(rows: Sequence[Sequence[TableCell]], column: int, *, amounts: bool) -> float:
    cells = [cell for cell in _column(rows, column) if cell is not None]
    fitting = sum(is_amount(cell) is amounts for cell in cells)
    return fitting / len(cells) if cells else 0.0


def _column(rows: Sequence[Sequence[TableCell]], column: int) -> Iterator[TableCell]:
    return (_cell(row, column) for row in rows)


def _cell(row: Sequence[TableCell], column: int) -> TableCell:
    return row[column] if column < len(row) else None


def is_code(text: str) -> bool:
    """Whether the text is an account number and no more."""
    return _CODE.fullmatch(text) is not None
