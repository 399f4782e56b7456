"""A list of others as rows of a page: chosen, its columns matched, seen with how many rows it gives, taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QPushButton, QWidget

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.gui.grid.month_list import LISTS, ListSource
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, letters_wide, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry.row_lists import Row, RowList, matched, read_rows, row_columns, row_list

NOT_IN_LIST = "Not in the list"
ABOUT = "A list with a row of headings: Excel, OpenDocument or CSV. Say which of its columns is which."
WIDE = 64


class RowListDialog(FormDialog):
    """`rows` are what the list gives, `match` how its columns are matched, `instead` whether they replace the rows."""

    def __init__(
        self,
        file: CompanyFile,
        filing: str,
        schedule: str,
        source: ListSource,
        parent: QWidget | None = None,
    ) -> None:
        book = file.book(filing)
        where = book.sheet.schedules[schedule].definition.where
        super().__init__(f"Import a list: {where}", "&Add the rows", parent)
        self._file, self._filing, self._schedule = file, filing, schedule
        self._source = source
        self._runner = TaskRunner(self)
        self._given: RowList | None = None
        self.rows: tuple[Row, ...] = ()
        self.match: dict[str, str] = {}
        self.button = QPushButton("&Choose the list...", self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        self.ask("The list", self.button, ABOUT)
        self.columns: dict[str, QComboBox] = {}
        form = QFormLayout()
        for column in row_columns(book, schedule):
            choice = QComboBox(self)
            choice.setAccessibleName(column.label)
            narrow_choice(choice)
            choice.addItem(NOT_IN_LIST)
            choice.setEnabled(False)
            choice.activated.connect(self._read)
            form.addRow(column.label, choice)
            self.columns[column.id] = choice
        self.column.addLayout(form)
        self.instead_box = QCheckBox("&Instead of the rows that are there", self)
        self.column.addWidget(self.instead_box)
        self.said = text("", TypeScale.STRONG, parent=self)
        self.column.addWidget(self.said)
        self.finish()
        self.agree.setEnabled(False)
        self.setMinimumWidth(letters_wide(self, WIDE))

    @property
    def instead(self) -> bool:
        """Whether the rows take the place of those that are there."""
        return self.instead_box.isChecked()

    def done(self, result: int) -> None:
        """Lets go of a list that is being read."""
        self._runner.close()
        super().done(result)

    @Slot()
    def _choose(self) -> None:
        path = self._source.asking.existing(self, "A list to import", LISTS)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Reads a list."""
        tables = self._source.tables

        def work(report: ProgressReport) -> RowList:
            return row_list(tables().read(path, lambda: report.called_off))

        self.button.setEnabled(False)
        self._runner.start(f"Reading {path.name}", work, self._ready, failed=self._failed)

    def _ready(self, given: RowList) -> None:
        self.button.setEnabled(True)
        self._given = given
        match = matched(self._file, self._filing, self._schedule, given.headings)
        for column, choice in self.columns.items():
            choice.clear()
            choice.addItems([NOT_IN_LIST, *(head for head in given.headings if head)])
            choice.setCurrentText(match.get(column, NOT_IN_LIST))
            choice.setEnabled(True)
        self._read()

    def _failed(self, words: str) -> None:
        self.button.setEnabled(True)
        self.refuse(words, self.button)

    @Slot()
    def _read(self) -> None:
        """Reads the rows as the columns are matched now, and says how many they are or what does not fit."""
        if self._given is None:
            return
        chosen = {column: choice.currentText() for column, choice in self.columns.items()}
        self.match = {column: heading for column, heading in chosen.items() if heading != NOT_IN_LIST}
        self.trouble.hide()
        self.said.setText("")
        try:
            self.rows = read_rows(self._file, self._filing, self._schedule, self._given, self.match)
        except UserError as refusal:
            self.rows = ()
            self.refuse(str(refusal), self.button)
        else:
            there = len(self._given.rows) - len(self.rows)
            left = f" {counted(there, 'row')} blank or there already." if there else ""
            self.said.setText(f"{counted(len(self.rows), 'new row')}.{left}")
        self.agree.setEnabled(bool(self.rows))
