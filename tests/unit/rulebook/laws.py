"""A small law for tests: a few clocks and two penalties."""

from datetime import date
from decimal import Decimal

from desktop_app.rulebook.clock import Clock, Clocks, Event, Nature, Period
from desktop_app.rulebook.law import Law
from desktop_app.rulebook.parameter import DatedValue, Parameter
from desktop_app.rulebook.penalty import Penalties, Penalty
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Rulebook

SINCE = date(2004, 4, 30)
NOTICE = Event("notice", "the date of the notice")
YEAR = Event("year_end", "the last day of the year", Period.YEAR)


def parameter(name: str, *values: DatedValue) -> Parameter:
    return Parameter(name, name, "unit", values)


ANSWER = Clock(
    "report/answer",
    "Answer",
    "report",
    Utility.WATER,
    NOTICE,
    "From {start}, {count}, to {date}.",
    ("3.640(3)",),
    unless=frozenset({"tiny"}),
)
DUE = Clock(
    "report/due",
    "Report",
    "report",
    Utility.ALL,
    YEAR,
    "Due {date}.",
    ("3.640(1)", "3.640(6)(A)"),
    only=frozenset({"big"}),
)
NEVER = Clock(
    "report/never", "Never", "report", Utility.WATER, NOTICE, "At once.", ("3.640(7)",), nature=Nature.NO_DATE
)
LAW = Law(
    Rulebook(
        [
            parameter("report/answer", DatedValue(SINCE, "20 days", ("3.640(3)",))),
            parameter("report/due", DatedValue(SINCE, "April 15 after", ("3.640(1)",))),
            parameter("report/base", DatedValue(SINCE, Decimal(100), ("3.640(9)",))),
            parameter("report/per_day", DatedValue(SINCE, Decimal(50), ("3.640(9)",))),
            parameter("holidays/new_year", DatedValue(date(1950, 1, 1), "January 1", ())),
        ]
    ),
    Clocks((ANSWER, DUE, NEVER), (NOTICE, YEAR)),
    Penalties(
        (
            Penalty("late_phone", "Late call", Utility.TELECOM, "", "report/per_day", ("3.540(9)",)),
            Penalty("late", "Late report", Utility.WATER, "report/base", "report/per_day", ("3.640(9)",)),
        )
    ),
)
