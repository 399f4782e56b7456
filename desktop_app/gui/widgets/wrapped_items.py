"""Words in a list that wrap, each item as high as its words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.gui.style import spacing

FRAME = 7


class WrappedItems(QStyledItemDelegate):
    """Leaves room for the frame that the style draws around an item, which Qt forgets when it wraps the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size of an item."""
        option.rect.setWidth(max(1, option.rect.width() - spacing(option.widget, FRAME)))
        return super().sizeHint(option, index)
