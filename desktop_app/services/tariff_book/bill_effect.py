"""What a change of rates does to a typical monthly bill, from the numbers on the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.money import parse_number, rounded
from desktop_app.domain.tariffs.sheet_text import RateBasis
from desktop_app.services.tariff_book.rate_changes import HUNDRED, TariffRate

USES = (Decimal(0), Decimal(2000), Decimal(5000), Decimal(10000))
STEAM_USES = (Decimal(10), Decimal(50), Decimal(100))
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_REST = re.compile(r"\b(?:over|above|all|excess|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bill:
    """A typical monthly bill before and after. None where the rates of that day give none."""

    label: str
    old: Decimal | None
    new: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """The difference in dollars."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the old bill."""
        return rounded(self.change / self.old * HUNDRED, 1) if self.change is not None and self.old else None


def typical_bills(old: Sequence[TariffRate], new: Sequence[TariffRate]) -> tuple[Bill, ...]:
    """The bills of typical customers: by meter size and use, flat, or by steam sold."""
    before, after = dict(_bills(old)), dict(_bills(new))
    return tuple(Bill(label, before.get(label), after.get(label)) for label in dict.fromkeys((*before, *after)))


def _bills(rates: Sequence[TariffRate]) -> Iterator[tuple[str, Decimal]]:
    meters = [rate for rate in rates if rate.basis == RateBasis.METER]
    blocks = [rate for rate in rates if rate.basis == RateBasis.BLOCK]
    steam = [rate for rate in rates if rate.basis == RateBasis.STEAM]
    for rate in rates:
        if rate.basis == RateBasis.FLAT:
            yield f"{rate.table}, {rate.label}" if rate.table else rate.label, rate.amount
    for meter in meters:
        for use in USES if blocks else USES[:1]:
            label = f"{meter.label}, {use:,} gallons" if blocks else meter.label
            yield label, rounded(meter.amount + charge(blocks, use), 2)
    if blocks and not meters:
        for use in USES:
            yield f"{use:,} gallons", rounded(charge(blocks, use), 2)
    if steam and not meters:
        for use in STEAM_USES:
            yield f"{use:,} Mlb of steam", rounded(charge(steam, use), 2)


def charge(blocks: Sequence[TariffRate], use: Decimal) -> Decimal:
    """What a use costs by blocks: first so much, next so much, the rest. A rate without a limit takes all that is left.

    Blocks of each table are counted from the first unit on, so two tables (water and a surcharge) add up.
    """
    total = Decimal(0)
    for table in dict.fromkeys(block.table for block in blocks):
        left = use
        for block in (block for block in blocks if block.table == table):
            limit = _limit(block.label)
            taken = left if limit is None else min(left, limit)
            total += taken / _per(block.unit) * block.amount
            left -= taken
    return total


def _limit(label: str) -> Decimal | None:
    found = _NUMBER.search(label)
    return None if found is None or _REST.search(label) else parse_number(found[0])


def _per(unit: str) -> Decimal:
    found = _NUMBER.search(unit)
    number = parse_number(found[0]) if found else Decimal(1)
    return number or Decimal(1)
