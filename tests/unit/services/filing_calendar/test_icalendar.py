"""The file for other calendar programs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import calendar, calendar_input, undated
from desktop_app.services.filing_calendar.icalendar import icalendar, left_out
from desktop_app.services.paper.report_pages import PaperSender
from tests.forms.finished import read
from tests.support.calendar_companies import ALL, company
from tests.support.tariff_company import REPORT_PAGES


def text_of(tmp_path: Path, identity: str = "0123abcd") -> str:
    file = company(tmp_path, "water")
    keeping.record_event(
        file, "disclosure_pleading", date(2026, 1, 30), note="Case; with, all\nsigns ü–— in a long note" * 3
    )
    entries = calendar(file, date(2026, 1, 1), date(2026, 12, 31))
    keeping.mark_done(file, entries[-1].key, date(2026, 4, 1))
    entries = calendar(file, date(2026, 1, 1), date(2026, 12, 31))
    return icalendar(entries, "A, B; C", identity, "2026-02-03T10:15:00-06:00")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_entry_is_a_whole_day_with_its_reason(tmp_path: Path) -> None:
    lines = unfolded(text_of(tmp_path))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20260415" in lines
    assert "DTEND;VALUE=DATE:20260416" in lines
    assert "DTSTAMP:20260203T161500Z" in lines
    assert "X-WR-CALNAME:Filings of A\\, B\\; C" in lines
    assert [line for line in lines if line.startswith("DESCRIPTION:The report") and "[3.640(1)]" in line]
    assert len({line for line in lines if line.startswith("UID:")}) == lines.count("BEGIN:VEVENT") == 5


def test_the_deadlines_of_two_companies_stand_side_by_side_in_one_calendar(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
    first, second = unfolded(text_of(tmp_path / "a")), unfolded(text_of(tmp_path / "b", "9876fedc"))
    marks = [{line for line in lines if line.startswith("UID:")} for lines in (first, second)]
    assert len(marks[0]) == len(marks[1]) == 5
    assert marks[0].isdisjoint(marks[1])
    assert all(line.startswith("SUMMARY:A\\, B\\; C: ") for line in first if line.startswith("SUMMARY:"))
    assert marks[0] == {line for line in unfolded(text_of(tmp_path / "c")) if line.startswith("UID:")}


def test_a_company_made_from_the_file_of_another_has_deadlines_of_its_own(tmp_path: Path) -> None:
    entries = calendar(company(tmp_path, "water"), date(2026, 1, 1), date(2026, 12, 31))
    stamp = "2026-02-03T10:15:00-06:00"
    one, other, again = (
        {line for line in unfolded(icalendar(entries, name, "0123abcd", stamp)) if line.startswith("UID:")}
        for name in ("Sample Ridge", "Sample Bend", "SAMPLE RIDGE")
    )
    assert one
    assert one.isdisjoint(other)
    assert one == again


def test_what_is_open_reminds_and_what_is_done_does_not(tmp_path: Path) -> None:
    lines = unfolded(text_of(tmp_path))
    alarms = sorted(line for line in lines if line.startswith("TRIGGER:"))
    assert lines.count("BEGIN:VALARM") == len(alarms)
    assert alarms == ["TRIGGER:-P7D", "TRIGGER:-P7D", "TRIGGER:-P8D"]  # a week before February 14, 2026 is a Saturday
    assert any("Filed on April 1\\, 2026." in line for line in lines)


def test_no_line_is_longer_than_75_octets_and_no_letter_is_broken(tmp_path: Path) -> None:
    text = text_of(tmp_path)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "Case\\; with\\, all\\nsigns ü–— in" in text.replace("\r\n ", "")
    assert "\n" not in text.replace("\r\n", "")


def test_to_whom_it_goes_stands_in_the_file_and_on_the_printed_list(tmp_path: Path) -> None:
    file = company(tmp_path, "electric")
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    entries = calendar(file, first, last)
    lines = unfolded(icalendar(entries, "A", "0123abcd", "2026-02-03T10:15:00-06:00"))
    to = "To: Consumer services department of the commission, and "
    plain = [line.replace("\\,", ",") for line in lines if line.startswith("DESCRIPTION:")]
    assert any(to in line for line in plain)
    pages = REPORT_PAGES.calendar(PaperSender("A"), entries, (), (first, last))
    assert to in read(REPORT_PAGES.paint("calendar.pdf", "A", pages))


def test_duties_without_a_date_are_counted_as_left_out(tmp_path: Path) -> None:
    """A calendar file holds days only, so that what it lacks is said in one sentence."""
    file = company(tmp_path, *ALL)
    without = undated(calendar_input(file))
    assert left_out(()) == ""
    assert left_out(without[:1]) == (
        "1 duty without a date is not in it: a calendar file holds days only. The calendar page and the printed list "
        "show them."
    )
    assert left_out((*without[:1], *without[:1])).startswith("2 duties without a date are not in it:")


def test_duties_without_a_date_are_on_the_printed_list(tmp_path: Path) -> None:
    """Behind the days, under a heading of their own, with who acts and whether it is done."""
    without = undated(calendar_input(company(tmp_path, *ALL)))
    done = replace(without[0], done=date(2026, 2, 3))
    pages = REPORT_PAGES.calendar(PaperSender("A"), (), (done, *without[1:]), (date(2026, 1, 1), date(2026, 12, 31)))
    words = " ".join(read(REPORT_PAGES.paint("calendar.pdf", "A", pages)).split())
    assert "Without a date (not in a calendar file: other programs keep days only)" in words
    assert words.count("Done February 3, 2026.") == 1
    assert all(" ".join(duty.authority.split()) in words for duty in without)
