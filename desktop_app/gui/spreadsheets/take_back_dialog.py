"""Taking back what was changed in a copy in Excel: what changes is shown, then all of it is taken or nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from desktop_app.domain.counting import agreeing
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.money import shown
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.spreadsheets.changes_view import ChangesView
from desktop_app.gui.spreadsheets.conflicts_view import ConflictsView
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.page import GAP, button_row, row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.ports import TableFile
from desktop_app.services.worksheets.excel_copies import ExcelCopies
from desktop_app.services.worksheets.returning import ReturnedCopy, take_copy

KINDS = "Excel files (*.xlsx *.xlsm *.xls *.ods);;All files (*)"
WIDE, TALL, CENTS = 112, 38, 2


class TakeBackDialog(QDialog):
    """One file, what it would change, and the button that takes it."""

    def __init__(self, copies: ExcelCopies, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._copies, self._around, self._file = copies, around, around.file
        self._runner = TaskRunner(self)
        self._found: ReturnedCopy | None = None
        self.setWindowTitle("Import from Excel")
        self.message = MessageBar(around.icons, self)
        self.choose = QPushButton("&Choose the file...", self)
        self.name = text("", parent=self)
        self.changes = ChangesView(self)
        self.conflicts = ConflictsView(self)
        self.conflicts.hide()
        self.progress = ProgressBar(self)
        self.take_button = QPushButton("&Import these changes", self)
        self.close_button = QPushButton("Close", self)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.reject)
        self.conflicts.decided.connect(self._enable)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        self._enable()

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._runner.busy

    def read(self, path: Path) -> None:
        """Reads a file beside the window and shows what it would change."""
        self.message.clear()
        self._found = None
        self.conflicts.show_conflicts(())

        def work(report: ProgressReport) -> TableFile:
            report(0, 0, f"Reading {path.name}")
            return self._copies.tables.read(path, lambda: report.called_off)

        task = self._runner.start(f"Reading {path.name}", work, self._show, failed=self._refuse)
        task.ended.connect(self._enable)
        self.progress.watch(task)
        self._enable()

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        super().done(result)

    @Slot()
    def _choose(self) -> None:
        path = self._around.asking.existing(self, "Choose the copy that was changed", KINDS)
        if path is not None:
            self.read(path)

    def _show(self, source: TableFile) -> None:
        self.name.setText(source.name)
        try:
            found = self._copies.compared(self._file, source)
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
            return
        self._found = found
        names = {COMPANY: "Company page"} | {filing.id: title_of(filing) for filing in self._file.filings()}
        rows = [(change.where, change.before, change.after, names.get(change.filing, "")) for change in found.changes]
        said = [*found.refused, *found.remarks]
        if found.rounding:
            said.append(f"Cents were rounded line by line; together that makes {shown(found.rounding, CENTS)}.")
        state = f"{_counted(len(rows))}." if rows else "Nothing changes."
        if found.refused:
            count = len(found.refused)
            fit = f"{count:,} {agreeing(count, 'cell or sheet does', 'cells or sheets do')} not fit"
            state = f"Nothing can be imported: {fit}. Correct {agreeing(count, 'it', 'them')} in the file."
        self.conflicts.show_conflicts(found.conflicts)
        self.changes.show_changes(rows, state, said)
        self._enable()

    @Slot()
    def _take(self) -> None:
        found = self._found
        if found is None:
            return
        try:
            take_copy(self._file, found, self.conflicts.theirs)
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
            return
        count = len(found.changes) + len(self.conflicts.theirs or ())
        self._around.say(
            f"{_counted(count)} {'was' if count == 1 else 'were'} imported from {found.name}.", MessageTone.GOOD
        )
        self.accept()

    def _refuse(self, words: str) -> None:
        self.message.say(words, MessageTone.EXPLAIN)

    @Slot()
    def _enable(self) -> None:
        found = self._found
        self.choose.setEnabled(not self.busy)
        ready = found is not None and not found.refused and bool(found.entries or found.conflicts)
        self.take_button.setEnabled(not self.busy and ready and self.conflicts.theirs is not None)

    def _lay_out(self) -> None:
        words = (
            "Choose a copy that this program wrote and that was changed in Excel. You can review the changes first; "
            "Undo reverses them in one step."
        )
        self.take_button.setDefault(True)
        for button in (self.choose, self.close_button):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 10)] * 4)
        whole.setSpacing(spacing(self, GAP))
        whole.addWidget(text(words, muted=True, parent=self))
        whole.addWidget(self.message)
        whole.addLayout(row(self.choose, self.name, stretch=1))
        whole.addWidget(self.changes, 1)
        whole.addWidget(self.conflicts, 1)
        whole.addWidget(self.progress)
        whole.addLayout(button_row(self.close_button, right=[self.take_button]))


def _counted(count: int) -> str:
    """The number of changes in words."""
    return "1 change" if count == 1 else f"{count:,} changes"
