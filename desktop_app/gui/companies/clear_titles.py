"""Says, before something is saved from a company with a password, that the password does not protect it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.asking import COMPANY_FILES, KEEP_BACKUPS, SENT_PACKAGE, UserPrompts
from desktop_app.services.company.company_file import CompanyFile

NOT_ENCRYPTED = "{} - not encrypted: the password does not protect it"


class ClearTitles:
    """The UserPrompts of a window, with that said in the title."""

    def __init__(self, asking: UserPrompts, opened: Callable[[], CompanyFile | None]) -> None:
        self._asking, self._opened = asking, opened

    def start_folder(self) -> Path:
        """See `UserPrompts`."""
        return self._asking.start_folder()

    def existing(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """See `UserPrompts`."""
        return self._asking.existing(parent, title, kind)

    def new(self, parent: QWidget, title: str, suggested: str, kind: str) -> Path | None:
        """See `UserPrompts`."""
        return self._asking.new(parent, title if kind == COMPANY_FILES else self._titled(title), suggested, kind)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """See `UserPrompts`."""
        return self._asking.folder(parent, title if title in {KEEP_BACKUPS, SENT_PACKAGE} else self._titled(title))

    def sure(self, parent: QWidget, title: str, words: str, yes: str) -> bool:
        """See `UserPrompts`."""
        return self._asking.sure(parent, title, words, yes)

    def _titled(self, title: str) -> str:
        file = self._opened()
        return NOT_ENCRYPTED.format(title) if file is not None and file.workspace.has_password else title
