"""What a screen reader is to say at once, and the line of a dialog that says what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.theme.style import TypeScale


def announce(around: QWidget, words: str, *, at_once: bool = True) -> None:
    """Has the words read out: at once, or when what is being read is over."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # large, and nothing is said at most starts

    politeness = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(around, words)
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


class RefusalLine(QLabel):
    """Says what was refused, to the eye and to the ear. It takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget, type_: TypeScale = TypeScale.BODY) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("type", type_.value)
        self.setProperty("muted", False)
        self.setProperty("mark", "stop")
        self.hide()

    def say(self, words: str, mark: str = "stop") -> None:
        """Shows the words and has them read out. `mark` is how they look: "stop", "good" or nothing."""
        if mark != self.property("mark"):
            self.setProperty("mark", mark)
            self.style().polish(self)
        self.setText(words)
        self.show()
        announce(self, words)

    def be_silent(self) -> None:
        """Leaves; what it said stands no more."""
        self.clear()
        self.hide()
