"""Rows that show the sum of the accounts below them, as programs with a tree of accounts print it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from desktop_app.services.trial_balance.books import BookLine

MOST_LINES = 20_000


def group_rows(lines: Sequence[BookLine]) -> Mapping[int, int]:
    """The lines that are the sum of accounts right below them, by their index, with the index after their last one.

    Read from the end, so that groups within a group are known before it.
    """
    found: dict[int, int] = {}
    if len(lines) > MOST_LINES:
        return found
    # What the accounts from an index on add up to, and how many they are: groups themselves are not counted in.
    sum_, count = Decimal(0), 0
    ends: dict[Decimal, list[tuple[int, int]]] = {}
    for at in range(len(lines) - 1, -1, -1):
        amount = lines[at].amount
        least = 2 if lines[at].number else 1
        fitting = reversed(ends.get(sum_ - amount, ())) if amount else ()
        end = next((end for end, behind in fitting if count - behind >= least), None)
        if end is not None:
            found[at] = end
            continue
        ends.setdefault(sum_, []).append((at + 1, count))
        sum_, count = sum_ + amount, count + 1
    return found


def covers_all(lines: Sequence[BookLine], groups: Mapping[int, int]) -> bool:
    """Whether every account with a balance is below a group, and some group has several."""
    covered: Collection[int] = {below for at, end in groups.items() for below in range(at + 1, end)}
    several = sum(end - at > 2 for at, end in groups.items())  # noqa: PLR2004 - the group and two accounts
    return several > 1 and all(at in covered or at in groups or not line.amount for at, line in enumerate(lines))
