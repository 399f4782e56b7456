"""The words of a foreign page as text, with the place where each line stands; what lies beneath boxes is told apart.

What is filled in on forms and written in comments counts as words of the page, since the page is filed as it looks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.ports import PageText

Area = tuple[float, float, float, float]
MOST_LETTERS = 200_000
HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}  # as PDFium tells a hyphen at the end of a line, and a soft one
ENDS = "\r\n"
FINE = 100  # steps in a point
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
    line, top = "", WHOLE
    for letter in _letters(page):
        if letter.sign in ENDS:
            lines, line, top = [*lines, (line, top)] if line.strip() else lines, "", WHOLE
            covered = [f"{text} " if text and not text.endswith(" ") else text for text in covered]
            continue
        beneath = [number for number, area in enumerate(areas) if letter.sized and _within(letter, area)]
        for number in beneath:
            covered[number] += letter.sign
        if not beneath:
            line += letter.sign
            top = min(top, round(letter.down * WHOLE)) if letter.sized else top
        elif not line.endswith(" "):
            line += " "
        if not letter.sized:
            covered = [f"{text} " if text and not text.endswith(" ") else text for text in covered]
    if line.strip():
        lines.append((line, top))
    return PageText(tuple(lines), tuple(text.strip() for text in covered))


def _letters(page: pypdfium2.PdfPage) -> Iterator[PlacedLetter]:
    raw = pypdfium2.raw
    text = page.get_textpage()
    width, height = (max(round(side * FINE), 1) for side in page.get_size())
    left, right, bottom, top = (raw.c_double() for _ in range(4))
    x, y = raw.c_int(), raw.c_int()
    for number in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, number)
        sign = HYPHENS.get(code) or (chr(code) if code <= sys.maxunicode else " ")
        sized = bool(raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)) and not sign.isspace()
        across, up = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, across, up, x, y)
        yield PlacedLetter(sign, x.value / width, y.value / height, sized)


def _within(letter: PlacedLetter, area: Area) -> bool:
    left, top, right, bottom = area
    return left <= letter.across <= right and top <= letter.down <= bottom
