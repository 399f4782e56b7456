"""Exact elimination: which unknowns a system of linear equations determines, and from which of its equations.

Numbers are whole ones as long as they can be and fractions where they must; nothing is ever rounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

Exact = int | Fraction
Row = dict[int, Exact]
K = TypeVar("K")


def plain(number: Exact) -> Exact:
    """The number as a whole one, if it is."""
    return number if isinstance(number, int) or number.denominator != 1 else number.numerator


def size(number: Exact) -> Exact:
    """The number without its sign."""
    return number if number >= 0 else -number


def quotient(dividend: Exact, divisor: Exact) -> Exact:
    """The exact quotient. Raises ZeroDivisionError."""
    return plain(Fraction(dividend) / divisor)


def up_to(number: Exact, unit: Exact) -> Exact:
    """The least whole multiple of the unit that is not below the number."""
    return plain(math.ceil(quotient(number, unit)) * unit)


def down_to(number: Exact, unit: Exact) -> Exact:
    """The greatest whole multiple of the unit that is not above the number."""
    return plain(math.floor(quotient(number, unit)) * unit)


def dot(factors: Mapping[K, Exact], values: Mapping[K, Exact], start: Exact = 0) -> Exact:
    """`start` and the sum of factor times value."""
    total = start
    for key, factor in factors.items():
        total += factor * values[key]
    return plain(total)


def add_scaled(row: Row, other: Mapping[int, Exact], factor: Exact) -> None:
    """Adds `factor` times the other row; what becomes zero goes."""
    for column, number in other.items():
        total = row.get(column, 0) + factor * number
        if total:
            row[column] = plain(total)
        else:
            row.pop(column, None)


def reduced(rows: Iterable[Row]) -> dict[int, Row]:
    """The rows in reduced echelon form, by the unknown that each is solved for.

    Columns from 0 are unknowns. Negative columns are carried along and never solved for: given each row one of its own,
    they tell afterwards which rows a row was made of.
    """
    solved: dict[int, Row] = {}
    holders: dict[int, set[int]] = {}
    for given in sorted(rows, key=len):
        row = dict(given)
        for column in [column for column in row if column in solved]:
            add_scaled(row, solved[column], -row[column])
        unknowns = [column for column in row if column >= 0]
        if not unknowns:
            continue
        pivot = min(unknowns, key=lambda column: (len(holders.get(column, ())), column))
        factor = row[pivot]
        if factor != 1:
            row = {column: quotient(number, factor) for column, number in row.items()}
        for other in tuple(holders.pop(pivot, ())):
            before = set(solved[other])
            add_scaled(solved[other], row, -solved[other][pivot])
            _follow(holders, other, before, set(solved[other]))
        solved[pivot] = row
        _follow(holders, pivot, set(), set(row) - {pivot})
    return solved


def _follow(holders: dict[int, set[int]], row: int, before: set[int], after: set[int]) -> None:
    """Keeps account of which solved rows hold which unknowns besides their own."""
    for column in before - after:
        if column >= 0 and column in holders:
            holders[column].discard(row)
    for column in after - before:
        if column >= 0:
            holders.setdefault(column, set()).add(row)
