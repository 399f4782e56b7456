"""What public figures give away: exactly, nearly, as a sum, and within which limits."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formspec.bounds import limiting_equations, ranges
from desktop_app.formspec.disclosure import audit
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import Limits, PublicKnowledge, close
from tests.support.disclosure_worlds import cell, never, table, times, world

SUM = {"a": 1, "b": 1, "c": 1, "total": -1}
VALUES: dict[str, Exact] = {"a": 5, "b": 7, "c": 0, "total": 12}


def derived(there: PublicKnowledge) -> dict[str, tuple[Exact, Exact]]:
    return {one.place.line: (made.low, made.high) for one, made in audit(there).deductions.items()}


def bounds(there: PublicKnowledge) -> dict[str, Limits]:
    return {one.place.line: limits for one, limits in ranges(there, audit(there), never)}


def test_one_sealed_line_under_a_public_total_is_known() -> None:
    assert derived(world(VALUES, [SUM], ["a"])) == {"a": (5, 5)}
    assert derived(world(VALUES, [SUM], ["total"])) == {"total": (12, 12)}


def test_two_sealed_lines_are_known_only_together() -> None:
    found = audit(world(VALUES, [SUM], ["a", "b"]))
    assert found.deductions == {}
    (known,) = found.sums
    assert (known.cells, known.total) == ((cell("a"), cell("b")), 12)
    assert known.equations[0].terms[cell("total")] == -1


def test_a_difference_is_not_a_known_sum() -> None:
    assert audit(world({"a": 5, "b": 2, "d": 3}, [{"a": 1, "b": -1, "d": -1}], ["a", "b"])).sums == ()


def test_what_is_known_leads_to_more() -> None:
    there = world({**VALUES, "d": 5}, [SUM, {"a": 1, "d": -1}], ["a", "b"])
    assert derived(there) == {"a": (5, 5), "b": (7, 7)}
    assert audit(there).deductions[cell("b")].after == (cell("a"),)


def test_several_totals_taken_together_can_tell_what_none_tells_alone() -> None:
    values: dict[str, Exact] = {"a": 1, "b": 2, "c": 3, "ab": 3, "bc": 5, "ac": 4}
    pairs = [{"a": 1, "b": 1, "ab": -1}, {"b": 1, "c": 1, "bc": -1}, {"a": 1, "c": 1, "ac": -1}]
    found = audit(world(values, pairs, ["a", "b", "c"]))
    assert set(found.deductions) == {cell("a"), cell("b"), cell("c")}
    assert len(found.deductions[cell("a")].equations) == 3


def test_a_sealed_price_follows_from_quantity_and_amount() -> None:
    there = times(world({"amount": 800, "price": 4, "count": 200}, [], ["price"]), "amount", "price", "count", 0)
    assert derived(there) == {"price": (4, 4)}
    there = times(world({"amount": 800, "price": 4, "count": 200}, [], ["count"]), "amount", "price", "count", 0)
    assert derived(there) == {"count": (200, 200)}


def test_a_sealed_product_follows_from_its_factors() -> None:
    there = times(world({"amount": 801, "price": 4, "count": 200}, [], ["amount"]), "amount", "price", "count", 1)
    assert derived(there) == {"amount": (801, 801)}


def test_two_unknown_factors_and_a_factor_of_nothing_tell_nothing() -> None:
    there = times(
        world({"amount": 800, "price": 4, "count": 200}, [], ["price", "count"]), "amount", "price", "count", 0
    )
    assert derived(there) == {}
    there = times(world({"amount": 0, "price": 4, "count": 0}, [], ["price"]), "amount", "price", "count", 0)
    assert derived(there) == {}


def test_a_factor_known_later_opens_the_product() -> None:
    there = world(
        {"amount": 800, "price": 4, "count": 200, "twin": 200}, [{"count": 1, "twin": -1}], ["price", "count"]
    )
    found = audit(times(there, "amount", "price", "count", 0))
    assert list(found.deductions) == [cell("count"), cell("price")]


def test_a_rounded_ratio_gives_the_amount_nearly() -> None:
    percent = Fraction(123, 10)  # of a public 4,000 last year
    there = world({"change": 492, "percent": percent, "prior": 4000}, [], ["change"])
    there = times(there, "percent", "change", "hundred", Fraction(1, 20), "prior")
    there.values[cell("hundred")] = 100  # type: ignore[index] # a constant, as a cell
    assert derived(there) == {"change": (490, 494)}


def test_rounding_that_leaves_one_whole_number_gives_it_exactly() -> None:
    there = world({"change": 492, "percent": Fraction(123, 10), "prior": 400, "hundred": 100}, [], ["change"])
    there.values[cell("change")] = 49  # type: ignore[index]
    there = times(there, "percent", "change", "hundred", Fraction(1, 20), "prior")
    assert derived(there) == {"change": (49, 49)}


def test_a_divisor_follows_nearly_from_a_ratio_and_its_dividend() -> None:
    there = world({"cost": 1000, "each": Fraction(25, 2), "count": 80}, [], ["count"])
    found = derived(times(there, "each", "cost", "", Fraction(1, 20), "count"))
    assert found == {"count": (80, 80)}
    nothing = world({"cost": 1, "each": 0, "count": 800}, [], ["count"])
    assert derived(times(nothing, "each", "cost", "", Fraction(1, 20), "count")) == {}


def test_a_rough_ratio_only_bounds() -> None:
    there = world({"cost": 300, "each": 1, "count": 300}, [], ["count"])
    there = times(there, "each", "cost", "", Fraction(1, 2), "count")
    assert derived(there) == {}
    assert bounds(there) == {"count": (0, 600)}


def test_the_tighter_of_two_near_answers_counts() -> None:
    there = world({"a": 1000, "r": 10, "s": 100, "ten": 10, "hundred": 100}, [], ["a"])
    for divided, by in (("r", "hundred"), ("s", "ten"), ("r", "hundred")):
        there = times(there, divided, "a", "", Fraction(1, 2), by)
    assert derived(there) == {"a": (995, 1005)}


def test_amounts_that_are_not_negative_lie_within_the_total() -> None:
    there = world({"a": 3, "b": 7, "total": 10}, [{"a": 1, "b": 1, "total": -1}], ["a", "b"])
    assert bounds(there) == {"a": (0, 10), "b": (0, 10)}


def test_without_limits_nothing_bounds_but_one_side_may() -> None:
    terms = {"a": 1, "b": 1, "total": -1}
    free = world({"a": 3, "b": 7, "total": 10}, [terms], ["a", "b"], limits=(None, None))
    assert bounds(free) == {"a": (None, None), "b": (None, None)}
    top = world({"a": 3, "b": 7, "total": 10}, [terms], ["a", "b"], limits=(None, 8))
    assert bounds(top) == {"a": (2, 8), "b": (2, 8)}


def test_a_lone_sealed_cell_has_the_limits_of_its_form() -> None:
    assert bounds(world({"a": 3}, [], ["a"], limits=(1, 9))) == {"a": (1, 9)}


def test_only_the_wanted_are_searched_and_a_stop_is_heeded() -> None:
    there = world({"a": 3, "b": 7, "total": 10}, [{"a": 1, "b": 1, "total": -1}], ["a", "b"])
    found = audit(there)
    assert dict(ranges(there, found, never, [cell("b")])) == {cell("b"): (0, 10)}
    assert dict(ranges(there, found, lambda: True)) == {}


def test_close_is_within_a_tenth_from_above_or_from_below() -> None:
    there = world({"a": 100, "zero": 0}, [], ["a"])
    near: list[Limits] = [(91, None), (None, 109), (91, 109), (0, 109), (91, 1000), (100, 100)]
    for limits in near:
        assert close(there, cell("a"), limits), limits
    far: list[Limits] = [(90, None), (None, 110), (90, 110), (0, 110), (None, None)]
    for limits in far:
        assert not close(there, cell("a"), limits), limits
    assert close(there, cell("zero"), (0, 0))
    assert not close(there, cell("zero"), (0, 3))
    assert close(replace(there, margin=Fraction(1, 4)), cell("a"), (0, 120))


def test_the_forms_own_limit_is_no_knowledge() -> None:
    there = world({"percent": 95}, [], ["percent"], limits=(0, 100))
    assert not close(there, cell("percent"), (0, 100))
    assert close(there, cell("percent"), (0, 99))
    assert close(there, cell("percent"), (90, 100))


def test_a_relation_that_says_at_least_bounds_one_side() -> None:
    terms: dict[str, Exact] = {"capacity": 1, "peak": -1}
    there = world({"capacity": 100, "peak": 95}, [terms], ["capacity"])
    there = replace(there, equations=(replace(there.equations[0], at_least=True),))
    assert derived(there) == {}
    assert bounds(there) == {"capacity": (95, None)}
    other = replace(there, sealed=frozenset({cell("peak")}))
    assert bounds(other) == {"peak": (0, 100)}


def test_what_limits_a_cell_is_named() -> None:
    values: dict[str, Exact] = {"a": 1000, "b": 10, "total": 1010, "c": 5, "d": 5, "other": 10}
    equations: list[dict[str, Exact]] = [{"a": 1, "b": 1, "total": -1}, {"c": 1, "d": 1, "other": -1}]
    there = world(values, equations, ["a", "b", "c", "d"])
    made = limiting_equations(there, audit(there), cell("a"))
    assert made is not None
    assert [set(equation.terms) for equation in made] == [{cell("a"), cell("b"), cell("total")}]
    assert limiting_equations(there, audit(there), cell("c")) is None


small = st.integers(0, 3)
grids = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(small, min_size=width, max_size=width), min_size=2, max_size=3)
)


@pytest.mark.untraced
@pytest.mark.slow
@given(grids, st.randoms(use_true_random=False))
def test_bounds_are_those_of_all_tables_with_the_same_margins(numbers: list[list[int]], random: object) -> None:
    """Counted out: every table of whole numbers that are not negative and has the public cells and margins."""
    values, equations = table(numbers)
    inner = [name for name in values if "t" not in name]
    sealed = [name for name in inner if random.random() < 0.7]  # type: ignore[attr-defined]
    there = world(values, equations, sealed)
    found = {**derived(there), **bounds(there)}
    tables = list(consistent(values, equations, sealed))
    assert set(found) == set(sealed)
    for place, name in enumerate(sealed):
        worths = [one[place] for one in tables]
        assert found[name] == (min(worths), max(worths))


def consistent(
    values: dict[str, Exact], equations: Sequence[dict[str, Exact]], sealed: Sequence[str]
) -> list[tuple[int, ...]]:
    most = max((int(values[name]) for name in values), default=0)
    if len(sealed) > 5:
        return list(_searched(values, equations, sealed, most))
    return [
        numbers
        for numbers in product(range(most + 1), repeat=len(sealed))
        if _holds({**values, **dict(zip(sealed, numbers, strict=True))}, equations)
    ]


def _searched(
    values: dict[str, Exact], equations: Sequence[dict[str, Exact]], sealed: Sequence[str], most: int
) -> list[tuple[int, ...]]:
    """The same, cell by cell, giving up as soon as an equation can no longer hold."""
    found: list[tuple[int, ...]] = [()]
    for count in range(1, len(sealed) + 1):
        done, open_ = sealed[:count], set(sealed[count:])
        whole = [terms for terms in equations if open_.isdisjoint(terms)]
        found = [
            (*start, number)
            for start in found
            for number in range(most + 1)
            if _holds({**values, **dict(zip(done, (*start, number), strict=True))}, whole)
            and not _over({**values, **dict(zip(done, (*start, number), strict=True))}, equations, open_)
        ]
    return found


def _holds(values: dict[str, Exact], equations: Sequence[dict[str, Exact]]) -> bool:
    return all(sum(factor * values[name] for name, factor in terms.items()) == 0 for terms in equations)


def _over(values: dict[str, Exact], equations: Sequence[dict[str, Exact]], open_: set[str]) -> bool:
    return any(
        sum(factor * values[name] for name, factor in terms.items() if name not in open_) > 0 for terms in equations
    )


@pytest.mark.parametrize("numbers", [[[5, 0, 2], [1, 9, 3], [0, 4, 6]]])
def test_four_cells_in_a_square_protect_one_another(numbers: list[list[int]]) -> None:
    values, equations = table(numbers)
    assert derived(world(values, equations, ["r0c0", "r0c1", "r1c0"])) != {}
    assert derived(world(values, equations, ["r0c0", "r0c1", "r1c0", "r1c1"])) == {}
