"""What the form suggests for a blank cell: offered, or entered when a filing opens, and changed by typing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.binding import Tree, bind, inputs
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.detail_texts import detail_refusal
from desktop_app.formspec.evaluation import FilingValues, rounded_result

PROFILE = "company"


def suggested_value(calculation: FilingValues, place: Place) -> Value | None:
    """What is suggested for a cell that is asked and still blank; None if nothing, or what could not be its answer."""
    spec = calculation.model.sheet.cells[place]
    if spec.formula or place in calculation.values or not calculation.asked(place.schedule):
        return None
    if spec.none_when and _is_nothing(calculation, place):
        return AnswerWord.NONE
    if not spec.suggest:
        return None
    value = rounded_result(calculation.evaluate(_tree(calculation, place)), spec)
    if isinstance(value, AnswerWord):
        return value if value in spec.answer_words else None
    if spec.type is CellType.CHOICE:
        return value if value in {option.id for option in spec.options} else None
    return None if isinstance(value, str) and detail_refusal(value, spec.type) else value


def suggested_values(calculation: FilingValues, schedules: Iterable[str]) -> Mapping[Place, Value]:
    """What is suggested for the blank cells of the schedules, and for those of which that decides."""
    places = [place for schedule in schedules for place in calculation.model.sheet.places[schedule]]
    found: dict[Place, Value] = {}
    while True:
        more = {place: value for place in places if (value := suggested_value(calculation, place)) is not None}
        if not more:
            return found
        found |= more
        answers = replace(calculation.answers, values={**calculation.answers.values, **more})
        calculation, _ = calculation.updated(answers, more)


def _is_nothing(calculation: FilingValues, place: Place) -> bool:
    """Whether None is offered for a cell of which `none_when` holds.

    Only on a page on which something of this year is answered: a page not yet begun says nothing.
    """
    text = calculation.model.sheet.cells[place].none_when
    return calculation.begun(place.schedule) and calculation.required(place) and calculation.holds(text, place) is True


def comes_from_profile(calculation: FilingValues, place: Place) -> bool:
    """Whether the company profile says it, so that it need not be asked again."""
    return any(inputs(_tree(calculation, place), PROFILE))


def _tree(calculation: FilingValues, place: Place) -> Tree:
    model = calculation.model
    return bind(model.sheet.cells[place].suggest, model.sheet, place, model.outside)
