"""The disclosure audit: which sealed cells a reader of everything public can work out, and how.

Exactly, by elimination; to within a little, by a relation that is rounded; or only as a sum of several. Relations that
multiply join in as soon as all but one of their parts are known, until nothing new follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.elimination import Exact, Row, dot, down_to, plain, quotient, reduced, size, up_to
from desktop_app.formspec.knowledge import KnownCell, LinearEquation, ProductEquation, PublicKnowledge, close

LONGEST_SUM = 6


@dataclass(frozen=True, slots=True)
class Deduction:
    """How a cell can be worked out: from these equations, once the cells in `after` were.

    `low` and `high` are what it is known to lie between; they are equal if it is known exactly.
    """

    cell: KnownCell
    equations: tuple[LinearEquation, ...]
    after: tuple[KnownCell, ...]
    low: Exact
    high: Exact

    @property
    def exact(self) -> bool:
        """Whether the reader gets the very number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class KnownSum:
    """Several sealed cells of which only the sum can be worked out."""

    cells: tuple[KnownCell, ...]
    total: Exact
    equations: tuple[LinearEquation, ...]


@dataclass(frozen=True)
class DisclosureFindings:
    """What the public figures reveal: deductions by cell, in the order in which they follow, and known sums.

    `products` are those that tell no single value: too many of their parts are unknown, or it is rounded to nothing.
    """

    deductions: Mapping[KnownCell, Deduction]
    sums: tuple[KnownSum, ...]
    open: frozenset[KnownCell]
    equations: tuple[LinearEquation, ...]
    products: tuple[ProductEquation, ...] = ()


def audit(world: PublicKnowledge, sealed: Iterable[KnownCell] | None = None) -> DisclosureFindings:
    """What follows exactly, or nearly; with other `sealed` cells than the world's, if given."""
    return _Audit(world, world.sealed if sealed is None else frozenset(sealed)).disclosure()


class _Audit:
    """One audit under way. `unknown` are the sealed cells that nothing has given away so far."""

    def __init__(self, world: PublicKnowledge, sealed: frozenset[KnownCell]) -> None:
        self.world = world
        self.unknown = set(sealed)
        self.deductions: dict[KnownCell, Deduction] = {}
        self.near: dict[KnownCell, Deduction] = {}
        self.linear, self.factors = world.touching(sorted(sealed))

    def disclosure(self) -> DisclosureFindings:
        """Everything that follows."""
        while True:
            known = len(self.deductions)
            flattened, products = self._multiplied()
            equations = [*self.linear, *flattened]
            self._one_by_one(equations)
            solved = _Solved(self.unknown, equations)
            for made in solved.single(self.world, self.deductions):
                self._know(made)
            if len(self.deductions) == known:
                break
        near = {cell: made for cell, made in self.near.items() if cell in self.unknown}
        left = [equation for equation in equations if not self.unknown.isdisjoint(equation.terms)]
        return DisclosureFindings(
            {**self.deductions, **near},
            tuple(solved.sums(self.world)),
            frozenset(self.unknown),
            tuple(left),
            tuple(products),
        )

    def _one_by_one(self, equations: list[LinearEquation]) -> None:
        """Follows every equation that has one unknown left, and those that this leaves with one."""
        by_cell: dict[KnownCell, list[int]] = {}
        left: list[set[KnownCell]] = []
        for number, equation in enumerate(equations):
            left.append({cell for cell in equation.terms if cell in self.unknown})
            for cell in left[number]:
                by_cell.setdefault(cell, []).append(number)
        waiting = [number for number, cells in enumerate(left) if len(cells) == 1]
        while waiting:
            number = waiting.pop()
            if len(left[number]) != 1:
                continue
            (cell,) = left[number]
            made = self._single(equations[number], cell)
            if made is None:
                continue
            self._know(made)
            for other in by_cell[cell]:
                left[other].discard(cell)
                if len(left[other]) == 1:
                    waiting.append(other)

    def _single(self, equation: LinearEquation, cell: KnownCell) -> Deduction | None:
        """What an equation with one unknown says of it: nothing that counts, or its value, or nearly that."""
        after = tuple(other for other in equation.terms if other in self.deductions)
        value = self.world.values[cell]
        if equation.at_least:
            return None
        if equation.sharp or cell == equation.computes:
            return Deduction(cell, (equation,), after, value, value)
        low, high = self._grid(cell, _interval(equation, cell, self.world.values))
        made = Deduction(cell, (equation,), after, low, high)
        if low == high:
            return made
        known = self.near.get(cell)
        if close(self.world, cell, (low, high)) and (known is None or high - low < known.high - known.low):
            self.near[cell] = made
        return None

    def _grid(self, cell: KnownCell, limits: tuple[Exact, Exact]) -> tuple[Exact, Exact]:
        unit = self.world.units[cell]
        return up_to(limits[0], unit), down_to(limits[1], unit)

    def _know(self, made: Deduction) -> None:
        self.deductions[made.cell] = made
        self.unknown.discard(made.cell)

    def _multiplied(self) -> tuple[list[LinearEquation], list[ProductEquation]]:
        """The equations that products have become, all of whose parts but one are known; and the other products."""
        made: list[LinearEquation] = []
        products: list[ProductEquation] = []
        for factors in self.factors:
            unknown = [name for name, (terms, _) in factors.parts.items() if not self.unknown.isdisjoint(terms)]
            flattened = list(_flattened(self.world, factors, unknown[0])) if len(unknown) == 1 else []
            made += flattened
            if unknown and not flattened:
                products.append(factors)
        return made, products


class _Solved:
    """The exact equations solved for what is unknown. Each has a column of its own, -1 and below, to be traced by."""

    def __init__(self, unknown: Collection[KnownCell], equations: Iterable[LinearEquation]) -> None:
        self.columns = sorted(unknown)
        number = {cell: column for column, cell in enumerate(self.columns)}
        self.used: list[LinearEquation] = []
        rows: list[Row] = []
        for equation in equations:
            row: Row = {number[cell]: factor for cell, factor in equation.terms.items() if cell in number}
            if row and equation.sharp:
                row[-1 - len(self.used)] = 1
                rows.append(row)
                self.used.append(equation)
        self.rows = reduced(rows)

    def single(self, world: PublicKnowledge, known: Mapping[KnownCell, Deduction]) -> Iterator[Deduction]:
        """The cells that are solved for and hang on no other."""
        for column, row in self.rows.items():
            if [other for other in row if other >= 0] == [column]:
                cell, made = self.columns[column], self._made_of(row)
                after = tuple(dict.fromkeys(one for equation in made for one in equation.terms if one in known))
                yield Deduction(cell, made, after, world.values[cell], world.values[cell])

    def sums(self, world: PublicKnowledge) -> Iterator[KnownSum]:
        """The rows that say what several cells are together."""
        for row in self.rows.values():
            members = sorted(column for column in row if column >= 0)
            if 1 < len(members) <= LONGEST_SUM and len({row[column] for column in members}) == 1:
                cells = tuple(self.columns[column] for column in members)
                yield KnownSum(cells, dot(dict.fromkeys(cells, 1), world.values), self._made_of(row))

    def _made_of(self, row: Row) -> tuple[LinearEquation, ...]:
        return tuple(self.used[-1 - label] for label in sorted(row, reverse=True) if label < 0)


def _flattened(world: PublicKnowledge, factors: ProductEquation, unknown: str) -> Iterator[LinearEquation]:
    """The product as an equation in its one unknown part."""
    result, left, right, divisor = (
        dot(terms, world.values, constant)
        for terms, constant in (factors.result, factors.left, factors.right, factors.divisor)
    )
    half = factors.half
    if unknown == "result" and divisor:
        (cell,) = factors.result[0]
        yield LinearEquation({cell: 1}, -world.values[cell], 0, factors.filing, factors.relation, cell)
    elif unknown in {"left", "right"}:
        terms, constant = factors.left if unknown == "left" else factors.right
        other = right if unknown == "left" else left
        if other:
            scaled = {cell: factor * other for cell, factor in terms.items()}
            slack = half * size(divisor)
            offset = plain(constant * other - result * divisor)
            yield LinearEquation(scaled, offset, plain(slack), factors.filing, factors.relation)
    elif unknown == "divisor" and size(result) > half:
        terms, constant = factors.divisor
        slack = quotient(half * size(left * right), size(result) - half)
        scaled = {cell: factor * result for cell, factor in terms.items()}
        yield LinearEquation(
            scaled, plain(constant * result - left * right), plain(slack), factors.filing, factors.relation
        )


def _interval(equation: LinearEquation, cell: KnownCell, values: Mapping[KnownCell, Exact]) -> tuple[Exact, Exact]:
    """Between which values the one unknown of an equation lies."""
    factor = equation.terms[cell]
    rest = dot(equation.terms, values, equation.constant) - factor * values[cell]
    ends = [quotient(-rest - equation.slack, factor), quotient(-rest + equation.slack, factor)]
    return min(ends), max(ends)
