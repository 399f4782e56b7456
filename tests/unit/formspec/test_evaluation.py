from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers, OverriddenValue, rows_answer
from desktop_app.formspec.binding import Outside, Tree, bind, rows_outside
from desktop_app.formspec.checks import CheckBook, check_all
from desktop_app.formspec.definition import (
    ANSWER,
    CellSpec,
    CellType,
    FormCheck,
    FormDefinition,
    FormSchedule,
    FormulaCrossing,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import CircularForm, FilingValues, FormulaModel, ValueOrigin, calculate
from desktop_app.formspec.sheet import FormLayout, lay_out
from tests.support.small_form import MONEY, RULES, calculated, laid_out, model, places


def value(given: dict[str, int | str | Value], path: str, **more: object) -> Value | None:
    return calculated(given, **more).values.get(place_of(path))  # type: ignore[arg-type]


def test_a_total_adds_its_lines_and_takes_off_what_is_contra() -> None:
    filled: dict[str, int | str | Value] = {"w2/labor/amount": 700, "w2/power/amount": 50, "w2/credit/amount": 20}
    assert value(filled, "w2/total/amount") == 730
    assert value(filled, "w2/total_om/amount") == 730


def test_a_figure_travels_to_the_other_schedules() -> None:
    assert value({"w2/labor/amount": 700}, "p4/plant/end") == 700


def test_a_sum_of_blanks_is_blank_and_a_word_counts_as_nothing() -> None:
    assert value({}, "w2/total/amount") is None
    assert value({"w2/labor/amount": AnswerWord.NONE}, "w2/total/amount") == 0


def test_ratios_wait_for_both_sides_and_never_divide_by_zero() -> None:
    assert value({"w2/labor/amount": 110, "w2/labor/prior": 100}, "w2/labor/percent") == Decimal("10.0")
    assert value({"w2/labor/amount": 110, "w2/labor/prior": 0}, "w2/labor/percent") is None
    assert value({"w2/labor/amount": 110}, "w2/labor/percent") is None


def test_a_truth_is_answered_yes_or_no() -> None:
    assert value({"w2/labor/amount": 1001}, "p1/big/answer") == "yes"
    assert value({"w2/labor/amount": 1000}, "p1/big/answer") == "no"
    assert value({}, "p1/big/answer") is None


def test_rows_and_months_add_up() -> None:
    rows = {"loans/a/balance": 5, "loans/b/balance": 6}
    assert value(rows, "loans/total/balance", rows=("a", "b")) == 11  # type: ignore[arg-type]
    assert value(rows, "p1/rows/answer", rows=("a", "b")) == 2  # type: ignore[arg-type]
    assert value({"months/m01/sold": Decimal("1.5"), "months/m12/sold": 2}, "months/total/sold") == Decimal("3.5")


def test_the_company_profile_is_read() -> None:
    found = calculated({}, company={"identity/name/answer": "Sample Water"})
    assert found.values[place_of("p1/name/answer")] == "Sample Water"


def test_every_value_says_where_it_came_from() -> None:
    found = calculated(
        {"w2/labor/amount": 1, "w2/labor/prior": 9, "w2/power/prior": 7},
        prior={"w2/labor/amount": 9, "w2/power/amount": 8},
        overrides={"p4/plant/end": 55},
    )
    origins = {
        "w2/labor/amount": ValueOrigin.TYPED,
        "w2/labor/prior": ValueOrigin.CARRIED,
        "w2/power/prior": ValueOrigin.TYPED,
        "w2/total/amount": ValueOrigin.COMPUTED,
        "w2/power/amount": ValueOrigin.BLANK,
        "months/total/sold": ValueOrigin.BLANK,
        "p4/plant/end": ValueOrigin.OVERRIDDEN,
    }
    assert {path: found.origin(place_of(path)) for path in origins} == origins
    assert found.values[place_of("p4/plant/end")] == 55


def test_a_figure_is_unfinished_while_anything_it_is_computed_from_must_still_be_answered() -> None:
    plant, total, labor = map(place_of, ("p4/plant/end", "w2/total/amount", "w2/labor/amount"))
    some: dict[str, int | str | Value] = {"w2/labor/amount": 700, "w2/power/amount": 50}
    begun = calculated(some)
    assert [begun.unfinished(place) for place in (labor, total, plant)] == [False, True, True]
    assert begun.unfinished(total), "it is asked about again"
    whole = calculated({**some, "w2/credit/amount": 0})
    assert [whole.unfinished(place) for place in (labor, total, plant)] == [False, False, False]
    typed_over = calculated(some, overrides={"w2/total/amount": 750})
    assert typed_over.unfinished(total) is False
    blank_but_optional = calculated({**some, "w2/credit/amount": 0})
    assert blank_but_optional.unfinished(place_of("w2/labor/change")) is False


def test_what_is_required_may_depend_on_an_answer() -> None:
    assert calculated({"p4/cash/end": 101}).required(place_of("p4/note/end"))
    assert not calculated({"p4/cash/end": 100}).required(place_of("p4/note/end"))
    assert not calculated({}).required(place_of("p4/note/end"))
    assert not calculated({}).required(place_of("p4/cash/end"))
    assert not calculated({}).required(place_of("w2/total/amount"))
    assert calculated({}).required(place_of("w2/labor/amount"))


def test_a_schedule_that_is_not_asked_computes_nothing_and_wants_nothing() -> None:
    filled: dict[str, int | str | Value] = {"equity/begin/answer": 5, "w2/labor/amount": 7}
    end = place_of("equity/end/answer")
    for kind, computed in (("llc", 12), ("corp", None)):
        found = calculated({**filled, "p1/kind/answer": kind})
        assert found.values.get(end) == computed
        assert found.required(place_of("equity/begin/answer")) is (kind == "llc")
    unknown = calculated(filled)
    assert unknown.values[end] == 12
    kind_place = place_of("p1/kind/answer")
    after, changed = unknown.updated(Answers({**unknown.answers.values, kind_place: "corp"}), [kind_place])
    assert end in changed
    assert end not in after.values


def hidden(kind: str) -> tuple[FilingValues, CheckBook]:
    """What the owners put in is asked of an LLC only; a sum and a check look at it from outside."""
    answer, single = (ScheduleColumn(ANSWER, "Answer", CellSpec()),), ScheduleKind.FIELDS
    total = ScheduleLine("sum", "Sum", spec=CellSpec(CellType.MONEY, formula="sum(own/in/answer)"))
    asked = FormSchedule("p1", "1", "Kind", single, answer, (ScheduleLine("kind", "Kind", spec=CellSpec()), total))
    typed = (ScheduleLine("in", "In", spec=MONEY),)
    owners = FormSchedule("own", "2", "Owners", single, answer, typed, when="p1/kind/answer = 'llc'")
    check = FormCheck(
        "C", "C", Severity.STOP, "p1/kind/answer", "value(own/in/answer) = 0", "In: {own/in/answer}.", "A test"
    )
    sheet = lay_out(FormDefinition("f", 1, "F", (), (asked, owners), (check,)), (), (), {})
    book = CheckBook(FormulaModel(sheet, {}, {}))
    return calculate(book.model, Answers(places({"p1/kind/answer": kind, "own/in/answer": 5}))), book


def test_what_was_typed_into_a_schedule_that_is_no_longer_asked_counts_for_nothing() -> None:
    total, kind = place_of("p1/sum/answer"), place_of("p1/kind/answer")
    found, book = hidden("llc")
    assert found.values[total] == 5
    assert [problem.id for problem in check_all(book, found).problems] == ["C"]
    changed_to = Answers({**found.answers.values, kind: "corp"})
    after, changed = found.updated(changed_to, [kind])
    assert changed == {total, kind}
    assert total not in after.values
    checks = check_all(book, found).updated(after, changed)
    assert checks == check_all(book, after)
    assert not checks.problems
    assert after == hidden("corp")[0]


def test_a_condition_that_is_not_written_holds() -> None:
    here = Place("p4", "cash", "end")
    assert calculated({}).holds("", here) is True
    assert calculated({}).holds("././end", here) is None


def test_answers_that_the_form_does_not_know_stay_out() -> None:
    assert {str(place) for place in calculated({"gone/x/y": 1, "w2/total/amount": 5}).values} == {"p1/rows/answer"}


def test_growing_rows_without_rows_are_answered_whole() -> None:
    found = calculated({"loans/rows/answer": AnswerWord.NONE})
    assert found.values[rows_answer("loans")] is AnswerWord.NONE
    assert found.model.sheet.line(rows_answer("loans")).label == "Whole schedule"
    assert found.model.sheet.column(rows_answer("loans")).id == "answer"
    assert rows_answer("loans") not in laid_out(("a",)).cells


def test_lines_that_do_not_apply_have_no_cell() -> None:
    cells = laid_out().cells
    assert place_of("w2/labor/remark") not in cells
    assert place_of("w2/gallons/prior") not in cells
    assert place_of("w2/gallons/amount") in cells
    assert place_of("w2/heading_om/amount") not in cells
    assert place_of("p4/hidden/end") not in cells


def test_a_company_without_the_service_has_no_such_schedule() -> None:
    form = laid_out().form
    assert "w2" not in lay_out(form, (), (), {}).schedules
    found = calculate(FormulaModel(lay_out(form, (), (), {}), {}, RULES), Answers())
    assert place_of("p4/plant/end") not in found.values


def test_a_set_of_fixed_lines_leaves_out_its_totals() -> None:
    from desktop_app.formspec.binding import bind, inputs

    tree = bind("sum(p4/*/end) + sum(w2/*/amount)", laid_out(), place_of("p4/cash/end"), {})
    lines = [place.line for place in inputs(tree)]
    assert lines == ["plant", "cash", "note", "labor", "power", "credit", "gallons"]


def crossed(crossing: FormulaCrossing | None, override: int | None = None) -> dict[str, Value]:
    """Two loans of 100, paid 10 and 20, and their total line with a formula, where the column has one as well."""
    end = CellSpec(CellType.MONEY, formula="././begin - ././paid", override=True)
    columns = (
        ScheduleColumn("begin", "B", MONEY),
        ScheduleColumn("paid", "P", MONEY),
        ScheduleColumn("end", "E", end, crossing=crossing),
    )
    own = ScheduleLine("less", "Less one", formula="./total/. - ./a/.", formulas={"end": "./total/end - 1"})
    lines = (
        ScheduleLine("a", "A"),
        ScheduleLine("b", "B"),
        ScheduleLine("total", "T", formula="sum(./a/., ./b/.)"),
        own,
    )
    schedule = FormSchedule("s", "S", "S", ScheduleKind.LINES, columns, lines)
    sheet = lay_out(FormDefinition("f", 1, "F", (), (schedule,), ()), (), (), {})
    typed = places({"s/a/begin": 100, "s/a/paid": 10, "s/b/begin": 100, "s/b/paid": 20})
    over = {place_of("s/a/end"): OverriddenValue(Decimal(override), "written off")} if override is not None else {}
    found = calculate(FormulaModel(sheet, {}, {}), Answers(values=typed, overrides=over)).values
    return {place.line: value for place, value in found.items() if place.column == "end"}


def test_where_two_formulas_meet_the_column_says_whose_counts_and_a_lines_own_wins_over_both() -> None:
    assert (
        crossed(FormulaCrossing.LINE)
        == crossed(FormulaCrossing.COLUMN)
        == {"a": 90, "b": 80, "total": 170, "less": 169}
    )
    assert crossed(FormulaCrossing.LINE, override=60) == {"a": 60, "b": 80, "total": 140, "less": 139}
    assert crossed(FormulaCrossing.COLUMN, override=60) == {"a": 60, "b": 80, "total": 170, "less": 169}


def test_a_total_cannot_be_typed_over_because_its_lines_can() -> None:
    columns = (
        ScheduleColumn("end", "E", CellSpec(CellType.MONEY, formula="1", override=True), crossing=FormulaCrossing.LINE),
    )
    lines = (
        ScheduleLine("a", "A"),
        ScheduleLine("total", "T", formula="sum(./a/.)"),
        ScheduleLine("own", "O", formula="2", override=True),
    )
    schedule = FormSchedule("s", "S", "S", ScheduleKind.LINES, columns, lines)
    cells = lay_out(FormDefinition("f", 1, "F", (), (schedule,), ()), (), (), {}).cells
    assert {place.line: spec.override for place, spec in cells.items()} == {"a": True, "total": False, "own": True}


def test_formulas_that_wait_for_each_other_are_named() -> None:
    column = ScheduleColumn("a", "A", CellSpec(CellType.MONEY))
    lines = (ScheduleLine("x", "X", formula="./y/."), ScheduleLine("y", "Y", formula="./x/."))
    schedule = FormSchedule("s", "S", "S", ScheduleKind.LINES, (column,), lines)
    with pytest.raises(CircularForm, match="s/x/a"):
        calculate(
            FormulaModel(lay_out(FormDefinition("f", 1, "F", (), (schedule,), ()), (), (), {}), {}, {}), Answers()
        )


def test_a_set_of_another_filing_counts_its_rows_too() -> None:
    from desktop_app.formspec.binding import bind, inputs

    prior = {"loans/old/balance": 5, "loans/a/balance": 6, "other/x/balance": 1}
    tree = bind(
        "sum(prior:./*/balance) + prior:w2/section:om/prior",
        laid_out(("a",)),
        place_of("loans/a/balance"),
        {"prior": places(prior)},
    )
    found = [str(place) for place in inputs(tree, "prior")]
    assert found == ["loans/a/balance", "loans/old/balance", "w2/labor/prior", "w2/power/prior", "w2/credit/prior"]
    absent = bind("prior:nowhere/*/balance", laid_out(), place_of("loans/a/balance"), {})
    assert list(inputs(absent, "prior")) == []


amounts = st.one_of(st.none(), st.integers(-(10**6), 10**6).map(Decimal), st.sampled_from(AnswerWord))
cells = st.sampled_from(
    [
        place_of(path)
        for path in (
            "w2/labor/amount",
            "w2/power/amount",
            "w2/credit/amount",
            "w2/labor/prior",
            "p4/cash/end",
            "months/m03/sold",
        )
    ]
)


@pytest.mark.untraced
@pytest.mark.slow
@given(st.lists(st.tuples(cells, amounts), max_size=12))
def test_recalculating_what_depends_gives_the_same_as_everything_anew(edits: list[tuple[Place, Value | None]]) -> None:
    tied = model()
    now = calculate(tied, Answers())
    for place, amount in edits:
        values = {key: kept for key, kept in now.answers.values.items() if key != place}
        if amount is not None:
            values[place] = amount
        before = now.values
        now, changed = now.updated(Answers(values=values), [place])
        assert now.values == calculate(tied, now.answers).values
        differing = {key for key in {*before, *now.values} if before.get(key) != now.values.get(key)}
        assert differing == changed


def test_an_override_is_recalculated_and_lifted() -> None:
    found = calculated({"w2/labor/amount": 10})
    place = place_of("p4/plant/end")
    over = calculated({"w2/labor/amount": 10}, overrides={"p4/plant/end": 7}).answers
    after, changed = found.updated(over, [place])
    assert after.values[place] == 7
    assert changed == {place}
    back, _ = after.updated(found.answers, [place])
    assert back.values[place] == 10


def test_a_model_like_another_ties_nothing_anew_and_computes_its_own_figures() -> None:
    """When last year's figures change, the ties between the cells stay and the values are those of now."""
    first = model(prior={"w2/labor/amount": 4})
    second = FormulaModel(first.sheet, {**first.outside, "prior": places({"w2/labor/amount": 9})}, RULES, like=first)
    assert second.formulas is first.formulas
    assert calculate(second, Answers(places({"w2/labor/amount": 10, "w2/labor/prior": 9}))).values == (
        calculate(replace(second, like=None), Answers(places({"w2/labor/amount": 10, "w2/labor/prior": 9}))).values
    )
    place = place_of("w2/labor/prior")
    assert calculate(second, Answers(places({"w2/labor/prior": 9}))).origin(place) is ValueOrigin.CARRIED
    assert calculate(first, Answers(places({"w2/labor/prior": 9}))).origin(place) is ValueOrigin.TYPED


def test_only_rows_that_the_form_does_not_list_change_how_it_is_tied() -> None:
    """Last year's rows count with a sum over all rows; a listed line of last year is there in any case."""
    outside = {"prior": places({"loans/old/balance": 3, "w2/labor/amount": 4, "gone/old/amount": 5}), "company": {}}
    assert dict(rows_outside(laid_out(("a",)), outside)) == {
        "prior": (place_of("loans/old/balance"), place_of("gone/old/amount")),
        "company": (),
    }


def test_formulas_are_bound_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a filing from which others take figures few are."""
    bound: list[Place] = []

    def counted(text: str, sheet: FormLayout, here: Place, outside: Outside) -> Tree:
        bound.append(here)
        return bind(text, sheet, here, outside)

    monkeypatch.setattr("desktop_app.formspec.evaluation.bind", counted)
    found = model()
    total, figure = place_of("w2/total/amount"), place_of("p4/plant/end")
    assert place_of("w2/labor/amount") not in found.formulas
    assert total in found.formulas
    assert bound == []
    assert found.in_order([figure], known=[total]) == [figure]
    assert [place for place in bound if place.column] == [figure]  # and what decides whether schedules are asked
    assert found.in_order([total, figure])[-1] == figure
    assert len(found.formulas) == len(found.rank)
