"""What one filing says against another, and against the rates of the tariff book, with both places."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place, place_of
from desktop_app.services.analysis.cross_checks import TARIFF_BOOK, CrossFinding, cross_findings
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.calendar_companies import company
from tests.support.tariff_company import OFFICER, new_tariff_book

REPORT = "2025-annual-report"
# Customer charge 20.00 and 8.00 for each 1,000 gallons.
RATES = """[rates: per month, by meter size] Customer charge
5/8 inch meter = 20.00
[end]

[rates: per 1,000 gallons, by block] Water used
all gallons = 8.00
[end]
"""


def rates(file: CompanyFile, text: str = RATES, since: date = date(2015, 5, 1)) -> None:
    book = TariffBook(file)
    changes.new_schedule(book, changes.NewSchedule("water", "Rates"))
    sheet = EnteredSheet("1", 0, since, date(2015, 4, 1), text=text, issuer=OFFICER)
    enter_sheet(book, "water-1", sheet)


def reported(file: CompanyFile, revenue: str, *, customers: str = "100", gallons: str = "6,000") -> None:
    """100 customers with 6,000,000 gallons a year: 5,000 gallons a month each."""
    annual_report.begin_report(file, 2025)
    line = next(place.line for place in file.book(REPORT).sheet.cells if place.schedule == "w1")
    for column, value in (("average", customers), ("gallons", gallons), ("revenue", revenue)):
        entering.set_answer(file, REPORT, Place("w1", line, column), value)


def found(file: CompanyFile, filing: str = REPORT) -> tuple[CrossFinding, ...]:
    return cross_findings(file, filing)


def water() -> CompanyFile:
    """A water company whose file keeps documents: the texts of sheets are some."""
    return new_tariff_book().file


@pytest.mark.slow
def test_revenue_that_the_rates_cannot_bring_in_is_told_with_both_places() -> None:
    file = water()
    rates(file)
    reported(file, "40,000")
    (one,) = found(file)
    # 20.00 + 5 x 8.00 = 60.00 a month; 100 customers pay 72,000 a year.
    assert "100 customers on average, each with 5,000 gallons a month, pay $72,000 a year" in one.sentence
    assert (str(one.place), one.other) == ("w1/sales/revenue", TARIFF_BOOK)


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    ("revenue", "told"), [("53,999", True), ("54,000", False), ("90,000", False), ("90,001", True)]
)
def test_within_the_band_nothing_is_said(revenue: str, told: bool) -> None:
    file = water()
    rates(file)
    reported(file, revenue)
    assert bool(found(file)) is told


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        RATES.replace("per 1,000 gallons", "per Ccf"),
        RATES.replace("per month", "per quarter"),
        "# Rules and regulations\n",
    ],
)
def test_rates_that_cannot_be_compared_say_nothing(text: str) -> None:
    file = water()
    rates(file, text)
    reported(file, "1")
    assert found(file) == ()


@pytest.mark.slow
def test_without_rates_or_figures_nothing_is_said() -> None:
    file = water()
    reported(file, "40,000", customers="0")
    assert found(file) == ()
    rates(file)
    assert found(file) == ()


@pytest.mark.slow
def test_a_change_of_rates_within_the_year_widens_what_fits() -> None:
    file = water()
    rates(file, since=date(2025, 7, 1))
    reported(file, "72,000")
    assert found(file) == ()


def cold(file: CompanyFile, off: str, month: int = 1) -> str:
    filing = beginning.begin_month(file, FilingPeriod(2026, month)).id
    (schedule,) = [key for key in file.book(filing).sheet.schedules if key.startswith("figures_gas")]
    for column, value in (("aided", off), ("other", "0")):
        entering.set_answer(file, filing, Place(schedule, "a1", column), value)
    return filing


def test_customers_without_service_are_no_more_than_the_reports_customers(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    report = annual_report.begin_report(file, 2025, form="annual_report_companion").id
    filing = cold(file, "101")
    assert found(file, filing) == ()
    entering.set_answer(file, report, place_of("size/gas/count"), "101")
    assert found(file, filing) == ()
    entering.set_answer(file, report, place_of("size/gas/count"), "100")
    (one,) = found(file, filing)
    assert one.sentence.startswith("101 customers without service at the end of the month are more than all the gas")
    assert (str(one.place), one.other, one.other_place) == ("all_gas/a1/total", report, "size/gas/count")


def test_the_months_are_held_against_each_other(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    cold(file, "10")
    later = cold(file, "14", month=2)
    schedule = next(key for key in file.book(later).sheet.schedules if key.startswith("figures_gas"))

    def told() -> bool:
        return any(problem.id == "CWG_off_before" for problem in file.book(later).checks.problems)

    for column, value in (("aided", "3"), ("other", "0")):
        entering.set_answer(file, later, Place(schedule, "a2", column), value)
    assert told()
    entering.set_answer(file, later, Place(schedule, "a2", "aided"), "4")
    assert not told()


@pytest.mark.untraced
@pytest.mark.slow
def test_a_report_of_half_a_year_is_not_held_against_a_year_of_bills() -> None:
    file = water()
    rates(file)
    reported(file, "36,000")
    assert len(found(file)) == 1
    entering.set_answer(file, REPORT, place_of("cover/year_from/answer"), "7/1/2025")
    assert found(file) == ()


def test_the_newest_version_of_the_report_counts(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    report = annual_report.begin_report(file, 2025, form="annual_report_companion").id
    entering.set_answer(file, report, place_of("size/gas/count"), "200")
    filing = cold(file, "101")
    assert found(file, filing) == ()
    annual_report.mark_filed(file, report, "2026-02-02", "By mail")
    revision = annual_report.begin_revision(file, report).id
    entering.set_answer(file, revision, place_of("size/gas/count"), "100")
    (one,) = found(file, filing)
    assert one.other == revision
    entering.set_answer(file, revision, place_of("size/gas/count"), "")
    assert found(file, filing) == ()
    file.undo()
    assert len(found(file, filing)) == 1


@pytest.mark.untraced
@pytest.mark.slow
def test_rates_that_held_for_a_part_of_the_year_count_too() -> None:
    file = water()
    rates(file)
    doubled = RATES.replace("20.00", "40.00").replace("8.00", "16.00")
    for revision, day, text in ((1, date(2025, 3, 1), doubled), (2, date(2025, 12, 1), RATES)):
        sheet = EnteredSheet("1", revision, day, date(2025, 1, 2), text=text, issuer=OFFICER)
        enter_sheet(TariffBook(file), "water-1", sheet)
    # Three months at 60.00 and nine at 120.00 for 100 customers: 18,000 + 108,000.
    reported(file, "126,000")
    assert found(file) == ()
    line = next(place.line for place in file.book(REPORT).sheet.cells if place.schedule == "w1")
    entering.set_answer(file, REPORT, Place("w1", line, "revenue"), "190,000")
    assert "pay $72,000 to $144,000 a year" in found(file)[0].sentence
