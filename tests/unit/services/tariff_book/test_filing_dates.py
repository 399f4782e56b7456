"""The days that the window offers for a filing come from a service, with the rule beside them."""

from datetime import date

from desktop_app.domain.tariffs.schedules import FilingOutcome, NoticeKind
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filing_dates import UNDATED, counted_words, earliest_day, effect_words, usual_days
from tests.support.tariff_company import new_tariff_book, schedule
from tests.support.tariff_packets import changed

REJECTED = FilingOutcome.REJECTED


def test_the_notice_is_counted_from_issue_and_from_receipt_and_a_closed_day_is_named() -> None:
    tariff_book, filing = changed()
    words = counted_words(tariff_book, filing, date(2026, 3, 2), date(2026, 3, 4), date(2026, 4, 4))
    assert "30 days counted from issue lead to April 1, 2026, 30 days counted from receipt to April 3, 2026" in words
    assert words.endswith("The proposed day is a Saturday.")
    assert counted_words(tariff_book, filing, None, date(2026, 3, 4), None) == UNDATED


def test_the_earliest_day_offered_is_a_business_day() -> None:
    tariff_book, filing = changed()
    assert earliest_day(tariff_book, filing, date(2026, 3, 4), date(2026, 3, 5)) == date(2026, 4, 6)


def test_a_filing_to_begin_with_keeps_the_notice_in_its_strictest_reading() -> None:
    """Issued on Friday, March 6: there on Monday the 9th; thirty full days after that the day is Thursday, April 9."""
    tariff_book = new_tariff_book(date(2026, 3, 6))
    schedule(tariff_book)
    changes.add_sheet(tariff_book, "water-1", "5", text="# Rules")
    filing = filings.begin_tariff_filing(tariff_book, "water-1", mailed=True)
    assert (filing.received, filing.effective) == (date(2026, 3, 9), date(2026, 4, 9))


def test_a_known_day_of_arrival_moves_the_day_in_effect() -> None:
    """Issued on Friday, March 6, and there on Friday the 20th: the day after thirty full days is Monday, April 20."""
    rules = new_tariff_book(date(2026, 3, 6))
    days = usual_days(rules.rules(schedule(rules)), date(2026, 3, 6), NoticeKind.STATUTORY, date(2026, 3, 20))
    assert days == (date(2026, 3, 20), date(2026, 4, 20))


def test_a_list_tells_the_day_on_which_a_filing_took_effect_not_the_one_proposed() -> None:
    tariff_book, filing = changed()
    assert effect_words(filing) == "proposed 04/01/2026"
    filings.file_it(tariff_book, filing.id)
    until = filings.CommissionDecision(FilingOutcome.SUSPENDED, date(2026, 8, 1))
    assert effect_words(filings.record_outcome(tariff_book, filing.id, until)) == "suspended until 08/01/2026"
    done = filings.CommissionDecision(FilingOutcome.APPROVED, date(2026, 6, 15))
    assert effect_words(filings.record_outcome(tariff_book, filing.id, done)) == "in force 06/15/2026"
    tariff_book, filing = changed()
    filings.file_it(tariff_book, filing.id)
    assert effect_words(filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(REJECTED))) == ""
