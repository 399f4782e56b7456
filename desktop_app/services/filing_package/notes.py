"""The notes of a schedule: explanations, reasons of typed-over figures and long answers, numbered by their place.

They exist by place, never by whether a check fires now. Those of lines with a sealed cell belong to the annex of the
sealed version, and nothing on the common pages tells whether there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.sheet import SheetSchedule
from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, paragraph
from desktop_app.pagespec.pages import FontFace
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.paper.frame import LEFT, WIDTH

OVERRIDDEN = "†"
_HEADING = ParagraphStyle(8.5, FontFace.BOLD, 12.0, 10.0, keep=True)
_PLACE = ParagraphStyle(7.5, FontFace.BOLD, 10.0, 5.0, keep=True)
_TEXT = ParagraphStyle(8.0, FontFace.REGULAR, 10.0, 0.0)


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """What is said about one cell, in paragraphs. An `overridden` cell was typed over the computed figure."""

    place: Place
    texts: tuple[str, ...]
    overridden: bool = False


def common_notes(paper: VersionPages, schedule: SheetSchedule, cuts: Sequence[Place]) -> tuple[PrintedNote, ...]:
    """The notes that both versions print: made of public values only, in the order of the cells."""
    return tuple(_notes(paper, schedule, [place for place in cuts if not paper.sealed(place)], sealed=False))


def sealed_notes(paper: VersionPages, schedule: SheetSchedule, cuts: Sequence[Place]) -> tuple[PrintedNote, ...]:
    """What only the annex prints: sealed answers that were cut, and explanations of lines with a sealed cell."""
    return tuple(_notes(paper, schedule, [place for place in cuts if paper.sealed(place)], sealed=True))


def _notes(
    paper: VersionPages, schedule: SheetSchedule, cuts: Iterable[Place], *, sealed: bool
) -> Iterator[PrintedNote]:
    whole, request = set(cuts), paper.request
    said = whole.union(request.overrides, paper.view.notes)
    for place, spec in schedule.cells.items() if not said.isdisjoint(schedule.cells) else ():
        if place not in said:
            continue
        texts = [f"Whole answer: {paper.text(place, spec)}"] if place in whole else []
        overridden = False
        if paper.open(place) is not sealed:
            overridden = place in request.overrides
            if overridden:
                texts.append(f"Entered instead of the computed figure. Reason: {request.overrides[place]}")
            if place in paper.view.notes:
                texts.append(paper.view.notes[place])
        if texts:
            yield PrintedNote(place, tuple(texts), overridden)


def signs(notes: Sequence[PrintedNote]) -> Mapping[Place, str]:
    """The small text at the left edge of each cell that has a note."""
    return {note.place: (OVERRIDDEN if note.overridden else "") + str(number) for number, note in enumerate(notes, 1)}


def note_pieces(paper: VersionPages, notes: Sequence[PrintedNote], heading: str) -> Iterator[FlowPiece]:
    """The notes as they are printed below the schedule, each with its sign and its place."""
    if not notes:
        return
    marks = signs(notes)
    yield from paragraph(heading, paper.measure, LEFT, WIDTH, _HEADING)
    if any(note.overridden for note in notes):
        legend = f"{OVERRIDDEN} The figure was entered instead of the computed one."
        yield from paragraph(legend, paper.measure, LEFT, WIDTH, _TEXT)
    for note in notes:
        yield from paragraph(f"{marks[note.place]}   {paper.spot(note.place)}", paper.measure, LEFT, WIDTH, _PLACE)
        for text in note.texts:
            yield from paragraph(text, paper.measure, LEFT + 14, WIDTH - 14, _TEXT)
