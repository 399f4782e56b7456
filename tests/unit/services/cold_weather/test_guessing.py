"""What is guessed of a list before the user says it: from headings and words as billing programs write them."""

import pytest

from desktop_app.services.cold_weather.guessing import (
    MOST_WORDS,
    guessed_columns,
    guessed_meaning,
    headers,
    heading_words,
)
from desktop_app.services.ports import SpreadsheetTable

TITLED = SpreadsheetTable(
    "Sheet1",
    (
        ("Sample Gas Company", None, None),
        ("2026-02-01", "12", "7"),
        ("Account", "Type", "Date"),
        ("1", "DISC", "2026-01-05"),
        ("2", "disc", None),
        ("3",),
        ("4", "RECON", "2026-01-07"),
    ),
)


def test_the_headings_are_found_below_a_title() -> None:
    assert headers(TITLED) == ("Account", "Type", "Date")
    assert headers(SpreadsheetTable("Empty", ())) == ()


def test_each_heading_is_used_for_one_meaning_only() -> None:
    assert guessed_columns("events", ["Acct No", "Trans Date", "Trans Type", "Town"]) == {
        "customer": "Acct No",
        "date": "Trans Date",
        "event": "Trans Type",
        "district": "Town",
    }
    assert guessed_columns("status", ["Account Status"]) == {"customer": "Account Status"}
    assert guessed_columns("status", []) == {}


def test_the_words_under_a_heading_are_each_listed_once_as_they_are_written() -> None:
    assert heading_words(TITLED, "type") == ("DISC", "disc", "RECON")
    assert heading_words(TITLED, "District") == ()


def test_a_column_of_names_lists_no_more_words_than_a_person_can_assign() -> None:
    long = SpreadsheetTable("S", (("Name",), *((f"word {n}",) for n in range(MOST_WORDS + 5))))
    found = heading_words(long, "Name")
    assert (len(found), found[0], found[-1]) == (MOST_WORDS, "word 0", f"word {MOST_WORDS - 1}")


@pytest.mark.parametrize(
    ("column", "word", "meaning"),
    [
        ("event", "DISC-NP", "cut"),
        ("event", "Reconnect", "restored"),
        ("event", "CWR payment plan", "agreement_cold"),
        ("event", "Payment arrangement", "agreement"),
        ("event", "LIHEAP PD", "aid_liheap"),
        ("event", "PLEDGE", "aid"),
        ("event", "Meter read", ""),
        ("connected", "Active", "yes"),
        ("connected", "Inactive", "no"),
        ("aid", "?", "unknown"),
        ("district", "North", ""),
    ],
)
def test_words_of_billing_programs_are_recognized(column: str, word: str, meaning: str) -> None:
    assert guessed_meaning(column, word) == meaning
