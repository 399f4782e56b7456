"""What a change of rates does to typical bills, from the numbers on the sheets.

Tables that say an area, a class or a season make bills of their own; those that say none count for all. What the tables
do not say is named as a question, and the bills that it concerns are left out: no bill rests on a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import rounded
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.rate_blocks import (
    NotABlock,
    UseBlock,
    UseMeasure,
    WrittenBlock,
    included_use,
    scales_number,
    use_blocks,
    use_charge,
    use_measure,
)
from desktop_app.domain.tariffs.sheet_text import RateBasis
from desktop_app.services.tariff_book.rate_changes import HUNDRED, RateChange, table_changes
from desktop_app.services.tariff_book.rate_tables import RateRole, RateTable, TariffRate

CENTS = 2
NOTHING = Decimal(0)
TYPICAL_USES: Mapping[str, tuple[int, ...]] = {  # by the measure as it is written
    "gallons": (0, 2000, 5000, 10000),
    "cubic feet": (0, 300, 700, 1400),
    "ccf": (0, 5, 10, 50),
    "mcf": (0, 1, 5, 10),
    "mlb": (10, 50, 100),
    "pounds": (10_000, 50_000, 100_000),
    "kwh": (0, 500, 1000, 2000),
    "therms": (0, 20, 50, 100),
}
_ADDED = late_pattern(r"\b(?:additional|extra|further)\b", re.IGNORECASE)
_DIMENSIONS = ("area", "class", "season")
Group = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Bill:
    """A typical bill before and after. None where the rates of that day give none."""

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


@dataclass(frozen=True)
class BillEffect:
    """The bills that change, the service charges that change, and what is not in the bills and why."""

    bills: tuple[Bill, ...] = ()
    charges: tuple[RateChange, ...] = ()
    questions: tuple[str, ...] = ()


class UnclearRates(UserError):
    """A bill cannot be reckoned from the tables; the sentence says what to write."""


def bill_effect(old: Sequence[RateTable], new: Sequence[RateTable], uses: Sequence[Decimal] = ()) -> BillEffect:
    """The effect on bills of `uses`, or of those that are typical where none are named."""
    bills: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    questions: list[str] = []
    for group in dict.fromkeys((*_groups(old), *_groups(new))):
        was, now = _applying(old, group), _applying(new, group)
        if [_plain(table) for table in was] == [_plain(table) for table in now]:
            continue
        try:
            before, after = dict(_bills(was, group, uses)), dict(_bills(now, group, uses))
        except UnclearRates as question:
            questions.append(str(question))
            continue
        for label in dict.fromkeys((*before, *after)):
            bills[label] = (before.get(label), after.get(label))
        questions += _beyond(before, after)
    changed = tuple(Bill(label, *amounts) for label, amounts in bills.items() if amounts[0] != amounts[1])
    charges = table_changes(*([t for t in tables if t.role is RateRole.SERVICE] for tables in (old, new)))
    return BillEffect(changed, charges, tuple(dict.fromkeys(questions)))


def _plain(table: RateTable) -> tuple[object, ...]:
    return table.title, table.unit, table.basis, table.terms, table.rates


def _beyond(*sides: Mapping[str, Decimal | None]) -> Iterator[str]:
    for side in sides:
        for label, amount in side.items():
            if amount is None:
                yield f"The rate tables have no block for {label}."


# Who is billed by which tables


def _dimensions(table: RateTable) -> Group:
    area, class_, season = (table.term(name) for name in _DIMENSIONS)
    return area, class_, season


def _groups(tables: Sequence[RateTable]) -> tuple[Group, ...]:
    """The areas, classes and seasons that have bills of their own."""
    billed = [_dimensions(table) for table in tables if table.role is not RateRole.SERVICE]
    values = [dict.fromkeys(said[n] for said in billed if said[n]) or {"": None} for n in range(len(_DIMENSIONS))]
    found: dict[Group, None] = {}
    for wanted in product(*values):
        applying = [said for said in billed if all(a in {"", b} for a, b in zip(said, wanted, strict=True))]
        own = tuple(wanted[n] if any(said[n] for said in applying) else "" for n in range(len(_DIMENSIONS)))
        if applying:
            found[(own[0], own[1], own[2])] = None
    return tuple(found)


def _applying(tables: Sequence[RateTable], group: Group) -> list[RateTable]:
    return [
        table
        for table in tables
        if table.role is not RateRole.SERVICE
        and all(a in {"", b} for a, b in zip(_dimensions(table), group, strict=True))
    ]


def _bills(tables: Sequence[RateTable], group: Group, uses: Sequence[Decimal]) -> Iterator[tuple[str, Decimal | None]]:
    return _Reckoning(tables, group, uses).bills() if tables else iter(())


class _Reckoning:
    """The bills of one area, class and season."""

    def __init__(self, tables: Sequence[RateTable], group: Group, uses: Sequence[Decimal]) -> None:
        self.tables, self.uses = tables, uses
        self.who = ", ".join(part for part in group if part)
        unclear = next((table for table in tables if table.role is RateRole.UNCLEAR), None)
        if unclear is not None:
            roles = ", ".join(f"'as {role}'" for role in RateRole if role is not RateRole.UNCLEAR)
            raise self._unclear(f"{unclear.named} does not say how it enters a bill: write {roles} into its head")
        self._refuse_numbers()
        self.period = self._period()
        self.use = self._one(RateRole.USE, "charges for use")
        self.measure = None if self.use is None else self._measure(self.use)

    def _unclear(self, words: str) -> UnclearRates:
        return UnclearRates(f"No bill can be calculated{f' for {self.who}' if self.who else ''}: {words}.")

    def _refuse_numbers(self) -> None:
        """No number is taken for less than it says, and no percentage for dollars."""
        odd = next((words for table in self.tables for words in table.words if scales_number(words)), "")
        if odd:
            raise self._unclear(f"'{odd}' does not write its number in figures; write it like '2,000 gallons'")
        rates = (rate for table in self.tables if table.role is not RateRole.SURCHARGE for rate in table.rates)
        share = next((rate for rate in rates if rate.percent), None)
        if share is not None:
            raise self._unclear(
                f"'{share.label}' in the table '{share.table}' is a percentage; if it is added to the bill, write "
                "'as surcharge' into the head of its table, else say in your own words what it does"
            )

    def _of(self, role: RateRole) -> list[RateTable]:
        return [table for table in self.tables if table.role is role]

    def _one(self, role: RateRole, what: str) -> RateTable | None:
        found = self._of(role)
        if len(found) > 1:
            raise self._unclear(
                f"{found[0].named} and {found[1].named} are both {what}; say in the head of each for which area, class "
                "or season it is, like '; area North'"
            )
        return found[0] if found else None

    def _period(self) -> str:
        timed = [table for table in self.tables if not (use_measure(table.unit) or _share(table))]
        for table in timed:
            if not table.period:
                raise self._unclear(f"the unit of {table.named} names no time, like 'per month'")
            if table.period != timed[0].period:
                raise self._unclear(f"{timed[0].named} is {timed[0].period}, {table.named} {table.period}")
        return timed[0].period if timed else "monthly"

    def _measure(self, table: RateTable) -> UseMeasure:
        words = (table.unit, *(rate.label for rate in table.rates), "Mlb" if table.basis == RateBasis.STEAM else "")
        found = next((measure for text in words if (measure := use_measure(text)) is not None), None)
        if found is None:
            raise self._unclear(f"the unit of {table.named} names no measure, like 'per 1,000 gallons'")
        return found

    def bills(self) -> Iterator[tuple[str, Decimal | None]]:
        whole, base = self._of(RateRole.BILL), self._of(RateRole.BASE)
        other = self.use or next(iter(base), None)
        if whole and other is not None:
            what = "for use" if other is self.use else "a base charge"
            raise self._unclear(
                f"{whole[0].named} is flat and {other.named} is {what}: say in the head of the first whether it is "
                "added ('as base charge'), or name the class for which it is the whole bill"
            )
        added = next((rate for table in whole for rate in table.rates if _ADDED.search(rate.label)), None)
        if added is not None:
            raise self._unclear(
                f"'{added.label}' in the table '{added.table}' is added to another charge and no bill by itself; say "
                "in your own words what it does"
            )
        for table in whole:
            for rate in table.rates:
                label = f"{table.title}, {rate.label}" if table.title else rate.label
                yield self._label(label), self._total(rate.label, rate.amount, None, NOTHING)
        if not whole:
            for label, amount, included in self._customers():
                yield from self._by_use(label, amount, included)

    def _customers(self) -> Iterator[tuple[str, Decimal, Decimal]]:
        """Each kind of customer with its base charge and the use that this includes."""
        many = [table for table in self._of(RateRole.BASE) if len(table.rates) > 1 or table.basis == RateBasis.METER]
        if len(many) > 1:
            raise self._unclear(
                f"{many[0].named} and {many[1].named} both have charges by size or kind; say in the head of each for "
                "which area, class or season it is, like '; area North'"
            )
        single = [table for table in self._of(RateRole.BASE) if table not in many]
        added = sum((rate.amount for table in single for rate in table.rates), NOTHING)
        included = max((_included(table, "") for table in single), default=NOTHING)
        if not many:
            yield "", added, included
        for table in many:
            for rate in table.rates:
                yield rate.label, rate.amount + added, max(included, _included(table, rate.label))

    def _by_use(self, label: str, amount: Decimal, included: Decimal) -> Iterator[tuple[str, Decimal | None]]:
        if self.use is None or self.measure is None:
            yield self._label(label or "Each customer"), self._total(label, amount, None, NOTHING)
            return
        blocks = self._blocks(self.use, included)
        word, size, uses = self._typical(self.measure)
        for use in uses:
            charged = use_charge(blocks, max(use * size, included))
            total = None if charged is None else self._total(label, amount, charged, use * size)
            yield self._label(f"{label}, {use:,} {word}" if label else f"{use:,} {word}"), total

    def _typical(self, measure: UseMeasure) -> tuple[str, Decimal, Sequence[Decimal]]:
        word = measure.word if measure.word.casefold() in TYPICAL_USES else measure.smallest
        size = Decimal(measure.size if word == measure.word else 1)
        word = {"gallons": "gallons", "mlb": "Mlb of steam"}.get(word.casefold(), word)
        typical = TYPICAL_USES.get("mlb" if word.startswith("Mlb") else word.casefold(), ())
        return word, size, self.uses or [Decimal(use) for use in typical]

    def _blocks(self, table: RateTable, included: Decimal = NOTHING) -> tuple[UseBlock, ...]:
        unit = table.unit if use_measure(table.unit) or table.basis != RateBasis.STEAM else "per Mlb"
        try:
            return use_blocks(unit, [WrittenBlock(rate.label, rate.amount) for rate in table.rates], included)
        except NotABlock as refusal:
            raise self._unclear(f"in {table.named}, {refusal}") from None

    def _total(self, label: str, amount: Decimal, charged: Decimal | None, use: Decimal) -> Decimal:
        """The bill: base and use, at least the minimum, with the surcharges."""
        total = amount + (charged or NOTHING)
        lowest = [rate for table in self._of(RateRole.MINIMUM) for rate in table.rates if _same(table, rate, label)]
        total = max([total, *(rate.amount for rate in lowest)])
        shares = added = NOTHING
        for table in self._of(RateRole.SURCHARGE):
            if use_measure(table.unit) is not None:
                added += use_charge(self._blocks(table), use) or NOTHING
            for rate in table.rates:
                shares += rate.amount if rate.percent else NOTHING
                added += NOTHING if rate.percent or use_measure(table.unit) else rate.amount
        return rounded(total + added + total * shares / HUNDRED, CENTS)

    def _label(self, label: str) -> str:
        period = "" if self.period == "monthly" else f"{self.period} bill"
        return ", ".join(part for part in (self.who, label, period) if part)


def _share(table: RateTable) -> bool:
    return bool(table.rates) and all(rate.percent for rate in table.rates)


def _same(table: RateTable, rate: TariffRate, label: str) -> bool:
    return len(table.rates) == 1 or rate.label == label


def _included(table: RateTable, label: str) -> Decimal:
    head = f"includes {table.term('includes')}" if table.term("includes") else ""
    return included_use(label) or included_use(head) or included_use(table.title) or NOTHING
