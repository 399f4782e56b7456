"""The effect of a filing on typical bills: a table to read and a chart to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.tariff_book.bill_effect import Bill
from desktop_app.services.tariff_book.rate_changes import RateChange
from desktop_app.services.tariff_book.rate_tables import rate_words
from desktop_app.services.tariff_book.stated_bills import NO_BILLS, FilingEffect
from desktop_app.services.tariff_book.words import dollars

COLUMNS = ("Bill", "Now", "Proposed", "Change", "Percent")
NONE = "–"
CONFIRMED = "confirmed"
CHOICES = (
    ("Look at the bills, then choose here", ""),
    ("I have checked these bills; the papers state them", CONFIRMED),
    ("The papers state no bills", NO_BILLS),
)


class BillsPanel(QWidget):
    """Shows bills before and after, and asks whether the papers may state them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ReadingTable("Typical bills", COLUMNS, self, figures=(1, 2, 3, 4))
        self.none = text("No rate changes in this filing.", muted=True, parent=self)
        self.open_points = text("", parent=self)
        self.open_points.setWordWrap(True)
        self.open_points.setProperty("mark", "explain")
        self.state = QComboBox(self)
        self.state.setAccessibleName("Bills in the papers")
        narrow_choice(self.state)
        for words, value in CHOICES:
            self.state.addItem(words, value)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing(self, 6))
        self.column.addWidget(self.none)
        self.column.addWidget(self.open_points)
        self.column.addWidget(self.table, 1)
        self.column.addStretch()  # where there is no table
        self.column.addWidget(self.state)
        self._chart: SmallChart | None = None

    def show_bills(self, found: FilingEffect, said: str) -> None:
        """Shows the effect, and what was `said` of it before: the lines confirmed, that none are stated, or nothing."""
        bills, charges = found.effect.bills, found.effect.charges
        anything = bool(found.lines or found.open_points)
        self.none.setVisible(not anything)
        self.open_points.setText("\n".join(found.open_points))
        self.open_points.setVisible(bool(found.open_points))
        self.table.setVisible(bool(bills or charges))
        self.table.fill([*map(_row, bills), *map(_charge_row, charges)])
        self.state.setVisible(anything)
        confirmed = CONFIRMED if said and said == "\n".join(found.lines) else NO_BILLS if said == NO_BILLS else ""
        self.state.setCurrentIndex(self.state.findData(confirmed))
        if self._chart is not None:
            self.column.removeWidget(self._chart)
            self._chart.deleteLater()
            self._chart = None
        points = [(bill.label, bill.change) for bill in bills if bill.change is not None]
        if points:
            self._chart = SmallChart("Change of each bill, in dollars", points, self, decimals=2)
            self.column.addWidget(self._chart)


def _charge_row(change: RateChange) -> tuple[str, ...]:
    """A service charge, which is no bill: its label says so."""
    amounts = (change.old, change.new)
    money = [NONE if amount is None else rate_words(amount, percent=change.share) for amount in amounts]
    difference = NONE if change.old is None or change.new is None else dollars(change.new - change.old)
    percent = NONE if change.percent is None else f"{change.percent}"
    return f"Service charge: {change.label}", *money, NONE if change.share else difference, percent


def _row(bill: Bill) -> tuple[str, ...]:
    money = [NONE if amount is None else dollars(amount) for amount in (bill.old, bill.new, bill.change)]
    return bill.label, *money, NONE if bill.percent is None else f"{bill.percent}"
