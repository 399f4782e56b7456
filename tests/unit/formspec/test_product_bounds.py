"""What a product leaves open when two of its parts are sealed: never less than is true, and no more than it must."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formspec.bounds import limiting_equations, ranges
from desktop_app.formspec.disclosure import audit
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import Limits, PublicKnowledge
from desktop_app.formspec.product_bounds import divided_limits, multiplied_limits, narrowed_parts
from desktop_app.formspec.protection import proposal
from tests.support.disclosure_worlds import cell, never, times, world


def bounds(there: PublicKnowledge) -> dict[str, Limits]:
    return {one.place.line: limits for one, limits in ranges(there, audit(there), never)}


def sale(gallons: Exact, rate: Exact, others: Exact) -> PublicKnowledge:
    """Gallons and rate of one class are sealed, and so are the gallons of another one, under a public total."""
    values: dict[str, Exact] = {"gallons": gallons, "rate": rate, "revenue": gallons * rate}
    values |= {"others": others, "total": gallons + others}
    there = world(values, [{"gallons": 1, "others": 1, "total": -1}], ["gallons", "rate", "others"])
    return times(there, "revenue", "gallons", "rate", Fraction(1, 2))


def test_a_rate_is_placed_by_the_revenue_and_the_narrow_range_of_its_gallons() -> None:
    there = sale(1000, 8, 20)
    there = replace(there, limits={**there.limits, cell("others"): (0, 40)})
    found = bounds(there)
    assert found["rate"] == (8, 8)  # 7,999.5 / 1,020 is more than 7, and 8,000.5 / 980 less than 9
    assert found["gallons"] == (1000, 1000)  # and 7,999.5 and 8,000.5 both round to 1,000 eighths


def test_what_narrows_a_product_is_named_with_what_that_rests_on() -> None:
    there = sale(1000, 80, 20)
    made = limiting_equations(there, audit(there), cell("rate"))
    assert made is not None
    named = {one for equation in made for one in equation.terms}
    assert {cell("rate"), cell("gallons"), cell("total")} <= named


def test_a_rate_that_only_the_product_places_is_protected_by_a_further_seal() -> None:
    found = proposal(sale(1000, 80, 20), cell("rate"), never)
    assert found is not None
    assert {one.cell.place.line for one in found.further} in ({"revenue"}, {"total"})


def test_a_wide_range_of_the_gallons_leaves_the_rate_open() -> None:
    there = sale(1000, 80, 5000)
    assert limiting_equations(there, audit(there), cell("rate")) is None
    # 79,999.5 / 6,000 is more than 13; of 14 each it would take at most 5,714 gallons, and 79,999.5 / 5,714 is more.
    assert bounds(there)["rate"] == (15, None)


def test_products_of_products_narrow_one_another() -> None:
    there = world({"a": 10, "b": 20, "c": 30, "ab": 200, "bc": 600}, [], ["a", "b", "c"])
    there = replace(there, limits={**there.limits, cell("a"): (9, 11)})
    there = times(times(there, "ab", "a", "b", 0), "bc", "b", "c", 0)
    # 200 / 11 is more than 18, 200 / 9 less than 23; of 19 to 22 only 20 goes into 200 a whole number of times
    assert bounds(there) == {"a": (10, 10), "b": (20, 20), "c": (28, 31)}


def test_a_ratio_that_is_rounded_to_nothing_says_how_large_its_divisor_is() -> None:
    there = times(
        world({"each": 0, "cost": 3, "count": 800}, [], ["count"]), "each", "cost", "", Fraction(1, 2), "count"
    )
    assert bounds(there) == {"count": (6, None)}


def test_a_stopped_search_adds_nothing() -> None:
    there = sale(1000, 80, 20)
    asked = iter([False, False])
    assert dict(ranges(there, audit(there), lambda: next(asked, True))) == {}


@pytest.mark.parametrize(
    ("dividend", "divisor", "expected"),
    [
        ((8, 8), (2, 4), (2, 4)),
        ((8, 8), (-4, -2), (-4, -2)),
        ((-8, 8), (2, 4), (-4, 4)),
        ((8, 8), (0, 4), (2, None)),
        ((8, 8), (-4, 0), (None, -2)),
        ((8, 8), (0, None), (0, None)),
        ((8, None), (2, 4), (2, None)),
        ((8, 8), (-1, 4), (None, None)),
        ((0, 8), (0, 4), (None, None)),
        ((8, 8), (0, 0), (None, None)),
        ((None, None), (1, 2), (None, None)),
        ((1, 1), (3, 3), (Fraction(1, 3), Fraction(1, 3))),
    ],
)
def test_limits_are_divided_with_their_signs(dividend: Limits, divisor: Limits, expected: Limits) -> None:
    assert divided_limits(dividend, divisor) == expected


def test_limits_are_multiplied_with_their_signs() -> None:
    assert multiplied_limits((-2, 3), (-5, 7)) == (-15, 21)
    assert multiplied_limits((0, 0), (None, None)) == (0, 0)
    assert multiplied_limits((None, -1), (2, None)) == (None, -2)


whole = st.integers(-6, 6)
spreads = st.tuples(st.integers(0, 4), st.integers(0, 4))


@pytest.mark.slow
@given(whole, whole, whole.filter(bool), st.lists(spreads, min_size=4, max_size=4), st.sampled_from([0, 1]))
def test_no_combination_that_can_be_true_is_excluded(
    left: int, right: int, divisor: int, spread: list[tuple[int, int]], half: int
) -> None:
    """Counted out: every combination of whole numbers within the limits that agrees with the product."""
    result = left * right // divisor
    half = max(half, 1 if left * right % divisor else 0)
    truth = {"result": result, "left": left, "right": right, "divisor": divisor}
    given_: dict[str, Limits] = {
        name: (value - less, value + more) for (name, value), (less, more) in zip(truth.items(), spread, strict=True)
    }
    after = narrowed_parts(given_, half)
    for found in agreeing(given_, half):
        for name, value in zip(truth, found, strict=True):
            assert within(value, after[name])
    for name, (low, high) in given_.items():
        least, most = after[name]
        assert within(least, (low, high))
        assert within(most, (least, high))


def within(value: Exact | None, limits: Limits) -> bool:
    low, high = limits
    return value is not None and (low is None or low <= value) and (high is None or value <= high)


def agreeing(limits: dict[str, Limits], half: int) -> Iterator[tuple[int, ...]]:
    steps = [range(int(low or 0), int(high or 0) + 1) for low, high in limits.values()]
    for result, left, right, divisor in product(*steps):
        if abs(result * divisor - left * right) <= half * abs(divisor):
            yield result, left, right, divisor


@pytest.mark.untraced
@pytest.mark.slow
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 9), st.integers(0, 3))
def test_bounds_hold_every_sale_that_has_the_same_public_figures(
    gallons: int, rate: int, others: int, slack: int
) -> None:
    """Counted out: gallons, rate and the other gallons that give the public revenue and the public total."""
    half = Fraction(slack)
    there = sale(gallons, rate, others)
    there = replace(there, factors=(replace(there.factors[0], half=half),))
    found = {**{one.place.line: (m.low, m.high) for one, m in audit(there).deductions.items()}, **bounds(there)}
    total = gallons + others
    for number, price in product(range(total + 1), range(gallons * rate + slack + 2)):
        if abs(gallons * rate - number * price) <= half:
            for name, value in (("gallons", number), ("rate", price), ("others", total - number)):
                assert within(value, found[name])
