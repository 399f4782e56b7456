"""The steps of a filing, how far each is, and the way from problem to problem."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.definition import CellSpec, FormSchedule, ScheduleColumn, ScheduleKind, ScheduleLine
from desktop_app.services.cold_weather.beginning import begin_month
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.step_progress import (
    ScheduleStep,
    StepState,
    is_early,
    is_wrong,
    next_problem,
    rows_kind,
    schedule_title,
    steps,
)
from tests.support import calendar_companies
from tests.support.memory_companies import REPORT as FORM
from tests.support.memory_companies import FakeLibrary, company, make_companies

REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def step(file: CompanyFile, schedule: str) -> ScheduleStep:
    return next(one for one in steps(file.book(REPORT)) if one.schedule == schedule)


def test_a_step_goes_from_not_started_to_complete(file: CompanyFile) -> None:
    assert step(file, "p3").state is StepState.NOT_STARTED
    entering.set_answer(file, REPORT, place_of("p3/franchise/answer"), "None")
    assert (step(file, "p3").state, step(file, "p3").answered) == (StepState.IN_PROGRESS, 1)
    entering.answer_blanks(file, REPORT, "p3")
    assert (step(file, "p3").state, step(file, "p3").required) == (StepState.COMPLETE, 2)


def test_what_was_answered_wrongly_needs_attention_until_it_is_settled(file: CompanyFile) -> None:
    for place, text in (("w2/power/amount", "900"), ("w2/power/prior", "100")):
        entering.set_answer(file, REPORT, place_of(place), text)
    assert (step(file, "w2").state, step(file, "w2").open) == (StepState.NEEDS_ATTENTION, 1)
    entering.explain_place(file, REPORT, place_of("w2/power/amount"), "The rate went up.")
    assert step(file, "w2").state is StepState.IN_PROGRESS


def test_a_schedule_that_is_not_asked_says_so(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("p1/kind/answer"), "corp")
    assert step(file, "equity").state is StepState.NOT_ASKED


def test_only_growing_schedules_take_rows(file: CompanyFile) -> None:
    assert rows_kind(file.book(REPORT), "loans")
    assert not rows_kind(file.book(REPORT), "w2")


def test_the_way_leads_through_every_problem_once_and_round_again(file: CompanyFile) -> None:
    book = file.book(REPORT)
    waiting = list(dict.fromkeys(problem.place for problem in book.checks.problems if problem.open))
    seen, place = [], None
    for _ in waiting:
        found = next_problem(book, place, 1)
        assert found is not None
        seen.append(found.place)
        place = place_of(found.place)
    assert seen == waiting
    again, back = next_problem(book, place, 1), next_problem(book, place_of(waiting[1]), -1)
    assert (again and again.place, back and back.place) == (waiting[0], waiting[0])


def test_from_a_schedule_the_way_begins_at_its_first_problem(file: CompanyFile) -> None:
    found = next_problem(file.book(REPORT), Place("w2", "", ""), 1)
    assert found is not None
    assert found.place.startswith("w2/")


def test_where_nothing_is_wrong_there_is_no_way(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    for schedule in file.book("company").sheet.schedules:
        for place in entering.answer_blanks(file, "company", schedule).left:
            entering.set_answer(file, "company", place, "no")
    assert next_problem(file.book("company"), None, 1) is None


def test_a_step_is_called_as_its_schedule(file: CompanyFile) -> None:
    assert (step(file, "w2").title, step(file, "w2").page) == ("Operating expenses", "W-2")


def test_what_the_program_works_out_is_not_asked(file: CompanyFile) -> None:
    """This year's amount of three accounts is; their total, change and percent are not."""
    book = file.book(REPORT)
    asked = [place for place in book.sheet.places["w2"] if not book.sheet.cells[place].formula]
    assert step(file, "w2").required == sum(place.column == "amount" for place in asked)
    assert step(file, "w2").answered == 0
    entering.answer_blanks(file, REPORT, "w2")
    assert (step(file, "w2").answered, step(file, "w2").required) == (3, 3)


def test_a_figure_that_is_wrong_needs_attention_and_a_blank_that_is_missing_does_not(file: CompanyFile) -> None:
    """Cash below nothing is stopped twice, by its own limit and by C96; the notes are asked for only with much cash."""
    assert (step(file, "p4").state, step(file, "p4").open) == (StepState.COMPLETE, 0)
    entering.set_answer(file, REPORT, place_of("p4/cash/end"), "150")
    assert (step(file, "p4").state, step(file, "p4").open) == (StepState.IN_PROGRESS, 0)
    entering.set_answer(file, REPORT, place_of("p4/cash/end"), "-5")
    assert (step(file, "p4").state, step(file, "p4").open) == (StepState.NEEDS_ATTENTION, 2)


def test_a_blank_is_not_wrong_until_its_answer_is(file: CompanyFile) -> None:
    """Power cost 100 last year and nothing is said of this year: no change of the whole amount before that is said."""
    entering.set_answer(file, REPORT, place_of("w2/power/prior"), "100")
    assert (step(file, "w2").state, step(file, "w2").open) == (StepState.IN_PROGRESS, 0)
    entering.set_answer(file, REPORT, place_of("w2/power/amount"), "0")
    assert (step(file, "w2").state, step(file, "w2").open) == (StepState.NEEDS_ATTENTION, 1)


def test_a_problem_of_what_waits_for_answers_is_early(file: CompanyFile) -> None:
    def found(place: str) -> Problem:
        return Problem("X", Severity.STOP, place, "It does not add up.", "")

    entering.set_answer(file, REPORT, place_of("w2/labor/amount"), "5")
    book = file.book(REPORT)
    assert is_early(book, found("w2/total/amount"))
    assert not is_wrong(book, found("w2/total/amount"))
    entering.answer_blanks(file, REPORT, "w2")
    book = file.book(REPORT)
    assert not is_early(book, found("w2/total/amount"))
    assert is_wrong(book, found("w2/total/amount"))
    for elsewhere in ("w2", "w2/gone/amount", ""):
        assert not is_early(book, found(elsewhere))


def test_back_from_the_first_problem_comes_the_last(file: CompanyFile) -> None:
    book = file.book(REPORT)
    waiting = list(dict.fromkeys(problem.place for problem in book.checks.problems if problem.open))
    back = next_problem(book, place_of(waiting[0]), -1)
    assert back is not None
    assert back.place == waiting[-1] != waiting[0]


def test_a_schedule_stands_just_before_its_first_cell(file: CompanyFile) -> None:
    """Forward comes a problem of its very first cell, back comes one of the schedule before."""
    book = file.book(REPORT)
    first = next(place for place in book.sheet.cells if place.schedule == "p3")
    assert any(problem.place == str(first) for problem in book.checks.problems if problem.open)
    forward, back = (next_problem(book, Place("p3", "", ""), step) for step in (1, -1))
    assert forward is not None
    assert back is not None
    assert forward.place == str(first)
    assert back.place.startswith("p1/")


def test_back_from_a_schedule_comes_the_very_last_cell_before_it(file: CompanyFile) -> None:
    """Page 4 follows page 3, whose last cell, the mergers, is blank."""
    cells = list(file.book(REPORT).sheet.cells)
    start = next(number for number, place in enumerate(cells) if place.schedule == "p4")
    assert str(cells[start - 1]) == "p3/merger/answer"
    back = next_problem(file.book(REPORT), Place("p4", "", ""), -1)
    assert back is not None
    assert back.place == "p3/merger/answer"


def test_from_a_place_that_is_gone_the_way_begins_at_the_first_problem(file: CompanyFile) -> None:
    book = file.book(REPORT)
    found = next_problem(book, Place("gone", "x", "y"), 1)
    assert found is not None
    assert found.place == next(problem.place for problem in book.checks.problems if problem.open)


def test_a_page_that_is_asked_for_a_row_bears_its_name(tmp_path: Path) -> None:
    answer = ScheduleColumn("answer", "Answer", CellSpec())
    line = ScheduleLine("purpose", "Purpose")
    terms = FormSchedule("terms", "7a", "Terms", ScheduleKind.LINES, (answer,), (line,), per="loans")
    report = replace(FORM, schedules=(*FORM.schedules, terms))
    file = company(replace(make_companies(), library=FakeLibrary(report=report)), tmp_path)
    annual_report.begin_report(file, 2025)
    row = entering.add_row(file, REPORT, "loans")
    assert schedule_title(file.book(REPORT), f"terms_{row}") == "Terms 1"
    entering.set_answer(file, REPORT, Place("loans", row, "lender"), "Sample Bank")
    assert schedule_title(file.book(REPORT), f"terms_{row}") == "Terms 1: Sample Bank"
    assert step(file, f"terms_{row}").title == "Terms 1: Sample Bank"


def test_a_page_of_a_row_that_it_is_not_asked_of_is_no_step(tmp_path: Path) -> None:
    file = calendar_companies.company(tmp_path, "gas")
    month = begin_month(file, FilingPeriod(2026, 1)).id
    rows = file.book(month).answers.rows["districts"] or (entering.add_row(file, month, "districts"),)
    for rule, other in (("gas", "electric"), ("electric", "gas")):
        entering.set_answer(file, month, Place("districts", rows[0], "rule"), rule)
        shown = {one.schedule for one in steps(file.book(month))}
        assert f"figures_{rule}_{rows[0]}" in shown
        assert f"figures_{other}_{rows[0]}" not in shown
