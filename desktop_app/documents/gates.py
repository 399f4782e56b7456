"""The gate that a finished public file must pass: it holds what this program writes, and nothing else.

The comparison with the canonical form catches at once what no list can name: bytes after the end, older revisions,
objects that nothing refers to, and gaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pikepdf

from desktop_app.documents import closed_world, embedded
from desktop_app.documents.closed_world import Shape
from desktop_app.documents.content import PageContents
from desktop_app.documents.findings import DAMAGED, FileFinding
from desktop_app.documents.finished_file import FileFont, FilePage, FinishedFile, open_finished
from desktop_app.documents.metadata import metadata_of
from desktop_app.documents.structure_gate import MarkedPage, StructureGate, outline_faults
from desktop_app.documents.visibility import hidden
from desktop_app.domain.counting import counted
from desktop_app.pagespec.signs import WATERMARK_NAME

_ONCE = (b"%%EOF", b"startxref")
_BROKEN = (pikepdf.PdfError, *DAMAGED)


def inspect(pdf: bytes, title: str | None = None, pages: int | None = None) -> tuple[FileFinding, ...]:
    """Everything in the file that this program did not put there; nothing for a file of ours.

    `title` and `pages` are the document's title and number of pages, looked at where given. A file that cannot be read
    is found fault with too; nothing is raised.
    """
    try:
        with open_finished(pdf) as file:
            return inspect_open(file, title, pages)
    except pikepdf.PasswordError:
        return (FileFinding("encrypted", "The file is encrypted."),)
    except _BROKEN as error:
        return (unreadable(error),)


def inspect_open(file: FinishedFile, title: str | None = None, pages: int | None = None) -> tuple[FileFinding, ...]:
    """The same for a file that is open already."""
    try:
        return tuple(dict.fromkeys([*_bytes(file), *_Gate(file, title, pages).findings()]))
    except _BROKEN as error:
        return (unreadable(error),)


def unreadable(error: Exception) -> FileFinding:
    """A file that cannot be read as one of this program."""
    return FileFinding("unreadable", f"The file cannot be read as one of this program ({type(error).__name__}).")


def _bytes(file: FinishedFile) -> Iterator[FileFinding]:
    for word in _ONCE:
        count = file.content.count(word)
        if count != 1:
            sentence = f"The file says '{word.decode()}' {count} times instead of once: something was added or cut off."
            yield FileFinding("revision", sentence)
    if not file.content.endswith(b"%%EOF\n"):
        yield FileFinding("trailing", "There is something after the end of the file.")
    if not file.whole:
        sentence = "The file is not in its canonical form: it was altered after it was made, or something hides in it."
        yield FileFinding("canonical", sentence)


class _Gate:
    """Goes through one open file."""

    def __init__(self, file: FinishedFile, title: str | None, pages: int | None) -> None:
        self.file = file
        self.title = title
        self.count = pages
        self.tree = (0, 0)
        self.tagged = False
        self.marked: list[MarkedPage] = []
        self.fonts: dict[tuple[int, int], FileFont] = {}
        self.used: dict[tuple[int, int], set[int]] = defaultdict(set)

    def findings(self) -> Iterator[FileFinding]:
        """Everything that is wrong inside."""
        pdf = self.file.pdf
        self.tree = pdf.Root.Pages.objgen
        self.tagged = any(key in pdf.Root for key in closed_world.TAGGED)
        yield from self._frame(pdf)
        yield from self._labels(pdf)
        for number, page in enumerate(self.file.pages, 1):
            yield from self._page(page, number)
        for font in self.fonts.values():
            yield from self._font(font)
        if self.tagged:
            yield from self._read_aloud(pdf)

    def _frame(self, pdf: pikepdf.Pdf) -> Iterator[FileFinding]:
        if pdf.is_encrypted:
            yield FileFinding("encrypted", "The file is encrypted.")
        yield from _shaped(pdf.trailer, {**closed_world.CROSS_REFERENCE, **closed_world.TRAILER}, "trailer")
        catalog = closed_world.CATALOG if self.tagged else closed_world.UNTAGGED_CATALOG
        yield from _shaped(pdf.Root, catalog, "catalog")
        yield from _shaped(pdf.Root.ViewerPreferences, closed_world.PREFERENCES, "viewer preferences")
        yield from _shaped(pdf.docinfo, closed_world.INFO, "document information")
        yield from _shaped(pdf.Root.Pages, closed_world.PAGES, "tree of pages")
        if [kid.objgen for kid in pdf.Root.Pages.Kids] != [page.obj.objgen for page in pdf.pages]:
            yield FileFinding("tree", "The tree of pages is not a plain list.")
        first, second = (bytes(part) for part in pdf.trailer["/ID"])
        if first != second:  # the second is made from the contents, as its equality with the canonical form shows
            yield FileFinding("identifier", "The file's identifier is not made from its contents alone.")
        if self.title is not None and str(pdf.docinfo.get("/Title", "")) != self.title:
            yield FileFinding("title", "The title in the file is not the document's title.")
        if self.count is not None and len(pdf.pages) != self.count:
            yield FileFinding("pages", f"The file has {counted(len(pdf.pages), 'page')} instead of {self.count}.")

    def _labels(self, pdf: pikepdf.Pdf) -> Iterator[FileFinding]:
        labels = pdf.Root.get("/PageLabels")
        if labels is None:
            return
        yield from _shaped(labels, closed_world.LABELS, "page labels")
        entries = list(labels.Nums)
        if entries[::2] != list(range(len(pdf.pages))):
            yield FileFinding("labels", "The page labels are not one for each page.")
        for label in entries[1::2]:
            yield from _shaped(label, closed_world.LABEL, "label of a page")

    def _page(self, read: FilePage, number: int) -> Iterator[FileFinding]:
        page, where = read.node, f"page {number}"
        yield from _shaped(page, closed_world.PAGE if self.tagged else closed_world.UNTAGGED_PAGE, where)
        if self.tagged and page.StructParents != number - 1:
            yield FileFinding("structure", f"The structure does not know {where} by its number.")
        if page.Parent.objgen != self.tree:
            yield FileFinding("page", f"The parent of {where} is not the tree of pages.")
        yield from _shaped(page.Resources, closed_world.RESOURCES, f"resources of {where}")
        for font in read.fonts.values():
            self.fonts.setdefault(font.node.objgen, font)
        contents = read.contents
        if contents is None:
            return
        yield from _shaped(page.Contents, closed_world.STREAM, f"contents of {where}")
        if contents.strange:
            yield FileFinding("contents", f"The contents of {where} {contents.strange}.")
        if contents.loose if self.tagged else contents.marked:
            yield FileFinding("structure", f"Something on {where} is marked otherwise than this program marks it.")
        self.marked.append(MarkedPage(page.objgen[0], contents, _words(read, contents)))
        yield from self._pictures(page, contents, where)
        for shown in contents.shown:
            self.used[read.fonts[shown.font].node.objgen].update(shown.codes)
        for kind, sentence in hidden(contents, read.size):
            yield FileFinding(kind, f"{sentence} on {where}.")

    def _pictures(self, page: pikepdf.Object, contents: PageContents, where: str) -> Iterator[FileFinding]:
        """The pictures of a page, each drawn once and each of our making."""
        held = page.Resources.get("/XObject", pikepdf.Dictionary())
        names = sorted(name[1:].encode() for name, _ in held.items() if name != WATERMARK_NAME)
        if names != sorted(contents.pictures) or (WATERMARK_NAME in held) is not contents.watermark:
            yield FileFinding("picture", f"The pictures of {where} are not each drawn once.")
        for name, node in held.items():
            watermark = name == WATERMARK_NAME
            for fault in self.file.watermark_faults(node) if watermark else self.file.picture(node).faults:
                yield FileFinding("picture", f"{fault} ({where})")

    def _read_aloud(self, pdf: pikepdf.Pdf) -> Iterator[FileFinding]:
        """What is there for those who hear the file: its structure, its metadata and its bookmarks."""
        yield from _shaped(pdf.Root.MarkInfo, closed_world.MARK_INFO, "marking")
        yield from _shaped(pdf.Root.Metadata, closed_world.METADATA, "metadata")
        if pdf.Root.Metadata.read_bytes() != metadata_of(str(pdf.docinfo.get("/Title", "")), str(pdf.Root.Lang)):
            yield FileFinding("metadata", "The metadata say something else than the title and the language.")
        for fault in StructureGate(self.file, self.marked).faults():
            yield FileFinding("structure", fault)
        if "/Outlines" in pdf.Root:
            for fault in outline_faults(self.file, [page.node.objgen for page in self.file.pages]):
                yield FileFinding("bookmark", fault)

    def _font(self, font: FileFont) -> Iterator[FileFinding]:
        node, name = font.node, "a font"
        if not node.is_indirect:
            yield FileFinding("font", "A font is not an object of its own.")
        yield from _shaped(node, closed_world.FONT, name)
        yield from _shaped(node.FontDescriptor, closed_world.DESCRIPTOR, f"description of {name}")
        yield from _shaped(node.FontDescriptor.FontFile2, closed_world.FONT_FILE, f"file of {name}")
        yield from _shaped(node.ToUnicode, closed_world.STREAM, f"table of characters of {name}")
        for fault in embedded.font_faults(node, self.used[node.objgen]):
            yield FileFinding("font", f"A font {fault}.")


def _words(page: FilePage, contents: PageContents) -> Mapping[int, str]:
    """The words of each part that the structure knows by a number."""
    found: dict[int, str] = {}
    for shown, text in zip(contents.shown, page.texts, strict=True):
        if shown.part >= 0 and page.fonts[shown.font].known:
            found[shown.part] = found.get(shown.part, "") + text
    return found


def _shaped(node: pikepdf.Object, shape: Shape, where: str) -> Iterator[FileFinding]:
    for sentence in closed_world.object_faults(node, shape, where):
        yield FileFinding(where.partition(" ")[0], sentence)
