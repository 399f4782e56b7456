"""How wide texts are in the embedded faces, read from the fonts themselves: no PDF library is loaded for it."""

from __future__ import annotations

import struct
from functools import cached_property
from pathlib import Path

from desktop_app.pagespec.pages import Face

FILES = {
    Face.REGULAR: "LiberationSans-Regular.ttf",
    Face.BOLD: "LiberationSans-Bold.ttf",
    Face.ITALIC: "LiberationSans-Italic.ttf",
}
SUBSTITUTE = "?"
SEGMENTED = 4


class FontWidths:
    """The advance widths of one TrueType font, by character."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _data(self) -> bytes:
        return self._path.read_bytes()

    @cached_property
    def _tables(self) -> dict[bytes, int]:
        (count,) = struct.unpack_from(">H", self._data, 4)
        records = (struct.unpack_from(">4sLLL", self._data, 12 + 16 * number) for number in range(count))
        return {tag: offset for tag, _, offset, _ in records}

    @cached_property
    def _units(self) -> int:
        units: int = struct.unpack_from(">H", self._data, self._tables[b"head"] + 18)[0]
        return units

    @cached_property
    def _advances(self) -> tuple[int, ...]:
        (count,) = struct.unpack_from(">H", self._data, self._tables[b"hhea"] + 34)
        return struct.unpack_from(">" + "HH" * count, self._data, self._tables[b"hmtx"])[::2]

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        """Glyph numbers by character, from the font's segment table (format 4)."""
        start = self._tables[b"cmap"]
        (count,) = struct.unpack_from(">H", self._data, start + 2)
        offsets = (struct.unpack_from(">HHL", self._data, start + 4 + 8 * number)[2] for number in range(count))
        table = next(
            start + offset for offset in offsets if struct.unpack_from(">H", self._data, start + offset)[0] == SEGMENTED
        )
        return _segments(self._data, table)

    @cached_property
    def widths(self) -> dict[str, float]:
        """Widths for a size of 1, by character."""
        last = len(self._advances) - 1
        return {
            chr(code): self._advances[min(glyph, last)] / self._units for code, glyph in self._glyphs.items() if glyph
        }


def _segments(data: bytes, table: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, table + 14)
    at = table + 16 + 2 * segments
    starts = struct.unpack_from(f">{segments}H", data, at)
    deltas = struct.unpack_from(f">{segments}h", data, at + 2 * segments)
    offsets_at = at + 4 * segments
    offsets = struct.unpack_from(f">{segments}H", data, offsets_at)
    glyphs: dict[int, int] = {}
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = offsets_at + 2 * number + offset + 2 * (code - start)
                glyph = struct.unpack_from(">H", data, place)[0]
                if glyph == 0:
                    continue
            glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs


class FontMeasure:
    """Measures texts in the faces of a folder."""

    def __init__(self, folder: Path) -> None:
        self._fonts = {face: FontWidths(folder / name) for face, name in FILES.items()}

    def __call__(self, content: str, face: Face, size: float) -> float:
        """The width of the text in points, as it is painted."""
        widths = self._fonts[face].widths
        lacking = widths[SUBSTITUTE]
        return size * sum(widths.get(character, lacking) for character in content)

    def printable(self, content: str) -> str:
        """The text with every character that the fonts lack, and every control sign, replaced by a question mark."""
        widths = self._fonts[Face.REGULAR].widths
        return "".join(character if character in widths else SUBSTITUTE for character in content)

    def lacking(self, content: str) -> str:
        """The characters of the text that the fonts do not have, each once, in order."""
        widths = self._fonts[Face.REGULAR].widths
        return "".join(dict.fromkeys(character for character in content if character not in widths))
