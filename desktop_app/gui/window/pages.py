"""The middle of the window: the pages of the navigation and the page of each filing, made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.focus_order import order_within
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.gui.window.screens import ScreenMaker
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import Preferences

if TYPE_CHECKING:
    from desktop_app.gui.filings.filings_page import FilingsPage


class CompanyPages(QStackedWidget):
    """Pages of one company. `around` tells what a page about a filing may use of the window."""

    def __init__(
        self,
        icons: IconSet,
        screens: ScreenMaker,
        preferences: Preferences,
        around: Callable[[CompanyFile, str], Surroundings],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._screens = screens
        self._preferences = preferences
        self._around = around
        self._file: CompanyFile | None = None
        self._pages: dict[str, QWidget] = {}
        self._filings: dict[str, FilingScreen] = {}
        self._list: FilingsPage | None = None

    def take(self, file: CompanyFile | None) -> None:
        """Shows another company, or none: what was there goes."""
        for filing_id in tuple(self._filings):
            self._drop_filing(filing_id)
        for page in self._pages.values():
            self._remove(page)
        self._pages.clear()
        self._list = None
        self._file = file

    def has(self, filing_id: str) -> bool:
        """Whether there is such a filing."""
        return self._file is not None and (
            filing_id == COMPANY or any(filing.id == filing_id for filing in self._file.filings())
        )

    def show_page(self, name: str) -> None:
        """Shows a page of the navigation."""
        if name == COMPANY:
            self.show_filing(COMPANY)
            return
        if self._file is None:
            return
        if name not in self._pages:
            self._pages[name] = self._page(name, self._file)
            self.addWidget(self._pages[name])
        self.setCurrentWidget(self._pages[name])
        order_within(self._pages[name])

    def show_filing(self, filing_id: str, place: str = "") -> None:
        """Shows a filing, with the cursor at a place if one is given. Raises NoSuchFiling."""
        if self._file is None:
            return
        if filing_id not in self._filings:
            self._file.filing(filing_id)
            self._filings[filing_id] = self._screens.filing(self._around(self._file, filing_id))
            self.addWidget(self._filings[filing_id].widget)
        screen = self._filings[filing_id]
        self.setCurrentWidget(screen.widget)
        order_within(screen.widget)
        if place:
            screen.go_to(place)
        else:
            screen.widget.setFocus()

    def shown_filing(self) -> str:
        """The id of the filing whose page is shown, nothing on another page."""
        current = self.currentWidget()
        return next((name for name, screen in self._filings.items() if screen.widget is current), "")

    def where(self) -> tuple[str, str]:
        """The filing that is shown with the place of the cursor, or the page of the navigation without one."""
        shown = self.shown_filing()
        if shown:
            return shown, self._filings[shown].place()
        current = self.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), ""), ""

    def fill_menu(self, menu: QMenu) -> None:
        """Puts the commands of the filing that is shown into a menu."""
        shown = self.shown_filing()
        if shown:
            self._filings[shown].fill_menu(menu)

    def refused(self) -> str:
        """What stands in a cell of any filing but was not kept, in a sentence."""
        return next((words for screen in self._filings.values() if (words := screen.refused())), "")

    def not_kept(self) -> str:
        """Lets go of the cell in hand; what stands in a cell but was not kept, in a sentence."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return self.refused()

    def chosen_filing(self) -> str:
        """The filing that a command of the menu means: the one shown, or chosen in the list, or the newest open one."""
        if self._file is None:
            return ""
        shown = self.shown_filing()
        if shown and shown != COMPANY:
            return shown
        if self._list is not None and self.currentWidget() is self._list and self._list.chosen is not None:
            return self._list.chosen.id
        filings = sorted(self._file.filings(), key=lambda filing: filing.state is not FilingState.OPEN)
        return filings[0].id if filings else ""

    def drop_missing(self) -> None:
        """Puts away the pages of filings that are no longer there, after their beginning was undone."""
        for filing_id in [name for name in self._filings if not self.has(name)]:
            self._drop_filing(filing_id)

    def toggle_panel(self) -> None:
        """Shows or hides the side panel of the filing that is shown."""
        shown = self.shown_filing()
        if shown:
            self._filings[shown].toggle_panel()

    def _page(self, name: str, file: CompanyFile) -> QWidget:
        around = self._around(file, self.chosen_filing())
        if name == "home":
            from desktop_app.gui.window.home import HomePage

            return HomePage(around, self._preferences)
        if name == "filings":
            from desktop_app.gui.filings.filings_page import FilingsPage

            self._list = FilingsPage(around)
            return self._list
        return self._screens.page(name, around)

    def _drop_filing(self, filing_id: str) -> None:
        screen = self._filings.pop(filing_id)
        screen.close()
        self._remove(screen.widget)

    def _remove(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.close()
        page.deleteLater()
