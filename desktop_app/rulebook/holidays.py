"""Missouri's public holidays (RSMo 9.010) and the business days between them.

The statute shifts a holiday that falls on a Sunday to the Monday after and leaves one on a Saturday where it is. When
the state's offices close on the Friday before, that is a custom, so it is told apart (`closed_for`) and moves no date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from desktop_app.domain.dates import MONTHS
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.rulebook.rulebook import Rulebook

TOPIC = "holidays/"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
_WEEK = 7
_ORDINALS = ("first", "second", "third", "fourth", "last")
_FIXED = late_pattern(rf"({'|'.join(MONTHS)}) (\d{{1,2}})")
_FLOATING = late_pattern(rf"({'|'.join(_ORDINALS)}) ({'|'.join(DAYS)}) of ({'|'.join(MONTHS)})")


class NotAHoliday(ValueError):
    """The words do not name a day of the year; the message says how one is written."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday. `moved` tells that it is kept on the Monday after its Sunday."""

    day: date
    label: str
    moved: bool = False


def day_of(words: str, year: int) -> date:
    """The day of the year that the words name: ``May 8`` or ``third Monday of January``.

    Raises NotAHoliday for other words, ValueError for a day that the month does not have.
    """
    if fixed := _FIXED.fullmatch(words):
        return date(year, MONTHS.index(fixed[1]) + 1, int(fixed[2]))
    floating = _FLOATING.fullmatch(words)
    if floating is None:
        raise NotAHoliday(f"'{words}' is not a day of the year. Write 'May 8' or 'third Monday of January'.")
    month, weekday = MONTHS.index(floating[3]) + 1, DAYS.index(floating[2])
    if floating[1] == "last":
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % _WEEK)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * _ORDINALS.index(floating[1]))


def holidays(rules: Rulebook, year: int) -> tuple[Holiday, ...]:
    """The holidays of a year in their order, as the rules held in it."""
    return tuple(sorted(_holidays(rules, year), key=lambda holiday: holiday.day))


def _holidays(rules: Rulebook, year: int) -> Iterator[Holiday]:
    for name in rules.names:
        if not name.startswith(TOPIC):
            continue
        parameter = rules.parameter(name)
        dated = parameter.at(date(year, 12, 31))
        if dated is None or not isinstance(dated.value, str):
            continue
        day = day_of(dated.value, year)
        moved = day.weekday() == SUNDAY
        yield Holiday(day + timedelta(days=int(moved)), parameter.label, moved)


def holiday_on(rules: Rulebook, day: date) -> Holiday | None:
    """The holiday that is kept on the day, None if there is none."""
    return next((holiday for holiday in holidays(rules, day.year) if holiday.day == day), None)


def is_business_day(rules: Rulebook, day: date) -> bool:
    """Whether the day is neither Saturday, Sunday nor a holiday."""
    return day.weekday() < SATURDAY and holiday_on(rules, day) is None


def next_business_day(rules: Rulebook, day: date) -> date:
    """The day itself, or the first one after it that is a business day."""
    while not is_business_day(rules, day):
        day += timedelta(days=1)
    return day


def closing(rules: Rulebook, day: date) -> str:
    """Why the commission is likely closed on the day, in words for a warning; nothing on a business day."""
    return closing_words(day, lambda other: holiday_on(rules, other))


def closing_words(day: date, holiday_of: Callable[[date], Holiday | None]) -> str:
    """The same for somebody who knows the holidays already."""
    holiday = holiday_of(day)
    if holiday is not None:
        return f"{holiday.label}{' (kept on Monday)' if holiday.moved else ''}"
    if day.weekday() >= SATURDAY:
        return f"a {DAYS[day.weekday()]}"
    custom = _closed_for(day, holiday_of)
    return f"the Friday before {custom.label}, when state offices close by custom" if custom is not None else ""


def _closed_for(day: date, holiday_of: Callable[[date], Holiday | None]) -> Holiday | None:
    return holiday_of(day + timedelta(days=1)) if day.weekday() == FRIDAY else None
