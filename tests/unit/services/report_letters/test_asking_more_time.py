"""What Home says of more time for an annual report: until when it can be asked for, and what was asked for already."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar import extensions, keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, DueEntry, calendar
from desktop_app.services.filing_calendar.reminders import late_days
from desktop_app.services.filings import annual_report
from desktop_app.services.report_letters.asking_more_time import more_time
from desktop_app.services.report_letters.composing import as_text, compose_letter
from desktop_app.services.report_letters.drafts import LETTER, PLEADING, SentLetter, begin_letter, letter_json
from tests.support.calendar_companies import company

MAILED = "The request for an extension was sent on April 2, 2026. Record the day on which the commission received it"


def report_of(file: CompanyFile, day: str = "2026-04-15") -> DueEntry:
    on = date.fromisoformat(day)
    return next(due for due in calendar(file, on, on) if due.clock.name == REPORT_DUE)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 4, 14), "Until April 14, 2026 you may ask the commission by letter"),
        (date(2026, 4, 15), "The last day to ask for more time was April 14, 2026; it has passed."),
    ],
)
def test_more_time_is_asked_for_before_the_due_day(tmp_path: Path, today: date, words: str) -> None:
    file = company(tmp_path, "water", today=today)
    assert words in more_time(file, report_of(file))


def test_nothing_is_said_of_asking_once_the_report_is_put_off(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    keeping.record_extension(
        file, extensions.ReportExtension(2025, extensions.LETTER, date(2026, 4, 1), date(2026, 5, 15))
    )
    assert more_time(file, report_of(file, "2026-05-15")) == ""


@pytest.mark.parametrize(
    ("kind", "year", "received", "words"),
    [
        (LETTER, 2025, None, f"{MAILED}; until then the due date stays as it is."),
        (LETTER, 2025, date(2026, 4, 16), "The request for an extension was received on April 16, 2026. The due date"),
        (PLEADING, 2025, None, "The pleading for an extension was sent on April 2, 2026."),
        (PLEADING, 2025, date(2026, 4, 3), "stays as it is until you record the commission's order."),
        (LETTER, 2024, None, "you may ask the commission by letter"),
    ],
)
def test_after_a_request_was_sent_home_speaks_of_it(
    tmp_path: Path, kind: str, year: int, received: date | None, words: str
) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 2))
    draft = replace(begin_letter(file, kind, year), sent=SentLetter(date(2026, 4, 2), "By mail", "", "0", received))
    file.edit("", "Sent", {f"setting/letter/{draft.id}": letter_json(draft)})
    said = more_time(file, report_of(file))
    assert words in said
    assert ("you may ask" in said) is (year != 2025)


@pytest.mark.parametrize(
    ("services", "filed", "words"),
    [
        (("water",), (), "The annual report of Sample Utility Company for 2025 is due on April 15, 2026."),
        (("water", "electric"), (), "The annual reports of Sample Utility Company for 2025 are due on April 15, 2026."),
        (("water", "electric"), ("water",), "The annual report of Sample Utility Company for 2025 is due"),
    ],
)
def test_a_letter_speaks_of_all_reports_that_are_not_filed(
    tmp_path: Path, services: tuple[str, ...], filed: tuple[str, ...], words: str
) -> None:
    file = company(tmp_path, *services, today=date(2026, 4, 2))
    if filed:
        begun = annual_report.begin_report(file, 2025)
        annual_report.mark_filed(file, begun.id, "2026-04-01", "By mail")
        assert begun.utilities == filed
    written = as_text(compose_letter(file, begin_letter(file, LETTER, 2025)))
    assert words in written
    assert f"unable to submit {'it' if ' is due' in words else 'them'} by that day" in written
    assert f"Annual report{'' if ' is due' in words else 's'} for 2025: request" in written


def test_an_extension_that_was_denied_leaves_the_old_day_everywhere(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 14))
    draft = replace(begin_letter(file, LETTER, 2025), values={"until": "05/15/2026", "reason": "A flood."})
    sent = replace(draft, sent=SentLetter(date(2026, 4, 14), "By hand", "", "0", date(2026, 4, 14)))
    file.edit("", "Sent", {f"setting/letter/{draft.id}": letter_json(sent)})
    keeping.record_extension(
        file, extensions.ReportExtension(2025, extensions.LETTER, date(2026, 4, 14), date(2026, 5, 15))
    )
    assert more_time(file, report_of(file, "2026-05-15")) == ""
    keeping.delete_extension(file, 2025)
    report = report_of(file)
    assert more_time(file, report) == (
        "The request for an extension was received on April 14, 2026. The due date stays as it is."
    )
    assert late_days(report, date(2026, 5, 15)) == 30
    again = as_text(compose_letter(file, replace(begin_letter(file, PLEADING, 2025), day=date(2026, 4, 20))))
    assert "had to submit its annual report for 2025 on or before April 15, 2026" in again


@pytest.mark.parametrize("year_end", ["12-31", "06-30", "09-30", "02-28"])
def test_the_day_of_the_report_does_not_follow_the_fiscal_year(tmp_path: Path, year_end: str) -> None:
    """The report is of the calendar year and due on April 15, whenever the books close."""
    file = company(tmp_path, "water", today=date(2026, 4, 2))
    entering.set_answer(file, "company", Place("identity", "year_end", "answer"), year_end)
    assert "Until April 14, 2026 you may ask" in more_time(file, report_of(file))
    written = as_text(compose_letter(file, begin_letter(file, LETTER, 2025)))
    assert "The annual report of Sample Utility Company for 2025 is due on April 15, 2026." in written
