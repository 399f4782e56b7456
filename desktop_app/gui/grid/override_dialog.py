"""Typing a value over a computed one, with the reason that must come with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location, value_text
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.parsing import BadAnswer, parse_answer

REASON_HIGH = 48


class OverrideDialog(FormDialog):
    """Asks for value and reason; accepts only when it has both."""

    def __init__(self, book: EvaluatedFiling, place: Place, parent: QWidget | None = None) -> None:
        super().__init__("Override the computed value", "&Override", parent)
        self._where = location(book.sheet, place)
        self._spec = book.sheet.cells[place]
        standing = book.answers.overrides.get(place)
        computed = value_text(book.calculation.values.get(place), self._spec)
        self.value = QLineEdit(computed, self)
        self.why = QPlainTextEdit("" if standing is None else standing.reason, self)
        self.why.setTabChangesFocus(True)
        self.why.setMaximumHeight(spacing(self, REASON_HIGH))
        self.ask("&New value", self.value, f"{sentence_start(self._where)} now reads {computed or 'blank'}.")
        self.ask("&Reason", self.why, "The reason is kept with the value for later readers.")
        self.finish()
        self.value.selectAll()

    @property
    def typed(self) -> str:
        """The value as typed."""
        return self.value.text().strip()

    @property
    def reason(self) -> str:
        """The reason."""
        return self.why.toPlainText().strip()

    @Slot()
    def accept(self) -> None:
        """Closes when value and reason are there and the value fits."""
        try:
            given = parse_answer(self.typed, self._spec, self._where)
        except BadAnswer as refusal:
            self.refuse(str(refusal), self.value)
            return
        if given is None:
            self.refuse("Enter the new value.", self.value)
        elif not self.reason:
            self.refuse("Explain why this value is right and the computed one is not.", self.why)
        else:
            super().accept()
