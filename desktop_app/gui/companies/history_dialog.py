"""What was done in this file: when, what, where, from and to. It can be taken back step by step, to any step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.filings import COMPANY
from desktop_app.formspec.sheet import FormLayout
from desktop_app.gui.filings.filing_words import concerned, content_in_words, moment, place_in_words
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.page import closing_row
from desktop_app.gui.widgets.surroundings import WindowActions
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import EntryChange, JournalEntry, JournalKind
from desktop_app.services.tariff_book.undone_filing import undone_filing

COLUMNS = ("When", "What", "Where", "From", "To")
PER_PAGE = 200
WIDE = 110
ROWS_SHOWN = 14
LONGEST = 60
MOST_CELLS, CELLS_SHOWN = 30, 10  # of a step that is longer, so many are shown at first
STEP_WORDS = {JournalKind.EDIT: "", JournalKind.UNDO: "Undone: ", JournalKind.REDO: "Done again: "}


class HistoryDialog(QDialog):
    """The journal, the newest first."""

    def __init__(self, file: CompanyFile, actions: WindowActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._actions = file, actions
        self._shown = PER_PAGE
        self._steps: tuple[JournalEntry, ...] = ()
        self._lines: tuple[JournalEntry, ...] = ()
        self._whole: set[int] = set()  # the long steps of which all cells are shown
        self.setWindowTitle("History")
        self.table = ReadingTable("Steps", COLUMNS, self)
        self.more = QPushButton("Show &older steps", self)
        self.go = QPushButton("&Go there", self)
        self.back = QPushButton("&Undo back to here...", self)
        self.said = text("", muted=True, parent=self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self._go)
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self._undo_to)
        self.more.clicked.connect(self._show_more)
        self.refresh()

    @property
    def chosen(self) -> JournalEntry | None:
        """The step of the chosen row."""
        row = self.table.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def refresh(self) -> None:
        """Reads the journal anew."""
        self._steps = tuple(self._file.workspace.journal(self._shown))
        self.more.setEnabled(len(self._steps) == self._shown)
        lines = [line for step in self._steps for line in self._lines_of(step)]
        self._lines = tuple(step for step, _ in lines)
        self.table.fill(words for _, words in lines)
        if lines:
            self.table.selectRow(0)
        self._show_chosen()

    def _lines_of(self, step: JournalEntry) -> Iterator[tuple[JournalEntry, tuple[str, ...]]]:
        """The cells of the step; of a long one the first, and how many more there are."""
        filing = concerned(step)[0]
        sheet = self._file.layout(filing) if filing in self._known() else None
        shown = CELLS_SHOWN if self._shortened(step) else len(step.changes)
        for change in step.changes[:shown]:
            yield step, _words(step, change, sheet)
        if shown < len(step.changes):
            more = len(step.changes) - shown
            rest = f"{counted(more, 'more cell')}: press Enter to list {agreeing(more, 'it', 'them')}"
            yield step, (moment(step.at), _short(f"{STEP_WORDS[step.kind]}{step.label}"), rest, "", "")

    def _shortened(self, step: JournalEntry) -> bool:
        return len(step.changes) > MOST_CELLS and step.number not in self._whole

    def _known(self) -> frozenset[str]:
        return frozenset((COMPANY, *(filing.id for filing in self._file.filings())))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        words = "Every step since the file was created, newest first. Undo can go back to the first one."
        column.addWidget(text(words, muted=True, parent=self))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        self.said.hide()
        column.addLayout(closing_row(self, self.go, self.back, self.more))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS_SHOWN * 13))

    @Slot()
    def _show_chosen(self) -> None:
        step = self.chosen
        self.go.setEnabled(step is not None and (bool(concerned(step)[0]) or self._shortened(step)))
        self.back.setEnabled(step is not None and self._steps_to(step) > 0)

    @Slot()
    def _go(self) -> None:
        step = self.chosen
        if step is not None:
            if self._shortened(step):
                self._list_all(step)
                return
            filing, place = concerned(step)
            if filing in self._known():
                self._actions.go_to(filing, place)
                self.accept()

    def _list_all(self, step: JournalEntry) -> None:
        row = self.table.currentIndex().row()
        self._whole.add(step.number)
        self.refresh()
        self.table.selectRow(row)

    @Slot()
    def _show_more(self) -> None:
        self._shown += PER_PAGE
        self.refresh()

    def _steps_to(self, step: JournalEntry) -> int:
        """How many undos take the file back to just after the step; 0 if it stands there, or nowhere near."""
        return len(self._undoable_after(step))

    def _undoable_after(self, step: JournalEntry) -> list[JournalEntry]:
        """The steps that undoing takes back until the file is as it was just after this one."""
        undone = set(_undone(self._steps))
        later = [one for one in self._steps if one.number > step.number and one.kind is JournalKind.EDIT]
        return [one for one in later if one.number not in undone]

    @Slot()
    def _undo_to(self) -> None:
        step = self.chosen
        if step is None:
            return
        later = self._undoable_after(step)
        denied = next((words for one in later if (words := undone_filing(one))), "")
        if denied:
            self.said.setText(f"{denied} Undo it by itself, from the Edit menu.")
            self.said.show()
            return
        count = len(later)
        if count:
            self._file.undo(count)
        self.refresh()
        self.said.setText(f"{count} {'step was' if count == 1 else 'steps were'} undone. Redo brings them back.")
        self.said.show()


def _undone(steps: Iterable[JournalEntry]) -> Iterator[int]:
    """The edits that are taken back as things stand: the latest word on each counts."""
    settled: set[int] = set()
    for step in steps:
        if step.target is not None and step.target not in settled:
            settled.add(step.target)
            if step.kind is JournalKind.UNDO:
                yield step.target


def _words(step: JournalEntry, change: EntryChange, sheet: FormLayout | None) -> tuple[str, ...]:
    filing = concerned(step)[0]
    where = place_in_words(sheet, change.place)
    values = (content_in_words(sheet, change.place, content) for content in (change.before, change.after))
    return (
        moment(step.at),
        _short(f"{STEP_WORDS[step.kind]}{step.label}"),
        _short(f"{_filing_words(filing)}{where}"),
        *(_short(value) for value in values),
    )


def _filing_words(filing: str) -> str:
    return "" if filing in ("", COMPANY) else f"{filing}: "


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 3]}..."
