"""A trial balance as it was read, as values: its accounts, what was passed over, and whether it balances."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError


class BadBooks(UserError):
    """Something in the table cannot be a trial balance; the sentence says which cell and what to do."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """An account with its balance: debits positive, or on the account's natural side (see `LedgerBalances.natural`).

    `key` is what the account is remembered by: its number, or else its whole name, or both where a number has several
    names. `row` counts from 1 as a spreadsheet does. `section` is the kind of account that the file names.
    """

    key: str
    number: str
    name: str
    amount: Decimal
    row: int
    section: str = ""

    @property
    def label(self) -> str:
        """Number and name."""
        return " ".join(part for part in (self.number, self.name) if part)


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A row that is no account, with the sentence that says so; `amount` is what stands in it, debits positive."""

    row: int
    text: str
    sentence: str
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class TotalDifference:
    """A total of the file's own that its accounts do not add up to."""

    row: int
    text: str
    column: str
    printed: Decimal
    reckoned: Decimal


@dataclass(frozen=True)
class LedgerBalances:
    """A trial balance as read. `skipped` and `remarks` are sentences.

    With `natural`, one column gave every balance without a sign, each on the side on which the account stands.
    `totals` counts the file's own totals that were compared, `differences` are those that do not agree.
    `second` is the row where more accounts begin below the total of a whole trial balance, 0 where there are none.
    """

    lines: tuple[BookLine, ...]
    passed: tuple[PassedRow, ...] = ()
    remarks: tuple[str, ...] = ()
    natural: bool = False
    blank: int = 0
    totals: int = 0
    differences: tuple[TotalDifference, ...] = ()
    second: int = 0

    @cached_property
    def out_of_balance(self) -> Decimal:
        """By how much debits exceed credits; nothing can be said of unsigned balances."""
        return Decimal(0) if self.natural else sum((line.amount for line in self.lines), Decimal(0))

    @property
    def balances(self) -> bool:
        """Whether debits equal credits and every total of the file's own agrees."""
        return not self.out_of_balance and not self.differences

    @property
    def skipped(self) -> tuple[str, ...]:
        """What was passed over, as sentences."""
        rows = "1 blank row was" if self.blank == 1 else f"{self.blank:,} blank rows were"
        return (*(passed.sentence for passed in self.passed), *([f"{rows} passed over."] if self.blank else []))
