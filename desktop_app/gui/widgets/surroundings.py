"""What a page or dialog may use of the window around it, and what the page of one filing offers the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.services.company.company_file import CompanyFile


class WindowActions(Protocol):
    """What a page or dialog can ask of the window. Refusals are raised.

    `go_to` opens a filing, or the company profile, at a place written schedule/line/column; `show_page` shows a place
    of the navigation, `show_dialog` the dialog of a menu command, what it begins at after a colon. `say` shows a
    sentence (words, tone) under the menus, `remind` one with a button that opens the calendar.
    """

    def go_to(self, filing: str, place: str = "", /) -> None: ...
    def show_page(self, name: str, /) -> None: ...
    def show_dialog(self, name: str, filing: str = "", /) -> None: ...
    def say(self, words: str, tone: str, /) -> None: ...
    def remind(self, words: str, /) -> None: ...
    def begin_report(self, year: int | None, /) -> None: ...
    def mark_filed(self, filing: str, /) -> None: ...
    def start_revision(self, filing: str, /) -> None: ...
    def show_filed_copies(self, filing: str, /) -> None: ...


@dataclass(frozen=True)
class FilingScreen:
    """The page of one filing, or of the company profile.

    `go_to` puts the cursor on a place, written schedule/line/column or just schedule. After `close` it no longer
    listens to the file. `fill_menu` puts the commands of the page into a menu, and `refused` tells what stands in a
    cell but was not kept, in a sentence. `place` is where the work is, written as for `go_to`.
    """

    widget: QWidget
    go_to: Callable[[str], None]
    toggle_panel: Callable[[], None]
    close: Callable[[], None]
    fill_menu: Callable[[QMenu], None] = field(default=lambda _: None)
    refused: Callable[[], str] = field(default=lambda: "")
    place: Callable[[], str] = field(default=lambda: "")


@dataclass(frozen=True)
class Surroundings:
    """What a page or dialog may use of the window around it.

    `filing` is the id of the filing that is meant, empty if there is none. `runner` does long work beside the window.
    """

    file: CompanyFile
    filing: str
    parent: QWidget
    icons: IconSet
    asking: UserPrompts
    runner: TaskRunner
    actions: WindowActions

    def go_to(self, filing: str, place: str) -> None:
        """Opens a filing at a place."""
        self.actions.go_to(filing, place)

    def say(self, words: str, tone: str) -> None:
        """Shows a sentence under the menus."""
        self.actions.say(words, tone)

    def about(self, filing: str, parent: QWidget) -> Surroundings:
        """The same for a dialog about another filing, opened from `parent`."""
        return replace(self, filing=filing, parent=parent)
