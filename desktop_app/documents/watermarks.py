"""The words across a draft or a sample: shapes that lie beneath the page, and no text of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pikepdf

from desktop_app.documents import closed_world
from desktop_app.documents.faces import FontFaces
from desktop_app.documents.outlines import Point, cubic, glyph_curves
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, FontFace
from desktop_app.pagespec.signs import COSINE, SINE, WATERMARK_GRAY, WATERMARK_LENGTH, WATERMARK_SIZE

# All that is ever written across a page, by the digest of its shapes: nothing else can be in a file of ours.
WORDS = {
    "8fc1579725fc08863d3643033d4c5845a45dd2a94db145122ff21e54981b203f": "SAMPLE",
    "647cb80b0619fdf664bbb2de439d0474b3999573630261c78d169989fae88db4": "DRAFT",
    "c0fe44d3c9905eade86d9ba945292d1772661a7184764c065e292eb46d8c0036": "SAMPLE DRAFT",
}


def watermark_shapes(faces: FontFaces, words: str) -> bytes:
    """The instructions that fill the shapes of the words, from one corner of the page to the other."""
    font = faces.files[FontFace.BOLD]
    natural = sum(font.widths[character] for character in words)
    size = round(min(WATERMARK_SIZE, WATERMARK_LENGTH / natural), 2)
    along, across = natural * size / 2, size / 3
    left = LETTER_WIDTH / 2 - along * COSINE + across * SINE
    bottom = LETTER_HEIGHT / 2 - along * SINE - across * COSINE
    parts = [f"{WATERMARK_GRAY:g} g"]
    pen = 0.0
    for character in words:
        shapes = glyph_curves(font, character) if character != " " else ()
        for curve in shapes:
            for number, points in enumerate(cubic(curve)):
                turned = (_turned(x + pen, y, size, left, bottom) for x, y in points)
                sign = "m" if number == 0 else "l" if len(points) == 1 else "c"
                parts.append(" ".join([*(f"{x:.2f} {y:.2f}" for x, y in turned), sign]))
            parts.append("h")
        pen += font.widths[character]
    return "\n".join([*parts, "f"]).encode("ascii")


def _turned(x: float, y: float, size: float, left: float, bottom: float) -> Point:
    x, y = x * size, y * size
    return left + x * COSINE - y * SINE, bottom + x * SINE + y * COSINE


def watermark_stream(pdf: pikepdf.Pdf, shapes: bytes) -> pikepdf.Object:
    """The shapes as an object of the document."""
    stream = pikepdf.Stream(pdf, shapes)
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, int(LETTER_WIDTH), int(LETTER_HEIGHT)],
        Resources=pikepdf.Dictionary(),
    )
    return pdf.make_indirect(stream)


def watermark_words(node: object) -> str:
    """The words that an object's shapes show; none if they are not shapes of ours."""
    return words_of_shapes(node.read_bytes()) if isinstance(node, pikepdf.Stream) else ""


def words_of_shapes(shapes: bytes) -> str:
    """The words that these instructions show; none if they are not ours."""
    return WORDS.get(hashlib.sha256(shapes).hexdigest(), "")


def watermark_faults(node: object) -> Iterator[str]:
    """What is wrong with a watermark, in sentences."""
    if not isinstance(node, pikepdf.Stream) or not watermark_words(node):
        yield "A watermark is not one that this program writes."
        return
    yield from closed_world.object_faults(node, closed_world.WATERMARK, "watermark")
