"""Which schedules of a filing are printed: those that are asked of this company, without its work pages."""

from __future__ import annotations

from desktop_app.domain.values import Place, Value
from desktop_app.formspec.arithmetic import evaluate
from desktop_app.formspec.binding import bind
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import FilingView, HiddenValue


def printed_schedules(calculation: FilingValues, view: FilingView) -> tuple[str, ...]:
    """The schedules that are asked of this company, judged by public values only and the same for both versions.

    One whose condition hangs on a sealed value is printed: leaving it out would tell something.
    """
    model = calculation.model

    def look(scope: str, place: Place) -> Value | None:
        if scope:
            return calculation.look(scope, place)
        value = None if place in view.sealed else view.values.get(place)
        return None if isinstance(value, HiddenValue) else value

    def asked(when: str, schedule: str) -> bool:
        tree = bind(when, model.sheet, Place(schedule, "", ""), model.outside)
        return evaluate(tree, look, model.rules) is not False

    return tuple(
        key
        for key, schedule in model.sheet.schedules.items()
        if not schedule.definition.work
        and not schedule.definition.in_paragraphs
        and (not schedule.definition.when or asked(schedule.definition.when, key))
    )
