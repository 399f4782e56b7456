"""How each line of the report is counted: of which customers, what of each, and what the lists must hold for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.services.cold_weather.customers import (
    AssistanceSource,
    Customer,
    CustomerStatus,
    EventKind,
    PaymentAgreement,
)

AMOUNT, SOURCE, AGREEMENT = "amount", "source", "agreement"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """How a line of the report is made: of whom, what of each, and what the lists must hold for it.

    `details` are what each event of a kind must tell, `source` and `agreement` those that the words of the events must
    tell from the others.
    """

    words: str
    of: Callable[[Customer], bool]
    amount: Callable[[Customer], Decimal] | None = None
    kinds: frozenset[EventKind] = frozenset()
    columns: frozenset[str] = frozenset()
    details: frozenset[tuple[EventKind, str]] = frozenset()
    source: AssistanceSource | None = None
    agreement: PaymentAgreement | None = None


def _status(words: str, of: Callable[[CustomerStatus], bool], *columns: str) -> ReportLine:
    return ReportLine(
        f"Counted from the status list: {words}.",
        lambda customer: customer.status is not None and of(customer.status),
        None,
        frozenset(),
        frozenset(columns),
    )


def _events(
    words: str,
    of: Callable[[Customer], bool],
    *kinds: EventKind,
    amount: Callable[[Customer], Decimal] | None = None,
    source: AssistanceSource | None = None,
    agreement: PaymentAgreement | None = None,
) -> ReportLine:
    """A line from events. Dollars are those of the last kind named; assistance tells its source, an agreement which."""
    done = "Added up" if amount else "Counted"
    told = {(kinds[-1], AMOUNT)} if amount else set()
    told |= {(EventKind.AID, SOURCE)} if source else set()
    told |= {(EventKind.AGREEMENT, AGREEMENT)} if agreement else set()
    words = f"{done} from the list of events: {words}."
    return ReportLine(words, of, amount, frozenset(kinds), frozenset(), frozenset(told), source, agreement)


def _restored(customer: Customer) -> bool:
    return customer.restored is not None


def _helped(source: AssistanceSource, *, restored: bool) -> Callable[[Customer], bool]:
    return lambda customer: source in customer.aid and (_restored(customer) or not restored)


def _help(source: AssistanceSource) -> Callable[[Customer], Decimal]:
    return lambda customer: customer.aid.get(source, Decimal(0))


def _by_source() -> Iterator[tuple[str, ReportLine]]:
    names = {AssistanceSource.LIHEAP: "LIHEAP", AssistanceSource.ECIP: "ECIP", AssistanceSource.OTHER: "other sources"}
    for letter, number, source in (
        ("a", 1, AssistanceSource.LIHEAP),
        ("b", 2, AssistanceSource.ECIP),
        ("c", 3, AssistanceSource.OTHER),
    ):
        back, every = _helped(source, restored=True), _helped(source, restored=False)
        name = names[source]
        both = (EventKind.RESTORED, EventKind.AID)
        words = f"customers restored in the month with assistance from {name}"
        yield f"c1{letter}", _events(words, back, *both, source=source)
        yield (
            f"c2{letter}",
            _events(
                f"assistance from {name} for those restored in the month",
                back,
                *both,
                amount=_help(source),
                source=source,
            ),
        )
        aid = EventKind.AID
        yield f"g{number}", _events(f"customers for whom assistance came from {name}", every, aid, source=source)
        yield f"h{number}", _events(f"assistance from {name}", every, aid, amount=_help(source), source=source)


def _off(status: CustomerStatus) -> bool:
    return status.connected is False


# The lines of the form by id. Line (A)2 asks for those cut off in the month who are still off; without a status list
# the last event of the month decides.
LINES: Mapping[str, ReportLine] = {
    "a1": _status("service is off", _off, "connected"),
    "a2": _events("cut off for non-payment, and still off", lambda one: one.cut is not None and one.off, EventKind.CUT),
    "a3": _events(
        "cut off and restored within the month", lambda one: one.restored_after_cut, EventKind.CUT, EventKind.RESTORED
    ),
    "b1": _status(
        "service is off, a cold-weather agreement was broken",
        lambda status: _off(status) and status.agreement is PaymentAgreement.COLD,
        "connected",
        "agreement",
    ),
    "b2": _status(
        "service is off, another agreement was broken",
        lambda status: _off(status) and status.agreement is PaymentAgreement.OTHER,
        "connected",
        "agreement",
    ),
    "b3": _status(
        "service is off, and there was no agreement",
        lambda status: _off(status) and status.agreement is PaymentAgreement.NONE,
        "connected",
        "agreement",
    ),
    **dict(_by_source()),
    "c2d": _events(
        "payments of those restored in the month",
        _restored,
        EventKind.RESTORED,
        EventKind.PAID,
        amount=lambda one: one.paid,
    ),
    "d1": _events(
        "restored customers put on a cold-weather agreement",
        lambda one: _restored(one) and PaymentAgreement.COLD in one.agreements,
        EventKind.RESTORED,
        EventKind.AGREEMENT,
        agreement=PaymentAgreement.COLD,
    ),
    "d2": _events(
        "restored customers put on another agreement",
        lambda one: _restored(one) and PaymentAgreement.OTHER in one.agreements,
        EventKind.RESTORED,
        EventKind.AGREEMENT,
        agreement=PaymentAgreement.OTHER,
    ),
    "e": ReportLine(
        "Added up from the status list: what those without service owe.",
        lambda one: one.status is not None and _off(one.status),
        lambda one: (one.status.owed if one.status is not None else None) or Decimal(0),
        frozenset(),
        frozenset({"connected", "owed"}),
    ),
    "e1": _events(
        "what was owed at the cut-offs",
        lambda one: one.cut is not None,
        EventKind.CUT,
        amount=lambda one: one.owed_when_cut,
    ),
    "e2": _events(
        "what was owed at the reconnections", _restored, EventKind.RESTORED, amount=lambda one: one.owed_when_restored
    ),
    "f": _status("registered", lambda status: status.registered is True, "registered"),
    "f1": _events("registrations", lambda one: EventKind.REGISTERED in one.marks, EventKind.REGISTERED),
    "f2": ReportLine(
        "Counted from both lists: registered customers who were cut off in the month.",
        lambda one: one.registered and one.cut is not None,
        None,
        frozenset({EventKind.CUT}),
        frozenset({"registered"}),
    ),
    "i": _events("reconnections refused", lambda one: EventKind.REFUSED in one.marks, EventKind.REFUSED),
    "j": _events("assistance marked as too small", lambda one: EventKind.TOO_SMALL in one.marks, EventKind.TOO_SMALL),
    "k": _events(
        "customers put on a cold-weather agreement",
        lambda one: PaymentAgreement.COLD in one.agreements,
        EventKind.AGREEMENT,
        agreement=PaymentAgreement.COLD,
    ),
}
