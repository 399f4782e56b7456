"""The entries as a list: day, what, state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.domain.dates import short_date
from desktop_app.gui.filing_calendar.words import state
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.tables import ROW_EIGHTHS, ReadingTable
from desktop_app.services.filing_calendar.due import DueEntry

COLUMNS = ("Day", "What", "Status", "Send by")
WHAT = 1


class AgendaTable(ReadingTable):
    """One row for each entry; `chosen` carries the entries of the row the cursor is on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("What falls due", COLUMNS, parent)
        self._entries: tuple[DueEntry, ...] = ()
        self.selectionModel().currentRowChanged.connect(self._choose)

    def show_entries(self, first: date, entries: Sequence[DueEntry], today: date) -> None:
        """Shows the entries, the cursor on the next one that is not done."""
        self._entries = tuple(entries)
        self.fill(
            (
                f"{due.shown:%a} {short_date(due.shown)}{' *' if due.closing else ''}",
                due.title,
                state(due, today),
                short_date(due.send_by) if due.send_by is not None and due.done is None else "",
            )
            for due in self._entries
        )
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        coming = (row for row, due in enumerate(self._entries) if due.shown >= today and due.done is None)
        self.selectRow(next(coming, max(0, len(self._entries) - 1)))
        self._choose()

    @Slot()
    def _choose(self) -> None:
        row = self.currentIndex().row()
        self.chosen.emit(self._entries[row : row + 1] if row >= 0 else ())
