"""Copied rows become a table; what is none stays as it was, whatever was pasted."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.pasted_text import pasted_lines


def test_rows_with_tabs_are_a_table() -> None:
    assert pasted_lines("Rates\nSize\tCharge\n5/8 inch\t12.50\n\nEnd") == (
        "Rates\n| Size | Charge |\n| 5/8 inch | 12.50 |\n\nEnd"
    )
    assert pasted_lines("a\t\tb\r\nc\td\te") == "| a |  | b |\n| c | d | e |"


def test_columns_of_blanks_are_a_table() -> None:
    assert pasted_lines("Size       Charge\n5/8 inch    12.50") == "| Size | Charge |\n| 5/8 inch | 12.50 |"


def test_one_row_or_rows_of_different_cells_are_none() -> None:
    for text in ("1.\tA rule", "a\tb\nc\td\te", "    (a) A part\n    (b) A part", "| a | b\tc |\n| d | e\tf |", "x"):
        assert pasted_lines(text) == text


@given(st.text(alphabet="ab \t\n|#1.", max_size=60))
def test_no_word_is_lost_and_a_second_time_changes_nothing(text: str) -> None:
    once = pasted_lines(text)
    assert [sign for sign in once if sign not in " \t\n|"] == [sign for sign in text if sign not in " \t\n|"]
    assert pasted_lines(once) == once
