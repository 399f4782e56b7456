"""The days and sums of the annual report."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.rulebook.calendar import AnnualReportDays
from desktop_app.rulebook.parameter import DatedValue, Parameter
from desktop_app.rulebook.rulebook import Rulebook

SINCE = date(2004, 4, 30)
NUMBERS = {
    "due_month": 4,
    "due_day": 15,
    "deficiency_days": 20,
    "both_versions_days": 25,
    "disclosure_response_days": 15,
    "extension_days": 30,
    "extension_request_month": 4,
    "extension_request_day": 14,
    "penalty_base": 100,
    "penalty_per_day": 50,
}
RULES = Rulebook(
    Parameter(f"annual_report/{name}", name, "unit", (DatedValue(SINCE, Decimal(number), ("3.640",)),))
    for name, number in NUMBERS.items()
)
DAYS = AnnualReportDays(RULES, 2025, date(2026, 1, 2))


def test_the_report_is_due_in_the_year_after() -> None:
    assert DAYS.due == date(2026, 4, 15)
    assert DAYS.last_request == date(2026, 4, 14)
    assert DAYS.longest_by_letter == date(2026, 5, 15)


def test_answers_are_counted_from_the_notice_or_pleading() -> None:
    assert DAYS.answer_due(date(2026, 6, 1)) == date(2026, 6, 21)
    assert DAYS.both_versions_due(date(2026, 6, 1)) == date(2026, 6, 26)
    assert DAYS.response_due(date(2026, 12, 20)) == date(2027, 1, 4)


@pytest.mark.parametrize(("late", "sum_"), [(-3, 0), (0, 0), (1, 150), (10, 600)])
def test_being_late_costs_the_base_and_each_day(late: int, sum_: int) -> None:
    assert DAYS.penalty(late) == sum_
