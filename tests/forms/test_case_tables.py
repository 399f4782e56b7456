"""Every computed box of the tables of applications against a model that was written from accounting, not from forms."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from desktop_app.domain.values import place_of
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.evaluation import FormulaModel
from desktop_app.formspec.sheet import lay_out
from tests.model.case_tables import work_out_issue, work_out_statements, work_out_study
from tests.model.random_filings import differences, library, random_answers
from tests.model.report import Report

FILINGS = 12
OTHER_TABLES = ("fee_",)  # those of a financing, which `tests/cases/money` holds
TABLES = [
    ("certificate_ccn", "items/study/way", work_out_study),
    ("financing", "items/statements/way", work_out_issue),
    ("merger", "items/statements/way", work_out_statements),
    ("transfer_of_assets", "items/statements/way", work_out_statements),
]


@pytest.mark.slow
@pytest.mark.parametrize("system", ["naruc1996", "naruc1973"])
@pytest.mark.parametrize("utility", ["water", "sewer", "heating"])
@pytest.mark.parametrize(("name", "way", "work"), TABLES, ids=lambda one: one if isinstance(one, str) else "")
def test_the_tables_show_what_the_model_works_out(
    name: str, way: str, work: Callable[[Report], Report], utility: str, system: str
) -> None:
    form, charts = library().form(name), library().charts(system, (utility,))
    compared = 0
    for seed in range(FILINGS):
        growing = (schedule.id for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS)
        random = Random(f"{name} {utility} {system} {seed}")
        rows = {schedule: tuple(f"row{number}" for number in range(random.randrange(4))) for schedule in growing}
        sheet = lay_out(form, (utility,), charts, rows)
        model = FormulaModel(sheet, {}, library().law().rules.numbers(date(2026, 3, 1)))
        calculation = random_answers(model, random, {place_of(way): "table"})
        boxes, found = differences(calculation, charts, (utility,), work)
        found = [one for one in found if not one.startswith(OTHER_TABLES)]
        assert not found, f"filing {seed}: {found[:5]}"
        compared += boxes
    assert compared > FILINGS * 30
