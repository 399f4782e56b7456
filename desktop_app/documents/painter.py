"""Paints pages with the bare reportlab canvas, then writes the file in its one canonical form.

The same document gives the same bytes, whatever the clock, the folder, the locale, the environment or what was painted
before: only our own embedded faces are used, no markup is read, positions are fixed to a hundredth of a point, and of
the document information only the title is kept.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.faces import FILES, FontFaces
from desktop_app.documents.images import image_stream
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.signs import (
    COSINE,
    MARK_BASELINE,
    MARK_SIZE,
    SINE,
    WATERMARK_GRAY,
    WATERMARK_LENGTH,
    WATERMARK_SIZE,
    WATERMARK_TURN,
)
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import (
    LETTER_HEIGHT,
    LETTER_WIDTH,
    MARK_HEIGHT,
    MARK_TEXT,
    MARK_WIDTH,
    FontFace,
    Item,
    PageDocument,
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

NAMES = {FontFace.REGULAR: "FilingDesk-Regular", FontFace.BOLD: "FilingDesk-Bold", FontFace.ITALIC: "FilingDesk-Italic"}


class ReportlabPainter:
    """Paints documents in the faces of a folder."""

    def __init__(self, fonts: Path) -> None:
        self._folder = fonts
        self._faces = FontFaces(fonts)
        self._measure = FontMeasure(fonts)

    def paint(self, document: PageDocument) -> bytes:
        """The PDF of the document, in canonical form."""
        self._register()
        canvas = Canvas(
            io.BytesIO(),
            pagesize=(LETTER_WIDTH, LETTER_HEIGHT),
            invariant=1,
            lang=document.language,
            pdfVersion=(1, 7),
            initialFontName=NAMES[FontFace.REGULAR],  # type: ignore[arg-type]  # the stubs take it for a size
            pageCompression=0,  # the canonical form compresses
        )
        canvas.setTitle(self._faces.painted(document.title))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        pictures: list[list[PageImage]] = []
        for number, page in enumerate(document.pages):
            canvas.addPageLabel(number, prefix=self._faces.painted(page.label))
            sheet = _Sheet(canvas, self._faces, self._measure)
            sheet.paint(page)
            pictures.append(sheet.pictures)
            canvas.showPage()
        return _finished(canvas.getpdfdata(), pictures)  # type: ignore[no-untyped-call]

    def missing_glyphs(self, text: str) -> str:
        """The characters of the text for which a substitute is painted, each once, in order."""
        return self._faces.missing(text)

    def _register(self) -> None:
        """Makes the faces known to reportlab, which keeps them for the whole process."""
        for face, name in FILES.items():
            if NAMES[face] not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(NAMES[face], str(self._folder / name), asciiReadable=True))


@dataclass
class _Pen:
    """What the canvas was last told on this page, to say it only once. None: not yet told anything."""

    stroke: float | None = None
    line: float | None = None
    fill: float | None = None


class _Sheet:
    """Paints one page, item by item, in order; only watermarks come first, to lie beneath."""

    def __init__(self, canvas: Canvas, faces: FontFaces, measure: FontMeasure) -> None:
        self._canvas = canvas
        self._faces = faces
        self._measure = measure
        self._pen = _Pen()
        self._running: PDFTextObject | None = None
        self._font = (FontFace.REGULAR, 0.0)
        self.pictures: list[PageImage] = []

    def paint(self, page: PaperPage) -> None:
        """Paints the items of the page."""
        for item in page.items:
            if isinstance(item, PageWatermark):
                self._watermark(item)
        for item in page.items:
            if isinstance(item, TextItem):
                self._text(item)
            elif not isinstance(item, PageWatermark):
                self._shape(item)
        self._end_text()

    def _text(self, item: TextItem) -> None:
        """Adds to the running text object: neighbouring texts share one."""
        content = self._faces.painted(item.content)
        if not content.strip():
            return
        x = item.x
        if item.align is not TextAlignment.LEFT:
            width = self._measure(content, item.face, item.size)
            x -= width if item.align is TextAlignment.RIGHT else width / 2
        text = self._running
        if text is None:
            text = self._running = self._canvas.beginText(*_point(x, item.y))
        else:
            text.setTextOrigin(*_point(x, item.y))
        if self._font != (item.face, item.size):
            self._font = (item.face, item.size)
            text.setFont(NAMES[item.face], item.size)
        if self._pen.fill != item.gray:
            self._pen.fill = item.gray
            text.setFillGray(item.gray)
        text.textOut(content)

    def _end_text(self) -> None:
        if self._running is not None:
            self._canvas.drawText(self._running)
        self._running, self._font = None, (FontFace.REGULAR, 0.0)

    def _shape(self, item: Item) -> None:
        self._end_text()
        if isinstance(item, RuleLine):
            self._stroke(item.gray, item.width)
            self._canvas.line(*_point(item.x1, item.y1), *_point(item.x2, item.y2))
        elif isinstance(item, RectangleItem):
            self._box(item)
        elif isinstance(item, SealMark):
            self._mark(item)
        elif isinstance(item, PictureItem) and item.image is not None:
            self._picture(item, item.image)

    def _picture(self, item: PictureItem, image: PageImage) -> None:
        """The image by a name that the finished file gives it."""
        self.pictures.append(image)
        x, y = _point(item.x, item.y + item.height)
        code: list[str] = self._canvas._code  # type: ignore[attr-defined] # noqa: SLF001 - as for marks
        code.append(f"q {item.width:.2f} 0 0 {item.height:.2f} {x:.2f} {y:.2f} cm /I{len(self.pictures)} Do Q")

    def _box(self, item: RectangleItem) -> None:
        if item.line > 0:
            self._stroke(item.gray, item.line)
        if item.fill is not None:
            self._fill(item.fill)
        if item.line > 0 or item.fill is not None:
            left, bottom = _point(item.x, item.y + item.height)
            width, height = round(item.width, 2), round(item.height, 2)
            self._canvas.rect(left, bottom, width, height, int(item.line > 0), int(item.fill is not None))

    def _mark(self, item: SealMark) -> None:
        """The constant bar. It reads aloud, searches and copies as the constant word, which also stands on it."""
        left, bottom = _point(item.x, item.y + MARK_HEIGHT)
        code: list[str] = self._canvas._code  # type: ignore[attr-defined] # noqa: SLF001 - no other door to marked content
        code.append(f"/Span <</ActualText ({MARK_TEXT})>> BDC")
        self._canvas.setFillGray(0.0)  # said again even if it is so: every mark is the same bytes but for its place
        self._canvas.rect(left, bottom, MARK_WIDTH, MARK_HEIGHT, 0, 1)
        width = self._measure(MARK_TEXT, FontFace.BOLD, MARK_SIZE)
        text = self._canvas.beginText(round(left + (MARK_WIDTH - width) / 2, 2), round(bottom + MARK_BASELINE, 2))
        text.setFont(NAMES[FontFace.BOLD], MARK_SIZE)
        text.setFillGray(1.0)
        text.textOut(MARK_TEXT)
        self._canvas.drawText(text)
        self._canvas.setFillGray(0.0)
        self._pen.fill = 0.0
        code.append("EMC")

    def _watermark(self, item: PageWatermark) -> None:
        content = self._faces.painted(item.content).strip()
        if not content:
            return
        natural = self._measure(content, FontFace.BOLD, 1.0)
        size = round(min(WATERMARK_SIZE, WATERMARK_LENGTH / natural), 2)
        along, across = natural * size / 2, size / 3
        x = LETTER_WIDTH / 2 - along * COSINE + across * SINE
        y = LETTER_HEIGHT / 2 - along * SINE - across * COSINE
        text = self._canvas.beginText(0, 0)
        text.setTextTransform(*WATERMARK_TURN, round(x, 2), round(y, 2))
        text.setFont(NAMES[FontFace.BOLD], size)
        text.setFillGray(WATERMARK_GRAY)
        text.textOut(content)
        self._canvas.drawText(text)
        self._pen.fill = WATERMARK_GRAY

    def _stroke(self, gray: float, line: float) -> None:
        if self._pen.stroke != gray:
            self._pen.stroke = gray
            self._canvas.setStrokeGray(gray)
        if self._pen.line != line:
            self._pen.line = line
            self._canvas.setLineWidth(line)

    def _fill(self, gray: float) -> None:
        if self._pen.fill != gray:
            self._pen.fill = gray
            self._canvas.setFillGray(gray)


def _point(x: float, y: float) -> tuple[float, float]:
    """The point as PDF counts, from the bottom left corner, to a hundredth."""
    return round(x, 2), round(LETTER_HEIGHT - y, 2)


def _finished(content: bytes, pictures: Sequence[Sequence[PageImage]]) -> bytes:
    """The file freed of what reportlab adds by itself (dates, producer, transitions), in canonical form."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=pdf.docinfo.Title))
        del pdf.Root.PageMode, pdf.trailer["/ID"]
        for page, images in zip(pdf.pages, pictures, strict=True):
            del page.obj["/Trans"], page.obj["/Rotate"]
            page.obj.Resources = pikepdf.Dictionary(Font=page.obj.Resources.Font)
            if images:
                named = {f"/I{number}": image_stream(pdf, image) for number, image in enumerate(images, 1)}
                page.obj.Resources.XObject = pikepdf.Dictionary(named)
        return canonical_pdf(pdf)
