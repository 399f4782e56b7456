"""Asking what is needed before a company's file can be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.file_names import COMPANY_SUFFIX, fit_for_files
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import COMPANY_FILES, UserPrompts
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox

SERVICES = {
    "water": "&Water",
    "sewer": "&Sewer",
    "heating": "S&team or hot-water heating",
    "electric": "&Electricity",
    "gas": "Natural &gas",
    "telecom": "Telep&hone",
}
LONGEST_NAME = 80
WIDE = 72


@dataclass(frozen=True)
class NewCompany:
    """What is asked before there is a file."""

    name: str
    services: tuple[str, ...]
    path: Path

    def table(self) -> Json:
        """The profile as `Companies.create` takes it."""
        identity: dict[str, Json] = {"legal_name": self.name}
        identity.update({service: "yes" if service in self.services else "no" for service in SERVICES})
        return {"company": {"identity": identity}}


def file_name(name: str) -> str:
    """A file name for a company of that name, on any system."""
    return f"{fit_for_files(name)[:LONGEST_NAME].strip(' .') or 'New company'}{COMPANY_SUFFIX}"


class NewCompanyDialog(QDialog):
    """Asks for name, services and the place of the file; the rest is asked on the Company page.

    `empty` is an empty file that the new company may take the place of.
    """

    def __init__(self, asking: UserPrompts, parent: QWidget | None = None, empty: Path | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._empty = empty
        self._own_path = empty is not None
        self.setWindowTitle("New company")
        self.name = QLineEdit(self)
        self.services = {service: WrappedCheckBox(words, self) for service, words in SERVICES.items()}
        self.path = QLineEdit(self)
        self.trouble = RefusalLine(self)
        self._lay_out()
        self.name.textChanged.connect(self._suggest)
        self.path.textEdited.connect(self._own)
        self._suggest("")
        if empty is not None:
            self.path.setText(str(empty))

    @property
    def given(self) -> NewCompany:
        """What was given."""
        services = tuple(service for service, box in self.services.items() if box.isChecked())
        return NewCompany(" ".join(self.name.text().split()), services, Path(self.path.text().strip()))

    def accept(self) -> None:
        """Closes if everything is given, else says what is not."""
        trouble, where = self._missing()
        if where is None:
            super().accept()
        else:
            self.trouble.say(trouble)
            where.setFocus()

    def _missing(self) -> tuple[str, QWidget | None]:
        given = self.given
        if not given.name:
            return "Give the company's name.", self.name
        if not given.services:
            return "Check at least one service that the company provides.", self.services["water"]
        if given.path.suffix.lower() != COMPANY_SUFFIX:
            return f"The file name must end in {COMPANY_SUFFIX}.", self.path
        if given.path.exists() and given.path != self._empty:
            return f"{given.path.name} exists already. Choose another name; nothing is overwritten.", self.path
        if not given.path.parent.is_dir():
            return f"There is no folder {given.path.parent}. Choose one that exists.", self.path
        return "", None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 4))
        self._ask(column, "Full certificated &name", self.name, "As on the certificate, spelled out in full.")
        column.addSpacing(spacing(self, 4))
        column.addWidget(text("It provides", parent=self))
        for box in self.services.values():
            column.addWidget(box)
        column.addSpacing(spacing(self, 4))
        browse = QPushButton("&Choose...", self)
        browse.clicked.connect(self._browse)
        browse.setAccessibleName("Choose where to save the file")
        self._ask(column, "&File", self.path, "One file holds everything of this company.", browse)
        column.addWidget(self.trouble)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton("&Create company", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(spacing(self, 4))
        column.addWidget(buttons)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _ask(self, column: QVBoxLayout, words: str, field: QLineEdit, more: str, *beside: QWidget) -> None:
        label = text(words, parent=self)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        field.setAccessibleDescription(more)
        column.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, GAP))
        line.addWidget(field, 1)
        for widget in beside:
            line.addWidget(widget)
        column.addLayout(line)
        column.addWidget(text(more, TypeScale.SMALL, muted=True, parent=self))

    @Slot(str)
    def _suggest(self, name: str) -> None:
        if not self._own_path:
            self.path.setText(str(self._asking.start_folder() / file_name(name)))

    @Slot()
    def _own(self) -> None:
        self._own_path = True

    @Slot()
    def _browse(self) -> None:
        chosen = self._asking.new(self, "Where to keep the company", file_name(self.name.text()), COMPANY_FILES)
        if chosen is not None:
            self._own_path = True
            self.path.setText(
                str(chosen if chosen.suffix == COMPANY_SUFFIX else chosen.with_name(f"{chosen.name}{COMPANY_SUFFIX}"))
            )
