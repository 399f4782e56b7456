"""One page of an attachment with its boxes, which are drawn and moved by mouse or keyboard."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain.attachments import WHOLE
from desktop_app.gui.theme.colours import colours_of
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.ports import PageArea

STEP, COARSE = 50, 200  # ten-thousandths of the page, for a press of an arrow key
NEW = (3500, 4500, 6500, 5500)
SMALLEST_DRAG = 60
_SHADES = bytes(
    17 * "0123456789abcdef".find(chr(code)) if chr(code) in "0123456789abcdef" else 0 for code in range(256)
)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def canvas_image(page: PageImage) -> QImage:
    """The pixels of a page, for the screen."""
    data = zlib.decompress(page.data)
    if page.colour:
        return QImage(data, page.width, page.height, page.row, QImage.Format.Format_RGB888).copy()
    shades = data.hex().encode().translate(_SHADES)
    wide = 2 * page.row
    return QImage(shades, wide, page.height, wide, QImage.Format.Format_Grayscale8).copy(0, 0, page.width, page.height)


class PageCanvas(QWidget):
    """Shows a page. `drawn` carries a new area, `moved` the name of a box and where it is now, `removed` its name.

    Arrows move the chosen box, with Shift they change its size, with Control by larger steps; Tab chooses the next box,
    Insert makes a new one, Delete removes it.
    """

    drawn = Signal(object)
    moved = Signal(str, object)
    removed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page of the attachment")
        self.setMinimumSize(260, 320)
        self._image = QImage()
        self._boxes: dict[str, PageArea] = {}
        self._chosen = ""
        self._start: QPointF | None = None
        self._now: QPointF | None = None
        self._dragged: PageArea | None = None
        self.shown = True

    def show_page(self, image: QImage, boxes: Mapping[str, PageArea], *, outlined: bool) -> None:
        """Shows another page, or the same with other boxes; `outlined` draws them over it."""
        self._image, self._boxes, self.shown = image, dict(boxes), outlined
        if self._chosen not in self._boxes:
            self.choose(next(iter(self._boxes), ""))
        self.update()

    def choose(self, name: str) -> None:
        """Chooses a box."""
        self._chosen = name
        number = [*self._boxes].index(name) + 1 if name in self._boxes else 0
        words = f"box {number} of {len(self._boxes)} chosen" if number else "no box"
        self.setAccessibleDescription(words)
        self.chosen.emit(name)
        self.update()

    @property
    def box(self) -> str:
        """The name of the chosen box."""
        return self._chosen

    # Where is what

    def _sheet(self) -> QRectF:
        """Where the page is in the widget."""
        if self._image.isNull():
            return QRectF()
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _area(self, one: QPointF, other: QPointF) -> PageArea:
        sheet = self._sheet()

        def part(value: float, start: float, length: float) -> int:
            return min(max(round((value - start) / max(length, 1.0) * WHOLE), 0), WHOLE)

        xs = sorted(part(point.x(), sheet.left(), sheet.width()) for point in (one, other))
        ys = sorted(part(point.y(), sheet.top(), sheet.height()) for point in (one, other))
        return xs[0], ys[0], xs[1], ys[1]

    def _rect(self, area: PageArea) -> QRectF:
        sheet = self._sheet()
        left, top, right, bottom = (side / WHOLE for side in area)
        return QRectF(
            sheet.left() + left * sheet.width(),
            sheet.top() + top * sheet.height(),
            (right - left) * sheet.width(),
            (bottom - top) * sheet.height(),
        )

    # By mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of a box, or begins a new one."""
        self._start = self._now = event.position()
        hit = next((name for name, area in self._boxes.items() if self._rect(area).contains(self._start)), "")
        self._dragged = self._boxes.get(hit)
        if hit:
            self.choose(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the drag."""
        self._now = event.position()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the drag."""
        area = self._pending(event.position())
        dragged, self._start, self._now, self._dragged = self._dragged, None, None, None
        if area is None:
            return
        if dragged is None:
            self.drawn.emit(area)
        elif area != dragged:
            self.moved.emit(self._chosen, area)

    def _pending(self, now: QPointF) -> PageArea | None:
        """Where the box would be if the mouse were let go now."""
        if self._start is None or self._image.isNull():
            return None
        if self._dragged is not None:
            left, top, right, bottom = self._area(self._start, now)
            across = (right - left) * (1 if now.x() >= self._start.x() else -1)
            down = (bottom - top) * (1 if now.y() >= self._start.y() else -1)
            return shifted(self._dragged, across, down)
        area = self._area(self._start, now)
        return area if min(area[2] - area[0], area[3] - area[1]) >= SMALLEST_DRAG else None

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key, area = Qt.Key(event.key()), self._boxes.get(self._chosen)
        if key == Qt.Key.Key_Insert and not self._image.isNull():
            self.drawn.emit(NEW)
        elif key == Qt.Key.Key_Delete and area is not None:
            self.removed.emit(self._chosen)
        elif key in _ARROWS and area is not None:
            step = COARSE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
            across, down = (part * step for part in _ARROWS[key])
            grow = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(self._chosen, grown(area, across, down) if grow else shifted(area, across, down))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes over the boxes before it leaves the page."""
        names = [*self._boxes]
        at = names.index(self._chosen) + (1 if following else -1) if self._chosen in names else -1
        if 0 <= at < len(names):
            self.choose(names[at])
            return True
        return super().focusNextPrevChild(following)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and the boxes over it."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self._sheet()
        painter.drawImage(sheet, self._image)
        painter.setPen(QColor(colours.line))
        painter.drawRect(sheet)
        for name, area in self._boxes.items() if self.shown else ():
            self._outline(painter, area, QColor(colours.accent), chosen=name == self._chosen)
        pending = None if self._now is None else self._pending(self._now)
        if pending is not None:
            self._outline(painter, pending, QColor(colours.accent), chosen=True)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _outline(self, painter: QPainter, area: PageArea, accent: QColor, *, chosen: bool) -> None:
        painter.setBrush(QColor(0, 0, 0, 90))
        painter.setPen(QPen(accent if chosen else QColor("black"), 3 if chosen else 1))
        painter.drawRect(self._rect(area))


def shifted(area: PageArea, across: int, down: int) -> PageArea:
    """The area moved, as far as the page goes."""
    left, top, right, bottom = area
    across = min(max(across, -left), WHOLE - right)
    down = min(max(down, -top), WHOLE - bottom)
    return left + across, top + down, right + across, bottom + down


def grown(area: PageArea, across: int, down: int) -> PageArea:
    """The area with its right and lower side moved."""
    left, top, right, bottom = area
    return left, top, min(max(right + across, left + STEP), WHOLE), min(max(bottom + down, top + STEP), WHOLE)
