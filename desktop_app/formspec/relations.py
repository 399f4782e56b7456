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


@dataclass(frozen=True, slots=True)
class Product:
    """`result` is `left` times `right` (a ratio is kept turned round: dividend = result times divisor)."""

    result: Term
    left: Term
    right: Term
    decimals: int
    at: Place


Relation = Linear | Product


def relations(book: CheckBook) -> Iterator[Relation]:
    """Every relation of the filing that is linear or a simple product."""
    model = book.model
    cells = model.sheet.cells
    for place, tree in model.formulas.items():
        decimals = cells[place].decimals
        if cells[place].type.numeric:
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


Form = tuple[dict[Term, Decimal], Decimal]


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
    elif isinstance(tree, Bound) and tree.name in {"*", "ratio"}:
        left, right = (_single(operand) for operand in tree.operands)
        if left is not None and right is not None:
            here = ("", place)
            result, factor = (here, left) if tree.name == "*" else (left, here)
            yield Product(result, factor, right, decimals, place)


def _single(tree: Tree) -> Term | None:
    if isinstance(tree, Cells) and len(tree.members) == 1 and tree.members[0][0] == 1:
        return tree.scope, tree.members[0][1]
    return None
