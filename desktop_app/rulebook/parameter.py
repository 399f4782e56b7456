"""One legal value with its history: what holds from which day on, and which provision says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass

Content = Decimal | str


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is from a day on, with the provisions that say so.

    `source` and `note` are those of a company's own amendment.
    """

    since: date
    value: Content
    cites: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegalValue:
    """A value of the rules, named ``topic/name``.

    `values` stand in the order of their days. `source` names where a value comes from that no provision of the chapter
    gives; such a value is a setting. `unverified` tells that nobody has compared it with an official source.
    """

    name: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    source: str = ""
    unverified: bool = False
    note: str = ""

    def at(self, on: date) -> DatedValue | None:
        """What holds on the day, or None before the first value."""
        known = [value for value in self.values if value.since <= on]
        return known[-1] if known else None

    @property
    def setting(self) -> bool:
        """Whether the value is a choice of the program, not one of the chapter."""
        return not any(value.cites for value in self.values)
