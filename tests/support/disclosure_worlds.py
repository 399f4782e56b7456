"""Small worlds of cells and relations for the tests of the disclosure audit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from desktop_app.domain.values import Place
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import KnownCell, Limits, LinearEquation, ProductEquation, PublicKnowledge
from desktop_app.formspec.relations import ONE, Form, LinearRelation, ProductRelation, RelationBasis

NOW, BEFORE = "now", "before"
HERE = Place("s", "x", "y")


def cell(name: str) -> KnownCell:
    """ "a" is a cell of this filing, "before:a" one of last year's."""
    filing, _, line = name.rpartition(":")
    return KnownCell(filing or NOW, Place("s", line, "amount"))


def never() -> bool:
    return False


def world(
    values: Mapping[str, Exact],
    equations: Sequence[Mapping[str, Exact]],
    sealed: Sequence[str],
    *,
    computes: Sequence[str] = (),
    basis: RelationBasis = RelationBasis.FORMULA,
    limits: Limits = (0, None),
) -> PublicKnowledge:
    """Equations whose terms add up to zero; `computes` names the cell that each one computes."""
    cells = {cell(name): value for name, value in values.items()}
    relation = LinearRelation({}, Decimal(0), 0, basis, HERE)
    made = [
        LinearEquation(
            {cell(name): factor for name, factor in terms.items()},
            0,
            0,
            NOW,
            relation,
            cell(computes[number]) if number < len(computes) else None,
        )
        for number, terms in enumerate(equations)
    ]
    return PublicKnowledge(
        values=cells,
        equations=tuple(made),
        factors=(),
        sealed=frozenset(map(cell, sealed)),
        own=NOW,
        units=dict.fromkeys(cells, 1),
        limits=dict.fromkeys(cells, limits),
    )


def times(
    there: PublicKnowledge, result: str, left: str, right: str, half: Exact, divisor: str = ""
) -> PublicKnowledge:
    """The world with a product besides: result (times divisor) is left times right."""

    def form(name: str) -> tuple[dict[KnownCell, Exact], Exact]:
        return ({cell(name): 1}, 0) if name else ({}, 1)

    def named(name: str) -> Form:
        return ({("", cell(name).place): Decimal(1)}, Decimal(0)) if name else ONE

    relation = ProductRelation(named(result), named(left), named(right), named(divisor), 0, HERE)
    made = ProductEquation(form(result), form(left), form(right), form(divisor), half, NOW, relation)
    return replace(there, factors=(*there.factors, made))


def table(numbers: Sequence[Sequence[int]]) -> tuple[dict[str, Exact], list[dict[str, Exact]]]:
    """A table with its margins: values by name ("r0c1", "r0t" of a row, "tc1" of a column) and its equations."""
    height, width = len(numbers), len(numbers[0])
    values: dict[str, Exact] = {f"r{r}c{c}": numbers[r][c] for r, c in product(range(height), range(width))}
    values |= {f"r{r}t": sum(numbers[r]) for r in range(height)}
    values |= {f"tc{c}": sum(row[c] for row in numbers) for c in range(width)}
    rows: list[dict[str, Exact]] = [{**{f"r{r}c{c}": 1 for c in range(width)}, f"r{r}t": -1} for r in range(height)]
    columns: list[dict[str, Exact]] = [{**{f"r{r}c{c}": 1 for r in range(height)}, f"tc{c}": -1} for c in range(width)]
    return values, rows + columns
