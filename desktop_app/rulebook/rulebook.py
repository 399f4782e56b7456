"""All legal values, asked for by name and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.rulebook.parameter import Content, DatedValue, LegalValue


class NoSuchRule(LookupError):
    """There is no legal value of that name; the message names the nearest ones."""


class NoRuleYet(LookupError):
    """The rules built in begin later than the day asked for."""


class NotThatKind(TypeError):
    """A number was asked for and the value is a text, or the other way round."""


@dataclass(frozen=True, slots=True)
class RuleAmendment:
    """What a company enters over a legal value: from which day on, where it read it, and why.

    The rules built in end in 2004; a successor rule or a changed limit is entered without waiting for a new program.
    """

    name: str
    since: date
    value: Content
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A legal value as it holds on a day.

    `cites` name its provisions; `source` tells where it comes from when the chapter gives none.
    """

    name: str
    value: Content
    unit: str
    label: str
    cites: tuple[str, ...]
    since: date
    source: str = ""
    unverified: bool = False
    amended: bool = False

    @property
    def number(self) -> Decimal:
        """The value as a number. Raises NotThatKind for a text."""
        if isinstance(self.value, str):
            raise NotThatKind(f"{self.name} is a text, not a number.")
        return self.value

    @property
    def text(self) -> str:
        """The value as a text. Raises NotThatKind for a number."""
        if isinstance(self.value, str):
            return self.value
        raise NotThatKind(f"{self.name} is a number, not a text.")

    @property
    def authority(self) -> str:
        """What a screen says of where the value comes from: its provisions, or else its source."""
        return ", ".join(self.cites) or self.source


class _NumbersOfDay(Mapping[str, Decimal]):
    """The numbers that hold on a day, each found when it is looked at: a filing reads few of hundreds."""

    def __init__(self, parameters: Mapping[str, LegalValue], on: date) -> None:
        self._parameters, self._on = parameters, on

    def __getitem__(self, name: str) -> Decimal:
        dated = self._parameters[name].at(self._on)
        if dated is None or not isinstance(dated.value, Decimal):
            raise KeyError(name)
        return dated.value

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._parameters if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Rulebook:
    """The legal values of all topics. It never changes."""

    def __init__(self, parameters: Iterable[LegalValue]) -> None:
        self._parameters: Mapping[str, LegalValue] = {parameter.name: parameter for parameter in parameters}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all values, in the order of the files."""
        return tuple(self._parameters)

    def has(self, name: str) -> bool:
        """Whether there is a value of that name."""
        return name in self._parameters

    def parameter(self, name: str) -> LegalValue:
        """The value of that name with its history. Raises NoSuchRule."""
        if name not in self._parameters:
            from difflib import get_close_matches

            near = get_close_matches(name, self._parameters, n=3)
            advice = f" Did you mean {' or '.join(near)}?" if near else ""
            raise NoSuchRule(f"There is no value '{name}' in the rules.{advice}")
        return self._parameters[name]

    def value(self, name: str, on: date) -> RuleValue:
        """The value that holds on the day.

        Raises NoSuchRule for an unknown name, NoRuleYet for a day before the first value.
        """
        parameter = self.parameter(name)
        dated = parameter.at(on)
        if dated is None:
            first = long_date(parameter.values[0].since)
            raise NoRuleYet(f"{parameter.label}: the rules built in begin on {first}, after {long_date(on)}.")
        return RuleValue(
            name=name,
            value=dated.value,
            unit=parameter.unit,
            label=parameter.label,
            cites=dated.cites,
            since=dated.since,
            source=dated.source or parameter.source,
            unverified=parameter.unverified and not dated.source,
            amended=bool(dated.source),
        )

    def amended(self, amendments: Iterable[RuleAmendment]) -> Rulebook:
        """The rulebook in which each amendment holds from its day on, in place of whatever is built in for later days.

        An amendment of a value that the rules do not know is left out.
        """
        found = dict(self._parameters)
        for amendment in sorted(amendments, key=lambda item: item.since):
            if amendment.name in found:
                old = found[amendment.name]
                kept = tuple(value for value in old.values if value.since < amendment.since)
                entered = DatedValue(amendment.since, amendment.value, (), amendment.source, amendment.note)
                found[amendment.name] = replace(old, values=(*kept, entered))
        return Rulebook(found.values())

    def numbers(self, on: date) -> Mapping[str, Decimal]:
        """Every number that holds on the day, by name: what formulas and checks read."""
        return _NumbersOfDay(self._parameters, on)
