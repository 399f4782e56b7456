"""What was filed or entered prints for ever as it was; what the program writes on a sheet is of the sheet's own day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.tariffs.schedules import FilingOutcome, Issuer, MarkMeaning
from desktop_app.domain.values import Place
from desktop_app.services.data_entry import entering
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import RATES, TODAY, entered, new_shelf, schedule
from tests.unit.services.tariff_book.test_story import PACKETS, words

OFFICER = Issuer("Sam Seller", "Owner", "Hilltop")
SELLER = changes.EnteredSheet(
    "5", 0, date(2015, 5, 1), date(2015, 4, 1), text=RATES, issuer=OFFICER, company="Old Oaks"
)


def printed(shelf: TariffBook, number: str, revision: int = 0) -> str:
    chain = shelf.chain("water-1", number)
    return words(PACKETS.printer(shelf, "water-1").sheet(chain, chain.version(revision)).pages)


def book() -> TariffBook:
    shelf = new_shelf()
    made = schedule(shelf)
    changes.change_schedule(shelf, replace(made, community="Rolling Oaks", heading="WATER SERVICE"))
    return shelf


def filed(shelf: TariffBook, number: str, days: int = 30) -> str:
    filing = filings.begin_tariff_filing(shelf, "water-1", [number])
    filing = replace(filing, effective=TODAY + timedelta(days=days), affects_rates=False)
    filings.change_tariff_filing(shelf, filing)
    filings.file_it(shelf, filing.id)
    return filing.id


def test_a_change_of_officer_place_and_marks_leaves_filed_sheets_as_they_were() -> None:
    shelf = book()
    changes.add_sheet(shelf, "water-1", "6", text="# Rules\n\n{*} 1. A rule.\n")
    filed(shelf, "6")
    before = printed(shelf, "6")
    assert "Ada Sample" in before
    made = shelf.schedule("water-1")
    other = replace(made, community="Elm Park", heading="", label="", issuer=Issuer("Bo Other", "Manager", "x"))
    changes.change_schedule(shelf, replace(other, marks=(MarkMeaning("N", "New"),)))
    assert printed(shelf, "6") == before


def test_what_an_earlier_program_filed_keeps_the_officer_of_before() -> None:
    shelf = book()
    changes.add_sheet(shelf, "water-1", "6", text="# Rules\n\n1. A rule.\n")
    filed(shelf, "6")
    chain = shelf.chain("water-1", "6")
    bare = chain.changed(replace(chain.version(0), dress=None))
    shelf.file.edit("company", "As before", {entries.tariff_sheet_key("water-1", "6"): entries.chain_to_json(bare)})
    before = printed(shelf, "6")
    changes.change_schedule(shelf, replace(shelf.schedule("water-1"), issuer=Issuer("Bo Other", "Manager", "x")))
    assert printed(shelf, "6") == before


def test_the_seller_stands_on_what_the_seller_issued() -> None:
    shelf = book()
    changes.enter(shelf, "water-1", SELLER)
    assert "Sam Seller, Owner, Hilltop" in printed(shelf, "5")
    assert "Old Oaks" in printed(shelf, "5")
    assert "Ada Sample" not in printed(shelf, "5")
    changes.revise_sheets(shelf, "water-1", ["5"])
    assert "Ada Sample" in printed(shelf, "5", 1)
    assert "Rolling Oaks Water Company" in printed(shelf, "5", 1)


def test_an_entered_sheet_names_nobody_who_was_not_named() -> None:
    shelf = book()
    changes.enter(shelf, "water-1", replace(SELLER, issuer=None, company=""))
    assert "Ada Sample" not in printed(shelf, "5")
    assert "T10" in [finding.id for finding in book_on(shelf, "water-1", TODAY).findings]


def test_a_company_that_changes_its_name_keeps_the_old_one_on_what_it_filed() -> None:
    shelf = book()
    changes.add_sheet(shelf, "water-1", "6", text="# Rules\n\n1. A rule.\n")
    filed(shelf, "6")
    before = printed(shelf, "6")
    name = Place("identity", "legal_name", "answer")
    entering.set_answer(shelf.file, "company", name, "Elm Park Water Company")
    assert shelf.file.profile().legal_name == "Elm Park Water Company"
    assert printed(shelf, "6") == before


def contents(shelf: TariffBook, number: str) -> str:
    chain = shelf.chain("water-1", number)
    return shelf.text("water-1", chain, chain.draft)


def test_a_check_sheet_is_of_its_own_day_and_counts_no_other_filing() -> None:
    shelf = book()
    entered(shelf, "5", text="# Rules\n\n1. A rule.\n")
    changes.revise_sheets(shelf, "water-1", ["5"])
    changes.write_draft(shelf, "water-1", "5", "# Rules\n\n{+} 1. Another rule.\n")
    first = filed(shelf, "5", 40)  # pending for later than the check sheet
    changes.add_sheet(shelf, "water-1", "7", text="# Leaks\n\n1. A rule.\n")
    changes.add_sheet(shelf, "water-1", "8", text="# Never filed with it\n")
    changes.add_front(shelf, "water-1", "2", "check sheet")
    filing = filings.begin_tariff_filing(shelf, "water-1", ["2", "7"])
    filings.change_tariff_filing(shelf, replace(filing, effective=TODAY + timedelta(days=31)))
    assert contents(shelf, "2").splitlines()[5:] == ["| 2 | Original |", "| 5 | Original |", "| 7 | Original |"]
    day = TODAY + timedelta(days=30)
    filings.record_outcome(shelf, first, filings.CommissionDecision(FilingOutcome.APPROVED, day))
    assert "| 5 | 1st Revised |" in contents(shelf, "2")
    filings.change_tariff_filing(shelf, replace(filing, effective=day - timedelta(days=1)))
    assert "| 5 | Original |" in contents(shelf, "2")


def test_any_sheet_may_be_written_by_the_program_with_revisions_where_wanted() -> None:
    shelf = book()
    entered(shelf, "2", text="# Typed so far\n")
    entered(shelf, "5")
    changes.revise_sheets(shelf, "water-1", ["2"])
    changes.add_front(shelf, "water-1", "2", "index with revisions")
    assert "| Schedule of rates | 5 | Original |" in contents(shelf, "2")
    with pytest.raises(changes.BadSchedule, match="The program writes no"):
        changes.write_front(shelf, "water-1", "2", "poem")
    changes.write_front(shelf, "water-1", "2", "")
    assert contents(shelf, "2").startswith("# Typed so far")
