"""Paints pages as the objects of a file, and writes the file in its one canonical form.

The same document gives the same bytes, whatever the clock, the folder, the locale, the environment or what was painted
before: only our own embedded faces are used, no markup is read, positions are fixed to a hundredth of a point, and of
the document information only the title is kept.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.face_parts import DocumentFaces
from desktop_app.documents.faces import FontFaces
from desktop_app.documents.images import write_image
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.metadata import metadata_of
from desktop_app.documents.object_writer import ObjectWriter, pdf_string, written_number
from desktop_app.documents.page_sheet import PageSheet
from desktop_app.documents.structure_tree import StructureTree, write_bookmarks, write_structure
from desktop_app.documents.watermarks import watermark_shapes, write_watermark
from desktop_app.pagespec.pages import PageDocument, PaperPage
from desktop_app.pagespec.signs import WATERMARK_NAME

_BEGIN, _END = "1 0 0 1 0 0 cm ", " \n"


class FacePainter:
    """Paints documents in the faces of a folder."""

    def __init__(self, fonts: Path) -> None:
        self._faces = FontFaces(fonts)
        self._measure = FontMeasure(fonts)

    def get_ready(self) -> None:
        """Reads the faces, which are kept."""
        self._faces.read()

    def paint(self, document: PageDocument) -> bytes:
        """The PDF of the document, tagged and in canonical form."""
        with pikepdf.open(io.BytesIO(_Painting(self._faces, self._measure, document).file())) as pdf:
            return canonical_pdf(pdf)

    def missing_glyphs(self, text: str) -> str:
        """The characters of the text for which a substitute is painted, each once, in order."""
        return self._faces.missing(text)


class _Painting:
    """One document on its way to a file."""

    def __init__(self, faces: FontFaces, measure: FontMeasure, document: PageDocument) -> None:
        self._faces = faces
        self._measure = measure
        self._document = document
        self._parts = DocumentFaces(faces)
        self._tree = StructureTree()
        self._writer = ObjectWriter()
        self._watermarks: dict[str, int] = {}

    def file(self) -> bytes:
        """The file, before it is in canonical form, which keeps the order of the objects."""
        writer, pages = self._writer, self._document.pages
        fonts = writer.number()
        writer.pages = [writer.number() for _ in pages]
        painted = [self._page(page) for page in pages]
        writer.add(fonts, self._parts.written(writer))
        catalog, top = writer.number(), writer.number()
        for number, (told, beside) in enumerate(painted):
            within = f"/Parent {top} 0 R /StructParents {number} /Resources << /Font {fonts} 0 R{beside} >>"
            writer.add(writer.pages[number], f"<< {told} {within} >>")
        kids = " ".join(f"{number} 0 R" for number in writer.pages)
        writer.add(top, f"<< /Type /Pages /Count {len(pages)} /Kids [ {kids} ] >>")
        title = self._faces.painted(self._document.title)
        writer.add(catalog, self._catalog(top, title))
        return writer.file(catalog, writer.added(f"<< /Title {pdf_string(title)} >>"))

    def _page(self, page: PaperPage) -> tuple[str, str]:
        """What is said of the page, and what it draws besides text, as parts of its object."""
        sheet = PageSheet(self._parts, self._faces, self._measure, self._tree)
        contents = self._writer.stream("\n".join((_BEGIN, *sheet.paint(page), _END)).encode("ascii"))
        drawn = [f"/I{number} {write_image(self._writer, image)} 0 R" for number, image in enumerate(sheet.pictures, 1)]
        if sheet.watermark:
            drawn.append(f"{WATERMARK_NAME} {self._watermark(sheet.watermark)} 0 R")
        size = f"{written_number(page.width)} {written_number(page.height)}"
        beside = f" /XObject << {' '.join(drawn)} >>" if drawn else ""
        return f"/Type /Page /Tabs /S /MediaBox [ 0 0 {size} ] /Contents {contents} 0 R", beside

    def _watermark(self, words: str) -> int:
        """The words across the page: one object for all pages that have them."""
        found = self._watermarks.get(words)
        if found is None:
            found = self._watermarks[words] = write_watermark(self._writer, watermark_shapes(self._faces, words))
        return found

    def _catalog(self, top: int, title: str) -> str:
        """What is said of the file as a whole."""
        writer, document = self._writer, self._document
        shown, labels = writer.added("<< /DisplayDocTitle true >>"), writer.number()
        named = (pdf_string(self._faces.painted(page.label)) for page in document.pages)
        nums = " ".join(f"{number} {writer.added(f'<< /P {label} >>')} 0 R" for number, label in enumerate(named))
        writer.add(labels, f"<< /Nums [ {nums} ] >>")
        told = writer.stream(metadata_of(title, document.language), "/Type /Metadata /Subtype /XML")
        structure = write_structure(self._tree, writer)
        bookmarks = write_bookmarks(self._bookmarks(), writer)
        parts = [
            f"/Type /Catalog /Lang ({document.language}) /MarkInfo << /Marked true >> /Metadata {told} 0 R",
            f"/PageLabels {labels} 0 R /Pages {top} 0 R /StructTreeRoot {structure} 0 R /ViewerPreferences {shown} 0 R",
            *([f"/Outlines {bookmarks} 0 R"] if bookmarks else []),
        ]
        return f"<< {' '.join(parts)} >>"

    def _bookmarks(self) -> list[tuple[int, str]]:
        """The bookmarks of a document of several pages."""
        named = [(number, self._faces.painted(page.bookmark)) for number, page in enumerate(self._document.pages)]
        return [pair for pair in named if pair[1]] if len(named) > 1 else []
