"""Text in lines: no line is too wide, nothing is lost, and what is cut says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.pagespec.pages import FontFace
from desktop_app.pagespec.paragraphs import SMALLEST, cut, fit_paragraph, printable, shrunk, wrapped

REGULAR = FontFace.REGULAR


def wide(content: str, face: FontFace, size: float) -> float:
    """Every character is half as wide as the size."""
    return len(content) * size / 2


def lines(text: str, characters: int) -> tuple[str, ...]:
    return wrapped(text, wide, REGULAR, 10.0, characters * 5.0)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("", ()),
        ("short", ("short",)),
        ("two words here", ("two", "words", "here")),
        ("abcdefghijkl", ("abcde", "fghij", "kl")),
        ("an abcdefghij b", ("an", "abcde", "fghij", "b")),
        ("one\n\ntwo", ("one", "", "two")),
    ],
)
def test_text_is_broken_between_words_and_within_one_that_is_too_long(text: str, broken: tuple[str, ...]) -> None:
    assert lines(text, 5) == broken


@given(st.text("ab \n", max_size=60), st.integers(1, 12))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, characters: int) -> None:
    found = lines(text, characters)
    assert all(len(line) <= characters for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert wrapped("abc", wide, REGULAR, 10.0, 1.0) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb", "a b"), ("a\u2003b\nc", "a b\nc"), ("\ue000", "[U+E000]"), ("Łódź", "Łódź")],
)
def test_what_has_no_shape_is_written_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("given", "most", "kept"),
    [
        (("one", "two"), 2, ("one", "two")),
        (("one", "two six", "three"), 2, ("one", "two …")),
        (("one", "abcdefg", "three"), 2, ("one", "abcde …")),
    ],
)
def test_what_is_cut_ends_with_an_ellipsis(given: tuple[str, ...], most: int, kept: tuple[str, ...]) -> None:
    assert cut(given, most, wide, REGULAR, 10.0, 35.0) == kept


def test_a_text_is_set_smaller_only_where_it_must_be() -> None:
    assert shrunk("abcd", wide, REGULAR, 10.0, 20.0) == 10.0
    assert shrunk("abcdefgh", wide, REGULAR, 10.0, 20.0) == 5.0
    assert fit_paragraph("ab cd", wide, REGULAR, 10.0, 25.0, 1) == (("ab cd",), 10.0)
    assert fit_paragraph("ab cd ef", wide, REGULAR, 10.0, 25.0, 1) == (("ab cd ef",), 6.0)
    assert fit_paragraph("word " * 50, wide, REGULAR, 10.0, 25.0, 1)[1] == SMALLEST, "then it stays as it is"
