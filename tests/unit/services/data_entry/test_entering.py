"""Entering is one step of the journal each time; what is refused changes nothing."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.entering import ComputedCell, NoSuchPlace, NotRows
from desktop_app.services.data_entry.parsing import LONGEST_TEXT, BadAnswer
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies, steps_of

POWER, LABOR = Place("w2", "power", "amount"), Place("w2", "labor", "amount")
TOTAL, GALLONS = Place("w2", "total", "amount"), Place("w2", "gallons", "amount")
REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def value(file: CompanyFile, place: Place) -> Value | None:
    return file.book(REPORT).calculation.values.get(place)


def loans(file: CompanyFile) -> tuple[str, ...]:
    return file.book(REPORT).sheet.schedules["loans"].rows


def test_an_answer_and_what_follows_from_it(file: CompanyFile) -> None:
    file.book(REPORT)
    edited = entering.set_answer(file, REPORT, POWER, "$1,234")
    assert edited is not None
    assert {POWER, TOTAL} <= edited.places
    assert value(file, TOTAL) == Decimal(1234)
    assert next(steps_of(file)) == "Entry on page W-2, 615 Purchased power, this year"


def test_typing_the_same_again_is_no_step(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "5")
    assert entering.set_answer(file, REPORT, POWER, "5.00") is None


def test_an_empty_text_clears_the_cell(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, POWER, "5")
    entering.set_answer(file, REPORT, POWER, " ")
    assert value(file, POWER) is None


@pytest.mark.parametrize(
    ("act", "refusal", "words"),
    [
        (
            lambda file: entering.set_answer(file, REPORT, TOTAL, "5"),
            ComputedCell,
            "cannot be overridden; change those",
        ),
        (
            lambda file: entering.set_answer(file, REPORT, GALLONS, "5"),
            ComputedCell,
            "To override it, give",
        ),
        (lambda file: entering.set_answer(file, REPORT, POWER, "x"), BadAnswer, "must be a number"),
        (lambda file: entering.set_answer(file, REPORT, Place("w2", "x", "amount"), "5"), NoSuchPlace, "no cell w2/x"),
        (lambda file: entering.override(file, REPORT, TOTAL, "5", "why"), ComputedCell, "cannot be overridden"),
        (lambda file: entering.override(file, REPORT, POWER, "5", "why"), ComputedCell, "just type the value"),
        (lambda file: entering.override(file, REPORT, GALLONS, "5", "  "), ComputedCell, "both the value and a reason"),
        (lambda file: entering.override(file, REPORT, GALLONS, "", "why"), ComputedCell, "both the value and a reason"),
        (lambda file: entering.explain_place(file, REPORT, Place("w2", "x", "amount"), "y"), NoSuchPlace, "no cell"),
        (lambda file: entering.add_row(file, REPORT, "w2"), NotRows, "'w2' is not a schedule with rows"),
        (lambda file: entering.add_rows(file, REPORT, {"nowhere": 1}), NotRows, "'nowhere' is not"),
        (lambda file: entering.new_row(file, REPORT, "loans", "balance", "x"), BadAnswer, "Page 7, new row, balance"),
        (lambda file: entering.new_row(file, REPORT, "loans", "colour", "x"), NoSuchPlace, "no column 'colour'"),
        (lambda file: entering.remove_rows(file, REPORT, "p4", ["cash"]), NotRows, "'p4' is not"),
        (lambda file: entering.answer_blanks(file, REPORT, "poem"), NoSuchPlace, "There is no schedule 'poem'"),
    ],
)
def test_what_is_refused_changes_nothing(
    file: CompanyFile, act: Callable[[CompanyFile], object], refusal: type[UserError], words: str
) -> None:
    before = list(steps_of(file))
    with pytest.raises(refusal, match=words):
        act(file)
    assert list(steps_of(file)) == before


def test_a_block_is_one_step_and_names_what_it_refused(file: CompanyFile) -> None:
    before = len(list(steps_of(file)))
    cells = [(POWER, "(5)"), (LABOR, "x"), (TOTAL, "9"), (Place("w2", "nowhere", "amount"), "7")]
    block = entering.set_block(file, REPORT, cells)
    assert (value(file, POWER), value(file, LABOR), value(file, TOTAL)) == (Decimal(-5), None, Decimal(-5))
    (refused,) = block.refused
    assert refused.startswith("Page W-2, 601 Salaries and wages, this year must be a number. 'x' is not a number.")
    assert len(list(steps_of(file))) == before + 1
    entering.set_block(file, REPORT, [(POWER, ""), (LABOR, "")])
    assert next(steps_of(file)) == "Cleared cells"


def test_blanks_are_answered_with_a_word_in_one_step(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, Place("p3", "merger", "answer"), "A merger.")
    entering.answer_blanks(file, REPORT, "p3")
    assert value(file, Place("p3", "franchise", "answer")) is AnswerWord.NONE
    assert value(file, Place("p3", "merger", "answer")) == "A merger."
    assert entering.blank_cells(file.book(REPORT), "p3") == ()
    assert next(steps_of(file)) == "Blanks of page 3 answered None"


def test_the_blanks_of_chosen_rows_alone_are_answered(file: CompanyFile) -> None:
    entering.answer_blanks(file, REPORT, "p3", lines=frozenset({"merger"}))
    assert value(file, Place("p3", "merger", "answer")) is AnswerWord.NONE
    assert value(file, Place("p3", "franchise", "answer")) is None
    assert next(steps_of(file)) == "Blanks of a row on page 3 answered None"


def test_the_word_is_left_out_where_it_is_no_answer_and_the_rest_is_counted(file: CompanyFile) -> None:
    done = entering.answer_blanks(file, REPORT, "p1")
    assert done.left == (Place("p1", "kind", "answer"),)
    assert value(file, done.left[0]) is None
    assert done.sentence == "1 blank needs an answer: None is not possible there."
    assert entering.answer_blanks(file, REPORT, "p3").sentence == "2 blanks are now answered None."
    with pytest.raises(BadAnswer, match=r"'None' is not an answer here\. Choose one of the answers"):
        entering.set_answer(file, REPORT, done.left[0], "none")


def test_typing_in_an_empty_table_begins_its_first_row(file: CompanyFile) -> None:
    whole = Place("loans", "rows", "answer")
    before = len(list(steps_of(file)))
    entering.set_answer(file, REPORT, whole, "A bank")
    (row,) = loans(file)
    assert value(file, Place("loans", row, "lender")) == "A bank"
    assert len(list(steps_of(file))) == before + 1
    entering.remove_rows(file, REPORT, "loans", [row])
    (refused,) = entering.set_block(file, REPORT, [(whole, "A bank")]).refused
    assert "Add a row for 'A bank', or answer None." in refused
    entering.set_answer(file, REPORT, whole, "None")
    assert value(file, whole) is AnswerWord.NONE


def test_a_computed_value_can_be_typed_over_where_allowed_and_given_back(file: CompanyFile) -> None:
    entering.override(file, REPORT, GALLONS, "7,000", " Meter was broken ")
    assert value(file, GALLONS) == Decimal(7000)
    assert file.book(REPORT).answers.overrides[GALLONS].reason == "Meter was broken"
    entering.lift_override(file, REPORT, GALLONS)
    assert value(file, GALLONS) is None


def test_rows_are_added_moved_and_removed(file: CompanyFile) -> None:
    first, second = (entering.add_row(file, REPORT, "loans") for _ in range(2))
    front = entering.add_row(file, REPORT, "loans", 0)
    assert loans(file) == (front, first, second)
    entering.move_row(file, REPORT, "loans", front, 5)
    entering.move_row(file, REPORT, "loans", second, -1)
    assert loans(file) == (second, first, front)
    entering.remove_rows(file, REPORT, "loans", [first])
    assert loans(file) == (second, front)


def test_rows_are_added_with_their_first_answer_and_many_at_once(file: CompanyFile) -> None:
    place = entering.new_row(file, REPORT, "loans", "lender", "A bank")
    assert value(file, place) == "A bank"
    grown = entering.add_rows(file, REPORT, {"loans": 2})["loans"]
    assert loans(file) == grown
    assert grown[0] == place.line
    assert next(steps_of(file)) == "Rows added"


def test_the_word_for_no_rows_goes_when_a_row_comes(file: CompanyFile) -> None:
    entering.answer_blanks(file, REPORT, "loans")
    assert value(file, Place("loans", "rows", "answer")) is AnswerWord.NONE
    entering.add_row(file, REPORT, "loans")
    assert value(file, Place("loans", "rows", "answer")) is None


def test_a_row_goes_with_everything_that_stands_in_it_and_comes_back_whole(file: CompanyFile) -> None:
    row = entering.add_row(file, REPORT, "loans")
    lender, balance = Place("loans", row, "lender"), Place("loans", row, "balance")
    entering.set_block(file, REPORT, [(lender, "A bank"), (balance, "500")])
    entering.explain_place(file, REPORT, balance, "As agreed")
    sealing.seal_target(file, REPORT, str(balance), "Loan", "Private")
    before = dict(file.workspace.under(""))
    entering.remove_rows(file, REPORT, "loans", [row])
    assert not [key for key in file.workspace.under("") if row in key]
    assert value(file, Place("loans", "total", "balance")) is None
    file.undo()
    assert dict(file.workspace.under("")) == before
    assert value(file, Place("loans", "total", "balance")) == Decimal(500)


def test_an_explanation_is_put_and_removed(file: CompanyFile) -> None:
    entering.explain_place(file, REPORT, POWER, " New pump. ")
    assert file.book(REPORT).answers.explanations[POWER] == "New pump."
    entering.explain_place(file, REPORT, POWER, "")
    assert file.book(REPORT).answers.explanations == {}


def test_one_explanation_of_several_cells_is_one_step_that_says_how_many(file: CompanyFile) -> None:
    entering.explain_places(file, REPORT, (POWER, LABOR, GALLONS), "New pump.")
    assert set(file.book(REPORT).answers.explanations) == {POWER, LABOR, GALLONS}
    assert next(steps_of(file)) == "Explanation on page W-2, 615 Purchased power, this year and 2 more"
    entering.explain_place(file, REPORT, POWER, "Another pump.")
    assert next(steps_of(file)) == "Explanation on page W-2, 615 Purchased power, this year"


def test_a_setting_is_kept(file: CompanyFile) -> None:
    entering.change_setting(file, "copies", "two")
    assert file.setting("copies") == "two"
    assert file.setting("other") is None


def test_what_is_too_long_or_too_many_is_refused_at_a_documented_size(file: CompanyFile) -> None:
    name = Place("identity", "legal_name", "answer")
    with pytest.raises(BadAnswer, match="takes at most 500 characters; this has 5,000"):
        entering.set_answer(file, "company", name, "W" * 5000)
    assert entering.set_block(file, "company", [(name, "W" * 501)]).refused
    entering.set_answer(file, "company", name, "W" * 500)
    with pytest.raises(BadAnswer, match="has 20,001 characters; at most 20,000 are printed"):
        entering.explain_place(file, REPORT, Place("w2", "power", "amount"), "x" * 20_001)
    with pytest.raises(entering.TooManyRows, match="a schedule takes at most 2,000"):
        entering.add_rows(file, REPORT, {"loans": 100_000})
    entering.add_rows(file, REPORT, {"loans": entering.MOST_ROWS})
    with pytest.raises(entering.TooManyRows, match="would have 2,001 rows"):
        entering.add_row(file, REPORT, "loans")
    with pytest.raises(entering.TooManyRows):
        entering.new_row(file, REPORT, "loans", "balance", "5")
    assert len(file.book(REPORT).answers.rows["loans"]) == entering.MOST_ROWS


def test_what_word_puts_into_a_text_is_kept_as_it_is_meant(file: CompanyFile) -> None:
    entering.explain_place(file, REPORT, Place("w2", "power", "amount"), "\uf0b7 non\u2011recurring\u00ad item\u200b")
    assert file.book(REPORT).answers.explanations[Place("w2", "power", "amount")] == "\u2022 non-recurring item"


def test_a_block_goes_on_behind_what_it_passes_over_and_what_it_refuses(file: CompanyFile) -> None:
    pasted = entering.set_block(file, REPORT, [(TOTAL, "9"), (LABOR, "x"), (POWER, "700")])
    assert [cell.place for cell in pasted.cells] == [LABOR]
    assert value(file, POWER) == Decimal(700)
    assert next(steps_of(file)) == "Block of 1 cell"
    entering.set_block(file, REPORT, [(LABOR, ""), (POWER, "")])
    assert next(steps_of(file)) == "Cleared cells"
    assert value(file, POWER) is None


def test_an_explanation_of_just_the_longest_length_is_kept(file: CompanyFile) -> None:
    entering.explain_place(file, REPORT, POWER, "x" * LONGEST_TEXT)
    with pytest.raises(BadAnswer, match=f"has {LONGEST_TEXT + 1:,} characters"):
        entering.explain_place(file, REPORT, POWER, "x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    ("answered", "left", "sentence"),
    [
        (0, 0, "There are no blanks to answer."),
        (1, 0, "1 blank is now answered None."),
        (2, 0, "2 blanks are now answered None."),
        (0, 1, "1 blank needs an answer: None is not possible there."),
        (1, 1, "1 blank is now answered None. 1 other blank needs an answer: None is not possible there."),
        (0, 2, "2 blanks need an answer: None is not possible in them."),
    ],
)
def test_what_became_of_the_blanks_is_said(answered: int, left: int, sentence: str) -> None:
    assert entering.AnsweredBlanks(AnswerWord.NONE, answered, (POWER, LABOR)[:left]).sentence == sentence
