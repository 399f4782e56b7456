from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import LARGEST
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.answers import AnswerMark, AnswerNote, Answers, ValueSource
from desktop_app.formspec.checks import CheckBook, cell_problem, check_all, no_word_sentence
from desktop_app.formspec.definition import CellSpec, CellType, FormCheck, FormDefinition
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.expressions import ExpressionError
from desktop_app.formspec.sheet import lay_out
from tests.support.case_form import case_values
from tests.support.small_form import CHART, COMMON, FORM, RULES, calculated, checked


def ids(calculation: FilingValues) -> list[str]:
    return [problem.id for problem in checked(calculation).problems if problem.id != "C07"]


def test_a_blank_that_must_be_answered_is_a_stop_at_its_place() -> None:
    blanks = [problem for problem in checked(calculated({})).problems if problem.id == "C07"]
    assert "w2/labor/amount" in [problem.place for problem in blanks]
    assert "p3/merger/answer" in [problem.place for problem in blanks]
    assert "loans/rows/answer" in [problem.place for problem in blanks]
    assert "w2/labor/prior" not in [problem.place for problem in blanks]
    first = next(problem for problem in blanks if problem.place == "w2/labor/amount")
    assert first.severity is Severity.STOP
    assert first.sentence.startswith("Page W-2, 601 Salaries and wages, this year is blank.")


def test_a_tie_that_does_not_hold_names_both_figures() -> None:
    (problem,) = checked(calculated({"w2/labor/amount": 5000}, overrides={"p4/plant/end": 4000})).found.values()
    assert (problem.id, problem.place) == ("C27", "p4/plant/end")
    assert problem.sentence == "Page 4, 101 Plant in service, end: Shows 4,000, page W-2 has 5,000."
    assert problem.citation == "They are the same figure."


def test_an_explanation_settles_what_wants_one() -> None:
    filled: dict[str, int | str | Value] = {"w2/power/amount": 130, "w2/power/prior": 100}
    (problem,) = checked(calculated(filled)).found.values()
    assert (problem.id, problem.severity, problem.open) == ("C40", Severity.EXPLAIN, True)
    assert problem.sentence == (
        "Page W-2, 615 Purchased power, this year: Purchased power changed by 30.0% over 100; limit 15: yes."
    )
    assert problem.citation == "3.640(2)"
    (settled,) = checked(calculated(filled, explanations={"w2/power/amount": "A new pump."})).found.values()
    assert not settled.open


def test_edges_and_unknowns_do_not_fire() -> None:
    assert ids(calculated({"w2/power/amount": 115, "w2/power/prior": 100})) == []
    assert ids(calculated({"w2/power/amount": 115})) == []
    assert ids(calculated({})) == []


def test_a_detail_of_an_earlier_version_is_asked_about_where_it_stands() -> None:
    model = calculated({}).model
    wrong = next(place for place, spec in model.sheet.cells.items() if spec.type is CellType.TEXT and not spec.formula)
    sheet = replace(model.sheet)
    sheet.__dict__["cells"] = {**model.sheet.cells, wrong: replace(model.sheet.cells[wrong], type=CellType.ZIP)}

    def problem(text: str, why: str = "") -> Problem | None:
        answers = Answers(values={wrong: text}, explanations={wrong: why})
        return cell_problem(wrong, calculate(replace(model, sheet=sheet), answers))

    found = problem("6510")
    assert found is not None
    assert (found.id, found.severity, found.open) == ("detail", Severity.EXPLAIN, True)
    assert "'6510' is not a ZIP code. Write five digits" in found.sentence
    told = problem("6510", "The office is abroad.")
    assert told is not None
    assert not told.open
    assert problem("65101") is None


def test_a_number_out_of_its_bounds_is_a_stop() -> None:
    problems = [problem for problem in checked(calculated({"p4/cash/end": -1})).problems if problem.id == "range"]
    assert problems[0].sentence == "Page 4, Cash, end reads (1). It should be at least 0; correct it."


def test_a_computed_number_out_of_its_bounds_is_corrected_where_it_comes_from() -> None:
    book = calculated({"w2/power/amount": 130})
    total = place_of("w2/total/amount")
    sheet = replace(book.model.sheet)
    bounded = replace(sheet.cells[total], high=Decimal(100))
    sheet.__dict__["cells"] = {**book.model.sheet.cells, total: bounded}
    found = cell_problem(total, calculate(replace(book.model, sheet=sheet), book.answers))
    assert found is not None
    assert found.sentence.endswith("reads 130. It should be at most 100; correct what it is computed from.")


@pytest.mark.parametrize(
    ("low", "high", "words"), [(None, 5, "at most 5"), (7, 9, "from 7 to 9"), (7, None, "at least 7"), (None, None, "")]
)
def test_bounds_are_said(low: int | None, high: int | None, words: str) -> None:
    from dataclasses import replace

    from desktop_app.formspec.checks import cell_problem

    base = FORM.schedules[2]
    column = base.columns[0]
    limits = replace(
        column.spec, low=None if low is None else Decimal(low), high=None if high is None else Decimal(high)
    )
    form = replace(FORM, schedules=(replace(base, columns=(replace(column, spec=limits),)),), checks=())
    found = calculate(
        FormulaModel(lay_out(form, ("water",), (COMMON, CHART), {}), {}, RULES),
        Answers({place_of("p4/cash/end"): Decimal(6)}),
    )
    problem = cell_problem(place_of("p4/cash/end"), found)
    assert (problem.sentence if problem else "").endswith(f"{words}; correct it." if words else "")
    assert (problem is not None) is bool(words)


def test_words_have_no_bounds() -> None:
    assert ids(calculated({"p4/cash/end": AnswerWord.NONE})) == []


def test_a_word_that_is_no_answer_is_an_error_in_files_of_earlier_versions() -> None:
    found = {p.place: p for p in checked(calculated({"p1/kind/answer": AnswerWord.NONE})).problems if p.id == "no_word"}
    (problem,) = found.values()
    assert (problem.place, problem.severity) == ("p1/kind/answer", Severity.STOP)
    assert "'None' is not an answer here. Choose one of the answers" in problem.sentence
    assert ids(calculated({"p1/since/answer": AnswerWord.NONE})) == []  # nobody asks for it
    assert ids(calculated({"loans/rows/answer": "A bank"})) == ["no_word"]
    assert ids(calculated({"loans/rows/answer": AnswerWord.NONE})) == []


def test_a_placeholder_is_an_error_in_files_of_earlier_versions_and_explains_nothing() -> None:
    merger = place_of("p3/merger/answer")
    (problem,) = [p for p in checked(calculated({str(merger): "TBD"})).problems if p.place == str(merger)]
    assert (problem.id, problem.severity) == ("no_word", Severity.STOP)
    assert "'TBD' says nothing. Enter what it is, or answer None" in problem.sentence
    assert "no_word" not in ids(calculated({str(merger): "Unknown"}))
    named = calculated({str(merger): "Unknown"})
    form = replace(named.model.sheet.form, letter_fields={"oath_name": merger})
    model = replace(named.model, sheet=replace(named.model.sheet, form=form))
    found = cell_problem(merger, calculate(model, named.answers))
    assert found is not None
    assert found.id == "no_word"


def test_what_a_blank_wants_is_said_as_the_cell_is_asked() -> None:
    wants = {p.place: p.sentence.partition(" is blank. ")[2] for p in checked(calculated({})).problems}
    assert wants["p1/kind/answer"] == "Choose one of the answers."
    assert wants["p3/merger/answer"] == "Give the answer, or say None or Not applicable."
    model = calculated({}).model
    sheet = replace(model.sheet)
    merger = place_of("p3/merger/answer")
    spec = replace(model.sheet.cells[merger], words=())
    sheet.__dict__["cells"] = {**model.sheet.cells, merger: spec}
    problem = cell_problem(merger, calculate(replace(model, sheet=sheet), Answers()))
    assert problem is not None
    assert problem.sentence.endswith("is blank. Give the answer.")


def test_a_blank_item_names_its_own_provision_and_the_other_ways_to_answer_it() -> None:
    need = place_of("items/need/answer")
    problem = cell_problem(need, case_values({str(need): None}))
    assert problem is not None
    assert problem.citation == "3.600(1)(D)"
    wanted = "Give the answer in words, or choose how it is answered: follows later, does not apply."
    assert problem.sentence.endswith(wanted)
    chosen = cell_problem(need, case_values({str(need): None, "items/need/way": "words"}))
    assert (chosen.sentence if chosen else "").endswith("Give the answer.")


def test_a_word_alone_does_not_answer_what_is_printed_as_a_sentence() -> None:
    assert "Write a sentence: it is printed as" in no_word_sentence(AnswerWord.NONE, CellSpec(lines=3, words=()))


def test_a_check_must_show_its_trouble_at_a_place() -> None:
    from dataclasses import replace

    bad = FormCheck("X", "X", Severity.STOP, "1 + 1", "1 = 2", "s", "b")
    form: FormDefinition = replace(FORM, checks=(bad,))
    book = CheckBook(FormulaModel(lay_out(form, ("water",), (COMMON, CHART), {}), {}, RULES))
    with pytest.raises(ExpressionError, match="not a place"):
        check_all(book, calculate(book.model, Answers()))


def test_each_must_be_a_set_of_lines() -> None:
    from dataclasses import replace

    bad = FormCheck("X", "X", Severity.STOP, "p4/cash/end", "1 = 2", "s", "b", each="sum(p4/cash/end) + p4/cash")
    form: FormDefinition = replace(FORM, checks=(bad,))
    book = CheckBook(FormulaModel(lay_out(form, ("water",), (COMMON, CHART), {}), {}, RULES))
    assert check_all(book, calculate(book.model, Answers())).found == {}


edits = st.lists(
    st.tuples(
        st.sampled_from(
            ["w2/labor/amount", "w2/labor/prior", "p4/cash/end", "w2/power/amount", "w2/power/prior", "p4/note/end"]
        ),
        st.one_of(st.none(), st.integers(-500, 500)),
    ),
    max_size=10,
)


@pytest.mark.slow
@given(edits)
def test_the_list_kept_up_to_date_is_the_list_made_anew(steps: list[tuple[str, int | None]]) -> None:
    book = CheckBook(calculated({}).model)
    now = calculate(book.model, Answers())
    kept = check_all(book, now)
    for path, number in steps:
        place: Place = place_of(path)
        values = {key: value for key, value in now.answers.values.items() if key != place}
        if number is not None:
            values[place] = Decimal(number)
        now, changed = now.updated(Answers(values=values), [place])
        kept = kept.updated(now, changed | {place, Place("no", "such", "cell")})
        assert kept.problems == check_all(book, now).problems


def test_a_figure_that_has_no_room_is_blank_and_a_stop_until_it_is_corrected() -> None:
    large = LARGEST - 1
    whole = calculated({"w2/labor/amount": large, "w2/power/amount": large})
    total = place_of("w2/total/amount")
    assert total not in whole.values
    problem = checked(whole).cells[total]
    assert (problem.id, problem.severity) == ("too_large", Severity.STOP)
    assert problem.sentence.startswith("Page W-2")
    assert "comes to more than 999,999,999,999,999,999 and is left blank" in problem.sentence
    power = place_of("w2/power/amount")
    answers = replace(whole.answers, values={**whole.answers.values, power: Decimal(0)})
    corrected, changed = whole.updated(answers, [power])
    assert corrected.values[total] == large
    assert checked(whole).updated(corrected, changed).cells.get(total) is None
    again, changed = corrected.updated(whole.answers, [power])
    assert total in changed
    assert checked(corrected).updated(again, changed).cells[total].id == "too_large"
    assert again.too_large == whole.too_large


def test_a_doubt_and_an_answer_that_is_not_final_are_explained_before_the_oath() -> None:
    found = calculated({"w2/labor/amount": 5})
    place = place_of("w2/labor/amount")
    marked = Answers(found.answers.values, notes={place: AnswerNote("ask Ann", AnswerMark.ESTIMATE)})
    doubted = Answers(found.answers.values, doubts={place: "the books say it twice."})
    beginning = "Page W-2, 601 Salaries and wages, this year"
    final = "Before the oath, give the final answer and remove the mark, or declare in an explanation why it applies."
    cases = ((marked, f"{beginning} is marked: estimate. {final}"), (doubted, f"{beginning}: the books say it twice."))
    for answers, sentence in cases:
        problem = cell_problem(place, calculate(found.model, answers))
        assert problem is not None
        assert (problem.severity, problem.open, problem.sentence) == (Severity.EXPLAIN, True, sentence)
        assert "ask Ann" not in problem.sentence
        explained = replace(answers, explanations={place: "It is the meter's own figure."})
        settled = cell_problem(place, calculate(found.model, explained))
        assert settled is not None
        assert not settled.open


def test_a_computed_cell_that_differs_from_the_books_is_explained_until_they_agree() -> None:
    found = calculated({"w2/labor/amount": 5})
    place = place_of("w2/labor/amount")
    booked = replace(found.answers, books={place: ValueSource(Decimal(1234), "trial balance tb.csv")})
    problem = cell_problem(place, calculate(found.model, booked))
    assert problem is not None
    assert (problem.severity, problem.open) == (Severity.EXPLAIN, True)
    assert "the books say 1,234 (trial balance tb.csv), the report says 5." in problem.sentence
    explained = cell_problem(place, calculate(found.model, replace(booked, explanations={place: "Suspense."})))
    assert explained is not None
    assert not explained.open
    agreeing = replace(found.answers, books={place: ValueSource(Decimal(5), "trial balance tb.csv")})
    assert cell_problem(place, calculate(found.model, agreeing)) is None


def test_a_note_without_a_mark_is_no_problem() -> None:
    found = calculated({"w2/labor/amount": 5})
    place = place_of("w2/labor/amount")
    noted = replace(found.answers, notes={place: AnswerNote("ask Ann")})
    assert cell_problem(place, calculate(found.model, noted)) is None
