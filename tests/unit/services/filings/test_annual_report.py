"""A report is begun from last year's, filed, and corrected by a revision that starts with everything it held."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.filings import FilingState
from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import CannotBeginReport, CannotMarkFiled
from tests.support.memory_companies import company, make_companies

OLD, NEW = "2024-annual-report", "2025-annual-report"
POWER, PRIOR = Place("w2", "power", "amount"), Place("w2", "power", "prior")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    return company(make_companies(), tmp_path)


def last_year(file: CompanyFile) -> CompanyFile:
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, OLD, POWER, "250")
    lender = entering.new_row(file, OLD, "loans", "lender", "A bank")
    entering.set_answer(file, OLD, lender._replace(column="balance"), "900")
    return file


def test_the_first_report_begins_empty_with_the_rules_of_the_day(file: CompanyFile) -> None:
    filing = annual_report.begin_report(file, 2025)
    assert (filing.id, filing.previous, filing.rules_on) == (NEW, "", date(2026, 2, 3))
    assert (filing.utilities, filing.system, filing.state) == (("water",), "naruc1996", FilingState.OPEN)
    assert dict(file.workspace.under(f"answer/{NEW}")) == {}


@pytest.mark.parametrize("year", [1989, 2100, 0, -5])
def test_a_year_out_of_reach_is_refused(file: CompanyFile, year: int) -> None:
    with pytest.raises(CannotBeginReport, match=rf"between 1990 and 2099; {year} does not"):
        annual_report.begin_report(file, year)


def test_a_company_without_services_is_asked_for_them(tmp_path: Path) -> None:
    file = make_companies().create(tmp_path / "empty.filingdesk")
    with pytest.raises(
        CannotBeginReport, match="First say on the Company page that the company provides water service"
    ):
        annual_report.begin_report(file, 2025)


def test_the_same_report_is_not_begun_twice(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    with pytest.raises(CannotBeginReport, match=f"There is a filing {NEW} already. Open it, or revise it"):
        annual_report.begin_report(file, 2025)


def test_last_years_report_opens_this_one(file: CompanyFile) -> None:
    filing = annual_report.begin_report(last_year(file), 2025)
    book = file.book(NEW)
    assert filing.previous == OLD
    assert book.calculation.values[PRIOR] == Decimal(250)
    assert POWER not in book.calculation.values
    assert book.sheet.schedules["loans"].rows == file.book(OLD).sheet.schedules["loans"].rows
    assert annual_report.differences(book) == ()


def test_an_opening_figure_that_was_changed_is_listed_beside_the_filed_one(file: CompanyFile) -> None:
    annual_report.begin_report(last_year(file), 2025)
    entering.set_answer(file, NEW, PRIOR, "260")
    (difference,) = annual_report.differences(file.book(NEW))
    assert (difference.place, difference.now, difference.filed) == (PRIOR, "260", "250")
    assert difference.where == "page W-2, 615 Purchased power, last year"


def test_the_newest_report_opens_the_next_even_after_a_gap(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2020)
    annual_report.begin_report(last_year(file), 2030)
    assert file.filing("2030-annual-report").previous == OLD


def test_another_report_can_be_named_to_open_from(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2020)
    assert (
        annual_report.begin_report(last_year(file), 2025, previous="2020-annual-report").previous
        == "2020-annual-report"
    )


@pytest.mark.parametrize("previous", ["nothing", "2030-annual-report", "company"])
def test_a_report_is_opened_only_from_one_of_an_earlier_year(file: CompanyFile, previous: str) -> None:
    annual_report.begin_report(file, 2030)
    with pytest.raises(CannotBeginReport, match=f"no filing '{previous}' of an earlier year"):
        annual_report.begin_report(file, 2025, previous=previous)


def test_a_revised_report_opens_the_next_year_in_its_last_revision(file: CompanyFile) -> None:
    annual_report.mark_filed(last_year(file), OLD, "2025-04-01", "By mail")
    for number in range(1, 12):
        revision = annual_report.begin_revision(file, OLD)
        assert revision.id == f"{OLD}-revision-{number}"
    entering.set_answer(file, f"{OLD}-revision-11", POWER, "300")
    annual_report.begin_report(file, 2025)
    assert file.filing(NEW).previous == f"{OLD}-revision-11"
    assert file.book(NEW).calculation.values[PRIOR] == Decimal(300)


def test_filing_keeps_the_day_the_way_and_the_profile_as_it_stood(file: CompanyFile) -> None:
    last_year(file)
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    filing = file.filing(OLD)
    assert (filing.state, filing.filed_on, filing.filed_how) == (FilingState.FILED, "2025-04-01", "By mail")
    name = Place("identity", "legal_name", "answer")
    entering.set_answer(file, "company", name, "Another name")
    assert file.book(OLD).calculation.model.outside["company"][name] != "Another name"
    with pytest.raises(CannotMarkFiled, match="was marked as filed on 2025-04-01 already"):
        annual_report.mark_filed(file, OLD, "2025-04-02", "Again")


def test_a_revision_starts_with_everything_and_leaves_the_filed_report_alone(file: CompanyFile) -> None:
    last_year(file)
    entering.explain_place(file, OLD, POWER, "Cold winter")
    entering.override(file, OLD, Place("w2", "gallons", "amount"), "5", "Estimate")
    sealing.seal_target(file, OLD, "p3", "x", "y")
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    before = file.book(OLD).answers
    revision = annual_report.begin_revision(file, OLD)
    assert (revision.revises, revision.state, revision.filed_on) == (OLD, FilingState.OPEN, "")
    assert replace(file.book(revision.id).answers, repeated={}) == before
    entering.set_answer(file, revision.id, POWER, "251")
    assert file.book(OLD).answers == before


def test_what_is_not_filed_is_not_revised(file: CompanyFile) -> None:
    with pytest.raises(CannotBeginReport, match=f"{OLD} has not been filed yet; edit it directly"):
        annual_report.begin_revision(last_year(file), OLD)


def test_beginning_is_one_step(file: CompanyFile) -> None:
    before = dict(last_year(file).workspace.under(""))
    annual_report.begin_report(file, 2025)
    file.undo()
    assert dict(file.workspace.under("")) == before


def test_the_particulars_survive_their_journey(file: CompanyFile) -> None:
    filing = annual_report.begin_report(file, 2025)
    assert file.workspace.get(records.filing_key(NEW)) == filing.to_json()
    assert file.filing(NEW) == filing


def test_the_company_profile_is_no_filing_that_is_begun(file: CompanyFile) -> None:
    with pytest.raises(CannotBeginReport, match="The company profile is not a filing"):
        annual_report.begin_report(file, 2025, form="company")
