"""A page that follows its company: read anew after an edit, as soon as it is in view."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.services.company.company_file import CompanyFile, EditOutcome


class FollowingPage(QWidget):
    """Listens to the company from the beginning until the page is closed or destroyed: nothing else in a page may.

    A subclass says in `refresh` how it is read anew, and in `concerned` which edits do not change what it shows. An
    edit is followed in the next turn of the event loop, or `at_once`. `edited` passes every edit on, seen or not.
    """

    edited = Signal(object)

    def __init__(self, file: CompanyFile, parent: QWidget | None = None, *, at_once: bool = False) -> None:
        super().__init__(parent)
        self._file = file
        self._at_once = at_once
        self._stale = True
        self._missed: list[EditOutcome] = []
        self._stop = file.listen(self._edited)
        self.destroyed.connect(self._stop)

    def refresh(self) -> None:
        """Reads everything anew; what happened since the last time is in `_missed`, the oldest first."""
        raise NotImplementedError

    def concerned(self, edited: EditOutcome) -> bool:
        """Whether an edit changes what is shown."""
        return True

    def hold(self, body: QWidget) -> None:
        """Fills the page with one widget."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setAccessibleName(body.accessibleName())

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the page up to date when it comes into view."""
        super().showEvent(event)
        self._catch_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Listens no more."""
        self._stop()
        super().closeEvent(event)

    def _edited(self, edited: EditOutcome) -> None:
        if self.concerned(edited):
            self._stale = True
            self._missed.append(edited)
        self.edited.emit(edited)
        if self._stale and self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._at_once:
            self._refresh_if_stale()
        else:
            QTimer.singleShot(0, self, self._refresh_if_stale)

    @Slot()
    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            with busy_cursor():
                self.refresh()
            self._missed.clear()
