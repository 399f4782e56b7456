"""Every page and dialog fits its screen or scrolls: nothing is cut off, no button is out of reach."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionHeader,
    QTabBar,
    QTableView,
    QToolBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui.grid.grid_sizes import GridSizes
from desktop_app.gui.grid.schedule_grid import ScheduleGrid
from desktop_app.gui.grid.schedule_model import ScheduleModel
from desktop_app.gui.theme import style
from desktop_app.gui.widgets import fitted_dialog, page
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.fitted_dialog import FRAME, fit_dialog
from desktop_app.gui.widgets.page import button_row
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from tests.support.entry_fields import MORE, REPORT, WAYS
from tests.support.sample_program import sample_file
from tests.support.standing_window import PAGES, SCHEDULES, settle, standing_window

__all__ = ["sample_file"]
pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
SCREENS = [((1024, 700), 100), ((1280, 800), 150), ((1024, 700), 200)]
SMALL = (1024, 700)
ROUNDING = 2
LEADING = 4  # what a line needs beside its letters


def on_screen(patch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    for module in (style, fitted_dialog, page):
        patch.setattr(module, "room_on_screen", lambda _: QSize(*size))


def cut_off(root: QWidget) -> list[str]:
    """What is smaller than its words, and what scrolls sideways that is no table."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or isinstance(one.parentWidget(), QToolBar | QTabBar):
            continue
        if isinstance(one, QLabel | QAbstractButton | QLineEdit) and not one.objectName().startswith("qt_"):
            least = one.minimumSizeHint()
            if one.hasHeightForWidth():
                least.setHeight(one.heightForWidth(one.width()))
            if one.width() < least.width() - ROUNDING or one.height() < least.height() - ROUNDING:
                found.append(
                    f"{type(one).__name__} {one.text()[:40]!r} has {one.size().toTuple()} of {least.toTuple()}"
                )
        if (
            isinstance(one, QTableView)
            and one.model().rowCount()
            and one.rowHeight(0) < one.fontMetrics().height() + LEADING
        ):
            found.append(f"the rows of {one.accessibleName()!r} are lower than their words")
        if isinstance(one, QScrollArea) and one.horizontalScrollBar().maximum():
            found.append(f"{one.accessibleName()!r} scrolls sideways by {one.horizontalScrollBar().maximum()}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale"), SCREENS)
def test_every_page_fits(
    size: tuple[int, int], scale: int, sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, size)
    wrong = []
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch, size, scale) as standing:
        window = standing.window
        for name in (*PAGES, *SCHEDULES):
            if name in PAGES:
                window.go(name)
            else:
                window.go_to(REPORT, name)
            settle()
            shown = window.pages.currentWidget()
            assert shown is not None
            wrong += [f"{name}: {words}" for words in cut_off(shown)]
            if window.size() != QSize(*size):
                wrong.append(f"{name}: the window grew to {window.size().toTuple()}")
                window.resize(*size)
    assert "\n".join(wrong) == ""


@pytest.mark.slow
def test_every_dialog_fits(sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    on_screen(monkeypatch, SMALL)
    wrong: list[str] = []

    def look(root: QWidget) -> None:
        settle()
        if isinstance(root, QDialog):
            room = QSize(*SMALL) - FRAME
            troubles = cut_off(root)
            if root.size().boundedTo(room) != root.size():
                troubles.append(f"is {root.size().toTuple()}")
            wrong.extend(f"{type(root).__name__}: {words}" for words in troubles)

    with standing_window(sample_file, tmp_path, qtbot, monkeypatch, SMALL, 200) as standing:
        for name, way in (WAYS | MORE).items():
            before = standing.steps()
            standing.within(name, way, look)
            standing.take_back(before)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "\n".join(wrong) == ""


def test_a_dialog_that_grows_beyond_the_screen_scrolls_and_keeps_its_buttons(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, (500, 400))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    words = style.text("Short.", parent=dialog)
    close = style.text("", parent=dialog)
    button = WrappedCheckBox(
        "A check box with more words than the narrow screen has room for in one of its lines", dialog
    )
    column.addWidget(words)
    column.addWidget(button)
    column.addWidget(close)
    fit_dialog(dialog)
    dialog.show()
    assert dialog.findChildren(QScrollArea) == []
    words.setText("Long. " * 900)
    QApplication.processEvents()
    assert [area.widget() is not None for area in dialog.findChildren(QScrollArea)] == [True]
    assert dialog.height() <= 400
    assert button.height() > 2 * button.fontMetrics().height()


def test_buttons_go_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    labels = [QLabel("Some words", holder) for _ in range(3)]
    last = QLabel("At the right", holder)
    holder.setLayout(button_row(*labels, right=[last]))
    holder.resize(1000, 100)
    holder.show()
    assert last.geometry().right() == holder.width() - 1
    assert len({one.y() for one in (*labels, last)}) == 1
    line = holder.layout()
    assert line is not None
    narrow = line.minimumSize().width()
    assert line.heightForWidth(narrow) > 3 * line.heightForWidth(1000)
    holder.resize(narrow, 400)
    assert len({one.y() for one in (*labels, last)}) == 4


@pytest.mark.slow
def test_headings_of_any_length_are_shown_whole(
    sample_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the program's own style, whose headings keep free room at both sides."""
    with standing_window(sample_file, tmp_path, qtbot, monkeypatch) as made:
        made.window.go_to(REPORT, "p4/cash/end")
        grid = next(one for one in made.window.findChildren(ScheduleGrid) if one.isVisible())
        header, option = grid.horizontalHeader(), QStyleOptionHeader()
        for count in range(1, 60):
            words = f"Year {'i' * count}"
            monkeypatch.setattr(ScheduleModel, "heading", lambda _, __, words=words: words)
            GridSizes(grid, grid.rows, grid.labels).fit()
            option.rect = QRect(0, 0, header.sectionSize(0), header.height())
            room = header.style().subElementRect(QStyle.SubElement.SE_HeaderLabel, option, header)
            drawn = QRect(0, 0, room.width() - 2, 999)  # what is drawn may be a point wider than what is measured
            needed = header.fontMetrics().boundingRect(drawn, Qt.TextFlag.TextWordWrap, words)
            assert needed.height() <= room.height()


def test_a_dialog_that_begins_to_scroll_while_it_is_open_keeps_its_focus(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, field, words = QPushButton("Close", dialog), QLineEdit(dialog), QLabel("words", dialog)
    column = QVBoxLayout(dialog)
    for widget in (words, field, first):
        column.addWidget(widget)
    fit_dialog(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    field.setFocus()
    words.setMinimumHeight(3000)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QScrollArea)))
    assert dialog.focusWidget() is field


def test_what_is_refused_in_a_dialog_that_scrolls_is_seen_above_its_buttons(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen(monkeypatch, (500, 400))
    dialog = FormDialog("Many fields", "&Do it", None)
    qtbot.addWidget(dialog)
    fields = [QLineEdit(dialog) for _ in range(20)]
    for field in fields:
        dialog.ask("Field", field, "A field.")
    dialog.finish()
    fit_dialog(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    (area,) = dialog.findChildren(QScrollArea)
    dialog.refuse("This field cannot be read.", fields[0])
    QApplication.processEvents()
    assert not area.isAncestorOf(dialog.trouble)
    seen = dialog.trouble.mapTo(dialog, dialog.trouble.rect().bottomLeft())
    assert dialog.trouble.isVisible()
    assert seen.y() < dialog.buttons.mapTo(dialog, dialog.buttons.rect().topLeft()).y() < dialog.height()
