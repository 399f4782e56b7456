"""Designations in words and figures, to three digits and more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.designations import (
    MOST,
    DesignationStyle,
    NotADesignation,
    designation,
    in_figures,
    ordinal_words,
    read_designation,
)

FIGURES = "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 101st 111th 112th 113th 121st 1011th 1101st"
WORDS = {
    1: "First",
    12: "Twelfth",
    20: "Twentieth",
    21: "Twenty-First",
    40: "Fortieth",
    100: "One Hundredth",
    111: "One Hundred Eleventh",
    121: "One Hundred Twenty-First",
    999: "Nine Hundred Ninety-Ninth",
    1000: "One Thousandth",
    1100: "One Thousand One Hundredth",
}


@pytest.mark.parametrize("text", FIGURES.split())
def test_figures(text: str) -> None:
    assert in_figures(int(text[:-2])) == text


@pytest.mark.parametrize(("number", "text"), WORDS.items())
def test_words(number: int, text: str) -> None:
    assert ordinal_words(number) == text


def test_a_new_sheet_is_original_in_both_styles() -> None:
    assert {designation(0, style) for style in DesignationStyle} == {"Original"}
    assert designation(2, DesignationStyle.WORDS) == "Second Revised"
    assert designation(2, DesignationStyle.FIGURES) == "2nd Revised"


@given(st.integers(0, MOST), st.sampled_from(DesignationStyle))
def test_what_is_written_reads_back(revision: int, style: DesignationStyle) -> None:
    assert read_designation(f"{designation(revision, style).upper()} SHEET NO.") == revision


def test_a_plain_number_reads_as_revision() -> None:
    assert read_designation("7") == 7


@pytest.mark.parametrize("text", ["", "revised", "Umpteenth Revised", "2000"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(NotADesignation):
        read_designation(text)
