"""Which days the commission is likely closed. It remembers the holidays of each year it was asked about."""

from __future__ import annotations

from datetime import date

from desktop_app.rulebook.holidays import SATURDAY, closing, holidays, next_business_day
from desktop_app.rulebook.rulebook import Rulebook


class Calendar:
    """The business days by the holidays of a rulebook.

    The chapter moves no date off a weekend or holiday and does not say what a business day is; here it is a day that
    is neither Saturday, Sunday nor a public holiday of Missouri.
    """

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._years: dict[int, frozenset[date]] = {}

    def is_business_day(self, day: date) -> bool:
        """Whether the day is neither Saturday, Sunday nor a holiday."""
        return day.weekday() < SATURDAY and day not in self._holidays(day.year)

    def closing(self, day: date) -> str:
        """Why the commission is likely closed on the day, in words; nothing on a usual business day."""
        return closing(self._rules, day)

    def next_business_day(self, day: date) -> date:
        """The day itself, or the first one after it that is a business day."""
        return next_business_day(self._rules, day)

    def _holidays(self, year: int) -> frozenset[date]:
        if year not in self._years:
            self._years[year] = frozenset(holiday.day for holiday in holidays(self._rules, year))
        return self._years[year]
