"""Blocks of use as rate sheets write them; each refusal, and that the charge never falls with the use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.rate_blocks import (
    NotABlock,
    WrittenBlock,
    included_use,
    use_blocks,
    use_charge,
    use_measure,
)

UNIT = "per 1,000 gallons"
TWO_AND_FIVE = [(0, 2000), (2000, 5000), (5000, None)]


def spans(unit: str, *labels: str, included: int = 0) -> list[tuple[int, int | None, int]]:
    blocks = use_blocks(unit, [WrittenBlock(label, Decimal(1)) for label in labels], Decimal(included))
    return [(int(b.start), None if b.end is None else int(b.end), int(b.per)) for b in blocks]


@pytest.mark.parametrize(
    ("unit", "labels", "expected"),
    [
        (
            UNIT,
            ("First 2,000 gallons", "Next 3,000 gallons", "Over 5,000 gallons"),
            [(0, 2000), (2000, 5000), (5000, None)],
        ),
        (UNIT, ("0-2,000", "2,000-5,000", "5,000+"), TWO_AND_FIVE),
        (
            UNIT,
            ("Up to 2,000 gal.", "2,001 gal. through 5,000 gal.", "more than 5,000"),
            [(0, 2000), (2000, 5000), (5000, None)],
        ),
        (UNIT, ("1 to 2,000", "all additional"), [(0, 2000), (2000, None)]),
        (UNIT, ("Commodity charge",), [(0, None)]),
        (UNIT, ("First 1,000", "the remainder"), [(0, 1000), (1000, None)]),
        (
            "per 1,000 gallons",
            ("Each 1,000 gallons of the first 5,000", "Each 1,000 gallons over 5,000"),
            [(0, 5000), (5000, None)],
        ),
    ],
)
def test_ranges_as_rate_sheets_write_them(
    unit: str, labels: tuple[str, ...], expected: list[tuple[int, int | None]]
) -> None:
    assert [(start, end) for start, end, _ in spans(unit, *labels)] == expected
    assert {per for _, _, per in spans(unit, *labels)} == {1000}


def test_a_ccf_is_a_hundred_cubic_feet_and_an_mlb_a_thousand_pounds() -> None:
    assert spans("per Ccf", "First 10", "Over 10") == [(0, 1000, 100), (1000, None, 100)]
    assert spans("per 100 cu. ft.", "First 1,000 cu. ft.") == [(0, 1000, 100)]
    assert spans("per Mlb", "First 20 Mlb", "Excess over 20 Mlb") == [(0, 20_000, 1000), (20_000, None, 1000)]
    assert spans("", "First 2,000 gallons, per 1,000 gallons") == [(0, 2000, 1000)]
    assert spans("per kWh", "all kWh") == [(0, None, 1)]


@pytest.mark.parametrize(
    ("unit", "labels", "said"),
    [
        ("per month", ("all",), "names no measure"),
        ("per month", ("First 2,000 gallons",), "for how much its amount is"),
        ("per 0 gallons", ("all",), "is of nothing"),
        (UNIT, ("all gallons", "over 5,000"), "follows a block that has no end"),
        (UNIT, ("First 20 Ccf",), "in cubic feet, its table in gallons"),
        (UNIT, ("First 2,000", "3,001 - 5,000"), "does not begin where"),
        (UNIT, ("First 2,000", "2,001 - 1,000"), "does not begin where"),
        (UNIT, ("First 2,000", "over 3,000"), "does not begin where"),
        (UNIT, ("2,000 gallons",), "does not say whether it is the first use"),
        (UNIT, ("First 2,000", "First 3,000"), "does not say whether it is the first use"),
        (UNIT, ("First 2,000 of 3,000",), "several numbers"),
        (UNIT, ("First 2,000", "tail block"), "does not say which use it is for"),
        (UNIT, ("Next 2,000", "Minimum next 3,000"), "is a minimum, but not the first"),
        (UNIT, ("Minimum, all gallons",), "is a minimum, but not the first"),
        ("per thousand gallons", ("First 2,000",), "does not say of what"),
    ],
)
def test_what_does_not_follow_from_the_words_is_refused(unit: str, labels: tuple[str, ...], said: str) -> None:
    with pytest.raises(NotABlock, match=said):
        spans(unit, *labels)


def test_included_use_and_measures() -> None:
    assert included_use("5/8 inch, includes 2,000 gallons") == 2000
    assert included_use("Minimum (first 3 Ccf included)") == 300
    assert included_use("includes service") is None
    assert included_use("2,000 gallons") is None
    assert use_measure("per month") is None
    assert spans(UNIT, "over 2,000", included=2000) == [(2000, None, 1000)]


@pytest.mark.slow
@given(st.lists(st.integers(1, 9000), min_size=1, max_size=4), st.integers(0, 60_000), st.integers(0, 5000))
def test_more_use_never_costs_less(sizes: list[int], use: int, more: int) -> None:
    rows = [WrittenBlock(f"Next {size:,} gallons", Decimal(3)) for size in sizes]
    blocks = use_blocks(UNIT, [*rows, WrittenBlock("all over", Decimal(2))])
    first, second = use_charge(blocks, Decimal(use)), use_charge(blocks, Decimal(use + more))
    assert first is not None
    assert second is not None
    assert first <= second


def test_use_beyond_the_last_block_has_no_charge() -> None:
    assert use_charge(use_blocks(UNIT, [WrittenBlock("First 2,000", Decimal(1))]), Decimal(2001)) is None
    assert use_charge((), Decimal(0)) == 0
