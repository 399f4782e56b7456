"""A small document as this program prints one, painted; and ways to plant something in the finished file."""

from __future__ import annotations

import io
import zlib
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
def spoken() -> bytes:
    """Two pages with all that is read aloud: headings, a table, a list, struck words, a picture, bookmarks."""
    cells = [
        TextItem(72 + 100 * column, 200 + 14 * row, words, tag=cell_tag(row, column))
        for row, line in enumerate((("Line", "Amount"), ("Cash", "1,000"), ("Plant", "20,000")))
        for column, words in enumerate(line)
    ]
    listed = (
        TextItem(72, 300, "1.", tag=ItemTag(TagKind.LIST_LABEL)),
        TextItem(90, 300, "Sign the affidavit", tag=ItemTag(TagKind.LIST_BODY)),
        TextItem(90, 312, "before a notary.", tag=ItemTag(TagKind.LIST_BODY, goes_on=True)),
    )
    words = (
        TextItem(72, 340, "The rate is"),
        TextItem(150, 340, "$5", tag=ItemTag(goes_on=True, said=SaidInstead.DELETED)),
        TextItem(180, 340, "$6", tag=ItemTag(goes_on=True, said=SaidInstead.ADDED)),
    )
    picture = PictureItem(72, 400, 100, 50, PageImage(40, 20, False, zlib.compress(b"\xff" * 20 * 20)), said="A map")
    mark = SealMark(72, 380)
    heading = TextItem(72, 100, "Annual report", 16, role=ItemRole.HEADING)
    pages = (
        PaperPage("Cover", (PageWatermark("DRAFT"), heading), bookmark="Cover"),
        PaperPage("W-2", (*cells, *listed, *words, mark, picture), bookmark="W-2 Assets"),
    )
    return painter().paint(PageDocument("report.pdf", "Annual report", pages))


def cell_tag(row: int, column: int) -> ItemTag:
    """The tag of a cell of a table with a head and a first column that names its rows."""
    scope = HeaderScope.COLUMN if row == 0 else HeaderScope.ROW if column == 0 else None
    kind = TagKind.CELL if scope is None else TagKind.HEADER_CELL
    return ItemTag(kind, table="t", row=str(row), column=column, columns=2, scope=scope)


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
