"""The steps of a first report are done when the company has done them."""

from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import ValueSource
from desktop_app.services.cold_weather.beginning import begin_month
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.first_steps import FirstStepName, first_steps
from tests.support.case_companies import case_company
from tests.support.memory_companies import company, make_companies

REPORT = "2024-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    return company(make_companies(), tmp_path)


def done(file: CompanyFile) -> set[FirstStepName]:
    return {step.name for step in first_steps(file) if step.done} - {FirstStepName.COMPANY}


def test_each_step_is_done_when_the_company_has_done_it(file: CompanyFile) -> None:
    assert done(file) == set()
    assert {step.filing for step in first_steps(file)} == {""}
    annual_report.begin_report(file, 2024)
    assert done(file) == {FirstStepName.BEGIN}
    assert [step.filing for step in first_steps(file)][2:] == [REPORT] * 3
    place = Place("w2", "power", "amount")
    entering.set_answer(file, REPORT, place, "250")
    source = ValueSource(file.book(REPORT).calculation.values[place], "Trial balance tb.csv: Power 250.00")
    file.edit(REPORT, "As an import writes it", {records.source_key(REPORT, place): records.source_to_json(source)})
    assert done(file) == {FirstStepName.BEGIN, FirstStepName.BOOKS}


def test_the_filed_sample_has_done_its_own(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2024)
    annual_report.mark_filed(file, REPORT, "2025-04-01", "mail")
    assert FirstStepName.PACKAGE in done(file)


def test_a_report_of_another_kind_is_not_the_annual_report(file: CompanyFile) -> None:
    entering.set_answer(file, COMPANY, Place("identity", "gas", "answer"), "yes")
    begin_month(file, FilingPeriod(2025, 1))
    assert done(file) == set()
    assert {step.filing for step in first_steps(file)} == {""}


@pytest.mark.parametrize(("service", "own_pages"), [("electric", False), ("gas", True)])
def test_books_are_imported_into_no_form_of_the_commission(tmp_path: Path, service: str, own_pages: bool) -> None:
    """A small gas company may use this program's own pages."""
    file = case_company(tmp_path, service)
    assert (FirstStepName.BOOKS in {step.name for step in first_steps(file)}) is own_pages
    annual_report.begin_report(file, 2024, form="annual_report_companion", service=service)
    assert done(file) == {FirstStepName.BEGIN}
    assert FirstStepName.BOOKS not in {step.name for step in first_steps(file)}
