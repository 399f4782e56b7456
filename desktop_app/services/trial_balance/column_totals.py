"""The sums of the columns of a trial balance while it is read, to be compared with the totals that the file prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


class ColumnTotals:
    """What the accounts of each column add up to so far, to be compared with the file's own totals."""

    def __init__(self, columns: int) -> None:
        self._columns: list[list[Decimal]] = [[] for _ in range(columns)]  # the values, account by account
        self._summed = self._looked = 0  # how many accounts are in the sums, and in what they came to on the way
        self._sums = [Decimal(0)] * columns
        self._sides = [Decimal(0), Decimal(0)]
        self._running, self._before = [Decimal(0)] * columns, [{Decimal(0)} for _ in range(columns)]
        self._net, self._nets = Decimal(0), {Decimal(0)}

    def add(self, values: Sequence[Decimal]) -> None:
        """Counts an account in."""
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)

    def reckoned(self, values: Sequence[Decimal]) -> dict[int, Decimal]:
        """The sums that differ from what a total prints, by column; empty where it is the total of something above."""
        sums = self.sums()
        if all(value == sum_ for value, sum_ in zip(values, sums, strict=True)):
            return {}
        self._look_back()
        found = {at: sums[at] for at, value in enumerate(values) if sums[at] - value not in self._before[at]}
        if len(values) == 1:
            return {} if abs(values[0]) in self._sides else found
        net = values[0] - values[1]
        return {} if net and 0 in values and self._net - net in self._nets else found

    def whole(self, values: Sequence[Decimal]) -> bool:
        """Whether a total is that of every account above, and these balance."""
        sums = self.sums()
        same = all(value == sum_ for value, sum_ in zip(values, sums, strict=True))
        return same and self._summed > 1 and not (sums[0] - sums[1] if len(sums) > 1 else sums[0])

    def sums(self) -> Sequence[Decimal]:
        """What every account of each column adds up to."""
        for at, column in enumerate(self._columns):
            new = column[self._summed :]
            self._sums[at] = sum(new, self._sums[at])
            if len(self._columns) == 1:
                self._sides[0] = sum((value for value in new if value > 0), self._sides[0])
                self._sides[1] = sum((-value for value in new if value < 0), self._sides[1])
        self._summed = len(self._columns[0])
        return self._sums

    def _look_back(self) -> None:
        """Follows the sums from account to account, for a total of the last of them."""
        new = [column[self._looked :] for column in self._columns]
        for values in zip(*new, strict=True):
            for at, value in enumerate(values):
                if value:
                    self._running[at] += value
                    self._before[at].add(self._running[at])
            self._net += values[0] - values[1] if len(values) > 1 else values[0]
            self._nets.add(self._net)
        self._looked = len(self._columns[0])
