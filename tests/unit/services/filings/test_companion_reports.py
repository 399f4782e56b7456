"""The report that goes around the commission's own form: one for each service, by that service's own rule."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import kind_of, offered_forms
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar.due import DueEntry, calendar
from desktop_app.services.filing_package.correspondence import BLANK
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import CannotBeginReport
from tests.support.calendar_companies import ALL, company

FORM = "annual_report_companion"
GAS, ELECTRIC = "2025-annual-report-companion-gas", "2025-annual-report-companion-electric"


def begin(file: CompanyFile, year: int, service: str) -> str:
    return annual_report.begin_report(file, year, form=FORM, service=service).id


def report_due(file: CompanyFile) -> DueEntry:
    (found,) = [
        due for due in calendar(file, date(2026, 1, 1), date(2026, 12, 31)) if due.clock.label == "Annual report"
    ]
    return found


def test_each_service_has_a_report_of_its_own_and_opens_from_its_own(tmp_path: Path) -> None:
    file = company(tmp_path, "electric", "gas")
    begin(file, 2024, "electric")
    begin(file, 2024, "gas")
    assert (begin(file, 2025, "gas"), begin(file, 2025, "electric")) == (GAS, ELECTRIC)
    assert file.filing(GAS).utilities == ("gas",)
    assert file.filing(GAS).previous == "2024-annual-report-companion-gas"
    assert file.filing(ELECTRIC).previous == "2024-annual-report-companion-electric"
    annual_report.mark_filed(file, GAS, "2026-04-01", "By mail")
    assert annual_report.begin_revision(file, GAS).id == f"{GAS}-revision-1"


def test_a_company_with_one_such_service_need_not_name_it(tmp_path: Path) -> None:
    assert begin(company(tmp_path, "gas"), 2025, "") == GAS


@pytest.mark.parametrize(
    ("utilities", "form", "service", "told"),
    [
        (("electric", "gas"), FORM, "", "Each service has a report of its own. Say for which: electric or gas."),
        (("electric", "gas"), FORM, "water", "is for electric or gas service of the company, not 'water'"),
        (("gas",), "annual_report", "", "For gas service start 'annual_report_gas' or 'annual_report_companion'."),
        (("water",), FORM, "", "provides electric or gas or telecom service. For water service start 'annual_report'."),
        (("water",), "annual_report", "water", "for all services of the company together. Start it without a service."),
    ],
)
def test_what_cannot_be_begun_is_refused_in_a_sentence(
    tmp_path: Path, utilities: tuple[str, ...], form: str, service: str, told: str
) -> None:
    with pytest.raises(CannotBeginReport) as caught:
        annual_report.begin_report(company(tmp_path, *utilities), 2025, form=form, service=service)
    assert told in str(caught.value)


def test_a_private_pay_phone_provider_is_told_that_it_files_none(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", "gas", facts=("pay_phones_only",))
    with pytest.raises(
        CannotBeginReport, match=r"A private pay telephone provider files no annual report. \(3.540\(1\)\)"
    ):
        begin(file, 2025, "telecom")
    assert begin(file, 2025, "gas") == GAS
    assert report_due(file).utilities == ("gas",)


def test_the_list_of_reports_names_every_service_once(tmp_path: Path) -> None:
    found = offered_forms(company(tmp_path, *ALL), "annual_report")
    assert [(item.form, item.utilities, item.service) for item in found] == [
        ("annual_report", ("water", "sewer", "heating"), ""),
        (FORM, ("electric",), "electric"),
        ("annual_report_gas", ("gas",), ""),
        (FORM, ("gas",), "gas"),
        ("annual_report_telecom", ("telecom",), ""),
        (FORM, ("telecom",), "telecom"),
    ]
    around = ["goes around the commission's own form" in item.how for item in found]
    assert around == [False, True, False, True, False, True]


def test_which_filing_of_the_chapter_a_form_prepares(tmp_path: Path) -> None:
    library = company(tmp_path, "gas").library
    assert (kind_of(library, FORM), kind_of(library, "annual_report")) == ("annual_report", "annual_report")
    assert kind_of(library, "cold_weather_report") == "cold_weather_report"


@pytest.mark.untraced
@pytest.mark.slow
def test_the_deadline_is_met_when_the_report_of_every_service_is_filed(tmp_path: Path) -> None:
    file = company(tmp_path, "water", "electric", "gas")
    assert (report_due(file).filing, report_due(file).done) == ("", None)
    assert report_due(file).sentence.endswith(
        "A report of its own is filed for electric and for gas service. Not marked as filed: electric, gas, water."
    )
    water = annual_report.begin_report(file, 2025).id
    begin(file, 2025, "gas")
    begin(file, 2025, "electric")
    annual_report.mark_filed(file, water, "2026-03-02", "By mail")
    annual_report.mark_filed(file, GAS, "2026-04-02", "By mail")
    assert (report_due(file).filing, report_due(file).done) == (ELECTRIC, None)
    assert report_due(file).sentence.endswith("Not marked as filed: electric.")
    annual_report.mark_filed(file, ELECTRIC, "2026-04-09", "By mail")
    assert report_due(file).done == date(2026, 4, 9)
    assert report_due(file).sentence.endswith("for electric and for gas service.")


@pytest.mark.parametrize(("service", "base"), [("gas", "100"), ("electric", "100"), ("telecom", "")])
def test_the_penalty_on_the_filing_sheet_is_that_of_the_services_own_rule(
    tmp_path: Path, service: str, base: str
) -> None:
    file = company(tmp_path, *ALL)
    fields = material_of(file, file.book(begin(file, 2025, service))).source().fields
    assert (fields["penalty_base"], fields["penalty_per_day"]) == (base, "100")
    assert fields["no_penalty_base"] == ("" if base else "yes")
    assert fields["due_date"] == "April 15, 2026"
    assert BLANK not in fields["due_date"]


def test_the_lists_of_tenants_are_asked_where_the_service_is_provided(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", "gas")
    filing = begin(file, 2025, "telecom")
    entering.set_answer(file, filing, place_of("tenant_service/provided/answer"), "no")
    missing = {problem.place.split("/")[0] for problem in file.book(filing).checks.problems}
    assert not missing & {"premises", "complaints", "formal"}
    entering.set_answer(file, filing, place_of("tenant_service/provided/answer"), "yes")
    missing = {problem.place.split("/")[0] for problem in file.book(filing).checks.problems}
    assert {"premises", "complaints", "formal"} <= missing
    assert "premises" not in file.book(begin(file, 2025, "gas")).sheet.schedules
