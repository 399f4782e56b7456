"""Between which values a cell lies that cannot be worked out, and what it is that leaves a reader no more room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.disclosure import DisclosureFindings
from desktop_app.formspec.elimination import Exact, Row, add_scaled, dot, down_to, plain, reduced, up_to
from desktop_app.formspec.knowledge import (
    KnownCell,
    Limits,
    LinearEquation,
    ProductEquation,
    PublicKnowledge,
    Sum,
    close,
)
from desktop_app.formspec.product_bounds import PARTS, added_limits, multiplied_limits, narrowed_parts
from desktop_app.formspec.simplex import SimplexTableau

ROUNDS = 3  # what a product narrows may narrow another one; to stop early is safe


def ranges(
    world: PublicKnowledge, found: DisclosureFindings, stop: Callable[[], bool], wanted: Collection[KnownCell] = ()
) -> Iterator[tuple[KnownCell, Limits]]:
    """Between which values each cell lies that cannot be worked out, one after the other; stops when `stop` says so.

    Only some of them if they are `wanted`.
    """
    ranging = _Ranging(world, found, found.open)
    for _ in range(ROUNDS):
        if stop() or not ranging.narrow_by_products(stop):
            break
    yield from ranging.ranges(stop, frozenset(wanted or found.open))


def limiting_equations(
    world: PublicKnowledge, found: DisclosureFindings, cell: KnownCell
) -> tuple[LinearEquation, ...] | None:
    """The equations that leave a reader no room to be wrong about an open cell; None if there is room."""
    ranging = _Ranging(world, found, _connected(found, cell))
    for _ in range(ROUNDS + 1):
        for direction in (-1, 1):
            limits, made = ranging.proved(cell, direction)
            if close(world, cell, limits):
                return made
        if not ranging.narrow_by_products(_never):
            return None
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True)
class _Within:
    """Between which values a cell lies, and the numbers of the equations that this rests on."""

    limits: Limits
    grounds: tuple[int, ...]


class _Ranging:
    """Bounds for the `cells`, which are open after an audit and hang together with no other open cell."""

    def __init__(self, world: PublicKnowledge, found: DisclosureFindings, cells: Collection[KnownCell]) -> None:
        self.world = world
        self.columns = sorted(cells)
        self.number = {cell: column for column, cell in enumerate(self.columns)}
        self.equations = [one for one in found.equations if not self.number.keys().isdisjoint(one.terms)]
        self.products = [one for one in found.products if not self.number.keys().isdisjoint(one.cells)]
        self.values: dict[int, Exact] = {column: world.values[cell] for cell, column in self.number.items()}
        self.limits: dict[int, Limits] = {
            column: world.limits.get(cell, (None, None)) for cell, column in self.number.items()
        }
        self.rows = [self._row(equation) for equation in self.equations]
        self._solved: tuple[int, Mapping[int, Row]] = (-1, {})  # of how many rows
        self.told: set[tuple[int, str, bool, Exact]] = set()
        # On which equations each equation rests that a product was narrowed to, by its number among all.
        self.grounds: dict[int, tuple[int, ...]] = {}

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
        limits, numbers = self._limit(cell, direction)
        return limits, tuple(self.equations[number] for number in numbers)

    def _limit(self, cell: KnownCell, direction: int) -> tuple[Limits, tuple[int, ...]]:
        solved = self._labeled()
        rows = {column: _others(row, column) for column, row in solved.items()}
        column = self.number[cell]
        reached, held = SimplexTableau(rows, self.values, self.limits).furthest(column, direction)
        labels: Row = {}
        for unknown, factor in {**{other: -factor for other, factor in held.items()}, column: 1}.items():
            if held and unknown in solved:
                add_scaled(labels, {label: part for label, part in solved[unknown].items() if label < 0}, factor)
        limits = (reached, None) if direction < 0 else (None, reached)
        numbers = [-1 - label for label in sorted(labels, reverse=True)]
        made = dict.fromkeys(one for number in numbers for one in (number, *self.grounds.get(number, ())))
        return self._fitted(cell, limits), tuple(made)

    def _labeled(self) -> Mapping[int, Row]:
        """The rows solved, each with the labels of those it was made of; solved again only when rows were added."""
        count, solved = self._solved
        if count != len(self.rows):
            solved = reduced({**row, -1 - number: 1} for number, row in enumerate(self.rows))
            self._solved = len(self.rows), solved
        return solved

    def narrow_by_products(self, stop: Callable[[], bool]) -> bool:
        """Adds what the products say of their parts, and whether that was anything new."""
        known = {cell: self._within(cell, stop) for factors in self.products for cell in factors.cells}
        found = False
        for number, factors in enumerate(self.products):
            before = {name: _sum_within(part, known) for name, part in factors.parts.items()}
            after = narrowed_parts(before, factors.half)
            cells = {cell for cell in factors.cells if cell in self.number}
            grounds = tuple(dict.fromkeys(one for cell in sorted(cells) for one in known[cell].grounds))
            for name in PARTS:
                for side in (False, True):
                    limit = after[name][side]
                    if limit is None or limit == before[name][side] or (number, name, side, limit) in self.told:
                        continue
                    self.told.add((number, name, side, limit))
                    self.grounds[len(self.equations)] = grounds
                    self.equations.append(_side(factors, name, limit, most=side))
                    self.rows.append(self._row(self.equations[-1]))
                    found = True
        return found

    def _within(self, cell: KnownCell, stop: Callable[[], bool]) -> _Within:
        """Between which values a cell lies by what is linear, and the equations that say so."""
        if cell not in self.number:
            return _Within((self.world.values[cell], self.world.values[cell]), ())
        if stop():
            return _Within((None, None), ())
        (low, _), below = self._limit(cell, -1)
        (_, high), above = self._limit(cell, 1)
        return _Within((low, high), (*below, *above))

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


def _sum_within(part: Sum, known: Mapping[KnownCell, _Within]) -> Limits:
    """Between which values a part of a product lies."""
    terms, constant = part
    limits: Limits = (constant, constant)
    for cell, factor in terms.items():
        limits = added_limits(limits, multiplied_limits((factor, factor), known[cell].limits))
    return limits


def _side(factors: ProductEquation, name: str, limit: Exact, *, most: bool) -> LinearEquation:
    """That a part is at least the limit, or at most."""
    terms, constant = factors.parts[name]
    sign = -1 if most else 1
    scaled = {cell: plain(sign * factor) for cell, factor in terms.items()}
    offset = plain(sign * (constant - limit))
    return LinearEquation(scaled, offset, 0, factors.filing, factors.relation, at_least=True)


def _connected(found: DisclosureFindings, cell: KnownCell) -> set[KnownCell]:
    """The open cells that hang together with the cell, by an equation or by a product."""
    groups = [equation.terms.keys() & found.open for equation in found.equations]
    groups += [set(factors.cells) & found.open for factors in found.products]
    standing: dict[KnownCell, list[int]] = {}
    for number, group in enumerate(groups):
        for one in group:
            standing.setdefault(one, []).append(number)
    reached, waiting = {cell}, [cell]
    while waiting:
        for number in standing.pop(waiting.pop(), ()):
            more = groups[number] - reached
            reached |= more
            waiting += sorted(more)
    return reached


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
