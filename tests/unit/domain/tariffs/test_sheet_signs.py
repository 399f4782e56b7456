"""Pictures, boxes, middles, leaders and signs inside a line: read, written back, compared, and refused by line."""

import pytest

from desktop_app.domain.tariffs.comparison import compare_texts, marked, side, unmarked
from desktop_app.domain.tariffs.inline_signs import signs_and_words, without_marks, without_signs
from desktop_app.domain.tariffs.sheet_text import LineKind, NotSheetText, SheetLine, read_text, sheet_lines_text

SHEET = """[center] SCHEDULE OF RATES
[hang] Company: the words mean the utility.
[box] Notice to customers
1. First
  (a) second
    i. third
      A. fourth
        x. deeper is the fourth as well
Late charge [dots] $5.00
[picture: area-map; 60%; scale 1 inch = 500 feet] Map of the service area
[picture: north] North area
\\[box] no box
\\see [dots] below
"""
LINES = (
    SheetLine(LineKind.CENTERED, ("SCHEDULE OF RATES",)),
    SheetLine(LineKind.HANGING, ("Company: the words mean the utility.",)),
    SheetLine(LineKind.BOXED, ("Notice to customers",)),
    SheetLine(LineKind.RULE, ("1.", "First"), 1),
    SheetLine(LineKind.RULE, ("(a)", "second"), 2),
    SheetLine(LineKind.RULE, ("i.", "third"), 3),
    SheetLine(LineKind.RULE, ("A.", "fourth"), 4),
    SheetLine(LineKind.RULE, ("x.", "deeper is the fourth as well"), 4),
    SheetLine(LineKind.LEADER, ("Late charge", "$5.00")),
    SheetLine(LineKind.PICTURE, ("area-map", "60%", "1 inch = 500 feet", "Map of the service area")),
    SheetLine(LineKind.PICTURE, ("north", "", "", "North area")),
    SheetLine(LineKind.PARAGRAPH, ("[box] no box",)),
    SheetLine(LineKind.PARAGRAPH, ("see [dots] below",)),
)


def test_each_kind_is_read_and_written_back() -> None:
    assert read_text(SHEET) == LINES
    assert read_text(sheet_lines_text(LINES)) == LINES
    escaped = (SheetLine(LineKind.PARAGRAPH, ("[picture: x; 900%] y",)),)
    assert read_text(sheet_lines_text(escaped)) == escaped


def test_a_text_of_an_earlier_version_knows_three_levels() -> None:
    assert [line.level for line in read_text("1. a\n  (a) b\n    i. c\n      A. d\n", 3)] == [1, 2, 3, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x\n[picture: map; big] Map", "Line 2: 'big' says nothing about a picture"),
        ("[picture: map; 401%] Map", "'401%' says nothing"),
        ("[picture: map; 0%] Map", "'0%' says nothing"),
        ("[picture: map]", "Line 1: it does not say what the picture shows"),
        ("[picture: ; 50%] Map", "it does not say which picture it is"),
    ],
)
def test_a_picture_that_is_not_understood_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(NotSheetText, match=words):
        read_text(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[b]Bold[/b] and [i]slanted[/i]", "Bold and slanted"),
        ("the charge {+}is {(C)} five {*}", "the charge is  five "),
        ("{a} stays, as {abc} and {} do, and [c] too", "{a} stays, as {abc} and {} do, and [c] too"),
        ("nothing", "nothing"),
    ],
)
def test_the_words_are_those_without_signs(text: str, words: str) -> None:
    assert without_signs(text) == words
    assert "".join(piece for piece, _ in signs_and_words(text)) == text
    assert "".join(piece for piece, sign in signs_and_words(text) if not sign) == words


def test_marks_at_their_place_are_marks_of_the_line() -> None:
    line = SheetLine(LineKind.PARAGRAPH, ("The charge is {+}$5.00 [b]now[/b]",), mark="*")
    assert line.marks == ("*", "+")
    assert line.words == "The charge is $5.00 now"
    assert line.plain == SheetLine(LineKind.PARAGRAPH, ("The charge is $5.00 [b]now[/b]",))
    assert without_marks("{+}x") == "x"


def test_a_mark_at_its_place_is_no_change_and_marks_one() -> None:
    old = read_text("The charge is $4.00 a month for each unit.")
    new = read_text("The charge is {+}$5.00 a month for each unit.")
    (only,) = compare_texts(old, new)
    assert (side([only], new=False), side([only], new=True)) == (old, new)
    assert not unmarked(old, new)
    assert [line.mark for line in marked(old, new, "*", "+")] == [""], "it bears its mark at its place"
    same = compare_texts(read_text("{+}A line"), read_text("A line"))
    assert not same[0].changed, "a mark that goes is no change of the text"
    taken = compare_texts(read_text("The {+}charge is due"), read_text("The charge is due now"))
    assert taken[0].changed


def test_bold_words_are_a_change_of_the_sheet() -> None:
    old, new = read_text("All of it is due."), read_text("All of [b]it[/b] is due.")
    (only,) = compare_texts(old, new)
    assert only.changed
    assert "".join(run.text for run in only.cells[0]) == "All of [b]it[/b] is due."
    assert len(unmarked(old, new)) == 1
