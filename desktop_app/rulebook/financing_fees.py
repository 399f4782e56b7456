"""The fee of section 386.300 for issuing debt: an estimate, for the statute is not in the chapter and not verified."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.fees import FeeItem
from desktop_app.rulebook.rulebook import Rulebook

TOPIC = "financing_fees"
FIRST_RATE, FIRST_LIMIT, SECOND_RATE, SECOND_LIMIT, THIRD_RATE, LEAST = (
    f"{TOPIC}/{name}" for name in ("first_rate", "first_limit", "second_rate", "second_limit", "third_rate", "least")
)
STATUTE = "RSMo 386.300.2, not verified"
_THOUSAND, _CENT = Decimal(1000), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class DebtIssue:
    """What is to be issued: debt, how much of it refunds, takes over or retires old debt, and stock."""

    debt: Decimal = Decimal(0)
    refunding: Decimal = Decimal(0)
    stock: Decimal = Decimal(0)

    @property
    def subject(self) -> Decimal:
        """The portion that is subject to the fee schedule."""
        return max(self.debt - self.refunding, Decimal(0))


def financing_fees(rules: Rulebook, issue: DebtIssue, on: date) -> tuple[FeeItem, ...]:
    """The fee by the values of a day, with how it comes about."""
    nothing = Decimal(0)
    items = [FeeItem(nothing, f"Stock: ${issue.stock:,}, no fee of this schedule.", STATUTE)] if issue.stock else []
    if issue.refunding:
        words = f"Refunding or assuming old debt: ${min(issue.refunding, issue.debt):,}, no fee."
        items.append(FeeItem(nothing, words, STATUTE))
    if issue.subject:
        words = f"Debt: ${issue.subject:,}, each part of $1,000 counted as a whole."
        items.append(FeeItem(_fee(rules, issue.subject, on), words, STATUTE))
    return tuple(items)


def _fee(rules: Rulebook, subject: Decimal, on: date) -> Decimal:
    def value(name: str) -> Decimal:
        return rules.value(name, on).number

    first, second = value(FIRST_LIMIT), value(SECOND_LIMIT)
    parts = (
        (min(subject, first), FIRST_RATE),
        (min(subject, second) - first, SECOND_RATE),
        (subject - second, THIRD_RATE),
    )
    reckoned = sum((_thousands(amount) * value(rate) for amount, rate in parts if amount > 0), Decimal(0))
    return max(reckoned, value(LEAST)).quantize(_CENT, ROUND_HALF_UP)


def _thousands(amount: Decimal) -> Decimal:
    return (amount / _THOUSAND).to_integral_value(ROUND_CEILING)
