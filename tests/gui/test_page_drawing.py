"""A page on the screen is the page on paper: what the window draws is held against the finished file as it is read."""

import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_app import bootstrap, locations
from desktop_app.gui.preview.page_drawing import PageDrawing, page_drawing
from desktop_app.gui.preview.page_stack import stack_image
from desktop_app.gui.theme.style import WindowStyle
from desktop_app.pagespec.pages import (
    FontFace,
    Item,
    PageImage,
    PageWatermark,
    PaperPage,
    PictureItem,
    RectangleItem,
    RuleLine,
    SealMark,
    TextAlignment,
    TextItem,
)
from desktop_app.services.program.program import Program
from tests.support.one_sample import sample_content

pytestmark = pytest.mark.slow  # whole pages, each twice

SCALE = 2.0
BLOCK = 16  # pixels: eight points, the height of a line
MOST = 20  # of 255, in the mean of a block: two libraries smooth letters in two ways
WORDS = "Total, end of year 1,234,567.89"
# Pictures of 301 by 400 pixels: of grays, two pixels in a byte; of colors that change downwards. And small ones.
GRAY = zlib.compress(b"".join(bytes([0x44] * 60 + [0x4C] + [0xCC] * 90) for _ in range(400)))
COLORS = zlib.compress(b"".join(bytes([row // 2, 30, 200]) * 301 for row in range(400)))
COARSE = zlib.compress(bytes([0x1E, 0x70]) * 4)
WHITE = zlib.compress(b"\xff" * 12)
ITEMS: dict[str, tuple[Item, ...]] = {
    **{
        f"{face} {align}": (TextItem(300, 200, WORDS, 9, face, align), TextItem(300, 260.3, WORDS, 23, face, align))
        for face in FontFace
        for align in TextAlignment
    },
    "pale words": (TextItem(72, 100, WORDS, 30, gray=0.6),),
    "letters that no face has": (TextItem(72, 100, "Zuñiga \u4e2d\u200b\u2007— 5\u00a0½ “fi” ﬁ", 24),),
    "letters of a pair": (TextItem(72, 100, "AVAVAV To fi", 24),),
    "lines": (RuleLine(72, 100, 540, 100, 2), RuleLine(72, 120, 72, 700, 9, 0.3), RuleLine(100, 120, 500, 700, 3)),
    "boxes": (RectangleItem(72, 100, 200, 90, 4, 0.2, 0.7), RectangleItem(300, 99.5, 90, 200, 0, 0.0, 0.93)),
    "a box without a ground": (RectangleItem(72, 100, 200, 90, 5),),
    "seals": (RectangleItem(60, 90, 200, 90, 0, fill=0.8), SealMark(72, 100), SealMark(301.3, 400.7)),
    "words across the page": (PageWatermark("SAMPLE DRAFT"),),
    "a gray picture": (PictureItem(72, 100, 300, 400, PageImage(301, 400, colour=False, data=GRAY)),),
    "a coarse picture": (PictureItem(72, 100, 300, 400, PageImage(3, 4, colour=False, data=COARSE)),),
    "a picture in colors": (PictureItem(72, 100, 300, 400, PageImage(301, 400, colour=True, data=COLORS)),),
    "words across a picture": (
        PageWatermark("DRAFT"),
        RectangleItem(100, 200, 400, 400, 0, fill=0.3),
        PictureItem(200, 300, 150, 200, PageImage(2, 2, colour=True, data=WHITE)),
        TextItem(72, 700, WORDS, 20),
    ),
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))
        yield bootstrap.program()


@pytest.fixture
def drawing(program: Program, qapp: QApplication) -> PageDrawing:
    WindowStyle(qapp, program.companies.preferences, program.resources).setParent(None)
    return page_drawing(program)


def blocks(image: QImage) -> tuple[tuple[int, int], list[int]]:
    """The mean gray of each block of the page."""
    size = image.size() / BLOCK
    small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    gray = small.convertToFormat(QImage.Format.Format_Grayscale8)
    places = product(range(gray.width()), range(gray.height()))
    return (image.width(), image.height()), [gray.pixel(*place) & 0xFF for place in places]


def farthest(one: QImage, other: QImage) -> int:
    """How far two pictures of one size are apart where they are farthest."""
    (size, grays), (other_size, other_grays) = blocks(one), blocks(other)
    assert size == other_size
    return max(abs(gray - against) for gray, against in zip(grays, other_grays, strict=True))


def on_paper(program: Program, page: PaperPage) -> QImage:
    return stack_image(program.pictures.composed(page, SCALE))


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("size", [(612.0, 792.0), (792.0, 612.0)])
def test_every_kind_of_item_stands_where_it_is_printed(
    program: Program, drawing: PageDrawing, name: str, size: tuple[float, float]
) -> None:
    page, empty = (PaperPage("1", items, width=size[0], height=size[1]) for items in (ITEMS[name], ()))
    drawn = drawing.picture(page, SCALE)
    assert farthest(drawn, on_paper(program, page)) <= MOST
    assert farthest(drawn, drawing.picture(empty, SCALE)) > MOST


def test_no_kind_of_item_is_missing_here() -> None:
    assert {type(item) for items in ITEMS.values() for item in items} == set(get_args(Item))


@pytest.mark.parametrize("face", FontFace)
def test_one_digit_more_is_seen(drawing: PageDrawing, face: FontFace) -> None:
    one, other = (PaperPage("1", (TextItem(300, 200, words, 9, face),)) for words in ("1,234", "1,2344"))
    assert farthest(drawing.picture(one, SCALE), drawing.picture(other, SCALE)) > MOST


def test_pages_are_drawn_on_several_threads_at_once(drawing: PageDrawing) -> None:
    page = PaperPage("1", tuple(item for items in ITEMS.values() for item in items))
    alone = drawing.picture(page, SCALE)
    with ThreadPoolExecutor(4) as threads:
        assert all(found == alone for found in threads.map(lambda _: drawing.picture(page, SCALE), range(40)))


def test_every_page_of_a_report_looks_as_it_prints(program: Program, drawing: PageDrawing, tmp_path: Path) -> None:
    path = tmp_path / "sample.filingdesk"
    path.write_bytes(sample_content())
    file = program.companies.open(path)
    report = file.filings()[0].id
    far = {
        (schedule, page.label): farthest(drawing.picture(page, SCALE), on_paper(program, page))
        for schedule in file.book(report).calculation.model.sheet.schedules
        for page in program.packages.preview(file, report, schedule, public=True)()
    }
    file.close()
    assert len(far) > 40
    assert max(far.values()) <= MOST, far
