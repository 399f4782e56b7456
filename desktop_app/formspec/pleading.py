"""The paper of a case written out: its paragraphs with their holes filled, numbered, sealed words taken out.

Both versions of a filing print the same paragraphs: where an answer is sealed a mark stands, and the sealed version
holds the answer in its annex. So nothing of the paper depends on a sealed value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.dates import long_date
from desktop_app.domain.filled_text import fill_holes
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import shown
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.arithmetic import Result
from desktop_app.formspec.binding import ReferencedCells, Tree, bind, inputs
from desktop_app.formspec.case_traits import AnswerWay, PaperOccasion, ParagraphKind, PleadingParagraph
from desktop_app.formspec.checklist import AskedItem, ItemState
from desktop_app.formspec.definition import ANSWER, CellSpec, CellType
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.wording import value_text

HOLE = late_pattern(r"\{([^{}]*)\}")
EXHIBIT = "exhibit:"
# Words that stand for what the filing is and to whom it goes.
SPECIAL = frozenset(
    {
        *("services", "rule", "statute", "applicant", "docket", "filed_on", "address", "contact", "signer"),
        *("secretary", "public_counsel", "staff_counsel", "energy_department", "customer_services"),
    }
)
SEALED, UNKNOWN = "[SEALED]", "_" * 20
_BULLET = late_pattern(r"[-*\u2022]\s+")
_NUMBERED = frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.ITEMS, ParagraphKind.LATER})
_SENTENCES = frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.BODY})  # they end with a period, whoever wrote the end


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph as it is printed. `number` is 0 where it has none; a `marked` one holds a mark for a sealed answer.

    A `listed` one is an entry of a list. It stands in the main paper or in the `paper` called so. One that begins what
    is said of an item names the `item`.
    """

    kind: ParagraphKind
    text: str
    number: int = 0
    marked: bool = False
    listed: bool = False
    paper: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says besides the answers: `special` words by name, the exhibits' letters by item, the occasion."""

    special: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    supplement: bool = False


class PleadingWriter:
    """Writes the paragraphs of one filing. `values` hold no sealed answer; `sealed` tells which are."""

    def __init__(
        self, values: FilingValues, sealed: frozenset[Place], items: Sequence[AskedItem], facts: PaperFacts
    ) -> None:
        self._values = values
        self._sealed = sealed
        self._items = items
        self._facts = facts

    def paragraphs(self) -> tuple[WrittenParagraph, ...]:
        """All of them, in order and numbered, each paper by itself."""
        numbers: Counter[str] = Counter()
        written = []
        for paragraph in self._written():
            numbered = paragraph.number > 0
            numbers[paragraph.paper] += numbered
            written.append(replace(paragraph, number=numbers[paragraph.paper] if numbered else 0))
        return tuple(written)

    def _written(self) -> Iterator[WrittenParagraph]:
        sheet = self._values.model.sheet
        for paragraph in sheet.form.paragraphs:
            if not self._stands(paragraph):
                continue
            if paragraph.kind is ParagraphKind.ITEMS:
                yield from self._of_items(paragraph.text)
            elif paragraph.kind is ParagraphKind.LATER:
                yield from self._later(paragraph.text)
            else:
                text, marked = self.filled(paragraph.text, Place("", "", ""))
                text = _ended(text) if paragraph.kind in _SENTENCES else text
                for one in _paragraphs(paragraph.kind, text, marked=marked):
                    yield replace(one, paper=paragraph.paper)

    def _stands(self, paragraph: PleadingParagraph) -> bool:
        other = PaperOccasion.FIRST if self._facts.supplement else PaperOccasion.SUPPLEMENT
        sheet = self._values.model.sheet
        served = not paragraph.utilities or bool(set(paragraph.utilities) & set(sheet.utilities))
        if paragraph.occasion is other or not served:
            return False
        return not paragraph.when or self._values.holds(paragraph.when, Place("", "", "")) is True

    def _of_items(self, schedule: str) -> Iterator[WrittenParagraph]:
        for item in self._items:
            if item.name.startswith(f"{schedule}/") and item.state is not ItemState.PROMISED:
                text, marked = self.item_text(item)
                first, *rest = _paragraphs(ParagraphKind.PARAGRAPH, text, marked=marked)
                yield from (replace(first, item=item.name), *rest)

    def item_text(self, item: AskedItem) -> tuple[str, bool]:
        """What the paper says of an item, and whether it holds a mark."""
        if item.way in (AnswerWay.DOCUMENT, AnswerWay.TABLE):
            exhibit = f"{{{EXHIBIT}{item.name}}}"
            text, marked = self.filled(item.traits.printed or f"{item.lead}: {exhibit}.", item.place)
        elif item.way is AnswerWay.NOT_APPLICABLE:
            text, marked = f"{item.lead}: does not apply. {item.reason or UNKNOWN}", False
        else:
            text, marked = self._answer(item)
        return f"{_ended(text)}{self._explained(item)}{self._cited(item)}", marked

    def _explained(self, item: AskedItem) -> str:
        """What was explained at the item; beside a sealed answer nothing tells whether there is an explanation."""
        cells = [item.place._replace(column=column) for column in item.line.specs]
        notes = () if not self._sealed.isdisjoint(cells) else map(self._values.answers.explanations.get, cells)
        return "".join(f" {_ended(note)}" for note in notes if note)

    def _answer(self, item: AskedItem) -> tuple[str, bool]:
        """An answer in words; of a choice its words alone. A blank, which only a draft prints, is a line."""
        spec = item.line.specs.get(ANSWER)
        answer, marked = (UNKNOWN, False) if spec is None else self._cell(item.place)
        chosen = spec is not None and bool(spec.options)
        return (f"{answer.removesuffix('.')}." if chosen else f"{item.lead}. {answer}"), marked

    def _cited(self, item: AskedItem) -> str:
        *first, last = [f"{CHAPTER}{cite}" for cite in item.cites] or [""]
        cites = " and ".join(filter(None, (", ".join(first), last)))
        return f" ({cites})" if cites else ""

    def _later(self, text: str) -> Iterator[WrittenParagraph]:
        """One paragraph, and an entry for each promised item; nothing where none is promised."""
        promised = [item for item in self._items if item.state is ItemState.PROMISED]
        if promised:
            yield from _paragraphs(ParagraphKind.LATER, self.filled(text, Place("", "", ""))[0], marked=False)
        for item in promised:
            exhibit = f", {self._exhibit(item.name)}" if item.name in self._facts.letters else ""
            by = f", by {long_date(item.by)}" if item.by is not None else ""
            reason = f": {item.reason}" if item.reason else ""
            words = f"{item.lead}{exhibit}{by}{reason}".rstrip(".")
            yield WrittenParagraph(ParagraphKind.BODY, f"{words}{self._cited(item)}.", listed=True, item=item.name)

    def filled(self, text: str, here: Place) -> tuple[str, bool]:
        """A text with its holes filled, and whether one of them holds a mark."""
        marks: list[bool] = []

        def fill(match: re.Match[str]) -> str:
            hole = match[1]
            if hole.startswith(EXHIBIT):
                return self._exhibit(hole.removeprefix(EXHIBIT))
            if hole in SPECIAL:
                return self._facts.special.get(hole, "") or UNKNOWN
            tree = bind(hole, self._values.model.sheet, here, self._values.model.outside)
            if not self._sealed.isdisjoint(inputs(tree)):
                marks.append(True)
                return SEALED
            return self._result(self._values.evaluate(tree), tree)

        return fill_holes(text, HOLE, fill), bool(marks)

    def _exhibit(self, item: str) -> str:
        letter = self._facts.letters.get(item, "")
        return f"Exhibit {letter}" if letter else f"Exhibit {UNKNOWN}"

    def _cell(self, place: Place) -> tuple[str, bool]:
        if place in self._sealed:
            return SEALED, True
        value = self._values.look("", place)
        return _said(value, self._values.model.sheet.cells[place]), False

    def _result(self, result: Result, tree: Tree) -> str:
        cells = self._values.model.sheet.cells
        places = [place for _, place in tree.members] if isinstance(tree, ReferencedCells) else [*inputs(tree)]
        return _said(result, next((cells[place] for place in places if place in cells), CellSpec()))


def _said(result: Result, spec: CellSpec) -> str:
    if result is None:
        return UNKNOWN
    if isinstance(result, bool):
        return "yes" if result else "no"
    if isinstance(result, date):
        return long_date(result)
    if isinstance(result, Decimal) and spec.type is CellType.PERCENT:
        return f"{shown(result, spec.decimals)} percent"
    if isinstance(result, Decimal) and not spec.type.numeric:
        return f"{result:,f}"
    return result.value if isinstance(result, AnswerWord) else value_text(result, spec)


def _paragraphs(kind: ParagraphKind, text: str, *, marked: bool) -> Iterator[WrittenParagraph]:
    """A text as paragraphs: an empty line divides them, a line that begins with a dash is an entry of a list."""
    if kind not in _NUMBERED:
        yield WrittenParagraph(kind, text, marked=marked)
        return
    first = True
    for part in re.split(r"\n\s*\n", text.strip()):
        for words, listed in _entries(part):
            number = 1 if first else 0
            yield WrittenParagraph(kind, words, number, marked=marked and first, listed=listed and not first)
            first = False


def _entries(part: str) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph: those that begin with a dash by themselves, the others joined."""
    joined: list[str] = []
    for line in part.splitlines():
        if not _BULLET.match(line.strip()):
            joined.append(line.strip())
            continue
        if joined:
            yield " ".join(joined), False
            joined = []
        yield _BULLET.sub("", line.strip(), count=1), True
    if joined:
        yield " ".join(joined), False


def _ended(text: str) -> str:
    """Words with a period behind them, where they end with none: a citation or an explanation follows.

    The last entry of a list stays as it is.
    """
    words = text.rstrip()
    listed = _BULLET.match(words.rpartition("\n")[2])
    return f"{words}." if words[-1:].isalnum() and not listed else words
