"""Where the work is, remembered every moment: the next start goes on there, also after the program ended by force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.gui.companies.open_company import OpenCompany
from desktop_app.gui.window.pages import CompanyPages

BETWEEN = 2000  # milliseconds


class PlaceKeeper(QObject):
    """Keeps company, page and cell. `names` are those of the pages that are no filings."""

    def __init__(self, company: OpenCompany, pages: CompanyPages, names: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._company, self._pages, self._names = company, pages, names
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.remember)
        self._timer.start(BETWEEN)

    @Slot()
    def remember(self) -> None:
        """Remembers where the work is."""
        self._company.remember_place(*self._pages.where())

    def end(self) -> None:
        """Remembers it a last time: the window closes."""
        self._timer.stop()
        self.remember()
        self._company.keep_for_next_time()

    def resume(self, go_to: Callable[[str, str], None], go: Callable[[str], None]) -> None:
        """Opens what was open last, where the work was. Raises as `Companies.open` does."""
        name, place = self._company.resume()
        if self._pages.has(name):
            go_to(name, place)
        elif name in self._names:
            go(name)
