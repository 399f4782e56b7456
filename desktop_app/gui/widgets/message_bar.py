"""The place for sentences: what was refused, what was done. Not a window in the way, and read out by screen readers."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, QTimer, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QWidget

from desktop_app.gui.theme.icons import IconMark, IconSet
from desktop_app.gui.theme.style import TARGET, spacing, text
from desktop_app.gui.widgets.spoken import announce


class MessageTone(StrEnum):
    """How a sentence is meant; each has the icon and the colour of its name."""

    STOP = "stop"
    EXPLAIN = "explain"
    NOTE = "note"
    GOOD = "good"


class MessageBar(QFrame):
    """One sentence at a time, with at most one thing to do about it. Escape or the cross puts it away.

    With `follow`, it leaves with the page on which it was said.
    """

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then: Callable[[], object] | None = None
        self._pages: QStackedWidget | None = None
        self._said_on: QWidget | None = None
        self.setProperty("pane", "Message")
        self.setProperty("tone", MessageTone.EXPLAIN.value)
        self.mark = IconMark(icons, self)
        self.words = text("", parent=self)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName("Message")
        self.action = QPushButton(self)
        self.action.clicked.connect(self._act)
        self.cross = QToolButton(self)
        self.cross.setIcon(icons.icon("close"))
        self.cross.setAutoRaise(True)
        self._size_cross()
        self.cross.setAccessibleName("Dismiss")
        self.cross.setToolTip("Dismiss (Esc)")
        self.cross.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing(self), spacing(self, 4), spacing(self, 4), spacing(self, 4))
        row.setSpacing(spacing(self, 5))
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self.cross)
        self.hide()

    def follow(self, pages: QStackedWidget) -> None:
        """Lets every sentence leave with the page on which it was said."""
        self._pages = pages
        pages.currentChanged.connect(self._left)

    def say(
        self,
        words: str,
        tone: MessageTone = MessageTone.EXPLAIN,
        action: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Shows a sentence and has it read out; with `action`, a button that does `then`."""
        self._then = then
        self._said_on = None
        QTimer.singleShot(0, self, self._arrived)  # what says something may then show the page that it is about
        self.mark.show_icon(tone.value, tone.value)
        self.words.setText(words)
        self.words.setAccessibleDescription(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        if tone.value != self.property("tone"):
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)
        self.show()
        announce(self, words)

    @property
    def sentence(self) -> str:
        """What is being said, nothing if the bar is away."""
        return "" if self.isHidden() else self.words.text()

    @Slot()
    def clear(self) -> None:
        """Puts the message away."""
        self._then = None
        self.hide()

    @Slot()
    def _arrived(self) -> None:
        self._said_on = None if self._pages is None else self._pages.currentWidget()

    @Slot()
    def _left(self) -> None:
        if self._pages is not None and self._said_on not in {None, self._pages.currentWidget()}:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "cross"):
            self._size_cross()

    def _size_cross(self) -> None:
        side = spacing(self, 8)
        self.cross.setIconSize(QSize(side, side))
        self.cross.setMinimumSize(TARGET, TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the message away."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _act(self) -> None:
        then = self._then
        self.clear()
        if then is not None:
            then()
