"""Fees for territorial agreements."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.rulebook.fees import FILING, HOUR, MINIMUM, PAGE, FeeReview, ReviewedMatter, indexed, territorial_fees
from desktop_app.rulebook.parameter import DatedValue
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Rulebook
from tests.support.small_law import SINCE, parameter

RULES = Rulebook(
    parameter(name, DatedValue(SINCE, Decimal(number), ("3.135(1)",)))
    for name, number in ((FILING, "500"), (HOUR, "685"), (MINIMUM, "1"), (PAGE, "3.50"))
)
ON = date(2026, 1, 1)
E, W = Utility.ELECTRIC, Utility.WATER


@pytest.mark.parametrize(
    ("review", "amounts"),
    [
        (FeeReview(E, amendment=False, opposed=False), ["500", "0"]),
        (FeeReview(E, amendment=False, opposed=True, hours=Decimal("0.5"), pages=10), ["500", "685", "35"]),
        (FeeReview(E, amendment=False, opposed=True, hours=Decimal("2.5"), pages=0), ["500", "1712.5", "0"]),
        (FeeReview(E, amendment=True, opposed=False, pages=4), ["0", "685", "14"]),
        (
            FeeReview(E, amendment=False, opposed=True, hours=Decimal(3), matter=ReviewedMatter.DESIGNATION),
            ["500", "0"],
        ),
        (FeeReview(E, amendment=False, opposed=True, hours=Decimal(3), matter=ReviewedMatter.ANNEXATION), ["500", "0"]),
        (
            FeeReview(W, amendment=False, opposed=False, hours=Decimal(2), matter=ReviewedMatter.DESIGNATION),
            ["500", "1370", "0"],
        ),
        (FeeReview(W, amendment=False, opposed=False), ["500", "685", "0"]),
        (FeeReview(W, amendment=True, opposed=False, hours=Decimal(3), pages=100), ["0", "2055", "350"]),
    ],
)
def test_a_review_costs_what_the_rule_says(review: FeeReview, amounts: list[str]) -> None:
    found = territorial_fees(RULES, review, ON)
    assert [fee.amount for fee in found] == [Decimal(amount) for amount in amounts]
    rule = "3.135" if review.utility is E else "3.630"
    assert all(fee.cite.startswith(rule) for fee in found)


def test_the_minimum_is_told_where_it_applies() -> None:
    short = FeeReview(W, amendment=False, opposed=False, hours=Decimal("0.25"))
    long = FeeReview(W, amendment=False, opposed=False, hours=Decimal(2))
    assert "at least 1 is charged" in territorial_fees(RULES, short, ON)[1].sentence
    assert "at least" not in territorial_fees(RULES, long, ON)[1].sentence


@pytest.mark.parametrize(("amount", "percent", "after"), [("500", "2.5", "512.50"), ("685", "-0.4", "682.26")])
def test_a_fee_follows_consumer_prices(amount: str, percent: str, after: str) -> None:
    assert indexed(Decimal(amount), Decimal(percent)) == Decimal(after)
