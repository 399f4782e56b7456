"""How long a clock runs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rulebook.count import NotACount, TimeSpan, YearCycle, count_of

NEW_YEAR = date(2026, 1, 1)
SOME_DAY = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def business(day: date) -> bool:
    return day.weekday() < 5 and day != NEW_YEAR


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("20 days", "2026-05-01", "2026-05-21"),
        ("1 day", "2026-02-28", "2026-03-01"),
        ("2 weeks", "2026-12-24", "2027-01-07"),
        ("6 months", "2025-08-31", "2026-02-28"),
        ("5 years", "2024-02-29", "2029-02-28"),
        ("5 years, less 1 day", "2021-07-01", "2026-06-30"),
        ("5 years, less 1 day", "2024-02-29", "2029-02-28"),
        ("30 days before", "2026-03-02", "2026-01-31"),
        ("same day", "2026-03-02", "2026-03-02"),
        ("1 business day", "2025-12-31", "2026-01-02"),
        ("5 business days", "2025-12-31", "2026-01-08"),
        ("1 business day before", "2026-01-02", "2025-12-31"),
        ("15 days, then 5 business days", "2026-01-30", "2026-02-20"),
        ("April 15 after", "2025-12-31", "2026-04-15"),
        ("April 15 after", "2026-04-14", "2026-04-15"),
        ("April 15 after", "2026-04-15", "2027-04-15"),
        ("April 15 after, less 1 day", "2025-12-31", "2026-04-14"),
        ("April 15 after, then 30 days", "2025-12-31", "2026-05-15"),
        ("day 20 of the next month", "2025-12-31", "2026-01-20"),
        ("day 20 of the next month", "2026-01-31", "2026-02-20"),
        ("last business day of the next month", "2026-01-31", "2026-02-27"),
        ("last business day of the next month", "2025-11-30", "2025-12-31"),
        ("every 2 years from 2005-01-15", "2026-01-01", "2027-01-15"),
        ("every 2 years from 2005-01-15", "2027-01-15", "2027-01-15"),
        ("every 2 years from 2005-01-15", "2027-01-16", "2029-01-15"),
        ("every 3 years from 1990-09-01", "1980-01-01", "1990-09-01"),
        ("every 3 years from 1990-09-01", "2005-09-01", "2005-09-01"),
        ("every 3 years from 1990-09-01", "2005-09-02", "2008-09-01"),
        ("on 1994-01-01", "2026-01-01", "1994-01-01"),
    ],
)
def test_a_count_ends_where_its_words_say(words: str, start: str, end: str) -> None:
    assert count_of(words).reckon(date.fromisoformat(start), business).isoformat() == end


@pytest.mark.parametrize(
    ("words", "start", "ends", "begins"),
    [
        ("5 years", "2024-02-29", "2029-02-28", "2029-03-01"),
        ("12 months", "2024-02-29", "2025-02-28", "2025-03-01"),
        ("4 years", "2024-02-29", "2028-02-29", "2028-02-29"),
        ("1 year", "2025-02-28", "2026-02-28", "2026-02-28"),
        ("6 months", "2025-08-31", "2026-02-28", "2026-03-01"),
        ("1 month", "2025-12-31", "2026-01-31", "2026-01-31"),
        ("1 month", "2026-03-31", "2026-04-30", "2026-05-01"),
        ("1 year before", "2028-02-29", "2027-02-28", "2027-03-01"),
        ("6 months, then 2 days", "2025-08-31", "2026-03-02", "2026-03-02"),
        ("5 years, less 1 day", "2024-02-29", "2029-02-28", "2029-02-28"),
        ("5 years, less 1 day", "2023-02-28", "2028-02-27", "2028-02-27"),
    ],
)
def test_an_anniversary_that_does_not_exist_has_one_convention(words: str, start: str, ends: str, begins: str) -> None:
    count, day = count_of(words), date.fromisoformat(start)
    assert count.reckon(day, business).isoformat() == ends
    assert count.reckon(day, business, begins=True).isoformat() == begins


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("20 days", "20 days"),
        ("1 business days", "1 business day"),
        ("5 business days before", "5 business days before"),
        ("same day", "that same day"),
        ("0 days", "that same day"),
        ("April 15 after", "April 15"),
        ("April 15 after, less 1 day", "April 15, less 1 day"),
        ("April 15 after, then 30 days", "April 15, then 30 days more"),
        ("day 20 of the next month", "day 20 of the next month"),
        ("last business day of the next month", "the last business day of the next month"),
        ("every 3 years from 1990-09-01", "every 3 years from September 1, 1990"),
        ("every 1 years from 2003-07-01", "every year from July 1, 2003"),
        ("on 1994-01-01", "January 1, 1994"),
        ("20 days, then day 5 of the next month", "20 days, day 5 of the next month"),
    ],
)
def test_a_count_is_said_in_words(words: str, said: str) -> None:
    assert count_of(words).said == said


@pytest.mark.parametrize(
    "words",
    ["", "soon", "20", "twenty days", "April 31 after", "day 29 of the next month", "day 0 of the next month",
     "every 0 years from 1990-09-01", "on 2026-02-30", "20 days or so", "20 days, then", "20 days,then 5 days"],
)  # fmt: skip
def test_other_words_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(NotACount, match=r"Write '20 days'"):
        count_of(words)


def test_a_plain_count_tells_its_number() -> None:
    assert count_of("20 days").span == TimeSpan(20, "days")
    assert count_of("5 years, less 1 day").span is None
    assert count_of("April 15 after").span is None
    assert count_of("every 2 years from 2005-01-15").cycle == YearCycle(2, date(2005, 1, 15))
    assert count_of("20 days").cycle is None


@given(SOME_DAY, st.integers(0, 400))
def test_days_are_plain_days(start: date, number: int) -> None:
    assert count_of(f"{number} days").reckon(start, business) == start + timedelta(days=number)


@given(SOME_DAY, st.integers(1, 40))
def test_business_days_end_on_one_and_hold_that_many(start: date, number: int) -> None:
    end = count_of(f"{number} business days").reckon(start, business)
    assert business(end)
    assert sum(business(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)) == number


@given(SOME_DAY, st.integers(1, 12))
def test_a_cycle_never_lies_behind_nor_a_whole_turn_ahead(start: date, years: int) -> None:
    end = count_of(f"every {years} years from 1989-09-01").reckon(start, business)
    assert start <= end < start.replace(year=start.year + years, day=min(start.day, 28)) + timedelta(days=4)
    assert (end.year - 1989) % years == 0
