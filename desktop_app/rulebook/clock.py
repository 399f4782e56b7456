"""The clocks of the chapter: from which day each runs, how long, and which provision says so.

How long a clock runs is a legal value of the same name (`Rulebook`), so it is dated and can be overridden like any
other; `DeadlineRule` holds what does not change with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from desktop_app.domain.citations import is_citation, stands_in
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.sentences import sentence_start
from desktop_app.rulebook.registry import Utility

NO_DATE = "no date in the rule"
COMPANY = "company"


class EventRecurrence(StrEnum):
    """How an event comes round of itself; `NONE` for one that happens and is written down."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    CYCLE = "cycle"
    NONE = ""


class DeadlineNature(StrEnum):
    """Whether a clock gives a day, none at all, or one that has passed for good."""

    DATED = "dated"
    NO_DATE = "no date"
    HISTORY = "history"


class DeadlineBound(StrEnum):
    """On which side of the day that is counted the bound lies.

    Within twenty days: that day is the last good one (`BY`). Before April 15: the day ahead of it is the last good one
    (`BEFORE`). Not fewer than thirty days: that day is the first good one (`NOT_BEFORE`). After the expiration of
    thirty days, or nothing within them: the day behind it is the first good one (`AFTER`).
    """

    BY = "by"
    BEFORE = "before"
    NOT_BEFORE = "not before"
    AFTER = "after"

    @property
    def is_deadline(self) -> bool:
        """Whether the day that is shown is the last good one, not the first."""
        return self in (DeadlineBound.BY, DeadlineBound.BEFORE)

    @property
    def begins(self) -> bool:
        """Whether something begins on the day that is counted, or it is stepped back from; see `anniversaries`."""
        return self in (DeadlineBound.BEFORE, DeadlineBound.NOT_BEFORE)

    def shown(self, counted: date) -> date:
        """The last good day, or the first, by the day that was counted."""
        return counted + timedelta(days={DeadlineBound.BEFORE: -1, DeadlineBound.AFTER: 1}.get(self, 0))


class NoSuchClock(LookupError):
    """There is no clock of that name or citation; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class DeadlineEvent:
    """A day from which clocks run, in words: "the date of the deficiency notice".

    `ask` tells a company to which the clock applies to write the event down, where that should have happened by now.
    """

    id: str
    words: str
    period: EventRecurrence = EventRecurrence.NONE
    ask: str = ""

    @property
    def label(self) -> str:
        """The words for a list of events."""
        return sentence_start(self.words.removeprefix("the "))


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One clock for one utility.

    `who` acts by it: "company", or somebody else whom the company only watches. A clock that is not `routine` is
    reckoned when asked for and not listed of itself. It holds only for companies of which all of `only` and nothing
    of `unless` is true; `excuse` tells why those are excused, and `others` are bound without being such a utility.
    `addressees` name the legal values that say to whom it goes; `initials` are the first letters of the companies'
    names for whom a day was that has passed. `sentence` has the fields {start}, {date} and {count}, without a date
    {start} alone; `title` (for what comes round) has {period}. `length` names the value of the utility's tariff rule
    that is as long in days: what a company enters over it moves the clock as well.
    """

    name: str
    label: str
    filing: str
    utility: Utility
    event: DeadlineEvent
    sentence: str
    cites: tuple[str, ...]
    nature: DeadlineNature = DeadlineNature.DATED
    bound: DeadlineBound = DeadlineBound.BY
    who: str = COMPANY
    routine: bool = True
    only: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    title: str = ""
    excuse: str = ""
    others: frozenset[str] = frozenset()
    addressees: tuple[str, ...] = ()
    initials: str = ""
    length: str = ""

    def excused(self, utilities: Iterable[str], facts: frozenset[str]) -> bool:
        """Whether the clock would hold but for one of the facts that excuse a company."""
        return bool(self.unless & facts) and self.concerns(utilities, facts - self.unless)

    def concerns(self, utilities: Iterable[str], facts: frozenset[str]) -> bool:
        """Whether the clock holds for a company that provides these services and of which these facts are true."""
        whom = {self.utility.value, *self.others}
        provided = self.utility is Utility.ALL or not whom.isdisjoint(utilities)
        return provided and self.only <= facts and not self.unless & facts


@dataclass(frozen=True, slots=True)
class DeadlineEnd:
    """Where a clock ends. `date` is None where the rule names none; `count` are the words by which it was reckoned."""

    clock: DeadlineRule
    start: date
    date: date | None
    count: str
    sentence: str
    authority: str


class DeadlineRules:
    """All clocks, found by name, citation or event. It never changes."""

    def __init__(self, clocks: Iterable[DeadlineRule], events: Iterable[DeadlineEvent] = ()) -> None:
        self.all = tuple(clocks)
        self.events: Mapping[str, DeadlineEvent] = {event.id: event for event in events}

    def find(self, name: str) -> tuple[DeadlineRule, ...]:
        """The clocks of that name, or all that stand in the provision of that citation.

        Raises NoSuchClock.
        """
        cited = is_citation(name)
        found = tuple(clock for clock in self.all if clock.name == name or (cited and stands_in(clock.cites, name)))
        if not found and cited:
            raise NoSuchClock(f"No deadline is defined in {name}. 'rules list' names them all.")
        if not found:
            from difflib import get_close_matches

            near = get_close_matches(name, [clock.name for clock in self.all], n=3)
            advice = f"Did you mean {' or '.join(dict.fromkeys(near))}?" if near else "'rules list' names them all."
            raise NoSuchClock(f"There is no deadline '{name}' in the rules. {advice}")
        return found
