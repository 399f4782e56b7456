"""Composed pages drawn for the screen: the same items at the same places as the painter of files puts them.

A test holds both drawings against each other. Nothing of the libraries that make and read files is loaded for it.
"""

from __future__ import annotations

import zlib
from functools import cache
from math import ceil
from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPen, QTransform

from desktop_app.gui.theme.style import FAMILY
from desktop_app.pagespec.pages import (
    LETTER_HEIGHT,
    LETTER_WIDTH,
    MARK_HEIGHT,
    MARK_TEXT,
    MARK_WIDTH,
    FontFace,
    PageImage,
    PageWatermark,
    PaperPage,
    PictureItem,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
)
from desktop_app.pagespec.signs import (
    COSINE,
    MARK_BASELINE,
    MARK_SIZE,
    SINE,
    WATERMARK_GRAY,
    WATERMARK_LENGTH,
    WATERMARK_SIZE,
)
from desktop_app.services.ports import TextMeasure
from desktop_app.services.program.program import Program

ITALIC = "LiberationSans-Italic.ttf"  # comes with the first page: Home has no use for it
UNITS = 2048  # pixels of a font whose letters are then made as small as they are wanted: those of its design are whole
NIBBLES = (
    bytes(high * 17 for high in range(16) for _ in range(16)),
    bytes(low * 17 for _ in range(16) for low in range(16)),
)


def page_drawing(program: Program) -> PageDrawing:
    """The drawing of pages as this program prints them."""
    return PageDrawing(program.measure, program.resources / "fonts")


class PageDrawing:
    """Draws pages as `measure` measures them, in the faces of a folder. It may be asked on any thread."""

    def __init__(self, measure: TextMeasure, fonts: Path) -> None:
        self._measure = measure
        _load(fonts / ITALIC)

    def picture(self, page: PaperPage, scale: float) -> QImage:
        """The page at `scale` pixels a point."""
        image = QImage(ceil(page.width * scale), ceil(page.height * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        _PageHand(painter, self._measure, scale, page).draw()
        painter.end()
        return image


class _PageHand:
    """Draws one page. Its fonts are its own: two threads must not draw with the same."""

    def __init__(self, painter: QPainter, measure: TextMeasure, scale: float, page: PaperPage) -> None:
        self._painter, self._measure, self._scale, self._page = painter, measure, scale, page
        self._fonts = {face: _font(face) for face in FontFace}
        self._watermark = next((item.content for item in page.items if isinstance(item, PageWatermark)), "")

    def draw(self) -> None:
        """Draws the items in their order, over the words across the page."""
        self._across()
        for item in self._page.items:
            if isinstance(item, TextItem):
                self._text(item)
            elif isinstance(item, RuleLine):
                self._painter.setPen(self._pen(item.gray, item.width))
                self._painter.drawLine(QLineF(item.x1, item.y1, item.x2, item.y2))
            elif isinstance(item, RectangleItem):
                self._rectangle(item)
            elif isinstance(item, SealMark):
                self._mark(item)
            elif isinstance(item, PictureItem) and item.image is not None:
                self._picture(item, item.image)

    def _text(self, item: TextItem) -> None:
        content = self._measure.painted(item.content)
        if not content or content.isspace():
            return
        x = item.x
        if item.align is not TextAlignment.LEFT:
            width = self._measure(content, item.face, item.size)
            x -= width if item.align is TextAlignment.RIGHT else width / 2
        self._words(content, item.face, item.gray, QTransform.fromTranslate(x, item.y), item.size)

    def _rectangle(self, item: RectangleItem) -> None:
        place = QRectF(item.x, item.y, item.width, item.height)
        if item.fill is not None:
            self._painter.fillRect(place, _gray(item.fill))
        if item.line > 0:
            self._painter.setPen(self._pen(item.gray, item.line))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(place)

    def _mark(self, item: SealMark) -> None:
        self._painter.fillRect(QRectF(item.x, item.y, MARK_WIDTH, MARK_HEIGHT), _gray(0))
        left = item.x + (MARK_WIDTH - self._measure(MARK_TEXT, FontFace.BOLD, MARK_SIZE)) / 2
        foot = QTransform.fromTranslate(left, item.y + MARK_HEIGHT - MARK_BASELINE)
        self._words(MARK_TEXT, FontFace.BOLD, 1, foot, MARK_SIZE)

    def _picture(self, item: PictureItem, image: PageImage) -> None:
        """The image, with its part of the words across the page over it."""
        place, smaller = QRectF(item.x, item.y, item.width, item.height), image.width > item.width * self._scale
        # What is made larger shows its pixels, as on paper.
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smaller)
        self._painter.drawImage(place, _image(image))
        self._painter.setClipRect(place)
        self._across()
        self._painter.setClipping(False)

    def _across(self) -> None:
        """The words from one corner of a letter page to the other."""
        if not self._watermark:
            return
        natural = self._measure(self._watermark, FontFace.BOLD, 1)
        size = round(min(WATERMARK_SIZE, WATERMARK_LENGTH / natural), 2)
        along, across = natural * size / 2, size / 3
        left = LETTER_WIDTH / 2 - along * COSINE + across * SINE
        bottom = LETTER_HEIGHT / 2 - along * SINE - across * COSINE
        turned = QTransform(COSINE, -SINE, SINE, COSINE, left, self._page.height - bottom)
        self._words(self._watermark, FontFace.BOLD, WATERMARK_GRAY, turned, size)

    def _words(self, words: str, face: FontFace, gray: float, place: QTransform, size: float) -> None:
        """Words with the left end of their baseline where `place` leads to."""
        kept = self._painter.transform()
        self._painter.setTransform(place, combine=True)
        self._painter.scale(size / UNITS, size / UNITS)
        self._painter.setFont(self._fonts[face])
        self._painter.setPen(_gray(gray))
        self._painter.drawText(QPointF(0, 0), words)
        self._painter.setTransform(kept)

    def _pen(self, gray: float, width: float) -> QPen:
        """A line is a pixel wide at least."""
        seen = max(width, 1 / self._scale)
        return QPen(_gray(gray), seen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)


@cache
def _load(font: Path) -> None:
    """Once for all drawings."""
    QFontDatabase.addApplicationFont(str(font))


def _font(face: FontFace) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(UNITS)
    font.setBold(face is FontFace.BOLD)
    font.setItalic(face is FontFace.ITALIC)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    strategy = QFont.StyleStrategy
    font.setStyleStrategy(
        strategy.PreferAntialias | strategy.NoSubpixelAntialias | strategy.NoFontMerging | strategy.PreferNoShaping
    )
    return font


def _gray(level: float) -> QColor:
    return QColor.fromRgbF(level, level, level)


def _image(image: PageImage) -> QImage:
    data = zlib.decompress(image.data)
    if image.colour:
        return QImage(data, image.width, image.height, image.row, QImage.Format.Format_RGB888).copy()
    pixels = bytearray(2 * len(data))  # two pixels stand in each byte
    pixels[::2], pixels[1::2] = (data.translate(half) for half in NIBBLES)
    return QImage(bytes(pixels), image.width, image.height, 2 * image.row, QImage.Format.Format_Grayscale8).copy()
