"""How cells, values and formulas are said in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import short_date
from desktop_app.domain.money import shown
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.binding import BoundOperation, ReferencedCells, Tree
from desktop_app.formspec.definition import ANSWER, CellSpec, CellType, ScheduleKind, ScheduleLine
from desktop_app.formspec.expressions import BOOKED, LiteralValue, RuleRef
from desktop_app.formspec.sheet import FormLayout, SheetSchedule

_OPERATORS = {
    "+": "plus",
    "-": "less",
    "*": "times",
    "=": "equals",
    "!=": "differs from",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "and": "and",
    "or": "or",
}
FORMER = "former line"  # of the company profile or of last year's form
_SUM = "the sum of "
_FUNCTIONS = {
    "abs": "the size of {}",
    "neg": "minus {}",
    "not": "not ({})",
    "round": "{}, rounded",
    "value": "{}",
    "count": "the number of answers in {}",
    "answered": "{} is answered",
    "blank": "{} is blank",
    "personal": "{} identifies a customer",
    "min": "the least of {}",
    "max": "the greatest of {}",
}


def value_text(value: Value | None, spec: CellSpec) -> str:
    """The value as the cell shows it: thousands separated, negatives in brackets, options by their label."""
    if value is None:
        return ""
    if isinstance(value, AnswerWord):
        return value.value
    if isinstance(value, Decimal):
        return shown(value, spec.decimals) + ("%" if spec.type is CellType.PERCENT else "")
    if isinstance(value, date):
        return short_date(value)
    if spec.type is CellType.CHOICE:
        return next((option.label for option in spec.options if option.id == value), value)
    return value


def line_name(sheet: FormLayout, place: Place) -> str:
    """The line as a reader finds it on its page: number or account, and label."""
    return _name_of(sheet.schedules[place.schedule], sheet.line(place))


def _name_of(schedule: SheetSchedule, line: ScheduleLine) -> str:
    label = line.label.removesuffix("?")
    if line.number:
        return f"{line.number} {label}"
    if schedule.definition.kind is ScheduleKind.INQUIRIES:
        return f"question {schedule.numbers.get(line.id, 0)}"
    return label


def row_name(sheet: FormLayout, schedule: SheetSchedule) -> Place | None:
    """Where the name of the row stands for which the schedule is asked; None for a schedule asked once."""
    if not schedule.row:
        return None
    rows = schedule.definition.per
    return Place(rows, schedule.row, sheet.schedules[rows].definition.columns[0].id)


def titled(schedule: SheetSchedule, name: Value | None) -> str:
    """The schedule's title, with the `name` of the row for which it is asked where there is one."""
    return f"{schedule.definition.title}: {name}" if isinstance(name, str) else schedule.definition.title


def location(sheet: FormLayout, place: Place) -> str:
    """Where the cell is: page, line, column. A line that is a question is quoted, so that a sentence can go on."""
    known = sheet.locations.get(place)
    if known is None:
        known = sheet.locations[place] = _location(sheet, place)
    return known


def _location(sheet: FormLayout, place: Place) -> str:
    schedule, line, column = sheet.schedules[place.schedule], sheet.line(place), sheet.column(place)
    name = _name_of(schedule, line)
    said = f"'{line.label}'" if line.label == f"{name}?" else name
    where = f"{schedule.definition.where}, {said}"
    return where if column.id == ANSWER or not column.label else f"{where}, {_within(column.label)}"


@cache
def _within(label: str) -> str:
    """A heading of a column within a sentence: abbreviations stay as they are."""
    return " ".join(word if word[1:].isupper() else word.lower() for word in label.split(" "))


def profile_words(sheet: FormLayout, place: Place) -> str:
    """A cell of the company profile, as it is called there: its line, or for a cell of a table the table."""
    names, table = sheet.form.outside_names, f"company:{place.schedule}"
    return names.get(f"{table}/{place.line}") or names.get(table, FORMER)


def formula_words(tree: Tree, sheet: FormLayout, here: Place) -> str:
    """The formula in words, with the places named as a reader would look for them from `here`."""
    if isinstance(tree, LiteralValue):
        return str(tree.value)
    if isinstance(tree, RuleRef):
        return f"the legal value '{sheet.form.outside_names.get(f'rule:{tree.name}', tree.name)}'"
    if isinstance(tree, ReferencedCells):
        return _cells_words(tree, sheet, here)
    operands = [operand for operand in tree.operands if not _absent(operand)] or tree.operands[:1]
    if tree.name == "sum":
        return _sum_words([_summand_words(operand, sheet, here) for operand in operands])
    if tree.name == "+":
        return _operation_words(tree.name, [formula_words(operand, sheet, here) for operand in operands])
    return _operation_words(tree.name, [formula_words(operand, sheet, here) for operand in tree.operands])


def _absent(tree: Tree) -> bool:
    """Whether the operand only names lines that this filing does not have."""
    if isinstance(tree, BoundOperation) and tree.name == "value":
        return _absent(tree.operands[0])
    return isinstance(tree, ReferencedCells) and not tree.members


def _sum_words(parts: Sequence[str]) -> str:
    return f"{_SUM}{', '.join(parts)}"


def _summand_words(tree: Tree, sheet: FormLayout, here: Place) -> str:
    """What a sum adds: a sum in it needs no word of its own."""
    words = formula_words(tree, sheet, here)
    sums = not isinstance(tree, BoundOperation) or tree.name in {"sum", "value"}
    return words.removeprefix(_SUM) if sums else words


def _operation_words(name: str, parts: list[str]) -> str:
    if name in _OPERATORS:
        return f" {_OPERATORS[name]} ".join(parts)
    if name == "ratio":
        return f"{parts[0]} divided by {parts[1]}"
    return _FUNCTIONS[name].format(", ".join(parts))


def _cells_words(cells: ReferencedCells, sheet: FormLayout, here: Place) -> str:
    whose = {
        "": "",
        "prior": f"{sheet.form.previous} ",
        "year_ago": "last year's ",
        "company": "the company profile's ",
        BOOKED: "the books' ",
        "base": "the chosen report's ",
    }[cells.scope]
    if not cells.members:
        return f"{whose}lines that this filing does not have"
    places = [place for _, place in cells.members]
    if not cells.many or len(places) == 1:
        return whose + _cell_words(places[0], sheet, here, cells.scope)
    first, last = places[0], places[-1]
    if first.schedule not in sheet.schedules:
        return f"{whose}{counted(len(places), 'cell')}"
    column = sheet.column(first).label.lower()
    page = "" if first.schedule == here.schedule else f" on {sheet.schedules[first.schedule].definition.where}"
    lines = f"{line_name(sheet, first)} to {line_name(sheet, last)}"
    return f"{_SUM}{whose}{column} of {counted(len(places), 'line')}{page} ({lines})"


def _cell_words(place: Place, sheet: FormLayout, here: Place, scope: str) -> str:
    if scope == "company":
        return profile_words(sheet, place)
    if place.schedule not in sheet.schedules:
        return FORMER
    if not scope and (place.schedule, place.line) == (here.schedule, here.line):
        return sheet.column(place).label.lower()
    if place.schedule == here.schedule:
        same = place.column == here.column
        return line_name(sheet, place) if same else f"{line_name(sheet, place)}, {sheet.column(place).label.lower()}"
    return location(sheet, place)
