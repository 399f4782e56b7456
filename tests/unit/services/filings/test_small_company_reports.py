"""A report whose pages are for small companies alone: for whom it is begun, and what else is offered."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Place
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.data_entry import entering
from desktop_app.services.filings.annual_report import (
    CannotBeginReport,
    HowManyCustomers,
    begin_report,
    report_size,
)
from tests.support.calendar_companies import company

GAS, AROUND = "annual_report_gas", "annual_report_companion"
COUNT = Place("size", "gas", "answer")


@pytest.mark.parametrize(
    ("customers", "eligible", "near"),
    [
        ("", FilingOffer.ASK, False),
        ("0", FilingOffer.YES, False),
        ("2849", FilingOffer.YES, False),
        ("2850", FilingOffer.YES, True),
        ("3000", FilingOffer.YES, True),
        ("3001", FilingOffer.NO, False),
        ("40000", FilingOffer.NO, False),
    ],
)
def test_for_whom_the_pages_are(tmp_path: Path, customers: str, eligible: FilingOffer, near: bool) -> None:
    file = company(tmp_path, "gas")
    entering.set_answer(file, COMPANY, COUNT, customers)
    offer = report_size(file, GAS)
    assert (offer.eligible, bool(offer.near)) == (eligible, near)
    assert report_size(file, AROUND).eligible is FilingOffer.YES


def test_the_number_is_asked_and_kept(tmp_path: Path) -> None:
    file = company(tmp_path, "gas", "water")
    with pytest.raises(HowManyCustomers, match="count them"):
        begin_report(file, 2025, form=GAS)
    assert file.filings() == ()
    filing = begin_report(file, 2025, form=GAS, customers=Decimal(3000))
    assert (filing.id, filing.utilities) == ("2025-annual-report-gas", ("gas",))
    assert file.book(COMPANY).calculation.values[COUNT] == 3000


@pytest.mark.parametrize(
    ("form", "customers", "told"),
    [
        (GAS, "3001", "3,001 gas customers: these pages are for gas companies with no more than 3,000 customers."),
        (GAS, "3001", "For gas service start 'annual_report_companion'."),
        (GAS, "12.5", "The number of customers is a whole number; '12.5' is none."),
        (GAS, "-1", "The number of customers is a whole number"),
        ("annual_report", "100", "This report does not depend on the number of customers."),
    ],
)
def test_what_is_too_large_is_refused_in_a_sentence(tmp_path: Path, form: str, customers: str, told: str) -> None:
    file = company(tmp_path, "gas", "water")
    with pytest.raises(CannotBeginReport) as caught:
        begin_report(file, 2025, form=form, customers=Decimal(customers))
    assert told in str(caught.value)
    assert file.filings() == ()


@pytest.mark.untraced
def test_a_company_that_grew_is_led_to_the_commissions_form(tmp_path: Path) -> None:
    """What last year's report counts goes before the Company page; a number just counted goes before both."""
    file = company(tmp_path, "gas")
    old = begin_report(file, 2024, form=GAS, customers=Decimal(2000)).id
    entering.set_answer(file, old, Place("g1", "residential_sales", "begin"), "3001")
    with pytest.raises(CannotBeginReport, match="3,001 gas customers"):
        begin_report(file, 2025, form=GAS)
    assert begin_report(file, 2025, form=GAS, customers=Decimal(2990)).previous == old
    assert begin_report(file, 2025, form=AROUND).id == "2025-annual-report-companion-gas"
