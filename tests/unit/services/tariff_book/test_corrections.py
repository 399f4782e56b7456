"""What was entered is put right until a filing cites it; what was only begun is removed; a number is chosen."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.versions import NotPossible
from desktop_app.services.tariff_book import changes, corrections, filings
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import NoTariffSchedule, TariffBook
from tests.support.tariff_company import entered, new_tariff_book, schedule

RULES = "# Rules\n\n1. A rule.\n"


def book() -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text=RULES)
    return tariff_book


def test_date_designation_subject_text_and_issuer_are_corrected_as_one_step() -> None:
    tariff_book = book()
    known = corrections.as_entered(tariff_book, "water-1", "5", 0)
    right = replace(
        known, revision=2, effective=date(2018, 1, 1), title="Leaks", text="# Leaks\n", issuer=Issuer("Bo Other")
    )
    done = corrections.correct_entered(tariff_book, "water-1", 0, right)
    assert done is not None
    assert done.label == "Correction of sheet 5, Original"
    chain = tariff_book.chain("water-1", "5")
    (version,) = chain.versions
    assert (version.revision, version.cancels, version.effective) == (2, 1, date(2018, 1, 1))
    assert (chain.title, tariff_book.text("water-1", chain, version)) == ("Leaks", "# Leaks\n")
    assert version.dress is not None
    assert version.dress.issuer.name == "Bo Other"


def test_a_draft_that_follows_does_not_stand_in_the_way_but_a_filing_does() -> None:
    tariff_book = book()
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    known = corrections.as_entered(tariff_book, "water-1", "5", 0)
    corrections.correct_entered(tariff_book, "water-1", 0, replace(known, effective=date(2014, 1, 1)))
    assert tariff_book.chain("water-1", "5").version(0).effective == date(2014, 1, 1)
    changes.write_draft(tariff_book, "water-1", "5", "# Rules\n\n{+} 1. Another rule.\n")
    filing = replace(filings.begin_tariff_filing(tariff_book, "water-1"), affects_rates=False)
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    with pytest.raises(NotPossible, match="is cited by the tariff filing water-1-2026-1"):
        corrections.correct_entered(tariff_book, "water-1", 0, known)
    with pytest.raises(NotPossible, match="was made here"):
        corrections.as_entered(tariff_book, "water-1", "5", 1)


def test_days_go_on_following_their_numbers() -> None:
    tariff_book = book()
    enter_sheet(tariff_book, "water-1", EnteredSheet("5", 1, date(2020, 1, 1), text=RULES))
    known = corrections.as_entered(tariff_book, "water-1", "5", 0)
    with pytest.raises(NotPossible, match="do not follow their numbers"):
        corrections.correct_entered(tariff_book, "water-1", 0, replace(known, effective=date(2021, 1, 1)))
    with pytest.raises(NotPossible, match="First Revised version already"):
        corrections.correct_entered(tariff_book, "water-1", 0, replace(known, revision=1))


def test_a_replacement_is_abandoned_and_an_empty_schedule_removed() -> None:
    tariff_book = book()
    new = changes.replace_schedule(tariff_book, "water-1")
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    corrections.remove_schedule(tariff_book, new.id)
    with pytest.raises(NoTariffSchedule):
        tariff_book.schedule(new.id)
    assert filing.id not in [known.id for known in tariff_book.filings()]
    assert not [key for key in tariff_book.file.workspace.under("tariff/") if new.id in key]
    assert changes.replace_schedule(tariff_book, "water-1").number == 2
    with pytest.raises(NotPossible, match="was entered or filed"):
        corrections.remove_schedule(tariff_book, "water-1")


def test_a_psc_number_is_chosen_until_it_was_filed() -> None:
    tariff_book = book()
    new = changes.replace_schedule(tariff_book, "water-1")
    corrections.choose_number(tariff_book, "water-1", 7)
    assert tariff_book.schedule("water-1").number == 7
    assert tariff_book.schedule(new.id).replaces == 7
    with pytest.raises(changes.BadSchedule, match="is taken or no number"):
        corrections.choose_number(tariff_book, "water-1", new.number)
    assert changes.new_schedule(tariff_book, changes.NewSchedule("water", "Again", 1)).id == "water-1b"
    with pytest.raises(changes.BadSchedule, match="whole number"):
        corrections.read_psc_number("two")


def test_what_was_filed_keeps_its_number() -> None:
    tariff_book = book()
    changes.add_sheet(tariff_book, "water-1", "6", text=RULES)
    filing = replace(filings.begin_tariff_filing(tariff_book, "water-1"), affects_rates=False)
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    with pytest.raises(NotPossible, match="its number and sheets stay"):
        corrections.choose_number(tariff_book, "water-1", 9)
