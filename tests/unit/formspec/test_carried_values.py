"""Values that others carry: what is looked at is computed, equal to a filing that is evaluated whole, in any order."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.binding import Outside, rows_outside
from desktop_app.formspec.carried_values import CarriedValues
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out

MONEY = CellSpec(CellType.MONEY, 0)
LINES = FormSchedule(
    "s",
    "S",
    "S",
    ScheduleKind.LINES,
    (ScheduleColumn("a", "A", MONEY),),
    (
        ScheduleLine("typed", "Typed"),
        ScheduleLine("twice", "Twice", formula="2 * ./typed/."),
        ScheduleLine("sum", "Sum", formula="./twice/. + prior:./sum/."),
        ScheduleLine("rows", "Rows", formula="sum(prior:g/*/a) + sum(g/*/a)"),
        ScheduleLine("large", "Large", formula="./typed/. * 1000000 * 1000000 * 1000000"),
    ),
)
GROWING = FormSchedule("g", "G", "G", ScheduleKind.ROWS, (ScheduleColumn("a", "A", MONEY),), ())
FORM = FormDefinition("f", 1, "F", (), (LINES, GROWING), ())
YEARS = 1200  # more than calls may be nested


def cell(line: str, schedule: str = "s") -> Place:
    return Place(schedule, line, "a")


def model(rows: tuple[str, ...], outside: Outside) -> FormulaModel:
    return FormulaModel(lay_out(FORM, (), (), {"g": rows} if rows else {}), outside, {})


def answers(typed: Value, rows: tuple[str, ...] = ()) -> Answers:
    return Answers({cell("typed"): typed, **{cell(row, "g"): Decimal(len(row)) for row in rows}})


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(-99, 99).map(Decimal), st.just(AnswerWord.NONE)), st.sets(st.sampled_from("xyz"))
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.sampled_from(["typed", "twice", "sum", "rows", "large", "nothing"]), max_size=6),
)
@settings(max_examples=60)
def test_what_is_looked_at_is_what_the_whole_gives(years: list[tuple[Value, set[str]]], looked: list[str]) -> None:
    late: Outside = {}
    whole: Outside = {}
    for typed, grown in years:
        rows = tuple(sorted(grown))
        carried = CarriedValues(model(rows, late), answers(typed, rows))
        evaluated = calculate(model(rows, whole), answers(typed, rows)).values
        late, whole = {"prior": carried}, {"prior": evaluated}
        for line in looked:
            assert carried.get(cell(line)) == evaluated.get(cell(line))
            assert (cell(line) in carried) is (cell(line) in evaluated)
        here = model((), {}).sheet
        assert rows_outside(here, late) == rows_outside(here, {"prior": dict(sorted(evaluated.items()))})
    assert [*late["prior"].items()] == [*whole["prior"].items()]
    assert len(late["prior"]) == len(whole["prior"])


@pytest.mark.slow
def test_a_row_of_filings_of_any_length_is_no_matter() -> None:
    outside: Outside = {}
    for _ in range(YEARS):
        outside = {"prior": CarriedValues(model((), outside), answers(Decimal(1)))}
    assert outside["prior"][cell("sum")] == 2 * YEARS
    assert outside["prior"][cell("sum")] == 2 * YEARS, "computed once"
    with pytest.raises(KeyError):
        outside["prior"][cell("large")]


def test_what_was_evaluated_whole_is_taken_over() -> None:
    first = CarriedValues(model((), {}), answers(Decimal(1)))
    first.take_over({cell("twice"): Decimal(7)})
    assert first[cell("twice")] == 7
    second = CarriedValues(model((), {"prior": first}), answers(Decimal(1)))
    first.take_over({cell("sum"): Decimal(40)})
    assert second[cell("sum")] == 42
