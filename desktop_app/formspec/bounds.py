"""Between which values a cell lies that cannot be worked out, and what it is that leaves a reader no more room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from desktop_app.formspec.disclosure import DisclosureFindings
from desktop_app.formspec.elimination import Exact, Row, add_scaled, dot, down_to, plain, reduced, up_to
from desktop_app.formspec.knowledge import KnownCell, Limits, LinearEquation, PublicKnowledge, close
from desktop_app.formspec.simplex import SimplexTableau


def ranges(
    world: PublicKnowledge, found: DisclosureFindings, stop: Callable[[], bool], wanted: Collection[KnownCell] = ()
) -> Iterator[tuple[KnownCell, Limits]]:
    """Between which values each cell lies that cannot be worked out, one after the other; stops when `stop` says so.

    Only some of them if they are `wanted`.
    """
    return _Ranging(world, found).ranges(stop, frozenset(wanted or found.open))


def limiting_equations(
    world: PublicKnowledge, found: DisclosureFindings, cell: KnownCell
) -> tuple[LinearEquation, ...] | None:
    """The equations that leave a reader no room to be wrong about an open cell; None if there is room."""
    ranging = _Ranging(world, found, cell)
    for direction in (-1, 1):
        limits, made = ranging.proved(cell, direction)
        if close(world, cell, limits):
            return made
    return None


class _Ranging:
    """Bounds for what is open after an audit; only for what hangs together with the cell `about`, if one is given."""

    def __init__(self, world: PublicKnowledge, found: DisclosureFindings, about: KnownCell | None = None) -> None:
        self.world = world
        self.equations = found.equations if about is None else tuple(_connected(found, about))
        standing = {cell for equation in self.equations for cell in equation.terms} | {about}
        self.columns = sorted(found.open if about is None else found.open & standing)
        self.number = {cell: column for column, cell in enumerate(self.columns)}
        self.values: dict[int, Exact] = {column: world.values[cell] for cell, column in self.number.items()}
        self.limits: dict[int, Limits] = {
            column: world.limits.get(cell, (None, None)) for cell, column in self.number.items()
        }
        self.rows = [self._row(equation) for equation in self.equations]

    def _row(self, equation: LinearEquation) -> Row:
        """The equation in what is open; what is rounded becomes an unknown of its own, within the rounding."""
        row: Row = {}
        for cell, factor in equation.terms.items():
            if cell in self.number:
                row[self.number[cell]] = factor
        if row and not equation.sharp:
            column = len(self.values)
            open_part = dot(row, self.values)
            rest = dot(equation.terms, self.world.values, equation.constant) - open_part
            self.values[column] = -open_part
            low = None if equation.at_least else plain(rest - equation.slack)
            self.limits[column] = (low, plain(rest + equation.slack))
            row[column] = 1
        return row

    def proved(self, cell: KnownCell, direction: int) -> tuple[Limits, tuple[LinearEquation, ...]]:
        """The limit of a cell on one side, and the equations that set it."""
        solved = reduced({**row, -1 - number: 1} for number, row in enumerate(self.rows))
        rows = {column: _others(row, column) for column, row in solved.items()}
        column = self.number[cell]
        reached, held = SimplexTableau(rows, self.values, self.limits).furthest(column, direction)
        labels: Row = {}
        for unknown, factor in {**{other: -factor for other, factor in held.items()}, column: 1}.items():
            if held and unknown in solved:
                add_scaled(labels, {label: part for label, part in solved[unknown].items() if label < 0}, factor)
        limits = (reached, None) if direction < 0 else (None, reached)
        return self._fitted(cell, limits), tuple(self.equations[-1 - label] for label in sorted(labels, reverse=True))

    def ranges(self, stop: Callable[[], bool], cells: frozenset[KnownCell]) -> Iterator[tuple[KnownCell, Limits]]:
        """Each of the cells with its limits, component by component."""
        solved = reduced(self.rows)
        for columns in _components(self.values, solved.values()):
            wanted = {column for column in columns if column < len(self.columns) and self.columns[column] in cells}
            rows = {column: _others(solved[column], column) for column in columns if column in solved}
            values = {column: self.values[column] for column in columns}
            for column, limits in SimplexTableau(rows, values, self.limits).bounds(wanted, stop):
                yield self.columns[column], self._fitted(self.columns[column], limits)
            if stop():
                return

    def _fitted(self, cell: KnownCell, limits: Limits) -> Limits:
        """The limits at whole steps of the cell."""
        unit = self.world.units[cell]
        low, high = limits
        return None if low is None else up_to(low, unit), None if high is None else down_to(high, unit)


def _others(row: Row, solved: int) -> Row:
    """The unknown that a row is solved for, as a sum of the others."""
    return {column: -factor for column, factor in row.items() if column >= 0 and column != solved}


def _connected(found: DisclosureFindings, cell: KnownCell) -> Iterator[LinearEquation]:
    """The equations that hang together with the cell by what is open."""
    standing: dict[KnownCell, list[int]] = {}
    for number, equation in enumerate(found.equations):
        for one in equation.terms.keys() & found.open:
            standing.setdefault(one, []).append(number)
    reached, waiting, taken = {cell}, [cell], set()
    while waiting:
        for number in standing.get(waiting.pop(), ()):
            if number not in taken:
                taken.add(number)
                more = (found.equations[number].terms.keys() & found.open) - reached
                reached |= more
                waiting += sorted(more)
    yield from (found.equations[number] for number in sorted(taken))


def _components(columns: Iterable[int], rows: Iterable[Mapping[int, Exact]]) -> Iterator[set[int]]:
    """The unknowns in groups that no row connects."""
    leader = {column: column for column in columns}

    def find(column: int) -> int:
        while leader[column] != column:
            leader[column] = leader[leader[column]]
            column = leader[column]
        return column

    for row in rows:
        first = find(next(iter(row)))
        for column in row:
            leader[find(column)] = first
    groups: dict[int, set[int]] = {}
    for column in leader:
        groups.setdefault(find(column), set()).add(column)
    yield from groups.values()
