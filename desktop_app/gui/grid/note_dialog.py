"""A note at a cell for those who work on the filing, and the mark of an answer that is not final."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop_app.domain.values import Place
from desktop_app.formspec.answers import AnswerMark
from desktop_app.formspec.wording import location
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.notes import note_at

HIGH = 64
MARKS = {"Final": None, "An estimate": AnswerMark.ESTIMATE, "To confirm": AnswerMark.CONFIRM}


class NoteDialog(FormDialog):
    """`words` and `mark` hold what was noted."""

    def __init__(self, book: EvaluatedFiling, place: Place, parent: QWidget | None = None) -> None:
        where = location(book.sheet, place)
        super().__init__(f"Note on {where}", "&Save", parent)
        standing = note_at(book, place)
        self.text = QPlainTextEdit(standing.text, self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(spacing(self, HIGH))
        self.ask("&Note", self.text, "For yourself or the accountant. It is never printed with the filing.")
        self.state = QComboBox(self)
        self.state.addItems(list(MARKS))
        self.state.setCurrentIndex(list(MARKS.values()).index(standing.mark))
        self.ask(
            "&The answer is",
            self.state,
            "Answers that are not final stay on the check list until finalized or explained.",
        )
        self.finish()

    @property
    def words(self) -> str:
        """The note."""
        return self.text.toPlainText()

    @property
    def mark(self) -> AnswerMark | None:
        """The mark, None for a final answer."""
        return MARKS[self.state.currentText()]
