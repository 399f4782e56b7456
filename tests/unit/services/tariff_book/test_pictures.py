"""Pictures and maps: kept once, printed at a scale that is said, frozen with what was filed, refused in a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.problems import Severity
from desktop_app.domain.tariffs.sheet_text import LineKind, NotSheetText
from desktop_app.pagespec.pages import PictureItem, TextItem
from desktop_app.services.companies.import_check import check_import
from desktop_app.services.ports import NamedContent
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.body import LEFT, RIGHT
from desktop_app.services.tariff_book.figures import FRAME, PictureTrouble, scale_words
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.pictures import (
    DrawnPicture,
    NoPictureName,
    PictureWish,
    draw_picture,
    insert_picture,
    kept_pictures,
    picture_from_json,
)
from desktop_app.services.tariff_book.printing import SheetPrinter
from desktop_app.services.tariff_book.scans import kept_pixels
from desktop_app.services.tariff_book.sheet_pages import ROOM
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import (
    GRAY_READER,
    LIBRARY,
    MEASURE,
    REPORT_PAGES,
    TOOLS,
    WORD,
    gray_pages,
    new_tariff_book,
    schedule,
)

IMAGE = gray_pages()[0].image
WISH = PictureWish("Map of the service area", scale="1 inch = 500 feet")
MAP = DrawnPicture("Area map.pdf", 1, 1224, 792, kept_pixels(IMAGE))


def sheet_with(tariff_book: TariffBook, line: str) -> SheetPrinter:
    made = schedule(tariff_book, "sewer")
    changes.add_sheet(tariff_book, made.id, "2", title="Map", text=f"# Map\n{line}")
    return SheetPrinter(tariff_book, made, MEASURE)


def printed(printer: SheetPrinter, *, copy: bool = False) -> tuple[list[PictureItem], str]:
    chain = printer.tariff_book.chain("sewer-1", "2")
    version = chain.versions[-1]
    (page,) = (printer.marked(chain, version) if copy else printer.sheet(chain, version)).pages
    words = " ".join(item.content for item in page.items if isinstance(item, TextItem))
    return [item for item in page.items if isinstance(item, PictureItem)], words


def test_a_map_is_printed_as_large_as_the_sheet_lets_it_be_and_says_its_scale() -> None:
    tariff_book = new_tariff_book()
    line, words = insert_picture(tariff_book, MAP, WISH)
    assert line == "[picture: area-map; scale 1 inch = 500 feet] Map of the service area\n"
    assert words.startswith("Scale of the original: 1 inch = 500 feet. Printed at 41 percent of its size, ")
    assert words.endswith("which is about 1 inch = 1,220 feet.")
    printer = sheet_with(tariff_book, line)
    for copy in (False, True):
        ((picture,), said) = printed(printer, copy=copy)
        assert (picture.width, picture.height) == pytest.approx((1224 * 0.41, 792 * 0.41))
        assert picture.said == "Map of the service area", "what somebody hears"
        assert "Map of the service area" in said
        assert words in said


@pytest.mark.parametrize(("caption", "most"), [("Map", 66), ("Map of the area that is served, " * 8, 63)])
def test_a_map_that_says_its_size_fills_the_sheet_between_its_head_and_its_foot(caption: str, most: int) -> None:
    """The frame is 552 points high; a page of 792 points with two or with four lines below fits at 66 or 63 percent."""
    tariff_book = new_tariff_book()
    assert (RIGHT - LEFT, ROOM) == FRAME
    kept = insert_picture(tariff_book, DrawnPicture("Map.pdf", 1, 612, 792, MAP.pixels), PictureWish(caption, most))[0]
    made = schedule(tariff_book, "sewer")
    changes.add_sheet(tariff_book, made.id, "2", title="Map", text=kept)
    chain = tariff_book.chain(made.id, "2")
    sheet = SheetPrinter(tariff_book, made, MEASURE).sheet(chain, chain.versions[-1])
    assert (len(sheet.pages), sheet.over) == (1, -1)
    (picture,) = (item for item in sheet.pages[0].items if isinstance(item, PictureItem))
    assert picture.height == pytest.approx(792 * most / 100)
    bigger = kept.replace(f"{most}%", f"{most + 1}%")
    with pytest.raises(PictureTrouble, match=f"Write at most {most}%"):
        SheetPrinter(tariff_book, made, MEASURE).sheet(chain, chain.versions[-1], bigger)


def test_a_picture_that_was_filed_prints_what_it_printed_for_ever() -> None:
    tariff_book = new_tariff_book()
    printer = sheet_with(tariff_book, insert_picture(tariff_book, MAP, WISH)[0])
    filing = filings.begin_tariff_filing(tariff_book, "sewer-1", ["2"], mailed=True)
    filings.change_tariff_filing(tariff_book, replace(filing, purpose="The map", summary="The map is filed."))
    filings.file_it(tariff_book, filing.id)
    before = printed(printer)
    other = DrawnPicture("Area map.pdf", 1, 1224, 792, MAP.pixels + b"x")
    assert insert_picture(tariff_book, other, WISH)[0].startswith("[picture: area-map-2;")
    with pytest.raises(NoPictureName, match="Another picture is called 'area-map'"):
        insert_picture(tariff_book, other, PictureWish("Map", name="area-map"))
    assert printed(SheetPrinter(tariff_book, printer.schedule, MEASURE)) == before
    assert tariff_book.chain("sewer-1", "2").versions[-1].levels == 4
    check_import(tariff_book.file, "the export")


def test_the_same_picture_is_kept_once_and_names_are_plain() -> None:
    tariff_book = new_tariff_book()
    for _ in range(2):
        insert_picture(tariff_book, MAP, WISH)
    insert_picture(tariff_book, DrawnPicture("???.png", 1, 100, 100, MAP.pixels), PictureWish("A seal"))
    assert [(one.name, one.sized) for one in kept_pictures(tariff_book)] == [("area-map", True), ("picture", False)]
    with pytest.raises(NoPictureName, match="cannot be called 'My map!'"):
        insert_picture(tariff_book, MAP, PictureWish("Map", name="My map!"))


def test_what_no_sheet_can_print_is_refused_and_nothing_is_kept() -> None:
    tariff_book = new_tariff_book()
    with pytest.raises(PictureTrouble, match=r"80 percent is 13\.6 by 8\.8 inches\. .* takes 7\.1 by 7\.3 with"):
        insert_picture(tariff_book, MAP, PictureWish("Map", 80))
    with pytest.raises(NotSheetText, match="what the picture shows"):
        insert_picture(tariff_book, MAP, PictureWish(" "))
    assert not kept_pictures(tariff_book)
    with pytest.raises(ValueError, match="no size"):
        picture_from_json("map", {"file": "a.pdf", "page": 1, "width": 0, "height": 1, "digest": "x"})


def test_a_sheet_whose_picture_is_not_there_cannot_be_filed_and_says_so() -> None:
    tariff_book = new_tariff_book()
    printer = sheet_with(tariff_book, "[picture: lost] Map of the service area\n")
    with pytest.raises(PictureTrouble, match="There is no picture 'lost'"):
        printed(printer)
    filing = filings.begin_tariff_filing(tariff_book, "sewer-1", ["2"], mailed=True)
    packets = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
    (found,) = [problem for problem in packets.problems(tariff_book, filing) if problem.id == "F55"]
    assert (found.severity, found.place) == (Severity.STOP, "tariff/sewer-1/2")
    assert found.sentence.startswith("Original Sheet No. 2: There is no picture 'lost'")
    chain = tariff_book.chain("sewer-1", "2")
    line = insert_picture(tariff_book, MAP, WISH)[0]
    changes.write_draft(tariff_book, "sewer-1", "2", line)
    assert packets.picture(NamedContent("map.png", b"x"), 1).file == "map.png"
    assert not [problem for problem in packets.problems(tariff_book, filing) if problem.id == "F55"]
    lines = tariff_book.lines("sewer-1", chain, chain.draft)
    assert [line.cells[0] for line in lines if line.kind is LineKind.PICTURE] == ["area-map"]


def test_a_map_that_is_taken_off_is_named_in_the_marked_copy() -> None:
    tariff_book = new_tariff_book()
    printer = sheet_with(tariff_book, insert_picture(tariff_book, MAP, WISH)[0])
    sheet = EnteredSheet("3", 0, date(2015, 5, 1), text="[picture: area-map] Old map\nOne line.\n")
    enter_sheet(tariff_book, "sewer-1", sheet)
    changes.revise_sheets(tariff_book, "sewer-1", ["3"])
    changes.write_draft(tariff_book, "sewer-1", "3", "One line.\n")
    chain = tariff_book.chain("sewer-1", "3")
    (page,) = printer.marked(chain, chain.versions[-1]).pages
    assert not [item for item in page.items if isinstance(item, PictureItem)]
    assert "Picture: Old map" in "".join(item.content for item in page.items if isinstance(item, TextItem))


@pytest.mark.parametrize(
    ("scale", "percent", "sized", "words"),
    [
        ("1 inch = 500 feet", 100, True, "Scale: 1 inch = 500 feet."),
        ("", 100, True, ""),
        ("", 50, False, ""),
        ("", 50, True, "Printed at 50 percent of its original size."),
        (
            "1:24,000",
            50,
            True,
            "Scale of the original: 1:24,000. Printed at 50 percent of its size, which is about 1:48,000.",
        ),
        (
            "1 in = 0.5 mi",
            40,
            False,
            "Scale of the original: 1 in = 0.5 mi. Printed at 40 percent of its size, which is about 1 inch = 1.25 mi.",
        ),
        ("see the bar", 40, True, "Scale of the original: see the bar. Printed at 40 percent of its size."),
        ("1:0", 50, True, "Scale of the original: 1:0. Printed at 50 percent of its size, which is about 1:0."),
    ],
)
def test_the_scale_is_said_as_it_is_on_the_print(scale: str, percent: int, sized: bool, words: str) -> None:
    assert scale_words(scale, percent, sized=sized) == words


def test_a_page_of_a_foreign_document_is_drawn_by_the_reader() -> None:
    assert draw_picture(GRAY_READER, "Seal.png", b"x", 1) == DrawnPicture("Seal.png", 1, 2, 2, kept_pixels(IMAGE))
