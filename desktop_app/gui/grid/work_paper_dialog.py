"""The work paper behind a cell: amounts and what they add up to, or twelve months and what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.domain.money import shown
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location
from desktop_app.gui.grid.month_list import ListSource, MonthList
from desktop_app.gui.theme.style import TypeScale, high, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.tables import HEADED_ROW_EIGHTHS
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.monthly_figures import (
    BadMonthlyFigure,
    monthly_use,
    months_reported,
    pasted_months,
    read_months,
    year_words,
)
from desktop_app.services.data_entry.pasting import block_of
from desktop_app.services.data_entry.work_papers import (
    CENTS,
    NoWorkPaper,
    WorkPaperPart,
    differs,
    month_parts,
    read_work_paper,
    total,
)

SPARE, HIGH, AMOUNT, ALL_MISSING = 4, 130, 70, 48
ENTER_TOTAL = "&Enter the total in the cell"
MONTHLY = "One figure per month. With all twelve the cell is filled as shown below; before that it is left as it is."


class WorkPaperDialog(FormDialog):
    """`parts` holds what was entered. `print_it` prints the parts as they stand."""

    def __init__(
        self,
        book: EvaluatedFiling,
        place: Place,
        parts: Sequence[WorkPaperPart],
        print_it: Callable[[Sequence[WorkPaperPart]], None],
        parent: QWidget | None = None,
        lists: ListSource | None = None,
    ) -> None:
        where = location(book.sheet, place)
        self._book, self._place = book, place
        self._by_month = monthly_use(book, place) is not None
        heading, button = ("Months", "&Keep the months") if self._by_month else ("Work paper", ENTER_TOTAL)
        super().__init__(f"{heading}: {where}", button, parent)
        self._print_it = print_it
        self.parts: tuple[WorkPaperPart, ...] = tuple(parts)
        rows = self._first_rows(parts)
        self.table = QTableWidget(len(rows) if self._by_month else len(rows) + SPARE, 2, self)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setHorizontalHeaderLabels(["Figure", "Month"] if self._by_month else ["Amount", "What it is"])
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, spacing(self, AMOUNT))
        self.table.setMinimumHeight(high(self, HIGH))
        self.table.verticalHeader().setDefaultSectionSize(spacing(self, HEADED_ROW_EIGHTHS))
        for row, words in enumerate(rows):
            for column, word in enumerate(words):
                self.table.setItem(row, column, QTableWidgetItem(word))
        self.sum = text("", TypeScale.STRONG, parent=self)
        if self._by_month:
            self.sum.setMinimumHeight(high(self, ALL_MISSING))  # room for the names of twelve missing months
        other = differs(book, place, parts)
        told = "the months make" if self._by_month else "these amounts add up to"
        usual = MONTHLY if self._by_month else "One amount per row."
        more = f"The cell now shows a different figure: {told} {other}. {usual}" if other else usual
        self.ask("&Figures" if self._by_month else "&Amounts", self.table, more)
        self.column.addWidget(self.sum)
        self._add_ways(lists)
        self.printing = QPushButton("&Print as a work paper...", self)
        self.printing.setAutoDefault(False)
        self.printing.clicked.connect(self._print)
        self.column.addWidget(self.printing)
        self.finish()
        self.table.itemChanged.connect(self._add_up)
        self._add_up()

    def _add_ways(self, lists: ListSource | None) -> None:
        """The ways in which months come from a spreadsheet."""
        self.pasting = QPushButton("Paste from a &spreadsheet", self)
        self.pasting.setAutoDefault(False)
        self.pasting.setVisible(self._by_month)
        self.pasting.clicked.connect(self._paste)
        self.column.addWidget(self.pasting)
        self.lists = MonthList(lists, self) if self._by_month and lists is not None else None
        if self.lists is not None:
            self.lists.found.connect(self._take_list)
            self.lists.refused.connect(lambda words: self.refuse(words, self.table))
            self.column.addWidget(self.lists)

    def done(self, result: int) -> None:
        """Lets go of a list that is being read."""
        if self.lists is not None:
            self.lists.close_runner()
        super().done(result)

    @Slot()
    def accept(self) -> None:
        """Closes when every row that says something has an amount."""
        if self._read():
            super().accept()

    def _first_rows(self, parts: Sequence[WorkPaperPart]) -> list[tuple[str, str]]:
        if not self._by_month:
            return [(shown(part.amount, CENTS), part.words) for part in parts]
        known = {part.words: f"{part.amount:,f}" for part in parts}
        return [(known.get(month.words, ""), month.words) for month in months_reported(self._book)]

    def _rows(self) -> list[tuple[str, str]]:
        found = []
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(2)]
            amount, words = ("" if item is None else item.text() for item in items)
            found.append((amount, words))
        return found

    def _read(self) -> bool:
        try:
            if self._by_month:
                self.parts = month_parts(read_months(self._book, self._place, self._rows()))
            else:
                self.parts = read_work_paper(self._rows())
        except (NoWorkPaper, BadMonthlyFigure) as refusal:
            self.refuse(str(refusal), self.table)
            return False
        self.trouble.hide()
        return True

    @Slot()
    def _add_up(self) -> None:
        rows = self._rows()
        if any(rows[-1]) and not self._by_month:
            self.table.setRowCount(len(rows) + SPARE)
        try:
            if self._by_month:
                words = year_words(self._book, self._place, read_months(self._book, self._place, rows))
            else:
                words = f"Sum: {shown(total(read_work_paper(rows)), CENTS)}"
        except (NoWorkPaper, BadMonthlyFigure) as refusal:
            words = str(refusal)
        self.sum.setText(words)

    @Slot()
    def _paste(self) -> None:
        """Twelve figures in the order of the months, or months with their figures, from the clipboard."""
        try:
            block = block_of(QGuiApplication.clipboard().text())
            pasted = pasted_months(self._book, self._place, block)
        except UserError as refusal:
            self.refuse(str(refusal), self.table)
            return
        self._show(pasted)

    @Slot(list)
    def _take_list(self, rows: list[tuple[str, str]]) -> None:
        """The months of a list; a month that it does not have keeps its figure."""
        try:
            figures = read_months(self._book, self._place, rows)
        except BadMonthlyFigure as refusal:
            self.refuse(str(refusal), self.table)
            return
        self._show({one.month: one.number for one in figures})

    def _show(self, found: Mapping[FilingPeriod, Decimal]) -> None:
        self.trouble.hide()
        for row, month in enumerate(months_reported(self._book)):
            if month in found:
                self.table.setItem(row, 0, QTableWidgetItem(f"{found[month]:,f}"))

    @Slot()
    def _print(self) -> None:
        if self._read():
            self._print_it(self.parts)
