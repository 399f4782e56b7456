"""Whose Ctrl+Z it is: the text being typed comes first, then the journal of the file.

A text field keeps Ctrl+Z for itself even when it has nothing to take back; then the journal would never be reached.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

UNDO = QKeySequence.StandardKey.Undo
REDO = QKeySequence.StandardKey.Redo
TextField = QLineEdit | QPlainTextEdit | QTextEdit


class UndoKeys(QObject):
    """Watches the text field that has the focus, and no other widget."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves the keys to the menu when the field has nothing to undo or redo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, TextField)
            and _belongs_to_journal(watched, event)
        ):
            event.ignore()
            return True
        return False

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, TextField):
            before.removeEventFilter(self)
        if isinstance(now, TextField):
            now.installEventFilter(self)


def _belongs_to_journal(field: TextField, event: QKeyEvent) -> bool:
    if event.matches(UNDO):
        return not _can_undo(field)
    return (event.matches(REDO) or _is_redo(event)) and not _can_redo(field)


def _is_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y and Ctrl+Shift+Z both, whichever of them is the custom of the system."""
    control = Qt.KeyboardModifier.ControlModifier
    return (event.key(), event.modifiers()) in (
        (Qt.Key.Key_Y, control),
        (Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier),
    )


def _can_undo(field: TextField) -> bool:
    return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()


def _can_redo(field: TextField) -> bool:
    return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()
