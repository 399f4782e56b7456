"""A gas company's month in the window: begun, filled from lists, seen in the season."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap, locations
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.sheet import repeat_id
from desktop_app.gui.cold_weather.import_dialog import RESULT, ImportDialog
from desktop_app.gui.cold_weather.mapping_pane import NOT_THERE
from desktop_app.gui.cold_weather.season_dialog import MonthAsked, SeasonDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.small_chart import SmallChart
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.cold_weather import beginning, importing
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program
from tests.support.window_actions import RecordedActions
from tests.support.window_shell import Answers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
COMPANY: Json = {
    "company": {
        "identity": {"legal_name": "Sample Valley Gas Company", "gas": "yes"},
        "districts": [{"name": "Sample North", "counties": "Sample County", "customers": "900"}],
    }
}
EVENTS = """Acct,Date,Type,Amount
KEY-1,01/03/2026,NP DISC,310.20
KEY-1,01/10/2026,RECONNECT,310.20
KEY-2,01/05/2026,NP DISC,95
KEY-3,01/06/2026,MYSTERY,1
"""
JANUARY = FilingPeriod(2026, 1)


@pytest.fixture
def around(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Program, Surroundings]]:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    file = program.companies.create(tmp_path / "gas.filingdesk", COMPANY)
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    yield (
        program,
        Surroundings(
            file,
            "",
            parent,
            IconSet(program.resources / "icons"),
            Answers(tmp_path),
            TaskRunner(parent),
            RecordedActions(),
        ),
    )
    file.close()


def importing_dialog(around: tuple[Program, Surroundings], bot: QtBot) -> ImportDialog:
    program, surroundings = around
    filing = beginning.begin_month(surroundings.file, JANUARY)
    dialog = ImportDialog(program, surroundings, filing.id, surroundings.parent)
    bot.addWidget(dialog)
    dialog.show()
    dialog.take_file(importing.EVENTS, surroundings.file.path.parent / "events.csv")
    dialog.next.click()
    bot.waitUntil(lambda: bool(dialog.panes), timeout=30_000)
    return dialog


def figure(file: CompanyFile, line: str, column: str = "other") -> object:
    book = file.book("2026-01-cold-weather-report")
    (row,) = book.answers.rows["districts"]
    value = book.calculation.values.get(Place(repeat_id("figures_gas", row), line, column))
    return None if value is None else str(value)


@pytest.mark.slow
def test_a_month_is_filled_from_a_list_whose_columns_are_guessed(
    around: tuple[Program, Surroundings], qtbot: QtBot
) -> None:
    dialog = importing_dialog(around, qtbot)
    pane = dialog.panes[importing.EVENTS]
    assert pane.columns["customer"].currentText() == "Acct"
    assert pane.columns["district"].currentText() == NOT_THERE
    assert {word: box.currentData() for word, box in pane.words["event"].items()} == {
        "NP DISC": "cut",
        "RECONNECT": "restored",
        "MYSTERY": "ignore",
    }
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == RESULT, timeout=30_000)
    assert "'Payment agreement made'" in dialog.lacking.text()
    dialog.next.click()
    file = around[1].file
    assert (figure(file, "a2"), figure(file, "a3"), figure(file, "e1")) == ("1", "1", "405")
    file.undo()
    assert figure(file, "a2") is None


@pytest.mark.slow
def test_a_wrong_choice_is_refused_in_a_sentence_and_can_be_put_right(
    around: tuple[Program, Surroundings], qtbot: QtBot
) -> None:
    dialog = importing_dialog(around, qtbot)
    box = dialog.panes[importing.EVENTS].columns["date"]
    box.setCurrentIndex(box.findText("Amount"))
    dialog.next.click()
    qtbot.waitUntil(dialog.message.isVisible, timeout=30_000)
    assert "which is not a date" in dialog.message.sentence
    assert "KEY" not in dialog.message.sentence
    box.setCurrentIndex(box.findText("Date"))
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == RESULT, timeout=30_000)


def test_every_choice_has_a_name(around: tuple[Program, Surroundings], qtbot: QtBot) -> None:
    dialog = importing_dialog(around, qtbot)
    boxes = dialog.findChildren(QComboBox)
    assert boxes
    assert all(box.accessibleName() for box in boxes)


@pytest.mark.slow
def test_the_season_shows_months_without_a_report_and_those_that_were_skipped(
    around: tuple[Program, Surroundings], qtbot: QtBot
) -> None:
    program, surroundings = around
    beginning.begin_month(surroundings.file, JANUARY)
    beginning.begin_month(surroundings.file, FilingPeriod(2026, 3))
    dialog = SeasonDialog(program, surroundings)
    qtbot.addWidget(dialog)
    dialog.show()
    months = [dialog.table.rows.words(row, 0) for row in range(dialog.table.rows.rowCount())]
    assert months[-3:] == ["March 2026", "February 2026", "January 2026"]
    assert dialog.missing.text().startswith("Skipped: February 2026.")
    charts = {chart.accessibleName(): chart.words for chart in dialog.findChildren(SmallChart)}
    assert "1/26: –" in charts["Customers without service"]
    dialog.table.selectRow(dialog.table.rows.rowCount() - 2)
    assert dialog.opening.text() == "&Start February 2026"
    assert not dialog.prepare.isEnabled()


def test_a_month_that_is_none_keeps_the_dialog_open(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = MonthAsked(JANUARY, parent)
    asked.show()
    asked.field.setText("soon")
    asked.accept()
    assert asked.isVisible()
    assert "'soon' is not a month" in asked.trouble.text()
    assert asked.field.text() == "soon", "what was typed stays"
    asked.field.setText("Feb 2026")
    asked.accept()
    assert asked.month == FilingPeriod(2026, 2)
