"""Second step: which columns hold the balances. A sure reading is shown; otherwise the readings are compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from desktop_app.domain.money import shown
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import WrappingRow
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable
from desktop_app.services.trial_balance.books import BadBooks
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_text
from desktop_app.services.trial_balance.readings import FoundReadings, Reading

SHOWN_ROWS, GAP, LONGEST, SHOWN_READINGS, FIRST_ACCOUNTS, CENTS = 60, 5, 28, 8, 3, 2
LONGEST_CELL = 120  # longer words wrap in the table where it has no room
NONE = -1
READING_HEADS = ("Choose", "Columns", "First accounts", "Debits", "Credits", "Tests")


class ColumnsStep(QWidget):
    """The readings of the table next to each other, the top of the table, and a choice for each column."""

    changed = Signal()
    reading_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = text("", TypeScale.STRONG, parent=self)
        self.readings = ReadingTable("Ways to read the table", READING_HEADS, self, figures=(3, 4))
        self.table = ReadingTable("The table as it was read", (), self, sorts=False)
        self.first_row = QSpinBox(self)
        self.number, self.name = QComboBox(self), QComboBox(self)
        self.debit, self.credit, self.balance = QComboBox(self), QComboBox(self), QComboBox(self)
        self.flag = QComboBox(self)
        self.found = text("", TypeScale.STRONG, parent=self)
        self.skipped = text("", TypeScale.SMALL, muted=True, parent=self)
        self._given = BalanceColumns(0, (0,))
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("Which columns hold the balances", self))
        column.addWidget(self.question)
        column.addWidget(self.readings, 1)
        column.addWidget(self.table, 2)
        column.addLayout(self._choices())
        column.addWidget(self.found)
        column.addWidget(self.skipped)
        self.readings.selectionModel().selectionChanged.connect(self._choose)
        self.show_readings(None)

    def show_readings(self, found: FoundReadings | None) -> None:
        """Shows the ways to read the table next to each other where a person must choose."""
        asked = found is not None and found.chosen is None
        self.question.setVisible(asked)
        self.readings.setVisible(asked)
        if found is None or not asked:
            return
        self.question.setText(f"{found.question} Select a row, or choose the columns below.")
        self.readings.selectionModel().blockSignals(True)
        self.readings.fill(map(_reading_row, range(1, SHOWN_READINGS + 1), found.readings))
        self.readings.clearSelection()
        self.readings.selectionModel().blockSignals(False)

    def show_table(self, table: SpreadsheetTable, columns: BalanceColumns | None) -> None:
        """Shows the table with the columns that were found; with none, none is chosen."""
        width = max((len(row) for row in table.rows), default=1)
        letters = [column_letters(number) for number in range(width)]
        self.table.set_columns(("Row", *letters))
        self.table.fill(
            [str(number), *(_short(cell_text(cell)) for cell in row), *[""] * (width - len(row))]
            for number, row in enumerate(table.rows[:SHOWN_ROWS], 1)
        )
        heads = ["none", *(f"Column {letter}" for letter in letters)]
        for box in (self.number, self.name, self.debit, self.credit, self.balance, self.flag):
            box.blockSignals(True)
            box.clear()
            box.addItems(heads)
            box.blockSignals(False)
        self.first_row.setRange(1, max(1, len(table.rows)))
        self.show_columns(columns or BalanceColumns(0, ()))

    def show_columns(self, columns: BalanceColumns) -> None:
        """Shows these columns as chosen, without telling of it."""
        self.blockSignals(True)
        self._given = columns
        accounts = columns.accounts
        chosen = (
            (self.number, accounts[0] if len(accounts) > 1 else None),
            (self.name, accounts[-1] if accounts else None),
            (self.debit, columns.debit),
            (self.credit, columns.credit),
            (self.balance, columns.balance),
            (self.flag, columns.flag),
        )
        for box, column in chosen:
            box.setCurrentIndex(0 if column is None else column + 1)
        self.first_row.setValue(columns.first_row + 1)
        self.blockSignals(False)

    def columns(self) -> BalanceColumns | None:
        """The columns as chosen, None while accounts or balances have none."""
        number, name, *amounts = (
            None if box.currentIndex() <= 0 else box.currentIndex() - 1
            for box in (self.number, self.name, self.debit, self.credit, self.balance, self.flag)
        )
        debit, credit, balance, flag = amounts
        given = self._given
        same = len(given.accounts) > 2 and (number, name) == (given.accounts[0], given.accounts[-1])  # noqa: PLR2004
        accounts = given.accounts if same else tuple(column for column in (number, name) if column is not None)
        if not accounts or (balance is None and (debit is None or credit is None)):
            return None
        if balance is not None:
            debit = credit = None
        else:
            flag = None
        first = self.first_row.value() - 1
        turned = given.reverse and balance == given.balance
        minus = given.minus_credits and credit == given.credit
        return BalanceColumns(first, accounts, debit, credit, balance, flag, given.section, turned, minus)

    @Slot()
    def _choose(self) -> None:
        rows = self.readings.selectionModel().selectedRows()
        if rows:
            self.reading_chosen.emit(rows[0].row())

    def _choices(self) -> WrappingRow:
        line = WrappingRow(self, GAP)
        fields = (
            ("&First row with an account", self.first_row),
            ("Account n&umber", self.number),
            ("&Account name", self.name),
            ("&Debit", self.debit),
            ("C&redit", self.credit),
            ("or &one balance", self.balance),
            ("with Dr or Cr &in", self.flag),
        )
        for words, field in fields:
            pair = QWidget(self)
            label = QLabel(words, pair)
            label.setProperty("type", TypeScale.SMALL.value)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label)
            column.addWidget(field)
            line.addWidget(pair)
        self.first_row.valueChanged.connect(self.changed)
        for box in (self.number, self.name, self.debit, self.credit, self.balance, self.flag):
            box.currentIndexChanged.connect(self.changed)
        return line


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_CELL else f"{words[:LONGEST_CELL]}..."


def _reading_row(number: int, reading: Reading) -> Sequence[str]:
    """A reading as a person compares it with others: its columns, first accounts, totals, and how it fares."""
    words = reading.sentence.removeprefix("Read: ")
    tests = " ".join(reading.against) or "All tests pass."
    if isinstance(reading.outcome, BadBooks):
        return (str(number), words, "", "", "", tests)
    lines = [line for line in reading.outcome.lines if line.amount]
    debits = sum(line.amount for line in lines if line.amount > 0)
    credits_ = -sum(line.amount for line in lines if line.amount < 0)
    first = "; ".join(f"{line.label[:LONGEST]} {shown(line.amount, CENTS)}" for line in lines[:FIRST_ACCOUNTS])
    totals = [f"{amount:,.2f}" for amount in (debits, credits_)]
    return (str(number), words, first, *totals, tests)
