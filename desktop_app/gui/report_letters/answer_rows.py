"""The deficiencies of a notice, one after the other, each with what is supplied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import clear

LINES = 3


class AnswerRows(QWidget):
    """Two fields for each deficiency; a new one is added under the last."""

    changed = Signal()

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: list[tuple[QPlainTextEdit, QPlainTextEdit]] = []
        self.add = QPushButton("&Add a deficiency", self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._append("", ""))
        self._inside = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text("What the notice asks for, and what is supplied", TypeScale.STRONG, parent=self))
        column.addLayout(self._inside)
        column.addWidget(self.add)
        for asked, supplied in rows or (("", ""),):
            self._append(asked, supplied)

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The deficiencies that are not blank."""
        typed = ((asked.toPlainText().strip(), given.toPlainText().strip()) for asked, given in self.fields)
        return tuple(row for row in typed if any(row))

    def _append(self, asked: str, supplied: str) -> None:
        number = len(self.fields) + 1
        pair = (self._field(f"Deficiency {number}", asked), self._field(f"Supplied for {number}", supplied))
        self.fields.append(pair)
        line = QHBoxLayout()
        line.addWidget(QLabel(f"{number}.", self))
        for field in pair:
            line.addWidget(field)
        remove = QPushButton("Remove", self)
        remove.setAutoDefault(False)
        remove.setAccessibleName(f"Remove deficiency {number}")
        remove.clicked.connect(lambda _=False, gone=pair: self._remove(gone))
        line.addWidget(remove)
        holder = QWidget(self)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        self._inside.addWidget(holder)

    def _field(self, name: str, words: str) -> QPlainTextEdit:
        field = QPlainTextEdit(words, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * LINES + spacing(self, 8))
        field.textChanged.connect(self.changed)
        return field

    def _remove(self, pair: tuple[QPlainTextEdit, QPlainTextEdit]) -> None:
        kept = [(asked.toPlainText(), given.toPlainText()) for asked, given in self.fields if (asked, given) != pair]
        self.fields.clear()
        clear(self._inside)
        for asked, given in kept or [("", "")]:
            self._append(asked, given)
        self.changed.emit()
