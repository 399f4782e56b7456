"""The screens that the window shows but does not know from inside. They are made when first needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.help_screen import HelpScreen
from desktop_app.gui.widgets.surroundings import FilingScreen, Surroundings
from desktop_app.gui.window.navigation import NavigationStop
from desktop_app.services.progress.finding import FoundItem

if TYPE_CHECKING:  # the list of many companies is not needed to begin
    from desktop_app.services.companies.all_companies import CompanyLine


class ScreenMaker(Protocol):
    """Makes the screens.

    `stops` are the pages of the navigation after Home, Company and Filings; `page` makes the one of that name.
    A page that shows the company is a `FollowingPage`. `dialog` makes what a menu command marked `dialog` opens,
    `many` the one that works in several companies. `found` is what can be found besides: rules and handbook.
    """

    def stops(self) -> Sequence[NavigationStop]: ...
    def page(self, name: str, around: Surroundings) -> QWidget: ...
    def dialog(self, name: str, around: Surroundings) -> QDialog: ...
    def found(self) -> Sequence[FoundItem]: ...
    def self_test(self, asking: UserPrompts, parent: QWidget) -> QDialog: ...
    def filing(self, around: Surroundings) -> FilingScreen: ...
    def many(self, lines: Sequence[CompanyLine], asking: UserPrompts, parent: QWidget) -> QDialog: ...
    def handbook(self, asking: UserPrompts, parent: QWidget) -> HelpScreen: ...
