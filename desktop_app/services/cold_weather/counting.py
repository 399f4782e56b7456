"""Counting the figures of a month from the events of its customers and their status at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import compress

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.cold_weather.customers import (
    AssistanceSource,
    AssistanceStatus,
    Customer,
    CustomerEvent,
    CustomerGroup,
    CustomerStatus,
    EventKind,
    PaymentAgreement,
    SkippedRow,
)
from desktop_app.services.cold_weather.lines import AGREEMENT, AMOUNT, LINES, SOURCE, ReportLine

EVENTS, STATUSES = "events", "status"  # the lists
NOTHING = Decimal(0)
NO_EVENT, NO_CUSTOMER = "any event of the month", "any customer"
SKIPPED: Mapping[SkippedRow, str] = {
    SkippedRow.OUTSIDE: "outside the month",
    SkippedRow.IGNORED: "with an event that the map ignores",
    SkippedRow.BLANK: "without an event",
}


@dataclass(frozen=True, slots=True)
class LineFigure:
    """A figure of a line: the value of each group, and how it came. Dollars are rounded once, at the end."""

    values: Mapping[CustomerGroup, Decimal]
    how: str


class MonthCount:
    """Takes in events and statuses one by one and gives the figures of each district.

    `kinds` are the events that the lists tell apart, with the `sources` of assistance and the `agreements` that they
    tell from one another, `columns` what the status list tells. A line that needs more cannot be counted, nor one for
    which a row does not tell what it needs: that is unknown, never zero.
    """

    def __init__(
        self,
        kinds: Iterable[EventKind],
        columns: Iterable[str],
        sources: Iterable[AssistanceSource] = AssistanceSource,
        agreements: Iterable[PaymentAgreement] = PaymentAgreement,
    ) -> None:
        self._kinds = frozenset(kinds)
        self._columns = frozenset(columns)
        self._sources, self._agreements = frozenset(sources), frozenset(agreements)
        self._customers: dict[tuple[str, str], Customer] = {}
        self._skipped = Counter[SkippedRow]()
        self._told: set[tuple[EventKind, bool, bool, bool]] = set()  # without amount, source, agreement
        self._blank: set[str] = set()
        self._rows = {kind: Counter[str]() for kind in (EVENTS, STATUSES)}  # of the month, by district
        self._empty: set[str] = set()
        self.noticed: list[str] = []

    def take(self, row: CustomerEvent | CustomerStatus | SkippedRow) -> None:
        """Takes in what a row of a list holds."""
        if isinstance(row, CustomerEvent):
            self.event(row)
        elif isinstance(row, CustomerStatus):
            self.status(row)
        else:
            self._skipped[row] += 1

    def status(self, status: CustomerStatus) -> None:
        """Takes in a customer's status."""
        self._rows[STATUSES][status.district] += 1
        self._customer(status.district, status.customer).status = status
        told: dict[str, object] = {"connected": status.connected, "registered": status.registered}
        if status.connected is False:  # of those with service nobody asks the rest
            told |= {"agreement": status.agreement, "owed": status.owed}
        self._blank |= {column for column, value in told.items() if value is None}

    def event(self, event: CustomerEvent) -> None:
        """Takes in an event of the month."""
        self._rows[EVENTS][event.district] += 1
        one = self._customer(event.district, event.customer)
        kind, amount = event.kind, event.amount
        self._told.add((kind, amount is None, event.source is None, event.agreement is None))
        amount = amount or NOTHING
        if kind is EventKind.CUT:
            one.cut = max(one.cut or event.day, event.day)
            one.owed_when_cut += amount
        elif kind is EventKind.RESTORED:
            one.restored = max(one.restored or event.day, event.day)
            one.owed_when_restored += amount
        elif kind is EventKind.AID:
            one.helped = True
            if event.source is not None:
                one.aid = {**one.aid, event.source: one.aid.get(event.source, NOTHING) + amount}
        elif kind is EventKind.PAID:
            one.paid += amount
        elif kind is EventKind.AGREEMENT:
            if event.agreement is not None:
                one.agreements |= {event.agreement}
        else:
            one.marks |= {kind}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was noticed on the way."""
        skipped = [f"{_rows(self._skipped[why])} {words}." for why, words in SKIPPED.items() if self._skipped[why]]
        return (*self.noticed, *self._unlisted(), *skipped)

    def _unlisted(self) -> Iterator[str]:
        """Customers with events of whom the status list knows nothing, though there is one."""
        if not self._holds(STATUSES):
            return
        missing = sum(one.status is None for one in self._customers.values())
        if missing:
            are = agreeing(missing, "is", "are")
            yield (
                f"{counted(missing, 'customer')} with events {are} not in the status list of the district: whether "
                "service is off at the end of the month was taken from the last event."
            )

    def _untold(self) -> set[tuple[EventKind, str]]:
        """What some row of an event does not tell."""
        names = (AMOUNT, SOURCE, AGREEMENT)
        untold = [(kind, compress(names, blank)) for kind, *blank in self._told]
        return {(kind, name) for kind, lacking in untold for name in lacking}

    def _holds(self, kind: str) -> bool:
        return bool(self._rows[kind])

    def all_read(self, kinds: Iterable[str], names: Sequence[str]) -> None:
        """Looks at what the lists hold once they are read. One without a row of the month tells nothing of it.

        Of a district that a list leaves out while it names others, it is said that the figures are noughts.
        """
        for kind in kinds:
            if not self._holds(kind):
                self._empty.add(kind)
                continue
            silent = [name for name in names if not self._rows[kind][name]]
            self.noticed += [f"The list of {kind} has no row of the month for {name}: it gives 0." for name in silent]

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """The lines that the lists cannot give, each with the events and the columns of the status list it lacks."""
        found = {line: tuple(dict.fromkeys(self._lacks(made))) for line, made in LINES.items()}
        return {line: lacks for line, lacks in found.items() if lacks}

    def _lacks(self, made: ReportLine) -> Iterator[str]:
        kinds = made.kinds - self._kinds
        yield from sorted(kinds)
        if made.kinds and not kinds and EVENTS in self._empty:
            yield NO_EVENT
        if made.columns and STATUSES in self._empty:
            yield NO_CUSTOMER
        if made.source is not None and EventKind.AID not in kinds and made.source not in self._sources:
            yield f"{EventKind.AID}_{made.source}"
        if made.agreement is not None and EventKind.AGREEMENT not in kinds and made.agreement not in self._agreements:
            yield f"{EventKind.AGREEMENT}_{made.agreement}"
        yield from sorted({name for _, name in made.details & self._untold()})
        yield from sorted((made.columns - self._columns) | (made.columns & self._blank))

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


def _rows(count: int) -> str:
    return counted(count, "row")


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
