"""A schedule that replaces another, with a substitute for one of its sheets, and outcomes that are undone by hand."""

from dataclasses import replace
from datetime import date

from desktop_app.domain.tariffs.schedules import FilingOutcome, TariffFiling
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.stated_bills import confirm_bills, stated_bills
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.lived_tariffs import LIVES
from tests.support.tariff_company import OFFICER, entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS, words

APRIL_1, APRIL_6, APRIL_10 = date(2026, 4, 1), date(2026, 4, 6), date(2026, 4, 10)
Decision = filings.CommissionDecision


def raised(tariff_book: TariffBook, new: str, old_rate: str, rate: str) -> TariffFiling:
    """A filing of all drafts, the first rate of sheet 5 changed and its bills confirmed."""
    chain = tariff_book.chain(new, "5")
    text = tariff_book.text(new, chain, chain.draft).replace(old_rate, rate)
    changes.write_draft(tariff_book, new, "5", changes.with_marks(tariff_book, new, "5", text))
    filing = replace(filings.begin_tariff_filing(tariff_book, new), summary="A rate rises.")
    filings.change_tariff_filing(tariff_book, filing)
    confirm_bills(tariff_book, filing.id)
    return tariff_book.filing(filing.id)


def paper(tariff_book: TariffBook, filing: TariffFiling, name: str) -> str:
    return next(words(one.pages) for one in PACKETS.papers(tariff_book, filing.id) if one.name == name)


def test_a_substitute_in_a_schedule_that_replaces_another_names_both_and_compares_with_the_old_one() -> None:
    tariff_book = new_tariff_book()
    old = schedule(tariff_book)
    changes.change_schedule(tariff_book, replace(old, issuer=OFFICER))
    entered(tariff_book, "5")
    entered(tariff_book, "6", text="# Rules\n\n1. A rule.")
    new = changes.replace_schedule(tariff_book, old.id).id
    first = raised(tariff_book, new, "12.50", "14.00")
    assert "PSC Mo. No. 2, Original Sheet No. 5, canceling PSC Mo. No. 1, Original Sheet No. 5" in paper(
        tariff_book, first, "letter-of-transmittal"
    )
    assert stated_bills(tariff_book, first) == (
        "5/8 inch: $12.50 now, $14.00 proposed, a change of $1.50 (12.0 percent)",
    )
    filings.file_it(tariff_book, first.id)
    changes.revise_sheets(tariff_book, new, ["5"], wanted=DraftWanted(DraftPlace.SUBSTITUTE))
    second = raised(tariff_book, new, "14.00", "13.00")
    letter = paper(tariff_book, second, "letter-of-transmittal")
    assert "PSC Mo. No. 2, Substitute Original Sheet No. 5, canceling PSC Mo. No. 1, Original Sheet No. 5" in letter
    assert "as a substitute for Original Sheet No. 5, issued March 2, 2026" in letter
    assert stated_bills(tariff_book, second) == (
        "5/8 inch: $12.50 now, $13.00 proposed, a change of $0.50 (4.0 percent)",
    )
    marked = paper(tariff_book, second, "marked-copy")
    assert "$12.50" in marked
    assert "$14.00" not in marked, "it is compared with the schedule that it replaces, not with what it stands in for"
    filings.file_it(tariff_book, second.id)
    filings.record_outcome(tariff_book, first.id, Decision(FilingOutcome.APPROVED, APRIL_6))
    filings.record_outcome(tariff_book, second.id, Decision(FilingOutcome.APPROVED, APRIL_10))
    in_force = {
        (day, name): [sheet.in_force.name() for sheet in book_on(tariff_book, name, day).in_force if sheet.in_force]
        for day in (APRIL_1, APRIL_6, APRIL_10)
        for name in (old.id, new)
    }
    assert in_force == {
        (APRIL_1, old.id): ["Original", "Original"],
        (APRIL_1, new): [],
        (APRIL_6, old.id): [],
        (APRIL_6, new): ["Original"],
        (APRIL_10, old.id): [],
        (APRIL_10, new): ["Substitute Original", "Original"],
    }


def test_outcomes_undone_by_hand_leave_the_book_as_it_was_and_can_be_decided_in_another_way() -> None:
    """Every step of the story of a sewer tariff backwards and forwards through the history."""
    lived = LIVES["sewer"]()
    workspace = lived.tariff_book.file.workspace
    done, steps = dict(workspace.under("tariff/")), 0
    while workspace.next_undo() is not None and lived.tariff_book.filings():
        lived.tariff_book.file.undo()
        steps += 1
        for filing in lived.tariff_book.filings():  # every state on the way can be read and printed
            assert lived.tariff_book.filing(filing.id) == filing
    assert steps > 20
    for _ in range(steps):
        lived.tariff_book.file.redo()
    assert dict(workspace.under("tariff/")) == done
    lived.tariff_book.file.undo()
    last = lived.tariff_book.filings()[-1]
    filings.record_outcome(lived.tariff_book, last.id, Decision(FilingOutcome.REJECTED))
    shown = book_on(lived.tariff_book, lived.schedule, date(2026, 12, 1)).in_force
    assert {str(one.chain.number): one.in_force.name() for one in shown if one.in_force}["4"] == "Original"
