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
from desktop_app.services.filings.opening import carried_values
from tests.forms import carriers

CASES = sorted((carriers.ROOT / "tests" / "cases" / "money").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_computed_figure_is_as_reckoned_by_hand(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rows = {schedule: tuple(ids) for schedule, ids in case.get("rows", {}).items()}
    utilities, system = (case["utility"],), case.get("system", "")
    charts = carriers.library().charts(system, utilities) if system else ()
    sheet = lay_out(carriers.library().form(case["form"]), utilities, charts, rows)
    outside = {
        "base": {place_of(place): Decimal(value) for place, value in case.get("base", {}).items()},
        "company": {place_of(place): value for place, value in case.get("company", {}).items()},
    }
    given: dict[str, Value] = {
        place: Decimal(value) if isinstance(value, int | Decimal) else value for place, value in case["given"].items()
    }
    model = FormulaModel(sheet, outside, carriers.library().rules().numbers(date(2026, 3, 1)))
    opened = carried_values(model)
    answers = Answers(values={**opened, **{place_of(place): value for place, value in given.items()}}, rows=rows)
    found = calculate(model, answers)
    computed = {
        str(place): value
        for place, value in found.values.items()
        if place in found.model.formulas and not isinstance(value, str)
    }
    wanted = {place: Decimal(value) for place, value in case["computed"].items()}
    assert {place: computed.get(place) for place in wanted} == wanted
    nothing = {place for place, value in computed.items() if not value} if case.get("others") == "nothing" else set()
    assert sorted(set(computed) - set(wanted) - nothing) == []
