"""Find anything: by words, numbers and beginnings, the best first."""

from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import notes
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.finding import Found, What, everything, search
from tests.gui.fakes import company, make_desk

REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_desk(), tmp_path)
    annual_report.start(file, 2025)
    return file


@pytest.mark.parametrize(
    ("words", "what", "path"),
    [
        ("615", What.LINE, "w2/power"),
        ("purch pow", What.LINE, "w2/power"),
        ("total operating", What.LINE, "w2/total_om"),
        ("balance sheet", What.SCHEDULE, "p4"),
        ("W-2", What.SCHEDULE, "w2"),
        ("certificated", What.LINE, "identity/legal_name"),
    ],
)
def test_a_line_an_account_or_a_page_is_found_first(file: CompanyFile, words: str, what: What, path: str) -> None:
    found = search(words, everything(file, REPORT))
    assert (found[0].what, found[0].path) == (what, path)


def test_a_rule_and_a_note_are_found(file: CompanyFile) -> None:
    notes.write_note(file, REPORT, Place("w2", "power", "amount"), "Ask the bank about June")
    among = everything(file, REPORT)
    assert search("bank june", among)[0].path == "w2/power/amount"
    assert search("penalty", among)[0].what is What.RULE


def test_every_word_must_be_there_and_no_words_find_nothing(file: CompanyFile) -> None:
    among = everything(file, REPORT)
    assert search("power zebra", among) == ()
    assert search("  ", among) == ()


def test_without_a_filing_the_profile_is_searched(file: CompanyFile) -> None:
    assert {found.filing for found in everything(file, "") if found.what is What.LINE} == {"company"}


def test_a_whole_word_comes_before_a_beginning_and_that_before_a_part() -> None:
    among = [Found(What.LINE, words) for words in ("Unmetered", "Meters", "Meter and more words after it", "Pages")]
    assert [found.words for found in search("meter", among)] == ["Meter and more words after it", "Meters", "Unmetered"]
