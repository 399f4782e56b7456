"""Fields of the steps of a filing: days that say which field cannot be read, and texts that leave room for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.problems import Problem, Severity

TEXT_LINES = 4


class UnreadableDay(NotADate):
    """What is typed into a field is no day; the sentence names the field."""

    def __init__(self, field: QLineEdit, refusal: NotADate) -> None:
        super().__init__(f"{field.accessibleName()}: {refusal}")
        self.field = field


class ModestText(QPlainTextEdit):
    """A text that takes the room that its page has and asks for a few lines: no dialog scrolls for an empty box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        """A few lines."""
        lines = QSize(0, self.fontMetrics().lineSpacing() * TEXT_LINES)
        return self.minimumSizeHint().expandedTo(lines)


def day_in(field: QLineEdit) -> date | None:
    """The day in a field, None for a blank. Raises UnreadableDay."""
    try:
        return parse_date(field.text()) if field.text().strip() else None
    except NotADate as refusal:
        raise UnreadableDay(field, refusal) from None


def stops_in_the_way(found: Sequence[Problem]) -> str:
    """How many errors stand against a filing, in a sentence."""
    stops = sum(problem.severity is Severity.STOP for problem in found)
    return f"{Severity.STOP.counted(stops)} to correct first. A draft can be produced anyway."


def to_the_top(dialog: QDialog, part: QWidget) -> None:
    """Scrolls to the top what a dialog has put into an area that scrolls, where it has."""
    for area in dialog.findChildren(QScrollArea):
        if area.isAncestorOf(part):
            area.verticalScrollBar().setValue(0)
