"""The body of a sheet set in lines: the same code for the clean copy and for the marked one, so both break alike.

Every line of text becomes pieces of fixed height. Struck words carry a line through them, added ones a line under them;
where nothing is marked there are just the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.comparison import ComparedLine, Runs, TextFate, TextRun
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine
from desktop_app.pagespec.flow import FlowPiece, moved, tagged
from desktop_app.pagespec.pages import FontFace, Item, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import printable
from desktop_app.pagespec.structure import (
    ARTIFACT,
    GOES_ON,
    PARAGRAPH,
    HeaderScope,
    ItemTag,
    SaidInstead,
    TagKind,
    line_tag,
)
from desktop_app.services.tariff_book.table_columns import CELL_PAD, SheetColumn, cell_words, table_columns
from desktop_app.services.tariff_book.words import PerMil, money_words

LEFT, RIGHT = 66.0, 576.0
MARK_X = 54.0
WIDTH = RIGHT - LEFT
STEP, LABEL = 20.0, 28.0
RATE_LEFT, RATE_RIGHT = LEFT + 24.0, RIGHT - 60.0
RATE_GAP, UNIT_ROOM = 20.0, 160.0
REISSUE = "Reissue;"  # printed in black face: 3.145(15)
_SAID = {TextFate.STRUCK: SaidInstead.DELETED, TextFate.ADDED: SaidInstead.ADDED}
_HEAD = frozenset({LineKind.HEADING, LineKind.SUBHEADING})
_TABLE = frozenset({LineKind.ROW})


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a kind of line is set: size, face, line distance, space above, and whether it stays with the next line."""

    size: float
    face: FontFace
    lead: float
    gap: float
    keep: bool = False
    align: TextAlignment = TextAlignment.LEFT
    kind: TagKind = TagKind.PARAGRAPH


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


def set_body(lines: Sequence[ComparedLine], measure: PerMil) -> tuple[BodyPiece, ...]:
    """The lines as pieces, in order; a table is set as a whole, its columns as wide as their longest cells."""
    return tuple(_set(lines, measure))


def _set(lines: Sequence[ComparedLine], measure: PerMil) -> Iterator[BodyPiece]:
    numbered = list(enumerate(lines))
    for kind, group in groupby(numbered, key=lambda pair: pair[1].shown.kind):
        if kind is LineKind.BREAK:
            yield from (BodyPiece(FlowPiece(0.0, ()), number, breaks=True) for number, _ in group)
        elif kind in _TABLE:
            yield from _table(list(group), measure)
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
        yield from _rate(item, look, measure)
    else:
        look = replace(look, face=FontFace.BOLD) if line.cells[0].startswith(REISSUE) else look
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
        pieces += _paragraph((TextRun(TextFate.KEPT, line.cells[0]),), (LEFT, WIDTH), "", below, measure)
    yield from (replace(piece, keep=True) for piece in pieces[:-1])
    last = pieces[-1] if pieces else FlowPiece(look.lead, (), look.gap, keep=True)
    yield FlowPiece(last.height, (*last.items, *unit), last.gap, keep=True)


def _table(rows: list[tuple[int, ComparedLine]], measure: PerMil) -> Iterator[BodyPiece]:
    look = _LOOKS[LineKind.ROW]
    columns, wide = table_columns([item for _, item in rows], WIDTH, look.size, measure)
    head: FlowPiece | None = None
    for place, (number, item) in enumerate(rows):
        last = place == len(rows) - 1
        piece = _row(item, columns, look, measure, head=place == 0, last=last, names=(f"{rows[0][0]}", f"{number}"))
        yield BodyPiece(piece, number, head=head, wide=wide)
        head = piece if place == 0 else head


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
    cells = [
        broken(runs, face, look.size, column.width - 2 * CELL_PAD, measure)
        for runs, column in zip(item.cells, columns, strict=False)
    ]
    height = look.lead * max((len(cell) for cell in cells), default=1) + 3.0
    items: list[Item] = list(_mark(item.shown.mark, look))
    x = LEFT
    for place, (cell, column) in enumerate(zip(cells, columns, strict=False)):
        scope = HeaderScope.COLUMN if head else HeaderScope.ROW if place == 0 else None
        kind = TagKind.CELL if scope is None else TagKind.HEADER_CELL
        tag = ItemTag(kind, table=names[0], row=names[1], column=place, columns=len(columns), scope=scope)
        for line, words in enumerate(cell):
            start = x + CELL_PAD + column.indent(cell_words(words), _length(words, row_look, measure), face, measure)
            items += [moved(drawn, line * look.lead + 1.0) for drawn in _drawn(words, start, row_look, measure, tag)]
        x += column.width
    right = LEFT + sum(column.width for column in columns)
    if head:
        items.append(RuleLine(LEFT, 0.0, right, 0.0, 0.6))
    items.append(RuleLine(LEFT, height, right, height, 0.6 if head or last else 0.25))
    return FlowPiece(height, tuple(items), 8.0 if head else 0.0, keep=head)


def _paragraph(
    runs: Runs, across: tuple[float, float], mark: str, look: LineStyle, measure: PerMil
) -> Iterator[FlowPiece]:
    x, width = across
    lines = broken(runs, look.face, look.size, width, measure)
    for number, words in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        start = x + (width - _length(words, look, measure)) / 2 if look.align is TextAlignment.CENTER else x
        items = (*_mark(mark if first else "", look), *_drawn(words, start, look, measure, line_tag(number, look.kind)))
        yield FlowPiece(
            look.lead, items, look.gap if first else 0.0, look.keep if last else first or number == len(lines) - 2
        )


def _labelled(label: Runs, text: Runs, x: float, mark: str, look: LineStyle, measure: PerMil) -> Iterator[FlowPiece]:
    pieces = list(_paragraph(text, (x + LABEL, RIGHT - x - LABEL), "", look, measure))
    if not pieces:
        pieces = [FlowPiece(look.lead, (), look.gap)]
    drawn = tuple(_drawn(label, x, look, measure))
    items = (*_mark(mark, look), *drawn, *_going_on(pieces[0].items))
    yield FlowPiece(pieces[0].height, items, pieces[0].gap, pieces[0].keep)
    yield from pieces[1:]


def _rate(item: ComparedLine, look: LineStyle, measure: PerMil) -> Iterator[FlowPiece]:
    """A rate: its label, a dotted way, and the amount at the right; a struck amount stands before the new one."""
    amount = tuple(
        TextRun(run.fate, money_words(run.text) if len(item.cells[1]) == 1 else run.text) for run in item.cells[1]
    )
    if len(item.cells[1]) > 1 or any(run.fate is not TextFate.KEPT for run in item.cells[1]):
        amount = _whole_amounts(item)
    width = _length(amount, look, measure)
    label = broken(item.cells[0], look.face, look.size, RATE_RIGHT - RATE_LEFT - width - RATE_GAP, measure)
    for words in label[:-1]:
        tag = line_tag(0 if words is label[0] else 1)
        yield FlowPiece(look.lead, tuple(_drawn(words, RATE_LEFT, look, measure, tag)), look.gap, keep=True)
    last = label[-1] if label else ()
    label_end = RATE_LEFT + _length(last, look, measure)
    dots = int(max(0.0, RATE_RIGHT - width - label_end - 14.0) / measure.width(" .", look.face, look.size))
    items = [
        *_mark(item.shown.mark, look),
        *_drawn(last, RATE_LEFT, look, measure, line_tag(len(label) - 1)),
        TextItem(
            RATE_RIGHT - width - 6.0,
            look.size,
            " ." * dots,
            look.size,
            look.face,
            TextAlignment.RIGHT,
            0.55,
            tag=ARTIFACT,
        ),
        *_drawn(amount, RATE_RIGHT - width, look, measure, GOES_ON),
    ]
    yield FlowPiece(look.lead, tuple(items), look.gap)


def _whole_amounts(item: ComparedLine) -> Runs:
    """The old amount struck, the new one added: an amount is never marked digit by digit."""
    old = money_words(item.old.cells[1]) if item.old is not None else ""
    new = money_words(item.new.cells[1]) if item.new is not None else ""
    if old == new:
        return (TextRun(TextFate.KEPT, new),)
    gap = " " if old and new else ""
    return tuple(
        run
        for run in (TextRun(TextFate.STRUCK, old), TextRun(TextFate.KEPT, gap), TextRun(TextFate.ADDED, new))
        if run.text
    )


# Words


def broken(runs: Runs, face: FontFace, size: float, width: float, measure: PerMil) -> list[Runs]:
    """The runs broken into lines no wider than `width`, between words, and inside one only where it alone is wider."""
    if len(runs) == 1 and measure.width(runs[0].text, face, size) <= width:
        return [runs] if runs[0].text.strip() else []
    lines: list[list[TextRun]] = [[]]
    at = 0.0
    for word in _words(runs):
        long = measure.width(word.text, face, size)
        if at + long > width and lines[-1]:
            if word.text.isspace():
                continue
            lines.append([])
            at = 0.0
        for piece in _fitting(word, face, size, width, measure) if long > width else (word,):
            if at + measure.width(piece.text, face, size) > width and lines[-1]:
                lines.append([])
                at = 0.0
            if not (piece.text.isspace() and not lines[-1]):
                lines[-1].append(piece)
                at += measure.width(piece.text, face, size)
    return [_joined(line) for line in lines if line]


def _words(runs: Runs) -> Iterator[TextRun]:
    """Words that cling together stay together only within a run; blanks are words of their own.

    What is struck and what is added in its place are kept apart.
    """
    before: TextRun | None = None
    for run in runs:
        if before is not None and _cling(before, run):
            yield TextRun(TextFate.KEPT, " ")
        before = run
        start = 0
        text = printable(run.text).replace("\n", " ")
        for place, character in enumerate(text):
            if character == " ":
                if place > start:
                    yield TextRun(run.fate, text[start:place])
                yield TextRun(run.fate, " ")
                start = place + 1
        if start < len(text):
            yield TextRun(run.fate, text[start:])


def _cling(before: TextRun, after: TextRun) -> bool:
    """Whether a struck and an added word would be read as one."""
    two = {before.fate, after.fate} == {TextFate.STRUCK, TextFate.ADDED}
    return two and not before.text[-1:].isspace() and not after.text[:1].isspace()


def _fitting(word: TextRun, face: FontFace, size: float, width: float, measure: PerMil) -> Iterator[TextRun]:
    start = 0
    for end in range(1, len(word.text) + 1):
        if measure.width(word.text[start:end], face, size) > width and end - 1 > start:
            yield TextRun(word.fate, word.text[start : end - 1])
            start = end - 1
    yield TextRun(word.fate, word.text[start:])


def _joined(line: Sequence[TextRun]) -> Runs:
    return tuple(
        TextRun(fate, "".join(run.text for run in group)) for fate, group in groupby(line, key=lambda run: run.fate)
    )


def _drawn(runs: Runs, x: float, look: LineStyle, measure: PerMil, tag: ItemTag = PARAGRAPH) -> Iterator[Item]:
    """The runs beside each other; what is struck or added says so to somebody who hears the page."""
    for number, run in enumerate(runs):
        width = measure.width(run.text, look.face, look.size)
        same = tag if number == 0 else replace(tag, goes_on=True)
        said = _SAID.get(run.fate)
        yield TextItem(
            x, look.size, run.text, look.size, look.face, tag=replace(same, said=said) if said is not None else same
        )
        if run.fate is TextFate.STRUCK:
            yield RuleLine(x, look.size * 0.7, x + width, look.size * 0.7, 0.7)
        elif run.fate is TextFate.ADDED:
            yield RuleLine(x, look.size + 1.8, x + width, look.size + 1.8, 0.7)
        x += width


def _going_on(items: Iterable[Item]) -> Iterator[Item]:
    """The words behind a label, in the label's paragraph."""
    for item in items:
        tag = item.tag if isinstance(item, TextItem) else None
        yield item if tag is None else tagged(item, replace(tag, goes_on=True))


def _mark(mark: str, look: LineStyle) -> tuple[Item, ...]:
    return (TextItem(MARK_X, look.size, mark, 10.0, FontFace.BOLD, TextAlignment.RIGHT),) if mark else ()


def _length(runs: Runs, look: LineStyle, measure: PerMil) -> float:
    return sum(measure.width(run.text, look.face, look.size) for run in runs)
