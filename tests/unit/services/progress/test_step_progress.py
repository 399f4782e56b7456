"""The steps of a filing, how far each is, and the way from problem to problem."""

from pathlib import Path

import pytest

from desktop_app.domain.values import Place, place_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.step_progress import ScheduleStep, StepState, next_problem, rows_kind, steps
from tests.support.memory_companies import company, make_desk

REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_desk(), tmp_path)
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
    file = company(make_desk(), tmp_path)
    for schedule in file.book("company").sheet.schedules:
        for place in entering.answer_blanks(file, "company", schedule).left:
            entering.set_answer(file, "company", place, "no")
    assert next_problem(file.book("company"), None, 1) is None
