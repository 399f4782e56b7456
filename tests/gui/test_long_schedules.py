"""A schedule of very many rows: what needs no second look is not looked at twice, and lists stay short."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.problems import Problem, Severity
from desktop_app.gui.filing.checks_tab import LISTED
from desktop_app.gui.grid.grid_sizes import GridSizes
from tests.support.filing_window import REPORT, Bench, standing_bench

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        yield standing


def test_pasted_rows_are_measured_once_and_another_room_is_only_shared(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.go("loans")
    measured: list[int] = []
    real = GridSizes._least

    def least(sizes: GridSizes, number: int) -> int:
        measured.append(number)
        return real(sizes, number)

    monkeypatch.setattr(GridSizes, "_least", least)
    QGuiApplication.clipboard().setText("".join(f"A bank {row}\t{row}\n" for row in range(40)))
    bench.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    columns = bench.page.grid.model().columnCount()
    assert sorted(measured) == list(range(columns)), "once for the reset, none for the room that is another then"
    bench.page.resize(bench.page.width() - 60, bench.page.height())
    assert len(measured) == columns
    bench.page.grid.model().setData(bench.page.grid.model().index(0, 1), "1,000,000,000")
    bench.page.resize(bench.page.width() + 60, bench.page.height())
    assert len(measured) >= 2 * columns, "another value is measured"


def test_of_very_many_problems_the_first_are_listed_the_rest_counted_and_each_can_be_chosen(bench: Bench) -> None:
    checks, book = bench.page.panel.checks, bench.file.book(REPORT)
    many = tuple(Problem("X1", Severity.NOTE, f"other/{n}/a", f"Row {n}.", "3.640") for n in range(LISTED + 20))
    before = len(book.checks.problems)
    checks.shown_only.setCurrentText("Notes")
    checks.show_problems(book, "w2", many)
    texts = [checks.list.item(row).text() for row in range(checks.list.count())]
    assert len([words for words in texts if words.startswith("Note: Row ")]) <= LISTED < before + len(many)
    assert texts[-1].endswith(" problems more")
    checks.choose(many[-1])
    assert checks.list.currentItem().text() == f"Note: Row {LISTED + 19}.  [3.640]"
