"""The check list of a filing: blanks, values out of bounds, and the form's own checks.

Checks are bound once per sheet and re-run only where an edit touched what they read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeVar

from desktop_app.domain.empty_texts import names_nobody, says_nothing
from desktop_app.domain.filled_text import fill_holes
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import LARGEST, shown
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import explained_at
from desktop_app.formspec.arithmetic import Result, truth
from desktop_app.formspec.binding import ReferencedCells, Tree, bind, inputs, named_cells, read
from desktop_app.formspec.case_traits import WAY_LABELS, AnswerWay
from desktop_app.formspec.definition import ANSWER, ITEM_WAY, CellSpec, CellType, FormCheck
from desktop_app.formspec.detail_texts import detail_refusal
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, TakenOver, ValueOrigin
from desktop_app.formspec.expressions import CellReference, ExpressionError
from desktop_app.formspec.sheet import NO_ROWS_LINE
from desktop_app.formspec.wording import location, value_text

BLANK = "C07"
BOUNDS = "range"
TOO_LARGE = "too_large"
DETAIL = "detail"
MARKED = "marked"
DOUBT = "doubt"
BOOKS = "books"
NO_WORD = "no_word"
LABEL = "label"
K = TypeVar("K")
_HOLE = late_pattern(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class BoundCheck:
    """A check tied to the line at which it looks: where trouble shows, what must hold, and what it reads."""

    check: FormCheck
    at: Place
    here: Place
    when: Tree | None
    require: Tree
    model: FormulaModel

    @cached_property
    def reads(self) -> frozenset[Place]:
        """The cells of this filing that decide the check."""
        trees = [self.require] if self.when is None else [self.when, self.require]
        return frozenset({self.at}).union(*(self.model.deciding(tree) for tree in trees))

    @cached_property
    def words(self) -> Mapping[str, Tree]:
        """The expressions that the sentence says, by how they are written. Few checks ever need theirs."""
        written = [text for text in _HOLE.findall(self.check.sentence) if text != LABEL]
        return {text: bind(text, self.model.sheet, self.here, self.model.outside) for text in written}

    @cached_property
    def says(self) -> frozenset[Place]:
        """The cells whose values stand in the sentence."""
        return frozenset[Place]().union(*(self.model.deciding(tree) for tree in self.words.values()))


# What a reader presumes to hold: what the form demands, and what it wants explained where it does not hold.
PRESUMED = (Severity.STOP, Severity.EXPLAIN)


class CellStatement(NamedTuple):
    """What a filing says of its cells together: the formula of a cell, how it opens from last year, or a check."""

    at: Place
    tree: Tree
    carried: bool = False
    bound: BoundCheck | None = None


@dataclass(frozen=True)
class CheckBook:
    """All checks of a filing, bound to its cells. They are those of `like`, whose model has the same ties."""

    model: FormulaModel
    like: CheckBook | None = field(default=None, compare=False, repr=False)

    @TakenOver
    def checks(self) -> tuple[BoundCheck, ...]:
        """Every check of the form that concerns this sheet, once for each line it looks at."""
        return tuple(bound for check in self.model.sheet.form.checks for bound in self._bind(check))

    @TakenOver
    def by_input(self) -> Mapping[Place, tuple[int, ...]]:
        """For every cell, the numbers of the checks that read it."""
        found: dict[Place, list[int]] = {}
        for number, bound in enumerate(self.checks):
            for place in bound.reads:
                found.setdefault(place, []).append(number)
        return {place: tuple(numbers) for place, numbers in found.items()}

    @TakenOver
    def statements(self) -> tuple[CellStatement, ...]:
        """All that ties numbers of the filing together; work papers are no part of it."""
        cells, laid = self.model.sheet.cells, self.model.sheet.schedules

        def shown(place: Place) -> bool:
            return not laid[place.schedule].definition.work

        formulas, carried = self.model.formulas.items(), self.model.carried.items()
        return (
            *(CellStatement(at, tree) for at, tree in formulas if cells[at].type.numeric and shown(at)),
            *(CellStatement(at, tree, carried=True) for at, tree in carried if cells[at].type.numeric),
            *(
                CellStatement(bound.at, bound.require, bound=bound)
                for bound in self.checks
                if bound.check.level in PRESUMED and shown(bound.at)
            ),
        )

    @TakenOver
    def naming(self) -> Mapping[tuple[str, Place], tuple[int, ...]]:
        """For every cell, of this filing ("") or of another scope, the numbers of the statements that name it."""
        found: dict[tuple[str, Place], dict[int, None]] = {}
        for number, statement in enumerate(self.statements):
            own = () if statement.bound else (("", statement.at),)
            for cell in (*own, *named_cells(statement.tree)):
                found.setdefault(cell, {})[number] = None
        return {cell: tuple(numbers) for cell, numbers in found.items()}

    def _bind(self, check: FormCheck) -> Iterator[BoundCheck]:
        sheet = self.model.sheet
        if (
            check.utility
            and check.utility not in sheet.utilities
            and not any(item.definition.utility == check.utility for item in sheet.schedules.values())
        ):
            return
        for here in self._places(check):
            at = self._resolve(check.at, here)
            if at is None:
                continue
            when = bind(check.when, sheet, here, self.model.outside) if check.when else None
            require = bind(check.require, sheet, here, self.model.outside)
            yield BoundCheck(check, at, here, when, require, self.model)

    def _places(self, check: FormCheck) -> Iterator[Place]:
        if not check.each:
            yield Place("", "", "")
            return
        ref = read(f"{check.each}/answer")
        if isinstance(ref, CellReference):
            yield from (place for _, place in self.model.sheet.members(ref, Place("", "", "")))

    def _resolve(self, at: str, here: Place) -> Place | None:
        ref = read(at)
        if not isinstance(ref, CellReference):
            raise ExpressionError(f"'{at}' is not a place.")
        places = [place for _, place in self.model.sheet.members(ref, here)]
        return next((place for place in places if place in self.model.sheet.cells), None)


@dataclass(frozen=True)
class CheckList:
    """The problems of a calculation. `found` holds the outcome of each bound check, `cells` that of each input cell."""

    book: CheckBook
    found: Mapping[int, Problem]
    cells: Mapping[Place, Problem]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the pages, those of one cell together."""
        order = {place: number for number, place in enumerate(self.book.model.sheet.cells)}
        everything = [*self.cells.values(), *(self.found[number] for number in sorted(self.found))]
        return tuple(sorted(everything, key=lambda problem: order.get(place_of(problem.place), len(order))))

    @property
    def asked(self) -> frozenset[str]:
        """The places where the form wants something explained: an explanation there answers that, and no more."""
        everything = (*self.cells.values(), *self.found.values())
        return frozenset(problem.place for problem in everything if problem.severity is Severity.EXPLAIN)

    def updated(self, calculation: FilingValues, changed: Iterable[Place]) -> CheckList:
        """The list after an edit that changed these cells (or their explanations)."""
        places = set(changed)
        found, cells = dict(self.found), dict(self.cells)
        decided = {number for place in places for number in self.book.by_input.get(place, ())}
        said = {number for number in found if not places.isdisjoint(self.book.checks[number].says)}
        for number in decided | said:
            _settle(found, number, judge(self.book.checks[number], calculation))
        for place in places | self._waiting(places):
            if place in self.book.model.sheet.cells:
                _settle(cells, place, cell_problem(place, calculation))
        return CheckList(self.book, found, cells)

    def _waiting(self, changed: set[Place]) -> set[Place]:
        return {place for source in changed for place in self.book.model.requirements.get(source, ())}


def check_all(book: CheckBook, calculation: FilingValues) -> CheckList:
    """The check list of a calculation from nothing."""
    found = {number: judge(bound, calculation) for number, bound in enumerate(book.checks)}
    cells = {place: cell_problem(place, calculation) for place in book.model.sheet.cells}
    return CheckList(
        book,
        {number: problem for number, problem in found.items() if problem is not None},
        {place: problem for place, problem in cells.items() if problem is not None},
    )


def judge(bound: BoundCheck, calculation: FilingValues) -> Problem | None:
    """The problem that the check finds, or None. An unknown outcome is not a problem: blanks have their own."""
    if bound.when is not None and truth(calculation.evaluate(bound.when)) is not True:
        return None
    if truth(calculation.evaluate(bound.require)) is not False:
        return None
    check = bound.check
    return Problem(
        id=check.id,
        severity=check.level,
        place=str(bound.at),
        sentence=sentence(bound, calculation),
        citation=", ".join(check.cites) or check.basis,
        explained=explained_at(calculation.answers, bound.at),
    )


def sentence(bound: BoundCheck, calculation: FilingValues) -> str:
    """The check's sentence with its values, after the page and line where the trouble shows."""
    sheet = calculation.model.sheet

    def fill(match: re.Match[str]) -> str:
        text = match[1]
        if text == LABEL:
            return sheet.line(bound.at).label
        tree = bound.words[text]
        return result_text(calculation.evaluate(tree), _spec_of(tree, calculation, bound.at))

    where = location(sheet, bound.at)
    return f"{sentence_start(where)}: {fill_holes(bound.check.sentence, _HOLE, fill)}"


def _spec_of(tree: Tree, calculation: FilingValues, at: Place) -> CellSpec:
    cells = calculation.model.sheet.cells
    places = [tree.members[0][1]] if isinstance(tree, ReferencedCells) and tree.members else [*inputs(tree), at]
    return next((cells[place] for place in places if place in cells), CellSpec())


def result_text(result: Result, spec: CellSpec) -> str:
    """A result inside a sentence; a blank is said as such."""
    if result is None:
        return "blank"
    if isinstance(result, bool):
        return "yes" if result else "no"
    if isinstance(result, Decimal) and not spec.type.numeric:
        return shown(result, max(0, -int(result.as_tuple().exponent)))
    if isinstance(result, AnswerWord) and spec.type.numeric:
        return value_text(Decimal(0), spec)  # a sentence speaks of "0 customers", never of "None customers"
    return value_text(result, spec)


def cell_problem(place: Place, calculation: FilingValues) -> Problem | None:
    """What is wrong with one cell by itself: it is blank though required, or out of its bounds."""
    value = calculation.values.get(place)
    if place in calculation.too_large:
        return _no_room(place, calculation)
    if value is None:
        if not calculation.required(place):
            return None
        sheet = calculation.model.sheet
        where = location(sheet, place)
        words = f"{sentence_start(where)} is blank. {_what_to_give(place, calculation)}"
        cites = sheet.line(place).cites or sheet.schedules[place.schedule].definition.cites or sheet.form.cites
        return Problem(BLANK, Severity.STOP, str(place), words, ", ".join(cites))
    return (
        _no_answer(place, value, calculation)
        or _out_of_bounds(place, value, calculation)
        or _no_detail(place, value, calculation)
        or _doubtful(place, calculation)
        or _not_as_booked(place, value, calculation)
        or _not_final(place, calculation)
    )


def _what_to_give(place: Place, calculation: FilingValues) -> str:
    sheet = calculation.model.sheet
    spec = sheet.cells[place]
    line = sheet.line(place)
    if line is NO_ROWS_LINE:
        return "Add a row, or answer None if there is nothing to list."
    if line.item is not None and place.column == ANSWER:
        others = [WAY_LABELS[way].lower() for way in line.item.ways if way is not AnswerWay.WORDS]
        chosen = calculation.values.get(Place(place.schedule, place.line, ITEM_WAY))
        if others and chosen is None:
            return f"Give the answer in words, or choose how it is answered: {', '.join(others)}."
    words = " or ".join(word.value for word in spec.answer_words if not spec.options)
    if words:
        return f"Give the answer, or say {words}."
    return "Choose one of the answers." if spec.options else "Give the answer."


def no_word_sentence(word: AnswerWord, spec: CellSpec) -> str:
    """Why the word is no answer of a cell that is asked so, and what to do."""
    what = "Choose one of the answers" if spec.options else "Enter what it is"
    if spec.lines > 1 and not spec.answer_words:
        what = "Write a sentence: it is printed as you write it"
    other = "".join(f", or answer {taken.value}" for taken in spec.answer_words)
    return f"'{word.value}' is not an answer here. {what}{other}, or leave it blank until you know it."


def nothing_sentence(text: str, spec: CellSpec) -> str:
    """Why a placeholder is no answer, and what to do."""
    other = "".join(f", or answer {word.value}" for word in spec.answer_words)
    return f"'{text}' says nothing. Enter what it is{other}, or leave it blank until you know it."


def _no_answer(place: Place, value: Value, calculation: FilingValues) -> Problem | None:
    """The answer to a cell that takes no such answer, from an earlier version or from another program."""
    spec = calculation.model.sheet.cells[place]
    if calculation.model.sheet.line(place) is NO_ROWS_LINE and not isinstance(value, AnswerWord):
        what = f"'{value_text(value, spec)}' is in place of the whole table. Add a row for it, or answer None."
    elif isinstance(value, AnswerWord) and value not in spec.answer_words and calculation.required(place):
        what = no_word_sentence(value, spec)
    elif isinstance(value, str) and _is_empty(place, value, calculation):
        what = nothing_sentence(value, spec)
    else:
        return None
    where = location(calculation.model.sheet, place)
    words = f"{sentence_start(where)}: {what}"
    return Problem(NO_WORD, Severity.STOP, str(place), words, "The report is sworn to")


def _is_empty(place: Place, text: str, calculation: FilingValues) -> bool:
    """Whether a typed text is a placeholder; in a letter or an oath, also whether it names nobody."""
    spec, form = calculation.model.sheet.cells[place], calculation.model.sheet.form
    if spec.type is not CellType.TEXT or spec.formula:
        return False
    return names_nobody(text) if place in form.letter_fields.values() else says_nothing(text)


def _no_detail(place: Place, value: Value, calculation: FilingValues) -> Problem | None:
    """A text of one kind, such as a ZIP code, that came from an earlier version or another program as it is."""
    refusal = detail_refusal(value, calculation.model.sheet.cells[place].type) if isinstance(value, str) else ""
    if not refusal:
        return None
    where = location(calculation.model.sheet, place)
    words = f"{sentence_start(where)}: {refusal} If it is right as it is, explain it."
    declared = explained_at(calculation.answers, place)
    return Problem(DETAIL, Severity.EXPLAIN, str(place), words, "The form's own limits", explained=declared)


def _no_room(place: Place, calculation: FilingValues) -> Problem:
    where = location(calculation.model.sheet, place)
    words = (
        f"{sentence_start(where)} comes to more than {LARGEST - 1:,} and is left blank. Correct the figures from "
        "which it is computed: one of them is mistyped."
    )
    return Problem(TOO_LARGE, Severity.STOP, str(place), words, "What a report has room for")


def _doubtful(place: Place, calculation: FilingValues) -> Problem | None:
    doubt = calculation.answers.doubts.get(place)
    if doubt is None:
        return None
    where = location(calculation.model.sheet, place)
    explained = explained_at(calculation.answers, place)
    words = f"{sentence_start(where)}: {doubt}"
    return Problem(DOUBT, Severity.EXPLAIN, str(place), words, "The report is sworn to", explained=explained)


def _not_as_booked(place: Place, value: Value, calculation: FilingValues) -> Problem | None:
    """A computed cell that differs from what the imported books say of it."""
    books = calculation.answers.books.get(place)
    if books is None or books.value == value:
        return None
    sheet = calculation.model.sheet
    spec, where = sheet.cells[place], location(sheet, place)
    said, shows = value_text(books.value, spec), value_text(value, spec)
    words = (
        f"{sentence_start(where)}: the books say {said} ({books.words}), the report says {shows}. Correct "
        "what it is calculated from, import the books again, or explain the difference."
    )
    explained = explained_at(calculation.answers, place)
    return Problem(BOOKS, Severity.EXPLAIN, str(place), words, "The report is sworn to", explained=explained)


def _not_final(place: Place, calculation: FilingValues) -> Problem | None:
    note = calculation.answers.notes.get(place)
    if note is None or note.mark is None:
        return None
    where = location(calculation.model.sheet, place)
    words = (
        f"{sentence_start(where)} is marked: {note.mark.value}. Before the oath, give the final answer and "
        "remove the mark, or declare in an explanation why it applies."
    )
    declared = explained_at(calculation.answers, place)
    return Problem(MARKED, Severity.EXPLAIN, str(place), words, "The report is sworn to", explained=declared)


def _out_of_bounds(place: Place, value: Value, calculation: FilingValues) -> Problem | None:
    spec = calculation.model.sheet.cells[place]
    if isinstance(value, AnswerWord) or not isinstance(value, Decimal):
        return None
    low, high = spec.low, spec.high
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    where = location(calculation.model.sheet, place)
    limits = f"at least {low}" if high is None else f"at most {high}" if low is None else f"from {low} to {high}"
    computed = calculation.origin(place) is ValueOrigin.COMPUTED
    what = "correct what it is computed from" if computed else "correct it"
    words = f"{sentence_start(where)} reads {value_text(value, spec)}. It should be {limits}; {what}."
    return Problem(BOUNDS, Severity.STOP, str(place), words, "The form's own limits")


def _settle(found: dict[K, Problem], key: K, problem: Problem | None) -> None:
    if problem is None:
        found.pop(key, None)
    else:
        found[key] = problem
