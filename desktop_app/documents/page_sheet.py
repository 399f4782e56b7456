"""One page painted item by item, each marked as what it is."""

from __future__ import annotations

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from desktop_app.documents.faces import FontFaces
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.signs import MARK_BASELINE, MARK_SIZE, WATERMARK_NAME
from desktop_app.documents.structure_tree import StructureNode, StructureTree
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import (
    LETTER_HEIGHT,
    MARK_HEIGHT,
    MARK_TEXT,
    MARK_WIDTH,
    FontFace,
    Item,
    ItemRole,
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
from desktop_app.pagespec.structure import ARTIFACT, PARAGRAPH, ItemTag, TagKind

NAMES = {FontFace.REGULAR: "FilingDesk-Regular", FontFace.BOLD: "FilingDesk-Bold", FontFace.ITALIC: "FilingDesk-Italic"}
_WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>>"
_TAGS = {
    ItemRole.CONTENT: PARAGRAPH,
    ItemRole.HEADING: ItemTag(TagKind.HEADING),
    ItemRole.FURNITURE: ARTIFACT,
}


@dataclass
class _Pen:
    """What the canvas was last told on this page, to say it only once. None: not yet told anything."""

    stroke: float | None = None
    line: float | None = None
    fill: float | None = None


class PageSheet:
    """Paints one page, item by item, in order; only watermarks come first, to lie beneath, and again over pictures.

    Everything painted is marked: as part of an element of the structure, or as an artifact, which is not read aloud.
    """

    def __init__(self, canvas: Canvas, faces: FontFaces, measure: FontMeasure, tree: StructureTree) -> None:
        self._canvas = canvas
        self._tree = tree
        self._open: StructureNode | None = None
        self._marked = False
        self._faces = faces
        self._measure = measure
        self._pen = _Pen()
        self._running: PDFTextObject | None = None
        self._font = (FontFace.REGULAR, 0.0)
        self._height = LETTER_HEIGHT
        self.pictures: list[PageImage] = []
        self.watermark = ""

    def paint(self, page: PaperPage) -> None:
        """Paints the items of the page."""
        self._height = page.height
        self._tree.turn_page()
        self.watermark = next((item.content for item in page.items if isinstance(item, PageWatermark)), "")
        if self.watermark:
            self._code().append(f"{_WATERMARK} BDC {WATERMARK_NAME} Do EMC")
        for item in page.items:
            if isinstance(item, TextItem):
                self._text(item)
            elif not isinstance(item, PageWatermark):
                self._shape(item)
        self._end_text()
        self._close()

    def _code(self) -> list[str]:
        """The instructions so far, of the running text or of the page: there is no other door to marked content."""
        code: list[str] = (self._canvas if self._running is None else self._running)._code  # type: ignore[union-attr] # noqa: SLF001
        return code

    def _close(self) -> None:
        if self._marked:
            self._code().append("EMC")
            self._marked = False

    def _mark_as(self, node: StructureNode | None) -> None:
        """What follows is part of the element; of none, it is an artifact."""
        if self._marked and self._open is node:
            return
        code = self._code()
        if self._marked:
            code.append("EMC")
        self._open, self._marked = node, True
        code.append("/Artifact BMC" if node is None else f"/{node.kind} <</MCID {self._tree.mark(node)}>> BDC")

    def _text(self, item: TextItem) -> None:
        """Adds to the running text object: neighbouring texts share one."""
        content = self._faces.painted(item.content)
        if not content.strip():
            return
        tag = item.tag or _TAGS[item.role]
        node = None if tag.kind is TagKind.ARTIFACT else self._tree.node(tag, content)
        x = item.x
        if item.align is not TextAlignment.LEFT:
            width = self._measure(content, item.face, item.size)
            x -= width if item.align is TextAlignment.RIGHT else width / 2
        text = self._running
        if text is None:
            self._close()
            text = self._running = self._canvas.beginText(*self._point(x, item.y))
        else:
            _move(text, *self._point(x, item.y))
        self._mark_as(node)
        if self._font != (item.face, item.size):
            self._font = (item.face, item.size)
            text.setFont(NAMES[item.face], item.size)
        if self._pen.fill != item.gray:
            self._pen.fill = item.gray
            text.setFillGray(item.gray)
        _show(text, content)

    def _end_text(self) -> None:
        if self._running is not None:
            self._close()
            self._canvas.drawText(self._running)
        self._running, self._font = None, (FontFace.REGULAR, 0.0)

    def _shape(self, item: Item) -> None:
        self._end_text()
        if isinstance(item, SealMark):
            self._mark_as(self._tree.node(item.tag or PARAGRAPH, MARK_TEXT))
            self._mark(item)
        elif isinstance(item, PictureItem):
            if item.image is not None:
                self._mark_as(self._tree.figure(self._faces.painted(item.said)))
                self._picture(item, item.image)
        else:
            self._mark_as(None)
            if isinstance(item, RuleLine):
                self._stroke(item.gray, item.width)
                self._canvas.line(*self._point(item.x1, item.y1), *self._point(item.x2, item.y2))
            elif isinstance(item, RectangleItem):
                self._box(item)

    def _picture(self, item: PictureItem, image: PageImage) -> None:
        """The image by a name that the finished file gives it."""
        self.pictures.append(image)
        x, y = self._point(item.x, item.y + item.height)
        self._code().append(f"q {item.width:.2f} 0 0 {item.height:.2f} {x:.2f} {y:.2f} cm /I{len(self.pictures)} Do Q")
        if self.watermark:  # the picture hides its part of it
            self._close()
            clip = f"{x:.2f} {y:.2f} {item.width:.2f} {item.height:.2f} re W n"
            self._code().append(f"{_WATERMARK} BDC q {clip} {WATERMARK_NAME} Do Q EMC")

    def _box(self, item: RectangleItem) -> None:
        if item.line > 0:
            self._stroke(item.gray, item.line)
        if item.fill is not None:
            self._fill(item.fill)
        if item.line > 0 or item.fill is not None:
            left, bottom = self._point(item.x, item.y + item.height)
            width, height = round(item.width, 2), round(item.height, 2)
            self._canvas.rect(left, bottom, width, height, int(item.line > 0), int(item.fill is not None))

    def _mark(self, item: SealMark) -> None:
        """The constant bar. It reads aloud, searches and copies as the constant word, which also stands on it."""
        left, bottom = self._point(item.x, item.y + MARK_HEIGHT)
        code = self._code()
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

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """The point as PDF counts, from the bottom left corner, to a hundredth."""
        return round(x, 2), round(self._height - y, 2)


def _move(text: PDFTextObject, x: float, y: float) -> None:
    """What comes next begins at the point, as `setTextOrigin` says it."""
    text._code.append(f"1 0 0 1 {fp_str(x, y)} Tm")  # type: ignore[attr-defined] # noqa: SLF001 - as `_code` above


def _show(text: PDFTextObject, content: str) -> None:
    """Shows the text as `textOut` does. What is ASCII stands in the first part of a face, under its own codes."""
    if content.isascii() and text._curSubset == 0:  # type: ignore[attr-defined] # noqa: SLF001 - the part that was used last
        escaped = content.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        text._code.append(f"({escaped}) Tj")  # type: ignore[attr-defined] # noqa: SLF001 - as `_code` above
    else:
        text.textOut(content)
