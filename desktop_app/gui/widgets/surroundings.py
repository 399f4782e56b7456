"""What a page or dialog may use of the window around it, and what the page of one filing offers the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.tasks import Runner
from desktop_app.gui.theme.icons import Icons
from desktop_app.gui.widgets.asking import Asking
from desktop_app.services.company.company_file import CompanyFile


@dataclass(frozen=True)
class FilingScreen:
    """The page of one filing, or of the company profile.

    `go_to` puts the cursor on a place, written schedule/line/column or just schedule. After `close` it no longer
    listens to the file. `wants` carries a deed about the whole filing and its id, `fill_menu` puts the commands of the
    page into a menu, and `refused` tells what stands in a cell but was not kept, in a sentence.
    """

    widget: QWidget
    go_to: Callable[[str], None]
    toggle_panel: Callable[[], None]
    close: Callable[[], None]
    wants: SignalInstance | None = None
    fill_menu: Callable[[QMenu], None] = field(default=lambda _: None)
    refused: Callable[[], str] = field(default=lambda: "")


@dataclass(frozen=True)
class Surroundings:
    """What a page or dialog may use of the window around it.

    `filing` is the id of the filing that is meant, empty if there is none. `go_to` opens a filing at a place,
    `say` shows a sentence (words, tone) under the menus, `runner` does long work beside the window.
    """

    file: CompanyFile
    filing: str
    parent: QWidget
    icons: Icons
    asking: Asking
    runner: Runner
    go_to: Callable[[str, str], None]
    say: Callable[[str, str], None]

    def about(self, filing: str, parent: QWidget) -> Surroundings:
        """The same for a dialog about another filing, opened from `parent`."""
        return replace(self, filing=filing, parent=parent)
