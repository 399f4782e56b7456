"""A tariff book of very many sheets: the first are shown at once, the others are read a few at a time."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.gui.tariff_book.long_book import LONG, PIECE
from desktop_app.gui.tariff_book.tariff_page import FIRST
from desktop_app.services.ports import EntryChange
from desktop_app.services.tariff_book import changes, entries
from desktop_app.services.tariff_book.paper_sheets import kept_text
from tests.support.tariff_stage import TariffStage, opened_stage

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]
stage = pytest.fixture(opened_stage, name="stage")


def with_sheets(stage: TariffStage, count: int) -> None:
    """Sheets 1, 2 ... of which the last but one is left out; none was looked at yet."""
    changes.new_schedule(stage.page.tariff_book, changes.NewSchedule("water", "Rates"))
    text = kept_text(stage.page.tariff_book, "1. A rule.")
    steps = []
    for number in (*range(1, count), count + 1):
        version = SheetVersion(0, VersionState.APPROVED, effective=date(2015, 5, 1), text=text)
        chain = SheetHistory(SheetNumber(str(number)), (version,), "Rates")
        key = entries.tariff_sheet_key("water-1", chain.number.key)
        steps.append(EntryChange(key, None, entries.chain_to_json(chain)))
    stage.around.file.workspace.commit("A book", steps)


def test_a_long_book_shows_its_first_sheets_and_says_that_it_reads_on(stage: TariffStage, qtbot: QtBot) -> None:
    with_sheets(stage, LONG + PIECE)
    page = stage.page
    page.refresh()
    assert page.sheets.rows.rowCount() == FIRST
    assert [page.sheets.rows.words(row, 0) for row in (0, 1, FIRST - 1)] == ["1", "2", str(FIRST)]
    assert page.lists.tabText(0) == "Found (checking ...)"
    assert page.note.text() == "The first sheets are shown while the others are read."
    assert page.tariff_book.read_on("water-1", 0) == LONG + PIECE - FIRST
    told: list[str] = []
    page.reading.left.connect(lambda _: told.append(page.note.text()))
    qtbot.waitUntil(lambda: page.sheets.rows.rowCount() == LONG + PIECE)
    left = [LONG + PIECE - FIRST - PIECE * pieces for pieces in (1, 2, 3)]
    assert told[:3] == [f"The first sheets are shown while the others are read. {count} sheets left." for count in left]
    assert page.lists.tabText(0) == "Found (1)"
    missing = f"Sheet {LONG + PIECE} is missing between sheets {LONG + PIECE - 1} and {LONG + PIECE + 1}."
    assert page.findings.rows.words(0, 1) == missing
    assert page.note.text().startswith(f"{LONG + PIECE} sheets in force on ")
    page.refresh()
    assert page.sheets.rows.rowCount() == LONG + PIECE, "what was read once is shown at once"


def test_a_shorter_book_is_shown_whole(stage: TariffStage) -> None:
    with_sheets(stage, LONG)
    stage.page.refresh()
    assert stage.page.sheets.rows.rowCount() == LONG
    assert stage.page.lists.tabText(0).startswith("Found (")
    assert "checking" not in stage.page.lists.tabText(0)
