"""Two things side by side where there is room for both, and one above the other where the letters are large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.gui.theme.style import spacing

LEAST = 500
LEAST_HEIGHT = 110


class SideBySide(QSplitter):
    """A divided place; `first` gets `shares` of the room, neither part can be pushed away."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        for number, part in enumerate((first, second)):
            self.addWidget(part)
            self.setStretchFactor(number, shares[number])
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses how the parts lie."""
        wide = event.size().width() >= spacing(self, LEAST)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self.setMinimumHeight(spacing(self, LEAST_HEIGHT if wide else 2 * LEAST_HEIGHT))
        super().resizeEvent(event)
