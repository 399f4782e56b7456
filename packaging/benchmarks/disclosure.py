"""Disclosure audit: 2,019 cells and 399 relations, exact answers beside a tenth of a second, bounds beside five."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from itertools import product

from benchmarks.rows import Row
from desktop_app.domain.values import Place
from desktop_app.formspec.bounds import ranges
from desktop_app.formspec.disclosure import audit
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import KnownCell, LinearEquation, PublicKnowledge
from desktop_app.formspec.protection import proposal
from desktop_app.formspec.relations import LinearRelation, RelationBasis

SCHEDULES, SIDE = 20, 9
SEALED = (25, 194, 827, 1831)
EXACT_MOST, BOUNDS_MOST = 0.1, 5.0
OWN = "f"
RELATION = LinearRelation({}, Decimal(0), 0, RelationBasis.FORMULA, Place("s", "x", "y"))


def cell(schedule: int, line: int, column: int) -> KnownCell:
    return KnownCell(OWN, Place(f"s{schedule}", f"l{line}", f"c{column}"))


def world(sealed: int) -> PublicKnowledge:
    """Twenty tables of nine by nine with their margins, and a tie between each and the next."""
    chance = random.Random(sealed)  # noqa: S311 - a repeatable world
    values: dict[KnownCell, Exact] = {}
    sums: list[tuple[dict[KnownCell, Exact], KnownCell]] = []
    for schedule in range(SCHEDULES):
        for line, column in product(range(SIDE), range(SIDE)):
            values[cell(schedule, line, column)] = chance.randrange(100_000)
        for line in range(SIDE):
            parts = [cell(schedule, line, column) for column in range(SIDE)]
            sums += [total(parts, cell(schedule, line, SIDE), values)]
        for column in range(SIDE + 1):
            parts = [cell(schedule, line, column) for line in range(SIDE)]
            sums += [total(parts, cell(schedule, SIDE, column), values)]
    for schedule in range(SCHEDULES - 1):
        tie = KnownCell(OWN, Place("ties", f"t{schedule}", "x"))
        sums += [total([cell(schedule, SIDE, SIDE), cell(schedule + 1, 0, SIDE)], tie, values)]
    return PublicKnowledge(
        values=values,
        equations=tuple(LinearEquation(terms, 0, 0, OWN, RELATION, of) for terms, of in sums),
        factors=(),
        sealed=frozenset(chance.sample(sorted(values), min(sealed, len(values)))),
        own=OWN,
        units=dict.fromkeys(values, 1),
        limits=dict.fromkeys(values, (0, None)),
    )


def total(
    parts: list[KnownCell], of: KnownCell, values: dict[KnownCell, Exact]
) -> tuple[dict[KnownCell, Exact], KnownCell]:
    values[of] = sum((values[part] for part in parts), 0)
    return {**dict.fromkeys(parts, 1), of: -1}, of


def never() -> bool:
    return False


def rows() -> list[Row]:
    found = []
    for sealed in SEALED:
        there = world(sealed)
        there.touching(sorted(there.sealed)[:1])  # what stands where does not depend on the seals: it is made once
        start = time.process_time()
        disclosure = audit(there)
        middle = time.process_time()
        bounded = sum(1 for _ in ranges(there, disclosure, never))
        end = time.process_time()
        note = f"{len(there.values)} cells, {len(there.equations)} relations, {len(disclosure.deductions)} derivable"
        found.append(Row(f"{sealed} sealed: exact", middle - start, EXACT_MOST, most=1, note=note))
        found.append(
            Row(f"{sealed} sealed: bounds", end - middle, BOUNDS_MOST, most=1, note=f"{bounded} cells bounded")
        )
    there = world(25)
    start = time.process_time()
    chosen = sorted(there.sealed)[:5]
    made = [proposal(there, one, never) for one in chosen]
    note = f"{sum(one is not None for one in made)} of {len(chosen)} protected"
    found.append(Row("a proposal", (time.process_time() - start) / len(chosen), note=note))
    return found
