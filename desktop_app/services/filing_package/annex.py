"""The annex of the sealed version: sealed answers that do not fit their cells, and explanations beside sealed cells.

It stands after the last page that both versions have, is numbered apart, and the public version does not mention it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace
from desktop_app.services.filing_package.designation import printed_at
from desktop_app.services.filing_package.notes import sealed_notes
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.schedule_pages import IndexPage
from desktop_app.services.paper.frame import BOTTOM, LEFT, TOP, WIDTH, PageBody

LABEL = "Annex"
TITLE = "Sealed answers and explanations in full"
_PAGE = ParagraphStyle(9.0, FontFace.BOLD, 13.0, 12.0, keep=True)
_PLACE = ParagraphStyle(8.0, FontFace.BOLD, 11.0, 6.0, keep=True)
_TEXT = ParagraphStyle(8.5, FontFace.REGULAR, 11.0, 1.0)


def annex(paper: VersionPages, printed: Sequence[IndexPage]) -> tuple[PageBody, ...]:
    """The annex's pages; none in the public version, and none where nothing is left to say."""
    if paper.view.public:
        return ()
    pieces = [piece for page in printed for schedule in page.schedules for piece in _schedule(paper, page, schedule)]
    if not pieces:
        return ()
    return tuple(
        PageBody(LABEL, TITLE, items, sealed=True, continued=number > 0, annex=True)
        for number, items in enumerate(flowed(pieces, TOP, TOP, BOTTOM).pages)
    )


def _schedule(paper: VersionPages, page: IndexPage, schedule: SheetSchedule) -> Iterator[FlowPiece]:
    definition = schedule.definition
    notes = sealed_notes(paper, schedule, page.cuts[definition.id])
    if not notes:
        return
    numbered = "" if paper.request.subject.case else f"Page {definition.page}"
    heading = ", ".join(filter(None, (numbered, definition.title)))
    yield from paragraph(heading, paper.measure, LEFT, WIDTH, _PAGE)
    for note in notes:
        at = printed_at(paper, note.place.schedule, note.place.line)
        spot = ", ".join(filter(None, (f"{at[:1].upper()}{at[1:]}", paper.spot(note.place))))
        yield from paragraph(spot, paper.measure, LEFT, WIDTH, _PLACE)
        for text in note.texts:
            yield from paragraph(text, paper.measure, LEFT + 14, WIDTH - 14, _TEXT)
