"""The sentence of a refusal, right at its cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Slot
from PySide6.QtWidgets import QLabel, QTableView

from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.spoken import announce

WIDE = 130


class CellNote(QLabel):
    """Lies over the grid, under the cell it is about (or above it where there is no room), and moves with it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._index = QPersistentModelIndex()
        self.setWordWrap(True)
        self.setProperty("cell_note", True)
        self.setAccessibleName("Why the cell was not kept")
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.place)

    def say(self, index: QModelIndex, words: str) -> None:
        """Shows the sentence at the cell and has it read out."""
        if words != self.text() or self.isHidden():
            announce(self, words)
        self._index = QPersistentModelIndex(index)
        self.setText(words)
        self.show()
        self.place()

    @Slot()
    def place(self) -> None:
        """Puts itself beside its cell."""
        if self.isHidden() or not self._index.isValid():
            return
        cell = self._view.visualRect(self._index)
        room = self._view.viewport().rect()
        width = min(spacing(self, WIDE), room.width())
        size = QSize(width, self.heightForWidth(width))
        left = max(0, min(cell.left(), room.right() - width))
        below = cell.bottom() + 1
        top = below if below + size.height() <= room.bottom() else cell.top() - size.height()
        self.setGeometry(QRect(left, top, size.width(), size.height()))
        self.raise_()
