"""Pages as values: everything that is printed, placed in points, before any PDF library is involved.

The origin is the top left corner of the page, x to the right, y downwards, in PostScript points (1/72 inch).
A page holds a flat tuple of items; whoever paints them paints in order and decides nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.pagespec.structure import ItemTag

LETTER_WIDTH = 612.0
LETTER_HEIGHT = 792.0
MARK_WIDTH = 60.0
MARK_HEIGHT = 8.0
MARK_TEXT = "[SEALED]"


class FontFace(StrEnum):
    """The embedded faces a page may use."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


class TextAlignment(StrEnum):
    """Where the x of a text stands: its left end, its middle or its right end."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class ItemRole(StrEnum):
    """What an item is to a reader of the structure: real content, or furniture that repeats on each page."""

    CONTENT = "content"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class TextItem:
    """One line of text with its baseline at (x, y). `gray` is 0 for black to 1 for white.

    Without a `tag` its role says what it is: a paragraph or a heading of its own, or furniture that is not read aloud.
    """

    x: float
    y: float
    content: str
    size: float = 9.0
    face: FontFace = FontFace.REGULAR
    align: TextAlignment = TextAlignment.LEFT
    gray: float = 0.0
    role: ItemRole = ItemRole.CONTENT
    tag: ItemTag | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A straight line from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    gray: float = 0.0


@dataclass(frozen=True, slots=True)
class RectangleItem:
    """A rectangle with its top left corner at (x, y); `fill` is a gray level or None for no filling."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.5
    gray: float = 0.0
    fill: float | None = None


@dataclass(frozen=True, slots=True)
class SealMark:
    """The constant sign that stands where a sealed value was taken out: always of the same size."""

    x: float
    y: float
    tag: ItemTag | None = None


@dataclass(frozen=True, slots=True)
class PageWatermark:
    """Large pale words across the page (DRAFT, SAMPLE): under everything but pictures, and no part of its text."""

    content: str


def pixel_digest(width: int, height: int, pixels: bytes) -> str:
    """The digest of an image's pixels as a page holds them."""
    return hashlib.sha256(f"{width} {height} ".encode() + pixels).hexdigest()


@dataclass(frozen=True, slots=True)
class PageImage:
    """Pixels, row after row, packed by zlib: three bytes each with `colour`, else four bits of gray."""

    width: int
    height: int
    colour: bool
    data: bytes

    @property
    def row(self) -> int:
        """The bytes of a row."""
        return 3 * self.width if self.colour else (self.width + 1) // 2

    @property
    def digest(self) -> str:
        """The digest of the pixels, however they are packed."""
        return pixel_digest(self.width, self.height, zlib.decompress(self.data))


@dataclass(frozen=True, slots=True)
class PictureItem:
    """An image with its top left corner at (x, y); without one only its place is known.

    A `marked` one shows, or would show, a page with nonpublic information. `said` is read aloud in its place.
    """

    x: float
    y: float
    width: float
    height: float
    image: PageImage | None
    marked: bool = False
    said: str = ""


Item = TextItem | RuleLine | RectangleItem | SealMark | PageWatermark | PictureItem


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One sheet of paper, letter size and upright unless it says otherwise.

    `label` is the page's own name ("W-2"); `anchors` tell where a line of a schedule stands on the page:
    ``schedule/line`` to (top, bottom) in points, so that a window can point at it. `bookmark` names the page in the
    list of bookmarks; a page without one has none.
    """

    label: str
    items: tuple[Item, ...]
    anchors: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    signature: bool = False
    bookmark: str = ""
    width: float = LETTER_WIDTH
    height: float = LETTER_HEIGHT


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A finished document: its title, language and pages. `name` is the file name without folder."""

    name: str
    title: str
    pages: tuple[PaperPage, ...]
    language: str = "en-US"
