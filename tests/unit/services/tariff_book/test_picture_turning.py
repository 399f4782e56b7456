"""A picture is turned by a quarter, pixel by pixel."""

import zlib

import pytest

from desktop_app.pagespec.pages import PageImage
from desktop_app.services.tariff_book.picture_turning import QuarterTurn, turn_picture
from desktop_app.services.tariff_book.pictures import DrawnPicture
from desktop_app.services.tariff_book.scans import kept_image, kept_pixels

# Three pixels across and two down:   1 2 3     turned to the right   4 1     to the left   3 6
#                                     4 5 6                           5 2                   2 5
#                                                                     6 3                   1 4
GRAY = bytes([0x12, 0x30, 0x45, 0x60])
COLOUR = bytes(value for pixel in range(1, 7) for value in (pixel, 10 * pixel, 20 * pixel))


def picture(pixels: bytes, *, colour: bool) -> DrawnPicture:
    return DrawnPicture("map.pdf", 1, 300, 200, kept_pixels(PageImage(3, 2, colour, zlib.compress(pixels))))


@pytest.mark.parametrize(
    ("turn", "order"), [(QuarterTurn.RIGHT, (4, 1, 5, 2, 6, 3)), (QuarterTurn.LEFT, (3, 6, 2, 5, 1, 4))]
)
def test_each_pixel_goes_to_its_place(turn: QuarterTurn, order: tuple[int, ...]) -> None:
    gray = turn_picture(picture(GRAY, colour=False), turn)
    assert (gray.width, gray.height) == (200, 300)
    image = kept_image(gray.pixels)
    assert (image.width, image.height, image.colour) == (2, 3, False)
    a, b, c, d, e, f = order
    assert zlib.decompress(image.data) == bytes([a << 4 | b, c << 4 | d, e << 4 | f])
    image = kept_image(turn_picture(picture(COLOUR, colour=True), turn).pixels)
    assert zlib.decompress(image.data) == bytes(v for one in order for v in (one, 10 * one, 20 * one))


@pytest.mark.parametrize(("pixels", "colour"), [(GRAY, False), (COLOUR, True)])
def test_a_turn_and_its_return_leave_the_picture_as_it_was(pixels: bytes, colour: bool) -> None:
    before = picture(pixels, colour=colour)
    assert turn_picture(before, QuarterTurn.NONE) is before
    after = turn_picture(turn_picture(before, QuarterTurn.RIGHT), QuarterTurn.LEFT)
    assert (after.width, after.height) == (before.width, before.height)
    assert zlib.decompress(kept_image(after.pixels).data) == pixels
