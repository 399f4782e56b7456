"""The gate that a finished public file must pass: it holds what this program writes, and nothing else.

The comparison with the canonical form catches at once what no list can name: bytes after the end, older revisions,
objects that nothing refers to, and gaps.
"""

from __future__ import annotations

import io
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from desktop_app.documents import closed_world, embedded, images
from desktop_app.documents.canonical import canonical
from desktop_app.documents.closed_world import Shape
from desktop_app.documents.content import Contents, read
from desktop_app.documents.findings import Finding
from desktop_app.documents.visibility import hidden

_ONCE = (b"%%EOF", b"startxref")
_BROKEN = (pikepdf.PdfError, struct.error, KeyError, ValueError, TypeError, AttributeError, IndexError)


def inspect(pdf: bytes, title: str | None = None, pages: int | None = None) -> tuple[Finding, ...]:
    """Everything in the file that this program did not put there; nothing for a file of ours.

    `title` and `pages` are the document's title and number of pages, looked at where given. A file that cannot be read
    is found fault with too; nothing is raised.
    """
    try:
        found = [*_bytes(pdf), *_Gate(pdf, title, pages).findings()]
    except pikepdf.PasswordError:
        return (Finding("encrypted", "The file is encrypted."),)
    except _BROKEN as error:
        return (Finding("unreadable", f"The file cannot be read as one of this program ({type(error).__name__})."),)
    return tuple(dict.fromkeys(found))


def _bytes(pdf: bytes) -> Iterator[Finding]:
    for word in _ONCE:
        count = pdf.count(word)
        if count != 1:
            sentence = f"The file says '{word.decode()}' {count} times instead of once: something was added or cut off."
            yield Finding("revision", sentence)
    if not pdf.endswith(b"%%EOF\n"):
        yield Finding("trailing", "Something stands behind the end of the file.")
    if canonical(pdf) != pdf:
        sentence = "The file is not in its canonical form: it was altered after it was made, or something hides in it."
        yield Finding("canonical", sentence)


@dataclass
class _Font:
    """A font of the file with its widths by code and the codes that the pages show in it."""

    node: pikepdf.Object
    widths: list[float]
    used: set[int] = field(default_factory=set)


class _Gate:
    """Goes through one open file."""

    def __init__(self, pdf: bytes, title: str | None, pages: int | None) -> None:
        self.content = pdf
        self.title = title
        self.count = pages
        self.tree = (0, 0)
        self.fonts: dict[tuple[int, int], _Font] = {}

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong inside."""
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            self.tree = pdf.Root.Pages.objgen
            yield from self._frame(pdf)
            yield from self._labels(pdf)
            for number, page in enumerate(pdf.pages, 1):
                yield from self._page(page.obj, number)
            for font in self.fonts.values():
                yield from self._font(font)

    def _frame(self, pdf: pikepdf.Pdf) -> Iterator[Finding]:
        if pdf.is_encrypted:
            yield Finding("encrypted", "The file is encrypted.")
        yield from _shaped(pdf.trailer, {**closed_world.CROSS_REFERENCE, **closed_world.TRAILER}, "trailer")
        yield from _shaped(pdf.Root, closed_world.CATALOG, "catalog")
        yield from _shaped(pdf.Root.ViewerPreferences, closed_world.PREFERENCES, "viewer preferences")
        yield from _shaped(pdf.docinfo, closed_world.INFO, "document information")
        yield from _shaped(pdf.Root.Pages, closed_world.PAGES, "tree of pages")
        if [kid.objgen for kid in pdf.Root.Pages.Kids] != [page.obj.objgen for page in pdf.pages]:
            yield Finding("tree", "The tree of pages is not a plain list.")
        first, second = (bytes(part) for part in pdf.trailer["/ID"])
        if first != second:  # the second is made from the contents, as its equality with the canonical form shows
            yield Finding("identifier", "The file's identifier is not made from its contents alone.")
        if self.title is not None and str(pdf.docinfo.get("/Title", "")) != self.title:
            yield Finding("title", "The title in the file is not the document's title.")
        if self.count is not None and len(pdf.pages) != self.count:
            yield Finding("pages", f"The file has {len(pdf.pages)} pages instead of {self.count}.")

    def _labels(self, pdf: pikepdf.Pdf) -> Iterator[Finding]:
        labels = pdf.Root.get("/PageLabels")
        if labels is None:
            return
        yield from _shaped(labels, closed_world.LABELS, "page labels")
        entries = list(labels.Nums)
        if entries[::2] != list(range(len(pdf.pages))):
            yield Finding("labels", "The page labels are not one for each page.")
        for label in entries[1::2]:
            yield from _shaped(label, closed_world.LABEL, "label of a page")

    def _page(self, page: pikepdf.Object, number: int) -> Iterator[Finding]:
        where = f"page {number}"
        yield from _shaped(page, closed_world.PAGE, where)
        if page.Parent.objgen != self.tree:
            yield Finding("page", f"The parent of {where} is not the tree of pages.")
        yield from _shaped(page.Resources, closed_world.RESOURCES, f"resources of {where}")
        fonts = self._fonts(page)
        if not isinstance(page.Contents, pikepdf.Stream):
            return
        yield from _shaped(page.Contents, closed_world.STREAM, f"contents of {where}")
        widths = {name: font.widths for name, font in fonts.items()}
        contents = read(page.Contents.read_bytes(), widths)
        if contents.strange:
            yield Finding("contents", f"The contents of {where} {contents.strange}.")
        yield from _pictures(page, contents, where)
        for name, codes in _codes(contents).items():
            fonts[name].used |= codes
        for kind, sentence in hidden(contents):
            yield Finding(kind, f"{sentence} on {where}.")

    def _fonts(self, page: pikepdf.Object) -> dict[bytes, _Font]:
        """The page's fonts by their names in its contents."""
        found = {}
        for name, node in page.Resources.get("/Font", pikepdf.Dictionary()).items():
            if node.objgen not in self.fonts:
                self.fonts[node.objgen] = _Font(node, embedded.widths(node))
            font = self.fonts[node.objgen]
            found[name.removeprefix("/").encode()] = font
        return found

    def _font(self, font: _Font) -> Iterator[Finding]:
        node, name = font.node, "a font"
        if not node.is_indirect:
            yield Finding("font", "A font is no object of its own.")
        yield from _shaped(node, closed_world.FONT, name)
        yield from _shaped(node.FontDescriptor, closed_world.DESCRIPTOR, f"description of {name}")
        yield from _shaped(node.FontDescriptor.FontFile2, closed_world.FONT_FILE, f"file of {name}")
        yield from _shaped(node.ToUnicode, closed_world.STREAM, f"table of characters of {name}")
        for fault in embedded.faults(node, font.used):
            yield Finding("font", f"A font {fault}.")


def _pictures(page: pikepdf.Object, contents: Contents, where: str) -> Iterator[Finding]:
    """The pictures of a page, each drawn once and each of our making."""
    held = page.Resources.get("/XObject", pikepdf.Dictionary())
    names = sorted(name[1:].encode() for name in held.keys())  # noqa: SIM118 - as in closed_world
    if names != sorted(contents.pictures):
        yield Finding("picture", f"The pictures of {where} are not each drawn once.")
    for node in held.values():
        for fault in images.faults(node):
            yield Finding("picture", f"{fault} ({where})")


def _codes(contents: Contents) -> dict[bytes, set[int]]:
    used: dict[bytes, set[int]] = defaultdict(set)
    for shown in contents.shown:
        used[shown.font].update(shown.codes)
    return used


def _shaped(node: pikepdf.Object, shape: Shape, where: str) -> Iterator[Finding]:
    for sentence in closed_world.faults(node, shape, where):
        yield Finding(where.partition(" ")[0], sentence)
