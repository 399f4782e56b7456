"""Copied rows become a table; what is none stays as it was, whatever was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.sheet_text import LineKind, read_text


def test_rows_with_tabs_are_a_table() -> None:
    assert pasted_lines("Rates\nSize\tCharge\n5/8 inch\t12.50\n\nEnd") == (
        "Rates\n| Size | Charge |\n| 5/8 inch | 12.50 |\n\nEnd"
    )
    assert pasted_lines("a\t\tb\r\nc\td\te") == "| a |  | b |\n| c | d | e |"


def test_columns_of_blanks_are_a_table() -> None:
    assert pasted_lines("Size       Charge\n5/8 inch    12.50") == "| Size | Charge |\n| 5/8 inch | 12.50 |"


def test_one_row_or_rows_of_different_cells_are_none() -> None:
    for text in ("1. A rule", "a\tb\nc\td\te", "    (a) A part\n    (b) A part", "| a | b\tc |\n| d | e\tf |", "x"):
        assert pasted_lines(text) == text


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("A.\tOne\nB.\tTwo", "A. One\nB. Two"),
        ("A.    One\n\t1.\tTwo\n\t\t(a)\t\tThree", "A. One\n  1. Two\n    (a) Three"),
        ("1.1\tA rule of more words\n1.2.\tTwo", "1.1 A rule of more words\n1.2. Two"),
        ("\u2022\tOne\n\u2022\tTwo", "\u2022 One\n\u2022 Two"),
        ("  (ii)\tTwo", "  (ii) Two"),
    ],
)
def test_a_tab_behind_a_label_begins_a_rule_and_no_table(text: str, rules: str) -> None:
    assert pasted_lines(text) == rules


def test_numbers_in_the_first_column_of_a_table_begin_no_rule() -> None:
    for rows in ("1\tIndex\n2\tRates", "1.5\tinch meter\n2.5\tinch meter", "1.\tWater\t$3.00\n2.\tSewer\t$4.00"):
        assert pasted_lines(rows).startswith("| 1"), rows
    assert pasted_lines("-\t$5.00\n-\t$6.00") == "| - | $5.00 |\n| - | $6.00 |"


@pytest.mark.parametrize(
    ("line", "words", "end"),
    [
        ("Late payment ............ $5.00", "Late payment", "$5.00"),
        ("Late payment . . . . . . 1.5% per month", "Late payment", "1.5% per month"),
        ("Turn-on \u2026\u2026\u2026 $30.00", "Turn-on", "$30.00"),
        ("Schedule of rates ..... Sheet No. 4", "Schedule of rates", "Sheet No. 4"),
    ],
)
def test_dots_that_lead_to_a_number_are_the_dots_of_the_sheet(line: str, words: str, end: str) -> None:
    (read,) = read_text(pasted_lines(line))
    assert (read.kind, read.cells) == (LineKind.LEADER, (words, end))


@pytest.mark.parametrize(
    "line",
    [
        "Name ........ Date .......",
        "Date ..... No. ..... 5",
        "Form No.......... 13",
        "(a) Meter test ...... $25.00",
        "1. Meter test ...... $25.00",
        "and so on ... 5 or more",
        "Signed ..........",
        "..... 5",
        "# Head ..... 5",
    ],
)
def test_other_dots_stay_as_they_are(line: str) -> None:
    assert pasted_lines(line) == line


@given(st.text(alphabet="ab \t\n|#1.(", max_size=60))
def test_no_word_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    once = pasted_lines(text)
    said = once.replace("[dots]", "")
    assert [sign for sign in said if sign not in " \t\n|."] == [sign for sign in text if sign not in " \t\n|."]
    assert pasted_lines(once) == once
