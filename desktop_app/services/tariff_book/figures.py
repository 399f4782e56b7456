"""Pictures and maps on a sheet: how large they are printed, and what is said of their scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from math import floor, log10

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.sheet_text import SheetLine
from desktop_app.pagespec.pages import PageImage, PictureItem

FRAME = (510.0, 552.0)  # points between the rules of head and foot, and from the left margin to the right one
ACROSS, TALLEST = FRAME[0], 490.0  # what a picture fills that says no size: it leaves room for a heading
BELOW = 26.0  # between a picture and the end of its words: what it shows and its scale, a line each
INCH = 72
WHOLE = 100
_FOR_AN_INCH = late_pattern(
    r'1\s?(?:inch|in\.?|")\s?=\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>feet|ft\.?|miles?|mi\.?|yards?|rods?)',
    re.IGNORECASE,
)
_RATIO = late_pattern(r"1\s?:\s?(?P<number>\d[\d,]*)")


class PictureTrouble(UserError):
    """A sheet names a picture that is not there, or one that is too large at the size that is asked for."""


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture as it is printed, and its size in points; one that is `sized` says its size itself."""

    image: PageImage
    width: float
    height: float
    sized: bool = True


Pictures = Callable[[str], SheetPicture]


def no_pictures(name: str) -> SheetPicture:
    """Where there are none. Raises PictureTrouble."""
    raise PictureTrouble(
        f"There is no picture '{name}' in the tariff book. Insert it with Insert, Picture or map, or delete its line."
    )


def largest_percent(width: float, height: float, tallest: float = FRAME[1] - BELOW) -> int:
    """The largest whole percent at which a picture fits on a sheet of its own, with its words below it."""
    return floor(min(ACROSS / width, tallest / height) * WHOLE)


def placed_picture(
    line: SheetLine, pictures: Pictures, left: float, below: Callable[[str], float] = lambda _: BELOW
) -> tuple[PictureItem, str]:
    """The picture of a line in the middle of the sheet, and the words on its scale. Raises PictureTrouble.

    Without a size it is as large as it was, or as a sheet with a heading lets it be; one that says its size may fill
    the sheet. `below` is how much the words below it take, those on its scale included.
    """
    name, size, scale, caption = line.cells
    picture = pictures(name)
    unsized = min(largest_percent(picture.width, picture.height, TALLEST), WHOLE)
    percent = int(size.rstrip("%")) if size else max(1, unsized)
    words = scale_words(scale, percent, sized=picture.sized)
    tallest = FRAME[1] - below(words) if size else TALLEST
    most = largest_percent(picture.width, picture.height, tallest)
    if percent > most:
        wide, high = (side * percent / WHOLE / INCH for side in (picture.width, picture.height))
        raise PictureTrouble(
            f"The picture at {percent} percent is {wide:.1f} by {high:.1f} inches. Between its head and its foot a "
            f"sheet takes {ACROSS / INCH:.1f} by {tallest / INCH:.1f} with the words below it. Write at most {most}%."
        )
    width, height = (round(side * percent / WHOLE, 2) for side in (picture.width, picture.height))
    x = round(left + (ACROSS - width) / 2, 2)
    drawn = PictureItem(x, 0.0, width, height, picture.image, said=without_signs(caption))
    return drawn, words


def scale_words(scale: str, percent: int, *, sized: bool) -> str:
    """What is said of a picture's scale: that of the original, at how many percent it is printed, what follows."""
    if percent == WHOLE or not (scale or sized):
        return f"Scale: {scale}." if scale else ""
    if not scale:
        return f"Printed at {percent} percent of its original size."
    follows = _printed_scale(scale, percent)
    more = f", which is about {follows}" if follows else ""
    return f"Scale of the original: {scale}. Printed at {percent} percent of its size{more}."


def _printed_scale(scale: str, percent: int) -> str:
    """The scale of the print, to three figures; nothing where the words are not understood."""
    if found := _FOR_AN_INCH.fullmatch(scale):
        return f"1 inch = {_at(found['number'], percent)} {found['unit']}"
    found = _RATIO.fullmatch(scale)
    return f"1:{_at(found['number'], percent)}" if found else ""


def _at(number: str, percent: int) -> str:
    exact = Decimal(number.replace(",", "")) * WHOLE / percent
    places = 2 - floor(log10(exact)) if exact else 0
    rounded = round(exact, places)
    return f"{rounded:,.{max(places, 0)}f}"
