from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.dates import NotADate, long_date, parse_date, parse_month_day, short_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("12/31/2025", date(2025, 12, 31)),
        ("2/3/25", date(2025, 2, 3)),
        ("1/1/71", date(1971, 1, 1)),
        ("Dec. 31, 2025", date(2025, 12, 31)),
        (" February 29 2024 ", date(2024, 2, 29)),
        ("2026-01-05 00:00:00", date(2026, 1, 5)),
        ("2026-01-05T00:00:00", date(2026, 1, 5)),
        ("2026-01-05T00:00:00.000Z", date(2026, 1, 5)),
        ("1/5/2026 12:00:00 AM", date(2026, 1, 5)),
        ("05-JAN-26", date(2026, 1, 5)),
        ("5-Jan-2026", date(2026, 1, 5)),
        ("5 January 2026", date(2026, 1, 5)),
        ("20260105", date(2026, 1, 5)),
        ("2026/01/05", date(2026, 1, 5)),
        ("2026.1.5", date(2026, 1, 5)),
        ("31.12.2025", date(2025, 12, 31)),
        ("12.31.2025", date(2025, 12, 31)),
        ("5.5.2026", date(2026, 5, 5)),
        ("Monday, January 5, 2026", date(2026, 1, 5)),
        ("Mon Jan 5 2026", date(2026, 1, 5)),
        ("January 5th, 2026", date(2026, 1, 5)),
    ],
)
def test_dates_as_people_write_them(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/12/2025",
        "2/29/2025",
        "1/1/1700",
        "De 31, 2025",
        "Smarch 1, 2025",
        "tomorrow",
        "1/1/0001",
        "9999999999-01-01",
        "20261305",
        "05.01.2026",
        "1/5-2026",
        "2026-01-05 13:45",
        "5-Foo-2026",
        "00/00/2026",
        "45000",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotADate, match="Write it as"):
        parse_date(text)


def test_a_date_that_could_mean_two_days_names_both() -> None:
    with pytest.raises(NotADate, match=r"could be May 1 or January 5\. Write it as 12/31/2025"):
        parse_date("05.01.2026")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-31", "12-31"),
        ("12/31", "12-31"),
        ("Dec 31", "12-31"),
        ("december 31st", "12-31"),
        ("31 Dec.", "12-31"),
        ("30-Jun", "06-30"),
        ("6/30", "06-30"),
        ("--06-30", "06-30"),
        ("Feb 29", "02-29"),
        (" 1-1 ", "01-01"),
        ("12/31/2025", "12-31"),
        ("June 30, 2025", "06-30"),
        ("2025-12-31", "12-31"),
    ],
)
def test_a_day_of_every_year_has_one_form(text: str, day: str) -> None:
    assert parse_month_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "00-00", "06-31", "13-45", "31/12", "Dec", "Foo 3", "2/29/2025", "3.4.2025", "February 30"]
)
def test_a_day_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises(NotADate, match="Write month and day, like 12-31 or Dec 31"):
        parse_month_day(text)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(long_date(day)) == day
