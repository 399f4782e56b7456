"""Taking a trial balance: choose the file, see where its columns are, map its accounts, see what changes, take it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.money import shown
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.spreadsheets.accounts_step import AccountsStep
from desktop_app.gui.spreadsheets.changes_view import ChangesView
from desktop_app.gui.spreadsheets.columns_step import ColumnsStep
from desktop_app.gui.spreadsheets.file_step import FileStep
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.page import GAP, row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.ports import TableFile, TableReader
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.books import LedgerBalances, read_books
from desktop_app.services.trial_balance.columns import BalanceColumns, NoColumns, choose_table
from desktop_app.services.trial_balance.mapping import remembered, suggested, targets
from desktop_app.services.trial_balance.outcome import BalancePreview

KINDS = "Excel and CSV files (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;All files (*)"
STEPS = ("the file", "its columns", "its accounts", "what changes")
WIDE, TALL, CENTS, SHOWN_SKIPPED = 124, 42, 2, 4
FILE, COLUMNS, ACCOUNTS, CHANGES = range(4)
NEXT, TAKE = "&Next", "&Take it into the report"


class TrialBalanceDialog(QDialog):
    """Four steps, forth and back; nothing is changed before the last."""

    def __init__(self, tables: TableReader, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._tables, self._around, self._file = tables, around, around.file
        self._runner = TaskRunner(self)
        self._source: TableFile | None = None
        self._books = LedgerBalances(())
        self._preview: BalancePreview | None = None
        self.setWindowTitle(f"Take a trial balance: {title_of(self._file.filing(around.filing))}")
        self.message = MessageBar(around.icons, self)
        self.where = text("", TypeScale.SMALL, muted=True, parent=self)
        self.file_step, self.columns_step = FileStep(self), ColumnsStep(self)
        self.accounts_step, self.changes = AccountsStep(self), ChangesView(self)
        self.progress = ProgressBar(self)
        self.back, self.forth = QPushButton("&Back", self), QPushButton(NEXT, self)
        self.close_button = QPushButton("Close", self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self.file_step.choose.clicked.connect(self._choose)
        self.file_step.sheet.currentIndexChanged.connect(self._sheet_chosen)
        self.columns_step.changed.connect(self._read_books)
        self.back.clicked.connect(lambda: self._show(self.stack.currentIndex() - 1))
        self.forth.clicked.connect(self._forth)
        self.close_button.clicked.connect(self.reject)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        self._show(FILE)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._runner.busy

    def read(self, path: Path) -> None:
        """Reads a file beside the window."""
        self.message.clear()

        def work(report: ProgressReport) -> TableFile:
            report(0, 0, f"Reading {path.name}")
            return self._tables.read(path, lambda: report.called_off)

        task = self._runner.start(f"Reading {path.name}", work, self._take_file, failed=self._refuse)
        task.ended.connect(self._enable)
        self.progress.watch(task)
        self._enable()

    def done(self, result: int) -> None:
        """Closes when nothing runs beside it any more."""
        self._runner.close()
        super().done(result)

    # The steps

    @Slot()
    def _choose(self) -> None:
        path = self._around.asking.existing(self, "Choose the trial balance", KINDS)
        if path is not None:
            self.read(path)

    def _take_file(self, source: TableFile) -> None:
        self._source = source
        try:
            table, columns = choose_table(source)
        except NoColumns as refusal:
            self._refuse(str(refusal))
            table, columns = source.tables[0], BalanceColumns(0, (0,), balance=None)
        self.file_step.show_file(source, table)
        self.columns_step.show_table(table, columns)
        self._read_books()
        self.forth.setFocus()

    @Slot(int)
    def _sheet_chosen(self, number: int) -> None:
        if self._source is None or number < 0:
            return
        table = self._source.tables[number]
        try:
            _, columns = choose_table(TableFile(self._source.name, (table,)), table.name)
            self.message.clear()
        except NoColumns as refusal:
            self._refuse(str(refusal))
            columns = BalanceColumns(0, (0,))
        self.columns_step.show_table(table, columns)
        self._read_books()

    @Slot()
    def _read_books(self) -> None:
        """Reads the accounts by the columns as they are chosen."""
        columns = self.columns_step.columns()
        self._books = LedgerBalances(())
        if self._source is not None and columns is not None:
            table = self._source.tables[max(0, self.file_step.sheet.currentIndex())]
            try:
                self._books = read_books(table, columns)
                self.message.clear()
            except UserError as refusal:
                self._refuse(str(refusal))
        skipped = self._books.skipped
        more = f"\n... and {len(skipped) - SHOWN_SKIPPED} more" if len(skipped) > SHOWN_SKIPPED else ""
        found = len(self._books.lines)
        self.columns_step.found.setText(f"{found:,} accounts found, {len(skipped):,} rows skipped." if found else "")
        self.columns_step.skipped.setText("\n".join(skipped[:SHOWN_SKIPPED]) + more)
        self._enable()

    def _map(self) -> None:
        known = targets(self._file.book(self._around.filing))
        kept = remembered(self._file)
        unknown = [line for line in self._books.lines if line.key not in kept]
        offered = {key: str(place) for key, place in suggested(unknown, known).items()}
        self.accounts_step.show_books(self._books, known, kept, offered)

    def _compare(self) -> None:
        opening = self.file_step.opening.isChecked()
        name = self._source.name if self._source is not None else ""
        mapping = self.accounts_step.mapping
        found = taking.preview_balances(
            self._file, self._around.filing, self._books, mapping, name=name, opening=opening
        )
        self._preview = found
        rows = [
            (change.where, change.before, change.after, ", ".join(line.label for line in change.accounts))
            for change in found.changes
        ]
        count = len(rows)
        state = "Nothing changes: the report shows these balances already." if not count else f"{count:,} cells change."
        self.changes.show_changes(rows, state, _sentences(found, self._books))

    @Slot()
    def _forth(self) -> None:
        step = self.stack.currentIndex()
        try:
            if step == COLUMNS:
                self._map()
            elif step == ACCOUNTS:
                self._compare()
            elif step == CHANGES:
                self._take()
                return
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
            return
        self._show(step + 1)

    def _take(self) -> None:
        if self._preview is None:
            return
        taking.take_balances(self._file, self._preview)
        self._around.say(
            f"The trial balance was taken: {len(self._preview.changes):,} cells changed.", MessageTone.GOOD
        )
        self.accept()
        first = self._preview.changes[0].place if self._preview.changes else None
        self._around.go_to(self._around.filing, str(first) if first is not None else "")

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.where.setText(f"Step {step + 1} of {len(STEPS)}: {STEPS[step]}")
        self.message.clear()
        self._enable()

    def _refuse(self, words: str) -> None:
        self.message.say(words, MessageTone.EXPLAIN)

    @Slot()
    def _enable(self) -> None:
        step = self.stack.currentIndex()
        self.back.setEnabled(step > FILE)
        self.file_step.choose.setEnabled(not self.busy)
        self.forth.setText(TAKE if step == CHANGES else NEXT)
        ready = self._source is not None if step == FILE else bool(self._books.lines)
        changes = self._preview is not None and bool(self._preview.entries)
        self.forth.setEnabled(ready and not self.busy and (step != CHANGES or changes))

    def _lay_out(self) -> None:
        for step in (self.file_step, self.columns_step, self.accounts_step, self.changes):
            self.stack.addWidget(step)
        self.forth.setDefault(True)
        for button in (self.back, self.close_button, self.file_step.choose):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 10)] * 4)
        whole.setSpacing(spacing(self, GAP))
        whole.addWidget(self.where)
        whole.addWidget(self.message)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.progress)
        whole.addLayout(row(self.close_button, QWidget(self), self.back, self.forth, stretch=1))


def _sentences(found: BalancePreview, books: LedgerBalances) -> list[str]:
    """Everything that is no change but must be known before the balances are taken."""
    said = [*books.remarks, *found.remarks]
    if books.out_of_balance:
        said.append(f"Debits and credits of the trial balance differ by {shown(books.out_of_balance, CENTS)}.")
    if found.rounding:
        said.append(f"Cents were rounded line by line; together that makes {shown(found.rounding, CENTS)}.")
    for item in found.comparisons:
        agrees = (
            "agrees with the books" if item.agrees else f"is worked out as {item.computed}; the books say {item.books}"
        )
        said.append(f"{item.where[:1].upper()}{item.where[1:]} {agrees}.")
    said += [
        f"Not taken, because it has no line: {line.label}, {shown(line.amount, CENTS)}." for line in found.unmapped
    ]
    return [*said, *books.skipped]
