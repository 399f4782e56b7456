"""Pictures of pages, for the window and for whoever looks at what is produced."""

from __future__ import annotations

import struct
import zlib

import pypdfium2

from desktop_app.services.ports import PagePicture


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def picture(pdf: bytes, page: int, scale: float) -> PagePicture:
    """The page (counted from 0) at `scale` pixels a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=scale, rev_byteorder=True)
        rows = bytes(bitmap.buffer)
        line = bitmap.width * 3
        pixels = b"".join(rows[row * bitmap.stride : row * bitmap.stride + line] for row in range(bitmap.height))
        return PagePicture(bitmap.width, bitmap.height, pixels)
    finally:
        document.close()


def png(image: PagePicture) -> bytes:
    """The picture as a PNG file."""
    line = image.width * 3
    rows = b"".join(b"\0" + image.pixels[row * line : (row + 1) * line] for row in range(image.height))
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    )
