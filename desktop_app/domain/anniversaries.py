"""Months and years later, by one convention for days that a month does not have.

February 29 and a year later: where a period begins on the anniversary, or is stepped back from it, the day is March 1;
where a period ends on it, the day is February 28. The same holds for August 31 and six months later. The chapter
does not say; either way no day is counted twice and none is left out.
"""

from __future__ import annotations

from datetime import date

MONTHS_OF_A_YEAR = 12


def days_of_month(year: int, month: int) -> int:
    """How many days the month has in that year."""
    december = 12
    return 31 if month == december else (date(year, month + 1, 1) - date(year, month, 1)).days


def months_later(start: date, months: int, *, begins: bool = False) -> date:
    """The same day so many months later, negative ones earlier.

    In a month that has no such day it is the last day of that month, or with `begins` the first of the next.
    """
    years, month = divmod(start.month - 1 + months, MONTHS_OF_A_YEAR)
    year, month = start.year + years, month + 1
    last = days_of_month(year, month)
    if start.day <= last or not begins:
        return date(year, month, min(start.day, last))
    return months_later(date(year, month, 1), 1)


def years_and_days(start: date, end: date) -> tuple[int, int]:
    """The whole years from one day to a later one, and the days beyond the last anniversary."""
    years = end.year - start.year
    if months_later(start, years * MONTHS_OF_A_YEAR) > end:
        years -= 1
    return years, (end - months_later(start, years * MONTHS_OF_A_YEAR)).days
