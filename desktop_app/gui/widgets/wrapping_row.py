"""Widgets side by side that go on in the next line where one line has no room for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox, QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop_app.gui.theme.style import spacing

CHOICE = 16  # letters of a choice that are always seen


def narrow_choice(choice: QComboBox) -> None:
    """Lets a choice be narrower than its longest line: it fills the room that it gets."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(CHOICE)
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class WrappingRow(QLayout):
    """No wider than the widest of its widgets; one that can grow takes what its line has left."""

    def __init__(self, parent: QWidget, gap: int, *widgets: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing(parent, gap))
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Adds what comes last."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Removes one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [_wanted(item) for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        """Places everything."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        used = 0
        for item in self._shown():
            wanted = _wanted(item).width()
            if line and used + self.spacing() + wanted > width:
                yield line
                line, used = [], 0
            used += wanted + (self.spacing() if line else 0)
            line.append(item)
        if line:
            yield line

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Places the lines, or only measures them: their height."""
        top = rect.y()
        for line in self._lines(rect.width()):
            height = max(_wanted(item).height() for item in line)
            if place:
                self._place(line, QRect(rect.x(), top, rect.width(), height))
            top += height + self.spacing()
        return max(0, top - rect.y() - self.spacing())

    def _is_at_the_end(self, line: list[QLayoutItem]) -> bool:
        """Whether what grows is before the line, and pushes it to the right."""
        before = self._items[: self._items.index(line[0])]
        return any(item.expandingDirections() & Qt.Orientation.Horizontal for item in before)

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        widths = [min(_wanted(item).width(), room.width()) for item in line]
        spare = room.width() - sum(widths) - self.spacing() * (len(line) - 1)
        growing = [at for at, item in enumerate(line) if item.expandingDirections() & Qt.Orientation.Horizontal]
        left = room.x() + (spare if self._is_at_the_end(line) and not growing else 0)
        for at, (item, width) in enumerate(zip(line, widths, strict=True)):
            wide = width + (spare // len(growing) if at in growing else 0)
            high = _wanted(item).height()
            item.setGeometry(QRect(QPoint(left, room.y() + (room.height() - high) // 2), QSize(wide, high)))
            left += wide + self.spacing()


def _wanted(item: QLayoutItem) -> QSize:
    """The size an item asks for; one that is empty but shown asks for none."""
    return item.sizeHint().expandedTo(QSize(0, 0))
