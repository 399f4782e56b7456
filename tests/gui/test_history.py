"""History: a line for each step, the newest first; one of several cells opens to them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.domain.values import Json, Place
from desktop_app.gui.companies.history_dialog import INDENT, HistoryDialog
from desktop_app.gui.filings.filing_words import SETTINGS_IN_WORDS, content_in_words, place_in_words
from desktop_app.gui.widgets.surroundings import WindowActions
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.tariff_book import changes, filings
from tests.support.memory_companies import company, make_companies
from tests.support.tariff_company import new_tariff_book, schedule

REPORT = "2025-annual-report"
POWER = Place("w2", "power", "amount")


class NoActions:
    """A window that is asked for nothing but to go somewhere."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []

    def go_to(self, filing: str, place: str = "") -> None:
        self.went.append((filing, place))


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


@pytest.fixture
def dialog(file: CompanyFile, qtbot: QtBot) -> HistoryDialog:
    for text in ("1", "2", "3"):
        entering.set_answer(file, REPORT, POWER, text)
    dialog = HistoryDialog(file, cast("WindowActions", NoActions()))
    qtbot.addWidget(dialog)
    return dialog


def column(dialog: HistoryDialog, number: int) -> list[str]:
    return [dialog.table.rows.words(row, number) for row in range(dialog.table.rows.rowCount())]


def test_undo_back_to_a_step_is_one_change_for_who_follows(dialog: HistoryDialog, file: CompanyFile) -> None:
    told: list[EditOutcome] = []
    file.listen(told.append)
    assert column(dialog, 4)[:3] == ["3", "2", "1"]
    dialog.table.selectRow(2)
    dialog.back.click()
    assert file.book(REPORT).calculation.values[POWER] == 1
    assert len(told) == 1
    assert dialog.said.text() == "2 steps were undone. Redo brings them back."
    assert [words.startswith("Undone: ") for words in column(dialog, 1)[:3]] == [True, True, False]


def test_opening_evaluates_no_filing(file: CompanyFile, qtbot: QtBot) -> None:
    entering.set_answer(file, REPORT, POWER, "1")
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    dialog = HistoryDialog(fresh, cast("WindowActions", NoActions()))
    qtbot.addWidget(dialog)
    assert dialog.table.rows.rowCount() > 0
    assert fresh._books == {}


def test_a_step_of_several_cells_is_one_line_that_opens_to_them(file: CompanyFile, qtbot: QtBot) -> None:
    entries: dict[str, Json] = {f"note/{REPORT}/w2/power/c{number:03d}": {"text": str(number)} for number in range(35)}
    file.edit(REPORT, "Many notes", entries)
    actions = NoActions()
    dialog = HistoryDialog(file, cast("WindowActions", actions))
    qtbot.addWidget(dialog)
    assert column(dialog, 1).count("Many notes") == 1
    assert column(dialog, 2)[0] == f"{REPORT}: 35 changes: press Enter to list"
    before = dialog.table.rows.rowCount()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.table.rows.rowCount() == before + 35
    assert column(dialog, 2)[0] == f"{REPORT}: 35 changes"
    assert column(dialog, 1)[1:36] == [INDENT] * 35
    assert dialog.cells.text() == "Hide its &changes"
    dialog.cells.click()
    assert dialog.table.rows.rowCount() == before
    dialog.cells.click()
    dialog.table.selectRow(3)
    dialog.table.activated.emit(dialog.table.currentIndex())
    assert actions.went == [(REPORT, "w2/power/c002")]


def test_undo_back_to_a_step_stops_at_what_happened_outside(qtbot: QtBot) -> None:
    """A filing that went out, or its outcome, is denied by no undo of several steps, however far back the user goes."""
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    changes.add_sheet(tariff_book, "water-1", "5", text="# Rules")
    filing = filings.begin_tariff_filing(tariff_book, "water-1", mailed=True)
    filings.change_tariff_filing(tariff_book, replace(filing, purpose="New rules.", summary="No bill changes."))
    filings.file_it(tariff_book, filing.id)
    changes.add_sheet(tariff_book, "water-1", "6", text="# More rules")
    dialog = HistoryDialog(tariff_book.file, cast("WindowActions", NoActions()))
    qtbot.addWidget(dialog)
    dialog.table.selectRow(2)
    dialog.back.click()
    assert tariff_book.filing(filing.id).stage is FilingStage.FILED
    assert tariff_book.chain("water-1", "6").draft is not None, "nothing at all is undone"
    assert "records that tariff filing water-1-2026-1 went to the commission" in dialog.said.text()
    dialog.table.selectRow(1)
    dialog.back.click()
    assert [chain.number.key for chain in tariff_book.chains("water-1")] == ["5"], "what came later may be undone"


def test_what_the_company_keeps_beside_its_filings_has_words_of_its_own() -> None:
    services = Path(entering.__file__).parents[1]
    texts = (path.read_text(encoding="utf-8") for path in services.rglob("*.py"))
    kept = {name for text in texts for name in re.findall(r'"setting/([a-z_]+)', text)}
    assert len(kept) > 8
    assert kept - set(SETTINGS_IN_WORDS) == set()
    assert place_in_words(None, "setting/letter/2025-1") == "Letter"
    assert content_in_words(None, "setting/letter/2025-1", {"day": "2026-03-02"}) == "entered"
