"""The numeric rates of a sheet, and how a new text changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.money import PERCENT, parse_number, rounded
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class TariffRate:
    """A rate: its table (title), unit and basis, its own label, and the amount in dollars."""

    table: str
    unit: str
    basis: str
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RateChange:
    """A rate before and after; None where it did not exist or does not any more."""

    table: str
    label: str
    unit: str
    old: Decimal | None
    new: Decimal | None

    @property
    def rises(self) -> bool:
        """Whether the rate is higher than before. A rate that comes or goes does not rise."""
        return self.old is not None and self.new is not None and self.new > self.old

    @property
    def percent(self) -> Decimal | None:
        """The change in percent, None without a rate before."""
        if not self.old or self.new is None:
            return None
        return rounded((self.new - self.old) / self.old * HUNDRED, 1)


def rates_of(lines: Sequence[SheetLine]) -> tuple[TariffRate, ...]:
    """The rates of a text, in order."""
    found, head = [], ("", "", "")
    for line in lines:
        if line.kind is LineKind.RATES:
            head = (line.cells[0], line.cells[1], line.cells[2])
        elif line.kind is LineKind.RATE:
            found.append(
                TariffRate(head[2], head[0], head[1], line.cells[0], parse_number(line.cells[1], unit=PERCENT))
            )
    return tuple(found)


def rate_changes(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> tuple[RateChange, ...]:
    """The rates that differ between two texts, by table and label."""
    before = {(rate.table, rate.label): rate for rate in rates_of(old)}
    after = {(rate.table, rate.label): rate for rate in rates_of(new)}
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was is None or now is None or was.amount != now.amount:
            unit = now.unit if now is not None else was.unit if was is not None else ""
            amounts = (None if was is None else was.amount, None if now is None else now.amount)
            found.append(RateChange(key[0], key[1], unit, *amounts))
    return tuple(found)
