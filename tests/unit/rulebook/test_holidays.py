"""Missouri's holidays: the thirteen of RSMo 9.010, the Sunday rule, and no Saturday rule."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog.library import FormFiles
from desktop_app.rulebook.holidays import (
    NotAHoliday,
    closing,
    day_of,
    holiday_on,
    holidays,
    is_business_day,
    next_business_day,
)
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.rulebook import Rulebook

RULES = FormFiles(Path(__file__).parents[3] / "forms").rules()


def test_a_year_has_its_thirteen_holidays() -> None:
    assert [f"{holiday.day:%m-%d} {holiday.label}" for holiday in holidays(RULES, 2026)] == [
        "01-01 New Year's Day",
        "01-19 Martin Luther King Day",
        "02-12 Lincoln Day",
        "02-16 Washington's Birthday",
        "05-08 Truman Day",
        "05-25 Memorial Day",
        "06-19 Juneteenth",
        "07-04 Independence Day",
        "09-07 Labor Day",
        "10-12 Columbus Day",
        "11-11 Veterans Day",
        "11-26 Thanksgiving Day",
        "12-25 Christmas Day",
    ]


def test_a_holiday_on_sunday_is_kept_on_monday() -> None:
    holiday = holiday_on(RULES, date(2027, 7, 5))
    assert holiday is not None
    assert holiday.moved
    assert holiday_on(RULES, date(2027, 7, 4)) is None
    assert closing(RULES, date(2027, 7, 5)) == "Independence Day (kept on Monday)"


def test_a_holiday_on_saturday_moves_no_date_but_is_told() -> None:
    friday = date(2026, 7, 3)
    assert is_business_day(RULES, friday)
    assert "Independence Day" in closing(RULES, friday)
    assert closing(RULES, date(2026, 7, 2)) == ""
    assert closing(RULES, date(2026, 7, 10)) == ""


def test_juneteenth_is_young() -> None:
    assert holiday_on(RULES, date(2020, 6, 19)) is None
    assert holiday_on(RULES, date(2023, 6, 19)) is not None


def test_the_next_business_day_passes_weekends_and_holidays() -> None:
    assert next_business_day(RULES, date(2017, 11, 5)) == date(2017, 11, 6)
    assert next_business_day(RULES, date(2021, 7, 3)) == date(2021, 7, 6)
    assert next_business_day(RULES, date(2026, 3, 4)) == date(2026, 3, 4)


def test_a_weekend_is_told_and_a_business_day_is_not() -> None:
    assert closing(RULES, date(2017, 11, 5)) == "a Sunday"
    assert closing(RULES, date(2026, 3, 4)) == ""


def test_the_last_weekday_of_december() -> None:
    assert day_of("last Friday of December", 2026) == date(2026, 12, 25)


def test_other_words_are_refused() -> None:
    with pytest.raises(NotAHoliday):
        day_of("whenever", 2026)


def test_a_number_and_other_topics_are_no_holidays() -> None:
    since = date(2004, 4, 30)
    rules = Rulebook(
        [
            LegalValue("holidays/odd", "odd", "day", (DatedValue(since, Decimal(4)),)),
            LegalValue("other/x", "x", "day", (DatedValue(since, "May 8"),)),
        ]
    )
    assert holidays(rules, 2026) == ()
