"""Comparing two texts: both sides come back exactly, and the proposed marks follow what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.tariffs.comparison import (
    ComparedLine,
    TextFate,
    TextRun,
    compare_texts,
    marked,
    side,
    unmarked,
    word_runs,
)
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine, read_text

OLD = read_text(
    "# Rates\nOpen to any customer in the area.\n[rates: per month] Charge\n"
    "5/8 = 12.50\n1 inch = 20\n[end]\nnote: Taxes come on top.\n"
)
NEW = read_text(
    "# Rates\nOpen to any residential customer in the area.\n[rates: per month] Charge\n"
    "5/8 = 13.75\n1 inch = 20\n2 inch = 40\n[end]\n"
)
WORDS = st.lists(st.sampled_from(["the", "rate", "is", "12.50", "13.75", ",", " ", "meter"]), max_size=8).map(" ".join)
LINES = st.lists(
    st.one_of(
        st.builds(lambda text: SheetLine(LineKind.PARAGRAPH, (text,)), WORDS),
        st.builds(lambda text: SheetLine(LineKind.HEADING, (text,)), WORDS),
        st.builds(lambda text, level: SheetLine(LineKind.RULE, ("1.", text), level), WORDS, st.integers(1, 3)),
        st.builds(lambda cells: SheetLine(LineKind.ROW, tuple(cells)), st.lists(WORDS, min_size=1, max_size=3)),
    ),
    max_size=8,
)


@pytest.mark.untraced
@pytest.mark.slow
@given(LINES, LINES)
def test_the_marked_copy_holds_both_texts_exactly(old: list[SheetLine], new: list[SheetLine]) -> None:
    found = compare_texts(old, new)
    assert side(found, new=False) == tuple(old)
    assert side(found, new=True) == tuple(new)


@pytest.mark.slow
@given(WORDS, WORDS)
def test_words_struck_and_kept_are_the_old_text(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert "".join(run.text for run in runs if run.fate is not TextFate.ADDED) == old
    assert "".join(run.text for run in runs if run.fate is not TextFate.STRUCK) == new


@pytest.mark.untraced
@pytest.mark.slow
@given(LINES)
def test_the_same_text_has_no_change(lines: list[SheetLine]) -> None:
    assert not any(item.changed for item in compare_texts(lines, lines))
    assert unmarked(lines, lines) == ()


def test_a_number_changes_as_a_whole() -> None:
    assert word_runs("12.50", "13.75") == (TextRun(TextFate.STRUCK, "12.50"), TextRun(TextFate.ADDED, "13.75"))


def test_marks_are_proposed_for_what_is_new_and_what_changed() -> None:
    assert [(line.cells[0], line.mark) for line in marked(OLD, NEW, "*", "+") if line.mark] == [
        ("Open to any residential customer in the area.", "+"),
        ("5/8", "*"),
        ("2 inch", "*"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("Turn-on [dots] $30.00", "Turn-on [dots] $40.00", "*"),
        ("| Turn-on | $30.00 |", "| Turn-on | $ 40 |", "*"),
        ("1. The charge is $5.00.", "1. The charge is $6.00.", "*"),
        ("Turn-on [dots] $30.00", "Turning on [dots] $30.00", "+"),
        ("1. A bill is due in 14 days.", "1. A bill is due in 10 days.", "+"),
    ],
)
def test_a_changed_amount_bears_the_mark_of_a_new_rate_wherever_it_stands(old: str, new: str, mark: str) -> None:
    assert [line.mark for line in marked(read_text(old), read_text(new), "*", "+")] == [mark]


@pytest.mark.parametrize("other", ["# Index", "## Index", "[center] Index"])
def test_a_line_that_is_set_as_a_heading_says_the_same(other: str) -> None:
    old, new = read_text("Index\n1. A rule."), read_text(f"{other}\n1. Another rule, and a long one.")
    assert [line.mark for line in marked(old, new, "*", "+")] == ["", "+"]
    assert side(compare_texts(old, new), new=False) == old
    assert side(compare_texts(old, new), new=True) == new


def test_changes_without_a_mark_are_pointed_out() -> None:
    assert [line.cells[0] for line in unmarked(OLD, NEW)] == [
        "Open to any residential customer in the area.",
        "5/8",
        "2 inch",
    ]
    assert unmarked(OLD, marked(OLD, NEW, "*", "+")) == ()


def test_one_l_or_two_is_no_change() -> None:
    old, new = (read_text(f"This sheet is {word} by another.") for word in ("cancelled", "canceled"))
    assert unmarked(old, new) == ()


def test_another_depth_is_a_change() -> None:
    old, new = SheetLine(LineKind.RULE, ("1.", "x"), 1), SheetLine(LineKind.RULE, ("1.", "x"), 2)
    assert compare_texts([old], [new])[0].changed
    assert marked([old], [new], "*", "+")[0].mark == "+"


def test_a_line_of_neither_text_is_a_mistake() -> None:
    assert ComparedLine(OLD[0], None, ()).shown is OLD[0]
    with pytest.raises(ValueError, match="side"):
        _ = ComparedLine(None, None, ()).shown


@pytest.mark.parametrize(
    ("old", "new", "struck", "added"),
    [
        ("a charge of $30.00 per visit", "a charge of $40.00 per visit", "$30.00", "$40.00"),
        ("a charge of $5 per visit", "a charge of $6 per visit", "$5", "$6"),
        ("interest of 5% a year", "interest of 6% a year", "5%", "6%"),
        ("interest of 5.25% a year", "interest of 5.5% a year", "5.25%", "5.5%"),
        ("1,000 gallons", "1,500 gallons", "1,000", "1,500"),
    ],
)
def test_an_amount_is_struck_and_added_whole(old: str, new: str, struck: str, added: str) -> None:
    fates = {run.fate: run.text for run in word_runs(old, new) if run.fate is not TextFate.KEPT}
    assert fates == {TextFate.STRUCK: struck, TextFate.ADDED: added}
