"""Sealed values that also stand in the open: in a public cell, an explanation, a letter, a title, an attached page.

No renderer can help there: what the public version is made of says it itself. It is for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from desktop_app.domain.dates import long_date, short_date
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.formspec.public_view import FilingView, HiddenValue
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.workspace_keys import KeptReason
from desktop_app.services.filing_package.number_words import cents_in_words, figure_spellings, number_spoken
from desktop_app.services.filing_package.request import RenderRequest
from desktop_app.services.filing_package.sayings import (
    CENT,
    FigureInText,
    PublicSaying,
    SpokenFigure,
    amounts_said,
    plain_digits,
    plain_words,
)

MENTIONED = "mentioned"
SWORN_STEP = "(C)"
SHORTEST_TEXT = 5
FEWEST_DIGITS, FEWEST_TYPED, FEWEST_MARKED = 4, 3, 2
MOST_PLACES = 3
NAMES = (2, 3)  # words of a name that may stand in another order
# What ends the name of a company and is often left out or written otherwise.
ENDINGS = frozenset({"inc", "incorporated", "llc", "lc", "llp", "lp", "co", "company", "corp", "corporation", "ltd"})
_NUMBER = late_pattern(r"\d[\d,]*(?:\.\d+)?")


class MentionPlace(NamedTuple):
    """Where a value stands in the open, and whether it stands there so clearly that somebody must decide."""

    where: str
    plain: bool


def sought_numbers(sheet: FormLayout, view: FilingView) -> frozenset[Decimal] | None:
    """The sizes of the sealed numbers, as which alone a number in a cell is told; None where others may be meant.

    A sealed text of digits alone may be found in a number, or in a part of it.
    """
    found: set[Decimal] = set()
    for place in sheet.cells:
        value = view.values.get(place) if place in view.sealed else None
        if isinstance(value, Decimal):
            found.add(abs(value))
        elif isinstance(value, str) and any(words.replace(" ", "").isdigit() for words in _spelled(value)):
            return None
    return frozenset(found)


@dataclass(frozen=True)
class OpenWords:
    """Public texts, in which values are looked for."""

    sayings: Sequence[PublicSaying]

    def where(self, spec: CellSpec, value: Value) -> Iterator[MentionPlace]:
        """Where the value of such a cell stands, once or more often."""
        if isinstance(value, Decimal):
            yield from self.numbered(value)
        elif isinstance(value, date):
            for way in (long_date(value), short_date(value), value.isoformat()):
                yield from (MentionPlace(where, plain=False) for where in self._said(plain_words(way), typed=True))
        elif isinstance(value, str) and spec.type is not CellType.CHOICE:
            for words in name_spellings(value):
                yield from (MentionPlace(where, plain=True) for where in self._said(words))
            for words in name_parts(value):
                yield from (MentionPlace(where, plain=False) for where in self._said(words))
            # Public cells are often what a sealed text speaks of: its amounts are looked for in other texts only.
            for amount in amounts_said(value):
                if len(plain_digits(f"{amount:f}").replace(".", "").strip("0")) < FEWEST_MARKED:
                    continue
                yield from (MentionPlace(one.where, plain=False) for one in self._typed.numbered(amount))

    @cached_property
    def _typed(self) -> OpenWords:
        return OpenWords([saying for saying in self.sayings if saying.typed])

    def numbered(self, number: Decimal) -> Iterator[MentionPlace]:
        """Where a number stands, in figures and in words."""
        for figure, exact in figure_spellings(number).items():
            for saying, said in self._figures.get(figure, ()):
                if _tells(figure, said, exact=exact, typed=saying.typed):
                    clear = exact and saying.typed and len(_significant(figure)) >= FEWEST_DIGITS
                    yield MentionPlace(saying.place(said.at), plain=clear)
        for words in (*number_spoken(number), *cents_in_words(number)):
            yield from (MentionPlace(where, plain=False) for where in self._said(words, typed=True))

    def _said(self, words: str, *, typed: bool = False) -> Iterator[str]:
        """Where the words stand by themselves."""
        if not words or f" {words} " not in self._everything:
            return
        for saying in self.sayings:
            at = saying.find(words) if saying.typed or not typed else None
            if at is not None:
                yield saying.place(at)

    @cached_property
    def _everything(self) -> str:
        return "".join(f" {plain_words(saying.text)} " for saying in self.sayings)

    @cached_property
    def _figures(self) -> dict[SpokenFigure, list[tuple[PublicSaying, FigureInText]]]:
        """Every number that is in the open, with the places where it stands."""
        found: dict[SpokenFigure, list[tuple[PublicSaying, FigureInText]]] = {}
        for saying in self.sayings:
            for said in saying.figures:
                found.setdefault(said.figure, []).append((saying, said))
        return found


@dataclass(frozen=True)
class SealedMentions:
    """Where the public request says what the sealed cells of `full` hold.

    `besides` is what other public papers say: reports that were filed, pages that are attached. `kept` are the reasons
    why places may be disclosed.
    """

    sheet: FormLayout
    full: RenderRequest
    public: RenderRequest
    besides: Sequence[PublicSaying] = ()
    kept: Mapping[Place, KeptReason] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        """A sealed text or an unmistakable number in the open asks for a sentence; others are only pointed out."""
        for place, spec in self.sheet.cells.items():
            value = self.full.view.values.get(place)
            if place not in self.full.view.sealed or value is None or isinstance(value, HiddenValue | AnswerWord):
                continue
            found = list(dict.fromkeys(self._words.where(spec, value)))
            if found:
                yield self._problem(place, value, found)
        yield from self._sealed_explanations()

    def _sealed_explanations(self) -> Iterator[Problem]:
        """An explanation that is sealed with its cell, and is said elsewhere, is pointed out."""
        for notes in (self.full.view.notes, self.full.overrides):
            for place, note in notes.items():
                if place in self.sheet.cells and self.full.view.note_sealed(place):
                    found = list(dict.fromkeys(self._words.where(CellSpec(), note)))
                    where = location(self.sheet, place)
                    start = f"The explanation at {where} is sealed, but words or an amount of it appear in public text"
                    words = f"{start}: {_places(found)}. Check whether it reveals the sealed one."
                    if found:
                        yield Problem(MENTIONED, Severity.NOTE, str(place), words, self.sheet.sealing_cited(SWORN_STEP))

    def needles(self, printed: str) -> tuple[str, ...]:
        """Every sealed value, explanation and reason, as text, that is long enough to be told from chance.

        Left out is what stands in `printed`, the words of the public pages composed from public data alone: those
        words are known to be public, so finding them in the file would prove nothing.
        """
        words, numbers = squeezed(printed), set(map(plain_digits, _NUMBER.findall(printed)))
        found: dict[str, None] = {}
        for place, spec in self.sheet.cells.items():
            value = self.full.view.values.get(place)
            if place not in self.full.view.sealed or value is None or isinstance(value, (HiddenValue, AnswerWord)):
                continue
            if isinstance(value, Decimal):
                digits = plain_digits(str(abs(value)))
                if len(digits.replace(".", "")) >= FEWEST_DIGITS and digits not in numbers:
                    found[value_text(value, spec)] = None
            elif self._telling(value_text(value, spec), words):
                found[value_text(value, spec)] = None
        for notes in (self.full.view.notes, self.full.overrides):
            for place, note in notes.items():
                if self.full.view.note_sealed(place) and self._telling(note, words):
                    found[note] = None
        return tuple(found)

    def _telling(self, text: str, words: str) -> bool:
        return len(text.strip()) >= SHORTEST_TEXT and squeezed(text) not in words

    def _problem(self, place: Place, value: Value, found: Sequence[MentionPlace]) -> Problem:
        where = location(self.sheet, place)
        kind = "number" if isinstance(value, Decimal) else "date" if isinstance(value, date) else "words"
        plain = [one for one in found if one.plain]
        stand = "stand" if kind == "words" else "stands"
        rough = "a part of it appears" if kind == "words" else f"the same {kind}, or one that nearly equals it, appears"
        same = f"the same {kind} {stand}" if plain or kind == "date" else rough
        start = f"{sentence_start(where)} is sealed, but {same} in public text: {_places(plain or found)}."
        if not plain:
            words = f"{start} Check whether it reveals the sealed one."
            return Problem(MENTIONED, Severity.NOTE, str(place), words, self.sheet.sealing_cited(SWORN_STEP))
        them = "them" if kind == "words" else "it"
        they = them.replace("them", "they")
        words = f"{start} Change or seal {them} too, or give the reason why {they} may be disclosed."
        kept = self.kept.get(place)
        explained = kept is not None and kept.settles(words)
        return Problem(
            MENTIONED, Severity.EXPLAIN, str(place), words, self.sheet.sealing_cited(SWORN_STEP), explained=explained
        )

    @cached_property
    def _words(self) -> OpenWords:
        return OpenWords((*self._public(), *self.besides))

    def _public(self) -> Iterator[PublicSaying]:
        """What the public request says: the cells, and all that was typed beside them."""
        view = self.public.view
        yield from self._typed_beside_cells()
        for place, spec in self.sheet.cells.items():
            value = view.values.get(place)
            if value is not None and not isinstance(value, HiddenValue):
                yield PublicSaying(value_text(value, spec), location(self.sheet, place), typed=isinstance(value, str))
        for seal in view.seals:
            yield PublicSaying(
                f"{seal.type}\n{seal.reason}", "the type or reason of a seal, which the paper on the seals prints"
            )
        for attached in self.public.attachments:
            yield PublicSaying(
                f"{attached.title}\n{attached.item}\n{attached.shows}", f"the title or description of {attached.label}"
            )
            for type_, reason, _ in attached.designations:
                yield PublicSaying(f"{type_}\n{reason}", f"the type or reason of the seal on {attached.label}")
        for edit in self.public.accounts:
            if edit.title:
                yield PublicSaying(f"{edit.number} {edit.title}", f"the name of the account {edit.number or edit.id}")
        yield from self._said_in_letters()

    def _said_in_letters(self) -> Iterator[PublicSaying]:
        for name, text in self.public.fields.items():
            yield PublicSaying(text, f"the letters ({name.replace('_', ' ')})")
        for name, items in self.public.lists.items():
            for item in items:
                yield PublicSaying("\n".join(item.values()), f"the list of {name.replace('_', ' ')}")

    def _typed_beside_cells(self) -> Iterator[PublicSaying]:
        for notes in (self.public.view.notes, self.public.overrides):
            for place, note in notes.items():
                if place in self.sheet.cells:
                    yield PublicSaying(note, f"the explanation at {location(self.sheet, place)}")


def _tells(figure: SpokenFigure, said: FigureInText, *, exact: bool, typed: bool) -> bool:
    """Whether so short a number can be told from chance, where and as it is said."""
    digits, significant = figure.digits.replace(".", ""), _significant(figure)
    if figure.unit:
        return typed and (figure.unit != CENT or len(significant) >= FEWEST_MARKED)
    if len(digits) >= FEWEST_DIGITS:
        return exact or (typed and len(significant) >= FEWEST_TYPED)
    if not typed or not exact:
        return False
    return said.marked and len(significant) >= (FEWEST_MARKED if "." in figure.digits else FEWEST_TYPED)


def _significant(figure: SpokenFigure) -> str:
    return figure.digits.replace(".", "").strip("0")


def name_spellings(text: str) -> tuple[str, ...]:
    """The ways in which a name or a text is found, as plain words: without a company's ending, and turned round."""
    words = plain_words(text).split()
    while len(words) > 1 and words[-1] in ENDINGS:
        words.pop()
    if len(" ".join(words)) < SHORTEST_TEXT:
        return ()
    turned = [" ".join((*words[1:], words[0])), " ".join((words[-1], *words[:-1]))] if len(words) in NAMES else []
    return tuple(dict.fromkeys((" ".join(words), *turned)))


def name_parts(text: str) -> tuple[str, ...]:
    """The parts of a text that are names of their own, such as the lines of an address."""
    parts = [plain_words(part) for part in re.split(r"[\n;,]", text)]
    return tuple(part for part in parts if len(parts) > 1 and " " in part and len(part) >= 2 * SHORTEST_TEXT)


def _spelled(text: str) -> tuple[str, ...]:
    return (*name_spellings(text), *name_parts(text))


def _places(found: Sequence[MentionPlace]) -> str:
    places = list(dict.fromkeys(one.where for one in found))
    more = f", and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f"{'; '.join(places[:MOST_PLACES])}{more}"


def squeezed(text: str) -> str:
    """The text for comparing: small letters, single blanks."""
    return " ".join(text.casefold().split())
