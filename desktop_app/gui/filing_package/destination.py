"""Where to save the package: the folder, the copies that the filing sheet plans, a password for the nonpublic PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox


class BadPassword(UserError):
    """The two passwords differ, or there is none."""


class DestinationChoice(QWidget):
    """Asks for the folder and what goes with it."""

    def __init__(self, folder: Path, copies: str, asking: UserPrompts, parent: QWidget) -> None:
        super().__init__(parent)
        self._asking = asking
        self._name = folder.name
        self.field = QLineEdit(str(folder), self)
        self.choose = QPushButton("C&hoose...", self)
        self.copies = QLineEdit(copies, self)
        self.protect = WrappedCheckBox("Protect the nonpublic PDF with a &password (AES-256)", self)
        self.password = _secret("Password of the nonpublic PDF", self)
        self.again = _secret("Repeat the password", self)
        self.note = text("", TypeScale.SMALL, muted=True, parent=self)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.protect.toggled.connect(self._show_password)
        self._show_password(on=False)

    @property
    def folder(self) -> Path:
        """The folder that becomes the package."""
        return Path(self.field.text().strip()).expanduser()

    def chosen_password(self) -> str:
        """The password, empty for none. Raises BadPassword."""
        if not self.protect.isChecked():
            return ""
        if not self.password.text():
            raise BadPassword("Type the password of the nonpublic PDF, or clear the check box.")
        if self.password.text() != self.again.text():
            raise BadPassword("The two passwords differ. Type the same one twice.")
        return self.password.text()

    def offer_password(self, *, sealed: bool) -> None:
        """A password makes sense only where something is sealed."""
        self.protect.setVisible(sealed)
        self._show_password(on=sealed and self.protect.isChecked())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(spacing(self, GAP))
        grid.setVerticalSpacing(spacing(self, 4))
        self._line(grid, 0, "Fo&lder", self.field)
        grid.addWidget(self.choose, 0, 2)
        self.choose.setAutoDefault(False)
        self._line(grid, 1, "Copies of &each version", self.copies)
        words = "The rule does not name a number of copies. Start with one of each version; the filing sheet says so."
        grid.addWidget(text(words, TypeScale.SMALL, muted=True, parent=self), 2, 1, 1, 2)
        grid.addWidget(self.protect, 3, 1, 1, 2)
        self._passwords = (
            self._line(grid, 4, "Password", self.password),
            self._line(grid, 5, "Repeat", self.again),
            self.password,
            self.again,
            self.note,
        )
        grid.addWidget(self.note, 6, 1, 1, 2)
        self.note.setText("Write it down: nobody can open the file without it, and the program does not keep it.")
        grid.setColumnStretch(1, 1)

    def _line(self, grid: QGridLayout, number: int, words: str, field: QLineEdit) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words.replace("&", ""))
        grid.addWidget(label, number, 0)
        grid.addWidget(field, number, 1)
        return label

    @Slot(bool)
    def _show_password(self, on: bool) -> None:
        for widget in self._passwords:
            widget.setVisible(on)

    @Slot()
    def _choose(self) -> None:
        """The folder chosen becomes the package if it is empty; otherwise the package gets a folder inside it."""
        chosen = self._asking.folder(self, "Where to save the package")
        if chosen is not None:
            self.field.setText(str(chosen / self._name if any(chosen.iterdir()) else chosen))


def _secret(name: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field
