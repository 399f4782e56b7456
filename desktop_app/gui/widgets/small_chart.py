"""A small chart of one figure through time: a bar for each point, its highest and its latest value in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.money import shown
from desktop_app.gui.theme.colours import ColorScheme, colours_of
from desktop_app.gui.theme.style import TypeScale, sized, spacing

WIDE, TALL = 22 * 8, 9 * 8
FULL = 0.78  # how much of its share of the width a bar takes
Point = tuple[str, Decimal | None]


class SmallChart(QWidget):
    """Bars on a common zero line. A point without a value leaves a gap; the last bar is the accented one."""

    def __init__(
        self, name: str, points: Sequence[Point], parent: QWidget | None = None, *, decimals: int = 0, unit: str = ""
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._decimals = decimals
        self._unit = unit
        self._points = tuple(points)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.words)
        self.setToolTip(self.words)

    @property
    def words(self) -> str:
        """All that the chart shows, for those who read or hear it."""
        said = (f"{label}: {self._said(value)}" for label, value in self._points)
        return f"{self._name}. {'; '.join(said)}."

    def sizeHint(self) -> QSize:
        """In eighths of the height of the letters, so that it grows with them."""
        return QSize(spacing(self, WIDE), spacing(self, TALL))

    def minimumSizeHint(self) -> QSize:
        """Half as wide, as high."""
        return QSize(spacing(self, WIDE) // 2, spacing(self, TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws heading, bars and the first and last label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        line = self.fontMetrics().height()
        painter.setPen(QColor(colours.text))
        painter.setFont(sized(self.font(), TypeScale.STRONG))
        last = next((value for _, value in reversed(self._points) if value is not None), None)
        metrics = painter.fontMetrics()
        beside = metrics.horizontalAdvance(f"{self._name}  {self._said(last)}") <= self.width()
        head = line if beside else 2 * line  # a long name has a line of its own
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(QRectF(0, head - line, self.width(), line), Qt.AlignmentFlag.AlignRight, self._said(last))
        painter.setFont(sized(self.font(), TypeScale.SMALL))
        painter.setPen(QColor(colours.muted))
        bottom = QRectF(0, self.height() - line, self.width(), line)
        if self._points:
            painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, self._points[0][0])
            painter.drawText(bottom, Qt.AlignmentFlag.AlignRight, self._points[-1][0])
        self._bars(painter, colours, QRectF(0, head + 4, self.width(), self.height() - head - line - 8))

    def _bars(self, painter: QPainter, colours: ColorScheme, room: QRectF) -> None:
        known = [value for _, value in self._points if value is not None]
        if not known:
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "No figures yet")
            return
        top, low = max(*known, Decimal(0)), min(*known, Decimal(0))
        span = float(top - low)
        zero = room.top() + room.height() * float(top) / span if span else room.bottom()
        share = room.width() / len(self._points)
        accent, quiet = QColor(colours.accent), QColor(colours.outline)
        last = max(index for index, (_, value) in enumerate(self._points) if value is not None)
        for index, (_, value) in enumerate(self._points):
            if value is not None:
                y = room.top() + room.height() * float(top - value) / span if span else zero
                bar = QRectF(room.left() + (index + (1 - FULL) / 2) * share, min(y, zero), share * FULL, abs(zero - y))
                painter.fillRect(bar, accent if index == last else quiet)
        painter.fillRect(QRectF(room.left(), zero, room.width(), 1), quiet)

    def _said(self, value: Decimal | None) -> str:
        return "–" if value is None else f"{shown(value, self._decimals)}{self._unit}"
