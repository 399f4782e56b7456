"""Two things side by side where there is room for both, and one above the other where the letters are large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.gui.theme.style import spacing

LEAST = 500
LEAST_HEIGHT = 110


class SideBySide(QSplitter):
    """A divided place; `first` gets `shares` of the room, neither part can be pushed away.

    Narrower than `least`, in eighths of the letters' height, they are one above the other.
    """

    def __init__(
        self, first: QWidget, second: QWidget, shares: tuple[int, int], parent: QWidget, *, least: int = LEAST
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._parts = [(part, part.minimumHeight()) for part in (first, second)]
        for number, part in enumerate((first, second)):
            self.addWidget(part)
            self.setStretchFactor(number, shares[number])
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses how the parts lie."""
        wide = event.size().width() >= spacing(self, self._least)
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)
        for part, own in self._parts:
            part.setMinimumHeight(own if wide else max(own, self._needed(part, event.size().width())))
        self.setMinimumHeight(spacing(self, LEAST_HEIGHT) if wide else 0)
        super().resizeEvent(event)

    def _needed(self, part: QWidget, width: int) -> int:
        needed = part.heightForWidth(width) if part.hasHeightForWidth() else part.minimumSizeHint().height()
        return max(spacing(self, LEAST_HEIGHT), needed)
