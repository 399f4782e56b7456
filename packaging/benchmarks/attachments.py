"""Attachments: pages drawn, painted over and packed at 200 dpi, beside drawing and packing alone."""

from __future__ import annotations

import io
import time
import zlib
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.rows import Row, folder, probe, sample
from desktop_app.documents.foreign import open_foreign
from desktop_app.documents.raster import rastered
from desktop_app.services.filing_package.attached import ROOM

PAGES, SCANNED, ATTACHED = 40, 500, 200
LEAST = 0.6  # of the pages a second of drawing and packing alone
BOX = (0.2, 0.2, 0.6, 0.3)
SIZE = (float(ROOM[0]), float(ROOM[1]))


def document(pages: int) -> bytes:
    """Pages of text, as an agreement has them."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica", 10)
        for line in range(48):
            canvas.drawString(
                72, 720 - 13 * line, f"{page}.{line} The parties agree on what follows and on nothing besides."
            )
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan(pages: int) -> bytes:
    """Scanned pages, each a JPEG of 200 dpi."""
    noise = Image.effect_noise((1700, 2200), 40).point([min(255, value + 90) for value in range(256)])
    packed = io.BytesIO()
    noise.save(packed, "JPEG", quality=60)
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for page in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(packed.getvalue())), 0, 0, 612, 792)
        canvas.drawString(72, 72, str(page))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def alone(content: bytes) -> float:
    """Seconds a page for drawing and packing and nothing else, at the same number of pixels."""
    with pypdfium2.PdfDocument(content) as pdf:
        scale = min(SIZE[0] / 612, SIZE[1] / 792) * 200 / 72
        start = time.perf_counter()
        for page in pdf:
            picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            zlib.compress(picture.tobytes(), 6)
        return (time.perf_counter() - start) / len(pdf)


def ours(content: bytes, *, canaries: int = 0) -> float:
    """Seconds a page for all that is done to it."""
    source = open_foreign(content)
    start = time.perf_counter()
    for page in range(len(source.sizes)):
        rastered(source, page, [BOX], SIZE)
        for seed in range(canaries):
            rastered(source.tampered(page, [BOX], seed), page, [BOX], SIZE)
    return (time.perf_counter() - start) / len(source.sizes)


def rows() -> list[Row]:
    found = []
    for name, content in (("text", document(PAGES)), ("scan", scan(PAGES))):
        yard = alone(content)
        found.append(Row(f"a page of {name}", ours(content), yard, most=1 / LEAST))
    content = document(PAGES)
    found.append(Row("a page of text with two canaries", ours(content, canaries=2), alone(content)))
    content = document(ATTACHED)
    with folder() as place:
        file = Path(place) / "agreement.pdf"
        file.write_bytes(content)
        made = probe("attached", str(sample(Path(place), "water")), str(file), home=Path(place) / "home")
    words = f"a package with {ATTACHED} attached pages, beside drawing them alone"
    found.append(Row(words, made["seconds"], alone(content) * ATTACHED, most=2.5))
    content = scan(SCANNED)
    with folder() as place:
        file = Path(place) / "scan.pdf"
        file.write_bytes(content)
        seen = probe("scanned", str(file), home=Path(place) / "home")
    pages = seen["pages"]
    note = f"{pages} pages, {pages / seen['seconds']:.0f} a second, file of {len(content) / 2**20:.0f} MB"
    words = "memory of the worker for a scan of 500 pages"
    found.append(Row(words, seen["memory"], 1.0, unit="GiB", most=1, note=note))
    return found
