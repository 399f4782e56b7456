"""Words of a sheet's line: broken into lines and drawn, struck, added, bold or italic as their runs and signs say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.comparison import Runs, TextFate, TextRun
from desktop_app.domain.tariffs.inline_signs import signs_and_words
from desktop_app.pagespec.pages import FontFace, Item, RuleLine, TextAlignment, TextItem
from desktop_app.pagespec.paragraphs import printable
from desktop_app.pagespec.structure import PARAGRAPH, ItemTag, SaidInstead, TagKind
from desktop_app.services.tariff_book.words import PerMil

_SAID = {TextFate.STRUCK: SaidInstead.DELETED, TextFate.ADDED: SaidInstead.ADDED}
_SIDES = {TextFate.KEPT: (0, 1), TextFate.STRUCK: (0,), TextFate.ADDED: (1,)}
_BOLD, _ITALIC = "[b]", "[i]"


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


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text with one fate in one face."""

    fate: TextFate
    text: str
    face: FontFace


Spans = tuple[TextSpan, ...]


def spans_of(runs: Runs, face: FontFace) -> Iterator[TextSpan]:
    """The runs without their signs, each stretch in the face that the signs of its side give it.

    What is kept looks as it will; what is struck as it did. A change mark at its place is bold.
    """
    on: tuple[set[str], set[str]] = set(), set()  # the signs in force in the old text and in the new one
    for run in runs:
        for piece, sign in signs_and_words(run.text):
            if not sign:
                yield TextSpan(run.fate, piece, _face(on[run.fate is not TextFate.STRUCK], face))
            elif piece.startswith("{"):
                if run.fate is not TextFate.STRUCK:
                    yield TextSpan(TextFate.KEPT, piece[1:-1], FontFace.BOLD)
            else:
                for side in _SIDES[run.fate]:
                    (on[side].discard if piece[1] == "/" else on[side].add)(piece.replace("/", ""))


def _face(on: set[str], face: FontFace) -> FontFace:
    if _BOLD in on:
        return FontFace.BOLD
    return FontFace.ITALIC if _ITALIC in on else face


def broken(runs: Runs, face: FontFace, size: float, width: float, measure: PerMil, hanging: float = 0.0) -> list[Spans]:
    """The runs broken into lines no wider than `width`, between words, and inside one only where it alone is wider.

    All lines but the first are narrower by `hanging`.
    """
    spans = [*spans_of(runs, face)]
    if len(spans) == 1 and measure.width(spans[0].text, spans[0].face, size) <= width:
        return [tuple(spans)] if spans[0].text.strip() else []
    lines: list[list[TextSpan]] = [[]]
    at, room = 0.0, width
    for word in _words(spans):
        long = measure.width(word.text, word.face, size)
        if at + long > room and lines[-1]:
            if word.text.isspace():
                continue
            lines.append([])
            at, room = 0.0, width - hanging
        for piece in _fitting(word, size, width - hanging, measure) if long > room else (word,):
            if at + measure.width(piece.text, piece.face, size) > room and lines[-1]:
                lines.append([])
                at, room = 0.0, width - hanging
            if not (piece.text.isspace() and not lines[-1]):
                lines[-1].append(piece)
                at += measure.width(piece.text, piece.face, size)
    return [_joined(line) for line in lines if line]


def _words(spans: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Words that cling together stay together only within a span; blanks are words of their own.

    What is struck and what is added in its place are kept apart.
    """
    before: TextSpan | None = None
    for span in spans:
        if before is not None and _cling(before, span):
            yield TextSpan(TextFate.KEPT, " ", span.face)
        before = span
        start = 0
        text = printable(span.text).replace("\n", " ")
        for index, character in enumerate(text):
            if character == " ":
                if index > start:
                    yield TextSpan(span.fate, text[start:index], span.face)
                yield TextSpan(span.fate, " ", span.face)
                start = index + 1
        if start < len(text):
            yield TextSpan(span.fate, text[start:], span.face)


def _cling(before: TextSpan, after: TextSpan) -> bool:
    """Whether a struck and an added word would be read as one."""
    two = {before.fate, after.fate} == {TextFate.STRUCK, TextFate.ADDED}
    return two and not before.text[-1:].isspace() and not after.text[:1].isspace()


def _fitting(word: TextSpan, size: float, width: float, measure: PerMil) -> Iterator[TextSpan]:
    start = 0
    for end in range(1, len(word.text) + 1):
        if measure.width(word.text[start:end], word.face, size) > width and end - 1 > start:
            yield replace(word, text=word.text[start : end - 1])
            start = end - 1
    yield replace(word, text=word.text[start:])


def _joined(line: Sequence[TextSpan]) -> Spans:
    return tuple(
        TextSpan(fate, "".join(span.text for span in group), face)
        for (fate, face), group in groupby(line, key=lambda span: (span.fate, span.face))
    )


def drawn_spans(spans: Spans, x: float, look: LineStyle, measure: PerMil, tag: ItemTag = PARAGRAPH) -> Iterator[Item]:
    """The spans beside each other; what is struck or added says so to somebody who hears the page."""
    for number, span in enumerate(spans):
        width = measure.width(span.text, span.face, look.size)
        same = tag if number == 0 or tag.goes_on else replace(tag, goes_on=True)
        said = _SAID.get(span.fate)
        yield TextItem(
            x, look.size, span.text, look.size, span.face, tag=replace(same, said=said) if said is not None else same
        )
        if span.fate is TextFate.STRUCK:
            yield RuleLine(x, look.size * 0.7, x + width, look.size * 0.7, 0.7)
        elif span.fate is TextFate.ADDED:
            yield RuleLine(x, look.size + 1.8, x + width, look.size + 1.8, 0.7)
        x += width


def drawn_runs(runs: Runs, x: float, look: LineStyle, measure: PerMil, tag: ItemTag = PARAGRAPH) -> Iterator[Item]:
    """Runs that stay on one line."""
    yield from drawn_spans(tuple(spans_of(runs, look.face)), x, look, measure, tag)


def length_of(spans: Spans, look: LineStyle, measure: PerMil) -> float:
    """How wide spans are beside each other."""
    return sum(measure.width(span.text, span.face, look.size) for span in spans)


def kept_run(text: str) -> Runs:
    """Words that nothing happened to."""
    return (TextRun(TextFate.KEPT, text),)
