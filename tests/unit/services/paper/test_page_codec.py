"""Documents travel to another process and come out as they were; whatever else comes in is refused."""

from __future__ import annotations

import json
import zlib

import pytest

from desktop_app.pagespec.pages import (
    FontFace,
    ItemRole,
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
from desktop_app.pagespec.structure import PARAGRAPH, HeaderScope, ItemTag, SaidInstead, TagKind
from desktop_app.services.paper.page_codec import BadDocuments, documents_bytes, read_documents

CELL = ItemTag(TagKind.HEADER_CELL, table="96", row="108.5", column=2, columns=5, span=2, scope=HeaderScope.ROW)
STRUCK = ItemTag(goes_on=True, said=SaidInstead.DELETED)
IMAGE = PageImage(2, 2, False, zlib.compress(b"\x0f\xf0"))
ITEMS = (
    TextItem(72.5, 100, "Zażółć \u2014 \\ (1)", 8.5, FontFace.BOLD, TextAlignment.RIGHT, 0.25, ItemRole.HEADING, CELL),
    TextItem(1, 2, "plain"),
    TextItem(1, 2, "struck", tag=STRUCK),
    RuleLine(1, 2, 3, 4.5, 0.3, 0.6),
    RectangleItem(1, 2, 3, 4, 0.0, 0.9, fill=0.93),
    RectangleItem(1, 2, 3, 4),
    SealMark(5, 6, PARAGRAPH),
    SealMark(5, 6),
    PageWatermark("DRAFT"),
    PictureItem(1, 2, 3, 4, IMAGE, marked=True, said="A map"),
    PictureItem(1, 2, 3, 4, None),
)
DOCUMENTS = (
    PageDocument("a.pdf", "One", (PaperPage("W-1", ITEMS, signature=True, bookmark="W-1 Assets"), PaperPage("2", ()))),
    PageDocument("b.pdf", "Two", ()),
)


def test_documents_come_out_as_they_were() -> None:
    packed = documents_bytes(DOCUMENTS)
    assert read_documents(packed) == DOCUMENTS
    (first, _), _ = (document.pages or (None, None) for document in read_documents(packed))
    texts = [item for item in first.items if isinstance(item, TextItem)] if first is not None else []
    assert [type(text.face) for text in texts] == [FontFace] * 3
    assert texts[0].tag is not None
    assert type(texts[0].tag.kind) is TagKind


def broken(change: object, at: int = 0) -> bytes:
    """The documents with one item of the first page put otherwise."""
    told = json.loads(documents_bytes(DOCUMENTS))
    told[0]["pages"][0]["items"][at] = change
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[1]",
        broken(["Exec", "x"]),
        broken(["TextItem", 1, 2]),
        broken(["RuleLine", 1, 2, 3, 4]),
        broken(["RuleLine", 1, 2, 3, 4, 0.3, 0.6, 7]),
        broken(["TextItem", 1, 2, "x", 9, "gothic", "left", 0, "content", None]),
        broken(["TextItem", 1, 2, "x", 9, "regular", "left", 0, "content", ["P", False]]),
        broken([]),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadDocuments):
        read_documents(content)
