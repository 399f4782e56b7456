"""What Word puts into a text, as what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.typed_text import plain_signs


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("non\u2011breaking", "non-breaking"),
        ("non\x1ebreaking", "non-breaking"),
        ("a\u2010b", "a-b"),
        ("soft\u00adhy\x1fphen", "softhyphen"),
        ("\uf0b7 first\r\n\uf0a7 second\r\u25cf third", "\u2022 first\n\u2022 second\n\u2022 third"),
        ("one\x0btwo\u2028three\x0cfour", "one\ntwo\nthree\nfour"),
        ("of\ufb01ce", "of\u0066ice".replace("\u0066i", "fi")),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eright\u202c to left\u2066\u2069", "right to left"),
        ("half\ud83d of a letter\x00\x07", "half of a letter"),
        ("\tkept\n", "\tkept\n"),
        ("\u201cquotes\u201d \u2014 dashes, 5\u00bd\u00b0, \u00a73, na\u00efve \u0141\u00f3d\u017a", None),
        ("plain", "plain"),
    ],
)
def test_signs_of_a_word_processor_are_what_they_mean(typed: str, meant: str | None) -> None:
    assert plain_signs(typed) == (typed if meant is None else meant)


@pytest.mark.untraced
@pytest.mark.slow
@given(st.text())
def test_doing_it_twice_changes_nothing(text: str) -> None:
    once = plain_signs(text)
    assert plain_signs(once) == once
