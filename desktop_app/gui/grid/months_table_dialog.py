"""The twelve months of every figure of a page that is made of months, in one table: typed, pasted or from a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.domain.money import shown
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location
from desktop_app.gui.grid.month_list import ListSource, MonthList
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.tables import HEADED_ROW_EIGHTHS
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.monthly_figures import (
    BadMonthlyFigure,
    MonthlyFigure,
    months_reported,
    read_months,
    year_figure,
)
from desktop_app.services.data_entry.pasting import block_of

WIDE, HIGH, COLUMN, HEADING = 110, 190, 18, 40
ABOUT = (
    "One row per month, one column per figure of the page. A column whose twelve months are there fills its cell; "
    "before that the cell is left as it is. The last row shows what the months make."
)
YEAR = "The year"


class MonthsTableDialog(FormDialog):
    """`figures` holds what was entered, by cell."""

    def __init__(
        self,
        book: EvaluatedFiling,
        kept: Mapping[Place, Sequence[MonthlyFigure]],
        place: Place | None,
        lists: ListSource,
        parent: QWidget | None = None,
    ) -> None:
        schedule = book.sheet.schedules[next(iter(kept)).schedule].definition
        super().__init__(f"Months of {schedule.where}", "&Keep the months", parent)
        self._book, self._cells, self._months = book, tuple(kept), months_reported(book)
        self.figures: Mapping[Place, Sequence[MonthlyFigure]] = kept
        self.table = QTableWidget(len(self._months) + 1, len(self._cells), self)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setHorizontalHeaderLabels([self._heading(cell) for cell in self._cells])
        self.table.setVerticalHeaderLabels([*(month.words for month in self._months), YEAR])
        self.table.setMinimumHeight(high(self, HIGH))
        self.table.verticalHeader().setDefaultSectionSize(spacing(self, HEADED_ROW_EIGHTHS))
        for column, cell in enumerate(self._cells):
            known = {one.month: f"{one.number:,f}" for one in kept[cell]}
            for row, month in enumerate(self._months):
                self.table.setItem(row, column, _figure(known.get(month, "")))
            made = _figure("")
            made.setFlags(made.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(len(self._months), column, made)
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        heads.setDefaultSectionSize(letters_wide(self, COLUMN))
        heads.setMinimumHeight(high(self, HEADING))
        self.ask("&Figures", self.table, ABOUT)
        self.pasting = QPushButton("Paste from a &spreadsheet", self)
        self.pasting.setAutoDefault(False)
        self.pasting.clicked.connect(self._paste)
        self.column.addWidget(self.pasting)
        self.lists = MonthList(lists, self)
        self.lists.found.connect(self._take_list)
        self.lists.refused.connect(lambda words: self.refuse(words, self.table))
        self.column.addWidget(self.lists)
        self.column.addWidget(text("A list fills the column in which the cursor is.", muted=True, parent=self))
        self.finish()
        self.setMinimumWidth(letters_wide(self, WIDE))
        QShortcut(QKeySequence.StandardKey.Paste, self.table, self._paste, context=Qt.ShortcutContext.WidgetShortcut)
        chosen = place if place in self._cells else self._cells[0]
        self.table.setCurrentCell(0, self._cells.index(chosen))
        self.table.itemChanged.connect(self._changed)
        for column in range(len(self._cells)):
            self._make(column)

    def done(self, result: int) -> None:
        """Lets go of a list that is being read."""
        self.lists.close_runner()
        super().done(result)

    @Slot()
    def accept(self) -> None:
        """Closes when every figure can be read."""
        found: dict[Place, Sequence[MonthlyFigure]] = {}
        for column, cell in enumerate(self._cells):
            try:
                found[cell] = read_months(self._book, cell, self._rows(column))
            except BadMonthlyFigure as refusal:
                self.table.setCurrentCell(0, column)
                self.refuse(f"{self._heading(cell)}: {refusal}", self.table)
                return
        self.figures = found
        super().accept()

    def _heading(self, cell: Place) -> str:
        words = location(self._book.sheet, cell).partition(", ")[2]
        unit = self._book.sheet.cells[cell].unit
        return f"{sentence_start(words)}{f' ({unit})' if unit and unit not in words else ''}"

    def _rows(self, column: int) -> list[tuple[str, str]]:
        items = [self.table.item(row, column) for row in range(len(self._months))]
        texts = ["" if item is None else item.text() for item in items]
        return [(text, month.words) for text, month in zip(texts, self._months, strict=True)]

    @Slot(QTableWidgetItem)
    def _changed(self, item: QTableWidgetItem) -> None:
        if item.row() < len(self._months):
            self._make(item.column())

    def _make(self, column: int) -> None:
        """Shows what the months of a column make."""
        cell = self._cells[column]
        try:
            made = year_figure(self._book, cell, read_months(self._book, cell, self._rows(column)))
        except BadMonthlyFigure:
            made = None
        year = self.table.item(len(self._months), column)
        if year is not None:
            year.setText("" if made is None else shown(made, self._book.sheet.cells[cell].decimals))

    @Slot()
    def _paste(self) -> None:
        """The block of the clipboard from the cell with the cursor on; what lies outside the months is told."""
        first, column = max(self.table.currentRow(), 0), max(self.table.currentColumn(), 0)
        block = block_of(QGuiApplication.clipboard().text())
        self.trouble.hide()
        if first + len(block) > len(self._months) or any(column + len(row) > len(self._cells) for row in block):
            self.refuse("The copied cells reach beyond the table. Copy only the months, and paste again.", self.table)
            return
        for down, row in enumerate(block):
            for across, words in enumerate(row):
                self.table.setItem(first + down, column + across, _figure(words.strip()))

    @Slot(list)
    def _take_list(self, rows: list[tuple[str, str]]) -> None:
        """The months of a list into the column with the cursor; a month that it does not have keeps its figure."""
        column = max(self.table.currentColumn(), 0)
        try:
            found = read_months(self._book, self._cells[column], rows)
        except BadMonthlyFigure as refusal:
            self.refuse(str(refusal), self.table)
            return
        self.trouble.hide()
        for one in found:
            self.table.setItem(self._months.index(one.month), column, _figure(f"{one.number:,f}"))


def _figure(words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
