"""What Home shows, and what lateness costs."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, DueEntry, calendar
from desktop_app.services.filing_calendar.reminders import (
    cost,
    filed_elsewhere,
    late_days,
    penalty,
    reminder,
    waiting,
)
from desktop_app.services.filings import annual_report
from tests.support.calendar_companies import company


def report_of(file: CompanyFile, day: str = "2026-04-15") -> DueEntry:
    on = date.fromisoformat(day)
    return next(due for due in calendar(file, on, on) if due.clock.name == REPORT_DUE)


def test_the_next_report_is_in_view_however_far_away(tmp_path: Path) -> None:
    assert [due.title for due in waiting(company(tmp_path, "water"))] == ["Annual report for 2025"]


def test_after_its_day_a_report_is_late_and_the_next_one_comes_into_view(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 25))
    late, coming = waiting(file)
    assert (late.title, coming.title) == ("Annual report for 2025", "Annual report for 2026")
    today = file.clock.today()
    assert [late_days(due, today) for due in (late, coming)] == [10, 0]
    assert penalty(file.law(), late, 10, today) == 1100
    assert cost(file.law(), late, today) == ""  # it may have been filed on paper
    assert filed_elsewhere(late, today).startswith("Already filed, on paper or in EFIS?")
    assert filed_elsewhere(coming, today) == ""
    annual_report.begin_report(file, 2025)
    begun, _ = waiting(file)
    assert "it is 10 days late; the rule sets a penalty of $1,100 so far" in cost(file.law(), begun, today)
    assert cost(file.law(), coming, today) == "One day late costs $200, ten days $1,100 (3.640(9))."


@pytest.mark.slow
def test_a_filed_report_waits_no_more(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    filing = annual_report.begin_report(file, 2025)
    assert waiting(file)[0].filing == filing.id
    annual_report.mark_filed(file, filing.id, "2026-02-02", "By mail")
    assert waiting(file) == ()
    assert cost(file.law(), report_of(file), file.clock.today()) == ""


def test_older_months_that_were_never_begun_were_filed_without_the_program(tmp_path: Path) -> None:
    file = company(tmp_path, "gas", today=date(2026, 3, 25))
    titles = [due.title for due in waiting(file)]
    assert titles == [
        "Cold-weather report for January 2026",
        "Cold-weather report for February 2026",
        "Annual report for 2025",
        "Cold-weather report for March 2026",
        "Cold-weather report for April 2026",
    ]


def test_an_event_stays_in_view_until_it_is_answered(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 12, 1))
    keeping.record_event(file, "deficiency_notice", date(2026, 6, 1))
    (answer, *_) = (due for due in waiting(file) if due.happening)
    assert late_days(answer, file.clock.today()) == 163
    assert "163 days late" in cost(file.law(), answer, file.clock.today())
    keeping.mark_done(file, answer.key, date(2026, 6, 20))
    assert not any(due.happening for due in waiting(file))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 4, 7), ""),
        (date(2026, 4, 8), "To be sent now: Annual report for 2025, due on April 15, 2026."),
        (date(2026, 4, 16), "Past due: Annual report for 2025, due on April 15, 2026. If it is filed, record that."),
    ],
)
def test_the_program_reminds_at_its_start(tmp_path: Path, today: date, words: str) -> None:
    file = company(tmp_path, "water", today=today)
    assert reminder(waiting(file), today) == words


def test_the_reminder_counts_what_else_presses(tmp_path: Path) -> None:
    file = company(tmp_path, "gas", today=date(2026, 4, 16))
    assert reminder(waiting(file), file.clock.today()).endswith("and 1 more.")
    (tmp_path / "company.filingdesk").unlink()
    file = company(tmp_path, "gas", today=date(2026, 4, 14))
    assert reminder([due for due in waiting(file) if due.shown > date(2026, 4, 1)], file.clock.today()).endswith(
        "and 1 more."
    )


def test_what_has_no_penalty_costs_nothing(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    monthly = next(due for due in waiting(file) if due.clock.name != REPORT_DUE)
    assert penalty(file.law(), monthly, 5, file.clock.today()) == 0
    assert cost(file.law(), monthly, file.clock.today()) == ""
