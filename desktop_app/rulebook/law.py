"""The law as a company goes by it: legal values, clocks, penalties and business days together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.rulebook.calendar import Calendar
from desktop_app.rulebook.clock import NO_DATE, Clock, Clocks, Ending, Nature
from desktop_app.rulebook.count import Count, count_of
from desktop_app.rulebook.penalty import Penalties
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Amendment, Rulebook


@dataclass(frozen=True)
class Law:
    """Everything the chapter fixes in numbers and days. How long a clock runs is the legal value of its name."""

    rules: Rulebook
    clocks: Clocks
    penalties: Penalties

    @cached_property
    def calendar(self) -> Calendar:
        """The business days."""
        return Calendar(self.rules)

    def amended(self, amendments: Iterable[Amendment]) -> Law:
        """The law with a company's own amendments in it."""
        return Law(self.rules.amended(amendments), self.clocks, self.penalties)

    @cached_property
    def _counts(self) -> dict[str, Count]:
        """The counts that were read, by their words."""
        return {}

    def count(self, clock: Clock, on: date) -> tuple[Count, str]:
        """How long the clock runs by the rules of a day, and on whose authority.

        For a day before the rules built in begin, their first text is taken: the chapter gathered older rules.
        """
        first = self.rules.parameter(clock.name).values[0].since
        value = self.rules.value(clock.name, max(on, first))
        if value.text not in self._counts:
            self._counts[value.text] = count_of(value.text)
        return self._counts[value.text], ", ".join(clock.cites) if value.since == first else value.authority

    @cached_property
    def _endings(self) -> dict[tuple[str, Utility, str, date], Ending]:
        """Where clocks were found to end: a calendar is shown again and again."""
        return {}

    def run(self, clock: Clock, start: date) -> Ending:
        """Where the clock ends that starts on the day."""
        known = (clock.name, clock.utility, clock.filing, start)
        if known not in self._endings:
            self._endings[known] = self._run(clock, start)
        return self._endings[known]

    def _run(self, clock: Clock, start: date) -> Ending:
        if clock.nature is Nature.NO_DATE:
            return Ending(clock, start, None, NO_DATE, clock.sentence, ", ".join(clock.cites))
        count, authority = self.count(clock, start)
        end = count.reckon(start, self.calendar.is_business_day)
        sentence = clock.sentence.format(start=long_date(start), date=long_date(end), count=count.words)
        return Ending(clock, start, end, count.words, sentence, authority)

    def ends(self, name: str, start: date) -> date | None:
        """The day on which the first clock of that name or citation ends. Raises NoSuchClock."""
        return self.run(self.clocks.find(name)[0], start).date
