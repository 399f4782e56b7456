"""Find anything: type some words of it, choose with the arrows, Enter goes there or does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.finding_page import FindingPage
from desktop_app.gui.widgets.fitted_dialog import make_and_run
from desktop_app.gui.widgets.help_screen import open_at
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.progress.finding import FoundItem, FoundKind, everything, search_company

if TYPE_CHECKING:
    from desktop_app.gui.window.main_window import MainWindow
    from desktop_app.gui.window.screens import ScreenMaker
    from desktop_app.services.company.company_file import CompanyFile

WIDE, ROWS = 76, 150
FOUND = Qt.ItemDataRole.UserRole
STEERING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class FindDialog(QDialog):
    """`chosen` holds what was found, None if nothing was taken."""

    def __init__(self, among: Sequence[FoundItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._among = among
        self.chosen: FoundItem | None = None
        self.setWindowTitle("Find anything")
        self.words = QLineEdit(self)
        self.words.setAccessibleName("Find a line, an account, a rule or a command")
        self.words.setPlaceholderText("A line, an account number, a rule, a command ...")
        self.list = WordList(self, go="&Go there")
        self.list.setAccessibleName("Found")
        wrap_items(self.list)
        self.list.setMinimumHeight(high(self, ROWS))
        self.said = text("", muted=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self)] * 4)
        column.setSpacing(spacing(self, 4))
        for widget in (self.words, self.list, self.said):
            column.addWidget(widget)
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.words.textChanged.connect(self._search)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._search("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk in the list while the words are typed; Enter takes what is chosen."""
        if event.key() in STEERING:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _search(self, words: str) -> None:
        found = search_company(words, self._among)
        self.list.clear()
        for one in found:
            number = f"{one.number}  " if one.number and one.what in (FoundKind.LINE, FoundKind.SCHEDULE) else ""
            item = QListWidgetItem(f"{number}{one.words}\n{one.what.value}  {one.where}".rstrip(), self.list)
            item.setData(FOUND, one)
        self.list.setCurrentRow(0)
        self.said.setText("" if found or not words.strip() else "Nothing contains all these words. Try fewer.")

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        found = None if item is None else item.data(FOUND)
        if isinstance(found, FoundItem):
            self.chosen = found
            self.accept()


def find_anything(file: CompanyFile, screens: ScreenMaker, window: MainWindow) -> None:
    """Asks what is looked for, and goes there, opens it or does it."""
    known = commands(window.menuBar())

    def made() -> FindDialog:
        among = (*everything(file, window.pages.chosen_filing()), *as_found(known), *screens.found())
        return FindDialog(among, window)

    dialog = make_and_run(made)
    taken = None if dialog is None else dialog.chosen
    if taken is None:
        return
    if taken.what is FoundKind.COMMAND:
        known[taken.key].trigger()
    elif taken.what is FoundKind.TEXT:
        window.show_dialog(f"rule_text:{taken.key}")
    elif taken.what is FoundKind.HELP:
        open_at(screens.handbook(window.filing_actions.asking, window), (taken.key,))
    elif taken.what is FoundKind.RULE:
        window.go("rules")
        page = window.pages.currentWidget()
        if isinstance(page, FindingPage):
            page.search.setText(taken.words)
    else:
        window.go_to(taken.filing, taken.path)


def commands(bar: QMenuBar) -> dict[str, QAction]:
    """Every command of the menus that can be done now, by its menu and words."""
    found: dict[str, QAction] = {}
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu) and action.isVisible():
            for names, one in _of_menu(menu, (_plain(action),)):
                found[" / ".join(names)] = one
    return found


def as_found(known: dict[str, QAction]) -> tuple[FoundItem, ...]:
    """The commands as things that can be found."""
    return tuple(
        FoundItem(
            FoundKind.COMMAND, name.rpartition(" / ")[2], f"{name}  {action.shortcut().toString()}".rstrip(), key=name
        )
        for name, action in known.items()
    )


def _of_menu(menu: QMenu, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], QAction]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, (*names, _plain(action)))
        elif not action.isSeparator() and action.isEnabled() and action.isVisible():
            yield (*names, _plain(action)), action


def _plain(action: QAction) -> str:
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("...")
