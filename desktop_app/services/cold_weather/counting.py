"""Counting the figures of a month from the events of its customers and their status at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.services.cold_weather.customers import (
    AssistanceStatus,
    Customer,
    CustomerEvent,
    CustomerGroup,
    CustomerStatus,
    EventKind,
)
from desktop_app.services.cold_weather.lines import LINES, ReportLine


@dataclass(frozen=True, slots=True)
class LineFigure:
    """A figure of a line: the value of each group, and how it came. Dollars are rounded once, at the end."""

    values: Mapping[CustomerGroup, Decimal]
    how: str


class MonthCount:
    """Takes in events and statuses one by one and gives the figures of each district.

    `kinds` are the events that the lists tell apart, `columns` what the status list tells; a line that needs more
    cannot be counted.
    """

    def __init__(self, kinds: Iterable[EventKind], columns: Iterable[str]) -> None:
        self._kinds = frozenset(kinds)
        self._columns = frozenset(columns)
        self._customers: dict[tuple[str, str], Customer] = {}
        self._left_out = 0

    def take(self, row: CustomerEvent | CustomerStatus | None) -> None:
        """Takes in what a row of a list holds."""
        if isinstance(row, CustomerStatus):
            self.status(row)
        else:
            self.event(row)

    def status(self, status: CustomerStatus) -> None:
        """Takes in a customer's status."""
        self._customer(status.district, status.customer).status = status

    def event(self, event: CustomerEvent | None) -> None:
        """Takes in an event of the month, or notes that a row held none."""
        if event is None:
            self._left_out += 1
            return
        one = self._customer(event.district, event.customer)
        if event.kind is EventKind.CUT:
            one.cut = max(one.cut or event.day, event.day)
            one.owed_when_cut += event.amount
        elif event.kind is EventKind.RESTORED:
            one.restored = max(one.restored or event.day, event.day)
            one.owed_when_restored += event.amount
        elif event.kind is EventKind.AID:
            one.aid[event.source] = one.aid.get(event.source, Decimal(0)) + event.amount
        elif event.kind is EventKind.PAID:
            one.paid += event.amount
        elif event.kind is EventKind.AGREEMENT:
            one.agreements.add(event.agreement)
        else:
            one.marks.add(event.kind)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was noticed on the way."""
        if not self._left_out:
            return ()
        return (f"{self._left_out} rows lie outside the month or hold an event that the map ignores.",)

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """The lines that the lists cannot give, each with the events and the columns of the status list it lacks."""
        found = {
            line: (*sorted(made.kinds - self._kinds), *sorted(made.columns - self._columns))
            for line, made in LINES.items()
        }
        return {line: lacks for line, lacks in found.items() if lacks}

    def figures(self, district: str, rule: str) -> dict[str, LineFigure]:
        """The countable lines of a district under a rule ("electric" or "gas").

        The rules differ in where a customer of unknown status belongs: outside both groups (3.180), or in the second
        (3.250).
        """
        members = [one for (where, _), one in self._customers.items() if where == district]
        lacking = self.lacking()
        return {line: _figure(made, members, rule) for line, made in LINES.items() if line not in lacking}

    def _customer(self, district: str, key: str) -> Customer:
        found = self._customers.get((district, key))
        if found is None:
            found = self._customers[district, key] = Customer(district)
        return found


def _figure(made: ReportLine, members: Iterable[Customer], rule: str) -> LineFigure:
    totals = dict.fromkeys(CustomerGroup, Decimal(0))
    for one in members:
        if made.of(one):
            worth = Decimal(1) if made.amount is None else made.amount(one)
            for group in groups_of(one.aided, rule):
                totals[group] += worth
    whole = {group: total.quantize(Decimal(1), rounding="ROUND_HALF_UP") for group, total in totals.items()}
    return LineFigure(whole, made.words)


def groups_of(aid: AssistanceStatus, rule: str) -> tuple[CustomerGroup, ...]:
    """The columns in which a customer counts."""
    if aid is AssistanceStatus.YES:
        return (CustomerGroup.AIDED,)
    if aid is AssistanceStatus.NO:
        return (CustomerGroup.OTHER,)
    return (CustomerGroup.OTHER, CustomerGroup.UNKNOWN) if rule == "gas" else (CustomerGroup.UNKNOWN,)
