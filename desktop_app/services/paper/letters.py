"""A letter, affidavit or oath set on paper: its wording comes from ``forms/letters``, its shape from here.

Lines for signatures and the notary's certificate are left blank, and the box for the seal is clear: the program fills
neither (RSMo 486.730 asks that a notary's seal be legible and not stand over printed matter).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.pagespec.flow import Piece, Style, flowed, paragraph
from desktop_app.pagespec.pages import Align, Box, Face, Item, Role, Rule, Text
from desktop_app.pagespec.paragraphs import Measure, printable, wrapped
from desktop_app.rulebook.letter import Style as Kind
from desktop_app.rulebook.letter import Written
from desktop_app.services.paper.frame import BOTTOM, LEFT, RIGHT, WIDTH, Leaf

SEAL_WIDTH, SEAL_HEIGHT = 184.0, 148.0  # a little more than 2.5 by 2 inches
INDENT = 22.0
SIGNATURE_WIDTH = 250.0
SIGNING_ROOM = 30.0
_STYLES = {
    Kind.HEADING: Style(12.0, Face.BOLD, 15.0, 14.0, keep=True, role=Role.HEADING),
    Kind.BLOCK: Style(9.5, Face.REGULAR, 12.0, 12.0),
    Kind.SUBJECT: Style(9.5, Face.BOLD, 12.5, 12.0, keep=True),
    Kind.BODY: Style(9.5, Face.REGULAR, 12.5, 7.0),
    Kind.STEP: Style(9.5, Face.REGULAR, 12.5, 7.0),
    Kind.ITEM: Style(9.5, Face.REGULAR, 12.0, 3.0),
    Kind.NOTE: Style(8.0, Face.ITALIC, 10.0, 6.0),
    Kind.SIGNATURE: Style(9.0, Face.REGULAR, 11.5, 0.0, keep=True),
    Kind.NOTARY: Style(9.0, Face.REGULAR, 13.5, 4.0),
}
_BELOW_STEP = Style(9.5, Face.REGULAR, 12.0, 4.0)  # an address that a step ends in
_NUMBERED = {Kind.STEP, Kind.ITEM}


def letter_leaves(
    written: Sequence[Written], measure: Measure, label: str, title: str, top: float, *, bare: bool, signature: bool
) -> tuple[Leaf, ...]:
    """The letter on as many pages as it needs, beginning each at `top`."""
    pages = flowed(tuple(letter_pieces(written, measure)), top, top, BOTTOM).pages
    return tuple(
        Leaf(label, title, items, continued=number > 0, signature=signature, bare=bare)
        for number, items in enumerate(pages)
    )


def letter_pieces(written: Sequence[Written], measure: Measure) -> Iterator[Piece]:
    """The paragraphs as pieces: steps are numbered, items have a dash, the notary's part is one block.

    A block behind a step belongs to it.
    """
    step, before = 0, Kind.HEADING
    for kind, group in groupby(written, key=lambda paragraph: paragraph.style):
        texts = [paragraph.text for paragraph in group]
        if kind is Kind.NOTARY:
            yield _notary(texts, measure)
            continue
        below_step = before is Kind.STEP and kind is Kind.BLOCK
        before = kind
        for text in texts:
            step += kind is Kind.STEP
            if below_step:
                yield from paragraph(text, measure, LEFT + INDENT, WIDTH - INDENT, _BELOW_STEP)
            elif kind is Kind.SIGNATURE:
                yield from _signature(text, measure)
            elif kind in _NUMBERED:
                yield from _listed(text, f"{step}." if kind is Kind.STEP else "–", measure, _STYLES[kind])
            else:
                yield from paragraph(text, measure, LEFT, WIDTH, _STYLES[kind])


def _listed(text: str, sign: str, measure: Measure, style: Style) -> Iterator[Piece]:
    pieces = list(paragraph(text, measure, LEFT + INDENT, WIDTH - INDENT, style))
    for number, piece in enumerate(pieces):
        mark = (Text(LEFT + 3, style.size, sign, style.size, style.face),) if number == 0 else ()
        yield Piece(piece.height, (*mark, *piece.items), piece.gap, piece.keep)


def _signature(text: str, measure: Measure) -> Iterator[Piece]:
    """Room to sign over a line, a line for the date beside it, and below who signs."""
    date = RIGHT - 120
    lines = (
        Rule(LEFT, SIGNING_ROOM, LEFT + SIGNATURE_WIDTH, SIGNING_ROOM, 0.6),
        Rule(date, SIGNING_ROOM, RIGHT, SIGNING_ROOM, 0.6),
        Text(date, SIGNING_ROOM + 10, "Date", 8.0),
    )
    yield Piece(SIGNING_ROOM + 2, lines, 10.0, keep=True)
    pieces = list(paragraph(text, measure, LEFT, SIGNATURE_WIDTH, _STYLES[Kind.SIGNATURE]))
    for number, piece in enumerate(pieces):
        yield Piece(piece.height, piece.items, piece.gap, keep=number < len(pieces) - 1)


def _notary(texts: Sequence[str], measure: Measure) -> Piece:
    """The notary's part on the left, to be filled in by hand, and the clear box for the seal on the right."""
    style = _STYLES[Kind.NOTARY]
    width = WIDTH - SEAL_WIDTH - 18
    items: list[Item] = [Rule(LEFT, 0, RIGHT, 0, 0.6)]
    y = 14.0
    for text in texts:
        for line in wrapped(printable(text), measure, style.face, style.size, width):
            items.append(Text(LEFT, y, line, style.size, style.face))
            y += style.lead
        y += style.gap
    box = RIGHT - SEAL_WIDTH
    items.append(Text(box, 13.0, "Notary's seal (leave clear)", 7.5, Face.ITALIC, Align.LEFT))
    items.append(Box(box, 18.0, SEAL_WIDTH, SEAL_HEIGHT, 0.6, 0.0))
    return Piece(max(y, 18.0 + SEAL_HEIGHT) + 4, tuple(items), 14.0)
