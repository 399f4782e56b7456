"""The text of a sheet: lines of a few kinds, and the plain writing from which they are read.

::

    # Heading                      ## Subheading
    1. A rule                      (level 1: no blanks before; level 2: two blanks; level 3: four; level 4: six)
      (a) A part of it
    A paragraph with [b]bold[/b] and [i]italic[/i] words, and {+} a change mark at its place.
    [center] A line in the middle
    [hang] Term: a paragraph whose further lines stand further in
    [box] Lines one after the other stand in one box
    Late charge [dots] $5.00       (dots lead from the words to what stands at the right)
    note: A note in small type
    [picture: area-map; 60%; scale 1 inch = 500 feet] Map of the service area
    | Cell | Cell                  (the first row of a table is its head)
    | Charge per month | <<        (the cell reaches over the next one; the second row is head as well)
    [rates: per month, by meter size] Customer charge
    5/8 inch = 12.50
    [end]

A rate table may say behind a semicolon whose rates it holds and how they enter a bill: ``[rates: per month, by meter
size; area North; class residential; season summer; includes 2,000 gallons; as base charge] Customer charge``.
A change mark stands in braces before a line: ``{+} 1. A rule``. A page of several breaks at a line ``===``.
Reading what was written gives the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import PERCENT, NotANumber, parse_number
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.inline_signs import inline_marks, without_marks, without_signs

DEEPEST, DEEPEST_BEFORE = 4, 3  # levels of rules; what an earlier program filed knows no fourth
LONGEST = 60_000
READ_AT_ONCE = 1024  # texts: a filing of some hundred sheets, old and new
BREAK = "==="
_MARK = late_pattern(r"\{([^{}\s]{1,4})\} ?")
_RULE = late_pattern(r"( *)(\(?[0-9]{1,3}[.)]|\(?[A-Za-z]{1,5}[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+\.?) (.*)")
_LETTERED = late_pattern(r"\(?(?:[A-Za-z]|[ivxIVX]{1,5})[.)]|\(?\d.*")
_RATES = late_pattern(r"\[rates: *([^\]]*)\] *(.*)")
_TERM = late_pattern(r"(area|class|season|includes|as) +\S.*")
_END = "[end]"
CENTERED = "[center] "
MERGED = "<<"  # a cell that belongs to the one before it
_DOTS = "[dots]"
_LEADER = late_pattern(r"(.*\S) +\[dots\] +(\S.*)")
_PICTURE = late_pattern(r"\[picture: *([^\];]*)((?:;[^\];]*)*)\] *(.*)")
_PERCENT = late_pattern(r"([1-9]\d{0,2}) ?%")
_SCALE = late_pattern(r"scale +(\S.*)")
LARGEST_PRINT = 400  # percent of the original


class LineKind(StrEnum):
    """What a line of a sheet is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    RULE = "rule"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    ROW = "row"
    RATES = "rates"
    RATE = "rate"
    BREAK = "break"
    CENTERED = "centered"
    HANGING = "hanging"
    BOXED = "boxed"
    LEADER = "leader"
    PICTURE = "picture"


_SIGNS = {
    LineKind.SUBHEADING: "## ",
    LineKind.HEADING: "# ",
    LineKind.NOTE: "note: ",
    LineKind.CENTERED: CENTERED,
    LineKind.HANGING: "[hang] ",
    LineKind.BOXED: "[box] ",
}


class RateBasis(StrEnum):
    """What a rate is charged by."""

    METER = "by meter size"
    BLOCK = "by block"
    FLAT = "flat"
    STEAM = "per Mlb"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line, with its change mark.

    `cells` are its texts: one, or label and text (rule), the cells of a row, unit, basis, title and, if there are any,
    terms (rates), label and amount (rate), words and what stands at the right (leader), name, size in percent, scale
    and what it shows (picture). `level` is the depth of a rule, from 1.
    """

    kind: LineKind
    cells: tuple[str, ...] = ()
    level: int = 0
    mark: str = ""

    @property
    def plain(self) -> SheetLine:
        """The line without its marks."""
        if not self.marks:
            return self
        return replace(self, mark="", cells=tuple(map(without_marks, self.cells)))

    @property
    def words(self) -> str:
        """Its words alone, without the signs inside it."""
        return without_signs(" ".join(self.cells))

    @property
    def marks(self) -> tuple[str, ...]:
        """Its change marks: the one before it, and those inside it."""
        inside = (mark for cell in self.cells for mark in inline_marks(cell))
        return (self.mark, *inside) if self.mark else tuple(inside)


class NotSheetText(UserError):
    """The text cannot stand on a sheet; the sentence names the line, the text seen and what to write."""


def read_text(text: str, deepest: int = DEEPEST) -> tuple[SheetLine, ...]:
    """The lines of a written text. Empty lines separate and are dropped; no rule is deeper than `deepest`.

    Raises NotSheetText, naming the line.
    """
    if len(text) > LONGEST:
        raise NotSheetText(f"A sheet takes at most {LONGEST:,} characters; this has {len(text):,}. Divide it.")
    return _read(text, deepest)


@lru_cache(READ_AT_ONCE)
def _read(text: str, deepest: int) -> tuple[SheetLine, ...]:
    """A text is read once for all that look at it: a filing's checks, its letters and both copies of its sheets."""
    return tuple(_lines(text, deepest))


def _lines(text: str, deepest: int) -> Iterator[SheetLine]:
    rates = 0
    for number, raw in enumerate(text.replace("\t", "    ").splitlines(), 1):
        mark = _MARK.match(raw.lstrip())
        body = raw.rstrip() if mark is None else raw.lstrip()[mark.end() :].rstrip()
        if body.strip() in ("", "\\"):
            continue
        line = _rate_line(body, number) if rates else _line(body, number, deepest)
        if line is None:
            rates = 0
            continue
        rates = number if line.kind is LineKind.RATES else rates
        yield replace(line, mark=mark[1]) if mark else line
    if rates:
        raise NotSheetText(f"Line {rates}: the rate table is not closed. Write {_END} on a line after its last rate.")


def _line(body: str, number: int = 0, deepest: int = DEEPEST) -> SheetLine:
    plain = body.strip()
    if found := _RATES.fullmatch(plain):
        return _rates(found[1], found[2])
    if found := _PICTURE.fullmatch(plain):
        return _picture(found[1].strip(), found[2].split(";")[1:], found[3].strip(), number)
    return _line_of_words(plain, body, deepest)


def _line_of_words(plain: str, body: str, deepest: int) -> SheetLine:
    if plain == BREAK:
        return SheetLine(LineKind.BREAK)
    for kind, sign in _SIGNS.items():
        if plain.startswith(sign):
            return SheetLine(kind, (plain.removeprefix(sign).strip(),))
    if plain.startswith("|"):
        inner = plain[1:-1] if plain.endswith("|") and plain != "|" else plain[1:]
        return SheetLine(LineKind.ROW, tuple(cell.strip() for cell in inner.split("|")))
    if (found := _LEADER.fullmatch(plain)) and not plain.startswith("\\"):
        return SheetLine(LineKind.LEADER, (found[1], found[2]))
    rule = _RULE.fullmatch(body)
    if rule is not None and _LETTERED.fullmatch(rule[2]):
        return SheetLine(LineKind.RULE, (rule[2], rule[3].strip()), min(len(rule[1]) // 2 + 1, deepest))
    return SheetLine(LineKind.PARAGRAPH, (plain.removeprefix("\\"),))


def _rates(charged: str, title: str) -> SheetLine:
    """The head of a rate table. Terms are those behind the last semicolons; anything else belongs to the unit."""
    charged, terms = charged.strip(), list[str]()
    while (last := charged.rpartition(";"))[1] and _TERM.fullmatch(last[2].strip()):
        charged, terms = last[0].strip(), [" ".join(last[2].split()), *terms]
    unit, _, basis = (part.strip() for part in charged.rpartition(","))
    known = basis in [*RateBasis]
    cells = (unit if known else charged, basis if known else "", title.strip())
    return SheetLine(LineKind.RATES, (*cells, "; ".join(terms)) if terms else cells)


def _picture(name: str, terms: Iterable[str], caption: str, number: int) -> SheetLine:
    """A picture. Raises NotSheetText for a term that is not understood, and where nothing says what it shows."""
    size = scale = ""
    for term in (part.strip() for part in terms):
        if (found := _PERCENT.fullmatch(term)) and int(found[1]) <= LARGEST_PRINT:
            size = f"{found[1]}%"
        elif found := _SCALE.fullmatch(term):
            scale = found[1]
        else:
            raise NotSheetText(
                f"Line {number}: '{term}' says nothing about a picture. Write its size like 60% (at most "
                f"{LARGEST_PRINT}%), or its scale like scale 1 inch = 500 feet."
            )
    if not name or not caption:
        missing = "which picture it is" if not name else "what the picture shows"
        raise NotSheetText(
            f"Line {number}: it does not say {missing}. Write '[picture: area-map] Map of the service area'."
        )
    return SheetLine(LineKind.PICTURE, (name, size, scale, caption))


def _rate_line(body: str, number: int) -> SheetLine | None:
    plain = body.strip()
    if plain == _END:
        return None
    label, sign, amount = plain.rpartition("=")
    try:
        parse_number(amount, unit=PERCENT)
    except NotANumber:
        sign = ""
    if not sign or not label.strip():
        raise NotSheetText(
            f"Line {number}: '{plain}' is not a rate. Write '5/8 inch = 12.50', or close the rate table with {_END}."
        )
    return SheetLine(LineKind.RATE, (label.strip(), amount.strip()))


def sheet_lines_text(lines: Iterable[SheetLine]) -> str:
    """The lines as they are typed; `read_text` gives them back."""
    out: list[str] = []
    before: SheetLine | None = None
    for line in lines:
        if before is not None and before.kind in {LineKind.RATES, LineKind.RATE} and line.kind is not LineKind.RATE:
            out.append(_END)
        if before is not None and _apart(before, line):
            out.append("")
        out.append((f"{{{line.mark}}} " if line.mark else "") + _written(line))
        before = line
    if before is not None and before.kind in {LineKind.RATES, LineKind.RATE}:
        out.append(_END)
    return "\n".join(out) + ("\n" if out else "")


def _apart(before: SheetLine, line: SheetLine) -> bool:
    return before.kind is not line.kind and {before.kind, line.kind} != {LineKind.RATES, LineKind.RATE}


def _written(line: SheetLine) -> str:
    first = line.cells[0] if line.cells else BREAK
    if line.kind in _SIGNS:
        return _SIGNS[line.kind] + first
    if line.kind is LineKind.PARAGRAPH:
        return f"\\{first}" if _read_otherwise(first) else first
    return _written_cells(line, first)


def _read_otherwise(words: str) -> bool:
    """Whether the words of a paragraph would be read as something else."""
    signed = words.startswith("\\") or _MARK.match(words) or _PICTURE.fullmatch(words)
    return bool(signed) or _line(words).kind is not LineKind.PARAGRAPH


def _written_cells(line: SheetLine, first: str) -> str:
    if line.kind is LineKind.RULE:
        return f"{'  ' * (line.level - 1)}{first} {line.cells[1]}"
    if line.kind is LineKind.ROW:
        return f"| {' | '.join(line.cells)} |"
    if line.kind is LineKind.RATES:
        basis, title, *terms = line.cells[1:]
        said = "".join(f"; {term}" for term in terms)
        return f"[rates: {first}{', ' if basis else ''}{basis}{said}] {title}".rstrip()
    if line.kind is LineKind.RATE:
        return f"{first} = {line.cells[1]}"
    if line.kind is LineKind.PICTURE:
        _, size, scale, caption = line.cells
        return f"[picture: {'; '.join(filter(None, (first, size, scale and f'scale {scale}')))}] {caption}"
    return f"{first} {_DOTS} {line.cells[1]}" if line.kind is LineKind.LEADER else first
