"""The days of tariff filings in the calendar, in its file for other programs and among what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, NoticeKind
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import DueEntry, calendar
from desktop_app.services.filing_calendar.icalendar import icalendar
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filings import CommissionDecision
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import RATES, TODAY, entered, new_tariff_book, schedule

HIGHER = RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00")
EFFECTIVE = TODAY + timedelta(days=45)


def days(tariff_book: TariffBook) -> Sequence[DueEntry]:
    found = calendar(tariff_book.file, TODAY, TODAY + timedelta(days=400))
    return [due for due in found if due.clock.name.startswith("tariff_filing/")]


def titled(tariff_book: TariffBook) -> list[tuple[str, date]]:
    return [(due.title.partition(": ")[2], due.shown) for due in days(tariff_book)]


def begun(utility: str = "water") -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.revise_sheets(tariff_book, f"{utility}-1", ["5"])
    changes.write_draft(tariff_book, f"{utility}-1", "5", HIGHER)
    filing = filings.begin_tariff_filing(tariff_book, f"{utility}-1")
    filing = replace(filing, received=TODAY + timedelta(days=1), effective=EFFECTIVE, summary="A charge rises.")
    filings.change_tariff_filing(tariff_book, filing)
    return tariff_book


def test_a_filing_is_in_the_calendar_from_its_preparation_to_its_outcome() -> None:
    tariff_book = begun()
    assert titled(tariff_book) == [("at the commission", TODAY + timedelta(days=1))]
    (due,) = days(tariff_book)
    assert due.ours
    assert due.send_by is not None
    name = due.clock.name
    keeping.mark_done(tariff_book.file, due.key, TODAY)
    assert days(tariff_book)[0].settled == "Done on March 2, 2026"
    ics = icalendar(days(tariff_book), "Rolling Oaks", "id", "2026-03-02T10:00:00+00:00")
    assert "SUMMARY:Rolling Oaks: Tariff filing water-1-2026-1: at the commission" in ics.replace("\r\n ", "")
    other = replace(tariff_book.filing("water-1-2026-1"), received=TODAY + timedelta(days=9))
    filings.change_tariff_filing(tariff_book, other)
    moved = icalendar(days(tariff_book), "Rolling Oaks", "id", "2026-03-02T10:00:00+00:00")
    marks = [[line for line in text.replace("\r\n ", "").split("\r\n") if "UID" in line] for text in (ics, moved)]
    assert marks[0] == marks[1], "a day that is put off moves in the other calendar"
    assert ics != moved
    filed = filings.file_it(tariff_book, "water-1-2026-1")
    assert titled(tariff_book) == [("proposed to take effect, record what the commission did", EFFECTIVE)]
    assert days(tariff_book)[0].clock.name != name
    until = TODAY + timedelta(days=200)
    filings.record_outcome(tariff_book, filed.id, CommissionDecision(FilingOutcome.SUSPENDED, until))
    assert titled(tariff_book) == [("suspended until this day, record what the commission did", until)]
    filings.record_outcome(tariff_book, filed.id, CommissionDecision(FilingOutcome.APPROVED, until))
    assert titled(tariff_book) == []


def test_customers_are_told_in_time_where_the_rule_says_so() -> None:
    tariff_book = begun("telecom")
    filing = tariff_book.filings()[0]
    assert "notice to customers" not in dict(titled(tariff_book))
    for answers in ((("customer_notice", "Rates rise."),), (("affirmed", "yes"),)):
        told = replace(filing, notice=NoticeKind.INCREASE, answers=answers)
        filings.change_tariff_filing(tariff_book, told)
        assert dict(titled(tariff_book))["notice to customers"] == EFFECTIVE - timedelta(days=10)
    (due,) = (due for due in days(tariff_book) if "customers" in due.title)
    assert due.authority == "3.545(15)"
    adoption = replace(filing, notice=NoticeKind.STATUTORY, answers=(("customer_notice", "We have a new name."),))
    filings.change_tariff_filing(tariff_book, adoption)
    assert "notice to customers" not in dict(titled(tariff_book))
    water = begun()
    filings.change_tariff_filing(water, replace(water.filings()[0], answers=(("customer_notice", "Rates rise."),)))
    assert [title for title, _ in titled(water)] == ["at the commission"]


@pytest.mark.parametrize("missing", ["received", "effective"])
def test_a_filing_without_its_days_has_none_in_the_calendar(missing: str) -> None:
    tariff_book = begun()
    filing = tariff_book.filings()[0]
    bare = replace(filing, received=None) if missing == "received" else replace(filing, effective=None)
    filings.change_tariff_filing(tariff_book, bare)
    assert days(tariff_book) == []


@pytest.mark.parametrize("utility", ["water", "sewer", "gas", "heating"])
def test_the_days_of_a_small_company_case_are_in_the_calendar(utility: str) -> None:
    tariff_book = begun(utility)
    letter, shown = TODAY - timedelta(days=100), TODAY + timedelta(days=3)
    answers = (("case_letter", letter.isoformat()), ("second_notice_on", shown.isoformat()))
    filing = replace(tariff_book.filings()[0], notice=NoticeKind.SMALL_STAFF, answers=answers)
    filings.change_tariff_filing(tariff_book, filing)
    assert dict(titled(tariff_book)) == {
        "at the commission": TODAY + timedelta(days=1),
        "second notice to customers": shown,
        "customers answer the second notice": shown + timedelta(days=20),
        "agreement reached and tariff filed": letter + timedelta(days=150),
    }
    ours = {due.title.partition(": ")[2]: due.ours for due in days(tariff_book)}
    assert (ours["agreement reached and tariff filed"], ours["customers answer the second notice"]) == (True, False)
    keeping_on = replace(tariff_book.filings()[0], stage=FilingStage.FILED)
    filings.change_tariff_filing(tariff_book, keeping_on)
    later = dict(titled(tariff_book))
    assert later["request for a local public hearing"] == TODAY + timedelta(days=21)
    assert later["public counsel agrees or disagrees"] == TODAY + timedelta(days=26)
    assert "agreement reached and tariff filed" not in later


def test_a_case_agreed_with_all_has_no_second_notice() -> None:
    tariff_book = begun()
    answers = (("case_letter", TODAY.isoformat()), ("second_notice_on", TODAY.isoformat()))
    filing = replace(tariff_book.filings()[0], notice=NoticeKind.SMALL_AGREED, answers=answers)
    filings.change_tariff_filing(tariff_book, filing)
    assert "second notice to customers" not in dict(titled(tariff_book))
    filings.change_tariff_filing(tariff_book, replace(filing, answers=()))
    assert [title for title, _ in titled(tariff_book)] == ["at the commission"]


@pytest.mark.parametrize(
    ("day", "send_by"),
    [
        ("2026-11-29", "2026-11-20"),
        ("2026-12-25", "2026-12-18"),
        ("2027-01-03", "2026-12-24"),
    ],
)
def test_nothing_is_to_be_sent_on_a_day_without_mail(day: str, send_by: str) -> None:
    tariff_book = begun()
    received = date.fromisoformat(day)
    filing = replace(tariff_book.filings()[0], received=received, effective=received + timedelta(days=40))
    filings.change_tariff_filing(tariff_book, filing)
    (due,) = days(tariff_book)
    assert due.send_by == date.fromisoformat(send_by)
