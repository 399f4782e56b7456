"""Small foreign documents, made on the spot: PDF files of every kind that a company might attach, and pictures."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

LETTER = (612.0, 792.0)
SECRET = (180, 640, 330, 660)  # where the secret stands: left, bottom, right, top in points
# The same in parts of the page, from its top left corner.
BOX = (SECRET[0] / 612, 1 - SECRET[3] / 792, SECRET[2] / 612, 1 - SECRET[1] / 792)


def pdf(
    secret: str = "",
    *,
    size: tuple[float, float] = LETTER,
    pages: int = 1,
    paint: Callable[[Canvas], object] | None = None,
) -> bytes:
    """A page of public text with a secret in a fixed place."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, f"SAMPLE agreement, page {number + 1}")
        canvas.drawString(72, 600, "The parties agree on what follows.")
        canvas.drawString(SECRET[0], SECRET[1] + 5, secret)
        if paint is not None:
            paint(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **how: Any) -> bytes:
    """The PDF with something done to it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(target, **how)
    return target.getvalue()


def scan(secret: str, *, colour: str = "black", size: tuple[int, int] = (850, 1100)) -> Image.Image:
    """A scanned page with a secret in the same place as `pdf` puts it."""
    picture = Image.new("RGB", size, "white")
    brush = ImageDraw.Draw(picture)
    brush.text((100, 120), "SAMPLE scanned agreement", fill="black")
    left, top = BOX[0] * size[0], BOX[1] * size[1]
    brush.text((left + 4, top + 4), secret, fill=colour)
    return picture


def packed(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """The picture as a file."""
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def scanned_pdf(secret: str, kind: str = "JPEG", **how: Any) -> bytes:
    """A PDF whose page is one picture."""
    from reportlab.lib.utils import ImageReader

    image = ImageReader(io.BytesIO(packed(scan(secret, colour="red"), kind, **how)))
    return pdf(paint=lambda canvas: canvas.drawImage(image, 0, 0, *LETTER))


def tiff(pictures: Sequence[Image.Image], **how: Any) -> bytes:
    """Several pictures in one file."""
    return packed(pictures[0], "TIFF", save_all=True, append_images=pictures[1:], **how)


def with_root(content: bytes, entries: Mapping[str, object]) -> bytes:
    """The PDF with more in its catalog."""

    def change(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            document.Root[key] = value

    return changed(content, change)
