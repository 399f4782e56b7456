"""Customers while a month is counted: their events, their status at its end, and what follows from both.

A customer is a key that lives only while the counting lasts: what comes out are counts, sums and sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from desktop_app.domain.late_dataclasses import dataclass

NONE_OF_IT: Mapping[AssistanceSource, Decimal] = MappingProxyType({})


class EventKind(StrEnum):
    """What can happen to a customer in a month."""

    CUT = "cut"  # service discontinued for non-payment; the amount is what was owed
    RESTORED = "restored"  # service on again; the amount is what was owed
    AID = "aid"  # assistance paid or pledged, from a source
    PAID = "paid"  # the customer's own payment
    AGREEMENT = "agreement"  # put on a payment agreement
    REGISTERED = "registered"  # registered under 13.055(1)(D)
    REFUSED = "refused"  # reconnection refused under 13.055(9)
    TOO_SMALL = "too_small"  # assistance too small to keep or restore service


class AssistanceSource(StrEnum):
    """Who helps."""

    LIHEAP = "liheap"
    ECIP = "ecip"
    OTHER = "other"


class PaymentAgreement(StrEnum):
    """Which payment agreement a customer made, or broke."""

    COLD = "cold"
    OTHER = "other"
    NONE = "none"


class AssistanceStatus(StrEnum):
    """What is known about a customer's assistance."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CustomerGroup(StrEnum):
    """The columns of the report. `UNKNOWN` is no group of the rules: it shows how many could not be placed."""

    AIDED = "aided"
    OTHER = "other"
    UNKNOWN = "unknown"


class SkippedRow(StrEnum):
    """Why a row of the list of events holds no event of the month."""

    OUTSIDE = "outside"
    IGNORED = "ignored"
    BLANK = "blank"


class CustomerEvent(NamedTuple):
    """One event of the month. What a row does not tell is None."""

    customer: str
    district: str
    day: date
    kind: EventKind
    amount: Decimal | None = None
    source: AssistanceSource | None = None
    agreement: PaymentAgreement | None = None


class CustomerStatus(NamedTuple):
    """A customer on the last day of the month. What a list does not tell is None."""

    customer: str
    district: str
    connected: bool | None = None
    owed: Decimal | None = None
    agreement: PaymentAgreement | None = None
    registered: bool | None = None
    aid: AssistanceStatus | None = None


@dataclass(slots=True)
class Customer:
    """What is remembered of a customer while the lists are read."""

    district: str
    status: CustomerStatus | None = None
    cut: date | None = None
    restored: date | None = None
    owed_when_cut: Decimal = Decimal(0)
    owed_when_restored: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    helped: bool = False
    aid: Mapping[AssistanceSource, Decimal] = NONE_OF_IT
    agreements: frozenset[PaymentAgreement] = frozenset()
    marks: frozenset[EventKind] = frozenset()

    @property
    def off(self) -> bool:
        """Whether service is off at the end of the month: by the status list, or else by the last event."""
        if self.status is not None and self.status.connected is not None:
            return not self.status.connected
        return self.cut is not None and (self.restored is None or self.restored < self.cut)

    @property
    def restored_after_cut(self) -> bool:
        """Whether the customer was cut off and had service again, both in the month."""
        return self.cut is not None and self.restored is not None and self.restored >= self.cut

    @property
    def registered(self) -> bool:
        """Whether the customer is registered, by the status list or by an event of the month."""
        return EventKind.REGISTERED in self.marks or bool(self.status and self.status.registered)

    @property
    def aided(self) -> AssistanceStatus:
        """What is known about assistance: by the status list, or because some came in."""
        if self.status is not None and self.status.aid is not None:
            return self.status.aid
        return AssistanceStatus.YES if self.helped else AssistanceStatus.UNKNOWN
