"""What was done in this file, a line for each step, which opens to its cells. It can be taken back to any step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import replace
from desktop_app.formspec.sheet import FormLayout
from desktop_app.gui.filings.filing_words import concerned, content_in_words, moment, place_in_words
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.theme.waiting import busy_cursor
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
INDENT = "\u2003"  # before what a cell of an opened step was
LIST_CELLS, HIDE_CELLS = "List its &changes", "Hide its &changes"
STEP_WORDS = {JournalKind.EDIT: "", JournalKind.UNDO: "Undone: ", JournalKind.REDO: "Done again: "}


class HistoryDialog(QDialog):
    """The journal, the newest first."""

    def __init__(self, file: CompanyFile, actions: WindowActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._actions = file, actions
        self._shown = PER_PAGE
        self._steps: tuple[JournalEntry, ...] = ()
        self._lines: tuple[JournalEntry, ...] = ()
        self._opened: set[int] = set()  # the steps whose cells are listed
        self.setWindowTitle("History")
        self.table = ReadingTable("Steps", COLUMNS, self, sorts=False)
        self.cells = QPushButton(LIST_CELLS, self)
        self.more = QPushButton("Show &older steps", self)
        self.go = QPushButton("&Go there", self)
        self.back = QPushButton("&Undo back to here...", self)
        self.said = text("", muted=True, parent=self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self._activate)
        self.cells.clicked.connect(self._list_cells)
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
        """The step in one line, and its cells below it where they are listed."""
        filing = concerned(step)[0]
        if len(step.changes) == 1:
            yield step, (*_head(step), *_words(filing, step.changes[0], self._layout(filing)))
            return
        opened = step.number in self._opened
        listed = "" if opened else ": press Enter to list"
        where = f"{_filing_words(filing)}{counted(len(step.changes), 'change')}{listed}"
        yield step, (*_head(step), where, "", "")
        if opened:
            layout = self._layout(filing)
            yield from ((step, ("", INDENT, *_words(filing, change, layout))) for change in step.changes)

    def _layout(self, filing: str) -> FormLayout | None:
        return self._file.layout(filing) if filing in self._known() else None

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
        column.addLayout(closing_row(self, self.cells, self.go, self.back, self.more))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS_SHOWN * 13))

    @Slot()
    def _show_chosen(self) -> None:
        step = self.chosen
        several = step is not None and len(step.changes) > 1
        self.cells.setEnabled(several)
        self.cells.setText(HIDE_CELLS if step is not None and step.number in self._opened else LIST_CELLS)
        self.go.setEnabled(step is not None and concerned(step)[0] in self._known())
        self.back.setEnabled(step is not None and self._steps_to(step) > 0)

    @Slot()
    def _activate(self) -> None:
        """Enter lists the cells of a step of several, and else goes to the cell."""
        if self.cells.isEnabled() and self._at_head():
            self._list_cells()
        else:
            self._go()

    def _at_head(self) -> bool:
        row = self.table.currentIndex().row()
        return row == 0 or self._lines[row - 1] is not self._lines[row]

    @Slot()
    def _go(self) -> None:
        step = self.chosen
        if step is not None:
            filing, place = concerned(step)
            if filing in self._known():
                self._actions.go_to(filing, self._chosen_place() or place)
                self.accept()

    def _chosen_place(self) -> str:
        """The place of the cell that is chosen among those of an opened step."""
        row, step = self.table.currentIndex().row(), self._lines[self.table.currentIndex().row()]
        behind = row - next(at for at, line in enumerate(self._lines) if line is step)
        return concerned(replace(step, changes=(step.changes[behind - 1],)))[1] if behind else ""

    @Slot()
    def _list_cells(self) -> None:
        step = self.chosen
        if step is not None:
            self._opened ^= {step.number}
            self.refresh()
            self.table.selectRow(next(at for at, line in enumerate(self._lines) if line.number == step.number))

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
        with busy_cursor():
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


def _head(step: JournalEntry) -> tuple[str, str]:
    return moment(step.at), _short(f"{STEP_WORDS[step.kind]}{step.label}")


def _words(filing: str, change: EntryChange, sheet: FormLayout | None) -> tuple[str, ...]:
    where = place_in_words(sheet, change.key)
    values = (content_in_words(sheet, change.key, content) for content in (change.before, change.after))
    return _short(f"{_filing_words(filing)}{where}"), *(_short(value) for value in values)


def _filing_words(filing: str) -> str:
    return "" if filing in ("", COMPANY) else f"{filing}: "


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 3]}..."
