"""The pictures in a finished file: pixels of attached pages and nothing else, each drawn once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf

from desktop_app.documents import closed_world
from desktop_app.documents.signs import WATERMARK_NAME
from desktop_app.pagespec.pages import PageImage, pixel_digest

GRAY_BITS, COLOUR_BITS = 4, 8


def image_stream(pdf: pikepdf.Pdf, image: PageImage) -> pikepdf.Stream:
    """The image as an object of the document."""
    stream = pikepdf.Stream(pdf, b"")
    stream.write(image.data, filter=pikepdf.Name.FlateDecode)
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB if image.colour else pikepdf.Name.DeviceGray,
        BitsPerComponent=COLOUR_BITS if image.colour else GRAY_BITS,
        Filter=pikepdf.Name.FlateDecode,
    )
    return stream


def picture_faults(node: pikepdf.Object) -> Iterator[str]:
    """What is wrong with a picture, in sentences."""
    if not isinstance(node, pikepdf.Stream):
        yield "A picture is no object of its own."
        return
    yield from closed_world.object_faults(node, closed_world.IMAGE, "picture")
    if not whole(node):
        yield "A picture holds more or less than its pixels."


def whole(node: pikepdf.Stream) -> bool:
    """Whether the data are the pixels, to the byte."""
    try:
        width, height = int(node.get("/Width", 0)), int(node.get("/Height", 0))
        image = PageImage(width, height, node.get("/ColorSpace") == pikepdf.Name.DeviceRGB, b"")
        return len(node.read_bytes()) == image.row * height
    except (pikepdf.PdfError, TypeError, ValueError):
        return False


def digests(pdf: bytes) -> Sequence[str]:
    """Those of all pictures of a finished file, page by page. Raises pikepdf.PdfError."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return tuple(
            pixel_digest(int(node.Width), int(node.Height), node.read_bytes())
            for page in document.pages
            for name, node in sorted(page.obj.Resources.get("/XObject", pikepdf.Dictionary()).items())
            if name != WATERMARK_NAME
        )
