"""How the entries of the calendar are said."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.late_dataclasses import replace
from desktop_app.gui.filing_calendar.words import mark, sending, state, when
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, DueEntry, calendar
from tests.support.calendar_companies import company


@pytest.fixture
def entries(tmp_path: Path) -> dict[str, DueEntry]:
    file = company(tmp_path, "water")
    keeping.record_event(file, "disclosure_pleading", date(2026, 1, 30))
    keeping.record_event(file, "small_case_issue_agreed", date(2026, 1, 30))
    keeping.record_event(file, "small_case_tariff_filed", date(2026, 1, 30))
    found = calendar(file, date(2026, 1, 1), date(2026, 12, 31))
    return {due.clock.name: due for due in found}


@pytest.mark.parametrize(
    ("name", "today", "said", "word", "colour"),
    [
        ("annual_report/due", date(2026, 2, 1), "Due on April 15, 2026: 73 days left.", "To do", ""),
        ("annual_report/due", date(2026, 4, 14), "Due on April 15, 2026: 1 day left.", "To do", "explain"),
        ("annual_report/due", date(2026, 4, 15), "It is due today, April 15, 2026.", "To do", "explain"),
        ("annual_report/due", date(2026, 4, 16), "It was due on April 15, 2026, 1 day ago.", "Late", "stop"),
        ("annual_report/ask_by_letter", date(2026, 4, 15), "The last day was April 14, 2026; it was missed.",
         "Missed", ""),
        ("annual_report/recommendation", date(2026, 2, 1), "Until February 23, 2026, for the general counsel.",
         "General counsel", ""),
        ("small_company/hearing_request", date(2026, 2, 1), "Until February 19, 2026.", "Anybody", ""),
        ("small_company/agreed_tariff", date(2026, 2, 1), "Not before March 1, 2026.", "Not before", ""),
    ],
)  # fmt: skip
def test_an_entry_is_said(
    entries: dict[str, DueEntry], name: str, today: date, said: str, word: str, colour: str
) -> None:
    due = entries[name]
    assert (when(due, today), state(due, today), mark(due, today)) == (said, word, colour)


def test_what_was_filed_late_says_how_late_and_nothing_else_is_done_with_it(tmp_path: Path) -> None:
    def found(day: date) -> dict[str, DueEntry]:
        folder = tmp_path / day.isoformat()
        folder.mkdir()
        file = company(folder, "water")
        report = next(due for due in calendar(file, date(2026, 4, 1), date(2026, 5, 1)) if due.clock.name == REPORT_DUE)
        keeping.mark_done(file, report.key, day)
        return {due.clock.name: due for due in calendar(file, date(2026, 1, 1), date(2026, 12, 31))}

    today, late, early = date(2026, 12, 1), found(date(2026, 11, 28)), found(date(2026, 4, 2))
    said = "Filed on November 28, 2026, 227 days late. It was due on April 15, 2026."
    assert when(late[REPORT_DUE], today) == said
    assert state(late[REPORT_DUE], today) == "Filed 227 days late"
    assert mark(late[REPORT_DUE], today) == "explain"
    assert state(early[REPORT_DUE], today) == "Filed"
    assert when(early[REPORT_DUE], today) == "Filed on April 2, 2026. It was due on April 15, 2026."
    assert state(late["annual_report/ask_by_letter"], today) == "Missed"
    assert state(early["annual_report/ask_by_letter"], today) == "Not needed"


def test_what_leaves_late_is_told_to_leave_now(entries: dict[str, DueEntry]) -> None:
    report = entries["annual_report/due"]
    assert sending(report, date(2026, 4, 7), 7).endswith("(allow 7 days for mail).")
    assert sending(report, date(2026, 4, 9), 7).endswith("That day has passed: send it now.")
    assert sending(report, date(2026, 4, 16), 7) == ""


def test_a_report_that_was_started_is_in_progress_and_asking_for_time_is_still_to_do(
    entries: dict[str, DueEntry],
) -> None:
    started = {name: replace(due, filing="2025-annual-report") for name, due in entries.items()}
    assert state(started[REPORT_DUE], date(2026, 2, 1)) == "In progress"
    assert state(started["annual_report/ask_by_letter"], date(2026, 2, 1)) == "To do"
