"""A drawing that keeps its size takes all of a page of that size, and nothing hides on such a page."""

import zlib
from dataclasses import replace

import pypdfium2
import pytest

from desktop_app.documents.gates import inspect
from desktop_app.documents.raster import DPI, MOST_DRAWN, _large, _on_letter
from desktop_app.pagespec.pages import Item, PageDocument, PageImage, PaperPage, PictureItem, RectangleItem, TextItem
from tests.support.painted_documents import painter

WIDE, HIGH = 2448.0, 1584.0  # 34 x 22 inches
IMAGE = PageImage(200, 130, False, zlib.compress(b"\xf0" * 100 * 130))
PLAT = PictureItem(0.0, 0.0, WIDE, HIGH, IMAGE, said="Exhibit A, Plat")


def painted(*items: Item, width: float = WIDE, height: float = HIGH) -> bytes:
    cover = PaperPage("1", (TextItem(72, 72, "Tab"),), bookmark="Tab")
    sheet = PaperPage("Exhibit A", items, bookmark="Exhibit A", width=width, height=height)
    return painter().paint(PageDocument("a.pdf", "Company: Application", (cover, sheet)))


def test_a_plat_stays_as_large_as_it_is() -> None:
    made = painted(PLAT)
    assert inspect(made) == ()
    assert [page.get_size() for page in pypdfium2.PdfDocument(made)] == [(612, 792), (WIDE, HIGH)]


@pytest.mark.parametrize(
    "items",
    [
        (PLAT, TextItem(72, 72, "Wilhelmina")),
        (TextItem(72, 72, "Wilhelmina"), PLAT),
        (PLAT, PLAT),
        (PLAT, RectangleItem(0, 0, 10, 10, 0.5, 0.5)),
        (replace(PLAT, width=WIDE / 2),),
        (),
    ],
)
def test_nothing_else_may_stand_on_such_a_page(items: tuple[Item, ...]) -> None:
    assert {finding.name for finding in inspect(painted(*items))} & {"page", "picture", "structure"}


def test_no_page_is_larger_than_a_reader_takes() -> None:
    huge = painted(replace(PLAT, width=14_401.0), width=14_401.0)
    assert [finding.name for finding in inspect(huge)] == ["page"]


def test_a_large_page_is_drawn_at_its_own_size_within_a_number_of_pixels() -> None:
    assert [_on_letter(*size) for size in ((612, 792), (792, 612), (612, 793), (1008, 612))] == [
        True,
        True,
        False,
        False,
    ]
    assert _large(1224, 792) == 1.0
    scale = _large(14_400, 14_400) * DPI / 72
    assert (14_400 * scale) ** 2 <= MOST_DRAWN * 1.0001
