"""What a picture of a screen would show as wrong: words cut or hidden, marks of letters, signs at blank cells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import place_of
from desktop_app.gui.filing.step_list import StepList
from desktop_app.gui.theme.colours import CONTRAST, DARK, LIGHT, ColorScheme
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import PICTURES, RULES, rules
from desktop_app.gui.widgets.fitted_dialog import fit_dialog
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.data_entry import entering
from desktop_app.services.progress.step_progress import ScheduleStep, StepState
from tests.support.filing_window import REPORT, RESOURCES, Bench, standing_bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
LABOR = place_of("w2/labor/amount")
ADDRESS = "somebody.with.a.long.name@sample-water-company.example"


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


@pytest.mark.slow
def test_a_table_filled_before_it_is_shown_has_room_for_its_words(bench: Bench) -> None:
    dialog = QDialog(bench.shell.window)
    table = ReadingTable("Backups", ("Made", "Size", "Why"), dialog, figures=(1,))
    table.fill([("November 29, 2026, 8:51 AM", "428 KB", "When the company was opened")])
    dialog.resize(900, 300)
    table.resize(900, 200)
    dialog.show()
    assert all(table.columnWidth(column) >= table.sizeHintForColumn(column) for column in range(2))
    dialog.close()


def test_a_table_as_high_as_its_rows_counts_their_lines(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    table = ReadingTable("Filings", ("Filing", "Status"), dialog)
    table.resize(220, 300)
    table.fill([("Annual report 2025", "Filed April 8, 2025, mailed to the secretary of the commission")] * 3)
    table.fit(4)
    dialog.show()
    rows = table.verticalHeader()
    assert rows.length() > 3 * rows.defaultSectionSize()
    assert table.viewport().height() >= rows.length()


def test_fields_with_more_words_than_room_show_their_beginning(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    fields = [QLineEdit("100 Sample Street, Sampleville, Missouri 65000", dialog) for _ in range(2)]
    for field in fields:
        column.addWidget(field)
    dialog.setFixedWidth(120)
    fields[0].setFocus()
    fit_dialog(dialog)
    dialog.show()
    assert [field.cursorPosition() for field in fields] == [0, 0]
    assert [field.selectedText() for field in fields] == [fields[0].text(), ""]


@pytest.mark.slow
def test_what_cannot_wrap_is_seen_whole_as_soon_as_it_is_typed(bench: Bench) -> None:
    bench.go("loans/rows/answer")
    entering.add_row(bench.file, REPORT, "loans")
    row = bench.file.book(REPORT).answers.rows["loans"][0]
    place = place_of(f"loans/{row}/lender")
    bench.page.grid.go_to(place)
    entering.set_answer(bench.file, REPORT, place, ADDRESS)
    index = bench.page.model.index_of(place)
    assert bench.page.grid.columnWidth(index.column()) > bench.page.grid.fontMetrics().horizontalAdvance(ADDRESS)
    plain = bench.page.grid.rowHeight(index.row())
    entering.set_answer(bench.file, REPORT, place, "A bank " * 40)
    assert bench.page.grid.rowHeight(index.row()) > plain


@pytest.mark.slow
def test_a_cell_that_is_only_blank_is_not_marked_as_wrong(bench: Bench) -> None:
    looks = bench.page.model.looks
    assert (looks.look(LABOR).severity, looks.look(LABOR).awaited) == (None, True)
    assert [words.partition(":")[0] for words in looks.findings(LABOR)] == ["To answer"]
    entering.set_answer(bench.file, REPORT, place_of("w2/labor/prior"), "100")
    entering.set_answer(bench.file, REPORT, LABOR, "900")
    assert (looks.look(LABOR).severity, looks.look(LABOR).awaited) == (Severity.EXPLAIN, False)


@pytest.mark.slow
def test_no_button_shows_the_mark_of_its_letter(bench: Bench) -> None:
    bench.page.panel.setCurrentWidget(bench.page.panel.guide)
    QTest.qWait(300)
    found = [one.text() for one in bench.page.panel.guide.findChildren(QPushButton)]
    assert "Earlier years" in found
    assert not [words for words in found if "&&" in words]


@pytest.mark.parametrize(("scheme", "mark"), [(LIGHT, "light"), (DARK, "dark"), (CONTRAST, "dark")])
def test_what_is_checked_has_a_mark_that_stands_out(scheme: ColorScheme, mark: str, bench: Bench, qtbot: QtBot) -> None:
    template = (RESOURCES / RULES).read_text(encoding="utf-8")
    filled = rules(template, scheme, bench.page.font())
    checked = filled.partition("QCheckBox::indicator:checked")[2].partition("}")[0]
    assert f"check_{mark}.svg" in checked
    assert (RESOURCES / PICTURES / f"check_{mark}.svg").is_file()


@pytest.mark.slow
def test_the_printed_page_beside_the_cells_grows_with_the_wheel(bench: Bench) -> None:
    tab = bench.page.panel.page
    assert tab is not None
    bench.page.panel.setCurrentWidget(tab)
    bench.shell.bot.waitUntil(lambda: tab.painted is not None)
    before = 0.0 if tab.painted is None else tab.painted.scale
    at, still, keys = QPointF(50, 50), QPoint(), Qt.KeyboardModifier.ControlModifier
    nothing, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    tab.view.wheelEvent(QWheelEvent(at, at, still, QPoint(0, 120), nothing, keys, phase, False))
    bench.shell.bot.waitUntil(lambda: tab.painted is not None and tab.painted.scale > before)


def test_steps_that_an_answer_brings_or_takes_away_are_listed_at_once(qtbot: QtBot) -> None:
    def step(name: str) -> ScheduleStep:
        return ScheduleStep(name, "Districts", name, f"District {name}", StepState.NOT_STARTED, 1, 0, 0)

    listed = StepList(IconSet(RESOURCES / "icons"))
    qtbot.addWidget(listed)
    listed.fill([step("G-1"), step("G-2")])
    listed.follow([step("G-1"), step("E-2")])
    assert [listed.item(row).text() for row in range(listed.count())] == [
        "Districts",
        "G-1  District G-1",
        "E-2  District E-2",
    ]
