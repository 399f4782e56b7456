"""The pages of a finished file under each other; only those that are seen are painted and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme.colours import colours_of
from desktop_app.gui.theme.style import spacing

KEPT = 8


class PageColumn(QWidget):
    """Shows pages of the given sizes in points. `wants` is called with a page that is seen and not painted yet."""

    def __init__(self, wants: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wants = wants
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[int, QImage] = {}
        self.scale = 1.0
        self.setAccessibleName("Pages")

    @property
    def painted(self) -> frozenset[int]:
        """The pages whose pictures are kept."""
        return frozenset(self._images)

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Shows other pages."""
        self._sizes = tuple(sizes)
        self.set_scale(self.scale)

    def set_scale(self, scale: float) -> None:
        """Shows them at so many pixels a point."""
        self.scale = scale
        self._images.clear()
        self.resize(self.sizeHint())
        self.update()

    def keep(self, page: int, image: QImage) -> None:
        """Shows the picture of a page; those seen longest ago are let go."""
        self._images[page] = image
        while len(self._images) > KEPT:
            del self._images[next(iter(self._images))]
        self.update()

    def top_of(self, page: int) -> int:
        """How far down a page begins."""
        return round(sum(height * self.scale + self._gap() for _, height in self._sizes[:page]))

    def page_at(self, height: int) -> int:
        """The page at that height."""
        below = (page for page in range(len(self._sizes)) if self.top_of(page + 1) > height)
        return next(below, max(0, len(self._sizes) - 1))

    @property
    def widest(self) -> float:
        """The width of the widest page in points."""
        return max((width for width, _ in self._sizes), default=0.0)

    def sizeHint(self) -> QSize:
        """All pages and the gaps between them."""
        return QSize(round(self.widest * self.scale), self.top_of(len(self._sizes)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints what is seen, and asks for what is missing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = event.rect()
        for page in range(self.page_at(seen.top()), len(self._sizes)):
            top = self.top_of(page)
            if top > seen.bottom():
                break
            width, height = self._sizes[page]
            sheet = QRectF((self.width() - width * self.scale) / 2, top, width * self.scale, height * self.scale)
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if page in self._images:
                self._images[page] = self._images.pop(page)
                painter.drawImage(sheet, self._images[page])
            else:
                self._wants(page)
            painter.setPen(colours_of(self.palette()).outline)
            painter.drawRect(sheet)
        painter.end()

    def _gap(self) -> int:
        return spacing(self, 6)
