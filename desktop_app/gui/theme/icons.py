"""The icons: outlines read from resources/icons, painted in the colour that is asked for, sharp at any size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.gui.theme.colours import colours_of

GRID = 24
STROKE = 1.6
_OUTLINE = late_pattern(r'\bd="([^"]*)"')
_PART = late_pattern(r"([MLHVCZ])([^MLHVCZ]*)")


def outline(drawing: str) -> QPainterPath:
    """The path of one of our drawings: M, L, H, V, C and Z with absolute numbers."""
    path = QPainterPath()
    for data in _OUTLINE.findall(drawing):
        for letter, given in _PART.findall(data):
            _draw(path, letter, [float(number) for number in given.split()])
    return path


def _draw(path: QPainterPath, letter: str, numbers: list[float]) -> None:
    here = path.currentPosition()
    if letter == "M":
        path.moveTo(*numbers)
    elif letter == "L":
        path.lineTo(*numbers)
    elif letter == "H":
        path.lineTo(numbers[0], here.y())
    elif letter == "V":
        path.lineTo(here.x(), numbers[0])
    elif letter == "C":
        path.cubicTo(*numbers)
    else:
        path.closeSubpath()


class OutlineEngine(QIconEngine):
    """Paints one outline in a named colour of the scheme that is shown at that moment."""

    def __init__(self, path: QPainterPath, colour: str, chosen: str) -> None:
        super().__init__()
        self._path = path
        self._colour = colour
        self._chosen = chosen

    def clone(self) -> QIconEngine:
        """A copy."""
        return OutlineEngine(self._path, self._colour, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paints into the rectangle."""
        name = {QIcon.Mode.Disabled: "disabled", QIcon.Mode.Selected: self._chosen}.get(mode, self._colour)
        side = min(rect.width(), rect.height())
        middle = QRectF(rect).center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(middle.x() - side / 2, middle.y() - side / 2)
        painter.scale(side / GRID, side / GRID)
        pen = QPen(QColor(getattr(colours_of(QGuiApplication.palette()), name)), STROKE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(self._path)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as a picture with a clear ground."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture


class IconMark(QWidget):
    """An icon beside words, as large as the letters; it says nothing to a screen reader that the words do not."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None, *, name: str = "", eighths: int = 9) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icons.icon(name, name) if name else QIcon()
        self._eighths = eighths
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, colour: str) -> None:
        """Shows another icon in a named colour."""
        self._icon = self._icons.icon(name, colour)
        self.update()

    def sizeHint(self) -> QSize:
        """Follows the letters."""
        side = round(self.fontMetrics().height() * self._eighths / 8)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the icon in the colours of the moment."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class IconSet:
    """The drawings in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, QPainterPath] = {}

    def icon(self, name: str, colour: str = "text", chosen: str = "on_accent") -> QIcon:
        """The icon in a named colour (a field of `ColorScheme`), and in another where it is chosen in a list.

        It follows a change of scheme by itself.
        """
        if name not in self._paths:
            self._paths[name] = outline((self._folder / f"{name}.svg").read_text(encoding="utf-8"))
        return QIcon(OutlineEngine(self._paths[name], colour, chosen))
