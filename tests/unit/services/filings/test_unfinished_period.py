"""A report of a month or year that is not over is marked as filed only when that was asked."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.filings import FilingState
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.services.cold_weather import beginning
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import UnfinishedPeriodAsked
from desktop_app.services.filings.unfinished_period import unfinished_period
from tests.support.calendar_companies import company


@pytest.mark.parametrize("utility", ["gas", "electric", "heating"])
@pytest.mark.parametrize(
    ("year", "month", "on", "over"),
    [
        (2026, 1, "2026-01-31", False),
        (2026, 1, "2026-02-01", True),
        (2028, 2, "2028-02-29", False),
        (2028, 2, "2028-03-01", True),
        (2026, 12, "2026-12-15", False),
        (2027, 3, "2026-02-03", False),
    ],
)
def test_a_month_is_over_the_day_after_its_last(
    tmp_path: Path, utility: str, year: int, month: int, on: str, *, over: bool
) -> None:
    file = company(tmp_path, utility)
    filing = beginning.begin_month(file, FilingPeriod(year, month)).id
    if not over:
        with pytest.raises(UnfinishedPeriodAsked, match=f"for {FilingPeriod(year, month).words}, which is over only"):
            annual_report.mark_filed(file, filing, on, "By mail")
        assert file.filing(filing).state is FilingState.OPEN
    annual_report.mark_filed(file, filing, on, "By mail", unfinished_known=not over)
    assert file.filing(filing).state is FilingState.FILED


@pytest.mark.untraced
@pytest.mark.slow
def test_a_year_that_the_report_says_ended_sooner_is_over_then(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    book = file.book(annual_report.begin_report(file, 2026).id)
    assert "December 31, 2026" in unfinished_period(book, date(2026, 12, 31))
    assert unfinished_period(book, date(2027, 1, 1)) == ""
    entering.set_answer(file, book.filing.id, Place("cover", "year_to", "answer"), "06/30/2026")
    shorter = file.book(book.filing.id)
    assert unfinished_period(shorter, date(2026, 7, 1)) == ""
    assert "June 30, 2026" in unfinished_period(shorter, date(2026, 6, 30))
