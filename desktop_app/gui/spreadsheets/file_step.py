"""First step: which file, which sheet, and whether it closes this year or opens it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import heading, row
from desktop_app.gui.widgets.wrapped_choices import WrappedRadioButton
from desktop_app.services.ports import SpreadsheetTable, TableFile

ONLY_SHEET = "The only table"
GAP = 5


class FileStep(QWidget):
    """Shows what was chosen; the dialog asks for the file and reads it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose = QPushButton("&Choose the file...", self)
        self.name = QLabel("No file is chosen yet.", self)
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName("Sheet")
        self.question = text("", TypeScale.STRONG, parent=self)
        self.closing = WrappedRadioButton("The file has &this year's closing balances", self)
        words = "The file has &last year's closing balances: they open this year's report"
        self.opening = WrappedRadioButton(words, self)
        self.closing.setChecked(True)
        self.remarks = text("", parent=self)
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("The trial balance", self))
        words = (
            "Export the trial balance of the last day of the year from the bookkeeping program as Excel or CSV, before "
            "the income accounts are closed. You can review all changes first."
        )
        column.addWidget(text(words, muted=True, parent=self))
        column.addLayout(row(self.choose, self.name, stretch=1))
        self._sheet_words = text("&Sheet", TypeScale.BODY, parent=self)
        self._sheet_words.setBuddy(self.sheet)
        column.addWidget(self._sheet_words)
        column.addWidget(self.sheet)
        for widget in (self.question, self.closing, self.opening):
            column.addWidget(widget)
        column.addWidget(self.remarks)
        column.addStretch(1)
        self._show_sheets(())

    def ask_opening(self, question: str) -> None:
        """Asks whether last year's balances are at hand, where the beginning of the year is blank."""
        self.question.setText(question)
        self.question.setVisible(bool(question))

    def show_file(self, file: TableFile, chosen: SpreadsheetTable, remarks: Sequence[str] = ()) -> None:
        """Shows the file that was read, with the sheet that seems right."""
        self.name.setText(file.name)
        self._show_sheets(file.tables)
        self.show_sheet(file.tables.index(chosen))
        self.remarks.setText("\n".join((*file.remarks, *remarks)))

    def show_sheet(self, number: int) -> None:
        """Shows which sheet is read, without telling of it."""
        self.sheet.blockSignals(True)
        self.sheet.setCurrentIndex(number)
        self.sheet.blockSignals(False)

    def _show_sheets(self, tables: tuple[SpreadsheetTable, ...]) -> None:
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for table in tables:
            hidden = " (hidden)" if table.hidden else ""
            self.sheet.addItem(f"{table.name or ONLY_SHEET}{hidden}, {counted(len(table.rows), 'row')}")
        self.sheet.blockSignals(False)
        for widget in (self.sheet, self._sheet_words):
            widget.setVisible(len(tables) > 1)
