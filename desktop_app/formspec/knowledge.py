"""What a reader of everything public knows: which cells, and by which relations the sealed ones hang on them.

A world is made of parts: this filing, and those before it. Every number is exact. The relations of a part that do not
hold in its own figures (a formula typed over, a carried figure corrected) tell a reader nothing and are left out; a tie
that the form demands and that does not hold is kept apart as untrue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.arithmetic import evaluate, truth
from desktop_app.formspec.binding import named_cells
from desktop_app.formspec.checks import CellStatement, CheckBook
from desktop_app.formspec.elimination import Exact, dot, plain, quotient, size
from desktop_app.formspec.public_view import FilingView, HiddenValue
from desktop_app.formspec.relations import Form, LinearRelation, Relation, RelationBasis, relations

# The margin unless the rules set another: the p-per-cent rule of the handbook on statistical disclosure control
# (sdctools.github.io/HandbookSDC, chapter 4), with p = 10.
CLOSE = Fraction(1, 10)


class KnownCell(NamedTuple):
    """A cell of one of several filings."""

    filing: str
    place: Place


Sum = tuple[Mapping[KnownCell, Exact], Exact]
Limits = tuple[Exact | None, Exact | None]


@dataclass(frozen=True, slots=True)
class LinearEquation:
    """The terms and the constant add up to zero, give or take `slack`; `computes` is the cell that they round to.

    Those of an `at_least` equation add up to zero or more.
    """

    terms: Mapping[KnownCell, Exact]
    constant: Exact
    slack: Exact
    filing: str
    relation: Relation
    computes: KnownCell | None = None
    at_least: bool = False

    @property
    def sharp(self) -> bool:
        """Whether all its cells but one give that one to the last digit."""
        return not self.slack and not self.at_least


@dataclass(frozen=True, slots=True)
class ProductEquation:
    """`result` times `divisor` is `left` times `right`, give or take half a unit of the result times the divisor."""

    result: Sum
    left: Sum
    right: Sum
    divisor: Sum
    half: Exact
    filing: str
    relation: Relation

    @property
    def parts(self) -> Mapping[str, Sum]:
        """The four sums by name."""
        return {"result": self.result, "left": self.left, "right": self.right, "divisor": self.divisor}

    @property
    def cells(self) -> Iterator[KnownCell]:
        """Every cell concerned."""
        for terms, _ in self.parts.values():
            yield from terms


@dataclass(frozen=True)
class PublicKnowledge:
    """Everything that can be known. `sealed` are the cells whose values no reader is shown.

    `values` are those that the cells really have, blanks as 0; `units` the least step of each; `limits` what a reader
    would presume; `own` is the filing whose cells can still be sealed. A reader may come no nearer to a sealed value
    than `margin`, as a part of it.
    """

    values: Mapping[KnownCell, Exact]
    equations: tuple[LinearEquation, ...]
    factors: tuple[ProductEquation, ...]
    sealed: frozenset[KnownCell]
    own: str
    units: Mapping[KnownCell, Exact] = field(default_factory=dict)
    limits: Mapping[KnownCell, Limits] = field(default_factory=dict)
    untrue: tuple[LinearEquation, ...] = ()
    margin: Exact = CLOSE

    @cached_property
    def links(self) -> Mapping[KnownCell, tuple[tuple[LinearEquation, ...], tuple[ProductEquation, ...]]]:
        """For every cell, the equations and the products in which it stands."""
        found: dict[KnownCell, tuple[list[LinearEquation], list[ProductEquation]]] = {}
        for equation in self.equations:
            for cell in equation.terms:
                found.setdefault(cell, ([], []))[0].append(equation)
        for factors in self.factors:
            for cell in dict.fromkeys(factors.cells):
                found.setdefault(cell, ([], []))[1].append(factors)
        return {cell: (tuple(equations), tuple(products)) for cell, (equations, products) in found.items()}

    def touching(self, cells: Iterable[KnownCell]) -> tuple[list[LinearEquation], list[ProductEquation]]:
        """The equations and products in which any of the cells stands, each once."""
        equations: dict[int, LinearEquation] = {}
        products: dict[int, ProductEquation] = {}
        for cell in cells:
            found = self.links.get(cell, ((), ()))
            equations.update((id(equation), equation) for equation in found[0])
            products.update((id(factors), factors) for factors in found[1])
        return list(equations.values()), list(products.values())


def close(world: PublicKnowledge, cell: KnownCell, limits: Limits) -> bool:
    """Whether a reader who knows these limits comes nearer to the value than the margin, from above or from below.

    Limits that a reader presumes are no knowledge: the margin reaches as far as they do. So amounts of zero, and
    amounts that are small beside it, are no cover for a value: with them its sum is its value, or nearly.
    """
    value, (low, high) = world.values[cell], limits
    least, most = world.limits.get(cell, (None, None))
    if low is not None and low == high:
        return least is None or least != most
    room = world.margin * size(value)
    lowest = value - room if least is None else max(value - room, least)
    highest = value + room if most is None else min(value + room, most)
    return (low is not None and low > lowest) or (high is not None and high < highest)


@dataclass(frozen=True)
class KnownFiling:
    """One filing of the world, with everything it holds. `sources` are the filings that it reads, by scope.

    Of a filing that is not `public` (begun but not filed) a reader knows nothing. A filing `repeats` another one, of
    which it is a revision, wherever both have the same number.
    """

    name: str
    sources: Mapping[str, str]
    book: CheckBook
    view: FilingView
    public: bool = True
    repeats: str = ""

    def hides(self, place: Place) -> bool:
        """Whether there is such a number, and no reader is shown it."""
        spec = self.book.model.sheet.cells.get(place)
        return spec is not None and spec.type.numeric and (place in self.view.sealed or not self.public)

    @property
    def hides_any(self) -> bool:
        """Whether there is any such number."""
        return any(map(self.hides, self.view.sealed if self.public else self.book.model.sheet.cells))

    def look(self, scope: str, place: Place) -> Value | None:
        """What stands at a place, in this filing or in what it reads from elsewhere."""
        value = self.book.model.outside.get(scope, {}).get(place) if scope else self.view.values.get(place)
        return None if isinstance(value, HiddenValue) else value


def exact(number: Decimal) -> Exact:
    """The number without rounding."""
    return plain(Fraction(number))


def gathered(
    parts: Iterable[KnownFiling], own: str, margin: Exact = CLOSE, around: Iterable[KnownCell] | None = None
) -> PublicKnowledge:
    """The world of these filings; or only as much of it as can tell anything of the cells `around` which it lies.

    What is known parts two relations: from the cells, it reaches as far as cells that no reader is shown.
    """
    listed = {part.name: part for part in parts}
    gathering = _Gathering(listed)
    if around is None:
        for part in listed.values():
            for relation in relations(part.book):
                gathering.take(part, relation)
            gathering.repeat(part, part.book.model.sheet.cells)
        cells = [KnownCell(part.name, place) for part in listed.values() for place in part.book.model.sheet.cells]
    else:
        reach = KnowledgeReach(listed)
        reach.spread(around)
        for part in listed.values():
            for relation in relations(part.book, reach.statements[part.name]):
                gathering.take(part, relation)
            gathering.repeat(part, sorted(reach.repeated[part.name]))
        cells = sorted({*reach.cells, *gathering.values})
    return PublicKnowledge(
        values={cell: gathering.value(cell) for cell in cells},
        equations=tuple(gathering.equations),
        factors=tuple(gathering.factors),
        sealed=frozenset(cell for cell in cells if listed[cell.filing].hides(cell.place)),
        own=own,
        units={cell: gathering.unit(cell) for cell in cells},
        limits={
            cell: _presumed(part, cell.place, gathering.value(cell))
            for cell in cells
            for part in [listed[cell.filing]]
            if part.book.model.sheet.cells[cell.place].type.numeric
        },
        untrue=tuple(gathering.untrue),
        margin=margin,
    )


def hidden_cells(parts: Iterable[KnownFiling], own: str) -> list[KnownCell]:
    """The cells that no reader is shown and that the filing holds or names."""
    listed = {part.name: part for part in parts}
    named = {one for cell in listed[own].book.naming for one in _named(listed, listed[own], cell)}
    held = {KnownCell(own, place) for place in listed[own].book.model.sheet.cells}
    return sorted(cell for cell in named | held if listed[cell.filing].hides(cell.place))


def _named(parts: Mapping[str, KnownFiling], part: KnownFiling, named: tuple[str, Place]) -> Iterator[KnownCell]:
    """The cell that a filing names under a scope, if it is one of these filings."""
    source = part.sources.get(named[0], "") if named[0] else part.name
    if source in parts:
        yield KnownCell(source, named[1])


class KnowledgeReach:
    """Which statements of which filings can tell anything of some cells: found by names of cells, never by values."""

    def __init__(self, parts: Mapping[str, KnownFiling]) -> None:
        self._parts = parts
        self._readers: dict[str, list[tuple[KnownFiling, str]]] = {name: [(part, "")] for name, part in parts.items()}
        for part in parts.values():
            for scope, source in part.sources.items():
                self._readers.get(source, []).append((part, scope))
        self.cells: set[KnownCell] = set()
        self.statements: dict[str, set[int]] = {name: set() for name in parts}
        self.repeated: dict[str, set[Place]] = {name: set() for name in parts}

    def spread(self, cells: Iterable[KnownCell]) -> None:
        """Goes from the cells to all that hangs on them."""
        waiting = list(cells)
        while waiting:
            cell = waiting.pop()
            if cell not in self.cells:
                self.cells.add(cell)
                waiting += self._beside(cell)

    def _beside(self, cell: KnownCell) -> Iterator[KnownCell]:
        """The cells that no reader is shown and that a statement names together with this one."""
        for part, scope in self._readers[cell.filing]:
            for number in part.book.naming.get((scope, cell.place), ()):
                if number not in self.statements[part.name]:
                    self.statements[part.name].add(number)
                    yield from self._hidden(part, part.book.statements[number])
        for part in self._parts.values():
            if part.repeats in self._parts and cell.filing in {part.name, part.repeats}:
                self.repeated[part.name].add(cell.place)
                both = [KnownCell(part.name, cell.place), KnownCell(part.repeats, cell.place)]
                yield from (one for one in both if self._parts[one.filing].hides(one.place))

    def _hidden(self, part: KnownFiling, statement: CellStatement) -> Iterator[KnownCell]:
        for named in (("", statement.at), *named_cells(statement.tree)):
            for cell in _named(self._parts, part, named):
                if self._parts[cell.filing].hides(cell.place):
                    yield cell


def _presumed(part: KnownFiling, place: Place, value: Exact) -> Limits:
    """Between which limits a reader would look: those of the form, and from nothing to twice what stands there.

    Whoever knows the company knows the size of its figures: a line that is empty, or small, hides nothing large. Of
    what is computed a reader knows what its parts tell: a change, or a difference, may be anything.
    """
    spec = part.book.model.sheet.cells[place]
    low = None if spec.low is None else exact(spec.low)
    high = None if spec.high is None else exact(spec.high)
    if not spec.formula:
        low = min(0, 2 * value) if low is None else max(low, min(0, 2 * value))
        high = max(0, 2 * value) if high is None else min(high, max(0, 2 * value))
    return None if low is None or low > value else low, None if high is None or high < value else high


class _Gathering:
    """Turns relations into equations among the cells of all parts."""

    def __init__(self, parts: Mapping[str, KnownFiling]) -> None:
        self._parts = parts
        self._units: dict[int, Exact] = {}
        self.values: dict[KnownCell, Exact] = {}
        self.equations: list[LinearEquation] = []
        self.factors: list[ProductEquation] = []
        self.untrue: list[LinearEquation] = []

    def value(self, cell: KnownCell) -> Exact:
        """The number in the cell; 0 for a blank one."""
        if cell not in self.values:
            value = self._parts[cell.filing].view.values.get(cell.place)
            self.values[cell] = exact(value) if isinstance(value, Decimal) else 0
        return self.values[cell]

    def unit(self, cell: KnownCell) -> Exact:
        """The least step of the cell."""
        decimals = self._parts[cell.filing].book.model.sheet.cells[cell.place].decimals
        if decimals not in self._units:
            self._units[decimals] = quotient(1, 10**decimals)
        return self._units[decimals]

    def take(self, part: KnownFiling, relation: Relation) -> None:
        """Adds the relation, if it holds."""
        if isinstance(relation, LinearRelation):
            self._linear(part, relation)
            return
        result, left = self._sum(part, relation.result), self._sum(part, relation.left)
        right, divisor = self._sum(part, relation.right), self._sum(part, relation.divisor)
        if result is None or left is None or right is None or divisor is None:
            return
        half = quotient(1, 2 * 10**relation.decimals)
        by = self._worth(divisor)
        if size(self._worth(result) * by - self._worth(left) * self._worth(right)) <= half * size(by):
            self.factors.append(ProductEquation(result, left, right, divisor, half, part.name, relation))

    def repeat(self, part: KnownFiling, places: Iterable[Place]) -> None:
        """What a revision does not correct reads as it was filed, and its list of changes says what it corrects."""
        revised = self._parts.get(part.repeats)
        for place in places if revised is not None else ():
            before, after = KnownCell(part.repeats, place), KnownCell(part.name, place)
            spec = part.book.model.sheet.cells.get(place)
            if spec is None or not spec.type.numeric or not self._there(before):
                continue
            if self.value(before) == self.value(after):
                relation = LinearRelation({}, Decimal(0), spec.decimals, RelationBasis.CARRIED, place)
                self.equations.append(LinearEquation({before: 1, after: -1}, 0, 0, part.name, relation, after))

    def _linear(self, part: KnownFiling, relation: LinearRelation) -> None:
        found = self._sum(part, (dict(relation.terms), relation.constant))
        if found is None or not self._asked(part, relation):
            return
        terms, constant = found
        unit = quotient(1, 10**relation.decimals)
        fine = all(isinstance(quotient(factor * self.unit(cell), unit), int) for cell, factor in terms.items())
        tied = relation.basis is RelationBasis.TIE
        slack = 0 if tied or fine else quotient(unit, 2)
        computes = None if tied else KnownCell(part.name, relation.at)
        equation = LinearEquation(terms, constant, slack, part.name, relation, computes, relation.at_least)
        worth = self._worth(found)
        if size(worth) <= slack or (worth > 0 and relation.at_least):
            self.equations.append(equation)
        elif tied and relation.firm:
            self.untrue.append(equation)

    def _asked(self, part: KnownFiling, relation: LinearRelation) -> bool:
        """Whether the relation counts in this filing as it stands."""
        return relation.when is None or truth(evaluate(relation.when, part.look, part.book.model.rules)) is True

    def _sum(self, part: KnownFiling, form: Form) -> Sum | None:
        """The form among the cells of all parts; None if it reads a filing that is not in this world."""
        terms: dict[KnownCell, Exact] = {}
        constant = exact(form[1])
        for (scope, place), factor in form[0].items():
            source = part.sources.get(scope, "") if scope else part.name
            if scope == "company":
                value = part.book.model.outside.get(scope, {}).get(place)
                constant += exact(factor * value) if isinstance(value, Decimal) else 0
            elif source not in self._parts:
                return None
            elif self._there(cell := KnownCell(source, place)):
                terms[cell] = exact(factor)
                self.value(cell)
        return terms, plain(constant)

    def _there(self, cell: KnownCell) -> bool:
        return cell.place in self._parts[cell.filing].book.model.sheet.cells

    def _worth(self, found: Sum) -> Exact:
        return dot(found[0], self.values, found[1])
