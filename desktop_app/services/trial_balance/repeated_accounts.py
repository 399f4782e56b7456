"""Accounts that stand in a table more than once: added together, unless a second trial balance begins there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import replace
from desktop_app.services.trial_balance.books import BookLine

FEWEST, HALF = 3, 0.5


def row_of_second_books(lines: Sequence[BookLine]) -> int:
    """The row where the accounts begin again after some that balance alone; 0 where they do not."""
    first: dict[str, int] = {}
    for at, line in enumerate(lines):
        first.setdefault(line.key, at)
    if len(first) > (1 - HALF / 2) * len(lines):
        return 0
    running, filled = Decimal(0), 0
    for at, line in enumerate(lines[:-1], 1):
        running += line.amount
        filled += bool(line.amount)
        if running or filled < FEWEST or first[lines[at].key] >= at:
            continue
        again = sum(first[later.key] < at for later in lines[at:])
        return lines[at].row if again > HALF * (len(lines) - at) else 0
    return 0


def add_repeated(lines: Sequence[BookLine]) -> tuple[tuple[BookLine, ...], tuple[str, ...]]:
    """The lines with those of the same number and name put together, and a sentence for each of these.

    Where a number has several names, each of its accounts is known by both.
    """
    if len({line.key for line in lines}) == len(lines):
        return tuple(lines), ()
    names: dict[str, set[str]] = {}
    for line in lines:
        names.setdefault(line.key, set()).add(line.name.casefold())
    found: dict[str, BookLine] = {}
    words: list[str] = []
    for line in lines:
        both = len(names[line.key]) > 1
        own = replace(line, key=f"{line.key} {line.name.casefold()}".strip()) if both else line
        if own.key in found:
            first = found[own.key]
            words.append(f"Account {line.label} is in rows {first.row} and {line.row}; both were added.")
            found[own.key] = replace(first, amount=first.amount + line.amount)
        else:
            found[own.key] = own
    return tuple(found.values()), tuple(words)
