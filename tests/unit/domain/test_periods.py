from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.periods import FilingPeriod, NotAMonth, month_of

PERIODS = st.builds(FilingPeriod, st.integers(1990, 2099), st.integers(0, 12))


@pytest.mark.slow
@given(PERIODS)
def test_each_period_begins_the_day_after_the_one_before_it(period: FilingPeriod) -> None:
    assert period.following.begins == period.ends + timedelta(days=1)
    assert period < period.following
    assert period.following.before == period
    assert period.following.year_ago.following == period.following.following.year_ago


@pytest.mark.parametrize(
    ("period", "begins", "ends", "code", "words"),
    [
        (FilingPeriod(2025), date(2025, 1, 1), date(2025, 12, 31), "2025", "2025"),
        (FilingPeriod(2024, 2), date(2024, 2, 1), date(2024, 2, 29), "2024-02", "February 2024"),
        (FilingPeriod(2025, 12), date(2025, 12, 1), date(2025, 12, 31), "2025-12", "December 2025"),
    ],
)
def test_a_period_has_days_a_code_and_words(
    period: FilingPeriod, begins: date, ends: date, code: str, words: str
) -> None:
    assert (period.begins, period.ends, period.code, period.words) == (begins, ends, code, words)


@pytest.mark.slow
@given(st.builds(FilingPeriod, st.integers(1990, 2099), st.integers(1, 12)))
def test_a_month_reads_back_from_its_code(period: FilingPeriod) -> None:
    assert month_of(f" {period.code} ") == period


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "13/2026", "0000-01", "1/26", "Ja 2026", "Smarch 2026"])
def test_what_is_no_month_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(NotAMonth, match="2026-01"):
        month_of(text)


@pytest.mark.parametrize("text", ["2026-01", "2026/1", "1/2026", "01-2026", "Jan 2026", "january, 2026", " JAN. 2026 "])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert month_of(text) == FilingPeriod(2026, 1)
