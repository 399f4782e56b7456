"""What a foreign PDF carries besides what is seen: told to whoever attaches it, since none of it is filed."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

_INVISIBLE = b" 3 Tr"
_REVISION = b"%%EOF"


def carriers(content: bytes) -> tuple[str, ...]:
    """One sentence for each kind of thing that is there and will not be filed, or only as it looks."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return tuple(_found(pdf, content))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def _found(pdf: pikepdf.Pdf, content: bytes) -> Iterator[str]:
    root = pdf.Root
    kinds = {str(note.get("/Subtype", "")) for page in pdf.pages for note in _annotations(page)}
    if "/Redact" in kinds:
        yield "Areas are marked for redaction but were never redacted; draw boxes over them."
    if kinds - {"/Redact", "/Link", "/Widget"}:
        yield "It has comments or stamps; what they show is filed as it looks."
    if "/Widget" in kinds or "/AcroForm" in root:
        yield "It has form fields; what they show is filed as it looks, and a signature in it is no longer valid."
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield "It is a form of a kind (XFA) that other programs may show otherwise; look at each page."
    if "/OCProperties" in root:
        yield "It has layers; those that are hidden stay hidden. Look at each page."
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", pikepdf.Dictionary()):
        yield "It has scripts or actions; they are not filed."
    if "/EmbeddedFiles" in root.get("/Names", pikepdf.Dictionary()) or "/AF" in root:
        yield "It has other files inside; they are not filed."
    if content.count(_REVISION) > 1:
        yield "It was changed after it was made; only its last state is filed."
    if any(_INVISIBLE in _text(page) for page in pdf.pages):
        yield "It contains invisible text, as scans with recognized text do; that is not filed."


def _annotations(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    notes = page.obj.get("/Annots", pikepdf.Array())
    if isinstance(notes, pikepdf.Array):
        yield from (note for note in notes if isinstance(note, pikepdf.Dictionary))


def _text(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
