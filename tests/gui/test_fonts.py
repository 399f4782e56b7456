"""The chosen font and size reach every kind of widget, also where the system has fonts of its own for some."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QTableView, QToolButton, QToolTip, QTreeView
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme.style import BODY_POINTS, FAMILY, SCALE
from tests.support.memory_companies import make_companies
from tests.support.window_shell import standing_shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager

# The classes for which Qt takes the system's fonts on Windows.
OWN_FONTS = (
    "QAbstractItemView",
    "QTableView",
    "QTreeView",
    "QListView",
    "QMenu",
    "QMenuBar",
    "QTipLabel",
    "QHeaderView",
)


def system_fonts() -> None:
    """What setting a style sheet does on Windows: the system's fonts of classes stand again."""
    for name in OWN_FONTS:
        QApplication.setFont(QFont("Liberation Sans", 7), name)  # type: ignore[arg-type]  # the stubs say bytes


@pytest.mark.slow
@pytest.mark.parametrize("scale", [100, 175])
def test_tables_trees_lists_menus_and_tips_have_the_size_that_was_chosen(
    scale: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_style_sheet = QApplication.setStyleSheet

    def on_windows(application: QApplication, sheet: str) -> None:
        set_style_sheet(application, sheet)
        system_fonts()

    monkeypatch.setattr(QApplication, "setStyleSheet", on_windows)
    companies = make_companies()
    companies.preferences.set(SCALE, scale)
    with standing_shell(qtbot, tmp_path, companies) as shell:
        wanted = (FAMILY, BODY_POINTS * scale / 100)
        widgets = [QTableView(shell.window), QTreeView(shell.window), QListWidget(shell.window), QMenu(shell.window)]
        fonts = [widget.font() for widget in widgets]
        fonts += [QTableView(shell.window).horizontalHeader().font(), QToolTip.font()]
        assert {(font.family(), font.pointSizeF()) for font in fonts} == {wanted}


@pytest.mark.slow
def test_a_size_chosen_later_reaches_the_navigation_and_the_status_line_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with standing_shell(qtbot, tmp_path, make_companies()) as shell:
        shell.window.show()
        for scale in (200, 125):
            shell.style.set_scale(scale)
            QApplication.processEvents()
            widgets = [*shell.window.findChildren(QToolButton), shell.window.statusBar()]
            assert {widget.font().pointSizeF() for widget in widgets} == {BODY_POINTS * scale / 100}
