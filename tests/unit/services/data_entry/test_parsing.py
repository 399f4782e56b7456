"""From what is typed to an answer: the usual ways of writing are understood, the rest is refused with its place."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.money import shown
from desktop_app.domain.values import AnswerWord, Value
from desktop_app.formspec.definition import CellSpec, CellType, ChoiceOption
from desktop_app.services.data_entry.parsing import LONGEST_TEXT, BadAnswer, explaining, parse_answer, readable

MONEY, CENTS = CellSpec(CellType.MONEY), CellSpec(CellType.MONEY, decimals=2)
COUNT, FEET, RATE = CellSpec(CellType.COUNT), CellSpec(CellType.QUANTITY, decimals=1), CellSpec(CellType.PERCENT)
GALLONS = CellSpec(CellType.QUANTITY, unit="thousand gallons")
ZIP, CLOSE = CellSpec(CellType.ZIP), CellSpec(CellType.MONTH_DAY)
DAY, TEXT = CellSpec(CellType.DATE), CellSpec(CellType.TEXT)
DAY_OR_NEVER = CellSpec(CellType.DATE, words=(AnswerWord.NOT_APPLICABLE,))
STANDBY = CellSpec(CellType.CHOICE, options=(ChoiceOption("no_standby", "None"), ChoiceOption("plug", "Plug")))
CHOICE = CellSpec(CellType.CHOICE, options=(ChoiceOption("llc", "Limited liability company"), ChoiceOption("no", "No")))


@pytest.mark.parametrize(
    ("text", "spec", "value"),
    [
        ("1,234", MONEY, Decimal(1234)),
        ("$1,234.50", MONEY, Decimal(1235)),
        ("(1,234)", MONEY, Decimal(-1234)),
        ("1234-", MONEY, Decimal(-1234)),
        ("\u22125", MONEY, Decimal(-5)),
        ("-0.4", MONEY, Decimal(0)),
        ("0.5", MONEY, Decimal(1)),
        ("12.345", CENTS, Decimal("12.35")),
        ("7", COUNT, Decimal(7)),
        ("7.0", COUNT, Decimal(7)),
        ("2.5", FEET, Decimal("2.5")),
        ("15%", RATE, Decimal(15)),
        ("15 percent", RATE, Decimal(15)),
        ("12 thousand gallons", GALLONS, Decimal(12)),
        (" $ -   ", MONEY, Decimal(0)),
        (" -   ", COUNT, Decimal(0)),
        (" $ (2,345.60)", MONEY, Decimal(-2346)),
        ("(-2,500)", MONEY, Decimal(-2500)),
        ("65101 1234", ZIP, "65101-1234"),
        ("Dec 31", CLOSE, "12-31"),
        ("n/a", COUNT, AnswerWord.NOT_APPLICABLE),
        ("12/31/2025", DAY, date(2025, 12, 31)),
        ("December 31, 2025", DAY, date(2025, 12, 31)),
        ("limited LIABILITY company", CHOICE, "llc"),
        ("LLC", CHOICE, "llc"),
        ("  words\n and more ", TEXT, "words\n and more"),
        ("a\x00b\ud800c\x7f", TEXT, "abc"),
        ("", MONEY, None),
        (" \t ", TEXT, None),
        ("none", MONEY, AnswerWord.NONE),
        ("None.", TEXT, AnswerWord.NONE),
        ("(none)", TEXT, AnswerWord.NONE),
        ("nil", MONEY, AnswerWord.NONE),
        ("No one", TEXT, AnswerWord.NONE),
        ("n.a.", TEXT, AnswerWord.NOT_APPLICABLE),
        ("N. A.", COUNT, AnswerWord.NOT_APPLICABLE),
        ("Unknown", TEXT, "Unknown"),
        ("N/A", DAY_OR_NEVER, AnswerWord.NOT_APPLICABLE),
        ("None", STANDBY, "no_standby"),
    ],
)
def test_the_usual_ways_of_writing_are_understood(text: str, spec: CellSpec, value: Value | None) -> None:
    assert parse_answer(text, spec, "page 1, x") == value


@pytest.mark.parametrize(
    ("text", "spec", "words"),
    [
        ("1,2O4", MONEY, "Page 1, cash must be a number. '1,2O4' is not a number. Write it like 1,234 or (1,234)."),
        ("1.5", COUNT, "Page 1, cash must be a whole number. It now reads '1.5'."),
        ("1.55", FEET, "Page 1, cash must be given with at most 1 decimals. It now reads '1.55'."),
        ("9" * 16, MONEY, "Page 1, cash must be a number. '9999999999999999' has more than 15 digits."),
        ("1e5", MONEY, "is not a number"),
        ("NaN", MONEY, "is not a number"),
        ("\u0661", MONEY, "is not a number"),
        ("2/30/2025", DAY, "Page 1, cash: '2/30/2025' is not a date. Write it as 12/31/2025"),
        ("31/12/2025", DAY, "is not a date"),
        ("12%", MONEY, "'12%' is in '%', and this cell is in dollars."),
        ("5 feet", GALLONS, "'5 feet' is in 'feet', and this cell is in thousand gallons."),
        ("5 feet", RATE, "'5 feet' is in 'feet', and this cell is in percent."),
        ("5k", COUNT, "'5k' is in 'k'."),
        ("$5", COUNT, "'$5' has a dollar sign, and this cell is not an amount of money."),
        ("5 CR", MONEY, "'5 CR' says CR, and this cell is on neither side of the books."),
        ("5 CR", COUNT, "on neither side of the books"),
        ("6510", ZIP, "Page 1, cash: '6510' is not a ZIP code. Write five digits"),
        ("06-31", CLOSE, "Page 1, cash: '06-31' is not a day of the year."),
        ("maybe", CHOICE, "must be one of: Limited liability company, No. It now reads 'maybe'."),
        ("x" * (LONGEST_TEXT + 1), TEXT, "takes at most 20,000 characters; this has 20,001."),
    ],
)
def test_a_refusal_says_where_what_was_seen_and_what_to_do(text: str, spec: CellSpec, words: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        parse_answer(text, spec, "page 1, cash")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "credit", "number"),
    [
        ("500 CR", True, 500),
        ("500 CR", False, -500),
        ("500.00DR", True, -500),
        ("Dr 500", False, 500),
        ("0 CR", False, 0),
    ],
)
def test_an_amount_with_its_side_follows_the_side_of_the_cell(text: str, credit: bool, number: int) -> None:
    assert parse_answer(text, MONEY, "x", lambda: credit) == Decimal(number)


@given(st.integers(-(10**14), 10**14), st.sampled_from([MONEY, COUNT, RATE]))
def test_what_a_cell_shows_can_be_typed_back(number: int, spec: CellSpec) -> None:
    assert parse_answer(shown(Decimal(number), 0), spec, "x") == number


@given(st.text())
def test_what_is_kept_can_be_written_anywhere(text: str) -> None:
    readable(text).encode("utf-8")
    assert readable(readable(text)) == readable(text)


@pytest.mark.parametrize("text", ["-", "?", "...", "TBD", "#N/A"])
def test_a_placeholder_is_no_answer(text: str) -> None:
    with pytest.raises(BadAnswer, match=r"says nothing\. Enter what it is, or answer None, or answer Not applicable"):
        parse_answer(text, TEXT, "page 3")
    with pytest.raises(BadAnswer, match=r"says nothing\. Write the reason"):
        explaining(text, "The explanation")
    assert explaining(" A bad winter ", "The explanation") == "A bad winter"


def test_none_explains_nothing() -> None:
    with pytest.raises(BadAnswer, match="which says nothing"):
        explaining("(none)", "The explanation")


def test_nobody_is_no_name() -> None:
    for text in ("Nobody", "n.a.", "nil", "(none)"):
        with pytest.raises(BadAnswer, match="is not an answer here"):
            parse_answer(text, CellSpec(words=()), "page 9")
