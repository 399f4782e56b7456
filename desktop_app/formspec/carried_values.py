"""The values of a filing that others take values from: computed when they are looked at, a few of them as a rule.

Thirty years of reports hang on each other, and of an early one the latest reads a handful of figures. What is computed
is what evaluating the filing whole would give; all of it is there as soon as somebody goes through it all.
"""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from desktop_app.domain.values import Place, Value
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.binding import LateValues, inputs
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate


class CarriedValues(LateValues):
    """Those of one filing, by its model and answers; the filings that it reads itself are of this kind, too.

    Threads that look at the same cell compute the same value, and none is taken for computed before it is there.
    """

    def __init__(self, model: FormulaModel, answers: Answers) -> None:
        self._model, self._answers = model, answers
        self._done: set[Place] = set()

    @cached_property
    def _known(self) -> FilingValues:
        """What was computed so far, with what was typed of that which it hangs on."""
        return FilingValues(self._model, self._answers, {})

    @cached_property
    def _whole(self) -> Mapping[Place, Value]:
        """All of them, in the order of a filing that is evaluated whole."""
        return calculate(self._model, self._answers).values

    def __getitem__(self, place: Place) -> Value:
        value = self.get(place)
        if value is None:
            raise KeyError(place)
        return value

    def get(self, place: Place, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """The value of the cell, if it has one."""
        if "_whole" in vars(self):
            return self._whole.get(place, default)
        spec = self._model.sheet.cells.get(place)
        if spec is None:
            return default
        if not spec.formula:
            return self._answers.values.get(place, default)
        if place not in self._done:
            _compute(self, [place])
        return self._known.values.get(place, default)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def items(self) -> ItemsView[Place, Value]:
        """All of them at once: whoever goes through them all need not ask for each."""
        return self._whole.items()

    def __contains__(self, place: object) -> bool:
        return isinstance(place, Place) and self.get(place) is not None

    def beyond(self, lines: Mapping[str, Collection[str]]) -> Iterator[Place]:
        """See `LateValues`."""
        for name, laid in self._model.sheet.schedules.items():
            known = lines.get(name, ())
            if any(line not in known for line in laid.asked_lines):
                yield from (place for place in laid.cells if place.line not in known and place in self)

    def take_over(self, whole: Mapping[Place, Value]) -> None:
        """The filing was evaluated whole, so nothing needs to be computed once more."""
        self._whole = whole

    def missing(self, wanted: Iterable[Place]) -> list[Place]:
        """The computed cells that these hang on, themselves included, that are not computed yet: in computing order."""
        if "_whole" in vars(self):
            return []
        formulas = self._model.formulas
        return self._model.in_order((place for place in wanted if place in formulas), self._done)

    def read_elsewhere(self, places: Iterable[Place]) -> Iterator[tuple[CarriedValues, list[Place]]]:
        """The cells of other filings that these read, by filing."""
        trees = [self._model.formulas[place] for place in places]
        for scope, values in self._model.outside.items():
            read = [place for tree in trees for place in inputs(tree, scope)]
            if read and isinstance(values, CarriedValues):
                yield values, read

    def compute(self, places: Sequence[Place]) -> None:
        """Computes the cells, whose own are there."""
        cells, values = self._model.sheet.cells, cast("dict[Place, Value]", self._known.values)
        for source in {one for place in places for one in self._model.reads(place)}:
            value = self._answers.values.get(source) if source in cells and not cells[source].formula else None
            if value is not None:
                values[source] = value
        self._known.compute(places, set())
        self._done.update(places)


def _compute(values: CarriedValues, wanted: Iterable[Place]) -> None:
    """Computes cells, and before them what they read of other filings: a row of filings of any length."""
    plans: list[tuple[CarriedValues, list[Place]]] = []
    waiting = [(values, [*wanted])]
    while waiting:
        filing, places = waiting.pop(0)
        cells = filing.missing(places)
        if cells:
            plans.append((filing, cells))
            waiting += filing.read_elsewhere(cells)
    for filing, cells in reversed(plans):
        filing.compute(cells)
