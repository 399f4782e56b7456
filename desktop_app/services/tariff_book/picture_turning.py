"""A picture turned by a quarter: a map that is wider than the sheet stands upright on it."""

from __future__ import annotations

import zlib
from enum import StrEnum

from desktop_app.domain.late_dataclasses import replace
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.tariff_book.pictures import DrawnPicture
from desktop_app.services.tariff_book.scans import kept_image, kept_pixels

_HIGH = bytes(value >> 4 for value in range(256))
_LOW = bytes(value & 0x0F for value in range(256))
_RAISED = bytes((value & 0x0F) << 4 for value in range(256))


class QuarterTurn(StrEnum):
    """How a picture is turned, by a quarter of a circle."""

    NONE = "none"
    RIGHT = "right"
    LEFT = "left"


def turn_picture(drawn: DrawnPicture, turn: QuarterTurn) -> DrawnPicture:
    """The picture as it is turned; its width is then its height."""
    if turn is QuarterTurn.NONE:
        return drawn
    image = kept_image(drawn.pixels)
    right = turn is QuarterTurn.RIGHT
    pixels = zlib.decompress(image.data)
    turned = _colour(pixels, image, right=right) if image.colour else _gray(pixels, image, right=right)
    kept = kept_pixels(PageImage(image.height, image.width, image.colour, zlib.compress(turned)))
    return replace(drawn, width=drawn.height, height=drawn.width, pixels=kept)


def _lines(plane: bytes, width: int, height: int, across: int, *, right: bool) -> list[bytes]:
    """The rows of a turned plane of one byte for each pixel; its rows were `across` bytes apart."""
    columns = [plane[at : across * height : across] for at in range(width)]
    return [column[::-1] for column in columns] if right else columns[::-1]


def _colour(pixels: bytes, image: PageImage, *, right: bool) -> bytes:
    turned = bytearray(len(pixels))
    for channel in range(3):
        rows = _lines(pixels[channel::3], image.width, image.height, image.width, right=right)
        turned[channel::3] = b"".join(rows)
    return bytes(turned)


def _gray(pixels: bytes, image: PageImage, *, right: bool) -> bytes:
    """Two pixels stand in a byte; a row ends with its byte."""
    plane = bytearray(2 * len(pixels))
    plane[0::2], plane[1::2] = pixels.translate(_HIGH), pixels.translate(_LOW)
    rows = _lines(bytes(plane), image.width, image.height, 2 * image.row, right=right)
    return b"".join(_packed(row + b"\0" * (len(row) % 2)) for row in rows)


def _packed(row: bytes) -> bytes:
    high, low = int.from_bytes(row[0::2].translate(_RAISED)), int.from_bytes(row[1::2])
    return (high | low).to_bytes(len(row) // 2)
