"""The catalogue of checks: typed words narrow it, and what each check looks at and why stands below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.page import closing_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.progress.catalogue import CatalogueEntry, search_catalogue

COLUMNS = ("No.", "Level", "Form", "Says")
WIDE, ROWS = 110, 9


class CatalogueDialog(QDialog):
    """Shows the check `chosen` first, if one is named."""

    def __init__(self, entries: Sequence[CatalogueEntry], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries, self._shown = entries, tuple(entries)
        self.setWindowTitle("Catalogue of checks")
        self.words = QLineEdit(self)
        self.words.setAccessibleName("Find a check by words, its number or a citation")
        self.words.setPlaceholderText("Words, a number or a citation ...")
        self.table = ReadingTable("Checks", COLUMNS, self, figures=(0,))
        self.about = text("", parent=self)
        self.about.setAccessibleName("About this check")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        for widget in (self.words, self.table, self.about):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(closing_row(self))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.words.textChanged.connect(self._search)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self._search("")
        at = next((number for number, entry in enumerate(self._shown) if entry.id == chosen), 0)
        self.table.selectRow(at)
        self.words.setFocus()

    @Slot(str)
    def _search(self, words: str) -> None:
        self._shown = search_catalogue(self._entries, words)
        self.table.fill((str(item.number), item.level, item.title, item.says) for item in self._shown)
        self.table.fit(ROWS)
        if self._shown:
            self.table.selectRow(0)
        self._show()

    @Slot()
    def _show(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._shown):
            self.about.setText("No check contains all these words. Try fewer.")
            return
        self.about.setText("\n".join(f"{name}: {words}" for name, words in self._shown[row].lines))
