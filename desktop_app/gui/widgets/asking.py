"""Asking for a file, a folder or a yes. Windows of the system; a test answers in their place."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.gui.theme.waiting import asking_meanwhile
from desktop_app.services.ports import Preferences

FOLDER = "folder"
COMPANY_FILES = f"Company files (*{COMPANY_SUFFIX})"
REVIEW_SUFFIX = ".filingreview"
REVIEW_FILES = f"Review files (*{REVIEW_SUFFIX})"
OPENED_FILES = f"{COMPANY_FILES};;{REVIEW_FILES}"
EXPORTS = "Exports (*.json)"


SENT_PACKAGE = "The folder of the package that was sent"
KEEP_BACKUPS = "Where to keep backups"


class UserPrompts(Protocol):
    """What the window asks the user in a window of its own. None, or False, is "never mind"."""

    def start_folder(self) -> Path: ...
    def existing(self, parent: QWidget, title: str, kind: str) -> Path | None: ...
    def new(self, parent: QWidget, title: str, suggested: str, kind: str) -> Path | None: ...
    def folder(self, parent: QWidget, title: str) -> Path | None: ...
    def sure(self, parent: QWidget, title: str, words: str, yes: str) -> bool: ...


class SystemAsking:
    """The windows of the system, opened where the user was last."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def start_folder(self) -> Path:
        """Where the last file was, or the user's documents."""
        kept = self._preferences.get(FOLDER)
        if isinstance(kept, str) and Path(kept).is_dir():
            return Path(kept)
        from PySide6.QtCore import QStandardPaths

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if Path(documents).is_dir() else Path.home()

    def existing(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """A file to read."""
        from PySide6.QtWidgets import QFileDialog

        with asking_meanwhile():
            name, _ = QFileDialog.getOpenFileName(parent, title, str(self.start_folder()), kind)
        return self._kept(name)

    def new(self, parent: QWidget, title: str, suggested: str, kind: str) -> Path | None:
        """A place for a new file; the system warns of one that is there."""
        from PySide6.QtWidgets import QFileDialog

        with asking_meanwhile():
            name, _ = QFileDialog.getSaveFileName(parent, title, str(self.start_folder() / suggested), kind)
        return self._kept(name)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder."""
        from PySide6.QtWidgets import QFileDialog

        with asking_meanwhile():
            name = QFileDialog.getExistingDirectory(parent, title, str(self.start_folder()))
        return Path(name) if name else None

    def sure(self, parent: QWidget, title: str, words: str, yes: str) -> bool:
        """A yes. The safe answer is the one that Enter gives."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Question, title, words, parent=parent)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        never_mind = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(never_mind)
        with asking_meanwhile():
            box.exec()
        return box.clickedButton() is agreed

    def _kept(self, name: str) -> Path | None:
        if not name:
            return None
        self._preferences.set(FOLDER, str(Path(name).parent))
        return Path(name)
