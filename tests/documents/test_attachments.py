"""Foreign documents as they are filed: refused in a sentence, or drawn so that nothing beneath a box shows."""

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pikepdf
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from desktop_app import bootstrap
from desktop_app.documents import foreign, raster
from desktop_app.documents.attachment_job import attachment_job
from desktop_app.documents.attachment_worker import DRAW, LOOK, MANY, AttachmentWorker
from desktop_app.documents.foreign import NotFiled, open_foreign
from desktop_app.documents.hidden_content import carriers
from desktop_app.documents.raster import rastered
from desktop_app.domain.attachments import WHOLE
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.filing_package.attached import ROOM
from desktop_app.services.ports import PageArea
from desktop_app.services.workers.messages import parcel, unpacked
from desktop_app.services.workers.workers import (
    ForeignFile,
    FrameStream,
    WorkerFailed,
    WorkerFailure,
    WorkerLimits,
    WorkerRefused,
    WorkerStarter,
)
from tests.support import foreign_papers as papers

pytestmark = pytest.mark.slow  # whole sample companies

SIZE = (float(ROOM[0]), float(ROOM[1]))
SECRETS = ("1,234.50", "W" * 12, "", "\u0141\u00f3d\u017a 99", "(5.00)")
AREA: PageArea = (
    round(papers.BOX[0] * WHOLE),
    round(papers.BOX[1] * WHOLE),
    round(papers.BOX[2] * WHOLE),
    round(papers.BOX[3] * WHOLE),
)


def never() -> bool:
    return False


def drawn(content: bytes, *areas: foreign.Area, page: int = 0) -> PageImage:
    return rastered(open_foreign(content), page, areas, SIZE)


def gray(image: PageImage) -> Image.Image:
    """The pixels as a picture of 256 grays."""
    data = zlib.decompress(image.data)
    if image.colour:
        return Image.frombytes("RGB", (image.width, image.height), data).convert("L")
    shades = Image.frombytes("P", (image.width, image.height), data, "raw", "P;4")
    return Image.frombytes("L", shades.size, bytes(shade * raster.STEP for shade in shades.tobytes()))


# What lies beneath a box decides nothing


def under_black(secret: str) -> Callable[[Canvas], None]:
    def paint(canvas: Canvas) -> None:
        canvas.rect(papers.SECRET[0], papers.SECRET[1], 150, 20, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(papers.SECRET[0] + 4, papers.SECRET[1] + 5, secret)
        canvas.setFillGray(0)

    return paint


def coloured(secret: str) -> Callable[[Canvas], None]:
    def paint(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.1, 0.1) if secret else canvas.setFillGray(0)
        canvas.rect(papers.SECRET[0] + 9, papers.SECRET[1] + 4, 80, 12, fill=1, stroke=0)

    return paint


KINDS: dict[str, Callable[[str], bytes]] = {
    "text": papers.pdf,
    "text beneath a black box": lambda secret: papers.pdf(paint=under_black(secret)),
    "colour beneath the box only": lambda secret: papers.pdf(paint=coloured(secret)),
    "scan in a PDF, coarse JPEG": lambda secret: papers.scanned_pdf(secret, quality=40),
    "scan in a PDF, halved colour": lambda secret: papers.scanned_pdf(secret, quality=75, subsampling=2),
    "scan in a PDF, PNG": lambda secret: papers.scanned_pdf(secret, "PNG"),
    "JPEG": lambda secret: papers.packed(papers.scan(secret, colour="red"), "JPEG", quality=60, dpi=(100, 100)),
    "PNG": lambda secret: papers.packed(papers.scan(secret), "PNG", dpi=(100, 100)),
    "TIFF": lambda secret: papers.tiff([papers.scan(secret)], dpi=(100, 100)),
    "title": lambda secret: papers.changed(papers.pdf(), lambda document: put_title(document, secret)),
}


def put_title(document: pikepdf.Pdf, secret: str) -> None:
    document.docinfo["/Title"] = secret or "None"


@pytest.mark.parametrize("kind", KINDS)
def test_documents_that_differ_beneath_a_box_are_filed_alike(kind: str) -> None:
    images = {drawn(KINDS[kind](secret), papers.BOX) for secret in SECRETS}
    assert len(images) == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "title"])
def test_without_a_box_they_differ(kind: str) -> None:
    """Otherwise the test before would prove nothing."""
    assert drawn(KINDS[kind]("W" * 12)) != drawn(KINDS[kind](""))


@pytest.mark.parametrize("kind", ["text", "scan in a PDF, halved colour", "JPEG", "PNG"])
def test_ink_is_really_put_beneath_the_box_and_does_not_show(kind: str) -> None:
    source = open_foreign(KINDS[kind]("1,234.50"))
    inked = [source.tampered(0, [papers.BOX], seed) for seed in (1, 2)]
    assert rastered(inked[0], 0, [], SIZE) != rastered(inked[1], 0, [], SIZE)
    assert rastered(inked[0], 0, [papers.BOX], SIZE) == rastered(inked[1], 0, [papers.BOX], SIZE)


def test_a_box_that_was_not_widened_leaks_the_blocks_of_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of the widening: without it the ringing of a JPEG tells the versions apart."""
    ink = ImageChops.difference(papers.scan("1,234.50"), papers.scan("")).getbbox()
    assert ink is not None
    box = (ink[0] / 850, ink[1] / 1100, ink[2] / 850, ink[3] / 1100)
    kind = KINDS["scan in a PDF, coarse JPEG"]
    assert drawn(kind("1,234.50"), box) == drawn(kind(""), box)
    monkeypatch.setattr(raster, "widened", lambda areas, *_: areas)
    assert drawn(kind("1,234.50"), box) != drawn(kind(""), box)


def test_a_box_is_widened_by_what_the_pictures_beneath_it_carry() -> None:
    assert open_foreign(papers.pdf()).reach(0) == 0
    assert open_foreign(papers.scanned_pdf("")).reach(0) == pytest.approx(foreign.REACH * 792 / 1100, rel=0.01)
    left, top, right, bottom = raster.widened([(0.5, 0.5, 0.6, 0.6)], (100.0, 200.0), 6.0)[0]
    assert (left, top, right, bottom) == pytest.approx((0.44, 0.47, 0.66, 0.63))
    assert raster.widened([(0.0, 0.0, 1.0, 1.0)], (100.0, 200.0), 6.0) == ((0.0, 0.0, 1.0, 1.0),)


# What is drawn


def test_near_white_ink_vanishes_and_the_box_is_black() -> None:
    def faint(canvas: Canvas) -> None:
        canvas.setFillGray(0.985)
        canvas.drawString(72, 300, "FAINT SECRET")
        canvas.setFillGray(0)

    assert drawn(papers.pdf(paint=faint)) == drawn(papers.pdf())
    picture = gray(drawn(papers.pdf("secret"), papers.BOX))
    left, top, right, bottom = papers.BOX
    width, height = picture.size
    inside = picture.crop((left * width, top * height, right * width, bottom * height))
    assert inside.getextrema() == (0, 0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_lands_where_it_was_drawn_on_the_displayed_page(turn: int) -> None:
    def rotate(document: pikepdf.Pdf) -> None:
        document.pages[0].obj["/Rotate"] = turn
        document.pages[0].obj["/MediaBox"] = pikepdf.Array([-50, -20, 562, 772])
        document.pages[0].obj["/CropBox"] = pikepdf.Array([0, 30, 500, 700])

    content = papers.changed(papers.pdf(), rotate)
    source = open_foreign(content)
    upright = turn % 180 == 0
    assert source.sizes[0] == pytest.approx((500, 670) if upright else (670, 500))
    picture = gray(rastered(source, 0, [(0.8, 0.1, 0.9, 0.2)], SIZE))
    shades = [picture.getpixel((round(x * picture.width), round(0.15 * picture.height))) for x in (0.85, 0.15)]
    assert shades == [0, 255]
    inked = [
        rastered(source.tampered(0, [(0.8, 0.1, 0.9, 0.2)], seed), 0, [(0.8, 0.1, 0.9, 0.2)], SIZE) for seed in (1, 2)
    ]
    assert inked[0] == inked[1]


@pytest.mark.parametrize("size", [(14400.0, 400.0), (14400.0, 14400.0), (2592.0, 1728.0)])
def test_a_large_drawing_keeps_its_shape_and_has_no_more_points_than_a_reader_holds(size: tuple[float, float]) -> None:
    image = drawn(papers.pdf(size=size))
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert image.width * image.height <= raster.MOST_DRAWN * 1.01


@pytest.mark.parametrize("size", [(3.0, 3.0), (792.0, 612.0)])
def test_any_page_that_a_printer_might_print_fits(size: tuple[float, float]) -> None:
    image = drawn(papers.pdf(size=size))
    assert 0 < image.width <= ROOM[0] * raster.DPI / 72 + 1
    assert 0 < image.height <= ROOM[1] * raster.DPI / 72 + 1
    assert len(zlib.decompress(image.data)) == image.row * image.height


def test_pictures_are_upright_on_white_and_of_their_own_size() -> None:
    turned = papers.scan("x").rotate(90, expand=True)
    exif = Image.Exif()
    exif[274] = 6
    content = papers.packed(turned, "JPEG", exif=exif, dpi=(100, 100))
    assert open_foreign(content).sizes[0] == pytest.approx((612, 792))
    clear = papers.packed(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG")
    assert gray(drawn(clear)).getextrema() == (255, 255)
    deep = papers.packed(Image.new("I;16", (100, 100), 65535), "PNG")
    assert gray(drawn(deep)).getextrema() == (255, 255)
    assert open_foreign(papers.packed(Image.new("L", (200, 100)), "PNG", dpi=(1, 1))).sizes[0] == (72, 36)


def test_a_picture_file_of_several_pages_keeps_them() -> None:
    content = papers.tiff([papers.scan("one"), papers.scan("two")], dpi=(100, 100))
    assert len(open_foreign(content).sizes) == 2
    assert drawn(content, page=0) != drawn(content, page=1)


# What is refused, each in one sentence


def encrypted(content: bytes) -> bytes:
    return papers.changed(content, lambda _: None, encryption=pikepdf.Encryption(user="u", owner="o", R=6))


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a PDF, PNG, JPEG or TIFF file"),
    "a text": (b"hello", "not a PDF, PNG, JPEG or TIFF file"),
    "a password": (encrypted(papers.pdf()), "protected by a password"),
    "cut in half": (papers.pdf()[:300], "damaged"),
    "only a header": (b"%PDF-1.7\n%%EOF", "damaged"),
    "a portfolio": (
        papers.with_root(papers.pdf(), {"/Collection": pikepdf.Dictionary()}),
        "portfolio",
    ),
    "a form of XFA alone": (
        papers.with_root(
            papers.pdf(),
            {"/AcroForm": pikepdf.Dictionary(XFA=pikepdf.String("x")), "/NeedsRendering": True},
        ),
        "only one program can show",
    ),
    "a page too large": (papers.pdf(size=(20000.0, 100.0)), "cannot be printed"),
    "a broken picture": (papers.packed(papers.scan(""), "PNG")[:200], "damaged"),
    "a tiny picture": (papers.packed(Image.new("L", (1, 1)), "PNG", dpi=(300, 300)), "cannot be printed"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_filed_is_refused_in_one_sentence(kind: str) -> None:
    content, words = REFUSED[kind]
    with pytest.raises(NotFiled, match=words) as caught:
        open_foreign(content)
    assert str(caught.value).endswith(".")


def test_too_many_pages_pixels_and_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MOST_PAGES", 2)
    with pytest.raises(NotFiled, match="3 pages; at most 2"):
        open_foreign(papers.pdf(pages=3))
    with pytest.raises(NotFiled, match="3 pages; at most 2"):
        open_foreign(papers.tiff([papers.scan("")] * 3))
    monkeypatch.setattr(foreign, "MOST_PIXELS", 100)
    with pytest.raises(NotFiled, match="million pixels"):
        open_foreign(papers.packed(papers.scan(""), "PNG"))
    monkeypatch.setattr(foreign, "MOST_BYTES", 100)
    with pytest.raises(NotFiled, match="larger than"):
        open_foreign(papers.pdf())


def test_two_libraries_must_agree_on_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_counted", lambda _: (2, False))
    with pytest.raises(NotFiled, match="do not agree"):
        open_foreign(papers.pdf())


# What is told


def test_what_is_carried_besides_is_told() -> None:
    plain = papers.pdf()
    assert carriers(plain) == ()
    assert carriers(b"no PDF") == ()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[0, 0, 9, 9])
    comment = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])

    def annotate(document: pikepdf.Pdf) -> None:
        document.pages[0].obj["/Annots"] = pikepdf.Array([note, comment])
        document.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[])
        document.Root["/OCProperties"] = pikepdf.Dictionary()
        document.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        document.Root["/Names"] = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())

    words = " ".join(carriers(papers.changed(plain, annotate)))
    for told in ("marked for redaction", "comments", "form fields", "layers", "scripts", "other files"):
        assert told in words
    assert "changed after" in carriers(plain + b"%%EOF\n")[0]
    hidden = papers.pdf(paint=lambda canvas: canvas._code.append("BT 3 Tr (x) Tj ET"))  # type: ignore[attr-defined]
    assert "invisible text" in carriers(papers.changed(hidden, lambda _: None))[0]


# The worker


def job(handler: str, content: bytes, **asked: object) -> list[tuple[dict[str, object], bytes]]:
    header = {"job": handler, "forms": True, "room": list(ROOM), "boxes": {}, "pages": [], "seeds": [1, 2], **asked}
    return [unpacked(frame) for frame in attachment_job(parcel(header, content))]  # type: ignore[misc, arg-type]


def test_the_job_looks_and_draws() -> None:
    (told, _), *pages = job(LOOK, papers.pdf(pages=2))
    assert [page for page, _ in pages] == [{"blank": False, "pictured": False, "coded": []}] * 2
    assert told == {"pages": [[612, 792], [612, 792]], "warnings": []}
    pages = job(DRAW, papers.pdf(pages=2), boxes={"1": [list(AREA)]})
    assert [header["canaries"] for header, _ in pages] == [0, 2]
    assert job(DRAW, papers.pdf(pages=2), pages=[1]) == job(DRAW, papers.pdf(pages=2))[1:]


def test_a_canary_stops_a_page_on_which_ink_shows_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "painted", lambda picture, *_: picture)
    with pytest.raises(NotFiled, match="page 1 shows through"):
        job(DRAW, papers.pdf("1,234.50"), boxes={"0": [list(AREA)]})


def reader(**limits: float) -> AttachmentWorker:
    return AttachmentWorker(WorkerStarter(bootstrap.worker_command()), ROOM, WorkerLimits(**{"seconds": 30, **limits}))  # type: ignore[arg-type]


def test_a_process_of_its_own_reads_the_file() -> None:
    content = papers.pdf("1,234.50")
    assert reader().look("a.pdf", content, never).pages == ((612, 792),)
    (page,) = reader().draw("a.pdf", content, {0: [AREA]}, never)
    assert (page.image, page.canaries) == (drawn(content, tuple(part / WHOLE for part in AREA)), 2)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ReaderHere(WorkerStarter):
    """Draws in this process; `broken` is the page at which it fails, `asked` what each worker was to draw."""

    command: Sequence[str] = ()
    broken: int = -1
    asked: list[list[int]] = field(default_factory=list)

    def frames(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> FrameStream:
        pages = unpacked(request)[0]["pages"]  # type: ignore[index, call-overload]
        self.asked.append(pages)  # type: ignore[arg-type]
        for page, frame in zip(pages, attachment_job(request), strict=True):  # type: ignore[arg-type]
            if page == self.broken:
                raise WorkerFailed(WorkerFailure.BROKEN, "x")
            yield frame


@pytest.mark.parametrize("count", [MANY, MANY + 1])
def test_many_pages_are_drawn_by_two_workers_in_the_same_order(count: int) -> None:
    content, here = papers.pdf(pages=count), ReaderHere()
    found = [page.image.data for page in AttachmentWorker(here, ROOM).draw("a.pdf", content, {}, never, range(count))]
    assert found == [data for _, data in job(DRAW, content)]
    assert len(set(found)) > 1
    assert here.asked == [list(range(0, count, 2)), list(range(1, count, 2))]


@pytest.mark.parametrize("broken", [0, 1, 5])
def test_one_of_two_workers_that_fails_stops_both_and_no_part_is_read_in_another_way(broken: int) -> None:
    content, here = papers.pdf(pages=MANY), ReaderHere(broken=broken)
    with pytest.raises(ForeignFile):
        list(AttachmentWorker(here, ROOM).draw("a.pdf", content, {}, never, range(MANY)))
    assert len(here.asked) == 2


def test_a_refusal_and_a_failure_name_the_file() -> None:
    with pytest.raises(WorkerRefused, match=r"^map\.pdf: The file is damaged"):
        reader().look("map.pdf", b"%PDF-1.7", never)
    with pytest.raises(ForeignFile, match=r"^map\.pdf was not read: the file "):
        list(reader(memory=2**20).draw("map.pdf", papers.pdf(pages=3), {}, never))


def test_a_form_that_hangs_the_reader_is_read_once_more_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    class Hanging(WorkerStarter):
        def frames(self, job: str, request: bytes, limits: WorkerLimits, cancelled: Callable[[], bool]) -> object:  # type: ignore[override]
            forms = unpacked(request)[0]["forms"]  # type: ignore[index, call-overload]
            asked.append(bool(forms))
            if forms:
                from desktop_app.services.workers.workers import WorkerFailed, WorkerFailure

                raise WorkerFailed(WorkerFailure.SLOW, "x")
            yield parcel({"pages": [[612, 792]], "warnings": []})

    found = AttachmentWorker(Hanging([]), ROOM).look("form.pdf", b"", never)
    assert found.pages == ((612, 792),)
    assert asked == [True, False]


def test_the_same_page_twice_gives_the_same_bytes() -> None:
    content = papers.scanned_pdf("x")
    assert drawn(content, papers.BOX) == drawn(content, papers.BOX)
    assert io.BytesIO(drawn(content).data).read() == drawn(content).data
