"""What was filed or entered prints for ever as it was; what the program writes on a sheet is of the sheet's own day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.json_fields import as_table
from desktop_app.domain.tariffs.schedules import FilingOutcome, HeadCaptions, Issuer, MarkMeaning, ScheduleBinding
from desktop_app.domain.tariffs.versions import NotPossible
from desktop_app.domain.values import Place
from desktop_app.services.data_entry import entering
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import RATES, TODAY, entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS, words

OFFICER = Issuer("Sam Seller", "Owner", "Hilltop")
SELLER = EnteredSheet("5", 0, date(2015, 5, 1), date(2015, 4, 1), text=RATES, issuer=OFFICER, company="Old Oaks")


def printed(tariff_book: TariffBook, number: str, revision: int = 0) -> str:
    chain = tariff_book.chain("water-1", number)
    return words(PACKETS.printer(tariff_book, "water-1").sheet(chain, chain.version(revision)).pages)


def book() -> TariffBook:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    changes.change_schedule(tariff_book, replace(made, community="Rolling Oaks", heading="WATER SERVICE"))
    return tariff_book


def filed(tariff_book: TariffBook, number: str, days: int = 30) -> str:
    filing = filings.begin_tariff_filing(tariff_book, "water-1", [number])
    filing = replace(filing, effective=TODAY + timedelta(days=days), affects_rates=False)
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    return filing.id


def test_a_change_of_officer_place_and_marks_leaves_filed_sheets_as_they_were() -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "6", text="# Rules\n\n{*} 1. A rule.\n")
    filed(tariff_book, "6")
    before = printed(tariff_book, "6")
    assert "Ada Sample" in before
    made = tariff_book.schedule("water-1")
    other = replace(made, community="Elm Park", heading="", label="", issuer=Issuer("Bo Other", "Manager", "x"))
    changes.change_schedule(tariff_book, replace(other, marks=(MarkMeaning("N", "New"),)))
    assert printed(tariff_book, "6") == before


@pytest.mark.parametrize(
    ("earlier", "name"), [(False, "Original Adoption Notice"), (True, "Sheet No. Adoption Notice")]
)
def test_a_sheet_with_a_name_keeps_what_it_was_called(earlier: bool, name: str) -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "Adoption Notice", text="# Notice\n\nAdopted.\n")
    filed(tariff_book, "Adoption Notice")
    chain = tariff_book.chain("water-1", "Adoption Notice")
    dress = chain.version(0).dress
    assert dress is not None
    assert dress.frame is not None
    if earlier:
        old = chain.changed(replace(chain.version(0), dress=replace(dress, frame=replace(dress.frame, name=""))))
        key = entries.tariff_sheet_key("water-1", "adoption notice")
        tariff_book.file.edit("company", "As an earlier program kept it", {key: entries.chain_to_json(old)})
    assert name in printed(tariff_book, "Adoption Notice")


def test_what_an_earlier_program_filed_keeps_the_officer_of_before() -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "6", text="# Rules\n\n1. A rule.\n")
    filed(tariff_book, "6")
    chain = tariff_book.chain("water-1", "6")
    bare = chain.changed(replace(chain.version(0), dress=None))
    tariff_book.file.edit(
        "company", "As before", {entries.tariff_sheet_key("water-1", "6"): entries.chain_to_json(bare)}
    )
    before = printed(tariff_book, "6")
    changes.change_schedule(
        tariff_book, replace(tariff_book.schedule("water-1"), issuer=Issuer("Bo Other", "Manager", "x"))
    )
    assert printed(tariff_book, "6") == before


def test_the_seller_stands_on_what_the_seller_issued() -> None:
    tariff_book = book()
    enter_sheet(tariff_book, "water-1", SELLER)
    assert "Sam Seller, Owner, Hilltop" in printed(tariff_book, "5")
    assert "Old Oaks" in printed(tariff_book, "5")
    assert "Ada Sample" not in printed(tariff_book, "5")
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    assert "Ada Sample" in printed(tariff_book, "5", 1)
    assert "Rolling Oaks Water Company" in printed(tariff_book, "5", 1)


def test_an_entered_sheet_names_nobody_who_was_not_named() -> None:
    tariff_book = book()
    enter_sheet(tariff_book, "water-1", replace(SELLER, issuer=None, company=""))
    assert "Ada Sample" not in printed(tariff_book, "5")
    assert "T10" in [finding.id for finding in book_on(tariff_book, "water-1", TODAY).findings]


def test_a_company_that_changes_its_name_keeps_the_old_one_on_what_it_filed() -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "6", text="# Rules\n\n1. A rule.\n")
    filed(tariff_book, "6")
    before = printed(tariff_book, "6")
    name = Place("identity", "legal_name", "answer")
    entering.set_answer(tariff_book.file, "company", name, "Elm Park Water Company")
    assert tariff_book.file.profile().legal_name == "Elm Park Water Company"
    assert printed(tariff_book, "6") == before


def contents(tariff_book: TariffBook, number: str) -> str:
    chain = tariff_book.chain("water-1", number)
    return tariff_book.text("water-1", chain, chain.draft)


def test_a_check_sheet_is_of_its_own_day_and_counts_no_other_filing() -> None:
    tariff_book = book()
    entered(tariff_book, "5", text="# Rules\n\n1. A rule.\n")
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", "# Rules\n\n{+} 1. Another rule.\n")
    first = filed(tariff_book, "5", 40)  # pending for later than the check sheet
    changes.add_sheet(tariff_book, "water-1", "7", text="# Leaks\n\n1. A rule.\n")
    changes.add_sheet(tariff_book, "water-1", "8", text="# Never filed with it\n")
    changes.add_front(tariff_book, "water-1", "2", "check sheet")
    filing = filings.begin_tariff_filing(tariff_book, "water-1", ["2", "7"])
    filings.change_tariff_filing(tariff_book, replace(filing, effective=TODAY + timedelta(days=31)))
    assert contents(tariff_book, "2").splitlines()[5:] == ["| 2 | Original |", "| 5 | Original |", "| 7 | Original |"]
    day = TODAY + timedelta(days=30)
    filings.record_outcome(tariff_book, first, filings.CommissionDecision(FilingOutcome.APPROVED, day))
    assert "| 5 | 1st Revised |" in contents(tariff_book, "2")
    filings.change_tariff_filing(tariff_book, replace(filing, effective=day - timedelta(days=1)))
    assert "| 5 | Original |" in contents(tariff_book, "2")


def test_any_sheet_may_be_written_by_the_program_with_revisions_where_wanted() -> None:
    tariff_book = book()
    entered(tariff_book, "2", text="# Typed so far\n")
    entered(tariff_book, "5")
    changes.revise_sheets(tariff_book, "water-1", ["2"])
    changes.add_front(tariff_book, "water-1", "2", "index with revisions")
    assert "| Schedule of rates | 5 | Original |" in contents(tariff_book, "2")
    with pytest.raises(changes.BadSchedule, match="The program writes no"):
        changes.write_front(tariff_book, "water-1", "2", "poem")
    changes.write_front(tariff_book, "water-1", "2", "")
    assert contents(tariff_book, "2").startswith("# Typed so far")


def test_what_an_earlier_program_filed_keeps_the_name_of_the_company_when_that_changes_first() -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "6", text="# Rules\n\n1. A rule.\n")
    filed(tariff_book, "6")
    chain = tariff_book.chain("water-1", "6")
    bare = chain.changed(replace(chain.version(0), dress=None))
    tariff_book.file.edit(
        "company", "As before", {entries.tariff_sheet_key("water-1", "6"): entries.chain_to_json(bare)}
    )
    before = printed(tariff_book, "6")
    assert "Rolling Oaks Water Company" in before
    entering.set_answer(tariff_book.file, "company", Place("identity", "dba", "answer"), "Rolling Oaks")
    assert printed(tariff_book, "6") == before
    again = [(Place("identity", "legal_name", "answer"), "Elm Park Water Company")]
    assert entering.set_block(tariff_book.file, "company", again).refused == ()
    assert printed(tariff_book, "6") == before
    tariff_book.file.undo()
    tariff_book.file.undo()
    assert tariff_book.chain("water-1", "6").version(0).dress is None


def test_the_frame_of_a_filed_title_page_stays_as_it_was() -> None:
    """The territory, the legend of a small schedule and the governing schedule are of the day of filing."""
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, "electric")
    known = replace(made, territory="Sample County", governed_by=3, expires=TODAY + timedelta(days=900))
    changes.change_schedule(tariff_book, known)
    changes.add_sheet(tariff_book, made.id, "Title Page", text="# Rates\n")
    begun = filings.begin_tariff_filing(tariff_book, made.id)
    filings.change_tariff_filing(
        tariff_book,
        replace(begun, affects_rates=False, answers=(("memorandum", "They were never issued."),)),
    )
    filings.file_it(tariff_book, begun.id)

    def title() -> str:
        chain = tariff_book.chain(made.id, "Title Page")
        return words(PACKETS.printer(tariff_book, made.id).sheet(chain, chain.version(0)).pages)

    before = title()
    assert "Sample County" in before
    changes.change_schedule(
        tariff_book, replace(known, territory="Elm County", governed_by=0, expires=None, binding=ScheduleBinding.BOUND)
    )
    for number in range(1, 5):
        changes.add_sheet(tariff_book, made.id, str(number))
    assert title() == before
    kept = tariff_book.chain(made.id, "Title Page")
    assert entries.chain_from_json(entries.chain_to_json(kept)) == kept
    data = entries.chain_to_json(kept)
    assert isinstance(data, dict)
    with pytest.raises(ValueError, match="damaged"):
        entries.chain_from_json(
            {**data, "versions": [{"revision": 0, "state": "filed", "dress": {"frame": {"notes": "x"}}}]}
        )


def test_the_head_is_written_as_the_company_writes_it_and_stays_so_on_what_was_filed() -> None:
    tariff_book = book()
    made = tariff_book.schedule("water-1")
    named = HeadCaptions("P.S.C. MO. No.", "Name of Utility", "Service Area")
    changes.change_schedule(tariff_book, replace(made, captions=named))
    changes.add_sheet(tariff_book, "water-1", "6B-D", text="# Rules\n")
    filed(tariff_book, "6B-D")
    before = printed(tariff_book, "6B-D")
    assert "P.S.C. MO. No. 1" in before
    assert "Name of Utility" in before
    assert "Service Area" in before
    assert "For  Rolling Oaks" not in before
    changes.change_schedule(tariff_book, replace(made, captions=HeadCaptions()))
    assert printed(tariff_book, "6B-D") == before
    with pytest.raises(changes.BadSchedule, match="does not name the PSC"):
        changes.change_schedule(tariff_book, replace(made, captions=HeadCaptions("No.")))
    with pytest.raises(NotPossible, match="Sheet 6B-D has the number 6C too"):
        changes.add_sheet(tariff_book, "water-1", "6C")
    damaged = {**as_table(entries.schedule_to_json(made)), "captions": "x"}
    with pytest.raises(ValueError, match="captions"):
        entries.schedule_from_json("water-1", damaged)
