"""The work paper behind a money cell: amounts and what they are, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.domain.money import shown
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location
from desktop_app.gui.theme.style import TypeScale, high, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.work_papers import (
    CENTS,
    NoWorkPaper,
    WorkPaperPart,
    differs,
    read_work_paper,
    total,
)

SPARE, HIGH, AMOUNT = 4, 130, 70


class WorkPaperDialog(FormDialog):
    """`parts` holds what was entered. `print_it` prints the parts as they stand."""

    def __init__(
        self,
        book: EvaluatedFiling,
        place: Place,
        parts: Sequence[WorkPaperPart],
        print_it: Callable[[Sequence[WorkPaperPart]], None],
        parent: QWidget | None = None,
    ) -> None:
        where = location(book.sheet, place)
        super().__init__(f"Work paper: {where}", "&Enter the total in the cell", parent)
        self._print_it = print_it
        self.parts: tuple[WorkPaperPart, ...] = tuple(parts)
        self.table = QTableWidget(len(parts) + SPARE, 2, self)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setHorizontalHeaderLabels(["Amount", "What it is"])
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, spacing(self, AMOUNT))
        self.table.setMinimumHeight(high(self, HIGH))
        for row, part in enumerate(parts):
            self.table.setItem(row, 0, QTableWidgetItem(shown(part.amount, CENTS)))
            self.table.setItem(row, 1, QTableWidgetItem(part.words))
        self.sum = text("", TypeScale.STRONG, parent=self)
        other = differs(book, place, parts)
        more = (
            f"The cell now shows a different amount: these amounts add up to {other}."
            if other
            else "One amount per row."
        )
        self.ask("&Amounts", self.table, more)
        self.column.addWidget(self.sum)
        self.printing = QPushButton("&Print as a work paper...", self)
        self.printing.setAutoDefault(False)
        self.printing.clicked.connect(self._print)
        self.column.addWidget(self.printing)
        self.finish()
        self.table.itemChanged.connect(self._add_up)
        self._add_up()

    @Slot()
    def accept(self) -> None:
        """Closes when every row that says something has an amount."""
        if self._read():
            super().accept()

    def _rows(self) -> list[tuple[str, str]]:
        found = []
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(2)]
            amount, words = ("" if item is None else item.text() for item in items)
            found.append((amount, words))
        return found

    def _read(self) -> bool:
        try:
            self.parts = read_work_paper(self._rows())
        except NoWorkPaper as refusal:
            self.refuse(str(refusal), self.table)
            return False
        self.trouble.hide()
        return True

    @Slot()
    def _add_up(self) -> None:
        rows = self._rows()
        if any(rows[-1]):
            self.table.setRowCount(len(rows) + SPARE)
        try:
            words = f"Sum: {shown(total(read_work_paper(rows)), CENTS)}"
        except NoWorkPaper as refusal:
            words = str(refusal)
        self.sum.setText(words)

    @Slot()
    def _print(self) -> None:
        if self._read():
            self._print_it(self.parts)
