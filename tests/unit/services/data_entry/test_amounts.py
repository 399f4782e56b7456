from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import COMMA, POINT, NotANumber
from desktop_app.services.data_entry.amounts import amount_of, decimal_mark, looks_like_amount


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1,234.56", POINT, "1234.56"),
        ("$1,234.56", POINT, "1234.56"),
        ("(1,234)", POINT, "-1234"),
        ("($1,234.00)", POINT, "-1234"),
        ("1234-", POINT, "-1234"),
        ("-1 234,50", COMMA, "-1234.50"),
        ("1.234,56", COMMA, "1234.56"),
        ("1.234.567", COMMA, "1234567"),
        ("1'234.50", POINT, "1234.50"),
        ("1\u2019234.50", POINT, "1234.50"),
        ("1\u00a0234,50", COMMA, "1234.50"),
        ("1_234", POINT, "1234"),
        ("1,234.50 CR", POINT, "-1234.50"),
        ("1,234.50 (Cr.)", POINT, "-1234.50"),
        ("201,455.10CR", POINT, "-201455.10"),
        ("2,500.00Dr", POINT, "2500"),
        ("(-2,500)", POINT, "-2500"),
        ("1,234.50 DR", POINT, "1234.50"),
        ("USD 12", POINT, "12"),
        ("-", POINT, "0"),
        ("$ -", POINT, "0"),
        ("\u2013", POINT, "0"),
        ("", POINT, "0"),
    ],
)
def test_amounts_of_every_kind(text: str, mark: str, amount: str) -> None:
    assert amount_of(text, mark) == Decimal(amount)


@pytest.mark.parametrize("text", ["1,2O4", "Debit", "$", "CR", "12/31/2025", "1,23,4", "1.2.3", "12%", "5 units"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotANumber, match="is not a number"):
        amount_of(text, POINT)
    assert looks_like_amount("1.234,5")
    assert not looks_like_amount("Debit")


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234", "5,678"], POINT),
        (["1,234.5", "1,00"], POINT),
        (["1.234", "12.500"], COMMA),
        (["1234,5"], COMMA),
        (["1.234.567"], COMMA),
        (["100"], POINT),
        ([], POINT),
    ],
)
def test_a_column_tells_where_its_cents_stand(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from([("{:,.2f}", "", ""), ("{:,.2f}", ",", "'"), ("{:,.2f}", ",", " ")]),
)
def test_an_amount_written_with_any_separator_is_read_back(amount: Decimal, style: tuple[str, str, str]) -> None:
    pattern, old, new = style
    text = pattern.format(amount)
    assert amount_of(text.replace(old, new) if old else text, POINT) == amount
    european = pattern.format(amount).translate(str.maketrans(",.", ".,"))
    assert amount_of(european, COMMA) == amount
