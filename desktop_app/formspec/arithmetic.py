"""What a bound expression is worth. Decimal only; a blank is None; a truth may be unknown (None)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from desktop_app.domain.customer_information import tells_a_customer
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.binding import BoundOperation, ReferencedCells, Tree
from desktop_app.formspec.expressions import LiteralValue

Result = Value | bool | None
Look = Callable[[str, Place], Value | None]
Rules = Mapping[str, Decimal]

_ZERO = Decimal(0)


def evaluate(tree: Tree, look: Look, rules: Rules) -> Result:
    """The worth of the expression, with cells read through `look` and legal values from `rules`.

    Raises KeyError for a legal value that `rules` lacks.
    """
    if isinstance(tree, ReferencedCells):  # the most frequent first: every figure of a report goes through here
        if tree.many:
            return _total(_signed(tree, look))
        return look(tree.scope, tree.members[0][1])
    if isinstance(tree, BoundOperation):
        return _operate(tree, look, rules)
    return tree.value if isinstance(tree, LiteralValue) else rules[tree.name]


def truth(result: Result) -> bool | None:
    """The result as a truth; anything that is not one is unknown."""
    return result if isinstance(result, bool) else None


def number(result: Result) -> Decimal | None:
    """The result as a number: the words count as 0, texts and truths as blank."""
    if isinstance(result, Decimal):
        return result
    return _ZERO if isinstance(result, AnswerWord) else None


def _signed(cells: ReferencedCells, look: Look) -> list[Decimal | None]:
    scope = cells.scope
    return [
        value if sign == 1 or value is None else -value
        for sign, place in cells.members
        for value in (number(look(scope, place)),)
    ]


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, _ZERO) if known else None


def _operate(tree: BoundOperation, look: Look, rules: Rules) -> Result:
    if tree.name in _ON_CELLS:
        return _ON_CELLS[tree.name](tree, look)
    if tree.name in {"and", "or"}:
        return _join(tree.name, [truth(evaluate(operand, look, rules)) for operand in tree.operands])
    results = [evaluate(operand, look, rules) for operand in tree.operands]
    if tree.name in _COMPARISONS:
        return _compare(tree.name, results[0], results[1])
    if tree.name == "not":
        known = truth(results[0])
        return None if known is None else not known
    return _ARITHMETIC[tree.name]([number(result) for result in results])


def _join(name: str, truths: list[bool | None]) -> bool | None:
    decisive = name == "or"
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def _compare(name: str, left: Result, right: Result) -> bool | None:
    if isinstance(left, AnswerWord) and isinstance(right, str):
        left = left.value
    if isinstance(left, str) and isinstance(right, str):
        return _COMPARISONS[name](left, right) if name in {"=", "!="} else None
    if isinstance(left, date) and isinstance(right, date):
        return _COMPARISONS[name](left.toordinal(), right.toordinal())
    first, second = number(left), number(right)
    if first is None or second is None:
        return None
    return _COMPARISONS[name](first, second)


_COMPARISONS: dict[str, Callable[..., bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def _subtract(values: list[Decimal | None]) -> Decimal | None:
    left, right = values
    return _total([left, None if right is None else -right])


def _product(values: list[Decimal | None]) -> Decimal | None:
    left, right = values
    return None if left is None or right is None else left * right


def _ratio(values: list[Decimal | None]) -> Decimal | None:
    left, right = values
    return None if left is None or not right else left / right


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Callable[[list[Decimal | None]], Decimal | None]:
    def pick(values: list[Decimal | None]) -> Decimal | None:
        known = [value for value in values if value is not None]
        return choose(known) if known else None

    return pick


def _one(change: Callable[[Decimal], Decimal]) -> Callable[[list[Decimal | None]], Decimal | None]:
    def apply(values: list[Decimal | None]) -> Decimal | None:
        return None if values[0] is None else change(values[0])

    return apply


_ARITHMETIC: dict[str, Callable[[list[Decimal | None]], Decimal | None]] = {
    "+": _total,
    "sum": _total,
    "-": _subtract,
    "*": _product,
    "ratio": _ratio,
    "neg": _one(lambda value: -value),
    "abs": _one(abs),
    "round": _one(lambda value: value.to_integral_value(rounding="ROUND_HALF_UP")),
    "min": _extreme(min),
    "max": _extreme(max),
    "value": lambda values: values[0] if values[0] is not None else _ZERO,
}


def _looked(tree: BoundOperation, look: Look) -> list[Value | None]:
    cells = tree.operands[0]
    return [look(cells.scope, place) for _, place in cells.members] if isinstance(cells, ReferencedCells) else []


def _pick(tree: BoundOperation, look: Look) -> Result:
    """The value of the one line of the first set whose cell in the second set is the text; blank if not just one."""
    chosen, by = (operand for operand in tree.operands if isinstance(operand, ReferencedCells))
    (wanted,) = (operand.value for operand in tree.operands if isinstance(operand, LiteralValue))
    lines = {place.line for _, place in by.members if look(by.scope, place) == wanted}
    found = [look(chosen.scope, place) for _, place in chosen.members if place.line in lines]
    return found[0] if len(lines) == len(found) == 1 else None


def _dates(tree: BoundOperation, look: Look) -> tuple[date, date] | None:
    """The two dates, if both are dates and in order."""
    cells = [operand for operand in tree.operands if isinstance(operand, ReferencedCells)]
    values = [look(operand.scope, place) for operand in cells for _, place in operand.members]
    dates = [value for value in values if isinstance(value, date)]
    return (dates[0], dates[1]) if len(dates) == len(cells) and dates[0] <= dates[1] else None


def _days(tree: BoundOperation, look: Look) -> Result:
    """How many days there are from one date to another, both included; blank unless both are dates in order."""
    dates = _dates(tree, look)
    return None if dates is None else Decimal((dates[1] - dates[0]).days + 1)


def _years(tree: BoundOperation, look: Look) -> Result:
    """How many whole years have passed from one date to another; blank unless both are dates in order."""
    dates = _dates(tree, look)
    if dates is None:
        return None
    first, last = dates
    return Decimal(last.year - first.year - ((last.month, last.day) < (first.month, first.day)))


def _ends_period(tree: BoundOperation, look: Look) -> Result:
    """Whether a date is the last day of a month, or of a span of so many months of the year; blank unless a date."""
    (months,) = (int(operand.value) for operand in tree.operands if isinstance(operand, LiteralValue))
    (day,) = _looked(tree, look)
    if not isinstance(day, date):
        return None
    return (day + timedelta(days=1)).day == 1 and day.month % months == 0


def _alike(tree: BoundOperation, look: Look) -> Result:
    """How many cells of the set say the words of the cell, whatever their spaces and capitals; blank unless words."""
    cell, others = (operand for operand in tree.operands if isinstance(operand, ReferencedCells))
    said, *told = (
        " ".join(value.split()).casefold() if isinstance(value, str) else None
        for operand in (cell, others)
        for value in (look(operand.scope, place) for _, place in operand.members)
    )
    return None if said is None else Decimal(told.count(said))


_ON_CELLS: dict[str, Callable[[BoundOperation, Look], Result]] = {
    "pick": _pick,
    "days": _days,
    "years": _years,
    "ends_period": _ends_period,
    "alike": _alike,
    "count": lambda tree, look: Decimal(sum(value is not None for value in _looked(tree, look))),
    "answered": lambda tree, look: any(value is not None for value in _looked(tree, look)),
    "blank": lambda tree, look: all(value is None for value in _looked(tree, look)),
    "personal": lambda tree, look: any(
        isinstance(value, str) and tells_a_customer(value) for value in _looked(tree, look)
    ),
}
