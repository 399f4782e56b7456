"""What the form suggests for a blank cell: offered, or put there when a filing opens, and changed by typing."""

from __future__ import annotations

from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.binding import Tree, bind, inputs
from desktop_app.formspec.definition import CellType
from desktop_app.formspec.detail_texts import detail_refusal
from desktop_app.formspec.evaluation import FilingValues, rounded_result

PROFILE = "company"


def suggested_value(calculation: FilingValues, place: Place) -> Value | None:
    """What is suggested for a cell that is asked and still blank; None if nothing, or what could not be its answer."""
    spec = calculation.model.sheet.cells[place]
    if not spec.suggest or spec.formula or place in calculation.values or not calculation.asked(place.schedule):
        return None
    value = rounded_result(calculation.evaluate(_tree(calculation, place)), spec)
    if isinstance(value, AnswerWord):
        return value if value in spec.answer_words else None
    if spec.type is CellType.CHOICE:
        return value if value in {option.id for option in spec.options} else None
    return None if isinstance(value, str) and detail_refusal(value, spec.type) else value


def comes_from_profile(calculation: FilingValues, place: Place) -> bool:
    """Whether the company profile says it, so that it need not be asked again."""
    return any(inputs(_tree(calculation, place), PROFILE))


def _tree(calculation: FilingValues, place: Place) -> Tree:
    model = calculation.model
    return bind(model.sheet.cells[place].suggest, model.sheet, place, model.outside)
