"""Check boxes and round buttons whose words go on in the next line where one line has no room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from desktop_app.gui.theme.style import TARGET

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # the class of Qt comes from the button itself

MARK = 2  # room for the mark and what is around it, in heights of the letters
BETWEEN = 2


class _WrappedWords(_Button):
    """What both have in common. `text` gives the words without the breaks of lines."""

    _words = ""

    def begin(self, words: str) -> None:
        """Takes the words, and lets the button be as high as they need."""
        self._words = words
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        super().setText(words)

    def text(self) -> str:
        """The words."""
        return self._words

    def setText(self, words: str) -> None:
        """Shows other words."""
        self._words = words
        self._break()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        metrics = self.fontMetrics()
        lines = len(self._lines(width))
        first = max(self.iconSize().height(), metrics.height()) + BETWEEN
        return max(TARGET, first + metrics.lineSpacing() * (lines - 1))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(widest + MARK * metrics.height(), max(TARGET, metrics.height() + BETWEEN))

    def sizeHint(self) -> QSize:
        """All in one line."""
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self._words) + MARK * metrics.height()
        return QSize(wide, max(TARGET, metrics.height() + BETWEEN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the words for the new width."""
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        super().setText("\n".join(self._lines(self.width())))

    def _lines(self, width: int) -> list[str]:
        metrics = self.fontMetrics()
        room = width - MARK * metrics.height()
        lines, line = list[str](), ""
        for word in self._words.split():
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line]


class WrappedCheckBox(_WrappedWords, QCheckBox):
    """A check box."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begin(words)


class WrappedRadioButton(_WrappedWords, QRadioButton):
    """A round button, one of several."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begin(words)
