"""Proposals: the smallest set of further cells, proved to protect, and what it costs the reader."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formspec import protection
from desktop_app.formspec.bounds import ranges
from desktop_app.formspec.disclosure import audit
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import KnownCell, PublicKnowledge
from desktop_app.formspec.protection import ProtectionCost, _Search, is_protected_by, proposal, totals_of_cell
from desktop_app.formspec.relations import RelationBasis
from tests.support.disclosure_worlds import cell, never, table, times, world

LINES: dict[str, Exact] = {"a": 5, "b": 7, "c": 9, "d": 4, "total": 25}
THREE: dict[str, Exact] = {"a": 1, "b": 1, "c": 1, "total": -1}
SUM: dict[str, Exact] = {"a": 1, "b": 1, "c": 1, "d": 1, "total": -1}


def proposed(there: PublicKnowledge, name: str) -> dict[str, ProtectionCost] | None:
    found = proposal(there, cell(name), never)
    return None if found is None else {further.cell.place.line: further.cost for further in found.further}


def test_one_more_line_protects_a_line() -> None:
    assert proposed(world(LINES, [SUM], ["a"], computes=["total"]), "a") == {"b": ProtectionCost.LINE}


def test_a_line_with_an_amount_is_rather_sealed_than_an_empty_one() -> None:
    there = world({**LINES, "b": 0, "total": 18}, [SUM], ["a"], computes=["total"])
    assert proposed(there, "a") == {"c": ProtectionCost.LINE}


def test_what_follows_from_the_lines_is_sealed_with_them() -> None:
    values = {**LINES, "change a": 2, "change b": 3, "old a": 3, "old b": 4}
    changes: list[dict[str, Exact]] = [{x: 1, f"old {x}": -1, f"change {x}": -1} for x in ("a", "b")]
    computes = ["total", "change a", "change b"]
    there = world({**values, "c": 0, "d": 0, "total": 12}, [SUM, *changes], ["a"], computes=computes)
    known = {"before:a": 3, "before:b": 4}
    old: list[dict[str, Exact]] = [{f"old {x}": 1, f"before:{x}": -1} for x in ("a", "b")]
    before = world({**there_values(there), **known}, [SUM, *changes, *old], ["a"], computes=computes)
    assert proposed(before, "a") == {
        "b": ProtectionCost.LINE,
        "change a": ProtectionCost.FOLLOWS,
        "change b": ProtectionCost.FOLLOWS,
    }


def there_values(there: PublicKnowledge) -> dict[str, Exact]:
    return {one.place.line: value for one, value in there.values.items()}


def test_a_total_costs_more_than_lines_and_a_tied_one_more_still() -> None:
    there = world(LINES, [SUM], ["total"], computes=["total"])
    assert proposed(there, "total") == {"a": ProtectionCost.LINE}
    tied = world({**LINES, "twin": 5}, [SUM, {"a": 1, "twin": -1}], ["b"], computes=["total"], basis=RelationBasis.TIE)
    assert proposed(tied, "b") == {"c": ProtectionCost.LINE}


def test_amounts_of_zero_and_tiny_ones_are_no_cover() -> None:
    terms: dict[str, Exact] = {"a": 1, "b": 1, "c": 1, "total": -1}
    zeros: dict[str, Exact] = {"a": 5, "b": 0, "c": 0, "total": 5}
    assert proposed(world(zeros, [terms], ["a"], computes=["total"]), "a") == {"total": ProtectionCost.TOTAL}
    tiny: dict[str, Exact] = {"a": 1000, "b": 60, "c": 50, "total": 1110}
    assert proposed(world(tiny, [terms], ["a"], computes=["total"]), "a") == {
        "b": ProtectionCost.LINE,
        "c": ProtectionCost.LINE,
    }
    tinier: dict[str, Exact] = {"a": 1000, "b": 60, "c": 9, "total": 1069}
    assert proposed(world(tinier, [terms], ["a"], computes=["total"]), "a") == {"total": ProtectionCost.TOTAL}


def test_what_was_sealed_before_counts_as_cover() -> None:
    there = world({"a": 1000, "b": 60, "c": 50, "total": 1110}, [THREE], ["a", "b"], computes=["total"])
    assert proposed(there, "a") == {"c": ProtectionCost.LINE}
    assert is_protected_by(there, cell("a"), [cell("c")])
    assert not is_protected_by(there, cell("a"), [])


def test_a_long_search_gives_way_to_one_that_takes_cell_by_cell() -> None:
    """Ten of thirty lines of 10 are needed to cover 1,000: too many sets to try them all."""
    values: dict[str, Exact] = {"a": 1000, **{f"x{n}": 10 for n in range(30)}, "total": 1300}
    terms: dict[str, Exact] = {**dict.fromkeys(values, 1), "total": -1}
    tied: list[dict[str, Exact]] = [terms, {"total": 1, "known": -1}]
    there = world({**values, "known": 1300}, tied, ["a"], computes=["total"], basis=RelationBasis.TIE)
    there = replace(there, equations=(*there.equations, replace(there.equations[1], terms={cell("known"): 1})))
    found = proposed(there, "a")
    assert found is not None
    assert len(found) == 10
    assert set(found.values()) == {ProtectionCost.LINE}


def test_nothing_protects_what_last_years_report_says() -> None:
    there = world({"a": 5, "before:a": 5}, [{"a": 1, "before:a": -1}], ["a"])
    assert proposed(there, "a") is None


def test_a_table_with_margins_needs_a_square() -> None:
    values, equations = table([[5, 3, 2], [1, 9, 3], [8, 4, 6]])
    margins = ["r0t", "r1t", "r2t", "tc0", "tc1", "tc2"]
    found = proposed(world(values, equations, ["r0c0"], computes=margins), "r0c0")
    assert found == {"r0c1": ProtectionCost.LINE, "r1c0": ProtectionCost.LINE, "r1c1": ProtectionCost.LINE}


def test_a_percentage_is_sealed_with_its_amount() -> None:
    there = world({"change": 492, "percent": Fraction(123, 10), "prior": 4000, "hundred": 100}, [], ["change"])
    there = times(there, "percent", "change", "hundred", Fraction(1, 20), "prior")
    assert proposed(there, "change") == {"percent": ProtectionCost.FOLLOWS}


def test_limits_that_leave_no_room_are_mended_too() -> None:
    values: dict[str, Exact] = {"a": 400, "b": 398, "sum": 798, "difference": 2}
    there = world(values, [{"a": 1, "b": 1, "sum": -1}, {"a": 1, "b": -1, "difference": -1}], ["a", "b"])
    whole, rounded = there.equations
    there = replace(there, equations=(whole, replace(rounded, slack=6)))
    assert audit(there).deductions == {}
    assert proposed(there, "a") in ({"sum": ProtectionCost.LINE}, {"difference": ProtectionCost.LINE})


def test_two_lines_that_tell_each_other_are_sealed_together() -> None:
    values: dict[str, Exact] = {"t": 5, "p": 2, "q": 2, "total": 9}
    there = world(values, [{"t": 1, "p": 1, "q": 1, "total": -1}, {"p": 1, "q": -1}], ["t"], computes=["total"])
    assert proposed(there, "t") == {"p": ProtectionCost.LINE, "q": ProtectionCost.LINE}


def test_a_stop_is_heeded() -> None:
    assert proposal(world(LINES, [SUM], ["a"]), cell("a"), lambda: True) is None


def test_a_long_search_spares_what_is_needless_and_heeds_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "MOST_TRIED", 1)
    values: dict[str, Exact] = {"a": 1000, "b": 200, "small": 5, "half": 5, "total": 1205}
    sums: list[dict[str, Exact]] = [{"a": 1, "b": 1, "small": 1, "total": -1}, {"half": 1, "small": -1}]
    there = world(values, sums, ["a", "half"], computes=["total", "small"])
    assert proposed(there, "a") == {"b": ProtectionCost.LINE}
    calls = iter([False, False, True])
    assert proposal(there, cell("a"), lambda: next(calls)) is None


def safe(there: PublicKnowledge, name: str, further: Iterable[KnownCell]) -> bool:
    """Counted anew: neither derivable nor, by the limits of all cells, within a tenth from above or below."""
    found = audit(there, there.sealed | set(further))
    if cell(name) in found.deductions:
        return False
    ((_, (low, high)),) = ranges(there, found, never, [cell(name)])
    value = there.values[cell(name)]
    assert low is not None
    room = value / Fraction(10)
    return low != high and low <= value - room and (high is None or high >= value + room)


numbers = st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=3)


@pytest.mark.untraced
@pytest.mark.slow
@given(numbers)
def test_no_cheaper_set_protects(rows: list[list[int]]) -> None:
    values, equations = table(rows)
    there = world(values, equations, ["r0c0"])
    found = proposal(there, cell("r0c0"), never)
    assert found is not None
    further = {one.cell for one in found.further}
    assert safe(there, "r0c0", further)
    search = _Search(there, cell("r0c0"))
    cost = sum(search.weight(one) for one in further)
    others = [one for one in there.values if one != cell("r0c0")]
    for count in range(len(others)):
        for other in combinations(others, count):
            if sum(map(search.weight, other)) < cost:
                assert not safe(there, "r0c0", other)


def test_the_totals_of_a_cell_are_named_wherever_they_stand() -> None:
    values: dict[str, Exact] = {"a": 5, "b": 7, "total": 12, "twin": 12, "third": 12, "prior": 4, "change": 1, "tax": 6}
    equations: list[dict[str, Exact]] = [
        {"a": 1, "b": 1, "total": -1},
        {"a": 1, "prior": -1, "change": -1},
        {"total": 1, "twin": -1},
        {"twin": 1, "third": -1},
        {"total": Fraction(1, 2), "tax": -1},
    ]
    there = world(values, equations, ["a", "third"], computes=["total", "change"])
    assert totals_of_cell(there, cell("a")) == (cell("total"), cell("twin"))
    assert totals_of_cell(there, cell("prior")) == ()
