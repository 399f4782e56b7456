"""Follows one reference: to the place or set that it names, read from where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.catalog.names import KnownNames, Names, ScheduleNames
from desktop_app.catalog.trouble import nearest
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.expressions import CellReference, Node

OTHER_FORMS = frozenset({"company", "base"})  # scopes in which the filing has another form


class DanglingReference(ValueError):
    """A reference that leads nowhere; the message says to what it should lead."""


@dataclass(frozen=True)
class ReferenceContext:
    """Where an expression is read: what "." can stand for. An empty part cannot be meant.

    `grows` holds in a schedule whose rows the user adds: their ids are lines too, though not known here. `per` is the
    schedule for whose rows this one is asked: there "." is the row. A check is `passing`: it passes over lines that
    lack what it reads; a formula would take that for nothing.
    """

    schedule: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    grows: bool = False
    per: str = ""
    passing: bool = False


def place_in(node: Node) -> CellReference:
    """The reference that an expression is.

    Raises DanglingReference when it is anything more, or looks outside the filing.
    """
    if not isinstance(node, CellReference) or node.scope:
        raise DanglingReference("is not a place of this form; write schedule/line/column.")
    return node


def rule_in(name: str, known: KnownNames) -> None:
    """Checks that a legal value exists and is a number. Raises DanglingReference."""
    if name not in known.numbers:
        raise DanglingReference(f"the rules hold no number '{name}'. {nearest(name, known.numbers)}")


def check_reference(ref: CellReference, known: KnownNames, here: ReferenceContext) -> None:
    """Checks that the reference leads somewhere.

    Raises DanglingReference with the part that does not, and the nearest names that would.
    """
    names = _schedule(ref, known.of_scope(ref.scope), here)
    same = names.schedule.id == here.schedule and ref.scope not in OTHER_FORMS
    cells = _cells(ref, names, here, same=same)
    columns = here.columns if ref.column == "." else (ref.column,)
    if not columns:
        raise DanglingReference("'.' stands for no column here; name one.")
    for column in columns:
        if column not in cells:
            raise DanglingReference(
                f"line '{ref.line}' of {names.schedule.id} has no column '{column}'. {nearest(column, cells)}"
            )


def _schedule(ref: CellReference, names: Names, here: ReferenceContext) -> ScheduleNames:
    if ref.scope == "company" and not names:
        raise DanglingReference(
            "there is no company form to look at; a place of this form is written without 'company:'."
        )
    if ref.scope == "base" and not names:
        raise DanglingReference("the form reads no other filing; name the kinds that it may read: case.reads.")
    name = here.schedule if ref.schedule == "." else ref.schedule
    if not name:
        raise DanglingReference("'.' stands for no schedule here; name one.")
    if name not in names:
        raise DanglingReference(f"there is no schedule '{name}'. {nearest(name, names)}")
    return names[name]


def _cells(ref: CellReference, names: ScheduleNames, here: ReferenceContext, *, same: bool) -> frozenset[str]:
    """The columns in which the line (or any line of the set) has a cell."""
    if ref.line == "*":
        return frozenset(names.columns)
    kind, _, name = ref.line.partition(":")
    if name:
        groups = names.sections if kind == "section" else names.roles
        if name not in groups:
            raise DanglingReference(f"{names.schedule.id} has no line of {kind} '{name}'. {nearest(name, groups)}")
        return _joined(names, groups[name])
    if ref.line == ".":
        return _same_line(ref, names, here, same=same)
    if ref.line not in names.lines:
        advice = nearest(ref.line, names.lines)
        raise DanglingReference(f"there is no line '{ref.line}' in {names.schedule.id}. {advice}")
    return names.lines[ref.line]


def _same_line(ref: CellReference, names: ScheduleNames, here: ReferenceContext, *, same: bool) -> frozenset[str]:
    if not here.lines and not here.grows and not here.per:
        raise DanglingReference("'.' stands for no line here; name one.")
    if names.schedule.id == here.per:
        return frozenset(names.columns)
    if not here.passing:
        _refuse_missing(ref, names, here)
    shared = [line for line in here.lines if line in names.lines]
    if not same and not shared:
        raise DanglingReference(f"'.' stands for a line that {names.schedule.id} does not have; name one of its lines.")
    return frozenset(names.columns) if same else _joined(names, shared)


def _refuse_missing(ref: CellReference, names: ScheduleNames, here: ReferenceContext) -> None:
    """Every line that "." can be here must have the cell: without it a formula would count nothing in its place."""
    for line in here.lines:
        for column in here.columns if ref.column == "." else (ref.column,):
            if column in names.columns and column not in names.lines.get(line, ()):
                raise DanglingReference(
                    f"'.' is also line '{line}', which has no column '{column}' in {names.schedule.id}. "
                    "Give that line a formula of its own, or 'skip' the computed column there."
                )


def _joined(names: ScheduleNames, lines: Iterable[str]) -> frozenset[str]:
    return frozenset(column for line in lines for column in names.lines[line])
