"""Formulas of a form as formulas of a spreadsheet, where every cell they read stands in the same workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.arithmetic import evaluate
from desktop_app.formspec.binding import BoundOperation, ReferencedCells, Tree, bind, inputs
from desktop_app.formspec.definition import CellSpec
from desktop_app.formspec.evaluation import rounded_result
from desktop_app.formspec.expressions import LiteralValue
from desktop_app.formspec.public_view import HiddenValue
from desktop_app.formspec.sheet import FormLayout
from desktop_app.pagespec.worksheets import BoxPurpose, SheetRow, Worksheet, column_letters
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.schedule_sheet import ScheduleSheet, WorksheetCopy

LONGEST = 8_000
MOST_ARGUMENTS = 200


class NoFormula(Exception):
    """The expression has no counterpart in a spreadsheet, or reads what the workbook does not hold."""


@dataclass
class SheetAddresses:
    """Where the cells of one filing stand in a workbook: sheet, column and row.

    `spare` are the last rows offered to be filled, by schedule: sums of rows reach down to them.
    """

    cells: dict[Place, tuple[str, int, int]] = field(default_factory=dict)
    spare: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def address(self, place: Place, sheet: str) -> str:
        """The cell as a formula on `sheet` names it. Raises NoFormula."""
        if place not in self.cells:
            raise NoFormula
        there, column, row = self.cells[place]
        return f"{_on(there, sheet)}{column_letters(column)}{row}"

    def ranges(self, places: Sequence[Place], sheet: str) -> list[str]:
        """The cells, those that stand under one another as one range. Raises NoFormula."""
        if any(place not in self.cells for place in places):
            raise NoFormula
        found: list[tuple[str, int, int, int]] = []
        for there, column, row in sorted(self.cells[place] for place in places):
            if found and found[-1][:2] == (there, column) and found[-1][3] == row - 1:
                found[-1] = (*found[-1][:3], row)
            else:
                found.append((there, column, row, row))
        return [_range(item, sheet) for item in found]

    def rows(self, schedule: str, column: int, sheet: str) -> str:
        """The column of all rows of a schedule, those to be filled included. Raises NoFormula."""
        if schedule not in self.spare:
            raise NoFormula
        there, first, last = self.spare[schedule]
        return _range((there, column, first, last), sheet)


def with_formulas(schedules: Sequence[ScheduleSheet], made: Sequence[Worksheet]) -> list[Worksheet]:
    """The worksheets of these schedules, each computed cell with its formula beside its value."""
    addresses: dict[str, SheetAddresses] = {}
    for schedule, sheet in zip(schedules, made, strict=True):
        _note_addresses(addresses.setdefault(schedule.copy.filing, SheetAddresses()), schedule, sheet)
    return [
        replace(sheet, rows=tuple(_worked_out(schedule, sheet.rows, addresses[schedule.copy.filing])))
        for schedule, sheet in zip(schedules, made, strict=True)
    ]


def _note_addresses(addresses: SheetAddresses, schedule: ScheduleSheet, sheet: Worksheet) -> None:
    id_ = schedule.schedule.definition.id
    columns = {at: name for at, name in _columns(sheet.rows).items() if name in schedule.schedule.columns}
    growing = []
    for number, row in enumerate(sheet.rows, 1):
        key = _key(row)
        if key == keys.NEW_ROW or key in schedule.schedule.rows:
            growing.append(number)
        for at, name in columns.items():
            place = Place(id_, key, name)
            if at < len(row.boxes) and row.boxes[at] is not None and place in schedule.copy.sheet.cells:
                addresses.cells[place] = (sheet.name, at, number)
    if growing:
        addresses.spare[id_] = (sheet.name, growing[0], growing[-1])


def _worked_out(schedule: ScheduleSheet, rows: Sequence[SheetRow], addresses: SheetAddresses) -> Iterator[SheetRow]:
    form, id_ = schedule.copy.sheet, schedule.schedule.definition.id
    columns = {at: name for at, name in _columns(rows).items() if name in schedule.schedule.columns}
    for row in rows:
        boxes = list(row.boxes)
        for at, name in columns.items():
            place = Place(id_, _key(row), name)
            spec, box = form.cells.get(place), boxes[at] if at < len(boxes) else None
            if spec is None or box is None or not spec.formula or place in schedule.copy.reasons:
                continue
            formula = sheet_formula(spec, form, place, addresses)
            if formula and _gives(spec, schedule.copy, place):
                boxes[at] = replace(box, formula=formula)
        yield replace(row, boxes=tuple(boxes))


def _gives(spec: CellSpec, copy: WorksheetCopy, place: Place) -> bool:
    """Whether the formula gives what the filing shows; it does not where a schedule it reads is no longer asked."""

    def look(scope: str, read: Place) -> Value | None:
        value = None if scope else copy.view.values.get(read)
        return None if isinstance(value, HiddenValue) else value

    worth = rounded_result(evaluate(bind(spec.formula, copy.sheet, place, {}), look, {}), spec)
    return worth == copy.view.values.get(place)


def _columns(rows: Sequence[SheetRow]) -> dict[int, str]:
    """What each column is, as the last row says."""
    return {at: box.value for at, box in enumerate(rows[-1].boxes) if box is not None and isinstance(box.value, str)}


def _key(row: SheetRow) -> str:
    box = row.boxes[0] if row.boxes else None
    return box.value if box is not None and isinstance(box.value, str) and box.look is BoxPurpose.KEY else ""


def sheet_formula(spec: CellSpec, form: FormLayout, place: Place, addresses: SheetAddresses) -> str:
    """The formula of a computed cell for a spreadsheet, without its equals sign; empty where it has none.

    What a form leaves blank, a spreadsheet shows as 0; both add up to the same.
    """
    if place not in addresses.cells or not spec.type.numeric:
        return ""
    tree = bind(spec.formula, form, place, {})
    try:
        text = _Formula(form, addresses, addresses.cells[place][0]).whole(tree)
    except NoFormula:
        return ""
    if any(name in ("*", "ratio") for name in _operations(tree)):
        text = f'IFERROR(ROUND({text},{spec.decimals}),"")'
    elif any(cell.decimals > spec.decimals for read in inputs(tree) if (cell := form.cells.get(read)) is not None):
        text = f"IFERROR(ROUND({text},{spec.decimals}),{text})"
    return text if len(text) <= LONGEST else ""


@dataclass(frozen=True)
class _Formula:
    form: FormLayout
    addresses: SheetAddresses
    sheet: str

    def whole(self, tree: Tree) -> str:
        """The whole formula; one that only repeats a cell repeats its words too. Raises NoFormula."""
        if isinstance(tree, ReferencedCells) and not tree.many and not tree.scope:
            return self.addresses.address(tree.members[0][1], self.sheet)
        text = self.of(tree)
        return text[1:-1] if isinstance(tree, BoundOperation) and tree.name in _ENCLOSED else text

    def of(self, tree: Tree) -> str:
        """The expression, so that blanks and words count as nothing. Raises NoFormula."""
        if isinstance(tree, LiteralValue) and isinstance(tree.value, Decimal):
            return f"{tree.value:f}"
        if isinstance(tree, ReferencedCells):
            return self._cells(tree)
        if not isinstance(tree, BoundOperation) or tree.name not in _WAYS:
            raise NoFormula
        return _WAYS[tree.name]([self.of(operand) for operand in tree.operands])

    def _cells(self, tree: ReferencedCells) -> str:
        if tree.scope:
            raise NoFormula
        if not tree.many:
            return f"N({self.addresses.address(tree.members[0][1], self.sheet)})"
        plus = [place for sign, place in tree.members if sign > 0]
        minus = [place for sign, place in tree.members if sign < 0]
        if not minus and (whole := self._growing(plus)):
            return f"SUM({whole})"
        if not plus and not minus:
            raise NoFormula
        parts = [f"SUM({','.join(self._some(places))})" if places else "" for places in (plus, minus)]
        return f"({parts[0]}-{parts[1]})" if parts[1] else parts[0]

    def _some(self, places: Sequence[Place]) -> list[str]:
        found = self.addresses.ranges(places, self.sheet)
        if len(found) > MOST_ARGUMENTS:
            raise NoFormula
        return found

    def _growing(self, places: Sequence[Place]) -> str:
        """The whole column of a schedule whose rows are summed, so that a row that is filled in counts too."""
        if not places:
            return ""
        schedule, column = places[0].schedule, places[0].column
        laid = self.form.schedules.get(schedule)
        of_rows = {Place(schedule, row, column) for row in laid.rows} if laid is not None else set()
        if set(places) != of_rows or places[0] not in self.addresses.cells:
            return ""
        return self.addresses.rows(schedule, self.addresses.cells[places[0]][1], self.sheet)


def _operations(tree: Tree) -> Iterator[str]:
    if isinstance(tree, BoundOperation):
        yield tree.name
        for operand in tree.operands:
            yield from _operations(operand)


_ENCLOSED = frozenset({"+", "-", "*", "ratio", "neg"})
_WAYS: Mapping[str, Callable[[list[str]], str]] = {
    "+": lambda parts: f"({'+'.join(parts)})",
    "sum": lambda parts: f"({'+'.join(parts)})" if len(parts) > 1 else parts[0],
    "-": lambda parts: f"({parts[0]}-{parts[1]})",
    "*": lambda parts: f"({'*'.join(parts)})",
    "ratio": lambda parts: f"({parts[0]}/{parts[1]})",
    "neg": lambda parts: f"(-{parts[0]})",
    "abs": lambda parts: f"ABS({parts[0]})",
    "round": lambda parts: f"ROUND({parts[0]},0)",
    "value": lambda parts: parts[0],
}


def _on(there: str, sheet: str) -> str:
    quoted = there.replace("'", "''")
    return "" if there == sheet else f"'{quoted}'!"


def _range(item: tuple[str, int, int, int], sheet: str) -> str:
    there, column, first, last = item
    letters = column_letters(column)
    one = f"{_on(there, sheet)}{letters}{first}"
    return one if first == last else f"{one}:{letters}{last}"
