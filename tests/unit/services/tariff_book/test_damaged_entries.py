"""Entries of a tariff book that no Filing Desk wrote are named, and what cannot be done to a sheet is refused."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.tariffs.schedules import NoticeKind
from desktop_app.domain.tariffs.versions import NotPossible
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import changes, corrections, entries, filing_answers, filings
from desktop_app.services.tariff_book.changes import BadSchedule, NewSchedule
from desktop_app.services.tariff_book.filing_answers import BadFilingAnswer
from desktop_app.services.tariff_book.filing_dates import counted_words
from desktop_app.services.tariff_book.tariff_book import NoSuchTariffFiling, TariffBook
from tests.support.tariff_company import entered, new_tariff_book, schedule

RULES = "# Rules\n\n1. A rule.\n"


@pytest.fixture
def tariff_book() -> TariffBook:
    made = new_tariff_book()
    schedule(made)
    entered(made, "5", text=RULES)
    return made


@pytest.mark.parametrize("damage", [{"issuer": "x"}, {"marks": "x"}])
def test_a_schedule_whose_lists_are_none_is_damaged(tariff_book: TariffBook, damage: dict[str, Json]) -> None:
    data = entries.schedule_to_json(tariff_book.schedule("water-1"))
    assert isinstance(data, dict)
    assert entries.schedule_from_json("water-1", data) == tariff_book.schedule("water-1")
    with pytest.raises(ValueError, match=r"^The schedule water-1 is damaged\.$"):
        entries.schedule_from_json("water-1", {**data, **damage})


def test_a_sheet_whose_versions_or_dress_are_none_is_damaged(tariff_book: TariffBook) -> None:
    chain = tariff_book.chain("water-1", "5")
    data = entries.chain_to_json(chain)
    assert isinstance(data, dict)
    assert entries.chain_from_json(data) == chain
    with pytest.raises(ValueError, match=r"^A sheet's versions must be a list\.$"):
        entries.chain_from_json({**data, "versions": "x"})
    assert isinstance(data["versions"], list)
    (version,) = data["versions"]
    assert isinstance(version, dict)
    dress = version["dress"]
    assert isinstance(dress, dict)
    with pytest.raises(ValueError, match=r"^What is printed around a sheet is damaged\.$"):
        entries.chain_from_json({**data, "versions": [{**version, "dress": {**dress, "issuer": "x"}}]})


def test_a_filing_whose_parts_are_none_is_damaged(tariff_book: TariffBook) -> None:
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    data = entries.filing_to_json(filing)
    assert isinstance(data, dict)
    assert entries.tariff_filing_from_json(filing.id, data) == filing
    with pytest.raises(ValueError, match="is damaged"):
        entries.tariff_filing_from_json(filing.id, {**data, "parts": "x"})


def test_a_filing_that_is_not_there_is_named_with_those_that_are(tariff_book: TariffBook) -> None:
    with pytest.raises(NoSuchTariffFiling, match=r"'x'\. Tariff filings: none yet\.$"):
        tariff_book.filing("x")
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    with pytest.raises(NoSuchTariffFiling, match=f"Tariff filings: {filing.id}"):
        tariff_book.filing("x")


@pytest.mark.parametrize("utility", ["all", "telegraph", ""])
def test_a_schedule_is_of_one_known_utility(tariff_book: TariffBook, utility: str) -> None:
    with pytest.raises(BadSchedule, match=f"There is no utility '{utility}'. Choose one of: "):
        changes.new_schedule(tariff_book, NewSchedule(utility, "Rates"))


def test_a_title_has_an_end(tariff_book: TariffBook) -> None:
    long = "x" * (changes.LONGEST_TITLE + 1)
    with pytest.raises(BadSchedule, match=f"takes at most {changes.LONGEST_TITLE} characters"):
        changes.new_schedule(tariff_book, NewSchedule("water", long))


def test_only_a_draft_is_written_and_marked(tariff_book: TariffBook) -> None:
    for change in (changes.write_draft, changes.with_marks):
        with pytest.raises(NotPossible, match="Start a revision of it first"):
            change(tariff_book, "water-1", "5", RULES)
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    with pytest.raises(NotPossible, match="Use more sheets"):
        changes.write_draft(tariff_book, "water-1", "5", "x" * (changes.LONGEST_SHEET + 1))


def test_marks_are_proposed_for_what_is_new_and_for_what_changed(tariff_book: TariffBook) -> None:
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    marked = changes.with_marks(tariff_book, "water-1", "5", "# Rules\n\n1. A rule.\n\n2. Another rule.\n")
    assert "1. A rule." in marked.splitlines()
    assert any(line.endswith("2. Another rule.") and line.startswith("{") for line in marked.splitlines())


def test_what_was_never_entered_from_paper_is_not_corrected(tariff_book: TariffBook) -> None:
    assert corrections.last_entered(tariff_book, "water-1", "5").revision == 0
    changes.add_sheet(tariff_book, "water-1", "6", title="New")
    with pytest.raises(NotPossible, match="has no version that was entered from paper"):
        corrections.last_entered(tariff_book, "water-1", "6")


@pytest.mark.parametrize("text", ["", "two", "-1", "1.5", "²"])
def test_a_psc_number_is_a_whole_number(text: str) -> None:
    with pytest.raises(BadSchedule, match="is a whole number like 2"):
        corrections.read_psc_number(text)
    assert corrections.read_psc_number("12") == 12


def test_an_answer_of_a_filing_is_of_its_kind() -> None:
    day = next(question.name for question in filing_answers.QUESTIONS if question.kind == "day")
    days = next(question.name for question in filing_answers.QUESTIONS if question.kind == "days")
    assert filing_answers.read_filing_answer(day, " 4/1/2026 ") == "2026-04-01"
    assert filing_answers.read_filing_answer(day, "  ") == ""
    with pytest.raises(BadFilingAnswer):
        filing_answers.read_filing_answer(day, "some day")
    assert filing_answers.read_filing_answer(days, "10") == "10"
    for words in ("0", "ten", "-3", "99999"):
        with pytest.raises(BadFilingAnswer, match=f"write a whole number of days, like 10; this reads '{words}'"):
            filing_answers.read_filing_answer(days, words)
    with pytest.raises(BadFilingAnswer, match=r"not asked for .color.\. It is asked for: "):
        filing_answers.read_filing_answer("color", "red")


def test_a_filing_without_its_days_is_told_what_to_fill_in(tariff_book: TariffBook) -> None:
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    assert counted_words(tariff_book, filing, None, date(2026, 3, 3), None) == (
        "Fill in the date of issue and the day at the commission."
    )
    short = replace(filing, notice=NoticeKind.PERMISSION)
    filings.change_tariff_filing(tariff_book, short)
    assert counted_words(tariff_book, short, date(2026, 3, 2), date(2026, 3, 2), None).startswith(
        "Enter what the permission or order grants"
    )
