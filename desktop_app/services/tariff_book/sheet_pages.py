"""Sheets as pages: head, body and foot at true scale, as the utility's rule and its form ask.

The form itself (13, 14 or 16) is not in the text of the chapter; the arrangement follows what Missouri companies print.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.comparison import ComparedLine
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion
from desktop_app.pagespec.flow import moved
from desktop_app.pagespec.pages import (
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
from desktop_app.pagespec.structure import PARAGRAPH
from desktop_app.services.tariff_book.body import LEFT, RIGHT, BodyPiece, set_body
from desktop_app.services.tariff_book.figures import Pictures, no_pictures
from desktop_app.services.tariff_book.words import PerMil

HEAD_RULE = 106.0
FOOT_RULE = 684.0
BODY_TOP = 124.0
BODY_BOTTOM = FOOT_RULE - 8.0
ROOM = BODY_BOTTOM - BODY_TOP
MIDDLE = (LEFT + RIGHT) / 2
STAMP_WIDTH, STAMP_HEIGHT = 150.0, 62.0
BLANK = "____"
ELECTRIC = "electric"


@dataclass(frozen=True)
class SheetToPrint:
    """Everything that is printed of one version of a sheet besides its body.

    `canceled` is the designation that it cancels with the number of the schedule, empty words where it cancels nothing.
    `notes` are printed under the head (short notice, in lieu, reissue). `title` makes it a title page. `record` is what
    the company itself knows of the sheet's fate; it stands where the commission's stamp would be. `copy` names a marked
    copy on its pages, `also` a second schedule to which a supplement belongs. `dates_words` are those that the rule
    prescribes for issue and effect, if it does.
    """

    schedule: TariffSchedule
    company: str
    number: str
    name: str
    canceled: tuple[int, str]
    issued: date | None
    effective: date | None
    prefix: str = "PSC Mo. No."
    notes: tuple[str, ...] = ()
    upper_left: str = ""
    title: bool = False
    record: tuple[str, ...] = ()
    copy: str = ""
    sample: bool = False
    also: int = 0
    flowing: bool = False
    dates_words: str = ""


@dataclass(frozen=True)
class PrintedSheet:
    """A sheet's pages. `over` is the number of the text's line from which on it does not fit on one page (-1: fits).

    `wide` is the number of the first line of a table that is wider than the page (-1: none is).
    """

    pages: tuple[PaperPage, ...]
    over: int = -1
    wide: int = -1


def sheet_of(
    schedule: TariffSchedule,
    company: str,
    chain: SheetHistory,
    version: SheetVersion,
    canceled: tuple[int, str],
) -> SheetToPrint:
    """The sheet of a version; `canceled` are the PSC Mo. number and the designation that its head names."""
    return SheetToPrint(
        schedule=schedule,
        company=company,
        number=chain.number.text,
        name=called(schedule, chain, version.revision),
        canceled=canceled,
        issued=version.issued,
        effective=version.proposed or version.effective,
        title=chain.number.key == "title page",
    )


def print_sheet(
    sheet: SheetToPrint, body: Sequence[ComparedLine], measure: PerMil, pictures: Pictures = no_pictures
) -> PrintedSheet:
    """The sheet with its body. What does not fit stands on further pages, which only a flowing sheet may have.

    Raises PictureTrouble.
    """
    pieces = set_body(body, measure, pictures)
    columns, over = _columns(pieces)
    marks = frozenset(mark for line in body for mark in line.shown.marks)
    pages = []
    for number, items in enumerate(columns or [()]):
        label = sheet.number + (f", page {number + 1}" if number else "")
        furniture = (*_watermark(sheet), *_head(sheet, measure), *_foot(sheet, measure, marks))
        pages.append(PaperPage(label, (*furniture, *items), {"body": (BODY_TOP, BODY_BOTTOM)}))
    wide = next((piece.line for piece in pieces if piece.wide), -1)
    return PrintedSheet(tuple(pages), -1 if sheet.flowing else over, wide)


def _columns(pieces: Sequence[BodyPiece]) -> tuple[list[tuple[Item, ...]], int]:
    """The pieces set down column by column, and the first line that is not in the first."""
    pages: list[list[Item]] = [[]]
    y, over = BODY_TOP, -1
    for group in _groups(pieces):
        height = sum(item.piece.height + item.piece.gap for item in group) - (0 if pages[-1] else group[0].piece.gap)
        broken = group[0].breaks and bool(pages[-1])
        if broken or (y + height > BODY_BOTTOM and pages[-1]):
            pages.append([])
            y = BODY_TOP
            over = group[0].line if over < 0 and not broken else over
        for item in group:
            y = _repeated(pages[-1], item, y)
            y += item.piece.gap if pages[-1] else 0.0
            if y + item.piece.height > BODY_BOTTOM and pages[-1]:
                pages.append([])
                y = _repeated(pages[-1], item, BODY_TOP)
                over = item.line if over < 0 else over
            pages[-1] += [moved(drawn, y) for drawn in item.piece.items]
            y += item.piece.height
    return [tuple(page) for page in pages if page], over


def _repeated(page: list[Item], item: BodyPiece, y: float) -> float:
    """Repeats the head of a table that goes on to a new page; the height at which its rows go on."""
    if page or item.head is None:
        return y
    page += [moved(drawn, y) for drawn in item.head.items]
    return y + item.head.height


def _groups(pieces: Sequence[BodyPiece]) -> Iterator[tuple[BodyPiece, ...]]:
    group: list[BodyPiece] = []
    for item in pieces:
        if item.breaks and group:
            yield tuple(group)
            group = []
        group.append(item)
        if not item.piece.keep:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _watermark(sheet: SheetToPrint) -> Iterator[Item]:
    if sheet.sample:
        yield PageWatermark("SAMPLE")


def _head(sheet: SheetToPrint, measure: Measure) -> Iterator[Item]:
    schedule = sheet.schedule
    if sheet.copy:
        yield _said(MIDDLE, 26.0, sheet.copy, 7.5, FontFace.BOLD, TextAlignment.CENTER)
    yield from _upper_left(sheet, measure)
    bold = sheet.title and schedule.utility == ELECTRIC
    both = f" and {sheet.prefix} {sheet.also}" if sheet.also else ""
    number = f"{sheet.prefix} {schedule.number}{both}"
    yield _said(
        MIDDLE, 42.0, number, 13.0 if bold else 10.0, FontFace.BOLD if bold else FontFace.REGULAR, TextAlignment.CENTER
    )
    yield _said(RIGHT, 42.0, sheet.name, 10.0, FontFace.REGULAR, TextAlignment.RIGHT)
    old, name = sheet.canceled
    size = 8.0 if bold else 10.0
    yield _said(
        MIDDLE,
        56.0,
        f"{schedule.canceling} {sheet.prefix} {old or BLANK}",
        size,
        FontFace.REGULAR,
        TextAlignment.CENTER,
    )
    blank = f"{BLANK}{BLANK} Sheet No. {BLANK}"
    words = name or blank
    yield _said(RIGHT, 56.0, words, 10.0, FontFace.REGULAR, TextAlignment.RIGHT)
    yield from _names(sheet, measure)
    yield RuleLine(LEFT, HEAD_RULE, RIGHT, HEAD_RULE, 1.0)
    if schedule.heading:
        size = shrunk(printable(schedule.heading), measure, FontFace.BOLD, 9.0, RIGHT - LEFT)
        yield _said(MIDDLE, HEAD_RULE + 12.0, printable(schedule.heading), size, FontFace.BOLD, TextAlignment.CENTER)


def _upper_left(sheet: SheetToPrint, measure: Measure) -> Iterator[Item]:
    if sheet.upper_left:
        lines, size = fit_paragraph(sheet.upper_left, measure, FontFace.REGULAR, 7.0, 150.0, 4)
        for number, line in enumerate(lines):
            yield _said(LEFT, 34.0 + number * (size + 1.2), line, size)
    elif sheet.schedule.label:
        yield _said(LEFT, 42.0, printable(sheet.schedule.label), 10.0)


def _names(sheet: SheetToPrint, measure: Measure) -> Iterator[Item]:
    """The full certificated name, never abbreviated, and the area it is for, each with its caption."""
    captions = sheet.schedule.captions
    community = printable(sheet.schedule.community) or BLANK * 3
    lines, size = fit_paragraph(printable(sheet.company), measure, FontFace.BOLD, 10.5, 300.0, 2)
    top = 86.0 - (len(lines) - 1) * (size + 1.0)
    for number, line in enumerate(lines):
        yield _said(LEFT, top + number * (size + 1.0), line, size, FontFace.BOLD)
    yield RuleLine(LEFT, 89.0, LEFT + 310.0, 89.0, 0.4)
    yield _said(LEFT, 97.0, printable(captions.name) or "Name of issuing company", 6.5, FontFace.ITALIC)
    area, size = fit_paragraph(
        community if captions.area else f"For  {community}", measure, FontFace.REGULAR, 10.0, RIGHT - LEFT - 330.0, 2
    )
    top = 86.0 - (len(area) - 1) * (size + 1.0)
    for number, line in enumerate(area):
        yield _said(LEFT + 330.0, top + number * (size + 1.0), line, size)
    yield RuleLine(LEFT + 330.0, 89.0, RIGHT, 89.0, 0.4)
    yield _said(LEFT + 330.0, 97.0, printable(captions.area) or "Community, town or city", 6.5, FontFace.ITALIC)


def _foot(sheet: SheetToPrint, measure: Measure, marks: Collection[str]) -> Iterator[Item]:
    """The foot; the legend explains the marks that the sheet has, and no others."""
    schedule = sheet.schedule
    yield RuleLine(LEFT, FOOT_RULE, RIGHT, FOOT_RULE, 1.0)
    legend = "     ".join(f"{item.mark} {item.words}" for item in schedule.marks if item.mark in marks)
    size = shrunk(printable(legend), measure, FontFace.REGULAR, 7.5, RIGHT - LEFT)
    yield _said(LEFT, FOOT_RULE + 10.0, printable(legend), size)
    room = RIGHT - LEFT - STAMP_WIDTH - 14.0
    y = FOOT_RULE + 26.0
    for note in sheet.notes:
        for line in wrapped(printable(note), measure, FontFace.BOLD, 7.0, room):
            yield _said(LEFT, y - 4.0, line, 7.0, FontFace.BOLD)
            y += 8.5
    yield from _dates(sheet, y)
    issuer = schedule.issuer
    words = ", ".join(part for part in (issuer.name, issuer.title, issuer.address) if part) or BLANK * 6
    lines, size = fit_paragraph(f"Issued by  {printable(words)}", measure, FontFace.REGULAR, 9.0, room, 2)
    for number, line in enumerate(lines):
        yield _said(LEFT, y + 22.0 + number * (size + 1.0), line, size)
    yield _said(
        LEFT + 46.0, y + 31.0 + (len(lines) - 1) * (size + 1.0), "name of officer, title, address", 6.5, FontFace.ITALIC
    )
    x = RIGHT - STAMP_WIDTH
    yield RectangleItem(x, FOOT_RULE + 16.0, STAMP_WIDTH, STAMP_HEIGHT, 0.3, 0.75)
    for number, line in enumerate(sheet.record):
        yield _said(x + 6.0, FOOT_RULE + 28.0 + number * 9.0, line, 7.0, FontFace.ITALIC, gray=0.35)


def _dates(sheet: SheetToPrint, y: float) -> Iterator[Item]:
    issued, effective = (_day(day) for day in (sheet.issued, sheet.effective))
    if sheet.dates_words:
        words = sheet.dates_words.replace("{issued}", issued).replace("{effective}", effective)
        yield _said(LEFT, y, words, 9.0)
        return
    yield _said(LEFT, y, f"Date of issue  {issued}", 9.0)
    yield _said(LEFT + 56.0, y + 8.0, "month   day   year", 6.5, FontFace.ITALIC)
    yield _said(LEFT + 172.0, y, f"Date effective  {effective}", 9.0)
    yield _said(LEFT + 232.0, y + 8.0, "month   day   year", 6.5, FontFace.ITALIC)


def _day(day: date | None) -> str:
    return long_date(day) if day is not None else BLANK * 4


def _said(
    x: float,
    y: float,
    content: str,
    size: float,
    face: FontFace = FontFace.REGULAR,
    align: TextAlignment = TextAlignment.LEFT,
    *,
    gray: float = 0.0,
) -> TextItem:
    return TextItem(x, y, content, size, face, align, gray, ItemRole.FURNITURE, PARAGRAPH)


def marked_copy(sheet: SheetToPrint) -> SheetToPrint:
    """The same sheet as a marked copy."""
    return replace(sheet, copy="MARKED COPY: deletions struck out, additions underlined")
