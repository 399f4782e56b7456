"""The handbook on paper: the pages that the window shows, with their pictures, as one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.handbook import BlockKind, HandbookBlock, HandbookPage
from desktop_app.pagespec.pages import (
    FontFace,
    ItemRole,
    PageImage,
    PaperPage,
    PictureItem,
    RectangleItem,
    TextItem,
)
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.paper.frame import BOTTOM, LEFT, LEGEND_TOP, WIDTH, PageBody, PageFrame, framed_pages

TITLE = "Handbook"
EDITION = "Filing Desk"
_HEADING = ParagraphStyle(11.0, FontFace.BOLD, 15.0, 10.0, keep=True, role=ItemRole.HEADING)
_BODY = ParagraphStyle(9.5, FontFace.REGULAR, 13.0, 6.0)
_CAPTION = ParagraphStyle(8.0, FontFace.ITALIC, 11.0, 3.0)
_INDENT = 20.0
_SHARE = 0.8  # of the width, for a picture


def handbook_pages(
    pages: Sequence[HandbookPage], images: Mapping[str, PageImage], version: str, measure: Measure
) -> tuple[PaperPage, ...]:
    """All pages, each on a sheet of its own."""
    leaves = []
    for number, page in enumerate(pages, 1):
        pieces = [piece for block in page.blocks for piece in _pieces(block, images, measure)]
        flow = flowed(pieces, LEGEND_TOP, LEGEND_TOP, BOTTOM)
        leaves += [
            PageBody(str(number), page.title, items, continued=later > 0) for later, items in enumerate(flow.pages)
        ]
    frame = PageFrame(TITLE, "", f"Version {version}", "", "", EDITION)
    return framed_pages(leaves, frame, measure)


def _pieces(block: HandbookBlock, images: Mapping[str, PageImage], measure: Measure) -> Iterator[FlowPiece]:
    if block.kind is BlockKind.PICTURE:
        yield from _picture(block, images[block.sign], measure)
    elif block.kind in {BlockKind.STEP, BlockKind.ITEM}:
        sign = f"{block.sign}." if block.kind is BlockKind.STEP else "\N{EN DASH}"
        mark = TextItem(LEFT, _BODY.size, sign, _BODY.size)
        lines = paragraph(block.plain, measure, LEFT + _INDENT, WIDTH - _INDENT, _BODY)
        for number, piece in enumerate(lines):
            items = (mark, *piece.items) if number == 0 else piece.items
            yield FlowPiece(piece.height, items, piece.gap, piece.keep)
    else:
        style = _HEADING if block.kind is BlockKind.HEADING else _BODY
        yield from paragraph(block.plain, measure, LEFT, WIDTH, style)


def _picture(block: HandbookBlock, image: PageImage, measure: Measure) -> Iterator[FlowPiece]:
    wide = WIDTH * _SHARE
    high = wide * image.height / image.width
    yield FlowPiece(
        high,
        (PictureItem(LEFT, 0, wide, high, image, said=block.plain), RectangleItem(LEFT, 0, wide, high, gray=0.6)),
        10.0,
        keep=True,
    )
    yield from paragraph(block.plain, measure, LEFT, WIDTH, _CAPTION)
