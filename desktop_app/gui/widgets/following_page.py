"""A page that follows its company: read anew after an edit, as soon as it is in view."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.page import WidePage
from desktop_app.services.company.company_file import CompanyFile, Edited


class FollowingPage(WidePage):
    """A wide page. Whoever makes one says in `refresh` how it is read anew, and calls that once all is laid out."""

    def __init__(self, title: str, file: CompanyFile, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._file = file
        self._stale = True
        self.stop_listening = file.listen(self._edited)

    def refresh(self) -> None:
        """Reads everything anew."""
        raise NotImplementedError

    def concerned(self, edited: Edited) -> bool:
        """Whether an edit changes what is shown."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the page up to date when it comes into view."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._refresh_if_stale)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Listens no more."""
        self.stop_listening()
        super().closeEvent(event)

    def _edited(self, edited: Edited) -> None:
        self._stale = self._stale or self.concerned(edited)
        if self._stale and self.isVisible():
            QTimer.singleShot(0, self, self._refresh_if_stale)

    @Slot()
    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
