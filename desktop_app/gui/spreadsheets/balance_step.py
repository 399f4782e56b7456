"""What stops an import: books that do not balance, or that follow another system of accounts than the report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import button_row, heading
from desktop_app.gui.widgets.word_list import WordList

GAP = 5


class BalanceStep(QWidget):
    """The difference and the rows most likely to blame; the books can be imported all the same, with a reason."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentences = WordList(self)
        self.sentences.setAccessibleName("What does not balance")
        self.sentences.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Reason to import all the same")
        self.system = text("", TypeScale.STRONG, parent=self)
        switched = (
            "The same number can be another account in each system. If you switch, the company profile and the lines "
            "of this report follow the system of the books. Nothing is switched if an amount would lose its line."
        )
        self.switch = QPushButton("&Switch the report to that system", self)
        self.keep = QPushButton("&Keep the system of the report", self)
        label = text("To import the books as they are, give the &reason", TypeScale.SMALL, parent=self)
        label.setBuddy(self.reason)
        words = (
            "Correct the books and export them again if you can. If you import them as they are, the report asks for "
            "an explanation until books that balance are imported."
        )
        self._balance: tuple[QWidget, ...] = (
            heading("The books do not balance", self),
            self.sentences,
            text(words, muted=True, parent=self),
            label,
            self.reason,
        )
        self._system: tuple[QWidget, ...] = (
            heading("Another system of accounts", self),
            self.system,
            text(switched, muted=True, parent=self),
            self.switch,
            self.keep,
        )
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        for sentence in self._system[:3]:
            column.addWidget(sentence)
        column.addLayout(button_row(self.switch, self.keep))
        for part in self._balance:
            column.addWidget(part, 1 if part is self.sentences else 0)
        column.addStretch(1)
        self.reason.textChanged.connect(self.changed)
        for button in (self.switch, self.keep):
            button.setAutoDefault(False)

    def show_stops(self, imbalance: Sequence[str], system: str) -> None:
        """Shows what does not balance, and the other system that the books seem to follow."""
        self.sentences.clear()
        self.sentences.addItems(list(imbalance))
        self.system.setText(system)
        for widget in self._balance:
            widget.setVisible(bool(imbalance))
        for widget in self._system:
            widget.setVisible(bool(system))
