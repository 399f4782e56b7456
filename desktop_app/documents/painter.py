"""Paints pages with the bare reportlab canvas, then writes the file in its one canonical form.

The same document gives the same bytes, whatever the clock, the folder, the locale, the environment or what was painted
before: only our own embedded faces are used, no markup is read, positions are fixed to a hundredth of a point, and of
the document information only the title is kept.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.faces import FILES, faces_in
from desktop_app.documents.images import image_stream
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.metadata import metadata_of
from desktop_app.documents.page_sheet import NAMES, FaceParts, PageSheet
from desktop_app.documents.structure_tree import ObjectWriter, StructureTree, write_bookmarks, write_structure
from desktop_app.documents.watermarks import watermark_shapes, watermark_stream
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, FontFace, PageDocument
from desktop_app.pagespec.signs import WATERMARK_NAME

_UNUSED_CODE = late_pattern(rb"<[0-9A-F]{2}> <0000>\r?\n")
_CODE_COUNT = late_pattern(rb"\d+ beginbfchar")


class ReportlabPainter:
    """Paints documents in the faces of a folder."""

    def __init__(self, fonts: Path) -> None:
        self._folder = fonts
        self._faces = faces_in(fonts)
        self._measure = FontMeasure(fonts)

    def get_ready(self) -> None:
        """Makes the faces known to reportlab, which keeps them for the whole process, and finds out all widths."""
        self._faces.get_ready()
        for face, name in FILES.items():
            if NAMES[face] not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(NAMES[face], str(self._folder / name), asciiReadable=True))

    def paint(self, document: PageDocument) -> bytes:
        """The PDF of the document, tagged and in canonical form."""
        self.get_ready()
        canvas = Canvas(
            io.BytesIO(),
            pagesize=(LETTER_WIDTH, LETTER_HEIGHT),
            invariant=1,
            lang=document.language,
            pdfVersion=(1, 7),
            initialFontName=NAMES[FontFace.REGULAR],  # type: ignore[arg-type]  # the stubs take it for a size
            pageCompression=0,  # the canonical form compresses
        )
        canvas.setTitle(self._faces.painted(document.title))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        tree, parts = StructureTree(), FaceParts(canvas)
        sheets: list[PageSheet] = []
        for number, page in enumerate(document.pages):
            canvas.addPageLabel(number, prefix=self._faces.painted(page.label))
            canvas.setPageSize((page.width, page.height))
            sheet = PageSheet(parts, self._faces, self._measure, tree)
            canvas._code += sheet.paint(page)  # type: ignore[attr-defined] # noqa: SLF001 - there is no other door
            sheets.append(sheet)
            canvas.showPage()
            _plain(canvas)
        return self._finished(canvas.getpdfdata(), document, sheets, tree)  # type: ignore[no-untyped-call]

    def missing_glyphs(self, text: str) -> str:
        """The characters of the text for which a substitute is painted, each once, in order."""
        return self._faces.missing(text)

    def _finished(
        self, content: bytes, document: PageDocument, sheets: Sequence[PageSheet], tree: StructureTree
    ) -> bytes:
        """The file freed of what reportlab adds by itself (dates, producer, transitions), in canonical form."""
        writer = ObjectWriter(content)
        structure = write_structure(tree, writer)
        bookmarks = write_bookmarks(self._bookmarks(document), writer)
        with pikepdf.open(io.BytesIO(writer.file())) as pdf:
            self._frame(pdf, document)
            pdf.Root.StructTreeRoot = pdf.get_object(structure, 0)
            if bookmarks:
                pdf.Root.Outlines = pdf.get_object(bookmarks, 0)
            for number, (page, sheet) in enumerate(zip(pdf.pages, sheets, strict=True)):
                _finish_page(pdf, page.obj, number, sheet)
            self._watermarks(pdf, sheets)
            _clean_characters(pdf)
            return canonical_pdf(pdf)

    def _frame(self, pdf: pikepdf.Pdf, document: PageDocument) -> None:
        """What is said of the file as a whole."""
        pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=pdf.docinfo.Title))
        del pdf.Root.PageMode
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        metadata = pikepdf.Stream(pdf, metadata_of(self._faces.painted(document.title), document.language))
        metadata.stream_dict = pikepdf.Dictionary(Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.Root.Metadata = pdf.make_indirect(metadata)

    def _bookmarks(self, document: PageDocument) -> list[tuple[int, str]]:
        """The bookmarks of a document of several pages."""
        named = [(number, self._faces.painted(page.bookmark)) for number, page in enumerate(document.pages)]
        return [pair for pair in named if pair[1]] if len(named) > 1 else []

    def _watermarks(self, pdf: pikepdf.Pdf, sheets: Sequence[PageSheet]) -> None:
        """The words across the pages: one object for all pages that have them."""
        made = {
            words: watermark_stream(pdf, watermark_shapes(self._faces, words))
            for words in dict.fromkeys(sheet.watermark for sheet in sheets if sheet.watermark)
        }
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            if sheet.watermark:
                held = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
                held[WATERMARK_NAME] = made[sheet.watermark]
                page.obj.Resources.XObject = held


def _plain(canvas: Canvas) -> None:
    """The contents of the last page as bytes: reportlab would look for each sign in a coding of its own."""
    page = canvas._doc.Pages.pages[-1]  # type: ignore[attr-defined] # noqa: SLF001 - there is no other door
    page.stream = page.stream.encode("ascii")


def _finish_page(pdf: pikepdf.Pdf, page: pikepdf.Object, number: int, sheet: PageSheet) -> None:
    del page["/Trans"], page["/Rotate"]
    page.StructParents = number
    page["/Tabs"] = pikepdf.Name.S
    page.Resources = pikepdf.Dictionary(Font=page.Resources.Font)
    if sheet.pictures:
        named = {f"/I{index}": image_stream(pdf, image) for index, image in enumerate(sheet.pictures, 1)}
        page.Resources.XObject = pikepdf.Dictionary(named)


def _clean_characters(pdf: pikepdf.Pdf) -> None:
    """Codes that no text uses stand for no character."""
    fonts = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.Font.values()}
    for font in fonts.values():
        table = _UNUSED_CODE.sub(b"", font.ToUnicode.read_bytes())
        count = table.count(b"> <") - 1  # one of them says how long the codes are
        font.ToUnicode.write(_CODE_COUNT.sub(b"%d beginbfchar" % count, table))
