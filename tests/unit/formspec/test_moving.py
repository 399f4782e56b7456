"""The cheapest move: what else must read otherwise, by relations of every kind."""

from dataclasses import replace
from fractions import Fraction

from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import PublicKnowledge
from desktop_app.formspec.moving import HiddenMoves
from tests.support.disclosure_worlds import cell, table, times, world


def moved(there: PublicKnowledge, name: str, by: Exact, direction: int, **weights: int) -> set[str]:
    moving = HiddenMoves(there, there.values)
    weighed = {one: weights.get(one.place.line, 10) for one in there.values if one != cell(name)}
    return {one.place.line for one in moving.cheapest(cell(name), by, direction, weighed)}


def test_another_line_gives_way_and_the_cheaper_one() -> None:
    there = world({"a": 5, "b": 7, "c": 9, "total": 21}, [{"a": 1, "b": 1, "c": 1, "total": -1}], [])
    assert moved(there, "a", 2, 1, b=3) == {"a", "b"}
    assert moved(there, "a", 2, -1, c=3) == {"a", "c"}


def test_what_is_at_its_limit_gives_no_way() -> None:
    there = world({"a": 5, "b": 0, "c": 9, "total": 14}, [{"a": 1, "b": 1, "c": 1, "total": -1}], [])
    assert moved(there, "a", 2, 1, b=3) == {"a", "c"}
    assert moved(there, "a", 2, -1, b=3) == {"a", "b"}


def test_it_goes_only_as_far_as_it_can() -> None:
    there = world({"a": 5}, [], [], limits=(0, 6))
    moving = HiddenMoves(there, there.values)
    assert moving.cheapest(cell("a"), 9, 1, {}) == {cell("a")}
    assert moved(world({"a": 5}, [{"a": 1}], []), "a", 2, 1) == set()


def test_a_table_moves_in_a_square() -> None:
    values, equations = table([[5, 3], [1, 9]])
    weights = {name: 30 for name in values if "t" in name}
    assert moved(world(values, equations, []), "r0c0", 1, 1, **weights) == {"r0c0", "r0c1", "r1c0", "r1c1"}


def test_within_its_rounding_a_relation_holds() -> None:
    there = world({"a": 50, "b": 5}, [{"a": Fraction(1, 10), "b": -1}], [])
    there = replace(there, equations=(replace(there.equations[0], slack=Fraction(1, 2)),))
    assert moved(there, "a", 5, 1) == {"a"}
    assert moved(there, "a", 6, 1) == {"a", "b"}


def test_a_comparison_holds_one_way_only() -> None:
    there = world({"capacity": 10, "peak": 9}, [{"capacity": 1, "peak": -1}], [])
    there = replace(there, equations=(replace(there.equations[0], at_least=True),))
    assert moved(there, "capacity", 7, 1) == {"capacity"}
    assert moved(there, "capacity", 3, -1) == {"capacity", "peak"}


def test_the_parts_of_a_product_move_together() -> None:
    there = times(world({"amount": 800, "price": 4, "count": 200}, [], []), "amount", "price", "count", 0)
    assert moved(there, "price", 1, 1, amount=1) == {"price", "amount"}
    assert moved(there, "price", 1, 1, count=0) == {"price", "count"}
    rounded = times(
        world({"share": 12, "part": 49200, "whole": 4100}, [], []), "share", "part", "", Fraction(1, 2), "whole"
    )
    assert moved(rounded, "part", 2000, 1) == {"part"}
    assert moved(rounded, "part", 20000, 1, share=1) == {"part", "share"}
