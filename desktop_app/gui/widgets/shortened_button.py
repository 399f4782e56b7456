"""A button that never makes its column wider: it shortens its words to the room that it has."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class ShortenedButton(QPushButton):
    """Shows as much of its words as fits; all of them are its tooltip if `tip` names nothing else."""

    def __init__(self, words: str, parent: QWidget | None, tip: str = "") -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self._margin = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip or words)

    def minimumSizeHint(self) -> QSize:
        """As high as a button, and as narrow as it must be."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shortens the words to the new width."""
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - self._margin)
        self.setText(shown.replace("&", "&&"))
