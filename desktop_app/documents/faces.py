"""The embedded faces, read from their files: which characters they have and how wide those are.

No PDF library is loaded for it, so the window can measure as soon as it is there.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path

from desktop_app.pagespec.pages import FontFace

FILES = {
    FontFace.REGULAR: "LiberationSans-Regular.ttf",
    FontFace.BOLD: "LiberationSans-Bold.ttf",
    FontFace.ITALIC: "LiberationSans-Italic.ttf",
}
SUBSTITUTE = "\u25a1"  # an empty square: seldom typed, so it is seen to stand for something else
SEGMENTED = 4
# Control and direction characters, and what has no meaning of its own: they are never handed to a font, which may draw
# them as nothing.
RIGHT_TO_LEFT = frozenset({"R", "AL"})  # letters that would be set in the wrong order
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
BLANK = frozenset({"Zs", "Zl", "Zp"})
LINE_ENDS = "\t\n\r"


class FontFile:
    """One TrueType font with a segmented character map. Raises OSError or struct.error when first looked into."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return self.path.read_bytes()

    @cached_property
    def tables(self) -> dict[bytes, int]:
        """Where each table begins, by name."""
        (count,) = struct.unpack_from(">H", self.data, 4)
        records = (struct.unpack_from(">4sLLL", self.data, 12 + 16 * number) for number in range(count))
        return {tag: offset for tag, _, offset, _ in records}

    @cached_property
    def _advances(self) -> tuple[int, ...]:
        (count,) = struct.unpack_from(">H", self.data, self.tables[b"hhea"] + 34)
        return struct.unpack_from(">" + "HH" * count, self.data, self.tables[b"hmtx"])[::2]

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Glyph numbers by character."""
        start = self.tables[b"cmap"]
        (count,) = struct.unpack_from(">H", self.data, start + 2)
        offsets = (struct.unpack_from(">HHL", self.data, start + 4 + 8 * number)[2] for number in range(count))
        table = next(
            start + offset for offset in offsets if struct.unpack_from(">H", self.data, start + offset)[0] == SEGMENTED
        )
        return _segments(self.data, table)

    @cached_property
    def widths(self) -> dict[str, float]:
        """Advance widths in points, set in a size of 1 point, by character."""
        (units,) = struct.unpack_from(">H", self.data, self.tables[b"head"] + 18)
        last = len(self._advances) - 1
        return {chr(code): self._advances[min(glyph, last)] / units for code, glyph in self.glyphs.items() if glyph}


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
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * number + offset + 2 * (code - start))
                if glyph == 0:
                    continue
            glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs


class _Shapes(dict[int, str]):
    """What is painted for a character, worked out when it first occurs."""

    def __init__(self, faces: FontFaces) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, code: int) -> str:
        shape = self._faces.shape(chr(code))
        self[code] = shape
        return shape


class FontFaces:
    """The faces of a folder."""

    def __init__(self, folder: Path) -> None:
        self.files = {face: FontFile(folder / name) for face, name in FILES.items()}
        self._shapes = _Shapes(self)

    def get_ready(self) -> None:
        """Finds out how wide all characters are, which else waits for the first text in a face."""
        for file in self.files.values():
            _ = file.widths

    def painted(self, text: str) -> str:
        """The text as it is painted: composed, blanks plain, and a substitute for every character that has no shape."""
        if text.isascii() and text.isprintable():
            return text
        return unicodedata.normalize("NFC", text).translate(self._shapes)

    def missing(self, text: str) -> str:
        """The characters of the text for which a substitute is painted, each once, in order."""
        if text.isascii() and text.isprintable():
            return ""
        composed = unicodedata.normalize("NFC", text)
        return "".join(dict.fromkeys(c for c in composed if c != SUBSTITUTE and self._shapes[ord(c)] == SUBSTITUTE))

    def shape(self, character: str) -> str:
        """What is painted for the character: itself, a blank, or the substitute."""
        category = unicodedata.category(character)
        if character in LINE_ENDS or category in BLANK:
            return " "
        if category in SHAPELESS or unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
            return SUBSTITUTE
        return character if all(character in file.widths for file in self.files.values()) else SUBSTITUTE


@lru_cache(1)
def faces_in(folder: Path) -> FontFaces:
    """The faces of a folder, read once for all who measure and paint."""
    return FontFaces(folder)
