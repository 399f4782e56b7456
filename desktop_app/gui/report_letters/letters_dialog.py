"""All letters of the company: begun, opened, taken away."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QSpinBox, QVBoxLayout, QWidget

from desktop_app.domain.dates import long_date
from desktop_app.gui.report_letters.letter_dialog import LetterDialog
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import GAP, button_row, side_button
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import WrappingRow, narrow_choice
from desktop_app.services.filings.annual_report import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.drafts import KINDS, LetterDraft

COLUMNS = ("Letter", "Dated", "Sent")
WIDE = 92
ROWS_SHOWN = 10


class LettersDialog(QDialog):
    """A table of letters, and what begins a new one."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._program, self._around, self._file = program, around, around.file
        self._letters: tuple[LetterDraft, ...] = ()
        self.setWindowTitle("Letters that go with a report")
        self.table = ReadingTable("Letters", COLUMNS, self)
        self.kind = QComboBox(self)
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        self.kind.setAccessibleName("Kind of letter")
        narrow_choice(self.kind)
        self.year = QSpinBox(self)
        self.year.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year.setValue(self._file.clock.today().year - 1)
        self.year.setAccessibleName("Report year")
        self.begin = side_button("&Start it", self._begin, self)
        self.read = side_button("&Open", self._open, self)
        self.remove = side_button("&Delete", self._remove, self)
        self.close_button = side_button("&Close", self.accept, self)
        self._lay_out()
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.refresh()

    @property
    def chosen(self) -> LetterDraft | None:
        """The letter of the chosen row."""
        row = self.table.currentIndex().row()
        return self._letters[row] if 0 <= row < len(self._letters) else None

    def refresh(self) -> None:
        """Reads the letters anew."""
        self._letters = drafts.letters(self._file)
        self.table.fill(
            (
                draft.title,
                long_date(draft.day),
                f"{long_date(draft.sent.on)}, {draft.sent.how}" if draft.sent is not None else "Not yet",
            )
            for draft in self._letters
        )
        if self._letters:
            self.table.selectRow(0)
        self._show_chosen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, GAP))
        words = (
            "Asking for more time, answering a notice, responding to a pleading. A letter that "
            "was sent can no longer be changed."
        )
        column.addWidget(text(words, muted=True, parent=self))
        line = WrappingRow(self, GAP)
        for words, field in (("A &new letter:", self.kind), ("report &year", self.year)):
            label = QLabel(words, self)
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field)
        line.addWidget(self.begin)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(button_row(self.read, self.remove, right=[self.close_button]))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS_SHOWN * 13))

    @Slot()
    def _show_chosen(self) -> None:
        self.read.setEnabled(self.chosen is not None)
        self.remove.setEnabled(self.chosen is not None and self.chosen.sent is None)

    def _begin(self) -> None:
        draft = drafts.begin_letter(self._file, str(self.kind.currentData()), self.year.value())
        drafts.keep_letter(self._file, draft)
        self._show(draft)

    @Slot()
    def _open(self) -> None:
        if self.chosen is not None:
            self._show(self.chosen)

    def _remove(self) -> None:
        if self.chosen is not None:
            drafts.delete_draft(self._file, self.chosen)
            self.refresh()

    def _show(self, draft: LetterDraft) -> None:
        show_letter(self._program, self._around, draft, self)
        self.refresh()


def show_letter(program: Program, around: Surroundings, draft: LetterDraft, parent: QWidget) -> None:
    """Opens one letter and waits until it is closed."""
    dialog = LetterDialog(program, around, draft, parent)
    run_dialog(dialog)
