"""Asking for the password of a company's file when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox


class PasswordDialog(FormDialog):
    """Asks for the password, or the recovery key, until `unlock` takes it."""

    def __init__(self, path: Path, unlock: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(f"Password of {path.stem}", "&Open", parent)
        self._unlock = unlock
        self.secret = secret_field(self)
        words = f"{path.name} is encrypted. If you forgot its password, type the recovery key from the recovery sheet."
        self.ask("&Password or recovery key", self.secret, words)
        self.column.addWidget(show_box(self, self.secret))
        self.finish()
        self.secret.setFocus()

    @Slot()
    def accept(self) -> None:
        """Closes when the password is right."""
        try:
            with busy_cursor():
                self._unlock(self.secret.text())
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), self.secret)
            self.secret.selectAll()
            return
        super().accept()


def secret_field(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def show_box(parent: QWidget, *fields: QLineEdit) -> WrappedCheckBox:
    """A box that shows what is typed."""
    box = WrappedCheckBox("Show &what is typed", parent)

    def show(checked: bool) -> None:
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if checked else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box
