"""Arithmetic as a bookkeeper does it on paper: an empty box is no number, but beside a number it counts as nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Amount = Decimal | None


def added(*amounts: Amount) -> Amount:
    """The sum; an empty box if all are empty."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def less(first: Amount, *others: Amount) -> Amount:
    """What is left of the first when the others are taken off."""
    return added(first, *(None if other is None else -other for other in others))


def times(first: Amount, second: Amount) -> Amount:
    """The product, for which both must be known."""
    return None if first is None or second is None else first * second


def per(first: Amount, second: Amount) -> Amount:
    """The first for each of the second: nothing without both, or for each of none."""
    return None if first is None or not second else first / second


def percent_of(part: Amount, whole: Amount) -> Amount:
    """The part in percent of the whole."""
    return per(times(part, Decimal(100)), whole)


def average(begin: Amount, end: Amount) -> Amount:
    """The middle of what stood at both ends of the year."""
    return per(added(begin, end), Decimal(2))


def nothing_if_empty(amount: Amount) -> Decimal:
    """The amount, for a line that shows 0 where another page shows nothing."""
    return amount or Decimal(0)


def rounded(amount: Amount, decimals: int) -> Amount:
    """To so many digits after the point; half a unit goes away from zero."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
