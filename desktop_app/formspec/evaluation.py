"""The evaluated filing: every cell with its value and where the value came from.

A `FilingValues` never changes. `updated` gives the next one and recalculates only what depends on the edit.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.money import LARGEST, NumberTooLarge, rounded
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.arithmetic import Result, Rules, evaluate, truth
from desktop_app.formspec.binding import Outside, Tree, bind, inputs
from desktop_app.formspec.definition import CellSpec
from desktop_app.formspec.expressions import BOOKED
from desktop_app.formspec.sheet import FormLayout

T = TypeVar("T")


class ValueOrigin(StrEnum):
    """Where a value came from."""

    BLANK = "blank"
    TYPED = "typed"
    CARRIED = "carried"
    COMPUTED = "computed"
    OVERRIDDEN = "overridden"


class CircularForm(ValueError):
    """Formulas of a form that wait for each other: the `places` in their order, which the message names."""

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__(f"These cells wait for each other: {', '.join(map(str, places))}.")
        self.places = tuple(places)


class TakenOver(cached_property[T]):
    """A property that something takes over from what it is `like`."""

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:  # noqa: ANN401 - as what it extends
        like = getattr(instance, "like", None)
        if like is None:
            return super().__get__(instance, owner)
        name = str(self.attrname)
        return vars(instance).setdefault(name, getattr(like, name))


class _BoundFormulas(Mapping[Place, Tree]):
    """The formulas of a sheet. Of a filing from which others take figures most are never bound."""

    def __init__(self, sheet: FormLayout, outside: Outside) -> None:
        self._sheet, self._outside = sheet, outside
        self._bound: dict[Place, Tree] = {}

    def __getitem__(self, place: Place) -> Tree:
        found = self._bound.get(place)
        if found is None:
            formula = self._sheet.formulas[place]
            found = self._bound[place] = bind(formula, self._sheet, place, self._outside)
        return found

    def __contains__(self, place: object) -> bool:
        return place in self._sheet.formulas

    def __iter__(self) -> Iterator[Place]:
        return iter(self._sheet.formulas)

    def __len__(self) -> int:
        return len(self._sheet.formulas)


@dataclass(frozen=True)
class FormulaModel:
    """A sheet with its formulas tied to cells and put in the order in which they are computed.

    `outside` holds the values of other filings and of the company profile by scope (`expressions.SCOPES`). How the
    formulas are tied depends on the sheet and on `rows_outside` alone: `like` is a model with the same of both, whose
    ties are taken over.
    """

    sheet: FormLayout
    outside: Outside
    rules: Rules
    like: FormulaModel | None = field(default=None, compare=False, repr=False)

    @TakenOver
    def formulas(self) -> Mapping[Place, Tree]:
        """The bound formula of every computed cell; each is bound when it is asked for."""
        return _BoundFormulas(self.sheet, self.outside)

    @TakenOver
    def conditions(self) -> Mapping[str, Tree]:
        """The bound condition of every schedule that is asked only if it holds."""
        return {
            name: bind(schedule.definition.when, self.sheet, Place(name, "", ""), self.outside)
            for name, schedule in self.sheet.schedules.items()
            if schedule.definition.when
        }

    def reads(self, place: Place) -> frozenset[Place]:
        """The cells that decide a computed cell: those of its formula, and of the condition of its schedule."""
        if place not in self._reads:
            self._reads[place] = self.deciding(self.formulas[place], place.schedule)
        found: frozenset[Place] = self._reads[place]
        return found

    @TakenOver
    def _reads(self) -> dict[Place, frozenset[Place]]:
        """What `reads` found so far."""
        return {}

    def deciding(self, tree: Tree, *schedules: str) -> frozenset[Place]:
        """The cells that decide what an expression is worth: those it reads, and what decides whether they are asked.

        So do the cells that decide whether the further `schedules` are asked.
        """
        read = frozenset(inputs(tree))
        conditions = (self.conditions.get(name) for name in {*schedules, *(place.schedule for place in read)})
        return read.union(*(inputs(condition) for condition in conditions if condition is not None))

    @TakenOver
    def carried(self) -> Mapping[Place, Tree]:
        """The bound expression that opens a cell from last year, for every cell that has one."""
        return {
            place: bind(spec.carried, self.sheet, place, self.outside)
            for place, spec in self.sheet.cells.items()
            if spec.carried
        }

    @TakenOver
    def dependents(self) -> Mapping[Place, tuple[Place, ...]]:
        """For every cell, the computed cells that read it directly."""
        found: dict[Place, list[Place]] = {}
        for place in self.formulas:
            for source in self.reads(place):
                found.setdefault(source, []).append(place)
        return {source: tuple(places) for source, places in found.items()}

    @TakenOver
    def requirements(self) -> Mapping[Place, tuple[Place, ...]]:
        """For every cell, the cells whose being required depends on it."""
        found: dict[Place, list[Place]] = {}
        for place, spec in self.sheet.cells.items():
            if spec.required_when:
                for source in inputs(bind(spec.required_when, self.sheet, place, self.outside)):
                    found.setdefault(source, []).append(place)
            if place.schedule in self.conditions:
                for source in inputs(self.conditions[place.schedule]):
                    found.setdefault(source, []).append(place)
        return {source: tuple(places) for source, places in found.items()}

    @TakenOver
    def rank(self) -> Mapping[Place, int]:
        """The computed cells in an order in which each follows what it reads.

        Raises CircularForm when there is none.
        """
        return {place: number for number, place in enumerate(self.in_order(self.formulas))}

    def in_order(self, wanted: Iterable[Place], known: Container[Place] = ()) -> list[Place]:
        """These computed cells, with those that they hang on and that are not `known`: each after what it reads.

        Raises CircularForm when they wait for each other.
        """
        order: dict[Place, None] = {}
        for first in wanted:
            waiting = {} if first in order or first in known else {first: self._computed_sources(first)}
            while waiting:
                place, sources = next(reversed(waiting.items()))
                source = next((one for one in sources if one not in order and one not in known), None)
                if source is None:
                    order[place] = None
                    del waiting[place]
                elif source in waiting:
                    raise CircularForm([*waiting][[*waiting].index(source) :])
                else:
                    waiting[source] = self._computed_sources(source)
        return [*order]

    def _computed_sources(self, place: Place) -> Iterator[Place]:
        """The computed cells that decide a computed cell, in an order of their own."""
        return iter(sorted(one for one in self.reads(place) if one in self.formulas))

    def downstream(self, places: Iterable[Place]) -> list[Place]:
        """The computed cells that depend on any of the places, however far, in computing order."""
        found: set[Place] = set()
        waiting = list(places)
        while waiting:
            for place in self.dependents.get(waiting.pop(), ()):
                if place not in found:
                    found.add(place)
                    waiting.append(place)
        return sorted(found, key=self.rank.__getitem__)


@dataclass(frozen=True)
class FilingValues:
    """All values of a filing at one moment. `values` holds the answered and computed cells; a blank one is absent.

    `too_large` are the computed cells that stay blank because no report has room for what their formula gives.
    """

    model: FormulaModel
    answers: Answers
    values: Mapping[Place, Value]
    too_large: frozenset[Place] = frozenset()

    def look(self, scope: str, place: Place) -> Value | None:
        """The value of a cell of this filing ("") or of an outside one, None if blank.

        What was typed into a schedule that is no longer asked is kept, and counts for nothing: nobody sees it.
        """
        if scope:
            return self._typed(scope, place)
        if place.schedule in self.model.conditions and not self.asked(place.schedule):
            return None
        return self.values.get(place)

    def _typed(self, scope: str, place: Place) -> Value | None:
        if scope == BOOKED:
            said = self.answers.books.get(place)
            return None if said is None else said.value
        return self.values.get(place) if not scope else self.model.outside.get(scope, {}).get(place)

    def evaluate(self, tree: Tree) -> Result:
        """The worth of a bound expression at this moment."""
        return evaluate(tree, self.look, self.model.rules)

    def asked(self, schedule: str) -> bool:
        """Whether the schedule is asked as things stand; one whose condition is unknown is."""
        condition = self.model.conditions.get(schedule)
        return condition is None or truth(evaluate(condition, self._typed, self.model.rules)) is not False

    def holds(self, text: str, here: Place) -> bool | None:
        """Whether a condition written in the form holds at `here`; None if unknown. An empty one holds."""
        if not text:
            return True
        return truth(self.evaluate(bind(text, self.model.sheet, here, self.model.outside)))

    def origin(self, place: Place) -> ValueOrigin:
        """Where the value of the cell came from."""
        if place in self.answers.overrides and self.model.sheet.cells[place].formula:
            return ValueOrigin.OVERRIDDEN
        if place in self.model.formulas:
            return ValueOrigin.COMPUTED if place in self.values else ValueOrigin.BLANK
        if place not in self.values:
            return ValueOrigin.BLANK
        tree = self.model.carried.get(place)
        if tree is not None and self.evaluate(tree) == self.values[place]:
            return ValueOrigin.CARRIED
        return ValueOrigin.TYPED

    def begun(self, schedule: str) -> bool:
        """Whether anything of a schedule was typed: not what last year left, nor what formulas make."""
        if schedule not in self._begun:
            places = self.model.sheet.places[schedule]
            self._begun[schedule] = any(self.origin(place) is ValueOrigin.TYPED for place in places)
        return self._begun[schedule]

    @cached_property
    def _begun(self) -> dict[str, bool]:
        return {}

    def unfinished(self, place: Place) -> bool:
        """Whether the cell, or one from which it is computed however far, is still blank and must be answered."""
        if place not in self._unfinished:
            self._unfinished[place] = self._lacks_answers(place)
        return self._unfinished[place]

    def _lacks_answers(self, first: Place) -> bool:
        waiting, seen = [first], {first}
        while waiting:
            place = waiting.pop()
            if place in self.answers.overrides:
                continue
            if place not in self.model.formulas:
                if place not in self.values and self.required(place):
                    return True
                continue
            more = self.model.reads(place) - seen
            seen |= more
            waiting += more
        return False

    @cached_property
    def _unfinished(self) -> dict[Place, bool]:
        return {}

    def required(self, place: Place) -> bool:
        """Whether the cell must be answered, as things stand."""
        spec = self.model.sheet.cells[place]
        if spec.formula or (spec.optional and not spec.required_when) or not self.asked(place.schedule):
            return False
        return not spec.required_when or self.holds(spec.required_when, place) is True

    def updated(self, answers: Answers, touched: Iterable[Place]) -> tuple[FilingValues, frozenset[Place]]:
        """The calculation after an edit of the `touched` cells, and every cell whose value is now another."""
        places = list(touched)
        values = dict(self.values)
        changed: set[Place] = set()
        for place in places:
            if place not in self.model.formulas:
                _put(values, place, answers.values.get(place), changed)
        computed = [place for place in places if place in self.model.formulas]
        again = sorted({*computed, *self.model.downstream(places)}, key=self.model.rank.__getitem__)
        result = FilingValues(self.model, answers, values)
        too_large = (self.too_large - frozenset(again)) | result.compute(again, changed)
        return replace(result, too_large=too_large), frozenset(changed) | (too_large ^ self.too_large)

    def computed(self, place: Place) -> Value | None:
        """What the cell's formula gives, or the typed value that stands over it; blank in a schedule not asked.

        Raises NumberTooLarge.
        """
        if not self.asked(place.schedule):
            return None
        spec = self.model.sheet.cells[place]
        override = self.answers.overrides.get(place)
        if override is not None:
            return override.value
        return rounded_result(self.evaluate(self.model.formulas[place]), spec)

    def compute(self, places: Iterable[Place], changed: set[Place]) -> frozenset[Place]:
        """Puts the computed cells into the values, one after the other, and tells which are too large."""
        values, too_large = cast("dict[Place, Value]", self.values), set()
        for place in places:
            try:
                value = self.computed(place)
            except NumberTooLarge:
                value = None
                too_large.add(place)
            _put(values, place, value, changed)
        return frozenset(too_large)


def rounded_result(result: Result, spec: CellSpec) -> Value | None:
    """A formula's result as a value of its cell: numbers rounded to the cell's decimals, truths as yes and no.

    Raises NumberTooLarge.
    """
    if isinstance(result, bool):
        return "yes" if result else "no"
    if not isinstance(result, Decimal):
        return result
    if abs(result) >= LARGEST:
        raise NumberTooLarge(result)
    return rounded(result, spec.decimals)


def calculate(model: FormulaModel, answers: Answers) -> FilingValues:
    """The filing evaluated from nothing.

    Raises CircularForm when formulas wait for each other.
    """
    known = model.sheet.cells
    values = {place: value for place, value in answers.values.items() if place in known and not known[place].formula}
    result = FilingValues(model, answers, values)
    return replace(result, too_large=result.compute(model.rank, set()))


def _put(values: dict[Place, Value], place: Place, value: Value | None, changed: set[Place]) -> None:
    before = values.get(place)
    # A Decimal is slow to find out that it is not None.
    if before is not value and (before is None or value is None or before != value):
        changed.add(place)
    if value is None:
        values.pop(place, None)
    else:
        values[place] = value
