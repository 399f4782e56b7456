"""How long a clock runs, in words that are read and reckoned: ``20 days``, ``15 days, then 5 business days``.

What the words can say, alone or joined by ``, then``:

=========================================  ==================================================================
``20 days`` ``6 months`` ``3 years``       that long after the day it starts from, which is not counted itself
``5 business days``                        the same, leaving out weekends and public holidays
``30 days before`` ``less 1 day``          backwards
``same day``                               the day itself
``April 15 after``                         the next such day after it
``day 20 of the next month``               of the calendar month that follows
``last business day of the next month``    of the calendar month that follows
``every 3 years from 1990-09-01``          the first day of that cycle which is not before it
``on 1994-01-01``                          that day, whatever it starts from
=========================================  ==================================================================

What falls on a day that the month does not have is settled by `domain.anniversaries`: what ends there ends on the last
day of the month, what begins there or is stepped back from begins on the first of the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import zip_longest

from desktop_app.domain.anniversaries import days_of_month, months_later
from desktop_app.domain.dates import MONTHS, long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern

IsBusinessDay = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
DAYS, BUSINESS_DAYS, WEEKS, MONTHS_, YEARS = "days", "business days", "weeks", "months", "years"
_TWELVE = 12
_JOINT = late_pattern(r", (?:then )?(?=less |\d|day |last |same |every |on )")


class NotACount(ValueError):
    """The words do not say how long; the message shows how it is written."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """So many days, business days, weeks, months or years; negative ones go backwards."""

    number: int
    unit: str

    def reckon(self, start: date, is_business_day: IsBusinessDay, *, begins: bool) -> date:
        """The day at its other end. `begins` tells that something begins there, or is stepped back from."""
        if self.unit == BUSINESS_DAYS:
            return _business(start, self.number, is_business_day)
        if self.unit in (MONTHS_, YEARS):
            return months_later(start, self.number * (_TWELVE if self.unit == YEARS else 1), begins=begins)
        return start + timedelta(days=self.number * (7 if self.unit == WEEKS else 1))

    @property
    def length(self) -> str:
        """How long it is, in words: ``5 business days``."""
        number = abs(self.number)
        return f"{number:,} {self.unit if number != 1 else self.unit.removesuffix('s')}"

    @property
    def said(self) -> str:
        """In words that need no other beside them: ``30 days before``, ``that same day``."""
        if not self.number:
            return "that same day"
        return self.length if self.number > 0 else f"{self.length} before"


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next such day of a year after the start."""

    month: int
    day: int

    def after(self, start: date) -> date:
        """That day of this year or of the next."""
        found = date(start.year, self.month, self.day)
        return found if found > start else date(start.year + 1, self.month, self.day)

    @property
    def said(self) -> str:
        """In words: ``April 15``."""
        return f"{MONTHS[self.month - 1]} {self.day}"


@dataclass(frozen=True, slots=True)
class NextMonth:
    """A day of the calendar month that follows; 0 is its last business day."""

    day: int

    def reckon(self, start: date, is_business_day: IsBusinessDay) -> date:
        """That day."""
        first = months_later(start.replace(day=1), 1)
        if self.day:
            return first.replace(day=self.day)
        return _business(months_later(first, 1), -1, is_business_day)

    @property
    def said(self) -> str:
        """In words: ``day 20 of the next month``."""
        return f"{f'day {self.day}' if self.day else 'the last business day'} of the next month"


@dataclass(frozen=True, slots=True)
class YearCycle:
    """A day that comes back every so many years."""

    years: int
    first: date

    def not_before(self, start: date) -> date:
        """The first day of the cycle that is not before the start."""
        behind = max(0, start.year - self.first.year)
        found = months_later(self.first, _TWELVE * (behind - behind % self.years))
        return found if found >= start else months_later(found, _TWELVE * self.years)

    @property
    def said(self) -> str:
        """In words: ``every 3 years from September 1, 1990``."""
        return f"every {'year' if self.years == 1 else f'{self.years} years'} from {long_date(self.first)}"


Part = TimeSpan | NextMonth | NextDate | YearCycle | date


@dataclass(frozen=True, slots=True)
class DayCount:
    """How long a clock runs: parts that are reckoned one after the other. `words` are what it was read from."""

    words: str
    parts: tuple[Part, ...]

    def reckon(self, start: date, is_business_day: IsBusinessDay, *, begins: bool = False) -> date:
        """The day on which a clock that starts on `start` ends; `begins` tells that something begins on it."""
        day = start
        for part, follower in zip_longest(self.parts, self.parts[1:]):
            if isinstance(part, TimeSpan):
                back = isinstance(follower, TimeSpan) and follower.number < 0
                day = part.reckon(day, is_business_day, begins=back or (begins and follower is None))
            elif isinstance(part, NextMonth):
                day = part.reckon(day, is_business_day)
            elif isinstance(part, NextDate):
                day = part.after(day)
            else:
                day = part.not_before(day) if isinstance(part, YearCycle) else part
        return day

    @property
    def span(self) -> TimeSpan | None:
        """The number and unit, where that is all there is."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], TimeSpan) else None

    @property
    def said(self) -> str:
        """How long, in words for a reader: ``April 15, less 1 day``."""
        said = [long_date(part) if isinstance(part, date) else part.said for part in self.parts]
        for number, part in enumerate(self.parts[1:], 1):
            if isinstance(part, TimeSpan):
                said[number] = f"less {part.length}" if part.number < 0 else f"then {part.said} more"
        return ", ".join(said)

    @property
    def cycle(self) -> YearCycle | None:
        """The cycle, where the count is one."""
        return self.parts[0] if isinstance(self.parts[0], YearCycle) else None


def count_of(words: str) -> DayCount:
    """The count that the words say.

    Raises NotACount for other words and for days that no calendar has.
    """
    try:
        return DayCount(words, tuple(_parts(words)))
    except ValueError as error:
        raise NotACount(
            f"'{words}' does not say how long. Write '20 days', '5 business days', 'April 15 after', "
            "'day 20 of the next month' or 'every 3 years from 1990-09-01', joined by ', then'."
        ) from error


def _parts(words: str) -> Iterator[Part]:
    for piece in _JOINT.split(words):
        yield _part(piece)


def _part(words: str) -> Part:
    for pattern, made in _MAKERS:
        if found := pattern.fullmatch(words):
            return made(found)
    raise ValueError(words)


def _span(found: re.Match[str]) -> Part:
    return TimeSpan((-1 if found[1] or found[4] else 1) * int(found[2]), f"{found[3]}s")


def _next_date(found: re.Match[str]) -> Part:
    month = MONTHS.index(found[1]) + 1
    return NextDate(month, _within(int(found[2]), _shortest(month)))


def _shortest(month: int) -> int:
    """The last day that the month has in every year."""
    return days_of_month(2001, month)


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError(number)
    return number


def _business(start: date, count: int, is_business_day: IsBusinessDay) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    day = start
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day):
            day += step
    return day


_MAKERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part]], ...] = (
    (late_pattern(r"same day"), lambda _: TimeSpan(0, DAYS)),
    (late_pattern(r"last business day of the next month"), lambda _: NextMonth(0)),
    (late_pattern(r"(less )?(\d{1,4}) (business day|day|week|month|year)s?( before)?"), _span),
    (late_pattern(rf"({'|'.join(MONTHS)}) (\d{{1,2}}) after"), _next_date),
    (late_pattern(r"day (\d{1,2}) of the next month"), lambda found: NextMonth(_within(int(found[1]), _shortest(2)))),
    (
        late_pattern(r"every (\d{1,2}) years from (\d{4}-\d{2}-\d{2})"),
        lambda found: YearCycle(_within(int(found[1]), _TWELVE), date.fromisoformat(found[2])),
    ),
    (late_pattern(r"on (\d{4}-\d{2}-\d{2})"), lambda found: date.fromisoformat(found[1])),
)
