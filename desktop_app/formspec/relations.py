"""The relations between the cells of a filing as data: totals, balances, ties, carried figures, products.

The same formulas drive the arithmetic, the explanation of a number and whatever asks what the published figures
give away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.arithmetic import Rules
from desktop_app.formspec.binding import BoundOperation, ReferencedCells, Tree
from desktop_app.formspec.checks import BoundCheck, CheckBook
from desktop_app.formspec.expressions import LiteralValue, RuleRef

Term = tuple[str, Place]
_COMPARED = {"=", "<", "<=", ">", ">="}
NO_RULES: Rules = MappingProxyType({})


class RelationBasis(StrEnum):
    """Why a relation holds: a formula computes it, a check demands it, or last year's figure opened it."""

    FORMULA = "formula"
    TIE = "tie"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class LinearRelation:
    """``constant`` plus the sum of coefficient times cell is zero, up to the rounding of `decimals`.

    A cell is (scope, place): scope "" for this filing, else one of `expressions.SCOPES`. Of an `at_least` relation the
    sum is zero or more. A tie counts only where `when` is true, if there is such a condition; one that the form does
    not demand (`firm`) may fail to hold with an explanation.
    """

    terms: Mapping[Term, Decimal]
    constant: Decimal
    decimals: int
    basis: RelationBasis
    at: Place
    at_least: bool = False
    when: Tree | None = None
    firm: bool = True


Form = tuple[dict[Term, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class ProductRelation:
    """`result` times `divisor` is `left` times `right`, up to the rounding of the result to `decimals`.

    Each is a linear form, coefficients by cell and a constant: prices times quantities, percent changes, unit costs.
    """

    result: Form
    left: Form
    right: Form
    divisor: Form
    decimals: int
    at: Place


Relation = LinearRelation | ProductRelation


def relations(book: CheckBook, numbers: Iterable[int] | None = None) -> Iterator[Relation]:
    """Every relation of the filing that is linear or a simple product, or those of the statements so numbered."""
    cells, rules = book.model.sheet.cells, book.model.rules
    for number in range(len(book.statements)) if numbers is None else sorted(numbers):
        at, tree, carried, bound = book.statements[number]
        if bound is not None:
            yield from _ties(bound, rules)
        elif not carried:
            yield from _formula(at, tree, cells[at].decimals, rules)
        elif (form := linear(tree, rules)) is not None:
            yield _equation(form, linear_cell(at), cells[at].decimals, RelationBasis.CARRIED, at)


def _ties(bound: BoundCheck, rules: Rules) -> Iterator[LinearRelation]:
    """What a check says of its cells: that they are equal, or that one is at least the other."""
    waiting: list[Tree] = [bound.require]
    while waiting:
        tree = waiting.pop()
        if not isinstance(tree, BoundOperation):
            continue
        if tree.name == "and":
            waiting += tree.operands
        elif tree.name in _COMPARED:
            greater, less = tree.operands if tree.name not in {"<", "<="} else reversed(tree.operands)
            for other in _without_size(less):
                left, right = linear(greater, rules), linear(other, rules)
                if left is not None and right is not None:
                    yield _tie(bound, left, right, at_least=tree.name != "=")


def _without_size(tree: Tree) -> tuple[Tree, ...]:
    """The lesser side of a relation, both signs of it where it is a size."""
    if isinstance(tree, BoundOperation) and tree.name == "abs":
        return tree.operands[0], BoundOperation("neg", (tree.operands[0],))
    return (tree,)


def _tie(bound: BoundCheck, left: Form, right: Form, *, at_least: bool) -> LinearRelation:
    terms, constant = _combined([left, right], [1, -1])
    firm = bound.check.level is Severity.STOP
    return LinearRelation(
        terms, constant, 0, RelationBasis.TIE, bound.at, at_least=at_least, when=bound.when, firm=firm
    )


def linear_cell(place: Place) -> Form:
    """The linear form that is just the cell."""
    return {("", place): Decimal(1)}, Decimal(0)


def linear(tree: Tree, rules: Rules = NO_RULES) -> Form | None:
    """The expression as coefficients by cell and a constant, or None if it is not linear in its cells."""
    if isinstance(tree, RuleRef | LiteralValue):
        constant = rules.get(tree.name) if isinstance(tree, RuleRef) else tree.value
        return ({}, constant) if isinstance(constant, Decimal) else None
    if isinstance(tree, ReferencedCells):
        return {(tree.scope, place): Decimal(sign) for sign, place in tree.members}, Decimal(0)
    if tree.name not in {"+", "-", "*", "sum", "neg", "value"}:
        return None
    forms = [linear(operand, rules) for operand in tree.operands]
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


def _equation(left: Form, right: Form, decimals: int, basis: RelationBasis, at: Place) -> LinearRelation:
    terms, constant = _combined([left, right], [1, -1])
    return LinearRelation(terms, constant, decimals, basis, at)


def _formula(place: Place, tree: Tree, decimals: int, rules: Rules) -> Iterator[Relation]:
    form = linear(tree, rules)
    if form is not None:
        yield _equation(form, linear_cell(place), decimals, RelationBasis.FORMULA, place)
        return
    parts = _multiplied(tree, rules)
    over, under = (None, None) if parts is None else (_at_most(2, parts[0]), _at_most(1, parts[1]))
    if over is not None and under is not None:
        yield ProductRelation(linear_cell(place), over[0], over[1], under[0], decimals, place)


ONE: Form = ({}, Decimal(1))


def _multiplied(tree: Tree, rules: Rules) -> tuple[list[Form], list[Form]] | None:
    """The linear factors of a product or a ratio, and its divisors; None if it is made of anything else."""
    form = linear(tree, rules)
    if form is not None:
        return [form], []
    if not isinstance(tree, BoundOperation) or tree.name not in {"*", "ratio"}:
        return None
    first, second = (_multiplied(operand, rules) for operand in tree.operands)
    if first is None or second is None:
        return None
    over, under = second if tree.name == "*" else reversed(second)
    return [*first[0], *over], [*first[1], *under]


def _at_most(count: int, factors: list[Form]) -> list[Form] | None:
    """As many factors, the first times all constants, filled up with ones; None if more of them hold cells."""
    constant = Decimal(1)
    found = [factor for factor in factors if factor[0]]
    for _, worth in (factor for factor in factors if not factor[0]):
        constant *= worth
    found += [ONE] * (count - len(found))
    if len(found) > count:
        return None
    terms, offset = found[0]
    return [({term: factor * constant for term, factor in terms.items()}, offset * constant), *found[1:]]
