"""Foreign documents, opened: PDF files by PDFium, pictures by Pillow. Only a worker does this.

Whatever cannot be filed is refused in one sentence. What is drawn is what a viewer shows; nothing else of the file is
used.
"""

from __future__ import annotations

import io
import logging
import math
import random
import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import pikepdf
import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageDraw, ImageOps

from desktop_app.documents.page_words import page_text
from desktop_app.documents.pdfium import WRONG_PASSWORD
from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.services.ports import PageText

MOST_BYTES = 500 * 2**20
MOST_PAGES = 1000
SMALLEST, LARGEST = 3, 14_400  # points
MOST_PIXELS = 40_000_000
POINTS = 72
SCAN = 200  # dpi, for a picture that does not say
# Ink may reach so many pixels of the source beyond where it stands: a block of a JPEG with halved colour is 16 wide.
REACH = 18
PICTURES = ("PNG", "JPEG", "TIFF")
PNG, JPEG, TIFF = b"\x89PNG", b"\xff\xd8\xff", (b"II*\0", b"MM\0*")
HEADER = 1024  # bytes before which a PDF's header must stand
INK = 12  # strokes of a canary
GLANCE = 1.0  # pixels a point, to see whether a page shows anything
# A page is a scan, whose words nobody can search, if a picture takes much of it and few letters stand beside it.
MUCH, FEW_LETTERS = 0.3, 300
WHITE = 240  # what is lighter is filed as white
# What packs a picture so that ink may reach as far as the picture does, by the name of its filter.
FAR = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}
# What a page says that stands in for what one program alone can show; the second in forms made for one (XFA).
PLACEHOLDER = late_pattern(
    r"not\s+eventually\s+replaced|later\s+version\s+of\s+the\s+PDF\s+viewer|open\s+this\s+PDF\s+portfolio",
    re.IGNORECASE,
)
OF_A_FORM = late_pattern(r"please\s+wait|able\s+to\s+display|latest\s+version|adobe\s+reader", re.IGNORECASE)

Area = tuple[float, float, float, float]


class NotFiled(UserError):
    """The document cannot be attached; the sentence says why and what to do."""


class OpenDocument(Protocol):
    """An open document. Areas are in parts of the page as displayed: left, top, right, bottom, from 0 to 1."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Width and height of each page in points, as displayed."""

    def drawn(self, page: int, scale: float, *, colour: bool) -> Image.Image:
        """The page at `scale` pixels a point, in RGB or L."""

    def read(self, page: int, areas: Sequence[Area]) -> PageText:
        """The words of the page, those beneath the areas apart."""

    def reach(self, page: int) -> float:
        """How far ink may show beyond its place, in points."""

    def tampered(self, page: int, areas: Sequence[Area], seed: int) -> OpenDocument:
        """The document with other ink inside the areas of a page."""


def open_foreign(content: bytes, *, forms: bool = True) -> OpenDocument:
    """The document. `forms` draws what is filled in on its forms too. Raises NotFiled."""
    if len(content) > MOST_BYTES:
        raise NotFiled(f"The file is larger than {MOST_BYTES // 2**20} MB. Attach it in parts.")
    if b"%PDF-" in content[:HEADER]:
        return PdfSource(content, forms=forms)
    if content.startswith((PNG, JPEG, *TIFF)):
        return PictureSource(content)
    raise NotFiled("The file is not a PDF, PNG, JPEG or TIFF file. Print it to a PDF file and attach that.")


class PdfSource:
    """A PDF file, of which two libraries say the same number of pages."""

    def __init__(self, content: bytes, *, forms: bool) -> None:
        self._content, self._forms = content, forms
        self._flattened: pypdfium2.PdfDocument | None = None
        self._held: dict[int, pypdfium2.PdfPage] = {}  # a page that was tampered with is not loaded anew
        pages, made_for_one = _counted(content)
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _password() if error.err_code == WRONG_PASSWORD else _damaged() from None
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # what it remarks on a form is told in our own words
        if forms and self._document.get_formtype():
            self._document.init_forms()
        if len(self._document) != pages:
            raise NotFiled("Two programs do not agree how many pages the file has. Print it to a new PDF file.")
        self.sizes = tuple(self._size(number) for number in range(pages))
        self._must_be_shown(made_for_one=made_for_one)

    def _must_be_shown(self, *, made_for_one: bool) -> None:
        """Raises NotFiled if the first page only stands in for what another program would show."""
        words = self._page(0).get_textpage().get_text_bounded()
        form = made_for_one and (OF_A_FORM.search(words) or _white(self.drawn(0, GLANCE, colour=False)))
        if form or PLACEHOLDER.search(words):
            raise _stand_in()

    def _size(self, number: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(number)
        if not (min(width, height) >= SMALLEST and max(width, height) <= LARGEST):
            raise NotFiled(
                f"Page {number + 1} measures {width:.0f} by {height:.0f} points; a page of that size cannot be printed."
            )
        return width, height

    def drawn(self, page: int, scale: float, *, colour: bool) -> Image.Image:
        """See `OpenDocument`."""
        found = self._page(page)
        bitmap = found.render(
            scale=scale,
            rev_byteorder=True,
            force_bitmap_format=(pypdfium2.raw.FPDFBitmap_BGR if colour else pypdfium2.raw.FPDFBitmap_Gray),
            grayscale=not colour,
        )
        picture: Image.Image = bitmap.to_pil()
        return picture if picture.mode == ("RGB" if colour else "L") else picture.convert("RGB" if colour else "L")

    def read(self, page: int, areas: Sequence[Area]) -> PageText:
        """See `OpenDocument`."""
        found = page_text(self._flat(page), areas)
        coded = {
            name for image in self._images(page) for filter_, name in FAR.items() if filter_ in image.get_filters()
        }
        letters = sum(len(text) for text, _ in found.lines) + sum(map(len, found.covered))
        blank = bool(letters) and _white(self.drawn(page, GLANCE, colour=False))
        pictured = letters < FEW_LETTERS and any(self._share(image) > MUCH for image in self._images(page))
        return replace(found, blank=blank, pictured=pictured, coded=tuple(sorted(coded)))

    def _flat(self, page: int) -> pypdfium2.PdfPage:
        """The page with what its forms and comments show as a part of it."""
        if not pypdfium2.raw.FPDFPage_GetAnnotCount(self._page(page)):
            return self._page(page)
        if self._flattened is None:
            self._flattened = pypdfium2.PdfDocument(self._content)
            if self._forms and self._flattened.get_formtype():
                self._flattened.init_forms()
        loaded = self._flattened[page]
        pypdfium2.raw.FPDFPage_Flatten(loaded, pypdfium2.raw.FLAT_NORMALDISPLAY)
        loaded.close()
        return self._flattened[page]

    def reach(self, page: int) -> float:
        """See `OpenDocument`."""
        return max((self._spread(image) for image in self._images(page)), default=0.0)

    def _images(self, page: int) -> Iterator[pypdfium2.PdfImage]:
        yield from self._page(page).get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])

    def _page(self, page: int) -> pypdfium2.PdfPage:
        return self._held.get(page) or self._document[page]

    def _share(self, image: pypdfium2.PdfImage) -> float:
        """How much of its page a picture takes."""
        left, bottom, right, top = image.get_bounds()
        width, height = image.page.get_size()
        return float(_scale(image) ** 2 * (right - left) * (top - bottom) / (width * height))

    def _spread(self, image: pypdfium2.PdfImage) -> float:
        """The reach of one picture of a page; all of it where its blocks are as large as itself."""
        left, bottom, right, top = image.get_bounds()
        width, height = image.get_px_size()
        scale = _scale(image)
        if not FAR.keys().isdisjoint(image.get_filters()):
            return float(scale * max(right - left, top - bottom))
        return float(scale * REACH * max((right - left) / max(width, 1), (top - bottom) / max(height, 1)))

    def tampered(self, page: int, areas: Sequence[Area], seed: int) -> OpenDocument:
        """See `OpenDocument`: strokes of random gray and colour are painted over the page."""
        other = PdfSource(self._content, forms=self._forms)
        found = other._held[page] = other._page(page)
        chance = random.Random(seed)  # noqa: S311 - ink, no secret
        width, height = found.get_size()
        for left, top, right, bottom in areas:
            for _ in range(INK):
                xs = sorted(chance.uniform(left, right) * width for _ in range(2))
                ys = sorted(chance.uniform(top, bottom) * height for _ in range(2))
                _stroke(found, xs, ys, [chance.randrange(256) for _ in range(3)])
        return other


def _scale(image: pypdfium2.PdfImage) -> float:
    """How much larger a picture is drawn than it stands in the form that holds it, and that in its own."""
    scale, form = 1.0, image.container
    while form is not None:
        a, b, c, d, _, _ = form.get_matrix().get()
        scale *= max(math.hypot(a, b), math.hypot(c, d))
        form = form.container
    return scale


def _stroke(page: pypdfium2.PdfPage, xs: Sequence[float], ys: Sequence[float], colour: Sequence[int]) -> None:
    """A filled rectangle at displayed places of the page."""
    raw = pypdfium2.raw
    width, height = (round(side) for side in page.get_size())
    corners = []
    for x, y in zip(xs, ys, strict=True):
        across, up = raw.c_double(), raw.c_double()
        raw.FPDF_DeviceToPage(page, 0, 0, width * 100, height * 100, 0, round(x * 100), round(y * 100), across, up)
        corners.append((across.value, up.value))
    (x1, y1), (x2, y2) = corners
    drawn = raw.FPDFPageObj_CreateNewRect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    raw.FPDFPageObj_SetFillColor(drawn, *colour, 255)
    raw.FPDFPath_SetDrawMode(drawn, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPage_InsertObject(page, drawn)


def _white(picture: Image.Image) -> bool:
    darkest, _ = picture.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest > WHITE


def _counted(content: bytes) -> tuple[int, bool]:
    """How many pages the second library finds, and whether the file is a form made for one program.

    Raises NotFiled for what can be told from the outside.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if "/Collection" in pdf.Root:
                raise NotFiled("The file is a portfolio of other files. Take them out and attach each by itself.")
            form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
            made_for_one = isinstance(form, pikepdf.Dictionary) and "/XFA" in form
            if made_for_one and pdf.Root.get("/NeedsRendering", False):
                raise _stand_in()
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise _password() from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        raise _damaged() from None
    if not pages:
        raise NotFiled("The file has no pages.")
    _not_too_many(pages)
    return pages, made_for_one


def _not_too_many(pages: int) -> None:
    if pages > MOST_PAGES:
        raise NotFiled(
            f"The file has {counted(pages, 'page')}; at most {MOST_PAGES:,} can be attached. Attach it in parts."
        )


def _stand_in() -> NotFiled:
    return NotFiled(
        "The file is a form that only one program can show; others see a substitute page. Open it there, "
        "print it to a new PDF file, and attach that."
    )


def _password() -> NotFiled:
    return NotFiled("The file is protected by a password. Save it without one and attach that.")


def _damaged() -> NotFiled:
    return NotFiled("The file is damaged and cannot be read. Save it again from the program it came from.")


@dataclass(frozen=True)
class _Frame:
    picture: Image.Image
    size: tuple[float, float]


class PictureSource:
    """A PNG or JPEG picture, or a TIFF file of several."""

    def __init__(self, content: bytes, frames: Sequence[_Frame] = ()) -> None:
        self._content = content
        self._frames = tuple(frames) or tuple(_frames(content))
        self.sizes = tuple(frame.size for frame in self._frames)

    def drawn(self, page: int, scale: float, *, colour: bool) -> Image.Image:
        """See `OpenDocument`."""
        width, height = self.sizes[page]
        size = max(round(width * scale), 1), max(round(height * scale), 1)
        picture = self._frames[page].picture.resize(size, Image.Resampling.BOX, reducing_gap=None)
        return picture.convert("RGB" if colour else "L")

    def read(self, page: int, areas: Sequence[Area]) -> PageText:
        """See `OpenDocument`."""
        return PageText(covered=("",) * len(areas), pictured=page < len(self._frames))

    def reach(self, page: int) -> float:
        """See `OpenDocument`."""
        frame = self._frames[page]
        return REACH * frame.size[0] / frame.picture.width

    def tampered(self, page: int, areas: Sequence[Area], seed: int) -> OpenDocument:
        """See `OpenDocument`: a JPEG is packed again as it was, so that its blocks carry the ink as far as they can."""
        chance = random.Random(seed)  # noqa: S311 - ink, no secret
        frame = self._frames[page]
        picture = frame.picture.copy()
        brush = ImageDraw.Draw(picture)
        for left, top, right, bottom in areas:
            for _ in range(INK):
                xs = sorted(chance.uniform(left, right) * (picture.width - 1) for _ in range(2))
                ys = sorted(chance.uniform(top, bottom) * (picture.height - 1) for _ in range(2))
                brush.rectangle((xs[0], ys[0], xs[1], ys[1]), fill=tuple(chance.randrange(256) for _ in range(3)))
        if self._content.startswith(JPEG):
            picture = _packed_again(picture, self._content)
        frames = list(self._frames)
        frames[page] = _Frame(picture, frame.size)
        return PictureSource(self._content, frames)


def _packed_again(picture: Image.Image, original: bytes) -> Image.Image:
    with Image.open(io.BytesIO(original)) as source:
        tables = getattr(source, "quantization", None)
    target = io.BytesIO()
    picture.save(target, "JPEG", qtables=tables, subsampling=2)
    return Image.open(target).convert("RGB")


def _frames(content: bytes) -> Iterator[_Frame]:
    try:
        with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
            count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            _not_too_many(count)
            for number in range(count):
                picture.seek(number)
                yield _frame(picture)
    except NotFiled:
        raise
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError):
        raise _damaged() from None
    except Image.DecompressionBombError:
        raise _too_large() from None


def _frame(picture: Image.Image) -> _Frame:
    """One picture upright, on white, in RGB, with its size in points."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    across, down = _resolution(picture)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I;16"):
        upright = upright.point(lambda value: value / 256, "L")
    clear = upright.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    width, height = paper.width * POINTS / across, paper.height * POINTS / down
    if not (min(width, height) >= SMALLEST and max(width, height) <= LARGEST):
        raise NotFiled(
            f"The picture measures {width:.1f} by {height:.1f} points; a picture of that size cannot be printed."
        )
    return _Frame(paper, (width, height))


def _too_large() -> NotFiled:
    return NotFiled(f"The picture has more than {MOST_PIXELS // 10**6} million pixels. Save it smaller.")


def _resolution(picture: Image.Image) -> tuple[float, float]:
    """Dots an inch across and down; a usual scan where the file does not say or says nonsense."""
    told = picture.info.get("dpi", (SCAN, SCAN))
    across, down = (float(number) for number in told)
    return (across, down) if min(across, down) >= POINTS / 2 else (SCAN, SCAN)
