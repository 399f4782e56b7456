"""Find anything: by words, numbers and beginnings, the best first."""

from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import notes
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.finding import FoundItem, FoundKind, everything, search_company
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


@pytest.mark.parametrize(
    ("words", "what", "path"),
    [
        ("615", FoundKind.LINE, "w2/power"),
        ("purch pow", FoundKind.LINE, "w2/power"),
        ("total operating", FoundKind.LINE, "w2/total_om"),
        ("balance sheet", FoundKind.SCHEDULE, "p4"),
        ("W-2", FoundKind.SCHEDULE, "w2"),
        ("certificated", FoundKind.LINE, "identity/legal_name"),
    ],
)
def test_a_line_an_account_or_a_page_is_found_first(file: CompanyFile, words: str, what: FoundKind, path: str) -> None:
    found = search_company(words, everything(file, REPORT))
    assert (found[0].what, found[0].path) == (what, path)


def test_a_rule_and_a_note_are_found(file: CompanyFile) -> None:
    notes.write_note(file, REPORT, Place("w2", "power", "amount"), "Ask the bank about June")
    among = everything(file, REPORT)
    assert search_company("bank june", among)[0].path == "w2/power/amount"
    assert search_company("penalty", among)[0].what is FoundKind.RULE


def test_every_word_must_be_there_and_no_words_find_nothing(file: CompanyFile) -> None:
    among = everything(file, REPORT)
    assert search_company("power zebra", among) == ()
    assert search_company("  ", among) == ()


def test_without_a_filing_the_profile_is_searched(file: CompanyFile) -> None:
    assert {found.filing for found in everything(file, "") if found.what is FoundKind.LINE} == {"company"}


def test_a_whole_word_comes_before_a_beginning_and_that_before_a_part() -> None:
    among = [
        FoundItem(FoundKind.LINE, words) for words in ("Unmetered", "Meters", "Meter and more words after it", "Pages")
    ]
    assert [found.words for found in search_company("meter", among)] == [
        "Meter and more words after it",
        "Meters",
        "Unmetered",
    ]


def test_a_page_comes_before_its_lines() -> None:
    among = [FoundItem(FoundKind.LINE, "Pumping"), FoundItem(FoundKind.SCHEDULE, "Pumping equipment of the company")]
    assert [found.what for found in search_company("pumping", among)] == [FoundKind.SCHEDULE, FoundKind.LINE]
