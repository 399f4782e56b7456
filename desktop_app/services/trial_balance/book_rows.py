"""The accounts of a trial balance with their balances, read row by row: headings, totals and page marks left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.money import POINT, NotANumber, has_side
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.data_entry.amounts import decimal_mark
from desktop_app.services.ports import SpreadsheetTable, TableCell
from desktop_app.services.trial_balance.account_names import split_account, style_of
from desktop_app.services.trial_balance.books import BadBooks, BookLine, LedgerBalances, PassedRow, TotalDifference
from desktop_app.services.trial_balance.column_totals import ColumnTotals
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_at, cell_text, is_code
from desktop_app.services.trial_balance.group_rows import covers_all, group_rows, recap_rows, total_rows
from desktop_app.services.trial_balance.heading_words import plain_heading
from desktop_app.services.trial_balance.repeated_accounts import add_repeated, row_of_second_books
from desktop_app.services.trial_balance.row_words import (
    CARRIED,
    CREDIT_FLAGS,
    DEBIT_FLAGS,
    GRAND_TOTAL,
    NOTHING,
    SEVERAL,
    amount_texts,
    balance_number,
    faulty_sentence,
    is_written_date,
    marked_cells,
    merged_words,
    names_total,
    page_head_words,
    plain_amount,
    row_shape,
    unsigned_words,
)
from desktop_app.services.trial_balance.unsigned_balances import lack_signs, put_on_sides
from desktop_app.services.trial_balance.watched import WorkReport, unwatched, watched

SAMPLE, MARKED = 400, 2000
_ZERO = Decimal(0)


def read_books(table: SpreadsheetTable, columns: BalanceColumns, report: WorkReport = unwatched) -> LedgerBalances:
    """The accounts of the table. Raises BadBooks where a cell cannot be what its column says; nothing is half-read."""
    reader = _RowReader(table, columns)
    plain = reader.take_plain if reader.may_be_plain else None
    rows = watched(table.rows[columns.first_row :], "Reading the accounts", report)
    for number, row in enumerate(rows, columns.first_row + 1):
        if plain is None or not plain(row, number):
            reader.take(row, number)
    return reader.books()


@dataclass
class _RowReader:
    """The books as far as they are read."""

    table: SpreadsheetTable
    columns: BalanceColumns
    lines: list[BookLine] = field(default_factory=list)
    passed: list[PassedRow] = field(default_factory=list)
    doubtful: list[tuple[int, BookLine]] = field(default_factory=list)
    differences: list[TotalDifference] = field(default_factory=list)
    blank: int = 0
    totals: int = 0
    ended: bool = False
    second: int = 0
    section: str = ""

    def __post_init__(self) -> None:
        self.amounts = self.columns.amounts
        used = {column_letters(column) for column in self.columns.amounts}
        accounts = {column_letters(column) for column in self.columns.accounts}
        self.no_result = dict(marked_cells(self.table.uncomputed, used))
        self.no_result |= dict(marked_cells(self.table.faulty, used))
        self.bad_accounts = dict(marked_cells((*self.table.uncomputed, *self.table.faulty), accounts))
        self.mark = decimal_mark(
            islice((text for text in amount_texts(self.table, self.columns) if "," in text or "." in text), MARKED)
        )
        first, accounts_at = self.columns.first_row, self.columns.accounts
        self.style = style_of(
            [cell_text(cell_at(row, column)) for column in accounts_at]
            for row in self.table.rows[first : first + SAMPLE]
            if any(cell_at(row, column) is not None for column in self.columns.amounts)
        )
        self.heads = {row_shape(row) for row in self.table.rows[:first] if sum(cell is not None for cell in row) > 1}
        self.totaled = ColumnTotals(len(self.columns.amounts))

    @property
    def may_be_plain(self) -> bool:
        """Whether rows that hold just a numbered account and amounts may be read the short way: nothing is marked."""
        columns = self.columns
        special = columns.minus_credits or columns.section is not None or columns.flag is not None
        return self.mark == POINT and not (self.no_result or self.bad_accounts or special)

    def take_plain(self, row: Sequence[TableCell], number: int) -> bool:
        """Reads a row that holds just what it should, as most do; says whether it was one."""
        if self.ended:
            return False
        width = len(row)
        texts: list[str] = []
        for column in self.columns.accounts:
            cell = row[column] if column < width else None
            if cell is None:
                continue
            if not isinstance(cell, str) or (cell[-1:].isdigit() and not cell.isdecimal() and is_written_date(cell)):
                return False
            texts.append(cell)
        code, name = texts if len(texts) == 2 and texts[0].isdecimal() else split_account(texts, self.style)  # noqa: PLR2004
        if not code:
            return False
        values: list[Decimal] = []
        given = False
        for column in self.amounts:
            cell = row[column] if column < width else None
            if cell is None:
                values.append(_ZERO)
                continue
            value = plain_amount(cell)
            if value is None:
                return False
            given = True
            values.append(value)
        if not given:
            return False
        amount = self._amount(row, number, values)
        self.lines.append(BookLine(code, code, name, amount, number, self.section))
        self.totaled.add(values if len(values) > 1 else [amount])
        return True

    def take(self, row: Sequence[TableCell], number: int) -> None:
        """Reads one row, or passes it over."""
        width = len(row)
        amounts = [row[column] if column < width else None for column in self.amounts]
        cells = [row[column] if column < width else None for column in self.columns.accounts]
        nothing = amounts.count(None) == len(amounts)
        if nothing and cells.count(None) == len(cells) and number not in self.no_result:
            self._pass_empty(row, number)
            return
        texts = [cell_text(cell) for cell in cells]
        code, name = split_account(texts, self.style)
        account = "" if code and not nothing else " ".join(text for text in texts if text)
        reason = "" if code else self._reason(row, amounts, account)
        if number in self.no_result and not reason:
            raise BadBooks(self._no_result(number))
        if reason or nothing:
            self._pass(number, account, reason or self._empty(code, account))
            return
        if number in self.bad_accounts:
            raise BadBooks(faulty_sentence(self.bad_accounts[number], self.table))
        self._refuse_date(cells, number)
        self._take_amounts(row, number, code, name, account)

    def _pass_empty(self, row: Sequence[TableCell], number: int) -> None:
        """Passes over a row in which nothing stands, or nothing in the columns that are read."""
        beside = next((cell_text(cell) for cell in row if cell is not None), "")
        if beside:
            self._pass(number, beside, "has no balance: taken for a heading")
        else:
            self.blank += 1

    def _reason(self, row: Sequence[TableCell], amounts: Sequence[TableCell], account: str) -> str:
        """Why a row without a number is no account whatever its amounts are; empty if they decide."""
        if row_shape(row) in self.heads:
            return "repeats the headings"
        if CARRIED.search(account):
            return "carries a sum over"
        if GRAND_TOTAL.fullmatch(plain_heading(account)) and all(cell is None for cell in amounts):
            return "is a total"
        if account.casefold() in NOTHING and not any(self._number_or_none(cell) for cell in amounts):
            return "is blank"
        given = [cell_text(cell) for cell in amounts if cell is not None]
        if not given or any(isinstance(cell, Decimal) for cell in amounts):
            return ""
        return page_head_words(given, account)

    def _take_amounts(self, row: Sequence[TableCell], number: int, code: str, name: str, account: str) -> None:
        values = [self._value(row, number, column) for column in self.amounts]
        amount = self._amount(row, number, values)
        if len(values) == 1:
            values = [amount]
        if not code and (not account or names_total(account)):
            self._total(number, account, values, amount)
        elif not code and self.ended:
            self._pass(number, account, "is after the total", amount)
        else:
            self.second = self.second or (number if self.ended else 0)
            kind = cell_text(cell_at(row, self.columns.section)) or self.section
            line = BookLine(code or name.casefold(), code, name, amount, number, kind)
            self.lines.append(line)
            self.totaled.add(values)

    def _total(self, number: int, account: str, values: Sequence[Decimal], amount: Decimal) -> None:
        """A total is one that the accounts above add up to, from the first or from any later one on."""
        grand = bool(GRAND_TOTAL.fullmatch(plain_heading(account)))
        reckoned = self.totaled.reckoned(values)
        if not reckoned:
            self.totals += 1
            self.ended = self.ended or (grand and self.totaled.whole(values))
            self._pass(number, account, "is a total" if account else "names no account: taken for a total")
        elif grand:
            for at, sum_ in reckoned.items():
                letters = column_letters(self.columns.amounts[at])
                self.differences.append(TotalDifference(number, account, letters, values[at], sum_))
            self._pass(number, account, "is a total", amount)
        elif not account:
            shown = ", ".join(f"{value:,.2f}" for value in values if value)
            raise BadBooks(
                f"Row {number} holds {shown} but names no account, and the accounts above do not add up to it. Write "
                "the account into the file, or delete the row."
            )
        else:
            line = BookLine(account.casefold(), "", account, amount, number, self.section)
            self.doubtful.append((len(self.passed), line))
            self._pass(number, account, "is a total", amount)

    def _pass(self, number: int, account: str, reason: str, amount: Decimal = Decimal(0)) -> None:
        words = f"Row {number} '{account}' {reason}." if account else f"Row {number} {reason}."
        self.passed.append(PassedRow(number, account, words, amount))

    def _empty(self, code: str, account: str) -> str:
        if not code and not self.ended and len(account) < 60 and not any(sign.isdigit() for sign in account):  # noqa: PLR2004
            self.section = account
        return "has no balance: taken for a heading"

    def _amount(self, row: Sequence[TableCell], number: int, values: Sequence[Decimal]) -> Decimal:
        columns = self.columns
        if columns.balance is None:
            if not values[1]:  # the same number, not another that is equal: a long table has very many
                return values[0]
            return values[0] + values[1] if columns.minus_credits else values[0] - values[1]
        amount = values[0]
        if columns.flag is not None and amount:
            word = cell_text(cell_at(row, columns.flag)).casefold()
            if word not in DEBIT_FLAGS | CREDIT_FLAGS:
                raise BadBooks(
                    f"Cell {column_letters(columns.flag)}{number} should say Dr or Cr; it reads '{word}'. Correct it "
                    "in the file, or choose another column."
                )
            amount = -amount if word in CREDIT_FLAGS else amount
        return -amount if columns.reverse else amount

    def _value(self, row: Sequence[TableCell], number: int, column: int) -> Decimal:
        cell = cell_at(row, column)
        try:
            found = balance_number(cell, self.mark)
        except NotANumber:
            raise BadBooks(
                f"Cell {column_letters(column)}{number} should hold a balance; it reads '{cell_text(cell)}'. Correct "
                "it in the file, or choose another column."
            ) from None
        # A credit marked CR in the column of credits is no debit.
        if column == self.columns.credit and found < 0 and isinstance(cell, str) and has_side(cell):
            return -found
        return found

    def _number_or_none(self, cell: TableCell) -> Decimal | None:
        try:
            return balance_number(cell, self.mark)
        except NotANumber:
            return None

    def _no_result(self, number: int) -> str:
        return faulty_sentence(self.no_result[number], self.table)

    def _refuse_date(self, cells: Sequence[TableCell], number: int) -> None:
        for cell, column in zip(cells, self.columns.accounts, strict=True):
            if isinstance(cell, date) or (
                isinstance(cell, str) and is_written_date(cell) and ("/" in cell or not is_code(cell))
            ):
                raise BadBooks(
                    f"Cell {column_letters(column)}{number} should hold an account; it holds the date "
                    f"{cell_text(cell)}. Excel makes dates of numbers like 1-10: format the column as text, type the "
                    "account again and save."
                )

    def books(self) -> LedgerBalances:
        """What was read, with what must be said of it."""
        self._compare_first_totals()
        settled = [*self._settle_doubtful(), *self._leave_out_groups()]
        if not self.lines:
            raise BadBooks(
                "No row has both an account and a balance. Check that the right sheet and columns are chosen."
            )
        single = self.columns.balance is not None
        natural = single and self.columns.flag is None and all(line.amount >= 0 for line in self.lines)
        natural = natural and not any(has_side(text) for text in amount_texts(self.table, self.columns))
        settled += self._put_on_sides(single=single and not natural)
        second = self.second or row_of_second_books(self.lines)
        lines, doubled = add_repeated(self.lines)
        remarks = (
            *merged_words(self.table, self.columns),
            *settled,
            *doubled,
            *unsigned_words(natural),
            *self._hidden(),
        )
        return LedgerBalances(
            lines,
            tuple(self.passed),
            remarks,
            natural,
            self.blank,
            self.totals,
            tuple(self.differences),
            second,
        )

    def _compare_first_totals(self) -> None:
        """A total above all accounts is compared with all that follow."""
        if not self.differences:
            return
        whole = self.totaled.sums()
        first = self.lines[0].row if self.lines else 0
        letters = [column_letters(column) for column in self.columns.amounts]
        self.differences = [
            replace(item, reckoned=reckoned) if item.row < first else item
            for item in self.differences
            if item.row >= first or (reckoned := whole[letters.index(item.column)]) != item.printed
        ]

    def _settle_doubtful(self) -> Iterator[str]:
        """A row named like a total that is the sum of nothing is an account where the books balance only with it."""
        missing = -sum((line.amount for line in self.lines), Decimal(0))
        fitting = [item for item in self.doubtful if item[1].amount == missing]
        together = sum((line.amount for _, line in self.doubtful), Decimal(0)) == missing
        taken = fitting if len(fitting) == 1 else self.doubtful if together else []
        if not missing or (self.columns.balance is not None and all(line.amount >= 0 for line in self.lines)):
            return
        for at, line in reversed(taken):
            del self.passed[at]
            self.lines.append(line)
            yield f"Row {line.row} '{line.name}' counts as an account: with it the books balance."

    def _leave_out_groups(self) -> Iterator[str]:
        """Leaves out rows that are sums of the accounts below or above them, where that is proved."""
        for find, where in ((group_rows, "below"), (total_rows, "above"), (recap_rows, "above")):
            groups = find(self.lines)
            if not groups:
                continue
            kept = [line for at, line in enumerate(self.lines) if at not in groups]
            if sum((line.amount for line in kept), _ZERO) or not self._prove_groups(groups, kept):
                continue
            self.differences.clear()
            for at in sorted(groups):
                line = self.lines[at]
                self._pass(line.row, line.label, f"is the sum of the accounts {where} it")
            self.passed.sort(key=lambda passed: passed.row)
            self.lines = kept
            yield f"Rows that are sums of the accounts {where} them were passed over."

    def _prove_groups(self, groups: Mapping[int, range], kept: Sequence[BookLine]) -> bool:
        """The file's own totals prove such rows, or every account belongs to one, or just these upset the balance."""
        debits = sum((line.amount for line in kept if line.amount > 0), _ZERO)
        printed = [abs(item.printed) for item in self.differences]
        if printed:
            return all(debits == value for value in printed)
        upset = len(groups) > 1 and bool(sum((line.amount for line in self.lines), _ZERO))
        return upset or covers_all(self.lines, groups)

    def _put_on_sides(self, *, single: bool) -> Iterator[str]:
        """Gives the accounts of one column their signs where credits have none and just one way balances."""
        signed = not single or self.columns.flag is not None or self.columns.reverse
        if signed or not sum((line.amount for line in self.lines), Decimal(0)) or not lack_signs(self.lines):
            return
        sided = put_on_sides(self.lines)
        if sided is not None:
            self.lines = list(sided)
            yield "Credits have no minus sign: each balance was put on the side of its account, and then they balance."

    def _hidden(self) -> Iterator[str]:
        used = {column_letters(column) for column in (*self.columns.accounts, *self.columns.amounts)}
        columns = [letters for letters in self.table.hidden_columns if letters in used]
        hidden = set(self.table.hidden_rows)
        rows = [line.row for line in self.lines if line.row in hidden]
        if columns:
            yield f"Column {', '.join(columns)} is hidden in the file and was read."
        if rows:
            some = ", ".join(map(str, rows[:SEVERAL])) + (" ..." if len(rows) > SEVERAL else "")
            where = agreeing(len(rows), "is in a row", "are in rows")
            read = agreeing(len(rows), "it was read", "they were read")
            yield f"{counted(len(rows), 'account')} {where} that the file hides or filters out (row {some}); {read}."
