"""The closed world: what a PDF of this program may hold. Anything else is strange and stops a package.

We make every object ourselves, so the lists are short. The comparison with the canonical form catches at once what no
list can name: trailing bytes, old revisions, orphans and gaps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2

from desktop_app.documents.painter import NAMES, PRODUCER, canonical
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, MARK_TEXT

CATALOG = {"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/PageMode", "/Outlines", "/PageLabels"}
PAGE = {"/Type", "/Parent", "/Contents", "/MediaBox", "/CropBox", "/Resources", "/Rotate", "/Trans"}
RESOURCES = {"/Font", "/ProcSet"}
INFO = {"/Title", "/Producer", "/Creator", "/Author", "/Subject", "/CreationDate", "/ModDate", "/Trapped", "/Keywords"}
CONSTANT = {
    "/Producer": PRODUCER,
    "/Creator": PRODUCER,
    "/Author": "",
    "/Subject": "",
    "/Keywords": "",
    "/Trapped": "/False",
    "/CreationDate": "D:20000101000000+00'00'",
    "/ModDate": "D:20000101000000+00'00'",
}
OPERATORS = frozenset(
    [
        "q",
        "Q",
        "cm",
        "w",
        "J",
        "j",
        "M",
        "d",
        "g",
        "G",
        "re",
        "f",
        "f*",
        "n",
        "S",
        "s",
        "B",
        "B*",
        "b",
        "l",
        "m",
        "h",
        "BT",
        "ET",
        "Tf",
        "Td",
        "Tm",
        "Tj",
        "TJ",
        "TL",
        "T*",
        "Tc",
        "Tw",
        "Tz",
        "Ts",
        "BDC",
        "EMC",
        "BX",
        "EX",
    ]
)
SPAN = {"/ActualText": MARK_TEXT}
_SUBSET = re.compile(r"/[A-Z]{6}\+(.+)")
_LETTER = [0, 0, LETTER_WIDTH, LETTER_HEIGHT]
_ENDINGS = (b"%%EOF", b"startxref")


def strange(content: bytes) -> tuple[str, ...]:
    """What the file holds that no file of this program holds, in sentences. A file that cannot be read is strange."""
    try:
        found = [*_bytes(content), *_objects(content), *_outside(content)]
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, KeyError, TypeError) as error:
        return (f"The file cannot be read as a PDF ({type(error).__name__}).",)
    return tuple(dict.fromkeys(found))


def _bytes(content: bytes) -> Iterator[str]:
    for word in _ENDINGS:
        count = content.count(word)
        if count != 1:
            yield f"The file has {count} '{word.decode()}' instead of one: something was added or cut off."
    if canonical(content) != content:
        yield "The file is not in its canonical form: it was altered after it was made, or something hides in it."


def _objects(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            yield "The file is encrypted."
        yield from _keys(pdf.Root, CATALOG, "catalog")
        yield from _info(pdf)
        if "/Outlines" in pdf.Root and "/First" in pdf.Root.Outlines:
            yield "The file has bookmarks."
        for number, page in enumerate(pdf.pages, 1):
            yield from _page(page, number)


def _keys(given: pikepdf.Object, allowed: set[str], where: str) -> Iterator[str]:
    for key in given:  # a dictionary object gives its keys
        if key not in allowed:
            yield f"The {where} holds {key}, which no file of this program has."


def _info(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _keys(pdf.docinfo, INFO, "document information")
    for key, wanted in CONSTANT.items():
        if key in pdf.docinfo and str(pdf.docinfo[key]) != wanted:
            yield f"The document information {key} is not what this program writes."


def _page(page: pikepdf.Page, number: int) -> Iterator[str]:
    where = f"page {number}"
    yield from _keys(page.obj, PAGE, where)
    for box in ("/MediaBox", "/CropBox"):
        if box in page.obj and [float(value) for value in page.obj[box]] != _LETTER:
            yield f"The {box[1:]} of {where} is not a letter page."
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    yield from _keys(resources, RESOURCES, f"resources of {where}")
    for font in resources.get("/Font", pikepdf.Dictionary()).values():
        yield from _font(font, where)
    yield from _contents(page, where)


def _font(font: pikepdf.Object, where: str) -> Iterator[str]:
    name = str(font.get("/BaseFont", ""))
    match = _SUBSET.fullmatch(name)
    if match is None or not any(match[1].startswith(face) or face.startswith(match[1]) for face in _FACES):
        yield f"The font {name} on {where} is not one of this program's embedded faces."
    if "/ToUnicode" not in font:
        yield f"The font {name} on {where} cannot be read back as text."


_FACES = (*NAMES.values(), "LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic")


def _contents(page: pikepdf.Page, where: str) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator not in OPERATORS or isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield f"The contents of {where} use '{operator}', which this program never writes."
        elif operator == "BDC":
            yield from _span(instruction, where)


def _outside(content: bytes) -> Iterator[str]:
    """Text that stands where no reader would see it."""
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            boxes = (text.get_charbox(index) for index in range(text.count_chars()))
            if any(
                left < 0 or bottom < 0 or right > LETTER_WIDTH or top > LETTER_HEIGHT
                for left, bottom, right, top in boxes
            ):
                yield f"Text stands outside page {number}."
    finally:
        document.close()


def _span(instruction: pikepdf.ContentStreamInstruction, where: str) -> Iterator[str]:
    properties = instruction.operands[1]
    known = isinstance(properties, pikepdf.Dictionary)
    given = {key: str(value) for key, value in properties.items()} if known else {}
    if str(instruction.operands[0]) != "/Span" or given != SPAN:
        yield f"Marked content on {where} says something else than the constant sign of sealed values."
