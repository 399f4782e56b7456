"""A dialog that asks for a few things, one under the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.wrapping_row import narrow_choice

WIDE = 56


class FormDialog(QDialog):
    """A dialog of labelled fields, one under the other, with Cancel and one thing to do."""

    def __init__(self, title: str, handler: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._handler: Callable[[], object] | None = None
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[spacing(self, 10)] * 4)
        self.column.setSpacing(spacing(self, 4))
        self.trouble = RefusalLine(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.agree = self.buttons.addButton(handler, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def ask(self, words: str, field: QWidget, more: str) -> QLabel:
        """Adds a field with its label and what there is to know about it, which comes back as a label."""
        label = text(words, parent=self)
        label.setBuddy(field)
        if isinstance(field, QComboBox):
            narrow_choice(field)
        field.setAccessibleName(words.replace("&", ""))
        field.setAccessibleDescription(more)
        self.column.addWidget(label)
        self.column.addWidget(field)
        below = text(more, TypeScale.SMALL, muted=True, parent=self)
        self.column.addWidget(below)
        self.column.addSpacing(spacing(self, 3))
        return below

    def finish(self) -> None:
        """Closes the column with the place for trouble and the buttons."""
        self.column.addWidget(self.trouble)
        self.column.addStretch(1)
        self.column.addWidget(self.buttons)

    def carry_out(self, handler: Callable[[], object]) -> bool:
        """Shows the dialog until what it asks for is done, or never mind; then it is put away.

        A refusal is said in the dialog, which stays open with everything that was typed.
        """
        self._handler = handler
        return bool(run_dialog(self))

    def done(self, result: int) -> None:
        """Does what was asked for before the dialog closes."""
        if result and self._handler is not None:
            try:
                self._handler()
            except (UserError, EnvironmentProblem) as refusal:
                self._say(str(refusal))
                return
        super().done(result)

    def refuse(self, words: str, field: QWidget) -> None:
        """Says what is wrong and goes there."""
        self._say(words)
        field.setFocus()

    def _say(self, words: str) -> None:
        self.trouble.say(words)
