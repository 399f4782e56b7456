"""The work paper of ratios: a table of six years with their course drawn, what stands out, and the company's size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.pagespec.flow import ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace, Item, ItemRole, PaperPage, RectangleItem, RuleLine, TextAlignment
from desktop_app.pagespec.paragraphs import Measure, printable, wrapped
from desktop_app.pagespec.tables import (
    PAD,
    PrintedTable,
    TableCellContent,
    TableColumn,
    TableRow,
    paged,
    placed,
    row_height,
)
from desktop_app.services.analysis.ratios import SCHEDULE, ReportRatio
from desktop_app.services.analysis.size_of_company import SizeFact
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.paper.frame import BOTTOM, LEFT, LEGEND_TOP, RIGHT, WIDTH, PageBody, PageFrame, framed_pages
from desktop_app.services.paper.report_pages import NONPUBLIC

TITLE = "Ratios and their trend"
LABEL = "R-1"
EDITION = "Made with Filing Desk"
FOOTER = "A work paper of the company; it is not part of the report."
SIZE = 7.5
_LABEL, _YEAR, _CHANGE = 158.0, 41.0, 38.0
_BAR, _STEP, _AIR = 6.0, 8.0, 2.5
_HEADING = ParagraphStyle(10.0, FontFace.BOLD, 14.0, 14.0, keep=True, role=ItemRole.HEADING)
_BODY = ParagraphStyle(8.5, FontFace.REGULAR, 11.0, 3.0)


@dataclass(frozen=True, slots=True)
class RatioHeading:
    """Whose ratios these are, and of which year. `nonpublic` ones may tell what is sealed in a report."""

    company: str
    year: int
    sample: bool = False
    nonpublic: bool = False

    @property
    def frame(self) -> PageFrame:
        """The frame of the pages."""
        mark = "SAMPLE" if self.sample else ""
        version = f"{NONPUBLIC} WORK PAPER" if self.nonpublic else "WORK PAPER"
        return PageFrame(self.company, f"Year {self.year}", version, "", FOOTER, EDITION, mark)


def heading_of(file: CompanyFile, book: EvaluatedFiling) -> RatioHeading:
    """The heading of a report's ratios."""
    return RatioHeading(file.profile().full_name, book.filing.year, file.setting("sample") is True, file.holds_sealed)


def ratio_pages(
    heading: RatioHeading, ratios: Sequence[ReportRatio], facts: Sequence[SizeFact], measure: Measure
) -> tuple[PaperPage, ...]:
    """The paper, page by page."""
    years = [str(known) for known, _ in ratios[0].course] if ratios else []
    table = PrintedTable(tuple(_columns(years)), tuple(_rows(ratios, measure)))
    courses = {_anchor(ratio): ratio for ratio in ratios}
    leaves: list[PageBody] = []
    end = LEGEND_TOP
    room = BOTTOM - LEGEND_TOP - table.head
    for number, rows in enumerate(paged(table.rows, room, room)):
        set_down = placed(table, rows, LEGEND_TOP)
        drawn = [
            item
            for anchor, (top, bottom) in set_down.anchors.items()
            if anchor in courses
            for item in _course(courses[anchor], top, bottom)
        ]
        leaves.append(PageBody(LABEL, TITLE, (*set_down.items, *drawn), dict(set_down.anchors), continued=number > 0))
        end = set_down.bottom
    said = _words(ratios, facts)
    pieces = [piece for words, style in said for piece in paragraph(words, measure, LEFT, WIDTH, style)]
    flow = flowed(tuple(pieces), end, LEGEND_TOP, BOTTOM)
    for number, items in enumerate(flow.pages):
        if number == 0 and leaves:
            leaves[-1] = replace(leaves[-1], items=(*leaves[-1].items, *items))
        else:
            leaves.append(PageBody(LABEL, TITLE, items, continued=bool(leaves)))
    return framed_pages(leaves, heading.frame, measure)


def _anchor(ratio: ReportRatio) -> str:
    return f"{SCHEDULE}/{ratio.id}"


def _columns(years: Sequence[str]) -> Iterator[TableColumn]:
    yield TableColumn(LEFT, _LABEL, ("Ratio",), TextAlignment.LEFT)
    x = LEFT + _LABEL
    for year in years:
        yield TableColumn(x, _YEAR, (year,), TextAlignment.RIGHT)
        x += _YEAR
    yield TableColumn(x, _CHANGE, ("Change",), TextAlignment.RIGHT)
    yield TableColumn(x + _CHANGE, RIGHT - x - _CHANGE, ("Trend",), TextAlignment.LEFT)


def _rows(ratios: Sequence[ReportRatio], measure: Measure) -> Iterator[TableRow]:
    for group, members in groupby(ratios, key=lambda ratio: ratio.group):
        yield TableRow(
            group, row_height(1), (TableCellContent((printable(group),), SIZE, FontFace.BOLD),), heading=True
        )
        for ratio in members:
            label = wrapped(printable(ratio.label), measure, FontFace.REGULAR, SIZE, _LABEL - 2 * PAD)
            face = FontFace.BOLD if ratio.unusual else FontFace.REGULAR
            cells = [
                TableCellContent(label, SIZE, face),
                *(
                    TableCellContent((words,), SIZE, align=TextAlignment.RIGHT)
                    for words in (*ratio.shown, ratio.change, "")
                ),
            ]
            yield TableRow(_anchor(ratio), max(row_height(len(label)), row_height(2)), tuple(cells))


def _course(ratio: ReportRatio, top: float, bottom: float) -> Iterator[Item]:
    """The values as bars that stand on the line of zero; a year that is not known is a gap."""
    known = [float(value) for _, value in ratio.course if value is not None]
    if not known:
        return
    high, low = max(0.0, *known), min(0.0, *known)
    span = (high - low) or 1.0
    height = bottom - top - 2 * _AIR
    zero = top + _AIR + height * high / span
    x = RIGHT - len(ratio.course) * _STEP - PAD
    for number, (_, value) in enumerate(ratio.course):
        if value is not None:
            size = height * abs(float(value)) / span
            latest = number == len(ratio.course) - 1
            fill = 0.25 if latest else 0.7
            yield RectangleItem(
                x + number * _STEP, zero - size if value > 0 else zero, _BAR, max(size, 0.4), 0.0, fill, fill
            )
    yield RuleLine(x - 1, zero, x + len(ratio.course) * _STEP, zero, 0.4, 0.4)


def _words(ratios: Sequence[ReportRatio], facts: Sequence[SizeFact]) -> Iterator[tuple[str, ParagraphStyle]]:
    notable = [ratio for ratio in ratios if ratio.unusual or ratio.why]
    if notable:
        yield "What stands out", _HEADING
    for ratio in notable:
        yield f"{ratio.label}: {ratio.why or 'changed more than usual; no reason is recorded yet.'}", _BODY
    if facts:
        yield "Size of the company", _HEADING
    for fact in facts:
        yield f"{fact.sentence} [{fact.size.authority}]", _BODY
