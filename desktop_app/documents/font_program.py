"""A face as a file embeds it: only the glyphs of what is shown, and what a reader asks of it besides."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache

from desktop_app.documents.faces import FontFile

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80  # flags of a part of a composite glyph
_COPIED = (b"name", b"OS/2", b"cvt ", b"fpgm", b"prep")
_WHOLE, _LONGEST = 0xFFFFFFFF, 0xFFFF
_MAGIC = 0xB1B0AFBA  # what the sum of a whole file and its `checkSumAdjustment` come to
_SYMBOLIC, _ITALIC, _HEAVY, _BOLD_WEIGHT = 1 << 2, 1 << 6, 1 << 18, 600
KEPT = 16  # programs: letters and versions show much the same characters


@lru_cache(KEPT)
def embedded_program(font: FontFile, characters: tuple[int, ...]) -> bytes:
    """The font with the glyphs of these characters, in the order of their codes; 0 is a code that shows nothing."""
    found, numbers = _glyphs(font, characters)
    glyf, offsets = _outlines(font, found, numbers)
    codes = [numbers[font.glyphs.get(character, 0)] for character in characters]
    metrics = [font.metrics(glyph) for glyph in found]
    whole = len(metrics)
    while whole > 1 and metrics[whole - 1][0] == metrics[whole - 2][0]:
        whole -= 1  # the last width goes for all that follow
    sides = [number for one in metrics[:whole] for number in one] + [side for _, side in metrics[whole:]]
    short = (offsets[-1] + 1) >> 1 <= _LONGEST
    places = [offset >> 1 for offset in offsets] if short else offsets
    tables = {name: font.table(name) for name in _COPIED}
    tables[b"post"] = b"\x00\x03\x00\x00" + font.table(b"post")[4:16] + bytes(16)
    tables[b"hmtx"] = struct.pack(f">{len(sides)}H", *sides)
    tables[b"hhea"] = _with(font.table(b"hhea"), 34, whole)
    tables[b"maxp"] = _with(font.table(b"maxp"), 4, len(found))
    head = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(codes), 0, 0, len(codes))  # one plain list of codes (format 6)
    tables[b"cmap"] = struct.pack(f">{len(head) + len(codes)}H", *head, *codes)
    tables[b"glyf"] = glyf
    tables[b"loca"] = struct.pack(f">{len(places)}{'H' if short else 'L'}", *places)
    tables[b"head"] = _with(font.table(b"head"), 50, 0 if short else 1, clear=8)
    return _file(tables)


def _with(table: bytes, at: int, number: int, clear: int = 0) -> bytes:
    """The table with a number at a place, and the sum of the file at `clear`, which is reckoned last, taken out."""
    changed = bytearray(table)
    struct.pack_into(">H", changed, at, number)
    if clear:
        changed[clear : clear + 4] = bytes(4)
    return bytes(changed)


def _glyphs(font: FontFile, characters: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """The glyphs that the characters need, composed ones with their parts, and the new number of each."""
    found = list(dict.fromkeys([0, *(font.glyphs.get(character, 0) for character in characters)]))
    numbers = {glyph: number for number, glyph in enumerate(found)}
    for glyph in found:  # it grows meanwhile
        for _, part in _parts(font.outline(glyph)):
            if part not in numbers:
                numbers[part] = len(found)
                found.append(part)
    return found, numbers


def _parts(outline: bytes) -> Iterator[tuple[int, int]]:
    """Where a composed glyph names its parts, and their numbers; nothing for a simple one."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        yield at + 2, part
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _outlines(font: FontFile, found: Sequence[int], numbers: dict[int, int]) -> tuple[bytes, list[int]]:
    """The outlines, each at a multiple of four, and where each begins and the last ends."""
    data, offsets = bytearray(), [0]
    for glyph in found:
        outline = bytearray(font.outline(glyph))
        for at, part in list(_parts(bytes(outline))):
            struct.pack_into(">H", outline, at, numbers[part])
        data += outline
        data += bytes(-len(data) % 4)
        offsets.append(len(data))
    return bytes(data), offsets


def _file(tables: dict[bytes, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    head = struct.pack(">lHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    records, bodies, at = [head], [], 12 + 16 * len(tables)
    adjusted = 0
    for name, table in sorted(tables.items()):
        body = table + bytes(-len(table) % 4)
        if name == b"head":
            adjusted = at + 8
        records.append(struct.pack(">4sLLL", name, _sum(body), at, len(table)))
        bodies.append(body)
        at += len(body)
    made = bytearray(b"".join([*records, *bodies]))
    struct.pack_into(">L", made, adjusted, (_MAGIC - _sum(bytes(made))) & _WHOLE)
    return bytes(made)


def _sum(data: bytes) -> int:
    numbers: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(numbers) & _WHOLE


def description(font: FontFile) -> dict[str, float]:
    """What the file says of the face, in thousandths of its size, by the keys of PDF."""
    post, os2, head = font.table(b"post"), font.table(b"OS/2"), font.table(b"head")
    whole, part = struct.unpack_from(">hH", post, 4)
    (weight,) = struct.unpack_from(">H", os2, 4)
    ascent, descent = struct.unpack_from(">hh", os2, 68)
    (capital,) = struct.unpack_from(">h", os2, 88)
    scale = 1000 / struct.unpack_from(">H", head, 18)[0]
    slant = whole + part / 65536
    return {
        "Ascent": ascent * scale,
        "CapHeight": capital * scale,
        "Descent": descent * scale,
        "Flags": _SYMBOLIC | (_ITALIC if slant else 0) | (_HEAVY if weight >= _BOLD_WEIGHT else 0),
        "ItalicAngle": slant,
        "MissingWidth": font.metrics(0)[0] * scale,
        "StemV": 50 + int((weight / 65) ** 2),
    }


def bounds(font: FontFile) -> list[float]:
    """The box that holds every glyph, in thousandths of the size."""
    units, *_ = struct.unpack_from(">H", font.table(b"head"), 18)
    return [side * 1000 / units for side in struct.unpack_from(">4h", font.table(b"head"), 36)]
