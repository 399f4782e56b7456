"""What is suggested for a blank cell, and what never is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import Answers, ValueSource
from desktop_app.formspec.binding import bind
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    ChoiceOption,
    FormDefinition,
    ScheduleColumn,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FilingValues, calculate
from desktop_app.formspec.expressions import ExpressionError, parse
from desktop_app.formspec.sheet import lay_out
from desktop_app.formspec.suggestions import comes_from_profile, suggested_value, suggested_values
from tests.support.small_form import PLANT, calculated

HERE = place_of("p3/merger/answer")
CHOICE = CellSpec(CellType.CHOICE, options=(ChoiceOption("llc", "Limited liability company"),))
LOANS: dict[str, int | str | Value] = {
    "loans/a/lender": "Bank",
    "loans/a/balance": 5,
    "loans/b/lender": "County",
    "loans/b/balance": 7,
}


def suggested(spec: CellSpec, known: Value, typed: str = "") -> Value | None:
    model = calculated({}, company={"identity/name/answer": known}).model
    sheet = replace(model.sheet)
    asked = replace(spec, suggest="company:identity/name/answer")
    sheet.__dict__["cells"] = {**model.sheet.cells, HERE: asked}
    return suggested_value(calculate(replace(model, sheet=sheet), Answers(values={HERE: typed} if typed else {})), HERE)


@pytest.mark.parametrize(
    ("spec", "known", "value"),
    [
        (CellSpec(), "Oaks", "Oaks"),
        (CellSpec(), AnswerWord.NONE, AnswerWord.NONE),
        (CellSpec(words=()), AnswerWord.NONE, None),
        (CHOICE, "llc", "llc"),
        (CHOICE, "accountant", None),
        (CellSpec(CellType.ZIP), "64012", "64012"),
        (CellSpec(CellType.ZIP), "nowhere", None),
        (CellSpec(CellType.COUNT), Decimal("2.6"), Decimal(3)),
        (CellSpec(formula="1"), "Oaks", None),
    ],
)
def test_only_what_could_be_the_answer_is_suggested(spec: CellSpec, known: Value, value: Value | None) -> None:
    assert suggested(spec, known) == value


def test_nothing_is_suggested_over_an_answer() -> None:
    assert suggested(CellSpec(), "Oaks", typed="Pines") is None
    assert suggested_value(calculated({}), HERE) is None


def test_what_the_profile_says_is_told_from_the_form_s_own_suggestions() -> None:
    model = calculated({}).model
    sheet = replace(model.sheet)
    for text, known in (("company:identity/name/answer", True), ("'no'", False)):
        sheet.__dict__["cells"] = {**model.sheet.cells, HERE: CellSpec(suggest=text)}
        assert comes_from_profile(calculate(replace(model, sheet=sheet), Answers()), HERE) is known


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pick(loans/*/balance, loans/*/lender, 'County')", Decimal(7)),
        ("pick(loans/*/balance, loans/*/lender, 'Nobody')", None),
        ("days(p1/since/answer, p1/since/answer)", Decimal(1)),
        ("days(p1/since/answer, p3/merger/answer)", None),
    ],
)
def test_the_one_line_that_is_meant_is_picked_and_days_are_counted(text: str, value: Value | None) -> None:
    found = calculated(LOANS | {"p1/since/answer": date(2024, 2, 29)}, rows=("a", "b"))
    assert found.evaluate(bind(text, found.model.sheet, HERE, {})) == value


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2021, 3, 2), date(2026, 3, 1), 4),
        (date(2021, 3, 2), date(2026, 3, 2), 5),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2026, 3, 2), date(2026, 3, 1), None),
    ],
)
def test_whole_years_are_counted_from_one_day_to_another(first: date, last: date, years: int | None) -> None:
    found = calculated({"p1/since/answer": first, "p3/merger/answer": last})
    sheet = found.model.sheet
    assert found.evaluate(bind("years(p1/since/answer, p3/merger/answer)", sheet, HERE, {})) == years


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2026, 3, 31), True, True),
        (date(2026, 4, 30), True, False),
        (date(2026, 3, 30), False, False),
        (date(2028, 2, 28), False, False),
        (date(2028, 2, 29), True, False),
        (date(2026, 12, 31), True, True),
        (None, None, None),
    ],
)
def test_a_day_ends_a_month_or_a_quarter(day: date | None, month: bool | None, quarter: bool | None) -> None:
    found = calculated({} if day is None else {"p1/since/answer": day})
    for months, ends in ((1, month), (3, quarter)):
        text = f"ends_period(p1/since/answer, {months})"
        assert found.evaluate(bind(text, found.model.sheet, HERE, {})) is ends


@pytest.mark.parametrize(
    ("told", "times"),
    [
        ({"loans/a/lender": "Sample City", "loans/b/lender": "sample  city "}, 2),
        ({"loans/b/lender": "Elsewhere"}, None),
    ],
)
def test_words_that_say_the_same_are_counted_whatever_their_capitals(told: dict[str, Value], times: int | None) -> None:
    found = calculated(told, rows=("a", "b"))
    text = "alike(loans/a/lender, loans/*/lender)"
    assert found.evaluate(bind(text, found.model.sheet, HERE, {})) == times


def test_of_two_lines_that_could_be_meant_none_is_picked() -> None:
    found = calculated(LOANS | {"loans/b/lender": "Bank"}, rows=("a", "b"))
    text = "pick(loans/*/balance, loans/*/lender, 'Bank')"
    assert found.evaluate(bind(text, found.model.sheet, HERE, {})) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pick(loans/*/balance, 'x', 'y')", "pick takes two sets of cells and a text"),
        ("days(1, p1/since/answer)", "days takes two places"),
        ("years(1, p1/since/answer)", "years takes two places"),
        ("ends_period(3, p1/since/answer)", "ends_period takes a place and a number of months"),
        ("alike('x', loans/*/lender)", "alike takes a place and a set of cells"),
    ],
)
def test_what_is_no_line_and_no_day_is_refused(text: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=words):
        parse(text)


def test_the_suggestion_of_a_line_stands_over_that_of_its_column() -> None:
    asked = CellSpec(CellType.MONEY, suggest="prior:././.")
    column = ScheduleColumn("amount", "This year", asked)
    plain, other = ScheduleLine("a", "A"), ScheduleLine("b", "B", suggests={"amount": "w2/total/amount"})
    schedule = replace(PLANT, columns=(column,), body=(plain, other))
    cells = lay_out(FormDefinition("f", 1, "F", ("water",), (schedule,), ()), ("water",), (), {}).cells
    assert [spec.suggest for spec in cells.values()] == ["prior:././.", "w2/total/amount"]


def test_a_unit_is_said_once() -> None:
    asked = CellSpec(CellType.QUANTITY, unit="feet")
    assert ScheduleColumn("a", "Mains at end", asked).unit_beside == "feet"
    assert ScheduleColumn("a", "Feet at end", asked).unit_beside == ""


NOTE, LABOR = place_of("p4/note/end"), place_of("w2/labor/amount")


def offering(known: dict[str, int | str | Value], conditions: dict[Place, str]) -> FilingValues:
    """The small form filled, in which None is suggested for cells while their conditions hold."""
    found = calculated(known)
    cells = dict(found.model.sheet.cells)
    cells |= {place: replace(cells[place], none_when=text) for place, text in conditions.items()}
    sheet = replace(found.model.sheet)
    sheet.__dict__["cells"] = cells
    return calculate(replace(found.model, sheet=sheet), found.answers)


@pytest.mark.parametrize(
    ("known", "condition", "value"),
    [
        ({}, "value(././end) = 0", None),
        ({"p4/cash/end": 200}, "value(././end) = 0", AnswerWord.NONE),
        ({"p4/cash/end": 200}, "value(p4/cash/end) = 0", None),
        ({"p4/cash/end": 200}, "p4/note/end = 0", None),
        ({"p4/cash/end": 5}, "value(././end) = 0", None),
    ],
    ids=["nothing on the page", "empty row", "row with something", "unknown", "need not be answered"],
)
def test_none_is_suggested_for_what_is_empty_on_a_page_that_was_begun(
    known: dict[str, int | str | Value], condition: str, value: Value | None
) -> None:
    assert suggested_value(offering(known, {NOTE: condition}), NOTE) is value


def test_what_last_year_left_does_not_begin_a_page() -> None:
    found = calculated({"w2/labor/prior": 5}, prior={"w2/labor/amount": 5})
    assert not found.begun("w2")
    assert calculated({"w2/labor/prior": 6}, prior={"w2/labor/amount": 5}).begun("w2")


def test_a_suggestion_that_follows_from_another_is_found_in_the_same_step() -> None:
    known: dict[str, int | str | Value] = {"p4/cash/end": 200, "w2/power/amount": 3}
    found = offering(known, {LABOR: "value(././amount) = 0", NOTE: f"answered({LABOR})"})
    assert suggested_value(found, NOTE) is None
    assert suggested_values(found, ("p4",)) == {}
    assert suggested_values(found, ("w2", "p4")) == {LABOR: AnswerWord.NONE, NOTE: AnswerWord.NONE}


def test_what_the_books_say_of_a_cell_bears_on_what_is_suggested_and_on_nothing_else() -> None:
    known: dict[str, int | str | Value] = {"p4/cash/end": 200}
    found = offering(known, {NOTE: "books:./cash/end = ./cash/end"})
    assert suggested_value(found, NOTE) is None
    for said, value in ((200, AnswerWord.NONE), (201, None)):
        books = {place_of("p4/cash/end"): ValueSource(Decimal(said), "row 3")}
        assert suggested_value(calculate(found.model, replace(found.answers, books=books)), NOTE) is value
