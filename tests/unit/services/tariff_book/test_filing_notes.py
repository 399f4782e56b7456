"""What a tariff filing is told besides its stops: by which rule, on a leaf of two sides, after a rejection."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.problems import Severity
from desktop_app.domain.tariffs.schedules import FilingOutcome, Issuer, NoticeKind
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filing_checks import filing_problems, increase_words
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from tests.support.tariff_company import RATES, entered, new_tariff_book, schedule
from tests.unit.services.tariff_book.test_filing_checks import HIGHER, found


@pytest.mark.parametrize(
    ("utility", "name", "rule"),
    [("water", "summary", "summary_words"), ("telecom", "cover letter", "cover_letter_words")],
)
def test_a_text_too_long_or_missing_cites_the_rule_that_speaks_of_it(utility: str, name: str, rule: str) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    filing = replace(filings.begin_tariff_filing(tariff_book, made.id), affects_rates=True)
    long = found(tariff_book, replace(filing, summary="word " * 500))["F16"]
    assert long.sentence.startswith(f"The {name} has 500 words; the rule speaks of about ")
    missing = found(tariff_book, replace(filing, summary=""))["F15"]
    assert ("cover letter" in missing.sentence) is (utility == "telecom")
    authority = tariff_book.rules(made, filing.issued).authority(rule)
    assert authority
    assert (long.citation, missing.citation) == (authority, authority)


@pytest.mark.parametrize(
    ("utility", "two_sided", "stopped"),
    [("water", False, True), ("water", True, True), ("electric", False, True), ("electric", True, False)],
)
def test_only_the_other_side_of_an_electric_leaf_may_be_reprinted_as_it_is(
    utility: str, *, two_sided: bool, stopped: bool
) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.change_schedule(tariff_book, replace(tariff_book.schedule(made.id), two_sided=two_sided))
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", RATES)
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    assert ("F48" in found(tariff_book, filing)) is stopped


@pytest.mark.parametrize(("scan", "stopped"), [(b"pixels", False), (b"", True)])
def test_the_words_of_a_scanned_sheet_may_be_filed_as_they_are(scan: bytes, *, stopped: bool) -> None:
    """What was on paper only becomes a text for the first time, and a cancellation has the words that it cancels."""
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    enter_sheet(tariff_book, made.id, EnteredSheet("5", 0, date(2015, 5, 1), text=RATES, scan=scan))
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", RATES)
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    assert ("F48" in found(tariff_book, filing)) is stopped


def test_a_substitute_for_a_rejected_original_is_not_filed() -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    changes.add_sheet(tariff_book, made.id, "5", text=RATES)
    first = filings.begin_tariff_filing(tariff_book, made.id)
    filings.change_tariff_filing(tariff_book, replace(first, summary="The first rates.", affects_rates=True))
    filings.file_it(tariff_book, first.id)
    changes.revise_sheets(tariff_book, made.id, ["5"], wanted=DraftWanted(DraftPlace.SUBSTITUTE))
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    second = filings.begin_tariff_filing(tariff_book, made.id)
    assert "F54" not in found(tariff_book, second)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    lost = found(tariff_book, second)["F54"].sentence
    assert "is a substitute for Original, which is no longer before the commission (rejected)" in lost


@pytest.mark.parametrize(("utility", "severity"), [("water", Severity.STOP), ("telecom", Severity.NOTE)])
def test_a_telephone_company_may_name_a_representative(utility: str, severity: Severity) -> None:
    """Of all others the issuer must be an officer whom the Company page lists."""
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.change_schedule(
        tariff_book, replace(tariff_book.schedule(made.id), issuer=Issuer("Bo Stranger", "Attorney"))
    )
    changes.revise_sheets(tariff_book, made.id, ["5"])
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    assert found(tariff_book, filing)["F43"].severity is severity


@pytest.mark.parametrize(("utility", "again"), [("water", False), ("sewer", True), ("electric", None)])
def test_a_rejected_number_is_explained_where_the_rule_is_silent(utility: str, again: bool | None) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    first = replace(filings.begin_tariff_filing(tariff_book, made.id), summary="One charge rises.")
    filings.change_tariff_filing(tariff_book, first)
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    changes.revise_sheets(tariff_book, made.id, ["5"], wanted=DraftWanted(again=again))
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    second = filings.begin_tariff_filing(tariff_book, made.id)
    notes = [problem.sentence for problem in filing_problems(tariff_book, second) if problem.id == "F21"]
    said = {False: "Its number is not used again", True: "Its number is used again, as you chose"}
    assert (notes == []) is (again is None)
    assert all(again is not None and said[again] in sentence for sentence in notes)


def test_the_number_of_a_rejected_original_is_explained_too() -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    changes.add_sheet(tariff_book, made.id, "5", text=RATES)
    first = filings.begin_tariff_filing(tariff_book, made.id)
    filings.change_tariff_filing(tariff_book, replace(first, summary="The first rates.", affects_rates=True))
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    changes.add_sheet(tariff_book, made.id, "5", text=HIGHER, wanted=DraftWanted(again=True))
    sentence = found(tariff_book, filings.begin_tariff_filing(tariff_book, made.id))["F21"].sentence
    assert "Original was rejected. Its number is used again, as you chose." in sentence


def test_a_new_sheet_needs_no_marks_of_change() -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, "telecom")
    changes.add_sheet(tariff_book, made.id, "1", title="Rates", text=RATES)
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    assert "F03" not in found(tariff_book, filing)


@pytest.mark.parametrize(("days", "stopped"), [(-1, True), (0, False), (1, False)])
def test_a_promotion_may_end_on_the_day_on_which_it_begins(days: int, *, stopped: bool) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, "telecom")
    entered(tariff_book, "5", utility="telecom")
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    filing = replace(filings.begin_tariff_filing(tariff_book, made.id), notice=NoticeKind.PROMOTION)
    begins = date(2026, 4, 6)
    last = replace(filing, effective=begins, expires=begins + timedelta(days=days))
    assert ("F13" in found(tariff_book, last)) is stopped
    assert "F13" in found(tariff_book, replace(last, expires=None))


@pytest.mark.parametrize(
    ("kind", "left"), [("index", False), ("index with revisions", True), ("check sheet", True), ("revision log", True)]
)
def test_a_sheet_that_the_program_writes_is_not_left_behind(kind: str, *, left: bool) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    entered(tariff_book, "5")
    changes.add_front(tariff_book, made.id, "1", kind)
    first = filings.begin_tariff_filing(tariff_book, made.id)
    assert "F56" not in found(tariff_book, first)
    filings.change_tariff_filing(tariff_book, replace(first, affects_rates=False))
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.APPROVED))
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", HIGHER)
    second = replace(filings.begin_tariff_filing(tariff_book, made.id), effective=date(2026, 5, 4))
    assert ("F56" in found(tariff_book, second)) is left
    assert "F56" not in found(tariff_book, replace(second, effective=None))
    if left:
        assert f"Sheet 1, the {kind}, lists the sheets as they were" in found(tariff_book, second)["F56"].sentence
        changes.revise_sheets(tariff_book, made.id, ["1"])
        filings.change_tariff_filing(tariff_book, second)
        filings.gather(tariff_book, second.id, ["1", "5"])
        assert "F56" not in found(tariff_book, tariff_book.filing(second.id))


def test_an_index_of_the_paper_tariff_is_not_compared() -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    entered(tariff_book, "5")
    entered(tariff_book, "Index", text="| Subject | Sheet |\n| Our rates | 5 |")
    changes.add_sheet(tariff_book, made.id, "6", text=RATES)
    assert "F56" not in found(tariff_book, filings.begin_tariff_filing(tariff_book, made.id))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| Size | Charge |\n| 5/8 inch | $12.50 |", "| Size | Charge |\n| 5/8 inch | $14.00 |", True),
        ("| Size | Charge |\n| 5/8 inch | 12.50 |", "| Size | Charge |\n| 5/8 inch | 12.51 |", True),
        ("| Size | Charge |\n| 5/8 inch | $12.50 |", "| Size | Charge |\n| 5/8 inch | $12.00 |", False),
        ("Turn-on [dots] $30.00", "Turn-on [dots] $1,030.00", True),
        ("1. A charge of $5.00 and $6.00.", "1. A charge of $4.00 and $7.00.", True),
        ("1. A charge of $5.00.", "1. A charge of $5.00 and $7.00.", False),
        ("1. The rate is 85 cents.", "1. The rate is 75 cents.", False),
        ("1. The rate is 85 cents.", "1. The rate is 95 cents.", True),
        ("1. A rule.", "1. Another rule.", False),
    ],
)
def test_a_rise_outside_rate_tables_is_told_at_the_start(old: str, new: str, *, told: bool) -> None:
    """A tariff that was entered from Word has its rates in tables as it had them there."""
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    entered(tariff_book, "5", text=old)
    changes.revise_sheets(tariff_book, made.id, ["5"])
    changes.write_draft(tariff_book, made.id, "5", new)
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    assert ("F44" in found(tariff_book, filing)) is told
    assert increase_words(tariff_book, filing).startswith("Rates rise. " if told else "") is True
    assert bool(increase_words(tariff_book, filing)) is told
