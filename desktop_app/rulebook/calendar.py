"""Which days the commission is likely closed. It remembers the holidays of each year it was asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from desktop_app.rulebook.holidays import SATURDAY, Holiday, closing_words, holidays
from desktop_app.rulebook.rulebook import Rulebook


class BusinessCalendar:
    """The business days by the holidays of a rulebook.

    The chapter moves no date off a weekend or holiday and does not say what a business day is; here it is a day that
    is neither Saturday, Sunday nor a public holiday of Missouri.
    """

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._years: dict[int, Mapping[date, Holiday]] = {}

    def is_business_day(self, day: date) -> bool:
        """Whether the day is neither Saturday, Sunday nor a holiday."""
        return day.weekday() < SATURDAY and self.holiday_on(day) is None

    def closing(self, day: date) -> str:
        """Why the commission is likely closed on the day, in words; nothing on a usual business day."""
        return closing_words(day, self.holiday_on)

    def next_business_day(self, day: date) -> date:
        """The day itself, or the first one after it that is a business day."""
        while not self.is_business_day(day):
            day += timedelta(days=1)
        return day

    def last_business_day(self, day: date) -> date:
        """The day itself, or the last one before it that is a business day."""
        while not self.is_business_day(day):
            day -= timedelta(days=1)
        return day

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday that is kept on the day, None if there is none."""
        if day.year not in self._years:
            self._years[day.year] = {holiday.day: holiday for holiday in holidays(self._rules, day.year)}
        return self._years[day.year].get(day)
