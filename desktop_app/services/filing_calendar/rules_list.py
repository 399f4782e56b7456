"""Everything the program goes by, as a list: each value and clock with its provision or source, and its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.clock import DeadlineNature, DeadlineRule
from desktop_app.rulebook.count import count_of
from desktop_app.rulebook.law import ChapterLaw, bound_words
from desktop_app.rulebook.parameter import Content, DatedValue, LegalValue

TOPICS = {
    "addressees": "Addressees",
    "annual_report": "Annual report",
    "applications": "Applications",
    "calendar": "Calendar",
    "depreciation": "Depreciation studies",
    "holidays": "Holidays",
    "isrs": "Infrastructure surcharge",
    "legends": "Printed words",
    "reports": "Reports",
    "small_company": "Small company rate case",
    "tariffs": "Tariffs",
    "telecom": "Telecommunications",
    "territorial_fees": "Territorial agreements",
}
SETTING = "A setting of the program"


@dataclass(frozen=True, slots=True)
class ListedRule:
    """One line of the list.

    `now` is what holds on the day asked for, in words; `authority` its provisions or source. `amended` tells that the
    company entered it. `clock` is the clock whose length it is, None for any other value.
    """

    name: str
    topic: str
    label: str
    now: str
    authority: str
    since: date
    amended: bool
    unverified: bool
    parameter: LegalValue
    clock: DeadlineRule | None = None

    @property
    def own(self) -> tuple[DatedValue, ...]:
        """The values that the company entered, past and future ones too; an amendment always names its source."""
        return tuple(value for value in self.parameter.values if value.source)

    @property
    def marked(self) -> str:
        """What holds, with a mark where it is the company's own or an own value comes later."""
        later = min((value.since for value in self.own if value.since > self.since), default=None)
        marks = ("yours" if self.amended else "", f"yours from {long_date(later)}" if later else "")
        said = "; ".join(mark for mark in marks if mark)
        return f"{self.now} ({said})" if said else self.now

    @property
    def history(self) -> tuple[str, ...]:
        """What held when, each with its provision or source, the oldest first."""
        return tuple(_dated(self.parameter, value, self.clock) for value in self.parameter.values)


def rules_list(law: ChapterLaw, on: date) -> tuple[ListedRule, ...]:
    """Every value and clock that holds on a day, by topic. A duty without a date is listed with those words."""
    return tuple(sorted(_rules(law, on), key=lambda rule: (rule.topic, rule.clock is not None, rule.label)))


def own_values(rules: Sequence[ListedRule], today: date) -> str:
    """How many values the company entered, and how many of them are still to come."""
    own = [value for rule in rules for value in rule.own]
    later = sum(value.since > today for value in own)
    words = f"{len(own)} entered by this company"
    return f"{words}, {later} of them for a later day" if later else words


def _rules(law: ChapterLaw, on: date) -> Iterator[ListedRule]:
    clocks = {clock.name: clock for clock in law.clocks.all}
    for name in law.rules.names:
        parameter = law.rules.parameter(name)
        dated = parameter.at(on)
        if dated is None:
            continue
        value, clock = law.rules.value(name, on), clocks.get(name)
        yield ListedRule(
            name=name,
            topic=topic_of(name),
            label=parameter.label,
            now=value_words(value.value, value.unit) if clock is None else law.words(clock, on),
            authority=value.authority or SETTING,
            since=value.since,
            amended=value.amended,
            unverified=value.unverified,
            parameter=parameter,
            clock=clock,
        )
    yield from _without_date(law, on)


def _without_date(law: ChapterLaw, on: date) -> Iterator[ListedRule]:
    names = dict.fromkeys(clock.name for clock in law.clocks.all if clock.nature is DeadlineNature.NO_DATE)
    for name in names:
        clocks = law.clocks.find(name)
        cites = tuple(dict.fromkeys(cite for clock in clocks for cite in clock.cites))
        nothing = LegalValue(name, clocks[0].label, "", ())
        yield ListedRule(
            name=name,
            topic=topic_of(name),
            label=clocks[0].label,
            now="no date in the rule",
            authority=", ".join(cites),
            since=on,
            amended=False,
            unverified=False,
            parameter=nothing,
            clock=clocks[0],
        )


def topic_of(name: str) -> str:
    """The topic of a value, in words."""
    stem = name.partition("/")[0]
    return TOPICS.get(stem, stem.replace("_", " ").capitalize())


def value_words(value: Content, unit: str) -> str:
    """A value with its unit: ``$100``, ``7 days``, ``April 15 after``."""
    if isinstance(value, str):
        return value.strip().replace("\n", ", ")
    if unit.startswith("dollars"):
        return f"${value:,}{unit.removeprefix('dollars')}"
    return f"{value:,} {unit}"


def _dated(parameter: LegalValue, value: DatedValue, clock: DeadlineRule | None) -> str:
    words = value_words(value.value, parameter.unit if isinstance(value.value, Decimal) else "")
    if clock is not None:
        words = bound_words(count_of(words), clock.bound)
    source = ", ".join(value.cites) or value.source or parameter.source or SETTING
    note = f" {value.note}" if value.note else ""
    return f"From {long_date(value.since)}: {words} ({source}).{note}"
