"""A list of words that is read and chosen from, with the same right click as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QMenu, QWidget

from desktop_app.gui.widgets.table_menu import commands_beside


class WordList(QListWidget):
    """`go` says what Enter does with an item; `further` puts commands into the menu that no button beside it has."""

    def __init__(self, parent: QWidget | None, *, go: str = "") -> None:
        super().__init__(parent)
        self._go = go
        self.further: Callable[[QMenu], object] | None = None

    def copy(self, *, everything: bool = False) -> None:
        """Puts the words of the chosen items on the clipboard, or those of all."""
        rows = range(self.count())
        items = [self.item(row) for row in rows] if everything else self.selectedItems()
        if items:
            QGuiApplication.clipboard().setText("\n".join(item.text() for item in items))

    def make_menu(self) -> QMenu:
        """What a right click, or the menu key, offers."""
        menu, chosen = QMenu(self), self.currentItem()
        if self._go:
            menu.addAction(self._go, lambda: self.itemActivated.emit(chosen)).setEnabled(bool(self.selectedItems()))
        for button in commands_beside(self):
            menu.addAction(button.text(), button.click)
        if self.further is not None:
            self.further(menu)
        menu.addSeparator()
        menu.addAction("&Copy", self.copy).setEnabled(bool(self.selectedItems()))
        menu.addAction("Copy the &whole list", lambda: self.copy(everything=True)).setEnabled(self.count() > 0)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers them."""
        menu = self.make_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies what is chosen as it is seen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
