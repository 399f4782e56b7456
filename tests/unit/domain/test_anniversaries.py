"""Anniversaries that do not exist."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.anniversaries import days_of_month, months_later, years_and_days

SOME_DAY = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "years", "days"),
    [
        ("2023-07-01", "2024-07-01", 1, 0),
        ("2024-02-29", "2025-02-28", 1, 0),
        ("2024-02-29", "2025-03-01", 1, 1),
        ("2024-02-29", "2028-02-28", 3, 365),
        ("2024-02-29", "2028-02-29", 4, 0),
        ("2025-03-02", "2026-03-01", 0, 364),
        ("2025-12-31", "2026-01-01", 0, 1),
    ],
)
def test_years_come_first_and_then_days(start: str, end: str, years: int, days: int) -> None:
    assert years_and_days(date.fromisoformat(start), date.fromisoformat(end)) == (years, days)


@given(SOME_DAY, st.integers(-600, 600))
def test_a_period_ends_on_the_day_before_the_next_begins_or_on_the_same(start: date, months: int) -> None:
    ends, begins = months_later(start, months), months_later(start, months, begins=True)
    exists = ends.day == start.day
    assert begins == (ends if exists else ends + timedelta(days=1))
    assert (ends.year * 12 + ends.month) - (start.year * 12 + start.month) == months


@given(SOME_DAY, st.integers(0, 12000))
def test_years_and_days_lead_back_to_the_end(start: date, later: int) -> None:
    end = start + timedelta(days=later)
    years, days = years_and_days(start, end)
    assert months_later(start, 12 * years) + timedelta(days=days) == end
    assert 0 <= days <= 365


@pytest.mark.parametrize(("year", "days"), [(2023, 28), (2024, 29), (1900, 28), (2000, 29)])
def test_how_many_days_a_month_has(year: int, days: int) -> None:
    lengths = [31, days, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [days_of_month(year, month) for month in range(1, 13)] == lengths
    assert days_of_month(9999, 12) == 31
