"""What a right click, or the menu key, offers at a table: the commands beside it, copying, sorting, widths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.gui.widgets.tables import ReadingTable


def table_menu(table: ReadingTable) -> QMenu:
    """The menu of a table."""
    menu = QMenu(table)
    for button in commands_beside(table):
        menu.addAction(button.text(), button.click)
    menu.addSeparator()
    some = table.currentIndex().isValid()
    menu.addAction("&Copy", table.copy).setEnabled(some)
    menu.addAction("Copy with &headings", partial(table.copy, headings=True)).setEnabled(some)
    if table.can_sort:
        menu.addMenu(_sorting(table, menu))
    menu.addAction("Fit the column &widths", table.forget_widths)
    return menu


def commands_beside(table: QWidget) -> Iterator[QPushButton]:
    """The buttons of the same page or dialog that can be pressed now, without those that close it."""
    around = table.parentWidget()
    if around is None:
        return
    for button in around.findChildren(QPushButton):
        if button.isVisibleTo(around) and button.isEnabled() and not isinstance(button.parent(), QDialogButtonBox):
            yield button


def _sorting(table: ReadingTable, menu: QMenu) -> QMenu:
    sorting = QMenu("&Sort", menu)
    chosen, _ = table.sorted_by or (None, False)
    for column in range(table.rows.columnCount()):
        if table.rows.heading(column):
            _choice(sorting, f"By {table.rows.heading(column)}", chosen=column == chosen).triggered.connect(
                partial(table.sort_further, column)
            )
    sorting.addSeparator()
    plain = _choice(sorting, "In the order of the list", chosen=chosen is None)
    plain.triggered.connect(lambda: table.sort_by(0, descending=None))
    return sorting


def _choice(menu: QMenu, words: str, *, chosen: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action
