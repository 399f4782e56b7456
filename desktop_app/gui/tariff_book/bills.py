"""The effect of a filing on typical bills: a table to read and a chart to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.tariff_book.bill_effect import Bill
from desktop_app.services.tariff_book.words import dollars

COLUMNS = ("Monthly bill", "Now", "Proposed", "Change", "Percent")
NONE = "–"


class BillsPanel(QWidget):
    """Shows bills before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ReadingTable("Typical bills", COLUMNS, self, figures=(1, 2, 3, 4))
        self.none = text("No numeric rate changes in this filing.", muted=True, parent=self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing(self, 6))
        self.column.addWidget(self.none)
        self.column.addWidget(self.table, 1)
        self._chart: SmallChart | None = None

    def show_bills(self, bills: Sequence[Bill]) -> None:
        """Shows these bills."""
        self.none.setVisible(not bills)
        self.table.setVisible(bool(bills))
        self.table.fill([_row(bill) for bill in bills])
        if self._chart is not None:
            self.column.removeWidget(self._chart)
            self._chart.deleteLater()
            self._chart = None
        points = [(bill.label, bill.change) for bill in bills if bill.change is not None]
        if points:
            self._chart = SmallChart("Change of each bill, in dollars", points, self, decimals=2)
            self.column.addWidget(self._chart)


def _row(bill: Bill) -> tuple[str, ...]:
    money = [NONE if amount is None else dollars(amount) for amount in (bill.old, bill.new, bill.change)]
    return bill.label, *money, NONE if bill.percent is None else f"{bill.percent}"
