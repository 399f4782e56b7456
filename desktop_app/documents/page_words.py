"""The words of a foreign page as text, with the place where each line stands; what lies beneath boxes is told apart.

What is filled in on forms and written in comments counts as words of the page, since the page is filed as it looks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

import pypdfium2
import pypdfium2.raw

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.ports import PageText

Area = tuple[float, float, float, float]
MOST_LETTERS = 200_000
HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}  # as PDFium tells a hyphen at the end of a line, and a soft one
ENDS = "\r\n"
FINE = 100  # steps in a point
SQUARE = 10_000  # points
WHOLE = 100  # percent


@dataclass(frozen=True, slots=True)
class PlacedLetter:
    """One letter as displayed: its middle, in parts of the page. `sized` tells whether it takes room at all."""

    sign: str
    across: float
    down: float
    sized: bool


def page_text(page: pypdfium2.PdfPage, areas: Sequence[Area]) -> PageText:
    """The page's words; those beneath the areas, one text for each, apart."""
    lines: list[tuple[str, int]] = []
    covered = ["" for _ in areas]
    line, top = "", 1.0
    for letter in _letters(page):
        if letter.sign in ENDS:
            lines += _told(line, top)
            line, top = "", 1.0
            covered = [f"{text} " if text and not text.endswith(" ") else text for text in covered]
            continue
        beneath = [number for number, area in enumerate(areas) if _within(letter, area)] if letter.sized else []
        for number in beneath:
            covered[number] += letter.sign
        if not beneath:
            line += letter.sign
            if letter.sized and letter.down < top:
                top = letter.down
        elif not line.endswith(" "):
            line += " "
        if not letter.sized:
            covered = [f"{text} " if text and not text.endswith(" ") else text for text in covered]
    lines += _told(line, top)
    return PageText(tuple(lines), tuple(text.strip() for text in covered))


def _told(line: str, top: float) -> list[tuple[str, int]]:
    """A line with the percent of the page above it; nothing if it is blank."""
    return [(line, round(top * WHOLE))] if line.strip() else []


def _letters(page: pypdfium2.PdfPage) -> Iterator[PlacedLetter]:
    raw = pypdfium2.raw
    found = page.get_textpage()
    text, displayed = found.raw, _displayed(page)
    sides = [raw.c_double() for _ in range(4)]
    left, right, bottom, top = sides
    for number in range(min(found.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, number)
        sign = HYPHENS.get(code) or (chr(code) if code <= sys.maxunicode else " ")
        if sign.isspace() or not raw.FPDFText_GetCharBox(text, number, *sides):
            yield PlacedLetter(sign, 0.0, 0.0, sized=False)
        else:
            middle = displayed((left.value + right.value) / 2, (bottom.value + top.value) / 2)
            yield PlacedLetter(sign, *middle, sized=True)


def _displayed(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """Where a point of the page is displayed, in parts of it: turned and cut as the page is.

    PDFium tells where a square of the page is; what is within follows from it.
    """
    raw = pypdfium2.raw
    width, height = (max(round(side * FINE), 1) for side in page.get_size())
    x, y = raw.c_int(), raw.c_int()

    def told(across: float, up: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, across, up, x, y)
        return x.value / width, y.value / height

    (x0, y0), (x1, y1), (x2, y2) = told(0, 0), told(SQUARE, 0), told(0, SQUARE)
    a, b, c, d = (x1 - x0) / SQUARE, (y1 - y0) / SQUARE, (x2 - x0) / SQUARE, (y2 - y0) / SQUARE
    return lambda across, up: (x0 + a * across + c * up, y0 + b * across + d * up)


def _within(letter: PlacedLetter, area: Area) -> bool:
    left, top, right, bottom = area
    return left <= letter.across <= right and top <= letter.down <= bottom
