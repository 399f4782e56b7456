"""The pictures in a finished file: pixels of attached pages and nothing else, each drawn once."""

from __future__ import annotations

import pikepdf

from desktop_app.documents import closed_world
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import PageImage, pixel_digest

GRAY_BITS, COLOUR_BITS = 4, 8
NOT_WHOLE = "A picture holds more or less than its pixels."


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


@dataclass(frozen=True, slots=True)
class PictureReading:
    """What is wrong with a picture, in sentences, and the digest of its pixels; none where they cannot be read."""

    faults: tuple[str, ...]
    digest: str = ""


def read_picture(node: pikepdf.Object) -> PictureReading:
    """Reads a picture. Data that are more or less than its pixels are a fault."""
    if not isinstance(node, pikepdf.Stream):
        return PictureReading(("A picture is not an object of its own.",))
    faults = [*closed_world.object_faults(node, closed_world.IMAGE, "picture")]
    try:
        width, height, data = int(node.get("/Width", 0)), int(node.get("/Height", 0)), node.read_bytes()
    except (pikepdf.PdfError, TypeError, ValueError):
        return PictureReading((*faults, NOT_WHOLE))
    image = PageImage(width, height, node.get("/ColorSpace") == pikepdf.Name.DeviceRGB, b"")
    faults += [] if len(data) == image.row * height else [NOT_WHOLE]
    return PictureReading(tuple(faults), pixel_digest(width, height, data))
