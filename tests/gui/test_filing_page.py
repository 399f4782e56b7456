"""The page of a filing as a bookkeeper uses it: typing, going about, undoing."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import AnswerWord
from desktop_app.gui.grid.grid_sizes import GridSizes
from tests.support.filing_window import REPORT, Bench, standing_bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "kept"), [("1,234", 1234), ("$1,234.40", 1234), ("(1,234)", -1234), ("1234-", -1234), ("n/a", None)]
)
def test_a_number_is_understood_as_people_write_it(bench: Bench, typed: str, kept: int | None) -> None:
    bench.type(typed)
    bench.key(Qt.Key.Key_Return)
    assert bench.value("w2/labor/amount") == (AnswerWord.NOT_APPLICABLE if kept is None else Decimal(kept))
    assert bench.place == "w2/power/amount"


@pytest.mark.slow
def test_totals_follow_at_once_and_cannot_be_typed_over(bench: Bench) -> None:
    bench.type("100")
    bench.key(Qt.Key.Key_Return)
    assert bench.shown("w2/total/amount") == "100"
    bench.go("w2/total/amount")
    bench.type("15")
    assert (bench.shown("w2/total/amount"), bench.place) == ("100", "w2/total/amount")
    assert bench.value("w2/labor/amount") == Decimal(100)


@pytest.mark.slow
def test_tab_goes_over_computed_cells_to_the_next_that_can_be_typed(bench: Bench) -> None:
    bench.type("7")
    bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_Tab)
    assert bench.place == "w2/power/amount"
    assert bench.value("w2/labor/amount") == Decimal(7)


@pytest.mark.slow
def test_a_line_grows_with_the_words_that_are_typed_into_it(bench: Bench) -> None:
    bench.go("p3/merger/answer")
    low = bench.page.grid.rowHeight(bench.page.grid.currentIndex().row())
    bench.type("Sample Valley " * 30)
    row = bench.page.grid.currentIndex().row()
    bench.key(Qt.Key.Key_Return)
    assert bench.page.grid.rowHeight(row) > 2 * low


@pytest.mark.slow
def test_lines_are_measured_once_for_a_schedule_and_again_for_another_width(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.go("w2/labor/amount")
    measured: list[int] = []
    fit_row = GridSizes._fit_row

    def counted(sizes: GridSizes, row: int) -> None:
        measured.append(row)
        fit_row(sizes, row)

    monkeypatch.setattr(GridSizes, "_fit_row", counted)
    bench.go("p3/merger/answer")
    rows = list(range(bench.page.grid.rows.rowCount()))
    assert sorted(measured) == rows
    window, size = bench.shell.window, bench.shell.window.size()
    for wider, higher, again in ((0, 40, []), (80, 0, rows)):
        measured.clear()
        window.resize(size.width() + wider, size.height() + higher)
        bench.shell.bot.wait(50)
        assert sorted(set(measured)) == again
        size = window.size()


@pytest.mark.slow
def test_the_arrows_up_and_down_keep_what_was_typed(bench: Bench) -> None:
    bench.type("12")
    bench.key(Qt.Key.Key_Down)
    assert (bench.value("w2/labor/amount"), bench.place) == (Decimal(12), "w2/power/amount")
    bench.type("5")
    bench.key(Qt.Key.Key_Up)
    assert (bench.value("w2/power/amount"), bench.place) == (Decimal(5), "w2/labor/amount")


@pytest.mark.slow
def test_what_does_not_fit_stays_in_the_cell_with_a_sentence(bench: Bench) -> None:
    bench.type("12a4")
    bench.key(Qt.Key.Key_Return)
    assert bench.shown("w2/labor/amount") == "12a4"
    assert bench.value("w2/labor/amount") is None
    assert bench.page.grid.note.isVisible()
    assert "12a4" in bench.page.grid.note.text()
    assert bench.place == "w2/labor/amount"
    bench.key(Qt.Key.Key_F2)
    bench.type("124")
    bench.key(Qt.Key.Key_Return)
    assert bench.value("w2/labor/amount") == Decimal(124)
    assert not bench.page.grid.note.isVisible()


@pytest.mark.slow
def test_undo_takes_the_number_back_and_goes_to_it(bench: Bench) -> None:
    bench.type("100")
    bench.key(Qt.Key.Key_Return)
    bench.go("p3/merger/answer")
    bench.key(Qt.Key.Key_Z, CONTROL)
    assert bench.value("w2/labor/amount") is None
    assert bench.place == "w2/labor/amount"


@pytest.mark.slow
def test_a_step_says_how_far_it_is(bench: Bench) -> None:
    def told(schedule: str) -> str:
        steps = bench.page.steps
        item = next(item for row in range(steps.count()) if schedule in (item := steps.item(row)).text())
        return str(item.data(Qt.ItemDataRole.AccessibleTextRole))

    assert "not started" in told("Changes")
    bench.go("p3/franchise/answer")
    bench.type("None")
    bench.key(Qt.Key.Key_Return)
    bench.shell.bot.waitUntil(lambda: "in progress: 1 of 2" in told("Changes"))
    bench.type("None")
    bench.key(Qt.Key.Key_Return)
    bench.shell.bot.waitUntil(lambda: "complete" in told("Changes"))


@pytest.mark.slow
def test_the_next_start_goes_on_where_the_work_was_also_after_a_crash(bench: Bench) -> None:
    window = bench.shell.window
    bench.go("w2/labor/amount")
    window.places.remember()
    window.company.close()  # a crash writes nothing more
    window.places.resume(window.go_to, window.go)
    assert bench.place == "w2/labor/amount"
    assert window.pages.where() == (REPORT, "w2/labor/amount")
    window.go("home")
    window.places.remember()
    window.company.close()
    window.places.resume(window.go_to, window.go)
    assert window.pages.where() == ("home", "")


@pytest.mark.slow
def test_a_place_that_is_gone_does_not_stop_the_start(bench: Bench) -> None:
    window = bench.shell.window
    preferences = bench.shell.companies.preferences
    window.places.remember()
    for place in ("w2/nothing/amount", "nothing/at/all", ""):
        preferences.set("last_place", [str(bench.file.path), REPORT, place])
        window.company.close()
        window.places.resume(window.go_to, window.go)
        assert window.file is not None
    preferences.set("last_place", [str(bench.file.path), "1999-annual-report", "w2/labor/amount"])
    window.company.close()
    window.places.resume(window.go_to, window.go)
    assert window.file is not None
