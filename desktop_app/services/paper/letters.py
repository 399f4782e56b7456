"""A letter, affidavit or oath set on paper: its wording comes from ``forms/letters``, its shape from here.

Lines for signatures and the notary's certificate are left blank, and the box for the seal is clear: the program fills
neither (RSMo 486.730 asks that a notary's seal be legible and not stand over printed matter).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.pagespec.flow import FlowPiece, ParagraphStyle, flowed, paragraph, tagged
from desktop_app.pagespec.pages import FontFace, Item, ItemRole, RectangleItem, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import Measure, printable, wrapped
from desktop_app.pagespec.structure import ItemTag, TagKind, line_tag
from desktop_app.rulebook.letter import FilledParagraph, LetterStyle
from desktop_app.services.paper.frame import BOTTOM, LEFT, RIGHT, WIDTH, PageBody

SEAL_WIDTH, SEAL_HEIGHT = 184.0, 148.0  # a little more than 2.5 by 2 inches
INDENT = 22.0
SIGNATURE_WIDTH = 250.0
SIGNING_ROOM = 30.0
_STYLES = {
    LetterStyle.HEADING: ParagraphStyle(12.0, FontFace.BOLD, 15.0, 14.0, keep=True, role=ItemRole.HEADING),
    LetterStyle.BLOCK: ParagraphStyle(9.5, FontFace.REGULAR, 12.0, 12.0),
    LetterStyle.SUBJECT: ParagraphStyle(9.5, FontFace.BOLD, 12.5, 12.0, keep=True),
    LetterStyle.BODY: ParagraphStyle(9.5, FontFace.REGULAR, 12.5, 7.0),
    LetterStyle.STEP: ParagraphStyle(9.5, FontFace.REGULAR, 12.5, 7.0),
    LetterStyle.ITEM: ParagraphStyle(9.5, FontFace.REGULAR, 12.0, 3.0),
    LetterStyle.CLOSING: ParagraphStyle(9.5, FontFace.REGULAR, 12.5, 7.0, keep=True),
    LetterStyle.NOTE: ParagraphStyle(8.0, FontFace.ITALIC, 10.0, 6.0),
    LetterStyle.SIGNATURE: ParagraphStyle(9.0, FontFace.REGULAR, 11.5, 0.0, keep=True),
    LetterStyle.NOTARY: ParagraphStyle(9.0, FontFace.REGULAR, 13.5, 4.0),
}
_BELOW_STEP = ParagraphStyle(9.5, FontFace.REGULAR, 12.0, 4.0)  # an address that a step ends in
_NUMBERED = {LetterStyle.STEP, LetterStyle.ITEM}


def letter_leaves(
    written: Sequence[FilledParagraph],
    measure: Measure,
    label: str,
    title: str,
    top: float,
    *,
    bare: bool,
    signature: bool,
) -> tuple[PageBody, ...]:
    """The letter on as many pages as it needs, beginning each at `top`."""
    pages = flowed(tuple(letter_pieces(written, measure)), top, top, BOTTOM).pages
    return tuple(
        PageBody(label, title, items, continued=number > 0, signature=signature, bare=bare)
        for number, items in enumerate(pages)
    )


def letter_pieces(written: Sequence[FilledParagraph], measure: Measure) -> Iterator[FlowPiece]:
    """The paragraphs as pieces: steps are numbered, items have a dash, the notary's part is one block.

    A block behind a step belongs to it.
    """
    step, before = 0, LetterStyle.HEADING
    for kind, group in groupby(written, key=lambda paragraph: paragraph.style):
        texts = [paragraph.text for paragraph in group]
        if kind is LetterStyle.NOTARY:
            yield _notary(texts, measure)
            continue
        below_step = before is LetterStyle.STEP and kind is LetterStyle.BLOCK
        before = kind
        for text in texts:
            step += kind is LetterStyle.STEP
            if below_step:
                yield from paragraph(text, measure, LEFT + INDENT, WIDTH - INDENT, _BELOW_STEP)
            elif kind is LetterStyle.SIGNATURE:
                yield from signature_pieces(text, measure)
            elif kind in _NUMBERED:
                yield from _listed(text, f"{step}." if kind is LetterStyle.STEP else "–", measure, _STYLES[kind])
            else:
                yield from paragraph(text, measure, LEFT, WIDTH, _STYLES[kind])


def _listed(text: str, sign: str, measure: Measure, style: ParagraphStyle) -> Iterator[FlowPiece]:
    pieces = list(paragraph(text, measure, LEFT + INDENT, WIDTH - INDENT, style))
    for number, piece in enumerate(pieces):
        label = ItemTag(TagKind.LIST_LABEL)
        mark = (TextItem(LEFT + 3, style.size, sign, style.size, style.face, tag=label),) if number == 0 else ()
        body = (tagged(item, line_tag(number, TagKind.LIST_BODY)) for item in piece.items)
        yield FlowPiece(piece.height, (*mark, *body), piece.gap, piece.keep)


def signature_pieces(text: str, measure: Measure) -> Iterator[FlowPiece]:
    """Room to sign over a line, a line for the date beside it, and below who signs."""
    date = RIGHT - 120
    lines = (
        RuleLine(LEFT, SIGNING_ROOM, LEFT + SIGNATURE_WIDTH, SIGNING_ROOM, 0.6),
        RuleLine(date, SIGNING_ROOM, RIGHT, SIGNING_ROOM, 0.6),
        TextItem(date, SIGNING_ROOM + 10, "Date", 8.0),
    )
    yield FlowPiece(SIGNING_ROOM + 2, lines, 10.0, keep=True)
    pieces = list(paragraph(text, measure, LEFT, SIGNATURE_WIDTH, _STYLES[LetterStyle.SIGNATURE]))
    for number, piece in enumerate(pieces):
        yield FlowPiece(piece.height, piece.items, piece.gap, keep=number < len(pieces) - 1)


def _notary(texts: Sequence[str], measure: Measure) -> FlowPiece:
    """The notary's part on the left, to be filled in by hand, and the clear box for the seal on the right."""
    style = _STYLES[LetterStyle.NOTARY]
    width = WIDTH - SEAL_WIDTH - 18
    items: list[Item] = [RuleLine(LEFT, 0, RIGHT, 0, 0.6)]
    y = 14.0
    for text in texts:
        for number, line in enumerate(wrapped(printable(text), measure, style.face, style.size, width)):
            items.append(TextItem(LEFT, y, line, style.size, style.face, tag=line_tag(number)))
            y += style.lead
        y += style.gap
    box = RIGHT - SEAL_WIDTH
    items.append(TextItem(box, 13.0, "Notary's seal (leave clear)", 7.5, FontFace.ITALIC, TextAlignment.LEFT))
    items.append(RectangleItem(box, 18.0, SEAL_WIDTH, SEAL_HEIGHT, 0.6, 0.0))
    return FlowPiece(max(y, 18.0 + SEAL_HEIGHT) + 4, tuple(items), 14.0)
