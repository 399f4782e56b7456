"""The proposal: the smallest set of further cells to seal so that a sealed cell can no longer be worked out.

Cheapest first over sets of cells: whatever a deduction, or a limit that is too narrow, still rests on is a candidate,
and the audit itself judges each set. So the first set that passes is the cheapest, and it is proved to protect: the
cell can be worked out neither exactly nor within the margin. Where that would try too many sets, it takes the cells of
the cheapest move of the value up and down, and lets go of those that can be spared: that set protects too, but another
may cost less.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.bounds import limiting_equations
from desktop_app.formspec.disclosure import Deduction, audit
from desktop_app.formspec.elimination import size, up_to
from desktop_app.formspec.knowledge import KnownCell, LinearEquation, PublicKnowledge
from desktop_app.formspec.moving import HiddenMoves
from desktop_app.formspec.relations import LinearRelation, RelationBasis

MOST_TRIED = 300
# What hiding a cell costs its reader, by what it is; an empty one hides little and protects badly.
PAIR = 2
FEW = 3  # members of a relation: a figure made of fewer is no total
PLAIN, COMPUTED, TOTAL, TIED, EMPTY = 10, 8, 30, 12, 15


class ProtectionCost(StrEnum):
    """What the reader loses with a cell."""

    LINE = "line"
    FOLLOWS = "follows"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class FurtherSeal:
    """One more cell to seal, and what that costs the reader."""

    cell: KnownCell
    cost: ProtectionCost


@dataclass(frozen=True, slots=True)
class ProtectionProposal:
    """Cells that, sealed too, protect the one in question; none if no set of them does."""

    cell: KnownCell
    further: tuple[FurtherSeal, ...]


def proposal(world: PublicKnowledge, cell: KnownCell, stop: Callable[[], bool]) -> ProtectionProposal | None:
    """The cheapest protection of a sealed cell that can be worked out.

    None if nothing within reach protects it, or if `stop` said so.
    """
    search = _Search(world, cell)
    found = search.found(stop)
    return (
        None
        if found is None
        else ProtectionProposal(cell, tuple(FurtherSeal(one, search.cost(one)) for one in sorted(found)))
    )


def is_protected_by(world: PublicKnowledge, cell: KnownCell, further: Iterable[KnownCell]) -> bool:
    """Whether the cell is known no more, exactly or within the margin, once the further cells are sealed too."""
    found = audit(world, world.sealed | set(further))
    return cell not in found.deductions and limiting_equations(world, found, cell) is None


def totals_of_cell(world: PublicKnowledge, cell: KnownCell) -> tuple[KnownCell, ...]:
    """The open totals in which the cell is counted, and the same totals wherever the form repeats them."""
    reached, waiting = {cell}, [cell]
    while waiting:
        one = waiting.pop()
        for equation in world.links.get(one, ((), ()))[0]:
            total = equation.computes if one == cell and _adds(equation) else None
            alike = len(equation.terms) == PAIR and equation.sharp and len(set(map(size, equation.terms.values()))) == 1
            same = set(equation.terms) if one != cell and alike else {total}
            more = {other for other in same if other is not None and other.filing == world.own} - reached
            reached |= more
            waiting += sorted(more)
    return tuple(sorted(reached - {cell} - world.sealed))


class _Search:
    """Cheapest-first search over sets of cells. `possible` are those that sealing would really hide."""

    def __init__(self, world: PublicKnowledge, cell: KnownCell) -> None:
        self.world = world
        self.cell = cell
        own = {one for one in _reach(world, cell) if one.filing == world.own}
        self.everything = audit(world, world.sealed | own)
        self.possible = own - set(self.everything.deductions)
        self.weights: dict[KnownCell, int] = {}

    def found(self, stop: Callable[[], bool]) -> frozenset[KnownCell] | None:
        """The cheapest set that protects, or one of which nothing can be spared."""
        if self.cell not in self.possible or limiting_equations(self.world, self.everything, self.cell) is not None:
            return None
        waiting: list[tuple[int, int, tuple[KnownCell, ...]]] = [(0, 0, ())]
        seen: set[frozenset[KnownCell]] = {frozenset()}
        tried = 0
        while waiting and not stop():
            tried += 1
            if tried > MOST_TRIED:
                return self._moved(stop)
            spent, _, cells = heapq.heappop(waiting)
            chosen = frozenset(cells)
            branches = self._branches(chosen)
            if branches is None:
                return chosen
            for one in branches:
                larger = chosen | {one}
                if larger not in seen:
                    seen.add(larger)
                    heapq.heappush(waiting, (spent + self.weight(one), len(larger), tuple(sorted(larger))))
        return None

    def _moved(self, stop: Callable[[], bool]) -> frozenset[KnownCell] | None:
        """What hides a move of the value by the margin, up and down, without what can be spared of it."""
        moving = HiddenMoves(self.world, self.possible | self.world.sealed)
        chosen: frozenset[KnownCell] = frozenset()
        unit = self.world.units[self.cell]
        by = max(up_to(self.world.margin * size(self.world.values[self.cell]), unit), unit)
        for direction in (1, -1):
            weights = {one: self.weight(one) for one in self.possible - self.world.sealed - chosen}
            chosen |= moving.cheapest(self.cell, by, direction, weights) - self.world.sealed
        chosen = self._without_idle(chosen)
        if stop() or self._branches(chosen) is not None:
            return None
        for one in sorted(chosen, key=lambda one: (-self.weight(one), one)):
            if not stop() and self._branches(chosen - {one}) is None:
                chosen -= {one}
        return chosen

    def _without_idle(self, chosen: frozenset[KnownCell]) -> frozenset[KnownCell]:
        """Without what can be worked out although it is chosen, as from a share that is rounded: it hides nothing."""
        idle = chosen & set(audit(self.world, self.world.sealed | chosen).deductions)
        return self._without_idle(chosen - idle) if idle else chosen

    def _branches(self, chosen: frozenset[KnownCell]) -> set[KnownCell] | None:
        """The cells of which one more must be hidden; None if all is well, an empty set if nothing helps.

        A chosen cell that can itself be worked out hides nothing, so it is enough to look at one of those: the one that
        leaves the fewest ways.
        """
        hidden = self.world.sealed | chosen
        found = audit(self.world, hidden)
        exposed = [one for one in (self.cell, *sorted(chosen)) if one in found.deductions]
        if exposed:
            return min((set(_under(one, found.deductions)) & self.possible - hidden for one in exposed), key=len)
        made = limiting_equations(self.world, found, self.cell)
        return None if made is None else {one for equation in made for one in _cells(equation)} & self.possible - hidden

    def weight(self, cell: KnownCell) -> int:
        """What sealing the cell costs, in points; see the table above."""
        if cell not in self.weights:
            ties = sum(_tie(equation) for equation in self.world.links.get(cell, ((), ()))[0])
            base = {ProtectionCost.LINE: PLAIN, ProtectionCost.FOLLOWS: COMPUTED, ProtectionCost.TOTAL: TOTAL}[
                self.cost(cell)
            ]
            self.weights[cell] = base + TIED * ties + (0 if self.world.values[cell] else EMPTY)
        return self.weights[cell]

    def cost(self, cell: KnownCell) -> ProtectionCost:
        """What the reader loses with the cell: a line, a figure that only follows from others, or a total."""
        computing = [equation for equation in self.world.links.get(cell, ((), ()))[0] if equation.computes == cell]
        if not computing:
            factors = any(cell in factors.result[0] for factors in self.world.links.get(cell, ((), ()))[1])
            return ProtectionCost.FOLLOWS if factors else ProtectionCost.LINE
        return (
            ProtectionCost.TOTAL if max(len(equation.terms) for equation in computing) > FEW else ProtectionCost.FOLLOWS
        )


def _under(cell: KnownCell, deductions: Mapping[KnownCell, Deduction]) -> Iterator[KnownCell]:
    """The open cells on which a deduction rests, directly or through others."""
    waiting, seen = [cell], {cell}
    while waiting:
        for equation in deductions[waiting.pop()].equations:
            for one in _cells(equation):
                if one not in seen:
                    seen.add(one)
                    if one in deductions:
                        waiting.append(one)
                    else:
                        yield one


def _adds(equation: LinearEquation) -> bool:
    """Whether the equation computes a sum, rather than a difference or a share."""
    members = {factor for one, factor in equation.terms.items() if one != equation.computes}
    return len(equation.terms) > PAIR and len({factor > 0 for factor in members}) == 1


def _tie(equation: LinearEquation) -> bool:
    return isinstance(equation.relation, LinearRelation) and equation.relation.basis is RelationBasis.TIE


def _cells(equation: LinearEquation) -> Iterator[KnownCell]:
    """The cells of an equation, those of the product that it came from included."""
    if isinstance(equation.relation, LinearRelation) or equation.relation is None:
        yield from equation.terms
        return
    for terms, _ in (equation.relation.result, equation.relation.left, equation.relation.right):
        for _, place in terms:
            yield KnownCell(equation.filing, place)
    for _, place in equation.relation.divisor[0]:
        yield KnownCell(equation.filing, place)


def _reach(world: PublicKnowledge, cell: KnownCell) -> set[KnownCell]:
    """The cells that hang together with the cell: nothing else can matter."""
    reached, waiting = {cell}, [cell]
    while waiting:
        equations, products = world.touching([waiting.pop()])
        for group in (*(equation.terms for equation in equations), *(factors.cells for factors in products)):
            for one in group:
                if one not in reached:
                    reached.add(one)
                    waiting.append(one)
    return reached
