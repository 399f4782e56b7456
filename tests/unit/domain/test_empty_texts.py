"""What says nothing is known as that however it is written; what says something little is left alone."""

import pytest

from desktop_app.domain.empty_texts import names_nobody, says_nothing


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "---", "\u2014", "?", "???", "...", "*", "____", "TBD", "t.b.d.", "(tbd)", "To be determined", "xx",
     "XXX", "#N/A", "#REF!", "Null", "to follow ..."],
)  # fmt: skip
def test_a_placeholder_says_nothing(text: str) -> None:
    assert says_nothing(text)
    assert names_nobody(text)


@pytest.mark.parametrize("text", ["X", "0", "No", "Pending", "A", "5", "Tbdson", "Xavier", "See page W-1", "\u00e9"])
def test_a_short_answer_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["Jo", "Li", "VP", "Cass", "St. Louis City", "Jane Same", "O\u2019Dell"])
def test_a_short_name_is_a_name(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    "text", ["unknown", "Unknown.", "Don\u2019t know", "Somebody", "x", "0", "64000", "J.", "Same as above", "ditto"]
)
def test_an_unknown_name_names_nobody_but_an_unknown_year_is_an_answer(text: str) -> None:
    assert names_nobody(text)
    assert not says_nothing(text)
