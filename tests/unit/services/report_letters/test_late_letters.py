"""Letters about a report whose day is past, or that was extended before: what they say, and what lateness costs."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.dates import long_date
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, calendar, calendar_input, entry_from
from desktop_app.services.filing_calendar.extensions import LETTER as BY_LETTER
from desktop_app.services.filing_calendar.extensions import ORDER, ReportExtension
from desktop_app.services.filing_calendar.keeping import BadCalendarEntry, CalendarSettings
from desktop_app.services.filing_calendar.reminders import cost
from desktop_app.services.filings import annual_report
from desktop_app.services.report_letters.composing import as_text, compose_letter
from desktop_app.services.report_letters.drafts import ANSWER, LETTER, PLEADING, LetterDraft, begin_letter
from desktop_app.services.report_letters.letter_checks import letter_troubles, timeliness
from tests.support.calendar_companies import company

UTILITIES = ("water", "sewer", "heating", "electric", "gas", "telecom")


def asked(file: CompanyFile, kind: str, until: str, day: date | None = None) -> LetterDraft:
    draft = begin_letter(file, kind, 2025)
    day = day or draft.day
    values = {**draft.values, "until": until, "reason": "Fire.", "length": "sixty days"}
    return replace(draft, day=day, no_case_on=day, values=values)


def said(file: CompanyFile, draft: LetterDraft) -> str:
    return as_text(compose_letter(file, draft))


def troubles(file: CompanyFile, draft: LetterDraft) -> str:
    return " ".join(letter_troubles(file, draft))


def from_home(file: CompanyFile) -> str:
    """What the card on Home says of the report, which was begun in the program."""
    due = entry_from(calendar_input(file), REPORT_DUE, date(2025, 12, 31))
    assert due is not None
    return cost(file.law(), due, file.clock.today())


@pytest.mark.untraced
@pytest.mark.parametrize("utility", UTILITIES)
@pytest.mark.parametrize(
    ("day", "past"),
    [(date(2026, 4, 14), False), (date(2026, 4, 15), False), (date(2026, 4, 16), True), (date(2027, 2, 28), True)],
)
def test_a_past_day_is_not_due(tmp_path: Path, utility: str, day: date, *, past: bool) -> None:
    file = company(tmp_path, utility, today=day)
    letter, pleading = (said(file, asked(file, kind, "05/15/2027")) for kind in (LETTER, PLEADING))
    assert (" was due on April 15, 2026. " in letter, " is due on April 15, 2026. " in letter) == (past, not past)
    assert (" had to submit " in pleading, " has to submit " in pleading) == (past, not past)
    assert ("was unable" in letter, "was unable" in pleading) == (past, past)


def test_an_extension_that_was_granted_moves_the_day_of_letters_and_the_penalty(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 5, 18))
    annual_report.begin_report(file, 2025)
    pleading = asked(file, PLEADING, "06/14/2026")
    assert "33 days late; the rule sets a penalty of $3,400 so far" in timeliness(file, pleading)
    keeping.record_extension(file, ReportExtension(2025, BY_LETTER, date(2026, 4, 10), date(2026, 5, 15)))
    assert "3 days late; the rule sets a penalty of $400 so far" in timeliness(file, pleading)
    assert from_home(file) in timeliness(file, pleading)
    assert "on or before May 15, 2026 (extended from April 15, 2026) and was unable" in said(file, pleading)
    before = asked(file, PLEADING, "06/14/2026", date(2026, 5, 15))
    assert "has to submit its annual report for 2025 on or before May 15, 2026 (extended" in said(file, before)
    assert "lead" not in troubles(file, before)  # sixty days from April 15
    assert "lead" not in troubles(file, asked(file, PLEADING, "07/14/2026"))  # sixty days from May 15
    assert "Sixty days lead from May 15, 2026 to July 14, 2026" in troubles(file, asked(file, PLEADING, "07/15/2026"))
    assert "was due on May 15, 2026 (extended" in troubles(file, asked(file, PLEADING, "05/15/2026"))


def test_while_an_extension_runs_nothing_has_accrued(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", "water", today=date(2026, 5, 1))
    annual_report.begin_report(file, 2025)
    keeping.record_extension(file, ReportExtension(2025, ORDER, date(2026, 4, 10), date(2026, 6, 1)))
    told = timeliness(file, asked(file, PLEADING, "07/01/2026"))
    assert "One day late costs $200" in told
    assert from_home(file) in told
    assert "so far" not in told


@pytest.mark.parametrize("asked_on", [date(2026, 4, 14), date(2026, 4, 20)])
def test_the_extension_that_a_letter_brought_is_not_granted_before_it(tmp_path: Path, asked_on: date) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 14))
    draft = asked(file, LETTER, "05/15/2026")
    keeping.record_extension(file, ReportExtension(2025, ORDER, asked_on, date(2026, 5, 15)))
    assert "is due on April 15, 2026. " in said(file, draft)


def test_the_rolling_day_of_home_rules_the_penalty_of_letters_too(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2029, 4, 17))  # April 15, 2029 is a Sunday
    draft = begin_letter(file, LETTER, 2028)
    assert "2 days late; the rule sets a penalty of $300" in timeliness(file, draft)
    keeping.choose(file, CalendarSettings(5, rolling=True))
    assert "1 day late; the rule sets a penalty of $200" in timeliness(file, draft)


def test_a_report_that_was_filed_costs_no_more(tmp_path: Path) -> None:
    file = company(tmp_path, "water", today=date(2026, 5, 18))
    keeping.mark_done(file, f"{REPORT_DUE}@2025-12-31", date(2026, 4, 20))
    told = timeliness(file, asked(file, PLEADING, "06/14/2026"))
    assert told == "The report for 2025 is recorded as filed on April 20, 2026: it needs no more time."


def test_more_time_is_asked_for_under_the_rules_of_the_reports_that_are_not_filed(tmp_path: Path) -> None:
    file = company(tmp_path, "electric", "gas", today=date(2026, 4, 10))
    both = said(file, asked(file, LETTER, "05/15/2026"))
    assert "under 4 CSR 240-3.165(6), 3.245(6)" in both
    gas = annual_report.begin_report(file, 2025, form="annual_report_companion", service="gas").id
    annual_report.mark_filed(file, gas, "2026-04-09", "By mail")
    assert "under 4 CSR 240-3.165(6)\n" in said(file, asked(file, LETTER, "05/15/2026"))
    electric = annual_report.begin_report(file, 2025, form="annual_report_companion", service="electric").id
    annual_report.mark_filed(file, electric, "2026-04-09", "By mail")
    assert "3.165(6), 3.245(6)" in said(file, asked(file, LETTER, "05/15/2026"))
    assert "recorded as filed on April 9, 2026" in timeliness(file, asked(file, LETTER, "05/15/2026"))


def test_a_company_that_files_no_report_is_told_no_penalty(tmp_path: Path) -> None:
    file = company(tmp_path, "telecom", facts=("pay_phones_only",), today=date(2026, 5, 18))
    assert "$" not in timeliness(file, begin_letter(file, LETTER, 2025))


@pytest.mark.parametrize("kind", [LETTER, PLEADING])
def test_a_new_due_date_before_the_letter_is_stopped(tmp_path: Path, kind: str) -> None:
    file = company(tmp_path, "water", today=date(2026, 6, 14))
    draft = replace(asked(file, kind, "05/15/2026"), text="")
    assert "dated June 14, 2026; the new due date that it asks for, May 15, 2026, is already past" in troubles(
        file, replace(draft, values={**draft.values, "length": "thirty days"})
    )


@pytest.mark.parametrize(("kind", "words"), [(LETTER, "is due on April 15, 2026"), (PLEADING, "has to submit")])
def test_a_wording_by_hand_that_calls_a_past_day_due_is_stopped(tmp_path: Path, kind: str, words: str) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 14))
    draft = asked(file, kind, "05/15/2026" if kind == LETTER else "06/14/2026")
    mine = replace(draft, text=said(file, draft))
    assert words not in troubles(file, mine)
    late = replace(mine, day=date(2026, 4, 16))
    assert f"Your wording says '{words}" in troubles(file, late)
    assert "Your wording" not in troubles(file, replace(late, text="The report was late."))


def test_the_calendar_calls_no_past_day_due(tmp_path: Path) -> None:
    wrong = ReportExtension(2025, ORDER, date(2026, 4, 1), date(2026, 4, 15))
    for today, words in ((date(2026, 4, 15), "is due on April 15, 2026 anyway"), (date(2026, 4, 16), "was due on")):
        folder = tmp_path / today.isoformat()
        folder.mkdir()
        with pytest.raises(BadCalendarEntry, match=f"The report {words}.*; April 15, 2026 is not later"):
            keeping.record_extension(company(folder, "water", today=today), wrong)


@pytest.mark.parametrize(
    ("notice", "last", "shut"),
    [
        (date(2026, 11, 9), "November 29, 2026", "a Sunday"),
        (date(2026, 12, 5), "December 25, 2026", "Christmas Day"),
        (date(2026, 12, 12), "January 1, 2027", "New Year's Day"),
        (date(2027, 6, 13), "July 3, 2027", "a Saturday"),
        (date(2028, 2, 9), "February 29, 2028", ""),
        (date(2028, 2, 10), "March 1, 2028", ""),
        (date(2028, 2, 29), "March 20, 2028", ""),
    ],
)
def test_twenty_days_end_where_they_end_and_a_closed_day_is_told(
    tmp_path: Path, notice: date, last: str, shut: str
) -> None:
    """3.640(3): within twenty days after the date of the notice; the section moves no Sunday and no holiday."""
    file = company(tmp_path, "water", today=notice)
    draft = replace(begin_letter(file, ANSWER, 2025), values={"notice_date": notice.isoformat()})
    told = timeliness(file, draft)
    assert f"receives it by {last}." in told
    assert (f"That day is {shut}, and the chapter does not move it" in told) is bool(shut)
    keeping.record_event(file, "deficiency_notice", notice)
    (due,) = (
        one for one in calendar(file, notice, notice + timedelta(days=40)) if "deficiency_answer" in one.clock.name
    )
    assert long_date(due.shown) == last
    assert ("the chapter does not extend the due date" in due.sentence) is bool(shut)
    assert due.send_by is not None
    assert due.send_by.weekday() < 5


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        ("11/30/2026", "The letter is dated November 29, 2026, before the notice of November 30, 2026"),
        ("12/31/2025", "dated December 31, 2025, before the year 2025 of the report was over"),
        ("2/29/2026", "'2/29/2026' is not a date"),
        ("1/1/2026", ""),
        ("11/29/2026", ""),
    ],
)
def test_a_notice_comes_after_the_year_and_before_its_answer(tmp_path: Path, notice: str, words: str) -> None:
    file = company(tmp_path, "water", today=date(2026, 11, 29))
    draft = begin_letter(file, ANSWER, 2025)
    told = troubles(file, replace(draft, values={"addressee": "An office", "notice_date": notice}))
    assert words in told
    assert ("notice" in told.replace("List what the notice asks", "")) is bool(words)
