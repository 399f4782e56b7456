import pytest

from desktop_app.pagespec.worksheets import LONGEST_NAME, column_letters, lines_needed, sheet_names


def test_names_of_sheets_differ_and_fit() -> None:
    long = "A very long name of a schedule, longer than any"
    names = list(sheet_names(("W-1", "w-1", "W-1", "a/b:[c]?*\\", "'", long, long)))
    assert names[:5] == ["W-1", "w-1 (2)", "W-1 (3)", "a-b--c----", "Sheet"]
    assert len(set(names)) == len(names)
    assert names[5:] == ["A very long name of a schedule", "A very long name (2)"]
    wanted = ("W-2 Statement of income and of the taxes", "x" * 40, "Page 3, Of things to do, and all of it")
    assert list(sheet_names(wanted)) == [
        "W-2 Statement of income",
        "x" * LONGEST_NAME,
        "Page 3, Of things to do",
    ]


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_a_text_takes_the_lines_it_needs() -> None:
    assert [lines_needed(text, 4) for text in ("", "abcd", "abcde", "a\nb\n", "abcdefgh\ni")] == [1, 1, 2, 3, 3]
    assert lines_needed("ab", 0) == 2
