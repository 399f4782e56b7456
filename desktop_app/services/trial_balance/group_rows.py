"""Rows that show the sum of the accounts below or above them, as programs with a tree of accounts print it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from desktop_app.services.trial_balance.books import BookLine

MOST_LINES, MOST_RECAPPED = 20_000, 8


def group_rows(lines: Sequence[BookLine]) -> Mapping[int, range]:
    """The lines that are the sum of accounts right below them, by their index, with the indexes of these accounts.

    Read from the end, so that groups within a group are known before it.
    """
    found: dict[int, range] = {}
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
            found[at] = range(at + 1, end)
            continue
        ends.setdefault(sum_, []).append((at + 1, count))
        sum_, count = sum_ + amount, count + 1
    return found


def total_rows(lines: Sequence[BookLine]) -> Mapping[int, range]:
    """The lines that are the sum of accounts right above them, as `group_rows` gives those below."""
    last = len(lines) - 1
    return {last - at: range(last - below[-1], last - below[0] + 1) for at, below in group_rows(lines[::-1]).items()}


def recap_rows(lines: Sequence[BookLine]) -> Mapping[int, range]:
    """The last lines, if they repeat all accounts above them as the sums of their parts, in the same order."""
    whole, last = sum((line.amount for line in lines), Decimal(0)), Decimal(0)
    for count in range(1, min(MOST_RECAPPED, len(lines) // 2) + 1):
        last += lines[-count].amount
        if count > 1 and whole == 2 * last and (found := _recapped(lines, len(lines) - count)):
            return found
    return {}


def _recapped(lines: Sequence[BookLine], first: int) -> Mapping[int, range]:
    """The lines from the first one on with the accounts that each repeats; nothing if not all accounts are repeated."""
    found: dict[int, range] = {}
    begin = 0
    for at in range(first, len(lines)):
        sum_, end = Decimal(0), begin
        while end < first and (sum_ != lines[at].amount or end < begin + 2):
            sum_, end = sum_ + lines[end].amount, end + 1
        if not lines[at].amount or sum_ != lines[at].amount or end < begin + 2:
            return {}
        found[at], begin = range(begin, end), end
    return {} if any(line.amount for line in lines[begin:first]) else found


def covers_all(lines: Sequence[BookLine], groups: Mapping[int, range]) -> bool:
    """Whether every account with a balance belongs to a group, and several groups have several."""
    covered: Collection[int] = {account for accounts in groups.values() for account in accounts}
    several = sum(len(accounts) > 1 for accounts in groups.values())
    return several > 1 and all(at in covered or at in groups or not line.amount for at, line in enumerate(lines))
