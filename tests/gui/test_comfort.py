"""What makes the work easier: finding, comparing, looking at all companies."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import place_of
from desktop_app.formspec.form_difference import FormChange, FormPart
from desktop_app.gui.companies.companies_dialog import CompaniesDialog
from desktop_app.gui.filing.compare_dialog import FORM, CompareDialog
from desktop_app.gui.filing.hand_over_dialog import HandOverDialog
from desktop_app.gui.window.find_dialog import FindDialog
from desktop_app.services.data_entry import entering, notes
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.screen_walker import unnamed
from tests.support.window_shell import in_dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def find(bench: Bench, words: str, *, down: int = 0) -> None:
    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        assert unnamed(dialog) == []
        QTest.keyClicks(dialog.words, words)
        for _ in range(down):
            QTest.keyClick(dialog, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    in_dialog(take)
    bench.key(Qt.Key.Key_K, CONTROL)


@pytest.mark.slow
def test_control_k_goes_to_an_account(bench: Bench) -> None:
    bench.go("p3/merger/answer")
    find(bench, "615")
    assert bench.place == "w2/power/amount"


@pytest.mark.slow
def test_control_k_goes_to_a_line_of_the_profile(bench: Bench) -> None:
    find(bench, "certificated name")
    assert bench.shell.window.pages.shown_filing() == "company"
    assert bench.place == "identity/legal_name/answer"


@pytest.mark.slow
def test_control_k_does_a_command(bench: Bench) -> None:
    find(bench, "larger text")
    assert bench.shell.style.scale > 100


@pytest.mark.slow
def test_control_k_finds_nothing_and_goes_nowhere(bench: Bench) -> None:
    find(bench, "zebra")
    assert bench.place == "w2/labor/amount"
    assert bench.shell.window.pages.shown_filing() == REPORT


@pytest.mark.slow
def test_all_companies_stand_in_one_table_and_one_is_opened(bench: Bench, tmp_path: Path) -> None:
    companies = bench.shell.companies
    other = tmp_path / "other.filingdesk"
    companies.create(other, {"company": {"identity": {"legal_name": "Elm Water Company", "water": "yes"}}}).close()
    broken = tmp_path / "broken.filingdesk"
    broken.touch()
    companies.remember(broken)
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompaniesDialog)
        bench.shell.bot.waitUntil(lambda: dialog.table.rows.rowCount() == 3)
        assert unnamed(dialog) == []
        rows = dialog.table.rows
        names = [rows.words(row, 0) for row in range(rows.rowCount())]
        seen.extend(" | ".join(rows.words(row, column) for column in range(8)) for row in range(3))
        dialog.table.selectRow(names.index("Elm Water Company"))
        dialog.choose.click()

    in_dialog(look)
    bench.shell.trigger("companies")
    assert any("is not a Filing Desk file" in words for words in seen)
    assert any("Annual report 2025" in words and "%" in words for words in seen)
    assert bench.file.path == other


@pytest.mark.slow
def test_a_change_from_last_year_is_one_click_from_its_cell(bench: Bench) -> None:
    for year, amount in (("2024-annual-report", "100"), (REPORT, "900")):
        entering.set_answer(bench.file, year, place_of("w2/power/amount"), amount)
    bench.go("p3/merger/answer")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        assert unnamed(dialog) == []
        assert "800" in dialog.table.rows.words(0, 3)
        dialog.print.click()
        names = [dialog.table.rows.words(row, 0) for row in range(dialog.table.rows.rowCount())]
        dialog.table.selectRow(next(row for row, name in enumerate(names) if "Purchased power" in name))
        dialog.go.click()

    in_dialog(look)
    bench.shell.trigger("compare")
    assert bench.place == "w2/power/amount"
    assert bench.screens.papers.kept[0].sections[0][0] == "Amounts of money"


@pytest.mark.slow
def test_what_is_new_in_the_form_is_listed_and_one_click_away(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    part = FormPart("w2", "power", "", "W-2", "Purchased power")
    gone = FormPart("p9", "fax", "", "9", "Fax number")
    changes = (FormChange("Gone", gone, None), FormChange("Moved", replace(part, page="W-1"), part))
    monkeypatch.setattr("desktop_app.gui.filing.compare_dialog.changes_of_form", lambda *_: changes)
    bench.go("p3/merger/answer")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CompareDialog)
        dialog.which.setCurrentText(FORM)
        assert dialog.said.text().startswith("2 parts of the form differ from last year's form.")
        rows = [[dialog.table.rows.words(row, column) for column in range(3)] for row in range(2)]
        assert rows == [
            ["Gone", "Page 9, Fax number", ""],
            ["Moved", "Page W-1, Purchased power", "Page W-2, Purchased power"],
        ]
        dialog.go.click()
        assert dialog.isVisible(), "there is nowhere to go"
        dialog.table.selectRow(1)
        dialog.go.click()

    in_dialog(look)
    bench.shell.trigger("compare")
    assert bench.place.startswith("w2/power/")


@pytest.mark.slow
def test_the_hand_over_book_is_written_with_notes_only_if_asked(bench: Bench) -> None:
    notes.write_note(bench.file, REPORT, place_of("p3/merger/answer"), "Ask the owner")
    entering.set_answer(bench.file, REPORT, place_of("p3/merger/answer"), "None")
    for ticked in (False, True):

        def write(dialog: QDialog, ticked: bool = ticked) -> None:
            assert isinstance(dialog, HandOverDialog)
            dialog.notes.setChecked(ticked)
            dialog.accept()

        in_dialog(write)
        bench.shell.trigger("hand_over")
    without, with_notes = bench.screens.papers.kept
    assert "Ask the owner" not in str(without.sections)
    assert "Ask the owner" in str(with_notes.sections)
