from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import NotANumber, parse_number, rounded, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", "1234"),
        ("1,234", "1234"),
        ("$1,234.50", "1234.50"),
        ("(1,234)", "-1234"),
        ("($1,234)", "-1234"),
        ("$(1,234)", None),
        ("1234-", "-1234"),
        ("-1234", "-1234"),
        ("\u22121234", "-1234"),
        ("$-5", "-5"),
        ("-$5", "-5"),
        ("+7", "7"),
        ("1 234 567", "1234567"),
        (".5", "0.5"),
        ("5.", "5"),
        ("12%", "12"),
        ("-0", "0"),
        ("1,2O4", None),
        ("12,34", None),
        ("1.234,50", None),
        ("", None),
        (".", None),
        ("--5", None),
        ("\u0661\u0662", None),
        ("NaN", None),
        ("1e5", None),
        ("1" * 16, None),
        ("0" * 20 + "7", "7"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(NotANumber, match=r"is not a number|digits"):
            parse_number(text)
    else:
        assert parse_number(text) == Decimal(number)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**14), max_value=10**14))
def test_what_is_shown_can_be_typed(number: Decimal) -> None:
    assert parse_number(shown(number, 2)) == number
    assert parse_number(shown(number, 2, accounting=False)) == number


@pytest.mark.parametrize(
    ("number", "decimals", "result"), [("0.5", 0, "1"), ("-0.5", 0, "-1"), ("-0.4", 0, "0"), ("2.345", 2, "2.35")]
)
def test_halves_go_away_from_zero(number: str, decimals: int, result: str) -> None:
    assert str(rounded(Decimal(number), decimals)) == result


def test_negatives_stand_in_brackets() -> None:
    assert shown(Decimal(-1234), 0) == "(1,234)"
    assert shown(Decimal(-1234), 0, accounting=False) == "-1,234"
