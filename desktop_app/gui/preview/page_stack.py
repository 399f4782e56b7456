"""Pages under each other, as pictures; one line may be marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme.colours import colours_of
from desktop_app.gui.theme.style import spacing
from desktop_app.services.ports import PagePicture

SEE_THROUGH = 60


def stack_image(picture: PagePicture, density: float = 1.0) -> QImage:
    """The picture as Qt wants it, for a screen with so many pixels a point of its own."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888).copy()
    image.setDevicePixelRatio(density)
    return image


class PageStack(QWidget):
    """Shows pages one under the other, and a band across the line in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[QImage, ...] = ()
        self._mark: tuple[int, float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Printed page")

    def show_pages(self, images: tuple[QImage, ...], density: float = 1.0) -> None:
        """Shows these pages, of so many pixels for each of the screen's own."""
        for image in images:
            image.setDevicePixelRatio(density)
        self._images = images
        self._mark = None
        self.resize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def mark(self, page: int, top: float, bottom: float) -> QRectF:
        """Marks a band of a page, in that page's own pixels, and tells where it lies."""
        self._mark = (page, top, bottom)
        self.update()
        image = self._images[page]
        return QRectF(0, self._top(page) + top, image.deviceIndependentSize().width(), bottom - top)

    def unmark(self) -> None:
        """Takes the band away."""
        self._mark = None
        self.update()

    def top_of(self, page: int) -> float:
        """How far down a page begins."""
        return self._top(page)

    def sizeHint(self) -> QSize:
        """All pages and the gaps between them."""
        sizes = [image.deviceIndependentSize() for image in self._images]
        width = max((size.width() for size in sizes), default=0)
        height = sum(size.height() for size in sizes) + self._gap() * max(0, len(sizes) - 1)
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the pages and the band."""
        painter = QPainter(self)
        for number, image in enumerate(self._images):
            painter.drawImage(QRectF(0, self._top(number), *image.deviceIndependentSize().toTuple()), image)
        if self._mark is not None and self._mark[0] < len(self._images):
            page, top, bottom = self._mark
            colour = QColor(colours_of(self.palette()).accent)
            colour.setAlpha(SEE_THROUGH)
            width = self._images[page].deviceIndependentSize().width()
            painter.fillRect(QRectF(0, self._top(page) + top, width, bottom - top), colour)
        painter.end()

    def _top(self, page: int) -> float:
        heights = (image.deviceIndependentSize().height() for image in self._images[:page])
        return sum(height + self._gap() for height in heights)

    def _gap(self) -> int:
        return spacing(self, 6)


ALIGN = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
