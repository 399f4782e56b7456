from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.dates import NotADate, long_date, parse_date, short_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("12/31/2025", date(2025, 12, 31)),
        ("2/3/25", date(2025, 2, 3)),
        ("1/1/71", date(1971, 1, 1)),
        ("Dec. 31, 2025", date(2025, 12, 31)),
        (" February 29 2024 ", date(2024, 2, 29)),
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
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotADate, match="Write it as"):
        parse_date(text)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(long_date(day)) == day
