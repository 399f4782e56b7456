"""The law as a company goes by it: legal values, clocks, penalties and business days together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.rulebook.calendar import BusinessCalendar
from desktop_app.rulebook.clock import NO_DATE, DeadlineBound, DeadlineEnd, DeadlineNature, DeadlineRule, DeadlineRules
from desktop_app.rulebook.count import DayCount, TimeSpan, count_of
from desktop_app.rulebook.penalty import PenaltyTable
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import RuleAmendment, Rulebook, RuleValue


@dataclass(frozen=True)
class ChapterLaw:
    """Everything the chapter fixes in numbers and days. How long a clock runs is the legal value of its name."""

    rules: Rulebook
    clocks: DeadlineRules
    penalties: PenaltyTable

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The business days."""
        return BusinessCalendar(self.rules)

    def amended(self, amendments: Iterable[RuleAmendment]) -> ChapterLaw:
        """The law with a company's own amendments in it."""
        return ChapterLaw(self.rules.amended(map(self._as_counted, amendments)), self.clocks, self.penalties)

    def _as_counted(self, amendment: RuleAmendment) -> RuleAmendment:
        """An amendment of a clock whose bound is "before", without the day that earlier versions took off in words."""
        before = any(clock.name == amendment.name and clock.bound is DeadlineBound.BEFORE for clock in self.clocks.all)
        if not before or not isinstance(amendment.value, str):
            return amendment
        words = amendment.value.removesuffix(", less 1 day")
        return replace(amendment, value="same day" if words == "1 day before" else words)

    @cached_property
    def _counts(self) -> dict[str, DayCount]:
        """The counts that were read, by their words."""
        return {}

    def count(self, clock: DeadlineRule, on: date) -> tuple[DayCount, str]:
        """How long the clock runs by the rules of a day, and on whose authority.

        For a day before the rules built in begin, their first text is taken: the chapter gathered older rules.
        """
        first = self._since(clock.name)
        value = self.rules.value(clock.name, max(on, first))
        entered = self._entered(clock, on) if value.since == first else None
        words = value.text if entered is None else f"{entered.number} days{value.text.partition(' days')[2]}"
        if words not in self._counts:
            self._counts[words] = count_of(words)
        if entered is not None:
            return self._counts[words], entered.authority
        return self._counts[words], ", ".join(clock.cites) if value.since == first else value.authority

    def lengths(self, name: str) -> str:
        """The values by which the clocks of that name are as long as they are, in words; nothing without one."""
        named = [f"tariff_{clock.utility.value}/{clock.length}" for clock in self.clocks.all if clock.name == name]
        known = [value for value in dict.fromkeys(named) if self.rules.has(value)]
        labels = dict.fromkeys(f"'{self.rules.parameter(value).label}'" for value in known)
        return f"{' or '.join(labels)} ({', '.join(known)})" if known else ""

    def _entered(self, clock: DeadlineRule, on: date) -> RuleValue | None:
        """What the company entered over the value that is as long as the clock."""
        name = f"tariff_{clock.utility.value}/{clock.length}"
        if not clock.length or not self.rules.has(name):
            return None
        value = self.rules.value(name, max(on, self._since(name)))
        return value if value.amended else None

    def words(self, clock: DeadlineRule, on: date) -> str:
        """How long the clock runs and on which side its bound lies, in words: ``within 20 days``."""
        return NO_DATE if clock.nature is DeadlineNature.NO_DATE else bound_words(self.count(clock, on)[0], clock.bound)

    def addressees(self, clock: DeadlineRule, on: date) -> tuple[RuleValue, ...]:
        """To whom goes what the clock is for, with their addresses. Raises NoSuchRule for one that is not known."""
        return tuple(self.rules.value(name, max(on, self._since(name))) for name in clock.addressees)

    def _since(self, name: str) -> date:
        return self.rules.parameter(name).values[0].since

    @cached_property
    def _endings(self) -> dict[tuple[str, Utility, str, date], DeadlineEnd]:
        """Where clocks were found to end: a calendar is shown again and again."""
        return {}

    def run(self, clock: DeadlineRule, start: date) -> DeadlineEnd:
        """Where the clock ends that starts on the day."""
        known = (clock.name, clock.utility, clock.filing, start)
        if known not in self._endings:
            self._endings[known] = self._run(clock, start)
        return self._endings[known]

    def _run(self, clock: DeadlineRule, start: date) -> DeadlineEnd:
        if clock.nature is DeadlineNature.NO_DATE:
            sentence = clock.sentence.format(start=long_date(start))
            return DeadlineEnd(clock, start, None, NO_DATE, sentence, ", ".join(clock.cites))
        count, authority = self.count(clock, start)
        counted = count.reckon(start, self.calendar.is_business_day, begins=clock.bound.begins)
        end = clock.bound.shown(counted)
        sentence = clock.sentence.format(start=long_date(start), date=long_date(end), count=count.said)
        return DeadlineEnd(clock, start, end, count.words, sentence, authority)

    def ends(self, name: str, start: date) -> date | None:
        """The day on which the first clock of that name or citation ends. Raises NoSuchClock."""
        return self.run(self.clocks.find(name)[0], start).date


def bound_words(count: DayCount, bound: DeadlineBound) -> str:
    """A length with the side on which its bound lies: ``within 20 days``, ``before April 15``."""
    first = count.parts[0]
    number = first.number if isinstance(first, TimeSpan) else None
    said = count.said
    words = {
        DeadlineBound.AFTER: f"after the expiration of {said}",
        DeadlineBound.NOT_BEFORE: f"not before {said} later" if number else f"not before {said}",
        DeadlineBound.BEFORE: f"before {said} have passed"
        if number
        else "before that day"
        if number == 0
        else f"before {said}",
    }
    if bound in words:
        return words[bound]
    if number is None:
        return said if count.cycle is not None else f"by {said}"
    return f"within {said}" if number > 0 else f"at least {said}" if number else said
