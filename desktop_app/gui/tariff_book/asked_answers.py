"""The questions that a tariff filing is asked by its notice and its rule, each with its field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.dates import short_date
from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.filing_answers import FilingQuestion, questions, read_filing_answer

LINES = 4


class AskedAnswers(QWidget):
    """A field for each question; they are made anew when the filing is asked something else."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)

    def ask(self, filing: TariffFiling, rules: TariffRules) -> None:
        """Shows the questions of the filing, with what was answered."""
        wanted = tuple(questions(filing, rules))
        if [question.name for question in wanted] == list(self.fields):
            return
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {question.name: self._field(question, filing) for question in wanted}
        for question in wanted:
            self._form.addRow(question.words, self.fields[question.name])

    def answers(self) -> dict[str, str]:
        """The answers as they are kept. Raises BadFilingAnswer for one that cannot be read."""
        return {name: read_filing_answer(name, _typed(field)) for name, field in self.fields.items()}

    def _field(self, question: FilingQuestion, filing: TariffFiling) -> QLineEdit | QPlainTextEdit:
        answer = filing.answer(question.name)
        field: QLineEdit | QPlainTextEdit
        if question.kind == "long":
            field = QPlainTextEdit(answer, self)
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * LINES)
        else:
            shown = short_date(date.fromisoformat(answer)) if question.kind == "day" and answer else answer
            field = QLineEdit(shown, self)
            field.editingFinished.connect(self.changed)
        field.setAccessibleName(question.words)
        field.setToolTip(question.more)
        field.setPlaceholderText(question.more)
        return field


def _typed(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
