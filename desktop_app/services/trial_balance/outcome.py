"""What taking a trial balance would do, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Json, Place
from desktop_app.services.trial_balance.books import BookLine


@dataclass(frozen=True)
class BalanceChange:
    """A cell that the trial balance would change, in words, with the accounts whose balances it shows."""

    place: Place
    where: str
    before: str
    after: str
    accounts: tuple[BookLine, ...] = ()


@dataclass(frozen=True)
class ComputedComparison:
    """A computed cell beside what the books say: nothing is entered there."""

    place: Place
    where: str
    computed: str
    books: str
    agrees: bool


@dataclass(frozen=True)
class BalancePreview:
    """What taking the trial balance would do. `entries` are the workspace's, `rounding` what whole dollars add.

    `memory` are the entries that remember which line each account went to. `imbalance`: what unsigned balances differ
    by once each is on the side of its line.
    """

    filing: str
    changes: tuple[BalanceChange, ...]
    comparisons: tuple[ComputedComparison, ...]
    unmapped: tuple[BookLine, ...]
    ignored: tuple[BookLine, ...]
    remarks: tuple[str, ...]
    rounding: Decimal
    entries: Mapping[str, Json] = field(default_factory=dict)
    memory: Mapping[str, Json] = field(default_factory=dict)
    imbalance: Decimal = Decimal(0)


def comparison_sentences(compared: Sequence[ComputedComparison]) -> list[str]:
    """What agrees with the books in one sentence, and what differs in another."""
    agreeing = [item.where for item in compared if item.agrees]
    differing = [
        f"{item.where} is calculated as {item.computed}, the books say {item.books}"
        for item in compared
        if not item.agrees
    ]
    said = [f"Agrees with the books: {'; '.join(agreeing)}."] if agreeing else []
    return [*said, f"Differs from the books: {'; '.join(differing)}."] if differing else said
