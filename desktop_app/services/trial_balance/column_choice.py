"""What stands in the columns of a table, and which of them can be the balances of a trial balance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.trial_balance.books import BadBooks
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_at, cell_text, is_amount, is_code
from desktop_app.services.trial_balance.heading_words import Head, Part, Role, years_in
from desktop_app.services.trial_balance.headings import Headings

SAMPLE, MOSTLY, FEW, FEWEST = 300, 0.6, 0.15, 3
LONGEST_DATE, MOST_LETTERS, LOOKED_AT, TITLE_ROWS, SHORTEST_NAME = 24, 9, 1000, 12, 4
_FLAGS = frozenset({"d", "dr", "db", "debit", "dr.", "c", "cr", "credit", "cr."})
_BLANKS = late_pattern(r"\S\s{2,}[-($]*\d[\d,]*\.\d\d\)?\s*$|\S\s{3,}\S")
_TITLE = r"^\W*(comparative )?"
_INCOME = late_pattern(
    _TITLE + r"(profit (and|&) loss|p ?& ?l\b|income statement|statement of (operations|income))", re.IGNORECASE
)
_POSITION = late_pattern(_TITLE + r"(balance sheet|statement of (financial|net) position)", re.IGNORECASE)
_STATEMENTS = (("an income statement", _INCOME), ("a balance sheet", _POSITION))
_INCOME_ROWS = frozenset(
    {"ordinary income/expense", "total income", "total revenue", "total expense", "total expenses", "net income"}
)
_BALANCE_ROWS = late_pattern(r"\b(assets|liabilities|equity)\b")
_REPLACED = late_pattern(r"\b(old|former|previous|prior|legacy)\b")
_OF_A_SYSTEM = late_pattern(r"\d{3}(\.\d{1,3})?")
_INTEGER = late_pattern(r"0*\d{2,8}")


class OtherList(UserError):
    """The table is a list of another kind; the sentence says what to export instead."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Columns that may hold the balances, with what their headings say. `guessed`: no heading names their sides."""

    columns: BalanceColumns
    part: Part = Part.PLAIN
    years: frozenset[int] = frozenset()
    day: date | None = None
    guessed: bool = False
    numbered: bool = False
    label: str = ""


class ColumnContents:
    """What stands in the columns below the headings."""

    def __init__(self, table: SpreadsheetTable, headings: Headings) -> None:
        self.headings = headings
        self.rows = table.rows[headings.first_row :]
        self.width = max((len(row) for row in table.rows), default=0)
        self.first_row = headings.first_row
        self._shares: dict[tuple[int, str], float] = {}

    @cached_property
    def sample(self) -> list[Sequence[TableCell]]:
        """Some of the rows: all of a short table."""
        some = self.rows[:: max(1, len(self.rows) // (2 * SAMPLE))]
        found: list[Sequence[TableCell]] = [row for row in some if any(is_amount(cell) for cell in row)]
        return found[: 2 * SAMPLE]

    def cells(self, column: int) -> list[TableCell]:
        """What stands in a column, without blanks."""
        return [cell for row in self.sample if (cell := cell_at(row, column)) is not None]

    def share(self, column: int, kind: str) -> float:
        """Which share of the column is an amount, a text, a code, a date, or Dr and Cr."""
        if (column, kind) not in self._shares:
            self._shares[column, kind] = self._share(column, kind)
        return self._shares[column, kind]

    def _share(self, column: int, kind: str) -> float:
        cells = self.cells(column)
        test = {"amount": _amount, "text": _text, "code": _code, "flag": _flag, "date": _date}[kind]
        return sum(map(test, cells)) / len(cells) if cells else 0.0

    @cached_property
    def number(self) -> int | None:
        """The column of account numbers, if they stand apart."""
        headed = [column for column in range(self.width) if self.headings.head(column).role is Role.NUMBER]
        filled = [
            column
            for column in headed
            if (self.share(column, "code") > MOSTLY or self.share(column, "text") > MOSTLY)
            and not self.counts_rows(column)
        ]
        for role in (Role.NAME, Role.UNSAID):
            unsaid = [
                column
                for column in range(self.width)
                if self.headings.head(column).role is role
                and not self._amounts_said(column)
                and self.share(column, "code") > MOSTLY
                and self._like_numbers(column)
            ]
            if unsaid and (not filled or any(map(self._replaced, filled))):
                filled += unsaid
        if any(map(self._replaced, filled)):
            filled.sort(key=lambda column: (-self._share_of_system(column), self._replaced(column)))
        else:
            filled.sort(key=lambda column: self.share(column, "code") <= MOSTLY)  # what identifies rows is no number
        return filled[0] if filled else None

    def _replaced(self, column: int) -> bool:
        """Whether the heading says that these numbers are those of before."""
        return bool(_REPLACED.search(self.headings.head(column).words))

    def _share_of_system(self, column: int) -> float:
        """How many of the codes look like those of a system of accounts: three figures, some after a dot."""
        cells = self.cells(column)
        return sum(bool(_OF_A_SYSTEM.fullmatch(cell_text(cell))) for cell in cells) / len(cells) if cells else 0.0

    def _amounts_said(self, column: int) -> bool:
        head = self.headings.head(column)
        return head.debit or head.credit or bool(head.years)

    def _like_numbers(self, column: int) -> bool:
        """Whether codes look like numbers of accounts and not like amounts: whole, and hardly any twice."""
        texts = [cell_text(cell) for cell in self.cells(column)]
        if self.counts_rows(column):
            return False
        named = self.headings.head(column).role is Role.NAME
        if named and self._text_beside(column):
            return True
        fitting = all(not _INTEGER.fullmatch(text) or len(text) > 1 for text in texts)
        cents = any(re.search(r"\.\d\d$", text) and not text.replace(".", "").isdigit() for text in texts)
        once = len(set(texts)) > (1 - FEW) * len(texts)
        return fitting and not cents and once and self._text_beside(column) and not self._one_side(column)

    def _one_side(self, column: int) -> bool:
        """Whether the cells are debits beside credits, or the other way: numbers stand beside amounts, these do not."""
        others = [other for other in range(self.width) if other != column and self.share(other, "amount") > MOSTLY]
        rows = [row for row in self.sample if any(_filled(row, other) for other in others)]
        return sum(cell_at(row, column) is not None for row in rows) < len(rows) / 2

    def counts_rows(self, column: int) -> bool:
        """Whether a column only numbers the rows: 1, 2, 3."""
        texts = [cell_text(cell) for cell in self.cells(column)]
        if len(texts) < FEWEST or not all(text.isdecimal() for text in texts):
            return False
        return int(texts[0]) == 1 and len({int(after) - int(before) for before, after in pairwise(texts)}) == 1

    def repeats_codes(self, column: int) -> bool:
        """Whether a column holds the same few whole numbers over and over, as that of a fund or a department."""
        texts = [cell_text(cell) for cell in self.cells(column)]
        few = len(set(texts)) <= FEWEST < len(texts)
        return few and all(text.isdecimal() and text.strip("0") for text in texts)

    def _text_beside(self, column: int) -> bool:
        return any(other != column and self.share(other, "text") > MOSTLY for other in range(self.width))

    @cached_property
    def names(self) -> tuple[int, ...]:
        """The columns of names; several of an indented list."""
        named = {column for column in range(self.width) if self.headings.head(column).role is Role.NAME}
        least = {column: 0.0 if column in named else MOSTLY for column in range(self.width)}
        free = [
            column
            for column in range(self.width)
            if column != self.number and self.share(column, "text") > least[column]
        ]
        free = [
            column for column in free if self.share(column, "flag") <= MOSTLY and self.share(column, "date") <= MOSTLY
        ]
        headed = [
            column
            for column in free
            if self.headings.head(column).role is Role.NAME and self.headings.head(column).text
        ]
        if headed and self.number is not None:
            described = [
                column
                for column in headed
                if re.search(r"name|desc|title", self.headings.head(column).text, re.IGNORECASE)
            ]
            return ((described or headed)[0],)
        if headed:
            return (headed[0],)
        unsaid = [column for column in free if not self.headings.head(column).text]
        if unsaid:
            return (unsaid[0],) if self.number is not None else tuple(unsaid)
        other = [column for column in free if self.headings.head(column).role in (Role.UNSAID, Role.NUMBER)]
        return (other[0],) if other else ()

    @cached_property
    def section(self) -> int | None:
        """The column that names the kind of account."""
        kinds = [column for column in range(self.width) if self.headings.head(column).role is Role.KIND]
        return next((column for column in kinds if self.share(column, "text") > MOSTLY), None)

    @cached_property
    def accounts(self) -> tuple[int, ...]:
        """The columns of number and name."""
        return (*(() if self.number is None else (self.number,)), *self.names)

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """The columns in which amounts stand."""
        taken = {*self.accounts, self.section}
        return tuple(
            column
            for column in range(self.width)
            if column not in taken
            and (self.share(column, "amount") > MOSTLY or self._said_and_some(column))
            and self.headings.head(column).role not in (Role.BESIDES, Role.NUMBER, Role.KIND, Role.NAME)
            and not self.counts_rows(column)
        )

    def _said_and_some(self, column: int) -> bool:
        head = self.headings.head(column)
        return (head.debit or head.credit) or (head.role is Role.AMOUNT and self.share(column, "amount") > 0)

    @cached_property
    def lists_of_accounts(self) -> tuple[int, int] | None:
        """Two columns of names with amounts behind each: debits to the left and credits to the right, or two halves."""
        heads = self.headings
        lists = [
            column
            for column in range(self.width)
            if column not in (self.number, self.section)
            and self.share(column, "text") > MOSTLY
            and max(self.share(column, "flag"), self.share(column, "date")) < FEW
            and heads.head(column).role in (Role.NAME, Role.UNSAID)
            and self._names_many(column)
        ]
        for left, right in pairwise(lists):
            between = [column for column in self.amounts if left < column < right]
            behind = [column for column in self.amounts if column > right]
            same = heads.head(left).text.casefold() == heads.head(right).text.casefold()
            sides = [{(heads.head(at).debit, heads.head(at).credit) for at in some} for some in (between, behind)]
            if between and behind and (same or (sides[0] != sides[1] and not sides[0] & sides[1])):
                return left, right
        return None

    def _names_many(self, column: int) -> bool:
        """Whether a column names as many things as it has cells, in words and not in signs."""
        texts = [cell_text(cell) for cell in self.cells(column)]
        return len(set(texts)) > MOSTLY * len(texts) and sum(map(len, texts)) >= SHORTEST_NAME * len(texts)

    def flag_of(self, column: int) -> int | None:
        """The column beside an amount that says Dr or Cr."""
        beside = [other for other in (column + 1, column - 1) if 0 <= other < self.width and other not in self.accounts]
        return next((other for other in beside if self.share(other, "flag") > 1 - FEW), None)


def candidates(contents: ColumnContents, report_year: int) -> list[Candidate]:
    """Every pair of debits and credits, and every single balance, that the table may hold."""
    if not contents.accounts:
        return []
    if contents.headings.first_row:
        return _parted(list(_headed(contents, report_year)))
    return list(_unheaded(contents))


def _headed(contents: ColumnContents, report_year: int) -> Iterator[Candidate]:
    heads = contents.headings
    debits = [column for column in contents.amounts if heads.head(column).debit]
    credits_ = [column for column in contents.amounts if heads.head(column).credit]
    for debit in debits:
        key = _key(heads.head(debit))
        same = [column for column in credits_ if _key(heads.head(column)) == key] or credits_
        if same:
            credit = min(same, key=lambda column: (abs(column - debit), -column))
            credits_.remove(credit)
            yield _candidate(contents, heads.head(debit), report_year, debit=debit, credit=credit)
    singles = [column for column in contents.amounts if not heads.head(column).debit and not heads.head(column).credit]
    for column in singles:
        head = heads.head(column)
        if head.role is Role.UNSAID and (debits or contents.repeats_codes(column)):
            continue
        if head.part is not Part.OTHER and contents.share(column, "amount") > 0:
            yield _candidate(contents, head, report_year, balance=column, flag=contents.flag_of(column))


def _unheaded(contents: ColumnContents) -> Iterator[Candidate]:
    amounts = contents.amounts
    for left, right in pairwise(amounts):
        both = [row for row in contents.sample if _filled(row, left) and _filled(row, right)]
        if len(both) <= FEW * len(contents.sample):
            yield _candidate(contents, Head(), 0, debit=left, credit=right)
    if len(amounts) == 1:
        for column in amounts:
            yield _candidate(contents, Head(), 0, balance=column, flag=contents.flag_of(column))
    elif len(amounts) > len(("debit", "credit")):
        for column in amounts:
            yield _candidate(contents, Head(), 0, balance=column)


def _candidate(contents: ColumnContents, head: Head, report_year: int, **amounts: int | None) -> Candidate:
    first = contents.first_row
    if not contents.headings.first_row:
        used = [column for column in amounts.values() if column is not None]
        first = next(
            (n for n, row in enumerate(contents.rows) if any(cell_at(row, column) is not None for column in used)), 0
        )
    debit, credit, balance, flag = (amounts.get(name) for name in ("debit", "credit", "balance", "flag"))
    columns = BalanceColumns(first, contents.accounts, debit, credit, balance, flag, contents.section)
    years, day = _time_of(contents, head, report_year)
    guessed = not head.text and columns.debit is not None
    return Candidate(columns, head.part, years, day, guessed, contents.number is not None, _label(head))


def _label(head: Head) -> str:
    """The words above several columns that tell no time and no balance: an entity, a department."""
    return " ".join(text for text in head.groups if not years_in(text) and Head(text).part is Part.PLAIN)


def _time_of(contents: ColumnContents, head: Head, report_year: int) -> tuple[frozenset[int], date | None]:
    """The years of a column; "last year" is the one before that of the title."""
    dated = years_in(" ".join((*head.groups, head.text)))
    years = frozenset(year for year, _ in dated)
    if not years and head.relative is not None:
        years = frozenset({max(contents.headings.years, default=report_year) + head.relative})
    days = [day for _, day in dated if day is not None]
    return years, days[-1] if days else None


def _parted(found: list[Candidate]) -> list[Candidate]:
    """The candidates with plain ones made movements where a closing balance, or a balance beside them, says so."""
    closing = [item for item in found if item.part is Part.CLOSING]
    plain_balance = [item for item in found if item.part is Part.PLAIN and item.columns.balance is not None]
    plain_pair = [item for item in found if item.part is Part.PLAIN and item.columns.debit is not None]
    opening = any(item.part is Part.OPENING for item in found)
    moved: list[Candidate] = []
    if closing and not all(item.years for item in closing):
        moved = [item for item in found if item.part is Part.PLAIN and not item.years]
    elif (len(plain_pair) == 1 and plain_balance and not any(item.years for item in plain_balance)) or (
        plain_pair and opening and not plain_balance and not closing
    ):
        moved = plain_pair
    return [replace(item, part=Part.MOVEMENT) if item in moved else item for item in found]


def refuse_other_lists(table: SpreadsheetTable, contents: ColumnContents) -> None:
    """A bank statement, a ledger of entries, or a printed report is no trial balance. Raises OtherList."""
    where = f"Sheet '{table.name}'" if table.name else "The file"
    if _is_printed(table):
        raise OtherList(
            f"{where} is a printed report whose columns are divided by blanks, so its columns cannot be told apart "
            "for sure. Export the trial balance as Excel or CSV instead of printing it to a file."
        )
    if statement := _statement(table, contents):
        raise OtherList(
            f"{where} is {statement}, which leaves out a part of the accounts. Export the report named Trial Balance "
            "from the bookkeeping program, as Excel or CSV, for the last day of the year."
        )
    if contents.lists_of_accounts is not None:
        left, right = map(column_letters, contents.lists_of_accounts)
        raise OtherList(
            f"{where} has two lists of accounts next to each other, in columns {left} and {right}. Put the second list "
            "below the first, or export the trial balance with one row for each account."
        )
    dated = [
        column
        for column in range(contents.width)
        if contents.share(column, "date") > MOSTLY and len(contents.cells(column)) > MOSTLY * len(contents.sample)
    ]
    if dated and contents.amounts and len(contents.sample) >= FEWEST:
        raise OtherList(
            f"{where} lists entries by date, as a bank statement or a ledger does. Export the report named Trial "
            "Balance from the bookkeeping program, as Excel or CSV, for the last day of the year."
        )


def refuse_unreadable(table: SpreadsheetTable, headings: Headings) -> None:
    """Raises BadBooks for a cell below a heading of balances that is no amount as it is written."""
    for column, head in enumerate(headings.heads):
        if head.role is not Role.AMOUNT or head.part is Part.OTHER:
            continue
        for number, row in enumerate(table.rows[headings.first_row :], headings.first_row + 1):
            cell = cell_at(row, column)
            if isinstance(cell, str) and not is_amount(cell) and any(map(str.isdigit, cell)):
                raise BadBooks(
                    f"Cell {column_letters(column)}{number} should hold a balance; it reads '{cell}'. Export the trial "
                    "balance with plain amounts, or with a column of debits and one of credits."
                )


def refuse_income_statement(table: SpreadsheetTable) -> None:
    """An income statement, by the words of its rows, where no columns of balances are headed. Raises OtherList."""
    words = {cell_text(row[0]).casefold() for row in table.rows if row and row[0] is not None}
    if words & _INCOME_ROWS and not any(_BALANCE_ROWS.search(text) for text in words):
        where = f"Sheet '{table.name}'" if table.name else "The file"
        raise OtherList(
            f"{where} is an income statement, perhaps with a column for each class, which leaves out a part of the "
            "accounts. Export the report named Trial Balance from the bookkeeping program, as Excel or CSV, for the "
            "last day of the year."
        )


def _statement(table: SpreadsheetTable, contents: ColumnContents) -> str:
    """What a financial statement calls itself in its title or as a sheet; empty for a trial balance."""
    heads = contents.headings
    if any(heads.head(column).debit or heads.head(column).credit for column in range(contents.width)):
        return ""
    titles = [table.name, *(cell_text(row[0]) for row in table.rows[:TITLE_ROWS] if row)]
    if any("trial balance" in title.casefold() for title in titles):
        return ""
    return next((what for what, pattern in _STATEMENTS for title in titles if pattern.search(title)), "")


def _is_printed(table: SpreadsheetTable) -> bool:
    """Whether nearly every row is one cell, in which blanks divide words and amounts."""
    filled = [row for row in table.rows[:LOOKED_AT] if any(cell is not None for cell in row)]
    alone = [row for row in filled if sum(cell is not None for cell in row) == 1]
    if len(filled) < FEWEST or len(alone) <= MOSTLY * len(filled):
        return False
    texts = [cell_text(next(cell for cell in row if cell is not None)) for row in alone]
    return sum(bool(_BLANKS.search(text)) for text in texts) > MOSTLY / 2 * len(filled)


def _key(head: Head) -> tuple[object, ...]:
    return head.part, head.years, head.relative, head.groups


def _filled(row: Sequence[TableCell], column: int) -> bool:
    cell = cell_at(row, column)
    return cell is not None and cell_text(cell).strip("0.,-$ ") != ""


def _amount(cell: TableCell) -> bool:
    return is_amount(cell)


def _text(cell: TableCell) -> bool:
    return isinstance(cell, str) and not is_amount(cell) and any(sign.isalpha() for sign in cell)


def _code(cell: TableCell) -> bool:
    if isinstance(cell, Decimal):
        return cell >= 0
    return isinstance(cell, str) and is_code(cell) and "," not in cell


def _flag(cell: TableCell) -> bool:
    return isinstance(cell, str) and cell.casefold() in _FLAGS


def _date(cell: TableCell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, date)
    if len(cell) > LONGEST_DATE or sum(sign.isalpha() for sign in cell) > MOST_LETTERS:
        return False
    return any(day is not None for _, day in years_in(cell))
