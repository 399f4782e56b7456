"""Lists and tables whose words wrap, each item as high as its words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.gui.theme.style import spacing

PLAIN, CELL = 2, 12
BETWEEN_ROWS = 5  # eighths of a letter's height, so that long rows do not run into one another


def wrap_items(view: QListView, frame: int = PLAIN) -> None:
    """Lets the items wrap; `frame` is what the style takes of an item's width, in eighths of the letters' height."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegate(_WrappedItems(view, frame))


def wrap_cells(view: QTableView) -> None:
    """The same for the cells of a table, as wide as their columns."""
    view.setWordWrap(True)
    view.setItemDelegate(_WrappedItems(view, CELL, BETWEEN_ROWS))


class _WrappedItems(QStyledItemDelegate):
    """Leaves room for the frame around an item, which Qt forgets when it wraps the words."""

    def __init__(self, view: QAbstractItemView, frame: int, between: int = 0) -> None:
        super().__init__(view)
        self._view, self._frame, self._between = view, frame, between

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size of an item."""
        narrower, frame = QStyleOptionViewItem(option), spacing(self._view, self._frame)
        if option.rect.width() > 0:
            narrower.rect.setWidth(max(1, option.rect.width() - frame))
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:  # a heading has room of its own in the style
            narrower.state &= ~QStyle.StateFlag.State_Enabled
        needed = super().sizeHint(narrower, index)
        needed.setHeight(needed.height() + spacing(self._view, self._between))
        return needed
