"""A list of months from a spreadsheet, chosen and read beside the window; one of its columns has the figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.data_entry.monthly_figures import month_headings, months_of_table
from desktop_app.services.ports import SpreadsheetTable, TableReader

LISTS = "Spreadsheets and CSV (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods);;All files (*)"
CHOOSE = "Choose the column of the figures"


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where lists of others come from: what reads them, and who asks for the file."""

    tables: Callable[[], TableReader]
    asking: UserPrompts


class MonthList(QWidget):
    """A button that reads a list, and the choice of its column where it has several."""

    found = Signal(list)  # of (figure, month), as they stand in the list
    refused = Signal(str)

    def __init__(self, source: ListSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._tables, self._asking = source.tables, source.asking
        self._runner = TaskRunner(self)
        self._table: SpreadsheetTable | None = None
        self.button = QPushButton("Import a &list...", self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        self.label = text("Colu&mn:", parent=self)
        self.column = QComboBox(self)
        self.column.setAccessibleName(CHOOSE)
        narrow_choice(self.column)
        self.label.setBuddy(self.column)
        self.column.activated.connect(self._take)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.button, self.label, self.column):
            row.addWidget(widget)
        row.addStretch(1)
        self._offer(())

    def close_runner(self) -> None:
        """Lets go of what is being read."""
        self._runner.close()

    @Slot()
    def _choose(self) -> None:
        path = self._asking.existing(self, "A list of months and their figures", LISTS)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Reads a list."""
        tables = self._tables

        def work(report: ProgressReport) -> SpreadsheetTable | None:
            read = tables().read(path, lambda: report.called_off)
            return next((table for table in read.tables if table.rows and not table.hidden), None)

        self.button.setEnabled(False)
        self._runner.start(f"Reading {path.name}", work, self._ready, failed=self._failed)

    def _ready(self, table: SpreadsheetTable | None) -> None:
        self.button.setEnabled(True)
        self._table = table
        if table is None:
            self.refused.emit("The list has no rows. Choose another file.")
            return
        headings = month_headings(table)
        self._offer(headings)
        if headings:
            self.refused.emit(f"{CHOOSE}.")
            self.column.setFocus()
        else:
            self._send("")

    def _failed(self, words: str) -> None:
        self.button.setEnabled(True)
        self.refused.emit(words)

    def _offer(self, headings: tuple[str, ...]) -> None:
        self.column.clear()
        self.column.addItems(list(headings))
        self.column.setCurrentIndex(-1)
        for widget in (self.label, self.column):
            widget.setVisible(bool(headings))

    @Slot(int)
    def _take(self, _: int) -> None:
        self._send(self.column.currentText())

    def _send(self, heading: str) -> None:
        if self._table is None:
            return
        try:
            rows = months_of_table(self._table, heading)
        except UserError as refusal:
            self.refused.emit(str(refusal))
            return
        self.found.emit(rows)
