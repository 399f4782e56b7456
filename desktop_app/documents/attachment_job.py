"""What a worker does with a foreign document: looks at it, or draws its pages as they are filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from desktop_app.documents.attachment_worker import LOOK, READ
from desktop_app.documents.foreign import Area, NotFiled, OpenDocument, open_foreign
from desktop_app.documents.hidden_content import carriers
from desktop_app.documents.raster import rastered
from desktop_app.domain.attachments import WHOLE
from desktop_app.domain.values import Json
from desktop_app.services.workers.messages import parcel, unpacked

# A canary: other ink beneath the boxes, more than once, must give the same pixels every time.
SHOWS_THROUGH = "What is beneath the boxes of page {} shows through. Make the boxes larger, or seal all of it."


def attachment_job(request: bytes) -> Iterator[bytes]:
    """The frames that answer a request of `AttachmentWorker`. Raises NotFiled."""
    header, content = unpacked(request)
    asked = cast("Mapping[str, Json]", header)
    source = open_foreign(content, forms=bool(asked["forms"]))
    if asked["job"] == LOOK:
        pages: list[Json] = [[round(width), round(height)] for width, height in source.sizes]
        yield parcel({"pages": pages, "warnings": list(carriers(content))})
    if asked["job"] in {LOOK, READ}:
        yield from _read(source, asked)
        return
    room = cast("Sequence[int]", asked["room"])
    size = float(room[0]), float(room[1])
    boxes = cast("Mapping[str, Sequence[Sequence[int]]]", asked["boxes"])
    for page in cast("Sequence[int]", asked["pages"]) or range(len(source.sizes)):
        areas = [_area(box) for box in boxes.get(str(page), ())]
        image = rastered(source, page, areas, size)
        seeds = cast("Sequence[int]", asked["seeds"]) if areas else ()
        if len({rastered(source.tampered(page, areas, seed), page, areas, size).data for seed in seeds}) > 1:
            raise NotFiled(SHOWS_THROUGH.format(page + 1))
        words: Json = {
            "width": image.width,
            "height": image.height,
            "colour": image.colour,
            "canaries": len(seeds),
        }
        yield parcel(words, image.data)


def _read(source: OpenDocument, asked: Mapping[str, Json]) -> Iterator[bytes]:
    """The words of each page, and what is to be known of it."""
    boxes = cast("Mapping[str, Sequence[Sequence[int]]]", asked.get("boxes", {}))
    for page in range(len(source.sizes)):
        found = source.read(page, [_area(box) for box in boxes.get(str(page), ())])
        words: dict[str, Json] = {"blank": found.blank, "pictured": found.pictured, "coded": list(found.coded)}
        if asked["job"] == READ:
            words |= {"lines": [[text, top] for text, top in found.lines], "covered": list(found.covered)}
        yield parcel(words)


def _area(box: Sequence[int]) -> Area:
    left, top, right, bottom = box
    return left / WHOLE, top / WHOLE, right / WHOLE, bottom / WHOLE
