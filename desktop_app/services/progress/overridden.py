"""Figures typed over computed ones, listed with both and the reason: they print so, and whoever signs should know."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.money import NumberTooLarge
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.evaluation import FilingValues, rounded_result
from desktop_app.formspec.wording import location, value_text

OVERRIDDEN = "overridden"


def override_notes(calculation: FilingValues) -> Iterator[Problem]:
    """A note for each figure that was typed over a computed one and still is."""
    sheet = calculation.model.sheet
    for place in calculation.model.formulas:
        override = calculation.answers.overrides.get(place)
        if override is None or not calculation.asked(place.schedule):
            continue
        where, typed = location(sheet, place), value_text(override.value, sheet.cells[place])
        words = f"{sentence_start(where)}: {typed} is typed over {_computed(calculation, place)}."
        reason = override.reason.rstrip(".")
        sentence = f"{words} Reason: {reason}." if reason else words
        yield Problem(OVERRIDDEN, Severity.NOTE, str(place), sentence, "")


def _computed(calculation: FilingValues, place: Place) -> str:
    """What the formula gives, in words."""
    spec = calculation.model.sheet.cells[place]
    try:
        value = rounded_result(calculation.evaluate(calculation.model.formulas[place]), spec)
    except NumberTooLarge:
        return "a computed figure that is too large"
    return f"the computed {value_text(value, spec)}" if value is not None else "a figure that cannot be computed yet"
