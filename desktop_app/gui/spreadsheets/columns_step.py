"""Second step: where in the table accounts and balances stand; found already, to be corrected where it is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable
from desktop_app.services.trial_balance.columns import BalanceColumns, cell_text

SHOWN_ROWS, GAP, LONGEST = 60, 5, 28
NONE = -1


class ColumnsStep(QWidget):
    """The top of the table, and a choice for each thing that must be found in it."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = ReadingTable("The table as it was read", (), self)
        self.first_row = QSpinBox(self)
        self.number, self.name = QComboBox(self), QComboBox(self)
        self.debit, self.credit, self.balance = QComboBox(self), QComboBox(self), QComboBox(self)
        self.found = text("", TypeScale.STRONG, parent=self)
        self.skipped = text("", TypeScale.SMALL, muted=True, parent=self)
        self._others: tuple[int, ...] = ()
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("Where the balances stand", self))
        column.addWidget(self.table, 1)
        column.addLayout(self._choices())
        column.addWidget(self.found)
        column.addWidget(self.skipped)

    def show_table(self, table: SpreadsheetTable, columns: BalanceColumns) -> None:
        """Shows the table with the columns that were found."""
        width = max((len(row) for row in table.rows), default=1)
        letters = [column_letters(number) for number in range(width)]
        self.table.set_columns(("Row", *letters))
        self.table.fill(
            [str(number), *(cell_text(cell)[:LONGEST] for cell in row), *[""] * (width - len(row))]
            for number, row in enumerate(table.rows[:SHOWN_ROWS], 1)
        )
        self.blockSignals(True)
        heads = ["none", *(f"Column {letter}" for letter in letters)]
        accounts = columns.accounts
        chosen = (
            (self.number, accounts[0] if len(accounts) > 1 else NONE),
            (self.name, accounts[-1]),
            (self.debit, columns.debit),
            (self.credit, columns.credit),
            (self.balance, columns.balance),
        )
        for box, column in chosen:
            box.clear()
            box.addItems(heads)
            box.setCurrentIndex(0 if column is None else column + 1)
        self._others = accounts[1:-1]
        self.first_row.setRange(1, max(1, len(table.rows)))
        self.first_row.setValue(columns.first_row + 1)
        self.blockSignals(False)

    def columns(self) -> BalanceColumns | None:
        """The columns as chosen, None while accounts or balances have none."""
        number, name, debit, credit, balance = (
            box.currentIndex() - 1 for box in (self.number, self.name, self.debit, self.credit, self.balance)
        )
        accounts = tuple(column for column in (number, *self._others, name) if column != NONE)
        amounts = [None if column == NONE else column for column in (debit, credit, balance)]
        if not accounts or all(column is None for column in amounts):
            return None
        if amounts[2] is not None:
            amounts[:2] = None, None
        return BalanceColumns(self.first_row.value() - 1, accounts, *amounts)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(spacing(self, GAP))
        fields = (
            ("&First row with an account", self.first_row),
            ("Account n&umber (if apart)", self.number),
            ("&Account", self.name),
            ("&Debit", self.debit),
            ("C&redit", self.credit),
            ("or one column of &balances", self.balance),
        )
        for at, (words, field) in enumerate(fields):
            label = text(words, TypeScale.SMALL, parent=self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, 0, at)
            grid.addWidget(field, 1, at)
        self.first_row.valueChanged.connect(self.changed)
        for box in (self.number, self.name, self.debit, self.credit, self.balance):
            box.currentIndexChanged.connect(self.changed)
        return grid
