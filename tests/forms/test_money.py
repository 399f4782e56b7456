"""Every figure that a form of a case computes, against those reckoned by hand under ``tests/cases/money``."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Value, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out
from tests.forms import carriers

CASES = sorted((carriers.ROOT / "tests" / "cases" / "money").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_computed_figure_is_as_reckoned_by_hand(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rows = {schedule: tuple(ids) for schedule, ids in case.get("rows", {}).items()}
    sheet = lay_out(carriers.library().form(case["form"]), (case["utility"],), (), rows)
    given: dict[str, Value] = {
        place: Decimal(value) if isinstance(value, int | Decimal) else value for place, value in case["given"].items()
    }
    answers = Answers(values={place_of(place): value for place, value in given.items()}, rows=rows)
    rules = carriers.library().rules().numbers(date(2026, 3, 1))
    found = calculate(FormulaModel(sheet, {}, rules), answers)
    computed = {str(place): value for place, value in found.values.items() if place in found.model.formulas}
    wanted = {place: Decimal(value) for place, value in case["computed"].items()}
    assert {place: computed.get(place) for place in wanted} == wanted
    assert sorted(set(computed) - set(wanted)) == []
