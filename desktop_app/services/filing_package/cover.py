"""The cover: whose report, for which time, for which services, and which version it is (4 CSR 240-3.640(4)(B))."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.dates import long_date
from desktop_app.pagespec.flow import ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace, Item, ItemRole, RectangleItem, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import Measure, fit_paragraph, printable, wrapped
from desktop_app.pagespec.structure import ItemTag, SaidInstead, line_tag
from desktop_app.services.filing_package.legends import VersionLegends
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import RequestSubject
from desktop_app.services.paper.frame import BOTTOM, LEFT, RIGHT, WIDTH, PageBody

LABEL = "Cover"
SERVICES = (
    ("water", "Water"),
    ("sewer", "Sewer"),
    ("heating", "Heating (steam)"),
    ("electric", "Electric"),
    ("gas", "Gas"),
    ("telecom", "Telecommunications"),
)
TICK = 11.0
_MIDDLE = (LEFT + RIGHT) / 2
_REVISION_Y = 148.0
_VERSION_TOP, _TITLE_Y, _NAME_Y, _SERVICES_Y, _FILING_Y, _MARK_Y = 60.0, 180.0, 300.0, 452.0, 520.0, 606.0
_SMALL = ParagraphStyle(9.0, FontFace.REGULAR, 12.0, 0.0)


def period_words(subject: RequestSubject) -> str:
    """The time reported on, as the cover says it."""
    if subject.calendar_year:
        return f"For the calendar year of January 1 to December 31, {subject.year}"
    return f"For the period of {long_date(subject.begins)} to {long_date(subject.ends)}"


def cover(paper: VersionPages, title: str, legends: VersionLegends) -> PageBody:
    """The cover. Everything on it stands at the same place in both versions; a report that has no other names none."""
    two = paper.request.confidential
    items = (
        *(_version(legends.version(public=paper.view.public), paper.measure) if two else ()),
        *_headline(paper, title),
        *_name(paper),
        *_services(paper),
        *(_option(paper, legends) if two else ()),
    )
    return PageBody(LABEL, title, items, bare=True)


def _version(name: str, measure: Measure) -> Iterator[Item]:
    yield RectangleItem(LEFT, _VERSION_TOP, WIDTH, 40, 1.6)
    words = name.upper()
    size = min(16.0, 16.0 * (WIDTH - 20) / max(measure(words, FontFace.BOLD, 16.0), 1.0))
    yield TextItem(_MIDDLE, _VERSION_TOP + 26, words, size, FontFace.BOLD, TextAlignment.CENTER, role=ItemRole.HEADING)


def _headline(paper: VersionPages, title: str) -> Iterator[Item]:
    subject = paper.request.subject
    revises = paper.request.fields.get("revises")
    if revises:
        words = f"Revision of the report submitted on {revises}"
        yield TextItem(_MIDDLE, _REVISION_Y, words, 12.0, FontFace.BOLD, TextAlignment.CENTER)
    yield TextItem(_MIDDLE, _TITLE_Y, title.upper(), 20.0, FontFace.BOLD, TextAlignment.CENTER, role=ItemRole.HEADING)
    yield TextItem(
        _MIDDLE, _TITLE_Y + 24, "to the Missouri Public Service Commission", 12.0, align=TextAlignment.CENTER
    )
    yield TextItem(_MIDDLE, _TITLE_Y + 52, period_words(subject), 12.0, FontFace.BOLD, TextAlignment.CENTER)
    if subject.note:
        lines = wrapped(printable(subject.note), paper.measure, FontFace.ITALIC, 9.0, WIDTH - 60)[:3]
        for number, line in enumerate(lines):
            yield TextItem(
                _MIDDLE,
                _TITLE_Y + 70 + 12 * number,
                line,
                9.0,
                FontFace.ITALIC,
                TextAlignment.CENTER,
                tag=line_tag(number),
            )


def _name(paper: VersionPages) -> Iterator[Item]:
    """The full certificated name, on as many lines as it takes, and the name under which business is done."""
    subject = paper.request.subject
    yield RuleLine(LEFT, _NAME_Y - 22, RIGHT, _NAME_Y - 22, 0.6)
    yield TextItem(
        _MIDDLE,
        _NAME_Y - 8,
        "Full certificated name of the company",
        8.0,
        align=TextAlignment.CENTER,
        gray=0.3,
    )
    y = _NAME_Y + 14
    known_as = f"d/b/a {subject.also_known_as}" if subject.also_known_as else ""
    for text, largest, face, most in ((subject.company, 16.0, FontFace.BOLD, 3), (known_as, 12.0, FontFace.REGULAR, 2)):
        name = printable(text).replace("\n", " ")
        lines, size = fit_paragraph(name, paper.measure, face, largest, WIDTH - 20, most)
        for number, line in enumerate(lines):
            yield TextItem(_MIDDLE, y, line, size, face, TextAlignment.CENTER, tag=line_tag(number))
            y += size * 1.25
        y += 4
    yield RuleLine(LEFT, _SERVICES_Y - 40, RIGHT, _SERVICES_Y - 40, 0.6)


def _services(paper: VersionPages) -> Iterator[Item]:
    provided = paper.request.subject.utilities
    yield TextItem(
        LEFT, _SERVICES_Y - 18, "Service provided under this name (check all that apply)", 9.0, FontFace.BOLD
    )
    asked = [service for service in SERVICES if service[0] in paper.sheet.form.utilities]
    for number, (key, name) in enumerate(asked):
        x = LEFT + 20 + number * 160
        yield from ticked(x, _SERVICES_Y, on=key in provided)
        yield TextItem(x + TICK + 7, _SERVICES_Y + 9, name, 11.0, tag=choice_tag(on=key in provided))


def _option(paper: VersionPages, legends: VersionLegends) -> Iterator[Item]:
    yield TextItem(LEFT, _FILING_Y - 12, "This is the (check one)", 9.0, FontFace.BOLD)
    for number, public in enumerate((True, False)):
        y = _FILING_Y + number * 20
        on = paper.view.public is public
        yield from ticked(LEFT + 20, y, on=on)
        yield TextItem(LEFT + 20 + TICK + 7, y + 9, legends.version(public=public), 11.0, tag=choice_tag(on=on))
    pieces = tuple(paragraph(legends.mark, paper.measure, LEFT, WIDTH, _SMALL))
    yield from flowed(pieces, _MARK_Y, _MARK_Y, BOTTOM).pages[0]


def choice_tag(*, on: bool) -> ItemTag:
    """What is read aloud with the words beside a box to tick."""
    return ItemTag(said=SaidInstead.CHECKED if on else SaidInstead.NOT_CHECKED)


def ticked(x: float, y: float, *, on: bool) -> Iterator[Item]:
    """A box to tick, crossed by two drawn lines if it is `on`: no letter that a font might lack."""
    yield RectangleItem(x, y, TICK, TICK, 0.9)
    if on:
        yield RuleLine(x + 2, y + 2, x + TICK - 2, y + TICK - 2, 1.4)
        yield RuleLine(x + 2, y + TICK - 2, x + TICK - 2, y + 2, 1.4)
