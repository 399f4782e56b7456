from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.services import annual_report, entering
from desktop_app.services.overview import Standing, deadlines, name_of, standing
from tests.gui.fakes import company, make_desk


def test_nothing_is_due_of_a_company_without_services(tmp_path: Path) -> None:
    assert deadlines(make_desk().create(tmp_path / "new.filingdesk")) == ()


def test_last_years_report_is_due_in_april(tmp_path: Path) -> None:
    (found,) = deadlines(company(make_desk(date(2026, 2, 3)), tmp_path))
    assert (found.year, found.filing, found.due, found.days_left) == (2025, None, date(2026, 4, 15), 71)
    assert (found.ask_until, found.longest, found.penalty) == (date(2026, 4, 14), date(2026, 5, 15), Decimal(0))
    assert found.cites == ("3.640(1)", "3.640(6)(A)")


@pytest.mark.parametrize(("day", "can_ask"), [(date(2026, 4, 14), True), (date(2026, 4, 15), False)])
def test_more_time_is_asked_for_before_the_due_day(tmp_path: Path, day: date, can_ask: bool) -> None:
    assert deadlines(company(make_desk(day), tmp_path))[0].can_ask is can_ask


def test_after_the_day_the_report_is_late_and_the_next_one_comes_into_view(tmp_path: Path) -> None:
    late, coming = deadlines(company(make_desk(date(2026, 4, 25)), tmp_path))
    assert (late.days_left, late.penalty, late.cites) == (-10, Decimal(1100), ("3.640(1)", "3.640(9)"))
    assert (coming.year, coming.due, coming.penalty) == (2026, date(2027, 4, 15), Decimal(0))


def test_a_filed_report_is_not_due(tmp_path: Path) -> None:
    file = company(make_desk(date(2026, 4, 25)), tmp_path)
    filing = annual_report.start(file, 2025)
    assert deadlines(file)[0].filing == filing
    annual_report.mark_filed(file, filing.id, "2026-04-02", "By mail")
    assert [found.year for found in deadlines(file)] == [2026]


def test_a_report_begun_early_is_in_view(tmp_path: Path) -> None:
    file = company(make_desk(date(2026, 2, 3)), tmp_path)
    annual_report.start(file, 2026)
    assert [found.year for found in deadlines(file)] == [2025, 2026]


def test_the_standing_counts_what_must_be_answered(tmp_path: Path) -> None:
    file = company(make_desk(), tmp_path)
    filing = annual_report.start(file, 2025)
    before = standing(file.book(filing.id))
    entering.set_answer(file, filing.id, Place("p3", "merger", "answer"), "None")
    after = standing(file.book(filing.id))
    assert (after.required, after.answered) == (before.required, before.answered + 1)
    assert after.counts[Severity.STOP] == before.counts[Severity.STOP] - 1
    assert after.percent == 100 * after.answered // after.required
    assert Standing(filing, 0, 0, ()).percent == 100


def test_an_optional_answer_counts_once_given(tmp_path: Path) -> None:
    file = company(make_desk(), tmp_path)
    before = standing(file.book("company"))
    entering.set_answer(file, "company", Place("identity", "dba", "answer"), "Oaks")
    after = standing(file.book("company"))
    assert (after.required, after.answered) == (before.required + 1, before.answered + 1)


def test_peeking_leaves_the_recent_files_alone(tmp_path: Path) -> None:
    desk = make_desk()
    company(desk, tmp_path).close()
    desk.preferences.set("recent", [])
    assert desk.peek(tmp_path / "company.filingdesk").profile().utilities == ("water",)
    assert desk.recent() == ()


def test_a_company_without_a_name_is_called_like_its_file(tmp_path: Path) -> None:
    desk = make_desk()
    assert name_of(desk.create(tmp_path / "new.filingdesk")) == "new"
    assert name_of(company(desk, tmp_path, "Oaks")) == "Oaks"
