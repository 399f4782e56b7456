"""The body of a sheet set in lines: the same code for the clean copy and for the marked one, so both break alike.

Every line of text becomes pieces of fixed height. Struck words carry a line through them, added ones a line under them;
where nothing is marked there are just the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.comparison import ComparedLine, Runs, TextFate, TextRun
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine
from desktop_app.pagespec.flow import FlowPiece, moved
from desktop_app.pagespec.pages import FontFace, Item, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.structure import ARTIFACT, GOES_ON, HeaderScope, ItemTag, TagKind, line_tag
from desktop_app.services.tariff_book.figures import Pictures, no_pictures, placed_picture
from desktop_app.services.tariff_book.spans import (
    LineStyle,
    broken,
    drawn_runs,
    drawn_spans,
    kept_run,
    length_of,
    spans_of,
)
from desktop_app.services.tariff_book.table_columns import CELL_PAD, SheetColumn, head_rows, reach, table_columns
from desktop_app.services.tariff_book.words import PerMil, money_words

LEFT, RIGHT = 66.0, 576.0
MARK_X = 54.0
WIDTH = RIGHT - LEFT
STEP, LABEL = 20.0, 28.0
RATE_LEFT, RATE_RIGHT = LEFT + 24.0, RIGHT - 60.0
RATE_GAP, UNIT_ROOM = 20.0, 160.0
LEAST_LABEL, BOX_PAD, PICTURE_GAP = 60.0, 6.0, 4.0
PARAGRAPHS = 2048  # that are kept: those of some fifty sheets
REISSUE = "Reissue;"  # printed in black face: 3.145(15)
_HEAD = frozenset({LineKind.HEADING, LineKind.SUBHEADING})
_TABLE = frozenset({LineKind.ROW})


_LOOKS = {
    LineKind.HEADING: LineStyle(
        11.5, FontFace.BOLD, 14.5, 9.0, keep=True, align=TextAlignment.CENTER, kind=TagKind.HEADING
    ),
    LineKind.SUBHEADING: LineStyle(10.0, FontFace.BOLD, 13.0, 8.0, keep=True, kind=TagKind.HEADING),
    LineKind.RULE: LineStyle(10.0, FontFace.REGULAR, 12.5, 5.0),
    LineKind.PARAGRAPH: LineStyle(10.0, FontFace.REGULAR, 12.5, 6.0),
    LineKind.NOTE: LineStyle(8.5, FontFace.ITALIC, 10.5, 5.0),
    LineKind.ROW: LineStyle(9.5, FontFace.REGULAR, 12.0, 0.0),
    LineKind.RATES: LineStyle(10.0, FontFace.BOLD, 13.0, 8.0, keep=True),
    LineKind.RATE: LineStyle(10.0, FontFace.REGULAR, 13.0, 0.0),
    LineKind.CENTERED: LineStyle(10.0, FontFace.REGULAR, 12.5, 4.0, align=TextAlignment.CENTER),
    LineKind.HANGING: LineStyle(10.0, FontFace.REGULAR, 12.5, 6.0),
    LineKind.BOXED: LineStyle(10.0, FontFace.REGULAR, 12.5, 0.0),
    LineKind.LEADER: LineStyle(10.0, FontFace.REGULAR, 13.0, 3.0),
    LineKind.PICTURE: LineStyle(9.0, FontFace.BOLD, 11.5, 0.0, align=TextAlignment.CENTER),
}


@dataclass(frozen=True, slots=True)
class BodyPiece:
    """A piece of the body and the number (from 0) of the line of the text that it comes from.

    `head` is the head of its table, repeated on a page that the table goes on to; `wide` tells that the table is wider
    than the page.
    """

    piece: FlowPiece
    line: int
    breaks: bool = False
    head: FlowPiece | None = None
    wide: bool = False


def clean(lines: Iterable[SheetLine]) -> tuple[ComparedLine, ...]:
    """The text as if nothing had changed: for the clean copy."""
    return tuple(
        ComparedLine(line, line, tuple((TextRun(TextFate.KEPT, cell),) for cell in line.cells)) for line in lines
    )


def set_body(lines: Sequence[ComparedLine], measure: PerMil, pictures: Pictures = no_pictures) -> tuple[BodyPiece, ...]:
    """The lines as pieces, in order; a table is set as a whole, its columns as wide as their longest cells.

    Raises PictureTrouble.
    """
    return tuple(_set(lines, measure, pictures))


def _set(lines: Sequence[ComparedLine], measure: PerMil, pictures: Pictures) -> Iterator[BodyPiece]:
    numbered = list(enumerate(lines))
    for kind, group in groupby(numbered, key=lambda pair: pair[1].shown.kind):
        if kind is LineKind.BREAK:
            yield from (BodyPiece(FlowPiece(0.0, ()), number, breaks=True) for number, _ in group)
        elif kind in _TABLE:
            yield from _table(list(group), measure)
        elif kind is LineKind.BOXED:
            yield from _box(list(group), measure)
        elif kind is LineKind.PICTURE:
            for number, item in group:
                yield from (BodyPiece(piece, number) for piece in _picture(item, measure, pictures))
        else:
            for number, item in group:
                yield from (BodyPiece(piece, number) for piece in _pieces(item, measure))


def _pieces(item: ComparedLine, measure: PerMil) -> Iterator[FlowPiece]:
    line, look = item.shown, _LOOKS[item.shown.kind]
    if line.kind is LineKind.RULE:
        x = LEFT + STEP * (line.level - 1)
        yield from _labelled(item.cells[0], item.cells[1], x, line.mark, look, measure)
    elif line.kind is LineKind.RATES:
        yield from _rates_head(item, look, measure)
    elif line.kind is LineKind.RATE:
        yield from _led(item, (RATE_LEFT, RATE_RIGHT), _amount(item), look, measure)
    elif line.kind is LineKind.LEADER:
        yield from _led(item, (LEFT, RIGHT), _exchanged(item.cells[1]), look, measure)
    elif line.kind is LineKind.HANGING:
        yield from _paragraph(item.cells[0], (LEFT, WIDTH), line.mark, look, measure, STEP)
    else:
        look = replace(look, face=FontFace.BOLD) if line.words.startswith(REISSUE) else look
        yield from _paragraph(item.cells[0], (LEFT, WIDTH), line.mark, look, measure)


def _rates_head(item: ComparedLine, look: LineStyle, measure: PerMil) -> Iterator[FlowPiece]:
    """The title of a rate table, with the area, class or season that it says, and its unit at the right."""
    line = item.shown
    said = f"{line.cells[2]} {line.cells[0]}".casefold()
    terms = (part.partition(" ") for part in line.cells[3].split("; ")) if len(line.cells) > 3 else ()  # noqa: PLR2004 - the cell of the terms
    whose = [
        f"includes {words}" if name == "includes" else words
        for name, _, words in terms
        if name != "as" and words.casefold() not in said
    ]
    title = (*item.cells[2], *([TextRun(TextFate.KEPT, ", " + ", ".join(whose))] if whose else []))
    beside = measure.width(line.cells[0], FontFace.ITALIC, 9.0) <= UNIT_ROOM
    unit = (
        (TextItem(RATE_RIGHT, look.size, line.cells[0], 9.0, FontFace.ITALIC, TextAlignment.RIGHT),)
        if line.cells[0] and beside
        else ()
    )
    pieces = list(_paragraph(title, (LEFT, WIDTH - UNIT_ROOM - 10.0 if beside else WIDTH), line.mark, look, measure))
    if not beside:
        below = replace(look, face=FontFace.ITALIC, size=9.0, gap=0.0)
        pieces += _paragraph(kept_run(line.cells[0]), (LEFT, WIDTH), "", below, measure)
    yield from (replace(piece, keep=True) for piece in pieces[:-1])
    last = pieces[-1] if pieces else FlowPiece(look.lead, (), look.gap, keep=True)
    yield FlowPiece(last.height, (*last.items, *unit), last.gap, keep=True)


def _table(rows: list[tuple[int, ComparedLine]], measure: PerMil) -> Iterator[BodyPiece]:
    look = _LOOKS[LineKind.ROW]
    columns, wide = table_columns([item for _, item in rows], WIDTH, look.size, measure)
    head: FlowPiece | None = None
    heads = head_rows([item for _, item in rows])
    for index, (number, item) in enumerate(rows):
        last, names = index == len(rows) - 1, (f"{rows[0][0]}", f"{number}")
        piece = _row(item, columns, look, measure, head=index < heads, last=last, names=names)
        piece = replace(piece, gap=0.0) if index else piece
        yield BodyPiece(piece, number, head=None if index < heads else head, wide=wide)
        head = _below(head, piece) if index < heads else head


def _below(head: FlowPiece | None, piece: FlowPiece) -> FlowPiece:
    """The rows of a head as one piece, which a further page repeats."""
    if head is None:
        return piece
    below = (moved(one, head.height) for one in piece.items)
    return replace(head, height=head.height + piece.height, items=(*head.items, *below))


def _row(
    item: ComparedLine,
    columns: Sequence[SheetColumn],
    look: LineStyle,
    measure: PerMil,
    *,
    head: bool,
    last: bool,
    names: tuple[str, str],
) -> FlowPiece:
    face = FontFace.BOLD if head else FontFace.REGULAR
    row_look = LineStyle(look.size, face, look.lead, 0.0)
    spans = [reach(item, n) for n in range(len(item.cells))]
    widths = [sum(column.width for column in columns[n : n + span]) for n, span in enumerate(spans)]
    cells = [
        broken(runs, face, look.size, width - 2 * CELL_PAD, measure) if span else []
        for runs, width, span in zip(item.cells, widths, spans, strict=True)
    ]
    height = look.lead * max((len(cell) for cell in cells), default=1) + 3.0
    items: list[Item] = list(_mark(item.shown.mark, look))
    x = LEFT
    for index, (cell, column) in enumerate(zip(cells, columns, strict=False)):
        scope = HeaderScope.COLUMN if head else HeaderScope.ROW if index == 0 else None
        kind = TagKind.CELL if scope is None else TagKind.HEADER_CELL
        tag = ItemTag(kind, table=names[0], row=names[1], column=index, columns=len(columns), scope=scope)
        tag = replace(tag, span=spans[index]) if spans[index] > 1 else tag
        for line, words in enumerate(cell):
            said, long = "".join(span.text for span in words), length_of(words, row_look, measure)
            aligned = column.indent(said, long, face, measure)
            start = x + (CELL_PAD + aligned if spans[index] == 1 else (widths[index] - long) / 2)
            drawn = drawn_spans(words, start, row_look, measure, tag)
            items += [moved(one, line * look.lead + 1.0) for one in drawn]
        x += column.width
    right = LEFT + sum(column.width for column in columns)
    if head:
        items.append(RuleLine(LEFT, 0.0, right, 0.0, 0.6))
    items.append(RuleLine(LEFT, height, right, height, 0.6 if head or last else 0.25))
    return FlowPiece(height, tuple(items), 8.0 if head else 0.0, keep=head)


def _box(rows: list[tuple[int, ComparedLine]], measure: PerMil) -> Iterator[BodyPiece]:
    """Lines one after the other in a box, which goes on where they go on to another page."""
    look, inner = _LOOKS[LineKind.BOXED], (LEFT + BOX_PAD, WIDTH - 2 * BOX_PAD)
    pieces = [
        (number, piece)
        for number, item in rows
        for piece in _paragraph(item.cells[0], inner, item.shown.mark, look, measure)
    ]
    for index, (number, piece) in enumerate(pieces):
        above, below = (BOX_PAD if index == 0 else 0.0), (BOX_PAD if index == len(pieces) - 1 else 0.0)
        height = piece.height + above + below
        sides = [RuleLine(x, 0.0, x, height, 0.6) for x in (LEFT, RIGHT)]
        sides += [RuleLine(LEFT, 0.0, RIGHT, 0.0, 0.6)] if above else []
        sides += [RuleLine(LEFT, height, RIGHT, height, 0.6)] if below else []
        words = tuple(moved(drawn, above) for drawn in piece.items)
        yield BodyPiece(FlowPiece(height, (*words, *sides), BOX_PAD if above else 0.0, keep=piece.keep), number)


def _picture(item: ComparedLine, measure: PerMil, pictures: Pictures) -> Iterator[FlowPiece]:
    """A picture with what it shows and its scale; of one that is struck only what it showed."""
    look, caption = _LOOKS[LineKind.PICTURE], item.cells[3]
    if item.new is None:
        yield from _paragraph((TextRun(TextFate.STRUCK, "Picture: "), *caption), (LEFT, WIDTH), "", look, measure)
        return
    small = replace(look, face=FontFace.REGULAR, size=8.5, lead=10.5)
    shows = list(_paragraph(caption, (LEFT, WIDTH), "", look, measure))

    def scale(note: str) -> list[FlowPiece]:
        return list(_paragraph(kept_run(note), (LEFT, WIDTH), "", small, measure))

    def below(note: str) -> float:
        return PICTURE_GAP + sum(piece.height + piece.gap for piece in (*shows, *scale(note)))

    drawn, note = placed_picture(item.new, pictures, LEFT, below)
    yield FlowPiece(drawn.height + PICTURE_GAP, (*_mark(item.new.mark, look), drawn), 8.0, keep=True)
    yield from (replace(piece, keep=bool(note)) for piece in shows)
    yield from scale(note)


@lru_cache(PARAGRAPHS)
def _paragraph(
    runs: Runs,
    across: tuple[float, float],
    mark: str,
    look: LineStyle,
    measure: PerMil,
    hanging: float = 0.0,
    before: int = 0,
) -> tuple[FlowPiece, ...]:
    """The lines of a paragraph. `before` of its lines, such as a label beside it, were drawn already.

    They are kept: the clean copy of a sheet and the marked one say most paragraphs alike.
    """
    x, width = across
    pieces = []
    lines = broken(runs, look.face, look.size, width, measure, hanging)
    for number, words in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        start = x + (width - length_of(words, look, measure)) / 2 if look.align is TextAlignment.CENTER else x
        start += hanging if number else 0.0
        items = (
            *_mark(mark if first else "", look),
            *drawn_spans(words, start, look, measure, line_tag(number + before, look.kind)),
        )
        keep = look.keep if last else first or number == len(lines) - 2
        pieces.append(FlowPiece(look.lead, items, look.gap if first else 0.0, keep))
    return tuple(pieces)


def _labelled(label: Runs, text: Runs, x: float, mark: str, look: LineStyle, measure: PerMil) -> Iterator[FlowPiece]:
    pieces = _paragraph(text, (x + LABEL, RIGHT - x - LABEL), "", look, measure, before=1)
    if not pieces:
        pieces = (FlowPiece(look.lead, (), look.gap),)
    drawn = tuple(drawn_runs(label, x, look, measure))
    items = (*_mark(mark, look), *drawn, *pieces[0].items)
    yield FlowPiece(pieces[0].height, items, pieces[0].gap, pieces[0].keep)
    yield from pieces[1:]


def _amount(item: ComparedLine) -> Runs:
    """The amount of a rate as it is printed; a struck amount stands before the new one."""
    if len(item.cells[1]) > 1 or any(run.fate is not TextFate.KEPT for run in item.cells[1]):
        return _whole_amounts(item)
    return tuple(TextRun(run.fate, money_words(run.text)) for run in item.cells[1])


def _led(
    item: ComparedLine, across: tuple[float, float], end: Runs, look: LineStyle, measure: PerMil
) -> Iterator[FlowPiece]:
    """Words, a dotted way, and what stands at the right; as a paragraph where that leaves the words no room."""
    start, right = across
    ending = tuple(spans_of(end, look.face))
    width = length_of(ending, look, measure)
    room = right - start - width - RATE_GAP
    if room < LEAST_LABEL:
        whole = (*item.cells[0], *kept_run(" "), *end)
        yield from _paragraph(whole, (start, right - start), item.shown.mark, look, measure)
        return
    label = broken(item.cells[0], look.face, look.size, room, measure)
    for words in label[:-1]:
        tag = line_tag(0 if words is label[0] else 1)
        yield FlowPiece(look.lead, tuple(drawn_spans(words, start, look, measure, tag)), look.gap, keep=True)
    last = label[-1] if label else ()
    label_end = start + length_of(last, look, measure)
    dots = int(max(0.0, right - width - label_end - 14.0) / measure.width(" .", look.face, look.size))
    items = [
        *_mark(item.shown.mark, look),
        *drawn_spans(last, start, look, measure, line_tag(len(label) - 1)),
        TextItem(
            right - width - 6.0, look.size, " ." * dots, look.size, look.face, TextAlignment.RIGHT, 0.55, tag=ARTIFACT
        ),
        *drawn_spans(ending, right - width, look, measure, GOES_ON),
    ]
    yield FlowPiece(look.lead, tuple(items), look.gap)


def _exchanged(runs: Runs) -> Runs:
    """What stands at the right of a leader, the old one struck whole and the new one behind it."""
    old, new = ("".join(run.text for run in runs if run.fate is not gone) for gone in (TextFate.ADDED, TextFate.STRUCK))
    return runs if old == new or not old or not new else _struck_and_added(old, new)


def _whole_amounts(item: ComparedLine) -> Runs:
    """The old amount struck, the new one added: an amount is never marked digit by digit."""
    old = money_words(item.old.cells[1]) if item.old is not None else ""
    new = money_words(item.new.cells[1]) if item.new is not None else ""
    return kept_run(new) if old == new else _struck_and_added(old, new)


def _struck_and_added(old: str, new: str) -> Runs:
    gap = " " if old and new else ""
    three = (TextRun(TextFate.STRUCK, old), TextRun(TextFate.KEPT, gap), TextRun(TextFate.ADDED, new))
    return tuple(run for run in three if run.text)


def _mark(mark: str, look: LineStyle) -> tuple[Item, ...]:
    return (TextItem(MARK_X, look.size, mark, 10.0, FontFace.BOLD, TextAlignment.RIGHT),) if mark else ()
