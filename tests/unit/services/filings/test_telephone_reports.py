"""The report of a small telephone company: for whom it is begun, whose account numbers it has, what a year hands on."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place, place_of
from desktop_app.services.accounts import chart_of_accounts
from desktop_app.services.accounts.chart_of_accounts import BadAccount
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.analysis.size_of_company import customers_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import CannotBeginReport, begin_report, report_size
from tests.support.calendar_companies import company

FORM, AROUND = "annual_report_telecom", "annual_report_companion"
COUNT = Place("size", "telecom", "answer")


def begun(file: CompanyFile, year: int = 2025, lines: int = 1300) -> str:
    return begin_report(file, year, form=FORM, customers=Decimal(lines)).id


def exchange(file: CompanyFile, filing: str, **cells: str) -> str:
    row = entering.add_row(file, filing, "t5")
    for column, value in cells.items():
        entering.set_answer(file, filing, Place("t5", row, column), value)
    return row


@pytest.mark.parametrize(
    ("lines", "eligible", "near"),
    [
        ("", FilingOffer.ASK, False),
        ("4749", FilingOffer.YES, False),
        ("4750", FilingOffer.YES, True),
        ("5000", FilingOffer.YES, True),
        ("5001", FilingOffer.NO, False),
    ],
)
def test_for_whom_the_pages_are(tmp_path: Path, lines: str, eligible: FilingOffer, near: bool) -> None:
    file = company(tmp_path, "telecom")
    entering.set_answer(file, COMPANY, COUNT, lines)
    offer = report_size(file, FORM)
    assert (offer.eligible, bool(offer.near)) == (eligible, near)
    assert report_size(file, AROUND).eligible is FilingOffer.YES


def test_a_larger_company_is_led_to_the_commissions_form(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom")
    with pytest.raises(CannotBeginReport) as caught:
        begun(file, lines=5001)
    told = "5,001 access lines: these pages are for telephone companies with no more than 5,000 access lines."
    assert str(caught.value).startswith(told)
    assert str(caught.value).endswith("(3.030(1)) For telecom service start 'annual_report_companion'.")
    assert file.filings() == ()


def test_a_provider_of_private_pay_telephones_files_none(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", facts=("pay_phones_only",))
    with pytest.raises(CannotBeginReport, match=r"files no annual report. \(3.540\(1\)\)"):
        begun(file)


@pytest.mark.untraced
@pytest.mark.slow
def test_lines_are_handed_on_by_exchange_and_counted_for_the_next_year(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom")
    old = begun(file, 2024)
    assert customers_of(file.book(old), "telecom") is None, "nothing is entered yet"
    exchange(file, old, name="Sample City", residential_begin="4990", residential_added="5", business_begin="5")
    row = exchange(file, old, name="Sample Grove", residential_begin="10", residential_removed="10")
    assert customers_of(file.book(old), "telecom") == 5000
    new = begin_report(file, 2025, form=FORM).id
    values = file.book(new).calculation.values
    assert [str(values[Place("t5", row, column)]) for column in ("name", "residential_begin")] == ["Sample Grove", "0"]
    entering.set_answer(file, new, Place("t5", row, "other_added"), "1")
    with pytest.raises(CannotBeginReport, match="5,001 access lines"):
        begin_report(file, 2026, form=FORM)


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("filed", [FORM, AROUND])
def test_the_deadline_is_met_by_either_report(tmp_path: Path, filed: str) -> None:
    """The pages of the program and the commission's own form are two ways to the one report of a year."""
    file = company(tmp_path, "telecom")
    started = {FORM: begun(file), AROUND: begin_report(file, 2025, form=AROUND).id}
    annual_report.mark_filed(file, started[filed], "2026-04-02", "By mail")
    (due,) = [one for one in calendar(file, date(2026, 1, 1), date(2026, 12, 31)) if one.clock.label == "Annual report"]
    assert (due.filing, due.done) == (started[filed], date(2026, 4, 2))


@pytest.mark.untraced
@pytest.mark.parametrize(("services", "system"), [(("telecom",), "telephone"), (("water", "telecom"), "naruc1996")])
def test_accounts_of_a_company_with_nothing_but_telephone_have_no_listed_number(
    tmp_path: Path, services: tuple[str, ...], system: str
) -> None:
    file = company(tmp_path, *services)
    filing = begun(file)
    assert (file.profile().system, file.filing(filing).system) == (system, system)
    lines = file.book(filing).sheet.schedules["p4"].lines
    assert any(line.number for line in lines) is (system != "telephone")
    assert not any(line.number for line in file.book(filing).sheet.schedules["t3"].lines)


def test_a_number_is_the_companys_own_and_stands_once(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom")
    filing = begun(file)
    chart_of_accounts.change_account(file, "telecom", "switching", number="12.1")
    assert file.book(filing).sheet.schedules["t3"].by_id["switching"].number == "12.1"
    for utility, account in (("telecom", "radio"), ("", "cash")):
        with pytest.raises(BadAccount, match=r"The number 12.1 belongs to 12.1 Switching equipment. Choose another."):
            chart_of_accounts.change_account(file, utility, account, number="12.1")


@pytest.mark.untraced
@pytest.mark.slow
def test_a_filed_report_is_revised_with_its_exchanges(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom")
    filing = begun(file, 2024)
    row = exchange(file, filing, name="Sample City", residential_begin="10")
    entering.set_answer(file, filing, place_of("p9_oath/not_public/answer"), "yes")
    annual_report.mark_filed(file, filing, "2025-04-01", "By mail")
    revision = annual_report.begin_revision(file, filing).id
    assert revision == "2024-annual-report-telecom-revision-1"
    values = file.book(revision).calculation.values
    assert values[Place("t5", row, "end")] == 10
    assert place_of("p9_oath/not_public/answer") not in values, "a statement is asked again"
