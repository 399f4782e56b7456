"""The day of an outcome is put right without undoing what came after it."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.tariffs.schedules import FilingOutcome
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.filings import CannotFileTariff, CommissionDecision
from desktop_app.services.tariff_book.outcome_correction import correct_outcome, recorded_outcome
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.undone_filing import undone_filing
from tests.support.tariff_company import RATES, entered, new_tariff_book, schedule

APPROVED, SUSPENDED = FilingOutcome.APPROVED, FilingOutcome.SUSPENDED
RECORDED, RIGHT, NEXT = date(2026, 4, 3), date(2026, 4, 13), date(2026, 6, 1)


def filed(tariff_book: TariffBook, rate: str, effective: date = RECORDED) -> str:
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", RATES.replace("5/8 inch = 12.50", f"{{*}} 5/8 inch = {rate}"))
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    filings.change_tariff_filing(tariff_book, replace(filing, summary="A rate rises.", effective=effective))
    filings.file_it(tariff_book, filing.id)
    return filing.id


@pytest.fixture
def tariff_book() -> TariffBook:
    made = new_tariff_book()
    schedule(made)
    entered(made, "5")
    return made


def in_force(tariff_book: TariffBook, day: date, name: str = "water-1") -> list[str]:
    return [one.in_force.name() for one in book_on(tariff_book, name, day).in_force if one.in_force]


def test_the_day_and_the_numbers_of_an_approval_are_put_right_as_one_step(tariff_book: TariffBook) -> None:
    filing = filed(tariff_book, "14.00")
    assert recorded_outcome(tariff_book.filing(filing)) is None
    filings.record_outcome(tariff_book, filing, CommissionDecision(APPROVED, RECORDED, case="WR-2026-0001"))
    filed(tariff_book, "15.00", NEXT)
    done = correct_outcome(tariff_book, filing, CommissionDecision(APPROVED, RIGHT, tracking="YW-2026-0002"))
    assert (done.effective_actual, done.case, done.tracking) == (RIGHT, "WR-2026-0001", "YW-2026-0002")
    assert in_force(tariff_book, RECORDED) == ["Original"]
    assert in_force(tariff_book, RIGHT) == ["First Revised"]
    assert recorded_outcome(done) == CommissionDecision(APPROVED, RIGHT, case="WR-2026-0001", tracking="YW-2026-0002")
    assert "the outcome of tariff filing" in undone_filing(tariff_book.file.workspace.next_undo())
    tariff_book.file.undo()
    assert in_force(tariff_book, RECORDED) == ["First Revised"]


def test_a_suspension_gets_another_end(tariff_book: TariffBook) -> None:
    filing = filed(tariff_book, "14.00")
    filings.record_outcome(tariff_book, filing, CommissionDecision(SUSPENDED, RECORDED))
    done = correct_outcome(tariff_book, filing, CommissionDecision(SUSPENDED, NEXT))
    assert (done.suspended_until, done.effective_actual) == (NEXT, None)
    assert correct_outcome(tariff_book, filing, CommissionDecision(SUSPENDED)).suspended_until == NEXT


def test_what_could_not_have_been_is_refused_and_changes_nothing(tariff_book: TariffBook) -> None:
    filing = filed(tariff_book, "14.00")
    with pytest.raises(CannotFileTariff, match="no day was recorded"):
        correct_outcome(tariff_book, filing, CommissionDecision(APPROVED, RIGHT))
    filings.record_outcome(tariff_book, filing, CommissionDecision(APPROVED, RECORDED))
    with pytest.raises(CannotFileTariff, match=r"that it was approved was recorded.*on which it was suspended"):
        correct_outcome(tariff_book, filing, CommissionDecision(SUSPENDED, RIGHT))
    with pytest.raises(CannotFileTariff, match="The commission has had it since March 2, 2026"):
        correct_outcome(tariff_book, filing, CommissionDecision(APPROVED, date(2025, 4, 13)))
    second = filed(tariff_book, "15.00", NEXT)
    filings.record_outcome(tariff_book, second, CommissionDecision(APPROVED, NEXT))
    before = dict(tariff_book.file.workspace.under("tariff/"))
    with pytest.raises(CannotFileTariff, match=r"First Revised would be in effect from June 1, 2026, and Second"):
        correct_outcome(tariff_book, filing, CommissionDecision(APPROVED, NEXT))
    assert dict(tariff_book.file.workspace.under("tariff/")) == before


def test_a_schedule_that_was_replaced_ends_on_the_right_day(tariff_book: TariffBook) -> None:
    new = changes.replace_schedule(tariff_book, "water-1").id
    filing = filings.begin_tariff_filing(tariff_book, new)
    filings.change_tariff_filing(tariff_book, replace(filing, affects_rates=False, effective=RECORDED))
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, CommissionDecision(APPROVED, RECORDED))
    correct_outcome(tariff_book, filing.id, CommissionDecision(APPROVED, RIGHT))
    assert tariff_book.schedule("water-1").canceled_on == RIGHT
    assert (in_force(tariff_book, RECORDED), in_force(tariff_book, RECORDED, new)) == (["Original"], [])
    assert (in_force(tariff_book, RIGHT), in_force(tariff_book, RIGHT, new)) == ([], ["Original"])
