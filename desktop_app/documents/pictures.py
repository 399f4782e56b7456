"""Pictures of pages, for the window and for whoever looks at what is produced."""

from __future__ import annotations

import struct
import zlib

import pypdfium2.raw
from pypdfium2 import PdfDocument

from desktop_app.documents.pdfium import open_pdf
from desktop_app.services.ports import Band, PagePicture

CHANNELS = 3


class NoSuchPage(ValueError):
    """The document has fewer pages."""


def picture(pdf: bytes, page: int, scale: float, password: str = "") -> PagePicture:
    """The page (counted from 0) at `scale` pixels a point. Raises UnreadablePdf, WrongPassword or NoScannedPage."""
    with open_pdf(pdf, password) as document:
        return _drawn(document, page, scale)


def band(pdf: bytes, page: int, scale: float, band: Band, password: str = "") -> PagePicture:
    """A band of the page from one height to another, in points below its upper edge. Raises as `picture` does."""
    with open_pdf(pdf, password) as document:
        return _drawn(document, page, scale, band)


def pictures(pdf: bytes, scale: float, password: str = "") -> tuple[PagePicture, ...]:
    """All pages in order, the file being opened once. Raises UnreadablePdf or WrongPassword."""
    with open_pdf(pdf, password) as document:
        return tuple(_drawn(document, page, scale) for page in range(len(document)))


def page_sizes(pdf: bytes, password: str = "") -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points. Raises UnreadablePdf or WrongPassword."""
    with open_pdf(pdf, password) as document:
        return tuple(document.get_page_size(page) for page in range(len(document)))


def page_texts(pdf: bytes, password: str = "") -> tuple[str, ...]:
    """The text of each page as PDFium reads it. Raises UnreadablePdf or WrongPassword."""
    with open_pdf(pdf, password) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def _drawn(document: PdfDocument, page: int, scale: float, band: Band | None = None) -> PagePicture:
    if not 0 <= page < len(document):
        raise NoSuchPage(f"There is no page {page + 1} in a document of {len(document)}.")
    _, height = document.get_page_size(page)
    top, bottom = band or (0.0, height)
    bitmap = document[page].render(
        scale=scale,
        crop=(0, max(height - bottom, 0), 0, top),
        rev_byteorder=True,
        force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR,
        may_draw_forms=False,
    )
    data, line = memoryview(bitmap.buffer), bitmap.width * CHANNELS
    rows = (data[row * bitmap.stride : row * bitmap.stride + line] for row in range(bitmap.height))
    return PagePicture(bitmap.width, bitmap.height, b"".join(rows))


def png(image: PagePicture) -> bytes:
    """The picture as a PNG file."""
    line = image.width * CHANNELS
    rows = b"".join(b"\0" + image.pixels[row * line : (row + 1) * line] for row in range(image.height))
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    )
