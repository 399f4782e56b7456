"""Lists whose words wrap, each item as high as its words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.gui.theme.style import spacing

PLAIN = 2


def wrap_items(view: QListView, frame: int = PLAIN) -> None:
    """Lets the items wrap; `frame` is what the style takes of an item's width, in eighths of the letters' height."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegate(_WrappedItems(view, frame))


class _WrappedItems(QStyledItemDelegate):
    """Leaves room for the frame around an item, which Qt forgets when it wraps the words."""

    def __init__(self, view: QListView, frame: int) -> None:
        super().__init__(view)
        self._view, self._frame = view, frame

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size of an item."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(1, option.rect.width() - spacing(self._view, self._frame)))
        return super().sizeHint(narrower, index)
