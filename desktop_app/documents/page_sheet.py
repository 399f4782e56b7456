"""One page painted item by item, each marked as what it is.

The instructions are written here, as reportlab's canvas would write them: a page has thousands, so each is one string.
"""

from __future__ import annotations

from functools import lru_cache

from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.faces import FontFaces
from desktop_app.documents.measure import FontMeasure
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
from desktop_app.pagespec.signs import MARK_BASELINE, MARK_SIZE, WATERMARK_NAME
from desktop_app.pagespec.structure import ARTIFACT, PARAGRAPH, ItemTag, TagKind

NAMES = {FontFace.REGULAR: "FilingDesk-Regular", FontFace.BOLD: "FilingDesk-Bold", FontFace.ITALIC: "FilingDesk-Italic"}
_WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>>"
_TAGS = {
    ItemRole.CONTENT: PARAGRAPH,
    ItemRole.HEADING: ItemTag(TagKind.HEADING),
    ItemRole.FURNITURE: ARTIFACT,
}
_FILLED, _STROKED, _BOTH = "f*", "S", "B*"
LINE_HEIGHT = 1.2  # of a text's size
NUMBERS = 4096  # written numbers that are kept: columns and rows stand at the same places on page after page
_NO_FONT = (FontFace.REGULAR, 0.0)


@lru_cache(NUMBERS)
def _hundredths(value: float) -> str:
    """A length as it is written, in points to a hundredth."""
    return str(fp_str(round(value, 2)))


@lru_cache(NUMBERS)
def _sized(size: float) -> str:
    """What follows the name of a font."""
    return f"{fp_str(size)} Tf {fp_str(size * LINE_HEIGHT)} TL"


def _string(plain: str) -> str:
    """A text of ASCII as it is shown."""
    escaped = plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped}) Tj"


def _font(face: FontFace) -> TTFont:
    return pdfmetrics.getFont(NAMES[face])  # type: ignore[return-value]  # the painter made them known


class FaceParts:
    """The faces in one document: which part of a face has which character, as reportlab divides them."""

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 - what reportlab's fonts ask for
        self._known: dict[tuple[FontFace, str], list[tuple[int, str]]] = {}
        self._names: dict[tuple[FontFace, int], str] = {}

    def shown(self, face: FontFace, content: str) -> list[tuple[int, str]]:
        """The text piece by piece, each with the part of the face in which it stands; ASCII is all in the first."""
        if content.isascii():
            return [(0, _string(content))]
        pieces = self._known.get((face, content))
        if pieces is None:
            split = _font(face).splitString(content, self._document)
            pieces = self._known[face, content] = [(part, f"({escapePDF(codes)}) Tj") for part, codes in split]
        return pieces

    def name(self, face: FontFace, part: int) -> str:
        """The name of a part of a face in the document."""
        found = self._names.get((face, part))
        if found is None:
            found = self._names[face, part] = str(_font(face).getSubsetInternalName(part, self._document))
        return found


@dataclass
class _Pen:
    """What the page was last told, to say it only once. None: not yet told anything."""

    stroke: float | None = None
    line: float | None = None
    fill: float | None = None


class PageSheet:
    """Paints one page, item by item, in order; only watermarks come first, to lie beneath, and again over pictures.

    Everything painted is marked: as part of an element of the structure, or as an artifact, which is not read aloud.
    """

    def __init__(self, parts: FaceParts, faces: FontFaces, measure: FontMeasure, tree: StructureTree) -> None:
        self._parts = parts
        self._tree = tree
        self._open: StructureNode | None = None
        self._marked = False
        self._faces = faces
        self._measure = measure
        self._pen = _Pen()
        self._done: list[str] = []
        self._code = self._done  # what comes next goes there: to the page, or to the running text
        self._font, self._part = _NO_FONT, -1
        self._height = LETTER_HEIGHT
        self.pictures: list[PageImage] = []
        self.watermark = ""

    def paint(self, page: PaperPage) -> list[str]:
        """The instructions that paint the items of the page."""
        self._height = page.height
        self._tree.turn_page()
        self.watermark = next((item.content for item in page.items if isinstance(item, PageWatermark)), "")
        if self.watermark:
            self._code.append(f"{_WATERMARK} BDC {WATERMARK_NAME} Do EMC")
        for item in page.items:
            if isinstance(item, TextItem):
                self._text(item)
            elif not isinstance(item, PageWatermark):
                self._shape(item)
        self._end_text()
        self._close()
        return self._done

    def _close(self) -> None:
        if self._marked:
            self._code.append("EMC")
            self._marked = False

    def _mark_as(self, node: StructureNode | None) -> None:
        """What follows is part of the element; of none, it is an artifact."""
        if self._marked and self._open is node:
            return
        if self._marked:
            self._code.append("EMC")
        self._open, self._marked = node, True
        begun = "/Artifact BMC" if node is None else f"/{node.kind} <</MCID {self._tree.mark(node)}>> BDC"
        self._code.append(begun)

    def _text(self, item: TextItem) -> None:
        """Adds to the running text: neighbouring texts share one."""
        content = self._faces.painted(item.content)
        if not content or content.isspace():
            return
        tag = item.tag or _TAGS[item.role]
        node = None if tag.kind is TagKind.ARTIFACT else self._tree.node(tag, content)
        x = item.x
        if item.align is not TextAlignment.LEFT:
            width = self._measure(content, item.face, item.size)
            x -= width if item.align is TextAlignment.RIGHT else width / 2
        if self._code is self._done:
            self._close()
            self._code = ["BT"]
        say = self._code.append
        say(f"1 0 0 1 {self._point(x, item.y)} Tm")
        self._mark_as(node)
        if self._font != (item.face, item.size):
            self._font, self._part = (item.face, item.size), -1
        self._fill(item.gray)
        for part, shown in self._parts.shown(item.face, content):
            if self._part != part:
                self._part = part
                say(f"{self._parts.name(item.face, part)} {_sized(item.size)}")
            say(shown)

    def _end_text(self) -> None:
        if self._code is not self._done:
            self._close()
            self._code.append("ET")
            self._done.append(" ".join(self._code))
        self._code, self._font = self._done, _NO_FONT

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
                self._code.append(f"n {self._point(item.x1, item.y1)} m {self._point(item.x2, item.y2)} l S")
            elif isinstance(item, RectangleItem):
                self._box(item)

    def _picture(self, item: PictureItem, image: PageImage) -> None:
        """The image by a name that the finished file gives it."""
        self.pictures.append(image)
        x, y = round(item.x, 2), round(self._height - item.y - item.height, 2)
        self._code.append(f"q {item.width:.2f} 0 0 {item.height:.2f} {x:.2f} {y:.2f} cm /I{len(self.pictures)} Do Q")
        if self.watermark:  # the picture hides its part of it
            self._close()
            clip = f"{x:.2f} {y:.2f} {item.width:.2f} {item.height:.2f} re W n"
            self._code.append(f"{_WATERMARK} BDC q {clip} {WATERMARK_NAME} Do Q EMC")

    def _box(self, item: RectangleItem) -> None:
        if item.line > 0:
            self._stroke(item.gray, item.line)
        if item.fill is not None:
            self._fill(item.fill)
        if item.line > 0 or item.fill is not None:
            way = _STROKED if item.fill is None else _BOTH if item.line > 0 else _FILLED
            corner = self._point(item.x, item.y + item.height)
            self._code.append(f"n {corner} {_hundredths(item.width)} {_hundredths(item.height)} re {way}")

    def _mark(self, item: SealMark) -> None:
        """The constant bar. It reads aloud, searches and copies as the constant word, which also stands on it.

        The gray is said again even if it is so: every mark is the same bytes but for its place.
        """
        left, bottom = round(item.x, 2), round(self._height - item.y - MARK_HEIGHT, 2)
        width = self._measure(MARK_TEXT, FontFace.BOLD, MARK_SIZE)
        word = f"{_hundredths(left + (MARK_WIDTH - width) / 2)} {_hundredths(bottom + MARK_BASELINE)} Tm 1 g"
        self._code += [
            f"/Span <</ActualText ({MARK_TEXT})>> BDC",
            "0 g",
            f"n {_hundredths(left)} {_hundredths(bottom)} {fp_str(MARK_WIDTH, MARK_HEIGHT)} re {_FILLED}",
            f"BT 1 0 0 1 {word} {self._parts.name(FontFace.BOLD, 0)} {_sized(MARK_SIZE)} {_string(MARK_TEXT)} ET",
            "0 g",
            "EMC",
        ]
        self._pen.fill = 0.0

    def _stroke(self, gray: float, line: float) -> None:
        if self._pen.stroke != gray:
            self._pen.stroke = gray
            self._code.append(f"{fp_str(gray)} G")
        if self._pen.line != line:
            self._pen.line = line
            self._code.append(f"{fp_str(line)} w")

    def _fill(self, gray: float) -> None:
        if self._pen.fill != gray:
            self._pen.fill = gray
            self._code.append(f"{fp_str(gray)} g")

    def _point(self, x: float, y: float) -> str:
        """The point as PDF counts, from the bottom left corner."""
        return f"{_hundredths(x)} {_hundredths(self._height - y)}"
