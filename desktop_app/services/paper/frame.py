"""The frame of every page: head, legend, foot and the room between them.

Every page names the company, the year and its schedule (checks C08 and C44), and a page with sealed cells says so in
both versions (4 CSR 240-3.640(4)(D)). All of it stands at fixed heights, whatever the page holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.pagespec.pages import (
    LETTER_WIDTH,
    FontFace,
    Item,
    ItemRole,
    PageWatermark,
    PaperPage,
    RectangleItem,
    RuleLine,
    TextAlignment,
    TextItem,
)
from desktop_app.pagespec.paragraphs import Measure, fit_paragraph, printable, shrunk, wrapped
from desktop_app.pagespec.structure import ARTIFACT, PARAGRAPH

LEFT = 66.0  # wide enough for three punched holes
RIGHT = LETTER_WIDTH - 36.0
WIDTH = RIGHT - LEFT
LEGEND_TOP = 84.0
LEGEND_HEIGHT = 13.0
TOP = 104.0
BOTTOM = 742.0
ROOM = BOTTOM - TOP
NAME_LINES = 2
THREE_LINES = 7.0  # points: the largest size in which three lines stand above the title
CONTINUED = " (continued)"
_COMPANY_Y, _TITLE_Y, _LINE_Y, _FOOT_Y = 38.0, 68.0, 76.0, 757.0


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page before its frame: what stands between head and foot.

    `sealed` tells that the page holds (or held) nonpublic information. A leaf of the `annex` exists in the sealed
    version only and is numbered apart. A `bare` leaf (cover, letter) has no head. One with
    a `size` of its own is a drawing that takes all of its page: nothing else is printed there.
    """

    label: str
    title: str
    items: tuple[Item, ...]
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)
    sealed: bool = False
    continued: bool = False
    signature: bool = False
    annex: bool = False
    bare: bool = False
    size: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What is the same on all pages of a document.

    `version` names the version; `legend` is what a page with sealed cells says, `explained` what the public reader is
    told about the mark.
    """

    company: str
    period: str
    version: str
    legend: str
    footer: str
    edition: str
    watermark: str = ""


def framed_pages(
    leaves: Sequence[PageBody], frame: PageFrame, measure: Measure, *, numbered: bool = True
) -> tuple[PaperPage, ...]:
    """The leaves as finished pages, numbered; the number of pages counts those that both versions have.

    Pages shown by themselves are not `numbered`: their place in the report is not known.
    """
    common = sum(not leaf.annex for leaf in leaves)
    annexed = len(leaves) - common
    pages, number, extra = [], 0, 0
    for leaf in leaves:
        if leaf.annex:
            extra += 1
            count = f"Annex page {extra} of {annexed}"
        else:
            number += 1
            count = f"Page {number} of {common}" if numbered else "preview"
        if leaf.size is not None:
            width, height = leaf.size
            pages.append(PaperPage(leaf.label, leaf.items, bookmark=_whole_title(leaf), width=width, height=height))
            continue
        items = (*_watermark(frame), *_head(leaf, frame, measure), *leaf.items, *_foot(leaf, frame, count, measure))
        pages.append(PaperPage(leaf.label, items, leaf.anchors, leaf.signature, _whole_title(leaf)))
    return tuple(pages)


def _whole_title(leaf: PageBody) -> str:
    """What the page is called at its head and in the list of bookmarks."""
    title = leaf.title + (CONTINUED if leaf.continued else "")
    return title if title.startswith(leaf.label) else f"{leaf.label}   {title}"


def _watermark(frame: PageFrame) -> Iterator[Item]:
    if frame.watermark:
        yield PageWatermark(frame.watermark)


def _head(leaf: PageBody, frame: PageFrame, measure: Measure) -> Iterator[Item]:
    if leaf.bare:
        return
    yield from _company(frame, measure)
    yield _furniture(RIGHT, _COMPANY_Y, frame.period, 9.0, FontFace.BOLD, TextAlignment.RIGHT)
    room = WIDTH - measure(frame.version, FontFace.BOLD, 8.0) - 12
    whole = _whole_title(leaf)
    size = shrunk(whole, measure, FontFace.BOLD, 11.0, room)
    again = ARTIFACT if leaf.continued else None
    yield TextItem(LEFT, _TITLE_Y, whole, size, FontFace.BOLD, role=ItemRole.HEADING, tag=again)
    yield _furniture(RIGHT, _TITLE_Y, frame.version, 8.0, FontFace.BOLD, TextAlignment.RIGHT)
    yield RuleLine(LEFT, _LINE_Y, RIGHT, _LINE_Y, 1.0)
    if leaf.sealed and frame.legend:
        yield RectangleItem(LEFT, LEGEND_TOP - 3.0, WIDTH, LEGEND_HEIGHT, 0.8, 0.0)
        size = shrunk(frame.legend, measure, FontFace.BOLD, 8.0, WIDTH - 8)
        y = LEGEND_TOP + 6.2
        middle = (LEFT + RIGHT) / 2
        yield replace(_furniture(middle, y, frame.legend, size, FontFace.BOLD, TextAlignment.CENTER), tag=PARAGRAPH)


def _company(frame: PageFrame, measure: Measure) -> Iterator[Item]:
    """The full certificated name, never abbreviated: on two lines, or on three and smaller if it must be."""
    room = WIDTH - measure(frame.period, FontFace.BOLD, 9.0) - 16
    name = printable(frame.company).replace("\n", " ")
    lines, size = fit_paragraph(name, measure, FontFace.BOLD, 10.0, room, NAME_LINES)
    if size < THREE_LINES:
        lines, size = fit_paragraph(name, measure, FontFace.BOLD, THREE_LINES, room, NAME_LINES + 1)
    for number, line in enumerate(lines):
        yield _furniture(LEFT, _COMPANY_Y + number * (size + 1.5), line, size, FontFace.BOLD)


def _foot(leaf: PageBody, frame: PageFrame, count: str, measure: Measure) -> Iterator[Item]:
    yield RuleLine(LEFT, _FOOT_Y - 9, RIGHT, _FOOT_Y - 9, 0.4, 0.4)
    foot = count if leaf.bare else f"{leaf.label}  ·  {count}"
    yield _furniture(RIGHT, _FOOT_Y, foot, 7.5, FontFace.REGULAR, TextAlignment.RIGHT)
    room = WIDTH - 130
    lines = wrapped(frame.footer, measure, FontFace.ITALIC, 6.5, room)[:2] if not leaf.bare else ()
    for number, line in enumerate(lines):
        yield _furniture(LEFT, _FOOT_Y + number * 8, line, 6.5, FontFace.ITALIC)
    yield _furniture(RIGHT, _FOOT_Y + 9, frame.edition, 6.5, FontFace.REGULAR, TextAlignment.RIGHT)


def _furniture(
    x: float, y: float, content: str, size: float, face: FontFace, align: TextAlignment = TextAlignment.LEFT
) -> TextItem:
    return TextItem(x, y, content, size, face, align, role=ItemRole.FURNITURE)
