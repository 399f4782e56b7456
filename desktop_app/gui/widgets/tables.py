"""Plain tables for reading: rows of words, chosen by row, as high as they need to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.gui.theme.style import spacing

ROW_EIGHTHS = 13


class ReadingTable(QTableView):
    """A table that is read and chosen from, never typed into. Tab leaves it, arrows walk in it, Enter activates."""

    def __init__(self, name: str, columns: Sequence[str], parent: QWidget, *, figures: Iterable[int] = ()) -> None:
        super().__init__(parent)
        self._figures = frozenset(figures)
        self._columns = tuple(columns)
        self._most = 0
        self.rows = QStandardItemModel(0, len(columns), self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_columns(self, columns: Sequence[str]) -> None:
        """Gives the table other columns; what it showed is gone."""
        self._columns = tuple(columns)
        self.rows.clear()

    def fill(self, rows: Iterable[Sequence[str]]) -> None:
        """Shows these rows and no others."""
        self.rows.clear()
        self.rows.setHorizontalHeaderLabels(list(self._columns))
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        for row in rows:
            items = [QStandardItem(words) for words in row]
            for number, item in enumerate(items):
                item.setToolTip(item.text())
                if number in self._figures:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rows.appendRow(items)

    def fit(self, most: int) -> None:
        """Makes the table as high as its rows, up to so many; then it scrolls."""
        self._most = most
        self.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        rows = min(most, max(1, self.rows.rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        scroll = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(header + rows * self.verticalHeader().defaultSectionSize() + scroll + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_most"):
            QTimer.singleShot(0, self, self._refit)

    @Slot()
    def _refit(self) -> None:
        if self._most:
            self.fit(self._most)
