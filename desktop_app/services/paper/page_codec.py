"""Documents as bytes, so that another process can paint them: plain data, and nothing that could be run."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from desktop_app.domain.late_dataclasses import field_names
from desktop_app.pagespec.pages import (
    FontFace,
    Item,
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
from desktop_app.pagespec.structure import HeaderScope, ItemTag, SaidInstead, TagKind

_ITEMS = (TextItem, RuleLine, RectangleItem, SealMark, PageWatermark, PictureItem)
_KINDS: dict[str, type[Item]] = {kind.__name__: kind for kind in _ITEMS}


class BadDocuments(ValueError):
    """The bytes are none that `documents_bytes` wrote."""


def documents_bytes(documents: Sequence[PageDocument]) -> bytes:
    """The documents as another process reads them; `read_documents` is the inverse."""
    return json.dumps([_document_to(one) for one in documents], separators=(",", ":")).encode("ascii")


def read_documents(content: bytes) -> tuple[PageDocument, ...]:
    """The documents that `documents_bytes` wrote. Raises BadDocuments."""
    try:
        return tuple(_document_from(one) for one in json.loads(content))
    except (ValueError, KeyError, TypeError) as error:
        raise BadDocuments(f"Documents cannot be read: {type(error).__name__}") from None


def _document_to(document: PageDocument) -> dict[str, object]:
    pages = [
        {
            "label": page.label,
            "items": [_item_to(item) for item in page.items],
            "signature": page.signature,
            "bookmark": page.bookmark,
        }
        for page in document.pages
    ]
    return {"name": document.name, "title": document.title, "language": document.language, "pages": pages}


def _document_from(data: dict[str, Any]) -> PageDocument:
    return PageDocument(data["name"], data["title"], tuple(map(_page_from, data["pages"])), data["language"])


def _page_from(data: dict[str, Any]) -> PaperPage:
    return PaperPage(data["label"], tuple(map(_item_from, data["items"])), {}, data["signature"], data["bookmark"])


def _item_to(item: Item) -> list[object]:
    values = [getattr(item, name) for name in field_names(item)]
    return [type(item).__name__, *(_value_to(value) for value in values)]


def _value_to(value: object) -> object:
    if isinstance(value, PageImage):
        return [value.width, value.height, value.colour, base64.b64encode(value.data).decode("ascii")]
    if isinstance(value, ItemTag):
        return [_value_to(getattr(value, name)) for name in _TAG_FIELDS]
    return value.value if isinstance(value, Enum) else value


def _item_from(data: list[Any]) -> Item:
    kind = _KINDS[data[0]]
    names = field_names(kind)
    given: dict[str, Any] = dict(zip(names, data[1:], strict=True))
    for name, read in _READ.items():
        if given.get(name) is not None:
            given[name] = read(given[name])
    return kind(**given)


def _image_from(data: list[Any]) -> PageImage:
    width, height, colour, packed = data
    return PageImage(width, height, colour, base64.b64decode(packed))


def _tag_from(data: list[Any]) -> ItemTag:
    kind, goes_on, said, table, row, column, columns, span, scope = data
    return ItemTag(
        TagKind(kind),
        goes_on,
        SaidInstead(said) if said else None,
        table,
        row,
        column,
        columns,
        span,
        HeaderScope(scope) if scope else None,
    )


_TAG_FIELDS = field_names(ItemTag)
_READ: dict[str, Callable[[Any], object]] = {
    "tag": _tag_from,
    "face": FontFace,
    "align": TextAlignment,
    "role": ItemRole,
    "image": _image_from,
}
