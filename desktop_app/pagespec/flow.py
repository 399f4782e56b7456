"""Running text set down a page and on to the next: paragraphs, headings and drawn blocks of a fixed height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.pagespec.pages import FontFace, Item, ItemRole, PageWatermark, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import Measure, printable, wrapped
from desktop_app.pagespec.structure import ItemTag, TagKind, line_tag


@dataclass(frozen=True, slots=True)
class FlowPiece:
    """What is never divided between pages: a line of text, or a drawing.

    `items` stand as if the piece began at y = 0. `gap` is left free above it, unless it begins a page. `keep` holds it
    on the page of the next piece.
    """

    height: float
    items: tuple[Item, ...]
    gap: float = 0.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How a paragraph is set. `lead` is the distance of its lines, `gap` the space above it."""

    size: float = 9.5
    face: FontFace = FontFace.REGULAR
    lead: float = 12.5
    gap: float = 6.0
    align: TextAlignment = TextAlignment.LEFT
    keep: bool = False
    role: ItemRole = ItemRole.CONTENT


def paragraph(text: str, measure: Measure, x: float, width: float, style: ParagraphStyle) -> Iterator[FlowPiece]:
    """The text as pieces, line by line; the first two lines and the last two stay together."""
    lines = wrapped(printable(text), measure, style.face, style.size, width)
    at = {TextAlignment.LEFT: x, TextAlignment.CENTER: x + width / 2, TextAlignment.RIGHT: x + width}[style.align]
    for number, line in enumerate(lines):
        tag = line_tag(number, TagKind.HEADING if style.role is ItemRole.HEADING else TagKind.PARAGRAPH)
        drawn = TextItem(at, style.size, line, style.size, style.face, style.align, role=style.role, tag=tag)
        keep = style.keep if number == len(lines) - 1 else number == 0 or number == len(lines) - 2
        yield FlowPiece(style.lead, (drawn,), style.gap if number == 0 else 0.0, keep)


@dataclass(frozen=True, slots=True)
class PageFlow:
    """Pieces set down: the items of each page, and where the last one ends on its page."""

    pages: tuple[tuple[Item, ...], ...]
    end: float


def flowed(pieces: Sequence[FlowPiece], first: float, top: float, bottom: float) -> PageFlow:
    """The pieces set from `first` down to `bottom`, and on further pages from `top`.

    The first page is empty if not even the first group of pieces fits there.
    """
    pages: list[list[Item]] = [[]]
    y, fresh, start = first, True, first
    for group in _groups(pieces):
        height = sum(piece.height + piece.gap for piece in group) - (group[0].gap if fresh and start == top else 0.0)
        if y + height > bottom and not (fresh and start == top):
            pages.append([])
            y, fresh, start = top, True, top
        for piece in group:
            y += 0.0 if fresh and start == top else piece.gap
            if y + piece.height > bottom and not (fresh and start == top):
                pages.append([])
                y, start = top, top
            pages[-1] += [moved(item, y) for item in piece.items]
            y += piece.height
            fresh = False
    return PageFlow(tuple(tuple(page) for page in pages), y)


def _groups(pieces: Sequence[FlowPiece]) -> Iterator[tuple[FlowPiece, ...]]:
    group: list[FlowPiece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def tagged(item: Item, tag: ItemTag) -> Item:
    """The item with a tag, if it is one of text."""
    return replace(item, tag=tag) if isinstance(item, TextItem) else item


def moved(item: Item, down: float) -> Item:
    """The item, further down the page."""
    if isinstance(item, TextItem):  # by far the most, and made anew field by field
        face, align = item.face, item.align
        return TextItem(item.x, item.y + down, item.content, item.size, face, align, item.gray, item.role, item.tag)
    if isinstance(item, RuleLine):
        return RuleLine(item.x1, item.y1 + down, item.x2, item.y2 + down, item.width, item.gray)
    if isinstance(item, PageWatermark):
        return item
    return replace(item, y=item.y + down)
