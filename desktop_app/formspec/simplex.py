"""Exact bounds: the least and the greatest value of each unknown of a linear system with limits.

A bounded simplex method over exact numbers. It starts from values that are known to satisfy everything, so there is
nothing to be found feasible first; unknowns may begin anywhere between their limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.elimination import Exact, Row, add_scaled, plain, quotient, size

Limit = Exact | None
Limits = tuple[Limit, Limit]


@dataclass(frozen=True, slots=True)
class _Step:
    """How far a move may go: None for without end. `leaving` is the unknown of a row that stops it."""

    length: Limit
    leaving: int | None


class SimplexTableau:
    """Rows that solve some unknowns for others, with the values that all have at the moment.

    `rows` give each solved unknown as a sum of the others; `values` satisfy them and lie within the `limits`.
    """

    def __init__(self, rows: Mapping[int, Row], values: Mapping[int, Exact], limits: Mapping[int, Limits]) -> None:
        self._rows = {solved: dict(row) for solved, row in rows.items()}
        self.values = dict(values)
        self._limits = limits
        self._holders: dict[int, set[int]] = {column: set() for column in values}
        for solved, row in self._rows.items():
            for column in row:
                self._holders[column].add(solved)

    def bounds(self, wanted: set[int], stop: Callable[[], bool]) -> Iterator[tuple[int, Limits]]:
        """Least and greatest value of each wanted unknown, as they are found; None where there is none.

        Stops early when `stop` says so.
        """
        reached: dict[tuple[int, int], Limit] = {}
        for unknown in sorted(wanted):
            for direction in (-1, 1):
                if (unknown, direction) not in reached:
                    if stop():
                        return
                    reached[unknown, direction] = self._driven(unknown, direction)
                    self._note(wanted, reached)
            yield unknown, (reached[unknown, -1], reached[unknown, 1])

    def furthest(self, unknown: int, direction: int) -> tuple[Limit, Row]:
        """How far the unknown goes that way, and the sum of others that holds it there; nothing if no row does."""
        reached = self._driven(unknown, direction)
        return reached, dict(self._rows.get(unknown, {}))

    def _note(self, wanted: set[int], reached: dict[tuple[int, int], Limit]) -> None:
        """Whatever stands at a limit of its own needs no search for it."""
        for unknown in wanted:
            low, high = self._limits[unknown]
            value = self.values[unknown]
            if low is not None and value == low:
                reached[unknown, -1] = low
            if high is not None and value == high:
                reached[unknown, 1] = high

    def _driven(self, unknown: int, direction: int) -> Limit:
        """Drives the unknown as far as it goes that way; None if it goes without end."""
        while True:
            entering, way = self._entering(unknown, direction)
            if entering is None:
                return self.values[unknown]
            step = self._step(entering, way)
            if step.length is None:
                return None
            self._move(entering, way * step.length)
            if step.leaving is not None:
                self._exchange(entering, step.leaving)

    def _entering(self, unknown: int, direction: int) -> tuple[int | None, int]:
        """The unknown of lowest number whose move helps, and which way it goes."""
        row = self._rows.get(unknown)
        if row is None:
            return (unknown, direction) if self._free(unknown, direction) else (None, 0)
        for column in sorted(row):
            way = direction if row[column] > 0 else -direction
            if self._free(column, way):
                return column, way
        return None, 0

    def _free(self, column: int, way: int) -> bool:
        limit = self._limits[column][way > 0]
        return limit is None or self.values[column] != limit

    def _step(self, entering: int, way: int) -> _Step:
        limit = self._limits[entering][way > 0]
        best = _Step(None if limit is None else size(limit - self.values[entering]), None)
        for solved in sorted(self._holders[entering]):
            rate = self._rows[solved][entering] * way
            limit = self._limits[solved][rate > 0]
            if limit is not None:
                length = quotient(limit - self.values[solved], rate)
                if best.length is None or length < best.length:
                    best = _Step(length, solved)
        return best

    def _move(self, column: int, distance: Exact) -> None:
        if distance:
            self.values[column] = plain(self.values[column] + distance)
            for solved in self._holders[column]:
                self.values[solved] = plain(self.values[solved] + self._rows[solved][column] * distance)

    def _exchange(self, entering: int, leaving: int) -> None:
        """Solves the row of `leaving` for `entering`."""
        row = self._rows.pop(leaving)
        for column in row:
            self._holders[column].discard(leaving)
        factor = row.pop(entering)
        fresh: Row = {column: quotient(-number, factor) for column, number in row.items()}
        fresh[leaving] = quotient(1, factor)
        for solved in tuple(self._holders[entering]):
            other = self._rows[solved]
            scale, before = other.pop(entering), set(other)
            add_scaled(other, fresh, scale)
            for column in before - set(other):
                self._holders[column].discard(solved)
            for column in set(other) - before:
                self._holders[column].add(solved)
        self._holders[entering] = set()
        self._rows[entering] = fresh
        for column in fresh:
            self._holders[column].add(entering)
