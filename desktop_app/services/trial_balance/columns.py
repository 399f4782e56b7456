"""Which columns of a table hold accounts and which balances, and what a cell looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.data_entry.amounts import looks_like_amount
from desktop_app.services.ports import TableCell

_CODE = late_pattern(r"(?=.*\d)[A-Za-z]{0,3}[ .-]?\d[\d.\-/_ ]{0,20}[A-Za-z]?")
_PARTS = ("accounts", "debit", "credit", "balance", "flag", "section")
_MARKS = ("reverse", "minus_credits")


class BadColumns(UserError):
    """The columns are not written as they should be."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' names no columns. Write accounts=A+B,debit=C,credit=D,first=5 (or balance=C), as in the sheet."
        )


@dataclass(frozen=True, slots=True)
class BalanceColumns:
    """Where a trial balance stands in a table, counted from 0.

    `first_row` is the first row with an account. `accounts` are the columns of number and name, the number first (of
    an indented list: all of them). Balances stand in `debit` and `credit`, or both in `balance`; then `flag` may be the
    column that says Dr or Cr. `section` holds the kind of account. A `reverse` balance shows credits as positive
    numbers, `minus_credits` are credits that carry a minus sign in their own column.
    """

    first_row: int
    accounts: tuple[int, ...]
    debit: int | None = None
    credit: int | None = None
    balance: int | None = None
    flag: int | None = None
    section: int | None = None
    reverse: bool = False
    minus_credits: bool = False

    @property
    def amounts(self) -> tuple[int, ...]:
        """The columns with balances."""
        return tuple(column for column in (self.debit, self.credit, self.balance) if column is not None)

    def written(self) -> str:
        """The columns as the command line takes them; `read_columns` is the inverse."""
        single = [(name, getattr(self, name)) for name in _PARTS[1:]]
        places = [f"{name}={column_letters(column)}" for name, column in single if column is not None]
        marks = [name for name, on in (("reverse", self.reverse), ("minus_credits", self.minus_credits)) if on]
        accounts = "+".join(map(column_letters, self.accounts))
        return ",".join(
            [f"accounts={accounts}", *places, *(f"{name}=yes" for name in marks), f"first={self.first_row + 1}"]
        )


def read_columns(text: str) -> BalanceColumns:
    """The columns written as ``accounts=A+B,debit=C,credit=D,first=5``. Raises BadColumns."""
    try:
        parts = dict(part.split("=") for part in text.replace(" ", "").split(","))
        marks = {name: parts.pop(name) == "yes" for name in _MARKS if name in parts}
        first = int(parts.pop("first", "1")) - 1
        places = {name: tuple(map(column_number, value.split("+"))) for name, value in parts.items()}
        accounts = places.pop("accounts")
        debit, credit, balance, flag, section = (places.pop(name, (None,))[0] for name in _PARTS[1:])
        reverse, minus_credits = (marks.get(name, False) for name in _MARKS)
        if places:
            raise BadColumns(text)
        found = BalanceColumns(first, accounts, debit, credit, balance, flag, section, reverse, minus_credits)
    except (ValueError, KeyError, TypeError):
        raise BadColumns(text) from None
    if (
        first < 0
        or not found.amounts
        or (found.balance is None) is not (found.debit is not None and found.credit is not None)
    ):
        raise BadColumns(text)
    return found


def column_number(letters: str) -> int:
    """The number of a column, counted from 0. Raises ValueError."""
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(letters)
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def cell_text(cell: TableCell) -> str:
    """A cell as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def is_amount(cell: TableCell) -> bool:
    """Whether the cell holds an amount, typed as a number or as text."""
    return isinstance(cell, Decimal) or (isinstance(cell, str) and bool(cell) and looks_like_amount(cell))


def is_code(text: str) -> bool:
    """Whether the text is an account number and no more."""
    return _CODE.fullmatch(text) is not None


def cell_at(row: Sequence[TableCell], column: int | None) -> TableCell:
    """The cell of a row; None past its end, and for no column."""
    return row[column] if column is not None and column < len(row) else None
