"""The rate tables of a text: whose rates they hold, and how they enter a bill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import PERCENT, parse_number
from desktop_app.domain.tariffs.rate_blocks import MINIMUM, use_measure
from desktop_app.domain.tariffs.sheet_text import LineKind, RateBasis, SheetLine
from desktop_app.services.tariff_book.words import dollars

_PERIODS = {
    "bimonthly": late_pattern(r"\bbi-?monthly\b|\btwo months\b|\b2 months\b", re.IGNORECASE),
    "monthly": late_pattern(r"\bmonth(?:ly)?\b|\bmo\.", re.IGNORECASE),
    "quarterly": late_pattern(r"\bquarter(?:ly)?\b|\bthree months\b", re.IGNORECASE),
    "yearly": late_pattern(r"\byear(?:ly)?\b|\bannu(?:m|al|ally)\b", re.IGNORECASE),
}
_BASE = late_pattern(
    r"\b(?:customer|base|basic|availability|facilit(?:y|ies)|meter) (?:service )?(?:charge|rate|fee)s?\b", re.IGNORECASE
)
_SURCHARGE = late_pattern(r"\bsurcharge", re.IGNORECASE)
_DEMAND = late_pattern(r"\bk(?:W|VA)\b|\bdemand\b|\bhorsepower\b|\bhp\b", re.IGNORECASE)
_RECURRING = late_pattern(
    r"\b(?:per|each|every|a) (?:day|week|cycle|bill(?:ing)?)\b|\b(?:daily|weekly)\b",
    re.IGNORECASE,
)
_OF_THE_BILL = late_pattern(r"\bbills?\b", re.IGNORECASE)


class RateRole(StrEnum):
    """How the rates of a table enter a bill. The words are those behind ``as`` in its head."""

    BASE = "base charge"
    USE = "charge for use"
    MINIMUM = "minimum"
    SURCHARGE = "surcharge"
    BILL = "whole bill"
    SERVICE = "service charge"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class TariffRate:
    """A rate: its table (title), unit and basis, its own label, and the amount in dollars, or in percent."""

    table: str
    unit: str
    basis: str
    label: str
    amount: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class RateTable:
    """A table of rates on a sheet. `terms` are what its head says behind the semicolons, by their first word."""

    sheet: str
    title: str
    unit: str
    basis: str
    terms: tuple[tuple[str, str], ...]
    rates: tuple[TariffRate, ...]

    def term(self, name: str) -> str:
        """What the head says under the word, nothing if it does not."""
        return dict(self.terms).get(name, "")

    @property
    def named(self) -> str:
        """The table as a sentence names it."""
        where = f" on sheet {self.sheet}" if self.sheet else ""
        return f"the table '{self.title or self.unit}'{where}"

    @property
    def words(self) -> tuple[str, ...]:
        """What its head and its rates say."""
        return self.unit, self.title, *(said for _, said in self.terms), *(rate.label for rate in self.rates)

    @property
    def period(self) -> str:
        """For which time its rates are charged; nothing if its unit does not say."""
        return next((name for name, words in _PERIODS.items() if words.search(self.unit)), "")

    @property
    def role(self) -> RateRole:
        """How it enters a bill: as its head says, else as its basis and words say, else unclear."""
        said = self.term("as")
        if said:
            return next((role for role in RateRole if role.value == said.casefold()), RateRole.UNCLEAR)
        if self.basis in {RateBasis.BLOCK, RateBasis.STEAM}:
            return RateRole.SURCHARGE if _SURCHARGE.search(self.title) else RateRole.USE
        if self.basis == RateBasis.METER:
            unclear = MINIMUM.search(self.title) and not self.term("includes")
            return RateRole.UNCLEAR if unclear else RateRole.BASE
        if self.basis == RateBasis.FLAT and use_measure(self.unit) is not None:  # one rate for all use
            return RateRole.SURCHARGE if _SURCHARGE.search(self.title) else RateRole.USE
        return self._flat() if self.basis == RateBasis.FLAT and self.period else self._other()

    def _flat(self) -> RateRole:
        words = f"{self.title} {' '.join(rate.label for rate in self.rates)}"
        if MINIMUM.search(words):
            return RateRole.UNCLEAR
        if _SURCHARGE.search(words):
            return RateRole.SURCHARGE
        return RateRole.BASE if _BASE.search(self.title) else RateRole.BILL

    def _other(self) -> RateRole:
        """Charged for an occasion, or for what the program does not know: use, demand, a part of the bill."""
        share = any(rate.percent for rate in self.rates) and _OF_THE_BILL.search(self.unit)
        recurring = self.period or _RECURRING.search(self.unit)
        known = not (recurring or share or use_measure(self.unit) or _DEMAND.search(self.unit))
        return RateRole.SERVICE if known else RateRole.UNCLEAR


def read_rate_tables(lines: Sequence[SheetLine], sheet: str = "") -> tuple[RateTable, ...]:
    """The rate tables of a text, in order."""
    found: list[RateTable] = []
    for line in lines:
        if line.kind is LineKind.RATES:
            unit, basis, title, *terms = line.cells
            pairs = (term.partition(" ") for term in terms[0].split("; ")) if terms else ()
            found.append(RateTable(sheet, title, unit, basis, tuple((name, said) for name, _, said in pairs), ()))
        elif line.kind is LineKind.RATE:
            table, (label, amount) = found[-1], line.cells
            number = parse_number(amount, unit=PERCENT)
            percent = amount.rstrip().endswith(PERCENT)
            rate = TariffRate(table.title, table.unit, table.basis, label, number, percent)
            found[-1] = replace(table, rates=(*table.rates, rate))
    return tuple(found)


def rate_words(amount: Decimal, *, percent: bool) -> str:
    """A rate as it is written: dollars, or percent."""
    return f"{amount:f}{PERCENT}" if percent else dollars(amount)
