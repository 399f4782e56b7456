"""What the calendar refuses to keep."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.services.filing_calendar import extensions as extension_kinds
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.extensions import ReportExtension, extensions
from desktop_app.services.filing_calendar.keeping import BadCalendarEntry, CalendarSettings
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import EntryChange
from tests.support.calendar_companies import company


@pytest.mark.parametrize(
    ("kind", "asked", "until", "words"),
    [
        ("letter", date(2026, 4, 15), date(2026, 5, 1), "had to be received by April 14, 2026"),
        ("letter", date(2026, 4, 14), date(2026, 5, 16), "May 15, 2026 at the latest"),
        ("letter", date(2026, 4, 14), date(2026, 4, 15), "is not later"),
        ("order", date(2026, 5, 1), date(2026, 4, 1), "due on April 15, 2026 anyway"),
    ],
)
def test_a_report_cannot_be_put_off_against_the_rule(
    tmp_path: Path, kind: str, asked: date, until: date, words: str
) -> None:
    file = company(tmp_path, "water")
    with pytest.raises(BadCalendarEntry, match=words):
        keeping.record_extension(file, ReportExtension(2025, kind, asked, until))
    assert extensions(file) == {}


def test_an_order_may_reach_further_than_a_letter(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    extension = ReportExtension(2025, extension_kinds.ORDER, date(2026, 5, 1), date(2026, 8, 1))
    keeping.record_extension(file, extension)
    assert extensions(file) == {2025: extension}


@pytest.mark.parametrize("margin", [61, -1])
def test_settings_that_cannot_be_are_refused(tmp_path: Path, margin: int) -> None:
    file = company(tmp_path, "water")
    with pytest.raises(BadCalendarEntry, match=f"^{margin} days cannot be allowed for mail. Allow 0 to 60 days.$"):
        keeping.choose(file, CalendarSettings(margin))
    assert keeping.settings(file) == CalendarSettings(margin=7, rolling=False)


@pytest.mark.parametrize("event", ["no_such", "report_year_end"])
def test_only_events_that_happen_are_written_down(tmp_path: Path, event: str) -> None:
    with pytest.raises(BadCalendarEntry, match="There is no event"):
        keeping.record_event(company(tmp_path, "water"), event, date(2026, 1, 1))


def test_events_go_with_undo(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    keeping.record_event(file, "deficiency_notice", date(2026, 6, 1))
    file.undo()
    assert keeping.recorded_events(file) == ()


def test_a_spoilt_event_is_told(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    file.workspace.commit("spoilt", [EntryChange(f"{keeping.EVENT}x", None, "soon")])
    with pytest.raises(ValueError, match="must be"):
        keeping.recorded_events(file)


def test_the_filing_sheet_of_a_report_put_off_names_its_new_day(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    filing = annual_report.begin_report(file, 2025)
    packages = program().packages
    assert packages.source(file, file.book(filing.id)).fields["due_date"] == "April 15, 2026"
    keeping.record_extension(file, ReportExtension(2025, "letter", date(2026, 4, 14), date(2026, 5, 15)))
    assert packages.source(file, file.book(filing.id)).fields["due_date"] == "May 15, 2026"
