"""Documents as bytes, so that another process can paint them: plain data, and nothing that could be run."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
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
KEPT = 4096  # tags: those of a page's paragraphs are all alike


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
    kind = type(item)
    values: list[object] = [kind.__name__, *_FIELDS[kind](item)]
    for at, write in _WRITTEN[kind]:
        if values[at] is not None:
            values[at] = write(values[at])
    return values


def _item_from(data: list[Any]) -> Item:
    name, *values = data
    if len(values) != len(field_names(_KINDS[name])):
        raise ValueError(name)
    for at, read in _READ[name]:
        if values[at] is not None:
            values[at] = read(values[at])
    return _KINDS[name](*values)


def _image_to(image: PageImage) -> list[object]:
    return [image.width, image.height, image.colour, base64.b64encode(image.data).decode("ascii")]


def _image_from(data: list[Any]) -> PageImage:
    width, height, colour, packed = data
    return PageImage(width, height, colour, base64.b64decode(packed))


def _tag_from(data: list[Any]) -> ItemTag:
    return _tag(*data)


@lru_cache(KEPT)
def _tag(*data: Any) -> ItemTag:  # noqa: ANN401 - as JSON gives them
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


def _members(kind: type[StrEnum]) -> Callable[[Any], object]:
    return {member.value: member for member in kind}.__getitem__


# What is no plain value, by the name of its field: how it is written, and how it is read. A StrEnum is text already.
_WAYS: dict[str, tuple[Callable[[Any], object] | None, Callable[[Any], object]]] = {
    "tag": (attrgetter(*field_names(ItemTag)), _tag_from),
    "image": (_image_to, _image_from),
    "face": (None, _members(FontFace)),
    "align": (None, _members(TextAlignment)),
    "role": (None, _members(ItemRole)),
}


def _fields(kind: type[Item]) -> Callable[[Item], tuple[object, ...]]:
    """What gives the values of an item of this kind, in their order."""
    names = field_names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda item: (getattr(item, names[0]),)


_FIELDS = {kind: _fields(kind) for kind in _ITEMS}
_WRITTEN = {
    kind: [
        (at, way[0])
        for at, name in enumerate(field_names(kind), 1)
        if (way := _WAYS.get(name)) is not None and way[0] is not None
    ]
    for kind in _ITEMS
}
_READ = {
    kind.__name__: [(at, _WAYS[name][1]) for at, name in enumerate(field_names(kind)) if name in _WAYS]
    for kind in _ITEMS
}
