"""Reads the contents of a page by the grammar in which this program writes them, and by no other.

The grammar is closed: what it does not know (images, clipping, other colours, invisible text, comments) is not skipped
but reported. What it knows comes out as texts and painted patches in points, counted from the bottom left corner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.pages import MARK_HEIGHT, MARK_TEXT, MARK_WIDTH
from desktop_app.pagespec.signs import MARK_BASELINE, MARK_SIZE

Widths = Mapping[bytes, Sequence[float]]

_N = rb"(-?(?:\d+(?:\.\d+)?|\.\d+))"
_STRING = rb"\(((?:[^\\()]|\\[0-7]{3}|\\[\\()nrtbf])*)\)"
_FONT = rb"/(F\d+\+\d+)"
_KIND = rb"H1|H2|P|TH|TD|Lbl|LBody|Figure|Span"
_SIGN = re.escape(f"({MARK_TEXT})".encode())
# A sealed value's mark is one word of the grammar: no bar of another size, and no other text on it, can be a mark.
_MARK = (
    rb"/Span <</ActualText " + _SIGN + rb">> BDC\s+0 g\s+n " + _N + b" " + _N + b" %g %g" % (MARK_WIDTH, MARK_HEIGHT)
    + rb" re f\*\s+BT 1 0 0 1 " + _N + b" " + _N + rb" Tm 1 g " + _FONT + b" %g Tf " % MARK_SIZE + _N + rb" TL "
    + _SIGN + rb" Tj ET\s+0 g\s+EMC"
)  # fmt: skip
# What most pages are made of is read as one word: a place, the mark that begins there, gray, font, and the text.
_SAID = (
    rb"1 0 0 1 " + _N + b" " + _N + rb" Tm(?: EMC (?:/(" + _KIND + rb") <</MCID (\d+)>> BDC|(/Artifact BMC)))?(?: "
    + _N + rb" g)?(?: " + _FONT + b" " + _N + b" Tf " + _N + rb" TL)? " + _STRING + rb" Tj"
)  # fmt: skip
_WORDS = {
    "said": _SAID,
    "show": _STRING + rb" Tj",
    "place": b" ".join([_N] * 6) + rb" Tm",
    "font": _FONT + b" " + _N + b" Tf " + _N + b" TL",
    "stroke": rb"n " + _N + b" " + _N + b" m " + _N + b" " + _N + b" l S",
    "gray": _N + rb" g",
    "pen": _N + rb" G",
    "line": _N + rb" w",
    "area": rb"n " + b" ".join([_N] * 4) + rb" re (S|f\*|B\*)",
    "picture": rb"q " + _N + rb" 0 0 " + _N + b" " + _N + b" " + _N + rb" cm /(I\d+) Do Q",
    "begin": rb"BT",
    "end": rb"ET",
    "mark": _MARK,
    "element": rb"/(" + _KIND + rb") <</MCID (\d+)>> BDC",
    "artifact": rb"/Artifact BMC",
    "watermark": rb"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC /W Do EMC",
    "over": rb"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q "
    + b" ".join([_N] * 4)
    + rb" re W n /W Do Q EMC",
    "close": rb"EMC",
}
_GRAMMAR = late_pattern(
    rb"\s*(?:" + b"|".join(b"(?P<%s>%s)" % (name.encode(), body) for name, body in _WORDS.items()) + rb")(?=\s|$)"
)
# The groups of each word: its operands. A tuple of one or none is not what `group` gives, so the word itself is added.
_FIRST = sorted((number, name) for name, number in _GRAMMAR.groupindex.items())
_OPERANDS = {
    name: (*range(start + 1, end), start, start)
    for (start, name), end in zip(_FIRST, [*(number for number, _ in _FIRST[1:]), _GRAMMAR.groups + 1], strict=True)
}
_PAINTS = frozenset({"show", "stroke", "area", "picture", "mark"})
_START = late_pattern(rb"1 0 0 1 0 0 cm(?=\s|$)")
_ESCAPE = late_pattern(rb"\\([0-7]{3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
ROUNDING = 0.02  # points
UPRIGHT = (1.0, 0.0, 0.0, 1.0)


class PaintedText(NamedTuple):
    """One piece of text as painted, in its codes: where it starts, where it ends if it is upright, and when it came.

    `part` is the number under which the structure knows it; -1 if it is not read aloud.
    """

    order: int
    x: float
    y: float
    end: float
    size: float
    gray: float
    font: bytes
    codes: bytes
    turn: tuple[float, ...]
    part: int = -1

    @property
    def upright(self) -> bool:
        """Whether it runs from left to right, as all text but a watermark does."""
        return self.turn == UPRIGHT


@dataclass(frozen=True, slots=True)
class PaintedPatch:
    """A rectangle painted over what came before.

    A `mark` is the constant bar of a sealed value, a `picture` an image drawn there.
    """

    order: int
    left: float
    bottom: float
    right: float
    top: float
    gray: float
    mark: bool = False
    picture: bool = False


@dataclass(slots=True)
class PageContents:
    """What stands on a page, in the order of painting. `broadest` is the broadest line, in points.

    `pictures` are the names of the images drawn. `marked` are the kinds and numbers under which the structure knows
    what is read aloud; something is `loose` if it is neither that nor an artifact. A `watermark` lies beneath it all;
    what a picture covers of it is painted again right after the picture.

    `strange` says why the contents are not by the grammar; then what follows the strange place was not read.
    """

    shown: list[PaintedText] = field(default_factory=list)
    patches: list[PaintedPatch] = field(default_factory=list)
    broadest: float = 0.0
    pictures: list[bytes] = field(default_factory=list)
    marked: list[tuple[bytes, int]] = field(default_factory=list)
    loose: bool = False
    watermark: bool = False
    strange: str = ""


def read_page_contents(data: bytes, widths: Widths) -> PageContents:
    """The page's contents; `widths` are those of the page's fonts by name, in thousandths of the size, by code."""
    return _Reader(widths).read(data)


class _Reader:
    """Follows the instructions of one page, with the few settings that they have."""

    def __init__(self, widths: Widths) -> None:
        self.widths = widths
        self.contents = PageContents()
        self.order = 0
        self.gray, self.width = 0.0, 1.0
        self.font, self.size = b"", 0.0
        self.turn: tuple[float, ...] = UPRIGHT
        self.x, self.y = 0.0, 0.0
        self.texting = False
        self.open = False
        self.part = -1

    def read(self, data: bytes) -> PageContents:
        start = _START.match(data)
        if start is None:
            self.contents.strange = "do not begin as this program begins a page"
            return self.contents
        follow: dict[str | None, Callable[[Sequence[bytes]], None]] = {
            name: getattr(self, f"_{name}") for name in _WORDS
        }
        end = start.end()
        for found in _GRAMMAR.finditer(data, end):
            if found.start() != end or self.contents.strange:
                break
            self.order += 1
            name = found.lastgroup or ""
            self.contents.loose = self.contents.loose or (name in _PAINTS and not self.open)
            follow[name](found.group(*_OPERANDS[name]))
            end = found.end()
        if data[end:].strip() or self.texting or self.open:
            self.contents.strange = self.contents.strange or "hold an instruction that this program never writes"
        return self.contents

    def _element(self, operands: Sequence[bytes]) -> None:
        self._artifact(operands)
        self.part = int(operands[1])
        self.contents.marked.append((operands[0], self.part))

    def _artifact(self, _operands: Sequence[bytes]) -> None:
        if self.open:
            self.contents.strange = "mark something within something marked"
        self.open, self.part = True, -1

    def _close(self, _operands: Sequence[bytes]) -> None:
        if not self.open:
            self.contents.strange = "end a mark that was not started"
        self.open, self.part = False, -1

    def _watermark(self, _operands: Sequence[bytes]) -> None:
        if self.order != 1:
            self.contents.strange = "hold a watermark that does not lie beneath everything else"
        self.contents.watermark = True

    def _over(self, operands: Sequence[bytes]) -> None:
        """The part of the watermark that the picture just drawn covered."""
        left, bottom, width, height = map(float, operands[:4])
        last = self.contents.patches[-1:]
        covered = [(one.left, one.bottom, one.right, one.top) for one in last if one.picture]
        again = self.order == last[0].order + len(("EMC", "over")) if last else False
        if self.texting or self.open or not again or covered != [(left, bottom, left + width, bottom + height)]:
            self.contents.strange = "hold a watermark elsewhere than beneath everything or over a picture"
        if not self.contents.watermark:
            self.contents.strange = "hold a watermark over a picture and none beneath"

    def _gray(self, operands: Sequence[bytes]) -> None:
        self.gray = float(operands[0])

    def _pen(self, _operands: Sequence[bytes]) -> None:
        """The gray of lines: nothing is hidden by a thin line of any gray."""

    def _line(self, operands: Sequence[bytes]) -> None:
        self.width = float(operands[0])

    def _stroke(self, _operands: Sequence[bytes]) -> None:
        self.contents.broadest = max(self.contents.broadest, self.width)

    def _area(self, operands: Sequence[bytes]) -> None:
        left, bottom, width, height = map(float, operands[:4])
        if operands[4] != b"f*":
            self.contents.broadest = max(self.contents.broadest, self.width)
        if operands[4] != b"S":
            self._patch(left, bottom, width, height)

    def _patch(self, left: float, bottom: float, width: float, height: float, *, mark: bool = False) -> None:
        (x, right), (y, top) = sorted((left, left + width)), sorted((bottom, bottom + height))
        gray = 0.0 if mark else self.gray
        self.contents.patches.append(PaintedPatch(self.order, x, y, right, top, gray, mark))

    def _picture(self, operands: Sequence[bytes]) -> None:
        width, height, x, y = map(float, operands[:4])
        if self.texting or width <= 0 or height <= 0:
            self.contents.strange = "hold a picture that is turned or is within a text"
        self.contents.pictures.append(operands[4])
        self.contents.patches.append(PaintedPatch(self.order, x, y, x + width, y + height, 1.0, picture=True))

    def _begin(self, _operands: Sequence[bytes]) -> None:
        if self.texting:
            self.contents.strange = "start a text object inside another"
        self.texting, self.turn, self.x, self.y = True, UPRIGHT, 0.0, 0.0

    def _end(self, _operands: Sequence[bytes]) -> None:
        if not self.texting:
            self.contents.strange = "end a text that was not started"
        self.texting = False

    def _place(self, operands: Sequence[bytes]) -> None:
        a, b, c, d, self.x, self.y = map(float, operands[:6])
        self.turn = (a, b, c, d)

    def _font(self, operands: Sequence[bytes]) -> None:
        self.font, self.size = operands[0], float(operands[1])

    def _said(self, operands: Sequence[bytes]) -> None:
        x, y, kind, number, artifact, gray, font, size = operands[:8]
        self.turn, self.x, self.y = UPRIGHT, float(x), float(y)
        if kind or artifact:
            self._close(operands)
            if kind:
                self._element((kind, number))
            else:
                self._artifact(operands)
        if self.contents.strange:
            return
        if gray:
            self.gray = float(gray)
        if font:
            self.font, self.size = font, float(size)
        self.contents.loose = self.contents.loose or not self.open
        self._show(operands[9:])

    def _show(self, operands: Sequence[bytes]) -> None:
        codes = unescaped(operands[0])
        widths = self.widths.get(self.font)
        if widths is None or not self.texting:
            self.contents.strange = "show text in a font that the page does not have"
            return
        end = self.x + self.size * sum(map(widths.__getitem__, codes)) / 1000
        shown = PaintedText(
            self.order, self.x, self.y, end, self.size, self.gray, self.font, codes, self.turn, self.part
        )
        self.contents.shown.append(shown)
        if shown.upright:
            self.x = end

    def _mark(self, operands: Sequence[bytes]) -> None:
        left, bottom, x, y = map(float, operands[:4])
        widths = self.widths.get(operands[4], [0.0] * 256)
        room = MARK_WIDTH - MARK_SIZE * sum(map(widths.__getitem__, MARK_TEXT.encode())) / 1000
        if self.texting or max(abs(x - left - room / 2), abs(y - bottom - MARK_BASELINE)) > ROUNDING:
            self.contents.strange = "hold a mark whose word is not where it is in every mark"
        self.gray = 0.0
        self._patch(left, bottom, MARK_WIDTH, MARK_HEIGHT, mark=True)


def unescaped(string: bytes) -> bytes:
    """The codes of a string between its brackets."""
    return _ESCAPE.sub(_code, string) if b"\\" in string else string


def _code(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 0xFF]) if sign.isdigit() else _NAMED.get(sign, sign)
