"""Rows that show the sum of the accounts below them, as programs with a tree of accounts print it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from desktop_app.services.trial_balance.books import BookLine

MOST_LINES = 3000


def group_rows(lines: Sequence[BookLine]) -> Mapping[int, int]:
    """The lines that are the sum of accounts right below them, by their index, with the index after their last one.

    Read from the end, so that groups within a group are known before it.
    """
    found: dict[int, int] = {}
    if len(lines) > MOST_LINES:
        return found
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].amount:
            continue
        sum_, count = Decimal(0), 0
        for below in range(at + 1, len(lines)):
            if below in found:
                continue
            sum_, count = sum_ + lines[below].amount, count + 1
            if sum_ == lines[at].amount and (count > 1 or not lines[at].number):
                found[at] = below + 1
                break
    return found


def covers_all(lines: Sequence[BookLine], groups: Mapping[int, int]) -> bool:
    """Whether every account with a balance is below a group, and some group has several."""
    covered: Collection[int] = {below for at, end in groups.items() for below in range(at + 1, end)}
    several = sum(end - at > 2 for at, end in groups.items())  # noqa: PLR2004 - the group and two accounts
    return several > 1 and all(at in covered or at in groups or not line.amount for at, line in enumerate(lines))
