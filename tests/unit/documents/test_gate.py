"""A public file holds what this program writes and nothing else: whatever is planted in it is found."""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from desktop_app.documents.gates import inspect
from desktop_app.documents.protection import protect_with_password
from desktop_app.pagespec.pages import PageDocument, PaperPage, RectangleItem, TextItem
from tests.support import painted_documents as sheets
from tests.support.painted_documents import contents, planted, text

Plant = Callable[[Pdf], object]


def rooted(**entries: object) -> Plant:
    def plant(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = pdf.make_indirect(value) if isinstance(value, Dictionary) else value

    return plant


def on_page(**entries: object) -> Plant:
    def plant(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[-1].obj[f"/{name}"] = value

    return plant


def attached(pdf: Pdf) -> None:
    pdf.attachments["ledger.txt"] = pikepdf.AttachedFileSpec(pdf, sheets.SECRET.encode(), filename="ledger.txt")


def metadata(pdf: Pdf) -> None:
    with pdf.open_metadata() as found:
        found["dc:description"] = sheets.SECRET


def info(pdf: Pdf) -> None:
    pdf.docinfo["/Subject"] = String(sheets.NUMBER)


def annotated(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(sheets.SECRET))
    pdf.pages[-1].obj.Annots = Array([pdf.make_indirect(note)])


def image(pdf: Pdf) -> None:
    picture = Stream(pdf, b"\x00" * 3, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[-1].obj.Resources.XObject = Dictionary(Im0=picture)
    contents(pdf, b"q 9 0 0 9 0 0 cm /Im0 Do Q")


def thumbnail(pdf: Pdf) -> None:
    pdf.pages[-1].obj.Thumb = Stream(pdf, b"\x00", Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray)


def written_over(add: Callable[[Pdf], bytes], *, first: bool = False) -> Plant:
    return lambda pdf: contents(pdf, add(pdf), first=first)


def beneath_a_mark(pdf: Pdf) -> None:
    """The value under the bar, as a box drawn over a document leaves it."""
    contents(pdf, text(pdf, "1,234,567", x=202, y=792 - 507, size=6), first=True)


def on_a_mark(pdf: Pdf) -> None:
    contents(pdf, text(pdf, "1,234", x=202, y=792 - 507, size=6, gray=0))


def another_mark(width: float, word: bytes) -> Plant:
    def plant(pdf: Pdf) -> None:
        data = pdf.pages[-1].obj.Contents.read_bytes()
        pdf.pages[-1].obj.Contents.write(data.replace(b" 60 8 re", b" %g 8 re" % width).replace(b"[SEALED]", word))

    return plant


def font_of(pdf: Pdf) -> pikepdf.Object:
    fonts = pdf.pages[-1].obj.Resources.Font
    return fonts[f"/{sheets.font_name(pdf).decode()}"]


def character_of_a_font(pdf: Pdf) -> None:
    """A code that no page shows stands for a character: what was used before the value was taken out."""
    table = font_of(pdf).ToUnicode
    data = table.read_bytes()
    at = data.index(b"<7F> <") if b"<7F> <" in data else data.index(b"endbfchar") - 15
    table.write(data[: at + 6] + b"0141" + data[at + 10 :])


def words_in_a_table(pdf: Pdf) -> None:
    table = font_of(pdf).ToUnicode
    table.write(table.read_bytes() + b"% " + sheets.NUMBER.encode())


def words_in_a_font_file(pdf: Pdf) -> None:
    file = font_of(pdf).FontDescriptor.FontFile2
    file.write(file.read_bytes() + sheets.NUMBER.encode())


def kept_width(pdf: Pdf) -> None:
    font_of(pdf).Widths.append(1234)


def hidden_page(pdf: Pdf) -> None:
    """A page that the tree does not count, kept by another one."""
    other = pdf.make_indirect(Dictionary(Type=Name.Page, Contents=Stream(pdf, sheets.NUMBER.encode())))
    pdf.pages[-1].obj.Next = other


def one_more_label(pdf: Pdf) -> None:
    numbers = list(pdf.Root.PageLabels.Nums)
    pdf.Root.PageLabels.Nums = Array([*numbers, 7, Dictionary(P=String(sheets.NUMBER))])


def elements(pdf: Pdf, kind: str) -> list[pikepdf.Object]:
    """The elements of the structure of a kind, in the order of reading."""

    def within(node: pikepdf.Object) -> list[pikepdf.Object]:
        kids = node.get("/K", Array())
        listed = list(kids) if isinstance(kids, Array) else [kids]
        own = [node] if node.get("/S") == Name(f"/{kind}") else []
        return own + [deeper for kid in listed if isinstance(kid, Dictionary) for deeper in within(kid)]

    return within(pdf.Root.StructTreeRoot.K)


def on_element(kind: str, **entries: object) -> Plant:
    def plant(pdf: Pdf) -> None:
        for name, value in entries.items():
            elements(pdf, kind)[-1][f"/{name}"] = value

    return plant


def words_in_metadata(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Annual", sheets.NUMBER.encode()))


def bookmarked_twice(pdf: Pdf) -> None:
    pdf.Root.Outlines.Last.Dest = pdf.Root.Outlines.First.Dest


def element_of_none(pdf: Pdf) -> None:
    """An element that no page marks, kept for its words."""
    own = pdf.make_indirect(Dictionary(S=Name.Figure, P=pdf.Root.StructTreeRoot.K, Alt=String(sheets.NUMBER)))
    pdf.Root.StructTreeRoot.K.K.append(own)


def marked_as_another(pdf: Pdf) -> None:
    stream = pdf.pages[-1].obj.Contents
    stream.write(stream.read_bytes().replace(b"/TD <</MCID", b"/P <</MCID", 1))


def moved_to_another(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums[3]
    numbers[0] = numbers[1]


def other_watermark(pdf: Pdf) -> None:
    shapes = pdf.pages[0].obj.Resources.XObject["/W"]
    shapes.write(shapes.read_bytes() + b" n 72 72 m 90 90 l S")


STRUCTURE: dict[str, tuple[Plant, str]] = {
    "words for a screen reader beside a cell": (on_element("TD", Alt=String("1,234,567")), "structure"),
    "words instead of a cell": (on_element("TD", ActualText=String("1,234,567")), "structure"),
    "words instead of what is struck": (on_element("Span", ActualText=String("deleted: 1,234,567")), "structure"),
    "what a short name stands for": (on_element("P", E=String("1,234,567")), "structure"),
    "a title of an element": (on_element("P", T=String("1,234,567")), "structure"),
    "an identifier of an element": (on_element("P", ID=String("1,234,567")), "structure"),
    "a class of an element": (on_element("TD", C=Name("/1234567")), "structure"),
    "an attribute of an element": (on_element("TD", A=Dictionary(O=Name.Table, Summary=String("1,234"))), "structure"),
    "a kind of our own making": (on_element("P", S=Name("/N1234567")), "structure"),
    "words for a picture that are too long": (on_element("Figure", Alt=String("9" * 3000)), "structure"),
    "a picture without words": (lambda pdf: elements(pdf, "Figure")[0].__delitem__("/Alt"), "structure"),
    "an element of nothing": (element_of_none, "structure"),
    "a cell marked as a paragraph": (marked_as_another, "structure"),
    "a part that belongs to another element": (moved_to_another, "structure"),
    "names of kinds": (lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary()), "structure"),
    "words in metadata": (words_in_metadata, "metadata"),
    "a bookmark to a page that has one": (bookmarked_twice, "bookmark"),
    "a bookmark of a look of its own": (lambda pdf: pdf.Root.Outlines.First.__setitem__("/F", 2), "bookmark"),
    "a count of bookmarks": (lambda pdf: pdf.Root.Outlines.__setitem__("/Count", 1234567), "bookmark"),
    "the number of a page": (on_page(StructParents=7), "structure"),
    "what is neither read aloud nor an artifact": (written_over(lambda pdf: text(pdf, "x")), "structure"),
    "an artifact with words": (
        written_over(lambda _: b"/Artifact <</Contents (1,234)>> BDC EMC"),
        "contents",
    ),
    "a mark that does not end": (written_over(lambda _: b"/Artifact BMC"), "contents"),
    "other shapes across the page": (other_watermark, "picture"),
}


@pytest.mark.parametrize("name", STRUCTURE)
def test_what_is_planted_in_what_is_read_aloud_is_found(name: str) -> None:
    plant, kind = STRUCTURE[name]
    clean = sheets.spoken()
    assert inspect(clean, "Annual report", 2) == ()
    pdf = planted(clean, plant)
    assert pdf != clean
    found = inspect(pdf, "Annual report", 2)
    assert kind in {finding.name for finding in found}, found
    assert not any("1,234" in finding.sentence for finding in found)


def test_a_file_of_the_first_version_is_one_of_this_program() -> None:
    """It had no structure: its pages are the same, and nothing of what is read aloud is there."""

    def without(pdf: Pdf) -> None:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
            del pdf.Root[key]
        for found in pdf.pages:
            del found.obj["/StructParents"], found.obj["/Tabs"]
            tagged = found.obj.Contents.read_bytes()
            found.obj.Contents.write(re.sub(rb"/P <</MCID \d+>> BDC|/Artifact BMC|EMC", b"", tagged))

    page = PaperPage("1", (TextItem(72, 100, "Annual report"), RectangleItem(72, 200, 50, 50)))
    pdf = planted(sheets.painter().paint(PageDocument("r.pdf", "Annual report", (page,))), without)
    assert inspect(pdf, "Annual report", 1) == ()


PLANTS: dict[str, tuple[Plant, str]] = {
    "a script": (rooted(OpenAction=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), "catalog"),
    "names": (rooted(Names=Dictionary(Dests=Dictionary())), "catalog"),
    "an attachment": (attached, "catalog"),
    "metadata": (metadata, "metadata"),
    "a form": (rooted(AcroForm=Dictionary(Fields=Array())), "catalog"),
    "bookmarks": (rooted(Outlines=Dictionary(Type=Name.Outlines)), "bookmark"),
    "layers": (rooted(OCProperties=Dictionary(OCGs=Array(), D=Dictionary())), "catalog"),
    "private data": (rooted(PieceInfo=Dictionary(App=Dictionary())), "catalog"),
    "a structure tree": (rooted(StructTreeRoot=Dictionary(Type=Name.StructTreeRoot)), "structure"),
    "a key of our own making": (rooted(Sealed=String(sheets.NUMBER)), "catalog"),
    "document information": (info, "document"),
    "another title": (lambda pdf: pdf.docinfo.update({"/Title": String("Secret 1,234")}), "title"),
    "a label": (lambda pdf: pdf.Root.PageLabels.Nums[1].update({"/S": Name.D}), "label"),
    "a long label": (lambda pdf: pdf.Root.PageLabels.Nums[1].update({"/P": String("x" * 201)}), "label"),
    "labels for pages that are not there": (one_more_label, "labels"),
    "an annotation": (annotated, "page"),
    "private data of a page": (on_page(PieceInfo=Dictionary()), "page"),
    "a smaller page": (on_page(CropBox=Array([0, 0, 100, 100])), "page"),
    "a bigger sheet": (on_page(MediaBox=Array([0, 0, 612, 900])), "page"),
    "a turned page": (on_page(Rotate=90), "page"),
    "a page behind a page": (hidden_page, "page"),
    "a picture": (image, "contents"),
    "a thumbnail": (thumbnail, "page"),
    "white text": (written_over(lambda pdf: text(pdf, "1,234", gray=1)), "pale"),
    "tiny text": (written_over(lambda pdf: text(pdf, "1,234", size=0.1)), "small"),
    "text off the page": (written_over(lambda pdf: text(pdf, "1,234", x=-400)), "outside"),
    "text above the page": (written_over(lambda pdf: text(pdf, "1,234", y=900)), "outside"),
    "invisible text": (written_over(lambda pdf: b"BT 3 Tr ET " + text(pdf, "1,234")), "contents"),
    "text clipped away": (written_over(lambda _: b"0 0 1 1 re W n"), "contents"),
    "a coloured text": (written_over(lambda _: b"1 0 0 rg"), "contents"),
    "a remark": (written_over(lambda _: b"% " + sheets.NUMBER.encode()), "contents"),
    "a word for a screen reader": (
        written_over(lambda pdf: b"/Span <</ActualText (1,234)>> BDC " + text(pdf, "x") + b" EMC"),
        "contents",
    ),
    "letters set apart": (written_over(lambda _: b"BT 9 Tc ET"), "contents"),
    "text under a mark": (beneath_a_mark, "covered"),
    "text on a mark": (on_a_mark, "covered"),
    "a box over text": (written_over(lambda _: b"0.9 g n 90 300 400 480 re f*"), "covered"),
    "a black box": (written_over(lambda _: b"0 g n 90 30 40 8 re f*"), "bar"),
    "a broad line": (written_over(lambda _: b"12 w n 90 300 m 400 300 l S"), "bar"),
    "a mark as long as its value": (another_mark(71, b"[SEALED]"), "contents"),
    "a mark that says another word": (another_mark(60, b"[SEAL1D]"), "contents"),
    "a character of a font": (character_of_a_font, "font"),
    "words in a table of characters": (words_in_a_table, "font"),
    "words in a font": (words_in_a_font_file, "font"),
    "a width too many": (kept_width, "font"),
}


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_planted_is_found(name: str) -> None:
    plant, kind = PLANTS[name]
    pdf = planted(sheets.public(), plant)
    assert pdf != sheets.public()
    found = inspect(pdf, "Annual report", 2)
    assert found
    assert kind in {finding.name for finding in found}, found
    assert not any(sheets.SECRET in finding.sentence or "1,234" in finding.sentence for finding in found)


def uncollected(pdf: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as found:
        found.make_stream(sheets.NUMBER.encode())
        found.save(target, preserve_pdfa=False)
    return target.getvalue()


def repacked(pdf: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as found:
        found.save(target, compress_streams=False, deterministic_id=True)
    return target.getvalue()


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "behind the end": lambda pdf: pdf + b"1,234,567",
    "a blank line behind the end": lambda pdf: pdf + b"\n",
    "another revision": lambda pdf: pdf + pdf[-60:],
    "before the beginning": lambda pdf: b"1,234\n" + pdf,
    "a remark between objects": lambda pdf: pdf.replace(b"endobj\n", b"endobj\n%1,234\n", 1),
    "cut off": lambda pdf: pdf[:-200],
    "nothing": lambda _: b"",
    "a letter": lambda _: b"Dear Sir",
    "an object that nothing refers to": uncollected,
    "another way of packing": repacked,
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_do_not_belong_are_found(name: str) -> None:
    pdf = BYTES[name](sheets.public())
    assert pdf != sheets.public()
    assert inspect(pdf)


def test_a_locked_file_is_said_so() -> None:
    (finding,) = inspect(protect_with_password(sheets.public(), "word"))
    assert finding.name == "encrypted"


def test_pages_and_title_are_compared_with_the_document() -> None:
    assert [finding.name for finding in inspect(sheets.public(), "Another title", 2)] == ["title"]
    assert [finding.name for finding in inspect(sheets.public(), "Annual report", 3)] == ["pages"]
