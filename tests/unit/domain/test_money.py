from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import (
    COMMA,
    LARGEST,
    NotANumber,
    NumberTooLarge,
    WrittenNumber,
    WrittenSide,
    has_side,
    parse_number,
    read_number,
    rounded,
    shown,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", "1234"),
        ("1,234", "1234"),
        ("$1,234.50", "1234.50"),
        ("(1,234)", "-1234"),
        ("($1,234)", "-1234"),
        ("$(1,234)", "-1234"),
        (" $ (2,345.60)", "-2345.60"),
        (" 4,567.00 ", "4567"),
        ("(-2,500)", "-2500"),
        ("-(1,200)", "-1200"),
        ("- $ (5)", "-5"),
        ("(1,200)-", "-1200"),
        ("-5-", "-5"),
        ("2,500.00Dr", "2500"),
        ("201,455.10CR", "-201455.10"),
        ("CR 5", "-5"),
        ("Dr. 500", "500"),
        ("1,234.50 (Cr.)", "-1234.50"),
        ("0 CR", "0"),
        ("USD 12", "12"),
        ("12 USD", "12"),
        ("US$ 5", "5"),
        ("1'234.50", "1234.50"),
        ("1\u00a0234.5", "1234.5"),
        ("\u2010 7", "-7"),
        ("1234-", "-1234"),
        ("-1234", "-1234"),
        ("\u22121234", "-1234"),
        ("$-5", "-5"),
        ("-$5", "-5"),
        ("+7", "7"),
        ("1 234 567", "1234567"),
        (".5", "0.5"),
        ("5.", "5"),
        ("12%", None),
        ("5 feet", None),
        ("-", None),
        ("$ -", None),
        ("(5) CR", None),
        ("+-5", None),
        ("(+5)", None),
        ("5--", None),
        ("(5", None),
        ("12 34", None),
        ("1 200 3", None),
        ("$5 $6", None),
        ("1$2", None),
        ("$", None),
        ("CR", None),
        ("\u20ac5", None),
        ("1 234,5", None),
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
        with pytest.raises(NotANumber, match=r"is not a number|digits|both a minus"):
            parse_number(text)
    else:
        assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" $ -   ", WrittenNumber(Decimal(0), dollars=True, dash=True)),
        ("\u2014", WrittenNumber(Decimal(0), dash=True)),
        ("12.5%", WrittenNumber(Decimal("12.5"), "%")),
        ("(12.5%)", WrittenNumber(Decimal("-12.5"), "%")),
        ("(12.5)%", WrittenNumber(Decimal("-12.5"), "%")),
        ("5,000 thousand gallons", WrittenNumber(Decimal(5000), "thousand gallons")),
        ("5 acr", WrittenNumber(Decimal(5), "acr")),
        ("$5 Cr", WrittenNumber(Decimal(5), dollars=True, side=WrittenSide.CREDIT)),
    ],
)
def test_what_is_written_around_a_number_is_not_dropped(text: str, found: WrittenNumber) -> None:
    assert read_number(text) == found
    assert has_side(text) == (found.side is not None)


def test_a_unit_is_taken_only_where_it_belongs() -> None:
    assert parse_number("1.5%", unit="%") == Decimal("1.5")
    with pytest.raises(NotANumber):
        parse_number("1.5 feet", unit="%")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    st.sampled_from(["({})", "-{}", "{}-", "(-{})", "-({})", "$ ({})", "-${}", " $ (-{}) ", "\u2212{}", "({} )"]),
)
def test_a_minus_is_a_minus_however_often_it_is_said(number: Decimal, pattern: str) -> None:
    plain = f"{abs(number):,.2f}"
    assert parse_number(pattern.format(plain)) == -abs(number)
    assert parse_number(pattern.format(plain.translate(str.maketrans(",.", ".,"))), COMMA) == -abs(number)


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


@pytest.mark.parametrize("number", [Decimal(10) ** 30, Decimal("-1e27"), Decimal("Infinity")])
def test_a_number_that_no_report_has_room_for_is_refused(number: Decimal) -> None:
    with pytest.raises(NumberTooLarge, match="too large a number for a report"):
        rounded(number, 2)


def test_the_largest_number_is_shown_to_the_cent() -> None:
    assert shown(LARGEST - 1, 2) == "999,999,999,999,999,999.00"


@pytest.mark.parametrize("text", ["0", "00", "007.50", "12", "12.5", "123456789012345", f"{10**14}.{10**14}"])
def test_a_plain_number_reads_as_with_blanks_around_it(text: str) -> None:
    assert read_number(text) == read_number(f" {text} ") == WrittenNumber(Decimal(text))


def test_a_plain_number_of_too_many_digits_is_refused_as_ever() -> None:
    with pytest.raises(NotANumber, match="more than 15 digits"):
        read_number("1234567890123456")


def test_the_mark_before_the_cents_decides_how_a_point_is_read() -> None:
    assert read_number("1.234", COMMA).number == Decimal(1234)
    assert read_number("1.234").number == Decimal("1.234")
