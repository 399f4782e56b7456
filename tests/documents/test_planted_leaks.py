"""Leaks planted on purpose, one of each kind: the gates together see every one. A leak that no gate sees fails here.

Two families. What leaks through the data of which the public version is made is seen by the self-test, which exchanges
the sealed values. What is put into the finished file is seen by the inspection of that file; each such file is written
in canonical form again, so that the planted thing itself is what is seen.
"""

import hashlib
import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from desktop_app.documents.canonical import canonical_pdf
from desktop_app.documents.inspector import PdfFileInspector
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.public_view import HiddenValue
from desktop_app.pagespec.pages import PageDocument, PageImage, PaperPage, PictureItem, SealMark, TextItem
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.package_tools import SealedLeak
from desktop_app.services.filing_package.produce import inspect_public
from desktop_app.services.filing_package.redaction_trials import try_requests
from desktop_app.services.filing_package.request import RenderRequest
from desktop_app.services.ports import RenderedFile
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork

SECRET = "15,500"
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
WHITE = PageImage(40, 20, False, zlib.compress(b"\xff" * 20 * 20))

# Through the data


def sealed_value(source: FilingSource) -> Value | HiddenValue | None:
    return source.view.values.get(Place("loans", "b", "owed"))


def numeric(source: FilingSource) -> Decimal:
    value = sealed_value(source)
    return value if isinstance(value, Decimal) else Decimal(0)


Spoil = Callable[[FilingSource, RenderRequest], RenderRequest]


def said(words: Callable[[FilingSource], str]) -> Spoil:
    """A letter says something made of the sealed value."""
    return lambda source, request: replace(request, fields={**request.fields, "leak": words(source)})


def shown(source: FilingSource, request: RenderRequest) -> RenderRequest:
    value = sealed_value(source)
    values = dict(request.view.values)
    values[Place("loans", "b", "owed")] = HiddenValue.SEALED if value is None else value
    return replace(request, view=replace(request.view, values=values))


def total_again(source: FilingSource, request: RenderRequest) -> RenderRequest:
    values = {**request.view.values, Place("loans", "total", "owed"): Decimal(210000) + numeric(source)}
    return replace(request, view=replace(request.view, values=values))


def ordered(source: FilingSource, request: RenderRequest) -> RenderRequest:
    rows = ("a", "b") if numeric(source) < 1000 else ("b", "a")
    return replace(request, view=replace(request.view, rows={**request.view.rows, "loans": rows}))


def zero_suppressed(source: FilingSource, request: RenderRequest) -> RenderRequest:
    rows = ("a", "b") if numeric(source) else ("a",)
    return replace(request, view=replace(request.view, rows={**request.view.rows, "loans": rows}))


def sealed_only_if_filled(source: FilingSource, request: RenderRequest) -> RenderRequest:
    gone = {Place("loans", "b", "owed")} if not numeric(source) else set()
    return replace(request, view=replace(request.view, sealed=request.view.sealed - gone))


def noted(source: FilingSource, request: RenderRequest) -> RenderRequest:
    note = {Place("loans", "a", "owed"): "It grew."} if numeric(source) > 0 else {}
    return replace(request, view=replace(request.view, notes={**request.view.notes, **note}))


def left_out(source: FilingSource, request: RenderRequest) -> RenderRequest:
    kept = tuple(key for key in request.schedules if key != "loans" or numeric(source))
    return replace(request, schedules=kept)


def marked_draft(source: FilingSource, request: RenderRequest) -> RenderRequest:
    return replace(request, draft=numeric(source) < 0)


def overridden(source: FilingSource, request: RenderRequest) -> RenderRequest:
    return replace(request, overrides={Place("w2", "total", "amount"): f"less {numeric(source)}"})


def reasoned(source: FilingSource, request: RenderRequest) -> RenderRequest:
    seals = tuple(
        replace(seal, reason=f"{seal.reason} {len(str(sealed_value(source)))}") for seal in request.view.seals
    )
    return replace(request, view=replace(request.view, seals=seals))


THROUGH_DATA: dict[str, Spoil] = {
    "the value itself": shown,
    "a total computed again": total_again,
    "the order of rows": ordered,
    "a row left out when zero": zero_suppressed,
    "a cell sealed only if it is filled": sealed_only_if_filled,
    "a note that depends on it": noted,
    "a schedule left out": left_out,
    "a watermark by sign": marked_draft,
    "the reason of a typed value": overridden,
    "the reason of a seal": reasoned,
    "a digest": said(lambda source: hashlib.sha256(str(sealed_value(source)).encode()).hexdigest()),
    "its length as padding": said(lambda source: " " * len(str(sealed_value(source)))),
    "one item or several": said(lambda source: "1 item" if numeric(source) == 1 else "items"),
    "its size in words": said(lambda source: "large" if abs(numeric(source)) > 10000 else "small"),
    "a message that it does not balance": said(lambda source: f"Does not balance by {numeric(source) % 7}."),
}


@pytest.mark.parametrize("kind", THROUGH_DATA)
def test_what_leaks_through_the_data_is_seen_by_the_self_test(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source, public = paperwork.source(), FilingSource._public

    def leaking(self: FilingSource, view: object, reasons: object) -> RenderRequest:
        seen = replace(self)
        seen.__dict__["view"] = view
        return THROUGH_DATA[kind](seen, public(self, view, reasons))  # type: ignore[arg-type]

    try_requests(source)
    monkeypatch.setattr(FilingSource, "_public", leaking)
    with pytest.raises(SealedLeak):
        try_requests(source)


# Into the file


def painted() -> bytes:
    items = (
        TextItem(72, 100, "Loan of the Farmers Bank"),
        SealMark(200, 120),
        TextItem(72, 140, "Total of all loans"),
        PictureItem(72, 300, 100, 50, WHITE),
    )
    return ReportlabPainter(FONTS).paint(
        PageDocument("r.pdf", "Report", (PaperPage("7", items), PaperPage("8", items[:1])))
    )


Plant = Callable[[pikepdf.Pdf], object]


def drawn(code: str) -> Plant:
    """Something more is painted on the first page."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        font = next(iter(page.Resources.Font.keys()))[1:]
        more = code.replace("FONT", font).encode()
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + more)

    return plant


def instead(old: bytes, new: bytes) -> Plant:
    """Something is painted otherwise."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        data = page.Contents.read_bytes()
        assert old in data
        page.Contents = pdf.make_stream(data.replace(old, new, 1))

    return plant


def in_root(key: str, value: Callable[[pikepdf.Pdf], object]) -> Plant:
    return lambda pdf: pdf.Root.__setitem__(key, value(pdf))


def on_page(key: str, value: Callable[[pikepdf.Pdf], object]) -> Plant:
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value(pdf))


def secret(_: pikepdf.Pdf) -> pikepdf.String:
    return pikepdf.String(SECRET)


def holding(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(SECRET.encode())


def annotation(kind: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 9, 9], Contents=SECRET)
    return lambda pdf: pikepdf.Array([pdf.make_indirect(note)])


def named(kind: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda pdf: pikepdf.Dictionary({kind: pikepdf.Dictionary(Names=[SECRET, pdf.make_stream(SECRET.encode())])})


def image_of_the_secret(pdf: pikepdf.Pdf) -> None:
    node = pdf.pages[0].obj.Resources.XObject["/I1"]
    node.write(b"\xf0" * 20 * 20)
    node.Filter = pikepdf.Name.FlateDecode


def longer_image(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject["/I1"].write(b"\xff" * 20 * 20 + SECRET.encode())


def second_image(pdf: pikepdf.Pdf) -> None:
    held = pdf.pages[0].obj.Resources.XObject
    held["/I2"] = pdf.make_indirect(pikepdf.Stream(pdf, b"\xff" * 400))


def soft_mask(pdf: pikepdf.Pdf) -> None:
    node = pdf.pages[0].obj.Resources.XObject["/I1"]
    node.SMask = pdf.make_stream(SECRET.encode())


def other_widths(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    font.Widths[40] = 15500


def other_characters(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
    data = font.ToUnicode.read_bytes()
    font.ToUnicode = pdf.make_stream(data.replace(b"endcmap", b"% 15,500\nendcmap"))


def longer_font(pdf: pikepdf.Pdf) -> None:
    descriptor = next(iter(pdf.pages[0].obj.Resources.Font.values())).FontDescriptor
    data = descriptor.FontFile2.read_bytes() + SECRET.encode()
    descriptor.FontFile2 = pikepdf.Stream(pdf, data, Length1=len(data))


INTO_THE_FILE: dict[str, Plant] = {
    "text beneath a bar": drawn(f"BT 1 0 0 1 200 668 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET 0 g n 195 660 60 20 re f*"),
    "white text on white": drawn(f"1 g BT 1 0 0 1 72 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET"),
    "invisible text": drawn(f"BT 3 Tr 1 0 0 1 72 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET"),
    "tiny text": drawn(f"BT 1 0 0 1 72 500 Tm /FONT 0.2 Tf 1 TL ({SECRET}) Tj ET"),
    "text off the page": drawn(f"BT 1 0 0 1 900 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET"),
    "text in plain sight": drawn(f"BT 1 0 0 1 72 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET"),
    "a bar as wide as the value": instead(b"60 8 re f*", b"31 8 re f*"),
    "a bar of a colour by sign": instead(b"0 g", b"1 0 0 rg"),
    "a word on the bar that tells more": instead(b"([SEALED]) Tj", b"([SEALED-]) Tj"),
    "text that follows shifted": drawn("BT 0.99 0.1 -0.1 0.99 72 500 Tm /FONT 9 Tf 11 TL (x) Tj ET"),
    "a comment in the contents": drawn(f"% {SECRET}"),
    "marked content with a property": drawn(f"/Span <</ActualText ({SECRET})>> BDC EMC"),
    "a hidden layer": drawn(f"/OC /L1 BDC BT 1 0 0 1 72 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET EMC"),
    "a transparent state": drawn("/GS1 gs 0 g n 72 600 100 20 re f*"),
    "a clipped text": drawn(f"n 0 0 1 1 re W n BT 1 0 0 1 72 500 Tm /FONT 9 Tf 11 TL ({SECRET}) Tj ET"),
    "keywords": lambda pdf: pdf.docinfo.__setitem__("/Keywords", SECRET),
    "metadata": in_root("/Metadata", holding),
    "a bookmark": in_root("/Outlines", lambda _: pikepdf.Dictionary(Title=SECRET)),
    "a form field": in_root("/AcroForm", lambda _: pikepdf.Dictionary(Fields=[pikepdf.Dictionary(V=SECRET)])),
    "an embedded file": in_root("/Names", named("/EmbeddedFiles")),
    "a named destination": in_root("/Dests", lambda _: pikepdf.Dictionary({f"/{SECRET}": pikepdf.Array([0])})),
    "a script": in_root("/OpenAction", lambda _: pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET)),
    "a structure tree": in_root("/StructTreeRoot", lambda _: pikepdf.Dictionary(Alt=SECRET)),
    "layers": in_root("/OCProperties", lambda _: pikepdf.Dictionary(Name=SECRET)),
    "another language": in_root("/Lang", secret),
    "a comment": on_page("/Annots", annotation("/Text")),
    "a link": on_page("/Annots", annotation("/Link")),
    "a redaction that was never applied": on_page("/Annots", annotation("/Redact")),
    "a thumbnail": on_page("/Thumb", holding),
    "private data": on_page("/PieceInfo", lambda _: pikepdf.Dictionary(X=SECRET)),
    "a crop box": on_page("/CropBox", lambda _: pikepdf.Array([0, 0, 600, 700])),
    "a page of another size": on_page("/MediaBox", lambda _: pikepdf.Array([0, 0, 612, 792.155])),
    "a page label": lambda pdf: pdf.Root.PageLabels.Nums[1].__setitem__("/P", pikepdf.String(f"7 {SECRET}")),
    "the title": lambda pdf: pdf.docinfo.__setitem__("/Title", f"Report {SECRET}"),
    "a picture of the value": image_of_the_secret,
    "a picture with more than its pixels": longer_image,
    "a picture that is not drawn": second_image,
    "a mask behind a picture": soft_mask,
    "widths of a font": other_widths,
    "a table of characters": other_characters,
    "a font with a tail": longer_font,
}


def orphaned(content: bytes) -> bytes:
    """Kept alive by a reference that is taken away in the bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.Orphan = pdf.make_stream(SECRET.encode())
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return target.getvalue().replace(b"/Orphan", b"/Lang  ", 1)


def identified(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        target = io.BytesIO()
        pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(SECRET), pikepdf.String(SECRET)])
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    return target.getvalue()


def uncompressed(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, deterministic_id=True)
    return target.getvalue()


IN_THE_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "an older revision": lambda pdf: pdf + pdf[pdf.rindex(b"startxref") :],
    "bytes behind the end": lambda pdf: pdf + SECRET.encode(),
    "bytes before the beginning": lambda pdf: SECRET.encode() + b"\n" + pdf,
    "an object that nothing refers to": orphaned,
    "an identifier of its own": identified,
    "a gap between objects": lambda pdf: pdf.replace(b"endobj\n", b"endobj\n%15,500\n", 1),
    "a stream packed otherwise": uncompressed,
}


def passes(content: bytes) -> bool:
    """Whether the gates would let the file go out: made of this filing, with these pictures, for this secret."""
    plain = paperwork.source(paperwork.filing(seals=("loans/b/owed", "loans/total/owed")))
    made = WithPicture(plain.calculation, plain.subject, plain.fields)
    press = replace(workbench.package_tools(), inspector=PdfFileInspector())
    try:
        inspect_public(made, "Loan of the Farmers Bank", [RenderedFile("r.pdf", content, (), (), 2)], press)
    except SealedLeak as leak:
        print(leak)
        return False
    return True


class WithPicture(FilingSource):
    """A filing whose public version shows one picture."""

    @property
    def public_images(self) -> tuple[PageImage, ...]:
        return (WHITE,)


@pytest.fixture(scope="module")
def clean() -> bytes:
    return painted()


def test_a_clean_file_passes(clean: bytes) -> None:
    assert passes(clean)


@pytest.mark.parametrize("kind", INTO_THE_FILE)
def test_what_is_planted_in_the_file_is_seen(kind: str, clean: bytes, expected_logs: list[str]) -> None:
    expected_logs.append("XMP")  # the library looks at metadata when it writes them
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        INTO_THE_FILE[kind](pdf)
        planted = canonical_pdf(pdf)
    assert planted != clean
    assert not passes(planted)


@pytest.mark.parametrize("kind", IN_THE_BYTES)
def test_what_is_planted_between_the_objects_is_seen(kind: str, clean: bytes) -> None:
    planted = IN_THE_BYTES[kind](clean)
    assert planted != clean
    assert not passes(planted)


def test_there_are_enough_of_them() -> None:
    assert len(THROUGH_DATA) + len(INTO_THE_FILE) + len(IN_THE_BYTES) >= 60
