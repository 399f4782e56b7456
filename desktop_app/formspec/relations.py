"""The relations between the cells of a filing as data: totals, balances, ties, carried figures, products.

The same formulas drive the arithmetic, the explanation of a number and whatever asks what the published figures
give away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.binding import Bound, Cells, Tree
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.expressions import Literal

Term = tuple[str, Place]


class Basis(StrEnum):
    """Why a relation holds: a formula computes it, a check demands it, or last year's figure opened it."""

    FORMULA = "formula"
    TIE = "tie"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Linear:
    """``constant`` plus the sum of coefficient times cell is zero, up to the rounding of `decimals`.

    A cell is (scope, place): scope "" for this filing, else one of `expressions.SCOPES`.
    """

    terms: Mapping[Term, Decimal]
    constant: Decimal
    decimals: int
    basis: Basis
    at: Place


Form = tuple[dict[Term, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class Product:
    """`result` times `divisor` is `left` times `right`, up to the rounding of the result to `decimals`.

    Each is a linear form, coefficients by cell and a constant: prices times quantities, per cent changes, unit costs.
    """

    result: Form
    left: Form
    right: Form
    divisor: Form
    decimals: int
    at: Place


Relation = Linear | Product


def relations(book: CheckBook) -> Iterator[Relation]:
    """Every relation of the filing that is linear or a simple product; work papers are no part of it."""
    model = book.model
    cells = model.sheet.cells
    for place, tree in model.formulas.items():
        decimals = cells[place].decimals
        shown = not model.sheet.schedules[place.schedule].definition.work
        if cells[place].type.numeric and shown:
            yield from _formula(place, tree, decimals)
    for place, tree in model.carried.items():
        form = linear(tree)
        if form is not None and cells[place].type.numeric:
            yield _equation(form, linear_cell(place), cells[place].decimals, Basis.CARRIED, place)
    for bound in book.checks:
        require = bound.require
        tie = bound.check.level is Severity.STOP and isinstance(require, Bound) and require.name == "="
        if not tie or not isinstance(require, Bound):
            continue
        left, right = (linear(side) for side in require.operands)
        if left is not None and right is not None:
            yield _equation(left, right, 0, Basis.TIE, bound.at)


def linear_cell(place: Place) -> Form:
    """The linear form that is just the cell."""
    return {("", place): Decimal(1)}, Decimal(0)


def linear(tree: Tree) -> Form | None:
    """The expression as coefficients by cell and a constant, or None if it is not linear in its cells."""
    if isinstance(tree, Literal):
        return ({}, tree.value) if isinstance(tree.value, Decimal) else None
    if isinstance(tree, Cells):
        return {(tree.scope, place): Decimal(sign) for sign, place in tree.members}, Decimal(0)
    if not isinstance(tree, Bound) or tree.name not in {"+", "-", "*", "sum", "neg", "value"}:
        return None
    forms = [linear(operand) for operand in tree.operands]
    known = [form for form in forms if form is not None]
    if len(known) < len(forms):
        return None
    if tree.name == "*":
        return _scaled_product(known[0], known[1])
    signs = {"-": [1, -1], "neg": [-1]}.get(tree.name, [1] * len(known))
    return _combined(known, signs)


def _combined(forms: list[Form], signs: list[int]) -> Form:
    terms: dict[Term, Decimal] = {}
    constant = Decimal(0)
    for (part, offset), sign in zip(forms, signs, strict=True):
        constant += sign * offset
        for term, coefficient in part.items():
            terms[term] = terms.get(term, Decimal(0)) + sign * coefficient
    return {term: coefficient for term, coefficient in terms.items() if coefficient}, constant


def _scaled_product(left: Form, right: Form) -> Form | None:
    for (terms, constant), (others, factor) in ((left, right), (right, left)):
        if not others:
            return {term: coefficient * factor for term, coefficient in terms.items()}, constant * factor
    return None


def _equation(left: Form, right: Form, decimals: int, basis: Basis, at: Place) -> Linear:
    terms, constant = _combined([left, right], [1, -1])
    return Linear(terms, constant, decimals, basis, at)


def _formula(place: Place, tree: Tree, decimals: int) -> Iterator[Relation]:
    form = linear(tree)
    if form is not None:
        yield _equation(form, linear_cell(place), decimals, Basis.FORMULA, place)
        return
    factors = _factors(tree)
    if factors is not None:
        yield Product(linear_cell(place), *factors, decimals, place)


ONE: Form = ({}, Decimal(1))


def _factors(tree: Tree) -> tuple[Form, Form, Form] | None:
    """The two factors and the divisor of a product, or of a ratio whose dividend is linear or a product."""
    if not isinstance(tree, Bound) or tree.name not in {"*", "ratio"}:
        return None
    first, second = tree.operands
    if tree.name == "*":
        forms = [linear(first), linear(second), ONE]
    elif isinstance(first, Bound) and first.name == "*" and linear(first) is None:
        forms = [linear(first.operands[0]), linear(first.operands[1]), linear(second)]
    else:
        forms = [linear(first), ONE, linear(second)]
    left, right, divisor = forms
    return None if left is None or right is None or divisor is None else (left, right, divisor)
