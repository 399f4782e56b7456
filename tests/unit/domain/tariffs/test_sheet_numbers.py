"""Numbers of sheets: their order, what counts as the same, and which is free between two."""

import pytest

from desktop_app.domain.tariffs.sheet_numbers import NotASheetNumber, between, next_in_series, sheet_number

IN_ORDER = [
    "Title Page",
    "Adoption Notice",
    "Index",
    "Legal Description",
    "Map of Service Area",
    "1",
    "1.1",
    "2",
    "5",
    "5.1",
    "5.2",
    "5.10",
    "5A",
    "Section 5 Sheet A",
    "Section 5 Sheet B",
    "6",
    "17",
    "17a",
    "127-127.5",
    "R-1",
    "R-2",
    "R-33",
    "R-33.3",
]


def test_sheets_stand_in_the_order_of_a_book() -> None:
    numbers = [sheet_number(text) for text in reversed(IN_ORDER)]
    assert [number.text for number in sorted(numbers, key=lambda number: (number.order, number.key))] == IN_ORDER


def test_capitals_and_blanks_make_no_other_sheet() -> None:
    assert sheet_number(" title   PAGE").key == sheet_number("Title Page").key
    assert str(sheet_number(" 5A ")) == "5A"


@pytest.mark.parametrize("text", ["", "   ", "5/6", "x" * 41, "5\u202e"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotASheetNumber):
        sheet_number(text)


@pytest.mark.parametrize(
    ("before", "after", "taken", "expected"),
    [
        ("5", "6", ["5", "6"], "5.1"),
        ("5", "6", ["3A", "5", "6"], "5A"),
        ("17", "18", ["9a", "17", "18"], "17a"),
        ("5A", "6", ["5", "5A", "6"], "5B"),
        ("5.1", "6", ["5", "5.1", "6"], "5.2"),
        ("R-33", "R-34", ["R-33", "R-34"], "R-33.1"),
        ("9", None, ["8", "9"], "10"),
        ("Index", "1", ["Index", "2"], ""),
        ("Index", None, ["Title Page", "Index"], "1"),
        ("Z", None, ["Z"], "Z.1"),
        ("Map", None, ["Map"], "Maq"),
        ("5", "5.1", ["5", "5.1"], ""),
        ("(b)", None, ["(b)"], "(b).1"),
    ],
)
def test_the_next_free_number(before: str, after: str | None, taken: list[str], expected: str) -> None:
    ends = sheet_number(before), None if after is None else sheet_number(after)
    if expected:
        assert between(*ends, map(sheet_number, taken)).text == expected
    else:
        with pytest.raises(NotASheetNumber):
            between(*ends, map(sheet_number, taken))


def test_a_series_goes_on_above_its_highest_number() -> None:
    assert next_in_series([]) == 1
    assert next_in_series([1, 4]) == 5


@pytest.mark.parametrize(
    ("text", "covered"),
    [("6B-D", ("6b", "6c", "6d")), ("6B", ("6b",)), ("R-1", ("r-1",)), ("6D-B", ("6d-b",)), ("2-A", ("2-a",))],
)
def test_one_page_may_stand_for_several_numbers(text: str, covered: tuple[str, ...]) -> None:
    assert sheet_number(text).covered == covered


def test_the_number_after_a_page_of_several_follows_its_last() -> None:
    pages = [sheet_number("6A"), sheet_number("6B-D")]
    assert between(pages[1], None, pages).text == "6E"
    assert between(pages[0], None, pages).text != "6B"
