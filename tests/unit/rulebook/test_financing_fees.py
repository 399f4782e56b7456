"""The fee of section 386.300 for issuing debt, reckoned by hand beside each bound of its brackets."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.rulebook.financing_fees import DebtIssue, financing_fees
from tests.support.memory_companies import REAL

DAY = date(2026, 3, 1)


def fee(debt: int | str = 0, refunding: int = 0, stock: int = 0) -> Decimal:
    issue = DebtIssue(Decimal(debt), Decimal(refunding), Decimal(stock))
    return sum((item.amount for item in financing_fees(REAL.rules(), issue, DAY)), Decimal(0))


@pytest.mark.parametrize(
    ("debt", "expected"),
    [
        (1, "25"),  # the least
        (20_000, "25"),
        (25_000, "25"),
        (25_001, "26"),  # a part of a thousand counts as a whole
        (120_500, "121"),
        (1_000_000, "1000"),
        (1_000_001, "1000.50"),
        (1_250_000, "1125"),  # 1,000 + 250 x 0.50
        (10_000_000, "5500"),  # 1,000 + 9,000 x 0.50
        (10_000_001, "5500.25"),
        (12_000_000, "6000"),  # 5,500 + 2,000 x 0.25
    ],
)
def test_each_bracket_has_its_rate(debt: int, expected: str) -> None:
    assert fee(debt) == Decimal(expected)


def test_what_refunds_old_debt_and_stock_pay_nothing() -> None:
    assert fee(1_250_000, refunding=400_000) == 850
    assert fee(400_000, refunding=400_000) == 0
    assert fee(400_000, refunding=500_000) == 0
    assert fee(stock=900_000) == 0
    assert fee(50_000, stock=900_000) == 50


def test_every_item_says_that_it_is_not_verified() -> None:
    items = financing_fees(REAL.rules(), DebtIssue(Decimal(50_000), Decimal(10_000), Decimal(5)), DAY)
    assert [item.cite for item in items] == ["RSMo 386.300.2, not verified"] * 3
    assert "Debt: $40,000," in items[-1].sentence
