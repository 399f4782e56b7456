"""One question after the other: the cells of a schedule as an interview, made from the form itself.

For whoever is lost in a table, and for a screen reader: each question has its page, its line, its help and one field.
The answers are the same as in the table, are kept in the same way, and refused with the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.values import Place
from desktop_app.formspec.definition import HelpText
from desktop_app.gui.grid.cell_editors import cell_editor, editor_text, fill_editor
from desktop_app.gui.grid.schedule_model import Role, ScheduleModel
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.spoken import RefusalLine, announce
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.progress.step_progress import rows_kind, schedule_title

WIDE = 84
LAST = "That was the last question of this filing. Everything that you answered is kept."


class QuestionsDialog(QDialog):
    """Asks all that a filing asks, from the place in hand on. `place` is the question that was asked last."""

    def __init__(self, file: CompanyFile, filing: str, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._filing = file, filing
        self._model = ScheduleModel(file, filing, self)
        self._at = 0
        self._editor: QWidget | None = None
        self.setWindowTitle("One question at a time")
        self.page = text("", muted=True, parent=self)
        self.question = text("", TypeScale.HEADING, parent=self)
        self.help = text("", parent=self)
        self.state = text("", TypeScale.SMALL, muted=True, parent=self)
        self.trouble = RefusalLine(self)
        self.add = QPushButton("&Add a row", self)
        self.back = QPushButton("&Back", self)
        self.next = QPushButton("&Next", self)
        self.close_button = QPushButton("&Close", self)
        self._fields = QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(lambda: self._leave(-1))
        self.next.clicked.connect(lambda: self._leave(1))
        self.add.clicked.connect(self._add_row)
        self.close_button.clicked.connect(self.reject)
        self.show_schedule(place.schedule, place)

    @property
    def place(self) -> Place:
        """The question in hand."""
        index = self._indexes[self._at] if self._indexes else QModelIndex()
        return self._model.place(index) or Place(self._model.schedule.definition.id, "", "")

    def show_schedule(self, schedule: str, place: Place | None = None, *, last: bool = False) -> None:
        """Asks about another schedule, from its first question on, or from a place."""
        self._model.show(schedule)
        self._indexes = _questions(self._model)
        wanted = next((at for at, index in enumerate(self._indexes) if self._model.place(index) == place), 0)
        self._at = max(len(self._indexes) - 1, 0) if last else wanted
        self._ask()

    def reject(self) -> None:
        """Closes when what stands in the field is kept, or was not changed."""
        if self._keep():
            super().reject()

    # Inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        for widget in (self.page, self.question, self.help):
            column.addWidget(widget)
        column.addLayout(self._fields)
        for widget in (self.state, self.trouble):
            column.addWidget(widget)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, GAP))
        for button in (self.add, self.back, self.next, self.close_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.insertStretch(1)
        self.next.setDefault(True)
        column.addLayout(line)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _ask(self) -> None:
        """Shows the question in hand, with the focus in its field."""
        model, book = self._model, self._model.book
        schedule = model.schedule.definition
        pages = list(book.sheet.schedules)
        number, count = pages.index(schedule.id) + 1, len(self._indexes)
        where = f"{schedule.page}  {schedule_title(book, schedule.id)}, page {number} of {len(pages)}"
        self.page.setText(f"{where}. Question {self._at + 1} of {count}." if count else f"{where}.")
        self.trouble.be_silent()
        self.add.setVisible(rows_kind(book, schedule.id) and not model.filed)
        self.back.setEnabled(self._at > 0 or pages.index(schedule.id) > 0)
        self._show_field()

    def _show_field(self) -> None:
        old, self._editor = self._editor, None
        if old is not None:
            old.hide()
            old.deleteLater()
        if not self._indexes:
            self.question.setText("Nothing is asked on this page: its figures are computed.")
            for label in (self.help, self.state):
                label.setVisible(False)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        model, index = self._model, self._indexes[self._at]
        line, column = model.line(index.row()), model.column(index.column())
        words = " - ".join(
            part for part in (f"{line.number} {line.label}".strip(), column.label, column.unit_beside) if part
        )
        self.question.setText(words)
        self.help.setText("\n".join(_help_words(line.help, column.help)))
        self.help.setVisible(bool(self.help.text()))
        self.state.setText(model.told(index))
        self.state.setVisible(bool(self.state.text()))
        spec = model.spec(index)
        if spec is None:
            return
        editor = cell_editor(spec, self, long=model.long(index))
        editor.setAccessibleName(words)
        told = (self.page.text(), self.help.text(), self.state.text())
        editor.setAccessibleDescription(" ".join(part for part in told if part))
        fill_editor(editor, str(index.data(Role.EditRole) or ""))
        editor.setEnabled(not model.filed)
        self._fields.addWidget(editor)
        self._editor = editor
        editor.show()
        QWidget.setTabOrder(editor, self.next)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> bool:
        """Keeps what stands in the field; a refusal is said below it."""
        if self._editor is None or self._model.filed:
            return True
        index = self._indexes[self._at]
        place = self._model.place(index)
        typed = editor_text(self._editor)
        if place is None or typed == str(index.data(Role.EditRole) or ""):
            return True
        kept = self._model.setData(index, typed)
        if not kept:
            draft = self._model.drafts.get(place)
            self.trouble.say("" if draft is None else draft.refusal)
            self._model.drop_draft(place)
            fill_editor(self._editor, typed)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return kept

    def _leave(self, by: int) -> None:
        """Keeps the answer and goes to the question before or after, on whatever page it is."""
        before = self.place
        if not self._keep():
            return
        self._model.show(self._model.schedule.definition.id)
        self._indexes = _questions(self._model)
        here = next((at for at, index in enumerate(self._indexes) if self._model.place(index) == before), self._at)
        if 0 <= here + by < len(self._indexes):
            self._at = here + by
            self._ask()
            return
        pages = list(self._model.book.sheet.schedules)
        page = pages.index(self._model.schedule.definition.id) + by
        if 0 <= page < len(pages):
            self.show_schedule(pages[page], last=by < 0)
        else:
            self.state.setText(LAST)
            self.state.show()
            announce(self, LAST)

    @Slot()
    def _add_row(self) -> None:
        """Adds a row behind the last, and asks about it."""
        if self._keep():
            schedule = self._model.schedule.definition.id
            row = entering.add_row(self._file, self._filing, schedule)
            self._model.show(schedule)
            places = map(self._model.place, _questions(self._model))
            self.show_schedule(schedule, next((each for each in places if each is not None and each.line == row), None))


def _questions(model: ScheduleModel) -> list[QModelIndex]:
    """The cells of the schedule that are answered by typing, in the order of reading."""
    found = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            spec = model.spec(index)
            if spec is not None and not spec.formula:
                found.append(index)
    return found


def _help_words(*helps: HelpText) -> Iterator[str]:
    """What there is to know about a question, each thing once."""
    for one in dict.fromkeys(helps):
        example = f"Example: {one.example}" if one.example else ""
        yield from filter(None, (one.what, one.where, example))
