"""A sentence ends once, whatever ends the words in it."""

import re

import pytest

from desktop_app.domain.filled_text import fill_holes

HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(
    ("text", "value", "filled"),
    [
        ("for {x}.", "Elm Hollow Water Company, Inc.", "for Elm Hollow Water Company, Inc."),
        ("{x}. It was due.", "Elm Hollow, Inc.", "Elm Hollow, Inc. It was due."),
        ("{x} is due.", "Elm Hollow, Inc.", "Elm Hollow, Inc. is due."),
        ("of {x}.", "Elm Hollow LLC", "of Elm Hollow LLC."),
        ("{x}, {x}.", "Co.", "Co., Co."),
        ("{x}.", "", "."),
    ],
)
def test_a_period_is_printed_once(text: str, value: str, filled: str) -> None:
    assert fill_holes(text, HOLE, lambda _: value) == filled
