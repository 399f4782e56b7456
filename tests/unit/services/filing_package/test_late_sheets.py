"""The sheet for whoever mails a report: it names no day to come that is past, and no request that is too late."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.pagespec.pages import TextItem
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.extensions import ORDER, ReportExtension
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.filings import annual_report
from tests.support import small_filing as paperwork
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL
from tests.support.paper_tools import compose_version


def sheet(file: CompanyFile, filing_id: str) -> str:
    return paper(file, filing_id, "filing-sheet.pdf")


def paper(file: CompanyFile, filing_id: str, name: str) -> str:
    request = material_of(file, file.book(filing_id)).source().public_request()
    pages = next(one for one in compose_version(request, REAL, paperwork.measured) if one.name == name)
    return " ".join(item.content for page in pages.pages for item in page.items if isinstance(item, TextItem))


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    ("today", "due", "asks"),
    [
        (date(2026, 4, 14), "Due on or before April 15, 2026.", True),
        (date(2026, 4, 15), "Due on or before April 15, 2026.", False),
        (date(2026, 4, 16), "It was due on or before April 15, 2026: send it at once.", False),
    ],
)
@pytest.mark.parametrize("utility", ["water", "gas"])
def test_a_late_report_is_sent_at_once(tmp_path: Path, utility: str, today: date, due: str, *, asks: bool) -> None:
    file = company(tmp_path, utility, today=today)
    form = "annual_report" if utility == "water" else "annual_report_companion"
    filing = annual_report.begin_report(file, 2025, form=form).id
    said = sheet(file, filing)
    assert due in said
    assert ("there on or before April 15" in said) is ("Due on" in due)
    assert ("If the day cannot be met" in said) is asks


@pytest.mark.untraced
@pytest.mark.slow
def test_an_extension_moves_the_day_of_the_sheet(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 5, 20))
    filing = annual_report.begin_report(file, 2025).id
    assert "It was due on or before April 15, 2026" in sheet(file, filing)
    keeping.record_extension(file, ReportExtension(2025, ORDER, date(2026, 4, 10), date(2026, 6, 1)))
    assert "Due on or before June 1, 2026." in sheet(file, filing)
    annual_report.mark_filed(file, filing, "2026-05-20", "By mail")
    assert "Due on or before June 1, 2026." in sheet(file, filing)  # as it went out


def test_a_late_month_is_sent_at_once(tmp_path: Path) -> None:
    file = company(tmp_path, "gas", today=date(2026, 2, 21))
    filing = beginning.begin_month(file, FilingPeriod(2026, 1)).id
    assert "It was due no later than February 20, 2026: send it at once." in sheet(file, filing)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("utility", "form", "letter"),
    [
        ("water", "annual_report", "transmittal.pdf"),
        ("gas", "annual_report_companion", "companion-transmittal.pdf"),
    ],
)
def test_the_letter_of_a_revision_says_that_it_is_one(tmp_path: Path, utility: str, form: str, letter: str) -> None:
    file = company(tmp_path, utility, today=date(2026, 4, 10))
    filing = annual_report.begin_report(file, 2025, form=form).id
    assert "This is a revision" not in paper(file, filing, letter)
    annual_report.mark_filed(file, filing, "2026-04-10", "By mail")
    revision = annual_report.begin_revision(file, filing).id
    assert "This is a revision of the report submitted on April 10, 2026." in paper(file, revision, letter)
    said = sheet(file, revision)
    assert "revision of the report submitted on April 10, 2026. That report was due on or before April 15" in said
    assert "If the day cannot be met" not in said
