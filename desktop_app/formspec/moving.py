"""The cheapest move: which other cells must read otherwise, so that one could be larger or smaller by a given amount.

If only those cells were hidden, a reader could not tell the true figures from the moved ones: everything else agrees.
So the cells of a move upwards and of one downwards together protect the cell. What multiplies is followed by its
tangent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from desktop_app.formspec.elimination import Exact, Row, add_scaled, dot, plain, reduced, size
from desktop_app.formspec.knowledge import KnownCell, Limits, ProductEquation, PublicKnowledge
from desktop_app.formspec.simplex import SimplexTableau


class HiddenMoves:
    """Moves of the cells that may be hidden. Each has two columns, one for its way up and one for its way down."""

    def __init__(self, world: PublicKnowledge, cells: Collection[KnownCell]) -> None:
        self.world = world
        self.cells = sorted(cells)
        self.number = {cell: 2 * index for index, cell in enumerate(self.cells)}
        self.limits: dict[int, Limits] = {}
        for cell, column in self.number.items():
            low, high = world.limits.get(cell, (None, None))
            value = world.values[cell]
            self.limits[column] = 0, None if high is None else plain(high - value)
            self.limits[column + 1] = 0, None if low is None else plain(value - low)
        self.rows = reduced(self._relations())

    def _relations(self) -> Iterator[Row]:
        equations, products = self.world.touching(self.cells)
        for equation in equations:
            now = dot(equation.terms, self.world.values, equation.constant)
            row = self._moved(equation.terms, 1)
            if row and not equation.sharp:
                row[self._room(None if equation.at_least else now - equation.slack, now + equation.slack)] = 1
            yield row
        for factors in products:
            yield self._tangent(factors)

    def _tangent(self, factors: ProductEquation) -> Row:
        """How the parts of a product may move together."""
        result, left, right, divisor = (
            dot(terms, self.world.values, constant)
            for terms, constant in (factors.result, factors.left, factors.right, factors.divisor)
        )
        row: Row = {}
        for (terms, _), factor in (
            (factors.result, divisor),
            (factors.divisor, result),
            (factors.left, -right),
            (factors.right, -left),
        ):
            add_scaled(row, self._moved(terms, factor), 1)
        now, half = result * divisor - left * right, factors.half * size(divisor)
        if row and half:
            row[self._room(now - half, now + half)] = 1
        return row

    def _moved(self, terms: Mapping[KnownCell, Exact], factor: Exact) -> Row:
        row: Row = {}
        for cell, part in terms.items():
            if cell in self.number and part * factor:
                row[self.number[cell]] = plain(part * factor)
                row[self.number[cell] + 1] = plain(-part * factor)
        return row

    def _room(self, low: Exact | None, high: Exact) -> int:
        column = len(self.limits)
        self.limits[column] = None if low is None else plain(low), plain(high)
        return column

    def cheapest(
        self, cell: KnownCell, by: Exact, direction: int, weights: Mapping[KnownCell, int]
    ) -> frozenset[KnownCell]:
        """The cells that move with the least weight when the cell moves by so much, or as far as it can.

        A cell without a weight costs nothing.
        """
        up, total = self.number[cell] + (direction < 0), len(self.limits)
        limits = {**self.limits, up: (0, by), self.number[cell] + (direction > 0): (0, 0), total: (None, None)}
        rows = {
            column: {other: -factor for other, factor in row.items() if other != column}
            for column, row in self.rows.items()
        }
        rows[total] = self._weighed(rows, weights)
        tableau = SimplexTableau(rows, dict.fromkeys(limits, 0), limits)
        reached, _ = tableau.furthest(up, 1)
        limits[up] = reached, reached
        tableau.furthest(total, -1)
        moved = {column for column, value in tableau.values.items() if value}
        return frozenset(one for one, column in self.number.items() if not moved.isdisjoint({column, column + 1}))

    def _weighed(self, rows: Mapping[int, Row], weights: Mapping[KnownCell, int]) -> Row:
        """The weight of a move, as a sum of what is free to move."""
        found: Row = {}
        for cell, column in self.number.items():
            for way in (column, column + 1) if cell in weights else ():
                add_scaled(found, rows.get(way, {way: 1}), weights[cell])
        return found
