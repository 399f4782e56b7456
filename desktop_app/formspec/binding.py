"""Expressions tied to the cells of a sheet: every reference becomes the places it names."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.expressions import CellReference, ExpressionOperation, LiteralValue, Node, RuleRef, parse
from desktop_app.formspec.sheet import FormLayout


@dataclass(frozen=True, slots=True)
class ReferencedCells:
    """The cells that a reference names, each with its sign in a sum. `many` tells a set from a single cell."""

    scope: str
    members: tuple[tuple[int, Place], ...]
    many: bool


@dataclass(frozen=True, slots=True)
class BoundOperation:
    """An operator or function over bound operands."""

    name: str
    operands: tuple[Tree, ...]


Tree = ReferencedCells | RuleRef | LiteralValue | BoundOperation
Outside = Mapping[str, Mapping[Place, Value]]


class LateValues(Mapping[Place, Value]):
    """Values of another filing that are computed when they are looked at, so nobody goes through them without need."""

    @abstractmethod
    def beyond(self, lines: Mapping[str, Collection[str]]) -> Iterator[Place]:
        """The cells that have a value and do not lie on these lines, by schedule."""


read = lru_cache(maxsize=None)(parse)


def bind(text: str, sheet: FormLayout, here: Place, outside: Outside) -> Tree:
    """The expression as read at the cell `here`.

    Sets of another filing name the lines of this sheet and whatever rows that filing has besides. A cell that this
    filing does not have (of a utility that the company does not provide) is an empty set: blank, and no relation.
    """
    return _bind(read(text), sheet, here, outside)


def _bind(node: Node, sheet: FormLayout, here: Place, outside: Outside) -> Tree:
    if isinstance(node, CellReference):
        members, many = sheet.members(node, here), sheet.many(node)
        if not many and not node.scope and members[0][1] not in sheet.cells:
            return ReferencedCells("", (), many=True)
        if many and node.scope:
            members += _rows_outside(node, sheet, here, outside)
        return ReferencedCells(node.scope, members, many)
    if isinstance(node, ExpressionOperation):
        return BoundOperation(node.name, tuple([_bind(operand, sheet, here, outside) for operand in node.operands]))
    return node


def _rows_outside(
    ref: CellReference, sheet: FormLayout, here: Place, outside: Outside
) -> tuple[tuple[int, Place], ...]:
    if ref.line != "*":
        return ()
    schedule_id = here.schedule if ref.schedule == "." else ref.schedule
    column = here.column if ref.column == "." else ref.column
    return tuple(
        (1, place)
        for place in _beyond(outside.get(ref.scope, {}), sheet)
        if place.schedule == schedule_id and place.column == column
    )


def rows_outside(sheet: FormLayout, outside: Outside) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """What a set of another filing may name besides the lines of this sheet: with the same, expressions bind alike."""
    return tuple((scope, tuple(_beyond(values, sheet))) for scope, values in outside.items())


def _beyond(values: Mapping[Place, Value], sheet: FormLayout) -> Iterator[Place]:
    known = {schedule: laid.by_id for schedule, laid in sheet.schedules.items()}
    if isinstance(values, LateValues):
        return values.beyond(known)
    return (place for place in values if place.line not in known.get(place.schedule, ()))


def inputs(tree: Tree, scope: str = "") -> list[Place]:
    """Every place of one scope that the expression reads, in reading order."""
    if isinstance(tree, ReferencedCells):
        return [place for _, place in tree.members] if tree.scope == scope else []
    if isinstance(tree, BoundOperation):
        return [place for operand in tree.operands for place in inputs(operand, scope)]
    return []


def named_cells(tree: Tree) -> Iterator[tuple[str, Place]]:
    """Every cell that the expression reads, with its scope, in reading order."""
    if isinstance(tree, ReferencedCells):
        yield from ((tree.scope, place) for _, place in tree.members)
    elif isinstance(tree, BoundOperation):
        for operand in tree.operands:
            yield from named_cells(operand)
