"""The middle of the window: the pages of the open company, or the first start while there is none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.gui.companies.open_company import OpenCompany
from desktop_app.gui.theme.icons import IconSet
from desktop_app.services.companies.companies import Companies

if TYPE_CHECKING:
    from desktop_app.gui.window.first_start import FirstStart


class WindowMiddle(QStackedWidget):
    """Has the first start made when it is first seen: most starts of the program open a company before that."""

    def __init__(
        self, pages: QWidget, companies: Companies, icons: IconSet, company: OpenCompany, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._pages, self._companies, self._icons, self._company = pages, companies, icons, company
        self.addWidget(pages)

    @cached_property
    def start(self) -> FirstStart:
        """The first start."""
        from desktop_app.gui.window.first_start import FirstStart

        made = FirstStart(self._companies, self._icons, self._company, self)
        self.addWidget(made)
        return made

    def follow(self) -> None:
        """Shows the pages when a company is open, or else the first start."""
        if self._company.file is not None:
            self.setCurrentWidget(self._pages)
        elif self.isVisible():
            self._show_start()

    def showEvent(self, event: QShowEvent) -> None:
        """The window comes up."""
        super().showEvent(event)
        if self._company.file is None:
            self._show_start()

    def _show_start(self) -> None:
        self.start.refresh()
        self.setCurrentWidget(self.start)
