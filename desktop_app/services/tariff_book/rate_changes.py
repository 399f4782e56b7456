"""How a new text changes the numeric rates of a sheet, and the amounts that stand outside its rate tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number, rounded
from desktop_app.domain.tariffs.comparison import ComparedLine, compare_texts
from desktop_app.domain.tariffs.inline_signs import without_marks, without_signs
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine
from desktop_app.services.tariff_book.rate_tables import RateTable, TariffRate

HUNDRED = Decimal(100)
_AMOUNT = late_pattern(r"\$\s*\d[\d,]*(?:\.\d+)?|\b\d[\d,]*\.\d{2,}\b|\d[\d,]*(?:\.\d+)?\s*(?:\u00a2|cents\b)")
_CHARGE = late_pattern(r"(\$\s*\d[\d,]*(?:\.\d+)?)\s*([^\d$]*)")  # an amount, and for what it is: "$30.00 per visit"
_OF_TABLES = frozenset({LineKind.RATE, LineKind.RATES})
_Key = tuple[str, tuple[tuple[str, str], ...], int, str, int]


@dataclass(frozen=True, slots=True)
class RateChange:
    """A rate before and after; None where it did not exist or does not any more. A `share` is in percent."""

    table: str
    label: str
    unit: str
    old: Decimal | None
    new: Decimal | None
    share: bool = False

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


def table_changes(old: Sequence[RateTable], new: Sequence[RateTable]) -> tuple[RateChange, ...]:
    """The rates that differ between two lists of tables. Tables of one title are told apart by terms and order."""
    before, after = _keyed(old), _keyed(new)
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was is None or now is None or (was.amount, was.percent) != (now.amount, now.percent):
            one = now or was
            amounts = (None if was is None else was.amount, None if now is None else now.amount)
            unit, share = (one.unit, one.percent) if one is not None else ("", False)
            found.append(RateChange(key[0], key[3], unit, *amounts, share))
    return tuple(found)


def _keyed(tables: Sequence[RateTable]) -> dict[_Key, TariffRate]:
    found: dict[_Key, TariffRate] = {}
    titles = Counter[tuple[str, tuple[tuple[str, str], ...]]]()
    for table in tables:
        name = (table.title, table.terms)
        titles[name] += 1
        labels = Counter[str]()
        for rate in table.rates:
            labels[rate.label] += 1
            found[(*name, titles[name], rate.label, labels[rate.label])] = rate
    return found


def charges_outside(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> tuple[RateChange, ...]:
    """The charges that stand at the right of a leader, outside the rate tables, and differ before and after."""
    return tuple(change for item in compare_texts(old, new) if (change := _charge(item)) is not None)


def _charge(item: ComparedLine) -> RateChange | None:
    """The change of a leader's one amount; None where its words change too, or where there is no such amount."""
    if item.shown.kind is not LineKind.LEADER or item.old is None or item.new is None:
        return None
    (label, was), (now_label, now) = (tuple(map(without_marks, line.cells)) for line in (item.old, item.new))
    before, after = _CHARGE.fullmatch(was.strip()), _CHARGE.fullmatch(now.strip())
    if label != now_label or before is None or after is None or before[2] != after[2]:
        return None
    try:
        amounts = parse_number(before[1]), parse_number(after[1])
    except NotANumber:
        return None
    unlike = amounts[0] != amounts[1]
    return RateChange("", without_signs(label), before[2].strip(), *amounts) if unlike else None


def amounts_outside(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> int:
    """How many changed lines outside the rate tables bear a dollar amount that is not the same before and after.

    Those of `charges_outside` are not counted.
    """
    return sum(
        item.changed
        and item.shown.kind not in _OF_TABLES
        and _amounts(item.old) != _amounts(item.new)
        and _charge(item) is None
        for item in compare_texts(old, new)
    )


def amounts_rise(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> bool:
    """Whether a line outside the rate tables, a row of a table or a charge, bears a higher amount than before."""
    if _outside(old) == _outside(new):  # most sheets of a large filing: nothing to compare line by line
        return False
    for item in compare_texts(old, new):
        if item.changed and item.shown.kind not in _OF_TABLES:
            was, now = (_numbers(line) for line in (item.old, item.new))
            if len(was) == len(now) and any(after > before for before, after in zip(was, now, strict=True)):
                return True
    return False


def _outside(lines: Sequence[SheetLine]) -> list[str]:
    """All amounts outside the rate tables, in their order."""
    return [said for line in lines if line.kind not in _OF_TABLES for said in _amounts(line)]


def _numbers(line: SheetLine | None) -> list[Decimal]:
    """The amounts of a line, those in dollars and cents by their numbers."""
    return [Decimal(re.sub(r"[^\d.]", "", said)) for said in _amounts(line)]


def _amounts(line: SheetLine | None) -> list[str]:
    return _AMOUNT.findall(line.words) if line is not None else []
