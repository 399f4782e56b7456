"""A page of a foreign document as pixels: painted over where it is boxed, flattened, and packed.

Order matters: the boxes are painted first, so that nothing beneath them decides anything, not even whether the page
has colour. Boxes are widened by at least `LEAST` points and by what the pictures beneath them may carry. Everything
lighter than `NEAR_WHITE` becomes white, and of the rest 15 shades are left.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from desktop_app.documents.foreign import POINTS, Area, OpenDocument
from desktop_app.pagespec.pages import LETTER_HEIGHT, LETTER_WIDTH, PageImage

DPI = 200
LEAST = 6.0  # points
NEAR_WHITE = 240
STEP = 17  # between shades: 15 of them below white
GLANCE = 0.5  # pixels a point, to see whether a page has colour
COLOURED = 24
MOST_DRAWN = 24_000_000  # pixels of a page
FAST = 1  # the file that is made of it packs it again


def rastered(source: OpenDocument, page: int, areas: Sequence[Area], room: tuple[float, float]) -> PageImage:
    """The page as it is filed, to fit into `room` (points) at 200 dpi; the areas are black.

    A page larger than letter paper is drawn at its own size: it may be filed so.
    """
    width, height = source.sizes[page]
    fit = min(room[0] / width, room[1] / height) if _on_letter(width, height) else _large(width, height)
    wide = widened(areas, source.sizes[page], max(LEAST, source.reach(page)) if areas else 0.0)
    colour = _coloured(painted(source.drawn(page, GLANCE, colour=True), wide))
    scale = min(fit, 1.0) * DPI / POINTS if fit < 1 else DPI / POINTS
    picture = painted(source.drawn(page, scale, colour=colour), wide)
    return _coloured_image(picture) if colour else _gray_image(picture)


def _on_letter(width: float, height: float) -> bool:
    """Whether the page is no larger than a sheet of letter paper, upright or not."""
    return min(width, height) <= LETTER_WIDTH and max(width, height) <= LETTER_HEIGHT


def _large(width: float, height: float) -> float:
    """How much smaller a large drawing is drawn than at 200 dpi: not at all, unless its pixels would be too many."""
    pixels = (width * DPI / POINTS) * (height * DPI / POINTS)
    return min(1.0, math.sqrt(MOST_DRAWN / pixels))


def widened(areas: Sequence[Area], size: tuple[float, float], by: float) -> tuple[Area, ...]:
    """The areas, larger by so many points on each side, within the page."""
    across, down = by / size[0], by / size[1]
    return tuple(
        (max(left - across, 0.0), max(top - down, 0.0), min(right + across, 1.0), min(bottom + down, 1.0))
        for left, top, right, bottom in areas
    )


def painted(picture: Image.Image, areas: Sequence[Area]) -> Image.Image:
    """The picture with the areas black, every pixel that they touch included."""
    brush = ImageDraw.Draw(picture)
    for left, top, right, bottom in areas:
        corners = (
            math.floor(left * picture.width) - 1,
            math.floor(top * picture.height) - 1,
            math.ceil(right * picture.width),
            math.ceil(bottom * picture.height),
        )
        brush.rectangle(corners, fill=0 if picture.mode == "L" else (0, 0, 0))
    return picture


def _coloured(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    spread = ImageChops.subtract(
        ImageChops.lighter(red, ImageChops.lighter(green, blue)), ImageChops.darker(red, ImageChops.darker(green, blue))
    )
    return any(spread.histogram()[COLOURED:])


def _shade(value: int) -> int:
    """The shade of a gray value: 0 is black, 15 white."""
    return 15 if value > NEAR_WHITE else min(14, round(value / STEP))


def _gray_image(picture: Image.Image) -> PageImage:
    shades = picture.point([_shade(value) for value in range(256)])
    shades.putpalette(bytes(48))  # only so that it may be packed two pixels a byte
    return PageImage(picture.width, picture.height, False, zlib.compress(shades.tobytes("raw", "P;4"), FAST))


def _coloured_image(picture: Image.Image) -> PageImage:
    red, green, blue = picture.split()
    darkest = ImageChops.darker(red, ImageChops.darker(green, blue))
    near_white = darkest.point([255 if value > NEAR_WHITE else 0 for value in range(256)])
    levels = [min(14, round(value / STEP)) * STEP for value in range(256)]
    flat = picture.point(levels * 3)
    flat.paste((255, 255, 255), mask=near_white)
    return PageImage(picture.width, picture.height, True, zlib.compress(flat.tobytes(), FAST))
