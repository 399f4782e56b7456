"""A figure typed over a computed one is listed with both figures and the reason."""

from decimal import Decimal

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import Answers, OverriddenValue
from desktop_app.formspec.evaluation import FilingValues, calculate
from desktop_app.services.progress.overridden import OVERRIDDEN, override_notes
from tests.support.small_form import calculated


def typed_over(reason: str, **answers: int) -> tuple[FilingValues, Place]:
    """A small filing with a figure typed over the first computed amount."""
    values = calculated(answers)
    place = next(place for place in values.model.formulas if isinstance(values.values.get(place), Decimal))
    over = Answers(values=values.answers.values, overrides={place: OverriddenValue(Decimal(4711), reason)})
    return calculate(values.model, over), place


def test_both_figures_and_the_reason_are_said() -> None:
    values, place = typed_over("The books were corrected.")
    (note,) = override_notes(values)
    assert (note.id, note.severity, note.place) == (OVERRIDDEN, Severity.NOTE, str(place))
    assert "4,711 is typed over " in note.sentence
    assert note.sentence.endswith("Reason: The books were corrected.")
    assert not note.open
    (without,) = override_notes(typed_over("")[0])
    assert "Reason" not in without.sentence


def test_nothing_is_said_without_one() -> None:
    assert list(override_notes(calculated({}))) == []
