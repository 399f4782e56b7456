"""The sums of the columns of a trial balance while it is read, to be compared with the totals that the file prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


class ColumnTotals:
    """What the accounts of each column add up to so far, to be compared with the file's own totals."""

    def __init__(self, columns: int) -> None:
        self._values: list[Sequence[Decimal]] = []
        self._read = 0
        self._sums = [Decimal(0)] * columns
        self._before: list[set[Decimal]] = [{Decimal(0)} for _ in range(columns)]
        self._net, self._nets = Decimal(0), {Decimal(0)}
        self._sides = [Decimal(0), Decimal(0)]

    def add(self, values: Sequence[Decimal]) -> None:
        """Counts an account in."""
        self._values.append(values)

    def reckoned(self, values: Sequence[Decimal]) -> dict[int, Decimal]:
        """The sums that differ from what a total prints, by column; empty where it is the total of something above."""
        self._catch_up()
        found = {
            at: self._sums[at] for at, value in enumerate(values) if self._sums[at] - value not in self._before[at]
        }
        if len(values) == 1:
            return {} if abs(values[0]) in self._sides else found
        net = values[0] - values[1]
        return {} if net and 0 in values and self._net - net in self._nets else found

    def whole(self, values: Sequence[Decimal]) -> bool:
        """Whether a total is that of every account above, and these balance."""
        same = all(value == sum_ for value, sum_ in zip(values, self._sums, strict=True))
        return same and len(self._values) > 1 and not self._net

    def sums(self) -> Sequence[Decimal]:
        """What every account of each column adds up to."""
        self._catch_up()
        return self._sums

    def _catch_up(self) -> None:
        for values in self._values[self._read :]:
            for at, value in enumerate(values):
                if value:
                    self._sums[at] += value
                    self._before[at].add(self._sums[at])
            self._net += values[0] - values[1] if len(values) > 1 else values[0]
            self._nets.add(self._net)
            self._sides[values[0] < 0] += abs(values[0])
        self._read = len(self._values)
