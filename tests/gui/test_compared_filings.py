"""What does not fit another filing stands under the list of filings, with a button for either place."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.gui.filings.filings_page import FilingsPage
from desktop_app.services.cold_weather import beginning
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.calendar_companies import company
from tests.support.page_surroundings import shown, stage_for


def test_either_place_is_one_click_away(qtbot: QtBot, tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    report = annual_report.begin_report(file, 2025, form="annual_report_companion").id
    entering.set_answer(file, report, Place("size", "gas", "count"), "1")
    month = beginning.begin_month(file, FilingPeriod(2026, 1)).id
    (schedule,) = [key for key in file.book(month).sheet.schedules if key.startswith("figures_gas")]
    for column, value in (("aided", "2"), ("other", "0")):
        entering.set_answer(file, month, Place(schedule, "a1", column), value)
    stage = stage_for(file, tmp_path, qtbot)
    with shown(stage, FilingsPage, qtbot) as page:
        assert isinstance(page, FilingsPage)
        page.refresh()
        page.choose(month)
        told = [label.text() for label in page.findChildren(QLabel)]
        assert any(words.startswith("2 customers without service") for words in told)
        buttons = {button.text(): button for button in page.findChildren(QPushButton)}
        buttons["Go to this filing"].click()
        buttons["Go to the other filing"].click()
    assert stage.went == [(month, "all_gas/a1/total"), (report, "size/gas/count")]
