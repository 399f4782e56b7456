"""The supporting papers of a filing: added, sealed with a type and a reason, and taken out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.data_entry.attachments import read_document
from desktop_app.services.tariff_book.support import add_support, drop_support, supports
from desktop_app.services.tariff_book.tariff_book import TariffBook

UNTITLED = "Supporting paper"
DOCUMENTS = "Documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
WIDE = 70


class PaperDialog(FormDialog):
    """Title and seal of a paper that is added."""

    def __init__(self, path: Path, parent: QWidget | None) -> None:
        super().__init__(f"Add {path.name}", "&Add", parent)
        self.title_field = QLineEdit(UNTITLED, self)
        self.ask(
            "&What it is",
            self.title_field,
            "The title is public, also that of a sealed paper. The name of the file is not.",
        )
        self.type_field = QLineEdit(self)
        self.ask(
            "Sealed: &type of information", self.type_field, "Empty: the paper is public. The type itself is public."
        )
        self.reason_field = QLineEdit(self)
        self.ask("Sealed: &reason", self.reason_field, "Why it is kept under seal. The reason is public.")
        self.finish()


class SupportDialog(QDialog):
    """Lists the papers of one filing."""

    def __init__(self, tariff_book: TariffBook, filing_id: str, asking: UserPrompts, parent: QWidget) -> None:
        super().__init__(parent)
        self._tariff_book, self._id, self._asking = tariff_book, filing_id, asking
        self.setWindowTitle(f"Supporting papers: {filing_id}")
        self.table = ReadingTable("Supporting papers", ("No.", "Title", "File", "Under seal"), self)
        self.add = QPushButton("&Add a paper...", self)
        self.drop = QPushButton("&Remove it", self)
        line = QHBoxLayout()
        for button, handler in ((self.add, self._add), (self.drop, self._drop)):
            button.setAutoDefault(False)
            button.clicked.connect(handler)
            line.addWidget(button)
        line.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.addWidget(
            text("A sealed paper goes into the sealed folder of the packet alone.", muted=True, parent=self)
        )
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDE)
        self._fill()

    def put(self, path: Path, title: str, seal: tuple[str, str]) -> None:
        """Adds a file. Raises what `add_support` does."""
        add_support(self._tariff_book, self._id, path.name, read_document(path), title, seal=seal)
        self._fill()

    @Slot()
    def _add(self) -> None:
        path = self._asking.existing(self, "Supporting paper", DOCUMENTS)
        if path is None:
            return
        dialog = PaperDialog(path, self)
        dialog.carry_out(
            lambda: self.put(path, dialog.title_field.text(), (dialog.type_field.text(), dialog.reason_field.text()))
        )

    @Slot()
    def _drop(self) -> None:
        row = self.table.currentIndex().row()
        papers = supports(self._tariff_book, self._id)
        if 0 <= row < len(papers):
            drop_support(self._tariff_book, self._id, papers[row].number)
            self._fill()

    def _fill(self) -> None:
        rows = [(p.number, p.title, p.name, p.type or "no") for p in supports(self._tariff_book, self._id)]
        self.table.fill(rows)
