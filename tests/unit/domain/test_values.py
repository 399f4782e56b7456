from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import AnswerWord, Json, Place, Value, place_of, value_from_json, value_to_json

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**14), max_value=10**14)
values = st.one_of(numbers, st.text(), st.dates(), st.sampled_from(AnswerWord))


@pytest.mark.slow
@given(values)
def test_an_answer_survives_the_workspace(value: Value) -> None:
    again = value_from_json(value_to_json(value))
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        ["x"],
        {},
        {"number": "1", "word": "None"},
        {"number": 1},
        {"number": "NaN"},
        {"number": "1e9"},
        {"number": "9" * 41},
        {"word": "nothing"},
        {"date": "2025-02-30"},
        {"money": "1"},
    ],
)
def test_what_is_no_answer_is_refused(data: Json) -> None:
    with pytest.raises(ValueError, match=r".+"):
        value_from_json(data)


def test_a_place_is_written_with_three_parts() -> None:
    assert place_of("w2/chemicals/amount") == Place("w2", "chemicals", "amount")
    assert str(Place("w2", "chemicals", "amount")) == "w2/chemicals/amount"


@pytest.mark.parametrize("text", ["", "w2", "w2/chemicals", "w2//amount", "a/b/c/d"])
def test_anything_else_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="schedule/line/column"):
        place_of(text)


def test_numbers_keep_their_digits() -> None:
    assert value_to_json(Decimal("12.50")) == {"number": "12.50"}
    assert value_to_json(date(2025, 12, 31)) == {"date": "2025-12-31"}
