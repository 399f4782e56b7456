"""A small document as this program prints one, painted; and ways to plant something in the finished file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pikepdf

from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.pagespec.pages import (
    FontFace,
    Item,
    PageDocument,
    PageWatermark,
    PaperPage,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
)

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
SECRET, NUMBER = "Wilhelmina Przybyłowska", "1,234,567"


def painter() -> ReportlabPainter:
    return ReportlabPainter(FONTS)


def page(label: str, *items: Item) -> PaperPage:
    frame = (
        TextItem(72, 40, "Clear Creek Water Company", face=FontFace.BOLD),
        RectangleItem(72, 60, 468, 660),
        RuleLine(72, 80, 540, 80),
    )
    return PaperPage(label, (*frame, *items))


def document(*more: Item) -> PageDocument:
    """Two pages with every kind of item; `more` is put on the second."""
    first = page(
        "Cover",
        PageWatermark("SAMPLE"),
        TextItem(306, 120, "Annual report 2025", 16, FontFace.BOLD, TextAlignment.CENTER),
    )
    cells = [TextItem(100, 110 + 14 * line, f"Line {line} of the schedule", 8.5, FontFace.ITALIC) for line in range(20)]
    amounts = [
        TextItem(520, 110 + 14 * line, f"{line * 317:,}", align=TextAlignment.RIGHT, gray=0.2) for line in range(20)
    ]
    shade = RectangleItem(72, 96, 468, 12, line=0, fill=0.9)
    return PageDocument(
        "report.pdf", "Annual report", (first, page("W-2", shade, *cells, *amounts, SealMark(200, 500), *more))
    )


@cache
def public() -> bytes:
    """The document as the public version paints it."""
    return painter().paint(document())


@cache
def sealed() -> bytes:
    """The same with the sealed words in the place of a mark."""
    return painter().paint(document(TextItem(300, 500, SECRET), TextItem(520, 520, NUMBER, align=TextAlignment.RIGHT)))


@contextmanager
def opened(pdf: bytes) -> Iterator[tuple[pikepdf.Pdf, list[bytes]]]:
    """The file to be changed; what it becomes, in canonical form, comes into the list."""
    result: list[bytes] = []
    with pikepdf.open(io.BytesIO(pdf)) as found:
        yield found, result
        del found.trailer["/ID"]  # else it alone would give every planted file away
        result.append(canonical_pdf(found))


def planted(pdf: bytes, plant: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file with something planted in it, as well hidden as the canonical form allows."""
    with opened(pdf) as (found, result):
        plant(found)
    return result[0]


def contents(pdf: pikepdf.Pdf, add: bytes, *, first: bool = False) -> None:
    """Adds instructions to the last page, before or behind its own."""
    stream = pdf.pages[-1].obj.Contents
    data = stream.read_bytes()
    head = b"1 0 0 1 0 0 cm"
    rest = data.removeprefix(head)
    stream.write(head + b" " + add + rest if first else data.rstrip() + b"\n" + add + b"\n")


def font_name(pdf: pikepdf.Pdf) -> bytes:
    """A font of the last page that has plain codes."""
    fonts = pdf.pages[-1].obj.Resources.Font
    return next(name[1:].encode() for name, font in fonts.items() if str(font.BaseFont).startswith("/AAAAAA"))


def text(pdf: pikepdf.Pdf, words: str, x: float = 300, y: float = 300, size: float = 9, gray: float = 0) -> bytes:
    """Instructions that show the words."""
    where = b"1 0 0 1 %g %g Tm %g g /%s %g Tf %g TL" % (x, y, gray, font_name(pdf), size, size)
    return b"BT " + where + b" (" + words.encode("latin-1") + b") Tj ET"
