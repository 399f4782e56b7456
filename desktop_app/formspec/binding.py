"""Expressions tied to the cells of a sheet: every reference becomes the places it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

read = lru_cache(maxsize=None)(parse)


def bind(text: str, sheet: FormLayout, here: Place, outside: Outside) -> Tree:
    """The expression as read at the cell `here`.

    Sets of another filing name the lines of this sheet and whatever rows that filing has besides. A cell that this
    filing does not have (of a utility that the company does not provide) is an empty set: blank, and no relation.
    """
    return _bind(read(text), sheet, here, outside)


def _bind(node: Node, sheet: FormLayout, here: Place, outside: Outside) -> Tree:
    if isinstance(node, CellReference):
        members = sheet.members(node, here)
        if not node.scope and not sheet.many(node) and members[0][1] not in sheet.cells:
            return ReferencedCells("", (), many=True)
        if node.scope and node.many:
            members += _rows_outside(node, sheet, here, outside)
        return ReferencedCells(node.scope, members, sheet.many(node))
    if isinstance(node, ExpressionOperation):
        return BoundOperation(node.name, tuple(_bind(operand, sheet, here, outside) for operand in node.operands))
    return node


def _rows_outside(
    ref: CellReference, sheet: FormLayout, here: Place, outside: Outside
) -> tuple[tuple[int, Place], ...]:
    if ref.line != "*":
        return ()
    schedule_id = here.schedule if ref.schedule == "." else ref.schedule
    column = here.column if ref.column == "." else ref.column
    schedule = sheet.schedules.get(schedule_id)
    known = schedule.by_id if schedule is not None else {}
    return tuple(
        (1, place)
        for place in outside.get(ref.scope, {})
        if place.schedule == schedule_id and place.column == column and place.line not in known
    )


def rows_outside(sheet: FormLayout, outside: Outside) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """What a set of another filing may name besides the lines of this sheet: with the same, expressions bind alike."""
    known = {schedule: laid.by_id for schedule, laid in sheet.schedules.items()}
    return tuple(
        (scope, tuple(place for place in values if place.line not in known.get(place.schedule, ())))
        for scope, values in outside.items()
    )


def inputs(tree: Tree, scope: str = "") -> Iterator[Place]:
    """Every place of one scope that the expression reads, in reading order."""
    if isinstance(tree, ReferencedCells):
        if tree.scope == scope:
            yield from (place for _, place in tree.members)
    elif isinstance(tree, BoundOperation):
        for operand in tree.operands:
            yield from inputs(operand, scope)


def named_cells(tree: Tree) -> Iterator[tuple[str, Place]]:
    """Every cell that the expression reads, with its scope, in reading order."""
    if isinstance(tree, ReferencedCells):
        yield from ((tree.scope, place) for _, place in tree.members)
    elif isinstance(tree, BoundOperation):
        for operand in tree.operands:
            yield from named_cells(operand)
