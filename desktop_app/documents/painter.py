"""Paints pages with the bare reportlab canvas, then writes the file in its one canonical form.

The same document gives the same bytes, whatever the clock, the folder, the locale or what was painted before: the
canvas is told to be invariant, only our own embedded faces are used, no markup is read, and positions are fixed to a
hundredth of a point.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.measure import FILES, FontMeasure
from desktop_app.pagespec.pages import (
    LETTER_HEIGHT,
    LETTER_WIDTH,
    MARK_HEIGHT,
    MARK_TEXT,
    MARK_WIDTH,
    Align,
    Box,
    Document,
    Face,
    Item,
    Mark,
    Page,
    Rule,
    Text,
    Watermark,
)

NAMES = {Face.REGULAR: "Desk-Regular", Face.BOLD: "Desk-Bold", Face.ITALIC: "Desk-Italic"}
PRODUCER = "Filing Desk"
_WATERMARK_GRAY = 0.9
_WATERMARK_SIZE = 96.0


class ReportlabPainter:
    """Paints documents in the faces of a folder."""

    def __init__(self, fonts: Path) -> None:
        self._measure = FontMeasure(fonts)
        self._paths = {NAMES[face]: fonts / name for face, name in FILES.items()}
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        rl_config.trustedSchemes = []

    def paint(self, document: Document) -> bytes:
        """The PDF of the document, in canonical form."""
        for name, path in self._paths.items():
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(path)))
        target = io.BytesIO()
        canvas = Canvas(
            target,
            pagesize=(LETTER_WIDTH, LETTER_HEIGHT),
            invariant=1,
            lang=document.language,
            pdfVersion=(1, 7),
            initialFontName=NAMES[Face.REGULAR],  # type: ignore[arg-type]  # the stubs take it for a size
            pageCompression=0,
        )
        canvas.setTitle(self._measure.printable(document.title))
        canvas.setProducer(PRODUCER)
        canvas.setCreator(PRODUCER)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        for page in document.pages:
            self._page(canvas, page)
            canvas.showPage()
        canvas.save()
        return canonical(target.getvalue())

    def _page(self, canvas: Canvas, page: Page) -> None:
        for item in page.items:
            if isinstance(item, Watermark):
                _watermark(canvas, self._measure.printable(item.content))
        texts = [item for item in page.items if isinstance(item, Text)]
        for item in page.items:
            if not isinstance(item, Text | Watermark):
                _shape(canvas, item)
        self._texts(canvas, texts)

    def _texts(self, canvas: Canvas, texts: list[Text]) -> None:
        """All texts of a page as one text object, changing face, size and gray only where they change."""
        running = canvas.beginText()
        face, gray = (Face.REGULAR, 0.0), -1.0
        for item in texts:
            content = self._measure.printable(item.content)
            if not content:
                continue
            if (item.face, item.size) != face or gray < 0:
                face = (item.face, item.size)
                running.setFont(NAMES[item.face], item.size)
            if item.gray != gray:
                gray = item.gray
                running.setFillGray(gray)
            width = 0.0 if item.align is Align.LEFT else self._measure(content, item.face, item.size)
            x = item.x - {Align.LEFT: 0.0, Align.CENTER: width / 2, Align.RIGHT: width}[item.align]
            running.setTextOrigin(round(x, 2), round(LETTER_HEIGHT - item.y, 2))
            running.textOut(content)
        canvas.drawText(running)


def _shape(canvas: Canvas, item: Item) -> None:
    if isinstance(item, Rule):
        canvas.setStrokeGray(item.gray)
        canvas.setLineWidth(item.width)
        canvas.line(*(_point(item.x1, item.y1) + _point(item.x2, item.y2)))
    elif isinstance(item, Box):
        canvas.setStrokeGray(item.gray)
        canvas.setLineWidth(item.line)
        if item.fill is not None:
            canvas.setFillGray(item.fill)
        x, y = _point(item.x, item.y + item.height)
        canvas.rect(
            x,
            y,
            round(item.width, 2),
            round(item.height, 2),
            stroke=int(item.line > 0),
            fill=int(item.fill is not None),
        )
    elif isinstance(item, Mark):
        _mark(canvas, item)


def _mark(canvas: Canvas, item: Mark) -> None:
    """The constant bar, which reads aloud, searches and copies as the constant word."""
    x, y = _point(item.x, item.y + MARK_HEIGHT)
    code: list[str] = canvas._code  # type: ignore[attr-defined] # noqa: SLF001 - reportlab has no door for marked content
    code.append(f"/Span <</ActualText ({MARK_TEXT})>> BDC")
    canvas.setFillGray(0.25)
    canvas.rect(x, y, MARK_WIDTH, MARK_HEIGHT, stroke=0, fill=1)
    code.append("EMC")


def _watermark(canvas: Canvas, content: str) -> None:
    canvas.saveState()
    canvas.setFillGray(_WATERMARK_GRAY)
    canvas.setFont(NAMES[Face.BOLD], _WATERMARK_SIZE)
    canvas.translate(LETTER_WIDTH / 2, LETTER_HEIGHT / 2)
    canvas.rotate(55)
    canvas.drawCentredString(0, -_WATERMARK_SIZE / 3, content)
    canvas.restoreState()


def _point(x: float, y: float) -> tuple[float, float]:
    return round(x, 2), round(LETTER_HEIGHT - y, 2)


def canonical(content: bytes) -> bytes:
    """The one form in which a PDF is written: writing it again gives the same bytes, so nothing hides between."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            target,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()
