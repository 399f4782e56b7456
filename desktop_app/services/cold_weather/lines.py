"""How each line of the report is counted: of which customers, what of each, and what the lists must hold for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.services.cold_weather.customers import Agreement, Customer, Kind, Source, Status


@dataclass(frozen=True, slots=True)
class Line:
    """How a line of the report is made: of whom, what of each, and what the lists must hold for it."""

    words: str
    of: Callable[[Customer], bool]
    amount: Callable[[Customer], Decimal] | None = None
    kinds: frozenset[Kind] = frozenset()
    columns: frozenset[str] = frozenset()


def _status(words: str, of: Callable[[Status], bool], *columns: str) -> Line:
    return Line(
        f"Counted from the status list: {words}.",
        lambda customer: customer.status is not None and of(customer.status),
        None,
        frozenset(),
        frozenset(columns),
    )


def _events(
    words: str, of: Callable[[Customer], bool], *kinds: Kind, amount: Callable[[Customer], Decimal] | None = None
) -> Line:
    done = "Added up" if amount else "Counted"
    return Line(f"{done} from the list of events: {words}.", of, amount, frozenset(kinds))


def _restored(customer: Customer) -> bool:
    return customer.restored is not None


def _helped(source: Source, *, restored: bool) -> Callable[[Customer], bool]:
    return lambda customer: source in customer.aid and (_restored(customer) or not restored)


def _help(source: Source) -> Callable[[Customer], Decimal]:
    return lambda customer: customer.aid.get(source, Decimal(0))


def _by_source() -> Iterator[tuple[str, Line]]:
    names = {Source.LIHEAP: "LIHEAP", Source.ECIP: "ECIP", Source.OTHER: "other sources"}
    for letter, number, source in (("a", 1, Source.LIHEAP), ("b", 2, Source.ECIP), ("c", 3, Source.OTHER)):
        back, every = _helped(source, restored=True), _helped(source, restored=False)
        name = names[source]
        both = (Kind.RESTORED, Kind.AID)
        yield f"c1{letter}", _events(f"customers restored in the month with assistance from {name}", back, *both)
        yield (
            f"c2{letter}",
            _events(f"assistance from {name} for those restored in the month", back, *both, amount=_help(source)),
        )
        yield f"g{number}", _events(f"customers for whom assistance came from {name}", every, Kind.AID)
        yield f"h{number}", _events(f"assistance from {name}", every, Kind.AID, amount=_help(source))


def _off(status: Status) -> bool:
    return status.connected is False


# The lines of the form by id. Line (A)2 asks for those cut off in the month who are still off; without a status list
# the last event of the month decides.
LINES: Mapping[str, Line] = {
    "a1": _status("service is off", _off, "connected"),
    "a2": _events("cut off for non-payment, and still off", lambda one: one.cut is not None and one.off, Kind.CUT),
    "a3": _events("cut off and restored within the month", lambda one: one.restored_after_cut, Kind.CUT, Kind.RESTORED),
    "b1": _status(
        "service is off, a cold-weather agreement was broken",
        lambda status: _off(status) and status.agreement is Agreement.COLD,
        "connected",
        "agreement",
    ),
    "b2": _status(
        "service is off, another agreement was broken",
        lambda status: _off(status) and status.agreement is Agreement.OTHER,
        "connected",
        "agreement",
    ),
    "b3": _status(
        "service is off, and there was no agreement",
        lambda status: _off(status) and status.agreement is Agreement.NONE,
        "connected",
        "agreement",
    ),
    **dict(_by_source()),
    "c2d": _events(
        "payments of those restored in the month", _restored, Kind.RESTORED, Kind.PAID, amount=lambda one: one.paid
    ),
    "d1": _events(
        "restored customers put on a cold-weather agreement",
        lambda one: _restored(one) and Agreement.COLD in one.agreements,
        Kind.RESTORED,
        Kind.AGREEMENT,
    ),
    "d2": _events(
        "restored customers put on another agreement",
        lambda one: _restored(one) and Agreement.OTHER in one.agreements,
        Kind.RESTORED,
        Kind.AGREEMENT,
    ),
    "e": Line(
        "Added up from the status list: what those without service owe.",
        lambda one: one.status is not None and _off(one.status),
        lambda one: (one.status.owed if one.status is not None else None) or Decimal(0),
        frozenset(),
        frozenset({"connected", "owed"}),
    ),
    "e1": _events(
        "what was owed at the cut-offs", lambda one: one.cut is not None, Kind.CUT, amount=lambda one: one.owed_when_cut
    ),
    "e2": _events(
        "what was owed at the reconnections", _restored, Kind.RESTORED, amount=lambda one: one.owed_when_restored
    ),
    "f": _status("registered", lambda status: status.registered is True, "registered"),
    "f1": _events("registrations", lambda one: Kind.REGISTERED in one.marks, Kind.REGISTERED),
    "f2": Line(
        "Counted from both lists: registered customers who were cut off in the month.",
        lambda one: one.registered and one.cut is not None,
        None,
        frozenset({Kind.CUT}),
        frozenset({"registered"}),
    ),
    "i": _events("reconnections refused", lambda one: Kind.REFUSED in one.marks, Kind.REFUSED),
    "j": _events("assistance marked as too small", lambda one: Kind.TOO_SMALL in one.marks, Kind.TOO_SMALL),
    "k": _events(
        "customers put on a cold-weather agreement", lambda one: Agreement.COLD in one.agreements, Kind.AGREEMENT
    ),
}
