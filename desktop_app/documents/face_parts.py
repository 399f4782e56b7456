"""The faces in one document: each divided into parts of 256 codes, of which a font of the file has the glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from desktop_app.documents.faces import FontFaces, FontFile
from desktop_app.documents.font_program import bounds, description, embedded_program
from desktop_app.documents.object_writer import ObjectWriter, written_number
from desktop_app.pagespec.pages import FontFace

NAMES = {
    FontFace.REGULAR: "LiberationSans",
    FontFace.BOLD: "LiberationSans-Bold",
    FontFace.ITALIC: "LiberationSans-Italic",
}
BLANK, FIRST, CODES = 32, 128, 256
PREFIX, LETTERS = 6, 26  # the letters before a face's name tell its part
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"}


def shown_string(plain: str) -> str:
    """A text of ASCII as it is shown."""
    escaped = plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped}) Tj"


def _free() -> Iterator[int]:
    """The codes that are given to characters beyond ASCII; the blank is a code of its own in every part."""
    first = chain(range(1, BLANK), range(FIRST, CODES))
    others = (CODES * part + at for part in count(1) for at in range(1, CODES) if at != BLANK)
    return chain(first, others)


class _Face:
    """One face: the characters of its parts, the codes of those beyond ASCII, and its number in the document."""

    def __init__(self, number: int, font: FontFile) -> None:
        self.number = number
        self.font = font
        self.parts = [[0] * BLANK + list(range(BLANK, FIRST))]
        self._codes = {code: code for code in range(BLANK, FIRST) if code in font.glyphs}
        self._free = _free()

    def code(self, character: int) -> int:
        """The character's code: its part, and its place there. What the face does not have is 0."""
        found = self._codes.get(character)
        if found is None:
            if character not in self.font.glyphs:
                return 0
            found = self._codes[character] = next(self._free)
            part, at = divmod(found, CODES)
            if part == len(self.parts):
                self.parts.append([0])
            held = self.parts[part]
            if at < len(held):
                held[at] = character
            else:
                held += [BLANK, character] if at == BLANK + 1 and part else [character]
        return found


class DocumentFaces:
    """The faces that a document shows, numbered in the order in which they come."""

    def __init__(self, faces: FontFaces) -> None:
        self._faces = faces
        self._used: dict[FontFace, _Face] = {}
        self._known: dict[tuple[FontFace, str], list[tuple[int, str]]] = {}

    def shown(self, face: FontFace, content: str) -> list[tuple[int, str]]:
        """The text piece by piece, each with the part of the face in which it stands; ASCII is all in the first."""
        if content.isascii():
            return [(0, shown_string(content))]
        pieces = self._known.get((face, content))
        if pieces is None:
            pieces = self._known[face, content] = list(self._split(self._face(face), content))
        return pieces

    def name(self, face: FontFace, part: int) -> str:
        """The name of a part of a face in the document."""
        return f"/F{self._face(face).number}+{part}"

    def _face(self, face: FontFace) -> _Face:
        found = self._used.get(face)
        if found is None:
            found = self._used[face] = _Face(len(self._used) + 1, self._faces.files[face])
        return found

    @staticmethod
    def _split(face: _Face, content: str) -> Iterator[tuple[int, str]]:
        held, signs = -1, ""
        for part, at in (divmod(face.code(ord(character)), CODES) for character in content):
            if part != held and signs:
                yield held, f"({signs}) Tj"
                signs = ""
            held = part
            signs += _ESCAPED.get(at) or (chr(at) if BLANK <= at < FIRST - 1 else f"\\{at:03o}")
        yield held, f"({signs}) Tj"

    def written(self, writer: ObjectWriter) -> str:
        """Writes the fonts, and gives the list of their names as an object."""
        named = [
            f"/F{face.number}+{part} {_written_font(writer, name, face, part)} 0 R"
            for name, face in self._used.items()
            for part in range(len(face.parts))
        ]
        return f"<< {' '.join(named)} >>"


def _written_font(writer: ObjectWriter, name: FontFace, face: _Face, part: int) -> int:
    characters, font = tuple(face.parts[part]), face.font
    called = f"/{_prefix(part)}+{NAMES[name]}"
    program = embedded_program(font, characters)
    file = writer.stream(program, f"/Length1 {len(program)}")
    told = " ".join(f"/{key} {written_number(value)}" for key, value in description(font).items())
    box = " ".join(map(written_number, bounds(font)))
    described = writer.added(
        f"<< /Type /FontDescriptor /FontName {called} /FontFile2 {file} 0 R /FontBBox [ {box} ] {told} >>"
    )
    widths = " ".join(written_number(font.width(character)) for character in characters)
    return writer.added(
        f"<< /Type /Font /Subtype /TrueType /Name /F{face.number}+{part} /BaseFont {called} /FirstChar 0 "
        f"/LastChar {len(characters) - 1} /Widths [ {widths} ] /FontDescriptor {described} 0 R "
        f"/ToUnicode {writer.stream(_characters(called[1:], characters))} 0 R >>"
    )


def _prefix(part: int) -> str:
    """Six letters that differ from part to part."""
    letters = ""
    for _ in range(PREFIX):
        part, letter = divmod(part, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def _characters(name: str, characters: tuple[int, ...]) -> bytes:
    """What the codes stand for, for whoever copies or searches; a code that no text uses stands for nothing."""
    rows = [f"<{code:02X}> <{character:04X}>" for code, character in enumerate(characters) if character]
    lines = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({name})",
        f"/Ordering ({name})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(characters) - 1:02X}>",
        "endcodespacerange",
        f"{len(rows)} beginbfchar",
        *rows,
        "endbfchar",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    )
    return "\n".join(lines).encode("ascii")
