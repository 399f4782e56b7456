"""A finished file that is open: each part of it is read once, whoever looks at it."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

import pikepdf

from desktop_app.documents import embedded, images, watermarks
from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.content import PageContents, read_page_contents
from desktop_app.documents.findings import DAMAGED
from desktop_app.documents.glyph_codes import characters
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.signs import WATERMARK_NAME

ObjectNumber = tuple[int, int]
CONTAINER = "/ObjStm"


@dataclass(frozen=True)
class FileFont:
    """A font of the file: the widths of its codes, their characters, and whether those are told as we tell them.

    Characters that are not told as we tell them are taken to be the codes themselves. `signs` is for `codecs`.
    """

    node: pikepdf.Object
    widths: list[float]
    letters: Mapping[int, str]
    known: bool
    signs: Mapping[int, str]

    def text(self, codes: bytes) -> str:
        """What the codes show."""
        return codecs.charmap_decode(codes, "strict", self.signs)[0]


@dataclass(frozen=True)
class FilePage:
    """A page with its fonts by their names in its contents, and the contents with the text of each piece shown."""

    node: pikepdf.Object
    fonts: Mapping[bytes, FileFont]
    contents: PageContents | None
    texts: Sequence[str]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        _, _, width, height = (float(number) for number in self.node.MediaBox)
        return width, height

    @property
    def drawn(self) -> pikepdf.Object:
        """The pictures and the watermark of the page, by name."""
        return self.node.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())


class FinishedFile:
    """The parts of an open file. Nothing is changed in it, and `whole` is asked before anything else is read."""

    def __init__(self, content: bytes, pdf: pikepdf.Pdf) -> None:
        self.content = content
        self.pdf = pdf
        self.whole = canonical_pdf(pdf) == content
        self._fonts: dict[ObjectNumber, FileFont] = {}
        self._pictures: dict[ObjectNumber, images.PictureReading] = {}
        self._watermarks: dict[ObjectNumber, tuple[str, ...]] = {}

    @cached_property
    def pages(self) -> tuple[FilePage, ...]:
        """The pages. What a page lacks is found by whoever needs it."""
        return tuple(self._page(page.obj) for page in self.pdf.pages)

    def font(self, node: pikepdf.Object) -> FileFont:
        """A font of a page."""
        found = self._fonts.get(node.objgen) if node.is_indirect else None
        if found is None:
            table = node.get("/ToUnicode")
            told = characters(table.read_bytes()) if isinstance(table, pikepdf.Stream) else None
            letters = {code: chr(code) for code in range(256)} if told is None else told
            signs = {code: letters.get(code, "") for code in range(256)}
            found = FileFont(node, embedded.widths(node), letters, told is not None, signs)
            self._fonts[node.objgen] = found
        return found

    def picture(self, node: pikepdf.Object) -> images.PictureReading:
        """A picture of a page: what is wrong with it, and the digest of its pixels."""
        found = self._pictures.get(node.objgen) if node.is_indirect else None
        if found is None:
            found = self._pictures[node.objgen] = images.read_picture(node)
        return found

    def pictures(self) -> tuple[str, ...]:
        """The digests of the pictures, page by page."""
        drawn = (node for page in self.pages for name, node in sorted(page.drawn.items()) if name != WATERMARK_NAME)
        return tuple(self.picture(node).digest for node in drawn)

    def watermark_faults(self, node: pikepdf.Object) -> tuple[str, ...]:
        """What is wrong with a watermark."""
        found = self._watermarks.get(node.objgen) if node.is_indirect else None
        if found is None:
            found = self._watermarks[node.objgen] = tuple(watermarks.watermark_faults(node))
        return found

    @cached_property
    def streams(self) -> tuple[pikepdf.Stream, ...]:
        """All streams of the file."""
        return tuple(item for item in self.pdf.objects if isinstance(item, pikepdf.Stream))

    @cached_property
    def texts(self) -> Mapping[int, bytes]:
        """The objects that stand packed in streams, each as it is written there; none where that proves nothing.

        In a file in canonical form all objects but the streams are here, each in its one stream, as `unparse` tells it.
        """
        try:
            packed = [_unpacked(item) for item in self.streams if str(item.get("/Type", "")) == CONTAINER]
        except (pikepdf.PdfError, *DAMAGED):
            return {}
        found = {number: text for inside in packed for number, text in inside.items()}
        alone = len(found) == sum(map(len, packed))  # else a stream only claims to be one that holds objects
        return found if self.whole and alone else {}

    def text(self, number: int) -> bytes:
        """An object as it is written."""
        return self.texts.get(number) or self.pdf.get_object(number, 0).unparse(resolved=True)

    def _page(self, node: pikepdf.Object) -> FilePage:
        held = node.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        fonts = {name[1:].encode(): self.font(font) for name, font in held.items()}
        stream = node.get("/Contents")
        if not isinstance(stream, pikepdf.Stream):
            return FilePage(node, fonts, None, ())
        contents = read_page_contents(stream.read_bytes(), {name: font.widths for name, font in fonts.items()})
        return FilePage(node, fonts, contents, [fonts[shown.font].text(shown.codes) for shown in contents.shown])


@contextmanager
def open_finished(content: bytes) -> Iterator[FinishedFile]:
    """The file, open. Raises pikepdf.PdfError if it cannot be read."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield FinishedFile(content, pdf)


def _unpacked(stream: pikepdf.Stream) -> dict[int, bytes]:
    """The objects in a stream of objects, by number."""
    data, start = stream.read_bytes(), int(stream.First)
    told = [int(number) for number in data[:start].split()]
    starts = [start + offset for offset in told[1::2]]
    pieces = zip(told[::2], starts, [*starts[1:], len(data)], strict=True)
    return {number: data[begin:end].strip() for number, begin, end in pieces}
