"""The calendar's page: what is shown, and what is done from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import program
from desktop_app.gui.filing_calendar.calendar_page import LIST, MONTH, YEAR, CalendarPage
from desktop_app.gui.filing_calendar.dialogs import DoneDialog, EventDialog, PutOffDialog, ShownDialog
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import REPORT_DUE, calendar
from desktop_app.services.filing_calendar.extensions import LETTER, ReportExtension
from tests.support.calendar_companies import company
from tests.support.page_surroundings import Stage, press, stage_for, words_in
from tests.support.page_surroundings import shown as on_stage
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager


@dataclass
class Shown:
    page: CalendarPage
    stage: Stage

    @property
    def file(self) -> CompanyFile:
        return self.stage.file

    def press(self, words: str) -> None:
        press(self.page, words)

    def details(self) -> str:
        return words_in(self.page.details)


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    stage = stage_for(company(tmp_path, "water", today=date(2026, 4, 10)), tmp_path, qtbot)
    with on_stage(stage, lambda around: CalendarPage(program(), around), qtbot) as page:
        assert isinstance(page, CalendarPage)
        yield Shown(page, stage)


def test_the_list_begins_at_what_comes_next_and_tells_why(shown: Shown) -> None:
    assert shown.page.agenda.rows.rowCount() == 3
    assert "April 14, 2026 is the last day. (3.640(6)(A))" in shown.details()
    QTest.keyClick(shown.page.agenda, Qt.Key.Key_End)
    shown.page.agenda.selectRow(2)
    assert "Annual report for 2025" in shown.details()
    assert "One day late costs $200, ten days $1,100 (3.640(9))." in shown.details()
    assert "Send it by April 8, 2026" in shown.details()


@pytest.mark.slow
def test_a_month_shows_days_holidays_and_entries(shown: Shown) -> None:
    shown.page.buttons[MONTH].click()
    month = shown.page.month
    assert month.day == date(2026, 4, 10)
    QTest.keyClick(month, Qt.Key.Key_Down)
    QTest.keyClick(month, Qt.Key.Key_Left)
    QTest.keyClick(month, Qt.Key.Key_Left)
    assert month.day == date(2026, 4, 15)
    assert "Annual report for 2025" in shown.details()
    shown.page.buttons[">"].click()
    assert shown.page.period.text() == "May 2026"
    texts = [item.text() for row in range(6) for column in range(7) if (item := month.item(row, column)) is not None]
    assert "8  Truman Day" in texts
    shown.page.buttons["&Jump to today"].click()
    assert shown.page.period.text() == "April 2026"
    QTest.keyClick(month, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert shown.page.period.text() == "May 2026"


@pytest.mark.slow
def test_a_year_leads_to_its_months(shown: Shown) -> None:
    shown.page.buttons[YEAR].click()
    item = shown.page.year.item(3, 14)
    assert item is not None
    assert item.text() == "1"
    assert item.toolTip() == "April 15, 2026: Annual report for 2025"
    shown.page.year.setCurrentCell(6, 2)
    QTest.keyClick(shown.page.year, Qt.Key.Key_Return)
    assert shown.page.period.text() == "July 2026"
    shown.page.buttons[LIST].click()
    shown.page.buttons["<"].click()
    assert shown.page.period.text() == "2025"


@pytest.mark.slow
def test_an_event_is_written_down_and_taken_away(shown: Shown) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, EventDialog)
        dialog.event_field.setCurrentIndex(dialog.event_field.findData("deficiency_notice"))
        dialog.day_field.setText("soon")
        dialog.accept()
        assert "is not a date" in dialog.trouble.text()
        dialog.day_field.setText("04/01/2026")
        dialog.note.setText("Notice 7")
        dialog.accept()

    in_dialog(fill)
    shown.page.buttons["Re&cord an event..."].click()
    QTest.qWait(1)
    days = [due.day for due in calendar(shown.file, date(2026, 1, 1), date(2026, 12, 31)) if due.happening]
    assert days == [date(2026, 4, 21)]
    shown.page.agenda.selectRow(3)
    assert "Notice 7" in shown.details()
    shown.press("Delete the event")
    assert keeping.recorded_events(shown.file) == ()


@pytest.mark.slow
def test_an_entry_is_marked_and_unmarked(shown: Shown) -> None:
    shown.page.agenda.selectRow(2)

    def fill(dialog: object) -> None:
        assert isinstance(dialog, DoneDialog)
        for day, trouble in (("", "is not a date"), ("12/31/2099", "is still to come")):
            dialog.day_field.setText(day)
            dialog.accept()
            assert trouble in dialog.trouble.text()
        dialog.day_field.setText("04/10/2026")
        dialog.accept()

    in_dialog(fill)
    shown.press("Mark as done")
    shown.page.agenda.selectRow(2)
    assert "Filed on April 10, 2026" in shown.details()
    shown.press("Not done")
    assert keeping.done(shown.file) == {}


@pytest.mark.slow
def test_a_report_is_put_off_only_as_the_rule_lets_it(shown: Shown) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, PutOffDialog)
        dialog.until_field.setText("06/01/2026")
        dialog.accept()
        assert "May 15, 2026 at the latest" in dialog.trouble.text()
        dialog.until_field.setText("05/15/2026")
        dialog.accept()

    shown.page.agenda.selectRow(2)
    in_dialog(fill)
    shown.press("Record an extension...")
    report = next(due for due in calendar(shown.file, date(2026, 5, 15), date(2026, 5, 15)))
    assert report.clock.name == REPORT_DUE
    assert report.extended


def test_an_extension_recorded_by_mistake_is_deleted(shown: Shown) -> None:
    keeping.record_extension(shown.file, ReportExtension(2025, LETTER, date(2026, 4, 1), date(2026, 5, 15)))
    offered = [due for due in calendar(shown.file, date(2026, 5, 15), date(2026, 5, 15)) if due.extended]
    shown.page.handlers.of_entries.not_put_off(offered[0])
    report = next(due for due in calendar(shown.file, date(2026, 4, 15), date(2026, 4, 15)))
    assert (report.clock.name, report.extended) == (REPORT_DUE, False)


@pytest.mark.slow
def test_days_are_shown_as_the_user_wants(shown: Shown) -> None:
    def fill(dialog: object) -> None:
        assert isinstance(dialog, ShownDialog)
        dialog.margin.setValue(21)
        dialog.rolling.setChecked(True)
        dialog.accept()

    in_dialog(fill)
    shown.page.buttons["&Display options..."].click()
    assert keeping.settings(shown.file) == keeping.CalendarSettings(21, rolling=True)


@pytest.mark.slow
def test_the_calendar_is_exported_and_printed(shown: Shown, tmp_path: Path) -> None:
    shown.stage.answers.save = tmp_path / "out.ics"
    shown.page.buttons["E&xport..."].click()
    assert b"Annual report for 2025" in shown.stage.answers.save.read_bytes()
    shown.stage.answers.save = tmp_path / "out.pdf"
    shown.page.buttons["&Print..."].click()
    assert shown.stage.answers.save.read_bytes().startswith(b"%PDF")
    assert shown.stage.said == [f"Written to {tmp_path / 'out.ics'}.", f"Written to {tmp_path / 'out.pdf'}."]
