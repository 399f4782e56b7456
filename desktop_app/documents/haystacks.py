"""Every text that a PDF holds, whether a reader sees it or not, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from desktop_app.documents import content, embedded
from desktop_app.documents.closed_world import KNOWN_NAMES
from desktop_app.documents.finished_file import CONTAINER, FileFont, FinishedFile, ObjectNumber, open_finished
from desktop_app.documents.metadata import metadata_of
from desktop_app.documents.pdfium import UnreadablePdf, open_pdf
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.pages import MARK_TEXT

DEEPEST = 50
CONTAINERS = frozenset({CONTAINER, "/XRef"})
TOUCHING = 0.12  # pieces of text nearer than this part of their size make one word
ROW = 2.0  # points: pieces whose baselines are nearer stand on one line
_STRINGS = late_pattern(rb"\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_NAMES = late_pattern(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_CODED = late_pattern(rb"#([0-9A-Fa-f]{2})")
_SPOKEN = late_pattern(rb"/(?:Alt|ActualText|Dest) ")
_HEX = late_pattern(r"(?:[0-9A-Fa-f]{2}\s?){4,}")
# What PDFium puts for a hyphen at the end of a line.
_HYPHEN = "\ufffe"


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text of the file and where it stands, in words; `seen` if it is one that a reader is shown."""

    where: str
    text: str
    seen: bool = False


def heaps(pdf: bytes) -> Iterator[FoundText]:
    """All texts of the file. Raises UnreadablePdf if it cannot be opened."""
    try:
        with open_finished(pdf) as file:
            yield from heaps_of(file)
    except pikepdf.PdfError:
        raise UnreadablePdf from None


def heaps_of(file: FinishedFile) -> Iterator[FoundText]:
    """All texts of a file that is open. Raises UnreadablePdf or pikepdf.PdfError."""
    # In canonical form every byte belongs to an object, and those are all looked into.
    if not file.whole:
        yield from _of_bytes("the bytes of the file", file.content)
    read = _Pages(file)
    yield from read.heaps()
    document = file.pdf
    told = document.Root.get("/Metadata")
    if isinstance(told, pikepdf.Stream) and told.read_bytes() == _metadata(document):
        read.machinery.add(told.objgen)  # it says the title and the language again, and nothing else
    objects = _Objects(file, read.machinery)
    yield from objects.heaps()
    yield from _by_pdfium(file.content)


def _shown(file: FinishedFile) -> frozenset[bytes]:
    """The strings that a viewer shows or reads aloud: title, labels, bookmarks, and what is said of pictures."""
    document = file.pdf
    labels = document.Root.get("/PageLabels", pikepdf.Dictionary()).get("/Nums", pikepdf.Array())
    entries = [entry.get("/P") for entry in labels if isinstance(entry, pikepdf.Dictionary)]
    strings = [document.docinfo.get("/Title"), *entries, *_read_aloud(file)]
    return frozenset(bytes(string) for string in strings if isinstance(string, pikepdf.String))


def _read_aloud(file: FinishedFile) -> Iterator[object]:
    packed = (file.pdf.get_object(number, 0) for number, text in file.texts.items() if _SPOKEN.search(text))
    for item in packed if file.texts else file.pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/P" in item and "/S" in item:
            yield from (item[key] for key in ("/Alt", "/ActualText") if key in item)
        elif isinstance(item, pikepdf.Dictionary) and "/Dest" in item and "/Parent" in item:
            yield item.get("/Title")


def _metadata(document: pikepdf.Pdf) -> bytes:
    return metadata_of(str(document.docinfo.get("/Title", "")), str(document.Root.get("/Lang", "")))


def _by_pdfium(pdf: bytes) -> Iterator[FoundText]:
    with open_pdf(pdf) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range().replace(_HYPHEN, "").replace(MARK_TEXT, " ")
            yield FoundText(f"the text of page {number}", text, seen=True)


class _Pages:
    """The texts of the pages as this program writes them, and which objects were wholly understood on the way."""

    def __init__(self, file: FinishedFile) -> None:
        self.file = file
        self.machinery: set[ObjectNumber] = set()

    def heaps(self) -> Iterator[FoundText]:
        """The texts in the order of painting, and as they stand on the page."""
        fonts: dict[ObjectNumber, FileFont] = {}
        for number, page in enumerate(self.file.pages, 1):
            where, contents = f"the text of page {number}", page.contents
            if contents is None or contents.strange:
                continue  # its stream is then searched as it stands
            self.machinery.add(page.node.Contents.objgen)
            self.machinery |= {node.objgen for _, node in page.drawn.items() if not self.file.picture(node).faults}
            fonts.update((font.node.objgen, font) for font in page.fonts.values())
            yield FoundText(where, " ".join(page.texts), seen=True)
            yield FoundText(where, _as_it_stands(list(zip(contents.shown, page.texts, strict=True))), seen=True)
        for font in fonts.values():
            self._understand_font(font)

    def _understand_font(self, font: FileFont) -> None:
        """File and table of characters need no further search if we could have written them."""
        if font.known:
            self.machinery.add(font.node.ToUnicode.objgen)
        if embedded.is_our_font(font.node):
            self.machinery.add(font.node.FontDescriptor.FontFile2.objgen)


def _as_it_stands(pieces: list[tuple[content.PaintedText, str]]) -> str:
    """The pieces line by line from left to right, joined where they touch: letters set one by one make words again."""
    words: list[str] = []
    end, line, size = 0.0, None, 0.0
    for shown, text in sorted(pieces, key=lambda piece: (-round(piece[0].y / ROW), piece[0].x)):
        row = round(shown.y / ROW)
        touching = row == line and abs(shown.x - end) < TOUCHING * max(shown.size, size)
        words += [text] if touching else [" ", text]
        end, line, size = shown.end, row, shown.size
    return "".join(words)


class _Objects:
    """The texts in the objects of a file. `machinery` was understood before.

    Of a file in canonical form the streams that only hold other objects are left out, as those are read.
    """

    def __init__(self, file: FinishedFile, machinery: set[ObjectNumber]) -> None:
        self.file = file
        self.machinery = machinery
        self.shown = _shown(file)
        self.containers = CONTAINERS if file.texts else frozenset()

    def heaps(self) -> Iterator[FoundText]:
        """All texts in the objects of the file."""
        packed, streams = self.file.texts, self.file.streams
        yield from self._written(b"\n".join(packed.values()))
        for item in (self.file.pdf.trailer, *(streams if packed else self.file.pdf.objects)):
            for own in _inside(item, 0):
                yield from self._words(own)
        for stream in streams:
            if not self._left_out(stream):
                yield from _of_stream(stream)

    def _written(self, objects: bytes) -> Iterator[FoundText]:
        """The texts in objects as a canonical file writes them."""
        for plain, code in dict.fromkeys(_STRINGS.findall(objects)):
            yield from self._words(pikepdf.String(content.unescaped(plain) or _from_hex(code.decode("ascii"))))
        for name in dict.fromkeys(_NAMES.findall(_STRINGS.sub(b" ", objects))):
            yield from _of_name("/" + _CODED.sub(_byte, name).decode("utf-8", "replace"))

    def _left_out(self, stream: pikepdf.Stream) -> bool:
        return stream.objgen in self.machinery or str(stream.get("/Type", "")) in self.containers

    def _words(self, item: object) -> Iterator[FoundText]:
        if isinstance(item, pikepdf.String):
            seen = bytes(item) in self.shown
            where = "the title, a label, a bookmark or what is read aloud" if seen else "a string of the file"
            yield FoundText(where, str(item), seen)
            if not seen:
                yield from _of_bytes(where, bytes(item))
        elif isinstance(item, pikepdf.Name):
            yield from _of_name(str(item))


def _of_name(name: str) -> Iterator[FoundText]:
    if name not in KNOWN_NAMES:
        yield FoundText("a name of the file", name[1:])


def _byte(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode("ascii"))


def _inside(item: object, depth: int) -> Iterator[object]:
    """What an object holds itself, at any depth; objects of their own come up by themselves."""
    parts: list[object] = []
    if isinstance(item, pikepdf.Array):
        parts = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        keys = list(item.keys())
        parts = [*(pikepdf.Name(key) for key in keys if key not in KNOWN_NAMES), *(item[key] for key in keys)]
    else:
        yield item
    for part in parts if depth < DEEPEST else ():
        if isinstance(part, pikepdf.Object) and not part.is_indirect:  # numbers and truths say nothing
            yield from _inside(part, depth + 1)


def _of_stream(item: pikepdf.Stream) -> Iterator[FoundText]:
    """A stream as it is, and the strings in it by themselves, apart and joined: they may be the text of a page."""
    try:
        data = item.read_bytes()
    except pikepdf.PdfError:
        data = item.read_raw_bytes()
    where = "a stream of the file"
    yield from _of_bytes(where, data)
    parts = [content.unescaped(plain) or _from_hex(code.decode("ascii")) for plain, code in _STRINGS.findall(data)]
    if parts:
        yield from _of_bytes(where, b" ".join(parts))
        yield from _of_bytes(where, b"".join(parts))


def _of_bytes(where: str, data: bytes) -> Iterator[FoundText]:
    """The bytes as text in every usual coding, and what they give if they are figures of a hexadecimal dump."""
    plain = data.decode("latin-1")
    yield FoundText(where, plain)
    if not data.isascii():
        yield FoundText(where, data.decode("utf-8", "ignore"))
    if b"\0" in data:
        for start in (0, 1):
            yield FoundText(where, data[start:].decode("utf-16-be", "ignore"))
            yield FoundText(where, data[start:].decode("utf-16-le", "ignore"))
    for dump in _HEX.findall(plain):
        decoded = _from_hex(dump)
        yield FoundText(where, decoded.decode("latin-1"))
        yield FoundText(where, decoded.decode("utf-16-be", "ignore"))


def _from_hex(text: str) -> bytes:
    figures = "".join(text.split())
    return bytes.fromhex(figures[: len(figures) // 2 * 2])
