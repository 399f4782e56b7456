"""What is read of a foreign document before it is filed: words with their place, and what a reader might not see."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app import bootstrap
from desktop_app.documents import foreign
from desktop_app.documents.attachment_worker import AttachmentWorker
from desktop_app.documents.foreign import NotFiled, open_foreign
from desktop_app.documents.hidden_content import carriers
from desktop_app.domain.attachments import WHOLE
from desktop_app.services.filing_package.attached import ROOM
from desktop_app.services.ports import PageText
from desktop_app.services.workers.workers import WorkerStarter
from tests.support import foreign_papers as papers


def never() -> bool:
    return False


def read(content: bytes, *areas: foreign.Area, page: int = 0) -> PageText:
    return open_foreign(content).read(page, areas)


def lines(content: bytes, *areas: foreign.Area) -> list[str]:
    return [" ".join(text.split()) for text, _ in read(content, *areas).lines]


def test_the_lines_of_a_page_and_where_they_stand() -> None:
    found = read(papers.pdf())
    assert found.lines == (("SAMPLE agreement, page 1", 11), ("The parties agree on what follows.", 24))
    assert (found.covered, found.blank, found.pictured, found.coded) == ((), False, False, ())


def test_what_lies_beneath_a_box_is_told_apart() -> None:
    found = read(papers.pdf("1,234.50"), papers.BOX)
    assert found.covered == ("1,234.50",)
    assert "1,234.50" not in " ".join(text for text, _ in found.lines)
    assert "1,234.50" in lines(papers.pdf("1,234.50"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_covers_what_is_seen_beneath_it_however_the_page_is_turned(turn: int) -> None:
    def turned(document: pikepdf.Pdf) -> None:
        document.pages[0].obj["/Rotate"] = turn

    left, top, right, bottom = papers.BOX
    boxes = {
        0: papers.BOX,
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }
    assert read(papers.changed(papers.pdf("1,234.50"), turned), boxes[turn]).covered == ("1,234.50",)


def test_a_page_whose_corner_lies_elsewhere_is_read_where_it_is_seen() -> None:
    def shifted(document: pikepdf.Pdf) -> None:
        document.pages[0].obj["/MediaBox"] = pikepdf.Array([-100, -50, 512, 742])

    left, top, right, bottom = papers.BOX
    by = (100 / 612, -50 / 792)
    moved = (left + by[0], top + by[1], right + by[0], bottom + by[1])
    assert read(papers.changed(papers.pdf("1,234.50"), shifted), moved).covered == ("1,234.50",)


def test_what_is_filled_in_and_commented_counts_as_words() -> None:
    def form(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="amount", value="1,234,567", x=72, y=500, width=200, height=20)

    assert "1,234,567" in lines(papers.pdf(paint=form))

    def comment(document: pikepdf.Pdf) -> None:
        drawn = pikepdf.Stream(document, b"BT /F1 12 Tf 2 5 Td (Price 85 cents) Tj ET")
        drawn["/Type"], drawn["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn["/BBox"] = pikepdf.Array([0, 0, 200, 20])
        face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        drawn["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=face))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[72, 400, 272, 420],
            F=4,
            DA=pikepdf.String("/Helv 12 Tf 0 g"),
            Contents=pikepdf.String("Price 85 cents"),
            AP=pikepdf.Dictionary(N=document.make_indirect(drawn)),
        )
        document.pages[0].obj["/Annots"] = pikepdf.Array([document.make_indirect(note)])

    assert "Price 85 cents" in lines(papers.changed(papers.pdf(), comment))


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(72, 300, "White on white")


def off_page(canvas: Canvas) -> None:
    canvas.drawString(72, -40, "Below the edge")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 300)
    text.setTextRenderMode(3)
    text.textLine("Recognised")
    canvas.drawText(text)


def covered(canvas: Canvas) -> None:
    canvas.drawString(72, 300, "Beneath white paper")
    canvas.setFillGray(1)
    canvas.rect(0, 0, 612, 792, stroke=0, fill=1)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillGray(0.97)
    canvas.drawString(72, 300, "Nearly white")


def only(paint: Callable[[Canvas], None]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=papers.LETTER, invariant=1)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("paint", [white, off_page, invisible, covered, nearly_white])
def test_a_page_that_draws_blank_while_it_holds_text_is_told(paint: Callable[[Canvas], None]) -> None:
    assert read(only(paint)).blank
    assert not read(papers.pdf(paint=paint)).blank or paint is covered


def test_an_empty_page_and_a_faint_line_are_not_blank_pages_with_text() -> None:
    assert not read(only(lambda _: None)).blank
    assert not read(only(lambda canvas: canvas.drawString(72, 300, "."))).blank


def jpeg(size: int = 200) -> ImageReader:
    target = io.BytesIO()
    Image.effect_noise((size, size), 60).convert("RGB").save(target, "JPEG")
    return ImageReader(target)


@pytest.mark.slow
def test_a_scan_without_text_is_a_picture_that_nobody_can_search() -> None:
    assert read(papers.scanned_pdf("")).pictured

    def whole(canvas: Canvas) -> None:
        canvas.drawImage(jpeg(), 0, 0, 612, 792)

    scan = read(only(whole))
    assert (scan.pictured, scan.lines, scan.blank) == (True, (), False)

    def with_words(canvas: Canvas) -> None:
        canvas.drawImage(jpeg(), 0, 0, 612, 792)
        canvas.drawString(72, 72, "a " * 200)

    assert not read(only(with_words)).pictured
    assert read(papers.packed(papers.scan(""), "PNG"), papers.BOX) == PageText(covered=("",), pictured=True)
    assert not read(papers.pdf(paint=lambda canvas: canvas.drawImage(jpeg(), 72, 100, 50, 50))).pictured


def packed_as(filter_: str, data: bytes = b"", *, nested: bool = False) -> bytes:
    """A page with a picture that is packed in a way, drawn 400 points wide, in a form of its own if `nested`."""

    def put(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, b"")
        stream.write(data, filter=pikepdf.Name(f"/{filter_}"))
        for key, value in (
            ("Type", pikepdf.Name.XObject),
            ("Subtype", pikepdf.Name.Image),
            ("Width", 8),
            ("Height", 8),
        ):
            stream[f"/{key}"] = value
        stream["/ColorSpace"], stream["/BitsPerComponent"] = pikepdf.Name.DeviceGray, 8
        page = document.pages[0].obj
        picture = document.make_indirect(stream)
        if nested:
            form = pikepdf.Stream(document, b"q 20 0 0 20 0 0 cm /Im Do Q")
            form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            form["/BBox"] = pikepdf.Array([0, 0, 20, 20])
            form["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
            page["/Resources"]["/XObject"] = pikepdf.Dictionary(Im=document.make_indirect(form))
            drawn = b"q 20 0 0 20 50 100 cm /Im Do Q"
        else:
            page["/Resources"]["/XObject"] = pikepdf.Dictionary(Im=picture)
            drawn = b"q 400 0 0 400 50 100 cm /Im Do Q"
        document.pages[0].contents_add(pikepdf.Stream(document, drawn))

    return papers.changed(papers.pdf(), put)


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(("filter_", "name"), [("JPXDecode", "JPEG 2000"), ("JBIG2Decode", "JBIG2")])
def test_a_picture_whose_ink_reaches_far_is_told_and_blackened_whole(filter_: str, name: str, nested: bool) -> None:
    target = io.BytesIO()
    Image.new("L", (8, 8), 255).save(target, "JPEG2000")
    content = packed_as(filter_, target.getvalue() if filter_ == "JPXDecode" else b"\0", nested=nested)
    assert read(content).coded == (name,)
    assert open_foreign(content).reach(0) == pytest.approx(400)


def test_the_reach_of_a_picture_grows_with_the_form_that_holds_it() -> None:
    def nested(canvas: Canvas) -> None:
        canvas.beginForm("f")
        canvas.drawImage(jpeg(), 0, 0, 20, 20)
        canvas.endForm()
        canvas.scale(20, 20)
        canvas.doForm("f")

    plain = papers.pdf(paint=lambda canvas: canvas.drawImage(jpeg(), 0, 0, 400, 400))
    assert (
        open_foreign(papers.pdf(paint=nested)).reach(0)
        == pytest.approx(open_foreign(plain).reach(0))
        == foreign.REACH * 2
    )


PLEASE_WAIT = "Please wait... If this message is not eventually replaced by the contents of the document"
XFA = {"/AcroForm": pikepdf.Dictionary(XFA=pikepdf.String("x"))}


def saying(words: str) -> bytes:
    return only(lambda canvas: canvas.drawString(72, 700, words))


@pytest.mark.parametrize(
    "content",
    [
        papers.with_root(saying("Please wait..."), XFA),
        papers.with_root(saying(PLEASE_WAIT), XFA),
        papers.with_root(saying("Your viewer is not able to display it"), XFA),
        papers.with_root(saying("Get the latest version of the reader"), XFA),
        papers.with_root(only(lambda _: None), XFA),
        papers.with_root(only(white), XFA),
        saying(PLEASE_WAIT),
        saying("To view it you need a later version of the PDF viewer."),
        saying("For the best experience, open this PDF portfolio in another program."),
    ],
)
def test_a_page_that_only_stands_in_for_another_is_refused(content: bytes) -> None:
    with pytest.raises(NotFiled, match="only one program can show"):
        open_foreign(content)


def test_a_form_of_that_kind_with_contents_is_taken_and_told() -> None:
    content = papers.with_root(papers.pdf(), XFA)
    assert len(open_foreign(content).sizes) == 1
    assert any("XFA" in words for words in carriers(content))
    assert len(open_foreign(saying("Please wait for the inspector at the gate.")).sizes) == 1


def test_the_worker_warns_of_pages_and_reads_them() -> None:
    reader = AttachmentWorker(WorkerStarter(bootstrap.worker_command()), ROOM)
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for paint in (white, lambda canvas: canvas.drawString(72, 700, "Seen"), off_page):
        paint(canvas)
        canvas.showPage()
    canvas.save()
    looked = reader.look("a.pdf", target.getvalue(), never)
    assert looked.warnings == ("Pages 1 and 3 draw blank although the file has text there: nothing of it is filed.",)
    jpx = reader.look("a.pdf", packed_as("JPXDecode", zlib.compress(b"")), never)
    assert jpx.warnings[-1] == "Page 1: a box over a JPEG 2000 picture blackens all of that picture."
    left, top, right, bottom = (round(part * WHOLE) for part in papers.BOX)
    (page,) = reader.read("a.pdf", papers.pdf("1,234.50"), {0: [(left, top, right, bottom)]}, never)
    assert page == read(papers.pdf("1,234.50"), papers.BOX)
