"""History: a line for each cell that was changed, the newest first; a long step shows its first cells."""

from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Json, Place
from desktop_app.gui.companies.history_dialog import CELLS_SHOWN, MOST_CELLS, HistoryDialog
from desktop_app.gui.widgets.surroundings import WindowActions
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

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


def test_a_long_step_shows_its_first_cells_and_all_when_asked(file: CompanyFile, qtbot: QtBot) -> None:
    entries: dict[str, Json] = {
        f"note/{REPORT}/w2/power/c{number:03d}": {"text": str(number)} for number in range(MOST_CELLS + 5)
    }
    file.edit(REPORT, "Many notes", entries)
    dialog = HistoryDialog(file, cast("WindowActions", NoActions()))
    qtbot.addWidget(dialog)
    rest = f"{MOST_CELLS + 5 - CELLS_SHOWN} more cells: press Enter to list them"
    assert column(dialog, 2).index(rest) == CELLS_SHOWN
    dialog.table.selectRow(CELLS_SHOWN)
    dialog.go.click()
    assert rest not in column(dialog, 2)
    assert column(dialog, 1).count("Many notes") == MOST_CELLS + 5
    assert dialog.table.currentIndex().row() == CELLS_SHOWN
