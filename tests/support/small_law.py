"""A small law for tests: a few clocks and two penalties."""

from datetime import date
from decimal import Decimal

from desktop_app.rulebook.clock import DeadlineEvent, DeadlineNature, DeadlineRule, DeadlineRules, EventRecurrence
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.penalty import Penalty, PenaltyTable
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Rulebook

SINCE = date(2004, 4, 30)
NOTICE = DeadlineEvent("notice", "the date of the notice")
YEAR = DeadlineEvent("year_end", "the last day of the year", EventRecurrence.YEAR)


def parameter(name: str, *values: DatedValue) -> LegalValue:
    return LegalValue(name, name, "unit", values)


ANSWER = DeadlineRule(
    "report/answer",
    "Answer",
    "report",
    Utility.WATER,
    NOTICE,
    "From {start}, {count}, to {date}.",
    ("3.640(3)",),
    unless=frozenset({"tiny"}),
)
DUE = DeadlineRule(
    "report/due",
    "Report",
    "report",
    Utility.ALL,
    YEAR,
    "Due {date}.",
    ("3.640(1)", "3.640(6)(A)"),
    only=frozenset({"big"}),
)
NEVER = DeadlineRule(
    "report/never", "Never", "report", Utility.WATER, NOTICE, "At once.", ("3.640(7)",), nature=DeadlineNature.NO_DATE
)
LAW = ChapterLaw(
    Rulebook(
        [
            parameter("report/answer", DatedValue(SINCE, "20 days", ("3.640(3)",))),
            parameter("report/due", DatedValue(SINCE, "April 15 after", ("3.640(1)",))),
            parameter("report/base", DatedValue(SINCE, Decimal(100), ("3.640(9)",))),
            parameter("report/per_day", DatedValue(SINCE, Decimal(50), ("3.640(9)",))),
            parameter("holidays/new_year", DatedValue(date(1950, 1, 1), "January 1", ())),
        ]
    ),
    DeadlineRules((ANSWER, DUE, NEVER), (NOTICE, YEAR)),
    PenaltyTable(
        (
            Penalty("late_phone", "Late call", Utility.TELECOM, "", "report/per_day", ("3.540(9)",)),
            Penalty("late", "Late report", Utility.WATER, "report/base", "report/per_day", ("3.640(9)",)),
        )
    ),
)
