"""The months of a season side by side: how many are off, what is owed, where help came from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.services.cold_weather.beginning import ReportMonth, reported_months
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling

SHOWN = 13  # a year, and the same month of the year before it
TOTALS = ("all_electric", "all_gas")
# What a season is looked at by: a name, and the lines of the report that are added up for it.
SERIES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Customers without service", ("a1",)),
    ("Cut off and still off", ("a2",)),
    ("Cut off and restored", ("a3",)),
    ("Dollars owed", ("e",)),
    ("LIHEAP, dollars", ("h1",)),
    ("ECIP, dollars", ("h2",)),
    ("Other help, dollars", ("h3",)),
)


@dataclass(frozen=True, slots=True)
class MonthSeries:
    """One figure through the months; None where there is no report or no answer."""

    name: str
    points: tuple[tuple[FilingPeriod, Decimal | None], ...]


def season(file: CompanyFile) -> tuple[tuple[ReportMonth, ...], tuple[MonthSeries, ...]]:
    """The latest months, and what their reports say, both groups and all districts together."""
    shown = reported_months(file)[-SHOWN:]
    books = {month.period: file.book(month.filing.id) for month in shown if month.filing is not None}
    return shown, tuple(
        MonthSeries(name, tuple((month.period, _sum(books.get(month.period), lines)) for month in shown))
        for name, lines in SERIES
    )


def _sum(book: EvaluatedFiling | None, lines: Sequence[str]) -> Decimal | None:
    if book is None:
        return None
    values = [book.calculation.values.get(Place(total, line, "total")) for total in TOTALS for line in lines]
    known = [value for value in values if isinstance(value, Decimal)]
    return sum(known, Decimal(0)) if known else None


def skipped(shown: Sequence[ReportMonth]) -> tuple[FilingPeriod, ...]:
    """The months without a report between months that have one: these were passed over."""
    last = max((month.period for month in shown if month.filing is not None), default=None)
    return tuple(month.period for month in shown if month.filing is None and last is not None and month.period < last)
