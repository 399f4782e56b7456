"""Every text that a PDF holds, whether a reader sees it or not, each with the place where it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping

import pikepdf

from desktop_app.documents import content, embedded, images
from desktop_app.documents.canonical import canonical
from desktop_app.documents.closed_world import KNOWN_NAMES
from desktop_app.documents.glyph_codes import characters
from desktop_app.documents.metadata import metadata_of
from desktop_app.documents.pdfium import UnreadablePdf, open_pdf
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import MARK_TEXT

DEEPEST = 50
CONTAINERS = frozenset({"/ObjStm", "/XRef"})
TOUCHING = 0.12  # pieces of text nearer than this part of their size make one word
ROW = 2.0  # points: pieces whose baselines are nearer stand on one line
_STRINGS = re.compile(rb"\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}\s?){4,}")
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
        document = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError:
        raise UnreadablePdf from None
    with document:
        # In canonical form every byte belongs to an object, and those are all looked into.
        whole = canonical(pdf) == pdf
        told = document.Root.get("/Metadata")
        if not whole:
            yield from _of_bytes("the bytes of the file", pdf)
        read = _Pages(document)
        yield from read.heaps()
        if isinstance(told, pikepdf.Stream) and told.read_bytes() == _metadata(document):
            read.machinery.add(told.objgen)  # it says the title and the language again, and nothing else
        objects = _Objects(read.machinery, _shown(document), whole=whole)
        yield from objects.heaps([document.trailer, *document.objects])
    yield from _by_pdfium(pdf)


def _shown(document: pikepdf.Pdf) -> frozenset[bytes]:
    """The strings that a viewer shows or reads aloud: title, labels, bookmarks, and what is said of pictures."""
    labels = document.Root.get("/PageLabels", pikepdf.Dictionary()).get("/Nums", pikepdf.Array())
    entries = [entry.get("/P") for entry in labels if isinstance(entry, pikepdf.Dictionary)]
    strings = [document.docinfo.get("/Title"), *entries, *_read_aloud(document)]
    return frozenset(bytes(string) for string in strings if isinstance(string, pikepdf.String))


def _read_aloud(document: pikepdf.Pdf) -> Iterator[object]:
    for item in document.objects:
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

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.machinery: set[tuple[int, int]] = set()
        self._tables: dict[tuple[int, int], Mapping[int, str]] = {}

    def heaps(self) -> Iterator[FoundText]:
        """The texts in the order of painting, and as they stand on the page."""
        for number, page in enumerate(self.document.pages, 1):
            where = f"the text of page {number}"
            stream = page.obj.get("/Contents")
            if not isinstance(stream, pikepdf.Stream):
                continue
            tables = self._fonts(page.obj.get("/Resources", pikepdf.Dictionary()))
            widths = {name: found[1] for name, found in tables.items()}
            contents = content.read_page_contents(stream.read_bytes(), widths)
            if contents.strange:
                continue  # its stream is then searched as it stands
            self.machinery.add(stream.objgen)
            held = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
            self.machinery |= {node.objgen for _, node in held.items() if not [*images.picture_faults(node)]}
            letters = {name: found[0] for name, found in tables.items()}
            pieces = [
                (shown, "".join(letters[shown.font].get(code, "") for code in shown.codes)) for shown in contents.shown
            ]
            yield FoundText(where, " ".join(text for _, text in pieces), seen=True)
            yield FoundText(where, _as_it_stands(pieces), seen=True)

    def _fonts(self, resources: pikepdf.Object) -> dict[bytes, tuple[Mapping[int, str], list[float]]]:
        found = {}
        for name, font in resources.get("/Font", pikepdf.Dictionary()).items():
            found[name[1:].encode()] = (self._table(font), embedded.widths(font))
        return found

    def _table(self, font: pikepdf.Object) -> Mapping[int, str]:
        """The characters of the font's codes. File and table need no further search if we could have written them."""
        if font.objgen not in self._tables or not font.is_indirect:
            table = font.get("/ToUnicode")
            known = characters(table.read_bytes()) if isinstance(table, pikepdf.Stream) else None
            if known is not None and table is not None:
                self.machinery.add(table.objgen)
            if embedded.is_our_font(font):
                self.machinery.add(font.FontDescriptor.FontFile2.objgen)
            self._tables[font.objgen] = {code: chr(code) for code in range(256)} if known is None else known
        return self._tables[font.objgen]


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
    """The texts in the objects of a file. `machinery` was understood before, `shown` are strings that a viewer shows.

    Of a `whole` file the streams that only hold other objects are left out.
    """

    def __init__(self, machinery: set[tuple[int, int]], shown: frozenset[bytes], *, whole: bool) -> None:
        self.machinery = machinery
        self.shown = shown
        self.containers = CONTAINERS if whole else frozenset()

    def heaps(self, items: Iterable[pikepdf.Object]) -> Iterator[FoundText]:
        """All texts in these objects; what they refer to must be among them."""
        for item in items:
            for own in _inside(item, 0):
                yield from self._words(own)
            if isinstance(item, pikepdf.Stream) and not self._left_out(item):
                yield from _of_stream(item)

    def _left_out(self, stream: pikepdf.Stream) -> bool:
        return stream.objgen in self.machinery or str(stream.get("/Type", "")) in self.containers

    def _words(self, item: object) -> Iterator[FoundText]:
        if isinstance(item, pikepdf.String):
            seen = bytes(item) in self.shown
            where = "the title, a label, a bookmark or what is read aloud" if seen else "a string of the file"
            yield FoundText(where, str(item), seen)
            if not seen:
                yield from _of_bytes(where, bytes(item))
        elif isinstance(item, pikepdf.Name) and str(item) not in KNOWN_NAMES:
            yield FoundText("a name of the file", str(item)[1:])


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
