"""The embedded faces in a finished file: ours, whole, and holding no glyph that no page shows."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

import pikepdf

from desktop_app.documents.glyph_codes import characters
from desktop_app.domain.late_patterns import late_pattern

# The tables of each face that are the same in every file, as SHA-256 of `name`, `cvt `, `fpgm` and `prep` joined. They
# hold names, notices and programs, so they could carry words.
CONSTANT = (b"name", b"cvt ", b"fpgm", b"prep")
DIGESTS = {
    "LiberationSans": "ac8c5187a8ba77a545b83769d5e4d6e076d55271dbb6d972428b8cb89a85c8da",
    "LiberationSans-Bold": "1c75710bd1d9503c63d33da9d442e0ac9608c77676cd8a1d55a61c24149006e1",
    "LiberationSans-Italic": "a6d204233d975aaa0ebd41313f0743a037c52dd73ca1301944ba4b011d1e60bb",
}
TABLES = frozenset({b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post", *CONSTANT})
FIRST, LAST = 0x20, 0x7E
CODES = 256
_NAME = late_pattern(r"/([A-Z]{6})\+(LiberationSans(?:-Bold|-Italic)?)")


def widths(font: pikepdf.Object) -> list[float]:
    """The advance widths of the font's 256 codes in thousandths of its size."""
    told = [float(width) for width in font.get("/Widths", ())]
    return [*told, *[0.0] * (CODES - len(told))]


def font_faults(font: pikepdf.Object, used: set[int]) -> Iterator[str]:
    """What is wrong with a font of the file, of which the pages show the codes `used`. Its keys were looked at before.

    Raises KeyError, struct.error or pikepdf.PdfError if it is too broken to be looked at.
    """
    name = _NAME.fullmatch(str(font.BaseFont))
    if name is None or str(font.FontDescriptor.FontName) != name[0]:
        yield "is not one of this program's faces"
        return
    if len(list(font.Widths)) != int(font.LastChar) + 1:
        yield "tells the widths of more or fewer codes than it has"
    yield from _program(font.FontDescriptor.FontFile2.read_bytes(), name[2])
    table = characters(font.ToUnicode.read_bytes())
    if table is None:
        yield "has a table of characters that this program does not write"
        return
    first = name[1] == "AAAAAA"
    for code, character in table.items():
        plain = first and FIRST <= code <= LAST
        if plain and ord(character) != code:
            yield f"shows another character for code {code} than it says"
        elif not plain and code not in used and character not in {"\0", " ", "\x7f"}:
            yield "holds a character that no page shows"


def is_our_font(font: pikepdf.Object) -> bool:
    """Whether the font's file holds no words but those of our own faces."""
    try:
        name = _NAME.fullmatch(str(font.BaseFont))
        return name is not None and not list(_program(font.FontDescriptor.FontFile2.read_bytes(), name[2]))
    except (AttributeError, KeyError, struct.error, pikepdf.PdfError):
        return False


def _program(data: bytes, face: str) -> Iterator[str]:
    tables = tables_of(data)
    if not tables.keys() <= TABLES:
        yield "holds a table that this program does not embed"
    told = 12 + 16 * len(tables) + sum(len(table) + -len(table) % 4 for table in tables.values())
    if told != len(data):
        yield "holds more than its tables"
    if tables_digest(tables) != DIGESTS[face]:
        yield "is not the face that this program embeds"


def tables_of(data: bytes) -> dict[bytes, bytes]:
    """The tables of a TrueType file by name. Raises struct.error if it is none."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = [struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count)]
    return {tag: data[offset : offset + length] for tag, _, offset, length in records}


def tables_digest(tables: dict[bytes, bytes]) -> str:
    """The digest of the tables that never change."""
    return hashlib.sha256(b"".join(tables.get(name, b"") for name in CONSTANT)).hexdigest()
