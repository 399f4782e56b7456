"""Where pages are looked at: dragged with the mouse, made larger and smaller with Ctrl and the wheel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

ZOOM_STEP = 1.25


class PaperView(QScrollArea):
    """`zoomed` tells by how much larger the pages are wanted."""

    zoomed = Signal(float)

    def __init__(self, pages: QWidget, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._from: QPoint | None = None
        self.setWidget(pages)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(name)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, makes the pages larger or smaller."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.zoomed.emit(ZOOM_STEP if turned > 0 else 1 / ZOOM_STEP)
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the pages."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags them."""
        if self._from is not None:
            here = event.globalPosition().toPoint()
            for bar, by in (
                (self.horizontalScrollBar(), self._from.x() - here.x()),
                (self.verticalScrollBar(), self._from.y() - here.y()),
            ):
                bar.setValue(bar.value() + by)
            self._from = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets them go."""
        self._from = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        super().mouseReleaseEvent(event)
