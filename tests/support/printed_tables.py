"""The tables of a finished PDF as a reader sees them: ruled rows and columns, and the words between the lines.

Nothing of the program is used: only where lines and words lie on the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

THIN = 3.0
NEAR = 2.0
LEAST_WIDTH = 150.0
SIGN_SIZE = 5.5
WATERMARK = 24.0  # what is larger lies under the page


@dataclass(frozen=True, slots=True)
class Box:
    """Where something lies, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, other: Box) -> bool:
        """Whether the middle of the other is in it."""
        x, y = other.middle
        return self.left < x < self.right and self.bottom < y < self.top


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text and its size."""

    text: str
    size: float
    box: Box


@dataclass(frozen=True)
class PrintedRow:
    """One row: the words of each cell, line by line, without the small sign at its left edge."""

    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    """One table: what stood above it on its page since the last one, its headings and its rows."""

    page: int
    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[PrintedRow, ...]


@dataclass
class _Page:
    words: list[Words] = field(default_factory=list)
    paths: list[Box] = field(default_factory=list)


def printed_tables(pdf: Path | bytes) -> Iterator[PrintedTable]:
    """All tables of the file, page by page from the top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            yield from _tables(_read(page), number)
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage) -> _Page:
    found = _Page()
    text = page.get_textpage()
    for item in page.get_objects(max_depth=3):
        box = Box(*item.get_bounds())
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            found.paths.append(box)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT and _size(item) < WATERMARK:
            found.words.append(Words(_content(item, text), _size(item), box))
    text.close()
    page.close()
    return found


def _content(item: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return " ".join(buffer.raw.decode("utf-16-le").rstrip("\0").split())


def _size(item: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, ctypes.byref(size))
    return float(size.value)


def _tables(page: _Page, number: int) -> Iterator[PrintedTable]:
    across = [path for path in page.paths if path.top - path.bottom < THIN and path.right - path.left > LEAST_WIDTH]
    boxes = [path for path in page.paths if path.top - path.bottom > THIN and path.right - path.left > LEAST_WIDTH]
    above = 10_000.0
    for frame in sorted(boxes, key=lambda box: -box.top):
        rules = [rule for rule in across if _same_sides(rule, frame) and frame.bottom - NEAR < rule.bottom < frame.top]
        if not rules:
            continue
        head = min((box.bottom for box in boxes if _is_head(box, frame)), default=frame.top)
        columns = _columns(page, frame)
        words = [one for one in page.words if frame.holds(one.box)]
        heading = [one for one in words if one.box.middle[1] > head]
        over = [one.text for one in page.words if frame.top < one.box.middle[1] < above]
        above = frame.bottom
        yield PrintedTable(
            number,
            tuple(over),
            tuple(" ".join(cell) for cell in _shared(heading, columns)),
            _rows(words, rules, columns, head),
        )


def _same_sides(path: Box, frame: Box) -> bool:
    return abs(path.left - frame.left) < NEAR and abs(path.right - frame.right) < NEAR


def _is_head(box: Box, frame: Box) -> bool:
    return _same_sides(box, frame) and abs(box.top - frame.top) < NEAR and box.bottom > frame.bottom + NEAR


def _columns(page: _Page, frame: Box) -> list[float]:
    """The left edges of the columns: where upright lines stand in the frame."""
    upright = [path for path in page.paths if path.right - path.left < THIN and path.top - path.bottom > THIN]
    inside = [path.middle[0] for path in upright if frame.holds(path)]
    edges = [frame.left]
    for x in sorted(inside):
        if x - edges[-1] > NEAR:
            edges.append(x)
    return edges


def _rows(words: Sequence[Words], rules: Sequence[Box], columns: Sequence[float], top: float) -> tuple[PrintedRow, ...]:
    found = []
    for rule in sorted(rules, key=lambda one: -one.bottom):
        bottom = rule.middle[1]
        if top - bottom < THIN:  # the heavier line above a total
            continue
        found.append(PrintedRow(_shared([one for one in words if bottom < one.box.middle[1] < top], columns)))
        top = bottom
    return tuple(found)


def _shared(words: Sequence[Words], columns: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """The words by column, from the top; a small sign before them is left out."""
    cells: list[list[Words]] = [[] for _ in columns]
    for one in words:
        cells[max(number for number, left in enumerate(columns) if left < one.box.middle[0])].append(one)
    return tuple(
        tuple(one.text for one in sorted(cell, key=lambda one: -one.box.middle[1]) if not _is_sign(one, cell))
        for cell in cells
    )


def _is_sign(one: Words, cell: Sequence[Words]) -> bool:
    return len(cell) > 1 and abs(one.size - SIGN_SIZE) < 0.01 and one.box.left == min(other.box.left for other in cell)
