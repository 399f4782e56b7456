"""Importing a trial balance: choose the file, see which columns are read, match its accounts, see what changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout

from desktop_app.domain.counting import counted
from desktop_app.domain.money import shown
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.spreadsheets.accounts_step import AccountsStep
from desktop_app.gui.spreadsheets.balance_step import BalanceStep
from desktop_app.gui.spreadsheets.changes_view import ChangesView
from desktop_app.gui.spreadsheets.columns_step import SHOWN_READINGS, ColumnsStep
from desktop_app.gui.spreadsheets.file_step import FileStep
from desktop_app.gui.tasks import ProgressBar, ProgressReport, RunningTask, TaskRunner
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.page import GAP, button_row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.accounts.following_profile import switch_system
from desktop_app.services.ports import SpreadsheetTable, TableFile, TableReader
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.balancing import books_period, closing_sentence, imbalance_sentences
from desktop_app.services.trial_balance.basis import ImportBasis, gather_basis
from desktop_app.services.trial_balance.importing import AccountView, AccountViews, view_accounts
from desktop_app.services.trial_balance.opening_question import opening_question
from desktop_app.services.trial_balance.outcome import BalancePreview, comparison_sentences
from desktop_app.services.trial_balance.readings import (
    BooksPeriod,
    FoundReadings,
    Reading,
    choose_reading,
    find_readings,
    given_reading,
)
from desktop_app.services.trial_balance.systems import SystemAdvice, advise_system
from desktop_app.services.trial_balance.watched import WorkReport, unwatched

KINDS = "Excel and CSV files (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;All files (*)"
STEPS = ("the file", "its columns", "questions", "its accounts", "what changes")
WIDE, TALL, CENTS, SHOWN_SKIPPED, SHOWN_UNMATCHED = 150, 42, 2, 4, 500
# What a longer table needs is done beside the window, with progress and Cancel.
QUICK_ROWS = 2000
CANCELED = "The reading was canceled. Choose the sheet or a column to read the table again."
FILE, COLUMNS, STOPS, ACCOUNTS, CHANGES = range(5)
NEXT, IMPORT = "&Next", "&Import into the report"
T = TypeVar("T")
_ReadFile = tuple[TableFile, FoundReadings | None, str]


class TrialBalanceDialog(QDialog):
    """Steps forth and back; nothing is changed before the last."""

    def __init__(self, tables: TableReader, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._tables, self._around, self._file = tables, around, around.file
        self._runner = TaskRunner(self)
        self._source: TableFile | None = None
        self._found: FoundReadings | None = None
        self._reading: Reading | None = None
        self._advice: SystemAdvice | None = None
        self._kept_system = False
        self._asked = False
        self._system: SystemAdvice | None = None
        self._basis: ImportBasis | None = None
        self._preview: BalancePreview | None = None
        self.setWindowTitle(f"Import a trial balance: {title_of(self._file.filing(around.filing))}")
        self.message = MessageBar(around.icons, self)
        self.where = text("", TypeScale.SMALL, muted=True, parent=self)
        self.file_step, self.columns_step, self.stops = FileStep(self), ColumnsStep(self), BalanceStep(self)
        self.accounts_step, self.changes = AccountsStep(self), ChangesView(self)
        self.progress = ProgressBar(self)
        self.back, self.forth = QPushButton("&Back", self), QPushButton(NEXT, self)
        self.close_button = QPushButton("Close", self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)
        self.file_step.ask_opening(opening_question(self._file.book(around.filing)))
        self._show(FILE)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._runner.busy

    def read(self, path: Path) -> None:
        """Reads a file beside the window, and looks which of its columns hold the balances."""
        self.message.clear()
        period, words = self._period, f"Reading {path.name}"

        def work(report: ProgressReport) -> _ReadFile:
            report(0, 0, words)
            source = self._tables.read(path, lambda: report.called_off)
            return source, *_found(lambda: choose_reading(source, period, report=report))

        self._watch(self._runner.start(words, work, self._take_file, failed=self._refuse))

    def _watch(self, task: RunningTask) -> None:
        task.ended.connect(self._enable)
        self.progress.watch(task)
        self._enable()

    def _work(
        self,
        words: str,
        work: Callable[[WorkReport], T],
        done: Callable[[T], None],
        *,
        called_off: Callable[[], None] | None = None,
    ) -> None:
        """Does the work at once for a short table, and beside the window for a long one; then what follows it."""
        table = self._table
        if table is not None and len(table.rows) > QUICK_ROWS:
            self._watch(self._runner.start(words, work, done, failed=self._refuse, called_off=called_off))
            return
        try:
            found = work(unwatched)
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
        else:
            done(found)

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        super().done(result)

    # Reading

    @property
    def _period(self) -> BooksPeriod:
        return books_period(self._file.book(self._around.filing), opening=self.file_step.opening.isChecked())

    @property
    def _table(self) -> SpreadsheetTable | None:
        number = max(0, self.file_step.sheet.currentIndex())
        return None if self._source is None else self._source.tables[number]

    @Slot()
    def _choose(self) -> None:
        path = self._around.asking.existing(self, "Choose the trial balance", KINDS)
        if path is not None:
            self.read(path)

    def _take_file(self, read: _ReadFile) -> None:
        source, found, refusal = read
        self._source = source
        table = source.tables[0] if found is None else found.table
        self.file_step.show_file(source, table, () if found is None else found.remarks)
        self._show_found(table, found, refusal)
        self.forth.setFocus()

    @Slot()
    def _sheet_chosen(self) -> None:
        """Reads the chosen sheet anew, also when the time of its balances is another."""
        table, period = self._table, self._period
        if table is None:
            return
        self._take_reading(None)
        self._work(
            "Finding the columns",
            lambda report: _found(lambda: find_readings(table, period, report)),
            lambda found: self._show_found(table, *found),
            called_off=lambda: self._show_found(table, None, CANCELED),
        )

    def _show_found(self, table: SpreadsheetTable, found: FoundReadings | None, refusal: str = "") -> None:
        self._found = found
        chosen = None if found is None else found.chosen
        self.columns_step.show_readings(found)
        self.columns_step.show_table(table, None if chosen is None else chosen.columns)
        self._take_reading(chosen)
        if refusal:
            self._refuse(refusal)

    @Slot(int)
    def _reading_chosen(self, number: int) -> None:
        if self._found is not None:
            reading = self._found.readings[number]
            if self._source is not None and reading.table is not self._table:
                self.file_step.show_sheet(self._source.tables.index(reading.table))
                self.columns_step.show_table(reading.table, reading.columns)
            self.columns_step.show_columns(reading.columns)
            self._take_reading(reading)

    @Slot()
    def _columns_chosen(self) -> None:
        """Reads the accounts by the columns as a person chose them."""
        columns, table, period = self.columns_step.columns(), self._table, self._period
        self._take_reading(None)
        if columns is None or table is None:
            return

        def work(report: WorkReport) -> Reading:
            reading = given_reading(table, columns, period, report)
            _ = reading.outcome  # worked out here, and kept
            return reading

        self._work("Reading the accounts", work, self._take_reading, called_off=lambda: self._refuse(CANCELED))

    def _take_reading(self, reading: Reading | None) -> None:
        self._reading, self._kept_system, self._basis, self._system = None, False, None, None
        self.message.clear()
        words, skipped = "", ""
        if reading is not None:
            try:
                books = reading.books
                self._reading = reading
                few = "\n".join(books.skipped[:SHOWN_SKIPPED])
                more = len(books.skipped) - SHOWN_SKIPPED
                skipped = f"{few}\n... and {more} more" if more > 0 else few
                accounts, rows = len(books.lines), len(books.skipped)
                words = f"{reading.sentence} {counted(accounts, 'account')} found, {counted(rows, 'row')} skipped."
            except UserError as refusal:
                self._refuse(str(refusal))
        self.columns_step.found.setText(words)
        self.columns_step.skipped.setText(skipped)
        self._enable()

    # The steps

    def _imbalance(self) -> tuple[str, ...]:
        return () if self._reading is None else imbalance_sentences(self._reading.books)

    def _stopped(self) -> bool:
        """Whether the books do not balance, or follow another system, so that a person must decide."""
        self._advice = None if self._kept_system else self._system
        self.stops.show_stops(self._imbalance(), "" if self._advice is None else self._advice.sentence)
        return bool(self._imbalance()) or self._advice is not None

    @Slot()
    def _switch_system(self) -> None:
        if self._advice is None:
            return
        try:
            switch_system(self._file, self._around.filing, self._advice.system)
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))
            return
        self._past_system()

    @Slot()
    def _keep_system(self) -> None:
        self._kept_system = True
        self._past_system()

    def _past_system(self) -> None:
        """Goes on when the system of accounts is settled; the lines of the report may be others now."""
        self._system = self._advice = None
        if self._stopped():
            self._enable()
        else:
            self._match()

    def _look(self) -> None:
        """Compares the books with the systems of accounts, and stops or goes on to the accounts."""
        reading = self._reading
        if reading is None:
            return
        basis = gather_basis(self._file, self._around.filing)

        def done(advice: SystemAdvice | None) -> None:
            self._system = advice
            if self._stopped():
                self._show(STOPS)
            else:
                self._match()

        self._work(
            "Comparing systems of accounts", lambda report: advise_system(basis, reading.books.lines, report), done
        )

    def _match(self) -> None:
        reading = self._reading
        if reading is None:
            return
        basis = self._basis = gather_basis(self._file, self._around.filing)

        def work(report: WorkReport) -> tuple[AccountViews, list[AccountView]]:
            views = view_accounts(basis, reading.books, report)
            return views, list(views.views())

        def done(found: tuple[AccountViews, list[AccountView]]) -> None:
            self.accounts_step.show_accounts(*found)
            self._show(ACCOUNTS)

        self._work("Matching accounts", work, done)

    def _compare(self) -> None:
        reading, source, basis = self._reading, self._source, self._basis
        if reading is None or source is None or basis is None:
            return
        mapping, opening = dict(self.accounts_step.mapping), self.file_step.opening.isChecked()
        reason = self.stops.reason.text().strip()

        def work(report: WorkReport) -> BalancePreview:
            return taking.preview_balances(
                basis, reading.books, mapping, name=source.name, opening=opening, reason=reason, report=report
            )

        self._work("Comparing with the report", work, lambda found: self._show_changes(found, reading))

    def _show_changes(self, found: BalancePreview, reading: Reading) -> None:
        self._preview = found
        rows = [
            (change.where, change.before, change.after, ", ".join(line.label for line in change.accounts))
            for change in found.changes
        ]
        count = len(rows)
        state = (
            f"{counted(count, 'cell')} will change."
            if count
            else "Nothing changes: the report shows these balances already."
        )
        self.changes.show_changes(rows, state, self._sentences(found, reading))
        self._show(CHANGES)

    def _sentences(self, found: BalancePreview, reading: Reading) -> list[str]:
        """Everything that is no change but must be known before the import."""
        said = [*self._imbalance(), *found.remarks, *reading.books.remarks]
        if found.imbalance:
            difference = shown(abs(found.imbalance), CENTS)
            said.insert(0, f"The balances have no signs; each on the side of its line, they differ by {difference}.")
        if not self.file_step.opening.isChecked() and (closing := closing_sentence(reading.books)):
            said.append(closing)
        if found.rounding:
            said.append(f"Cents were rounded line by line; together that makes {shown(found.rounding, CENTS)}.")
        said += comparison_sentences(found.comparisons)
        said += [
            f"Not matched, so not imported: {line.label}, {shown(line.amount, CENTS)}."
            for line in found.unmapped[:SHOWN_UNMATCHED]
        ]
        if (more := len(found.unmapped) - SHOWN_UNMATCHED) > 0:
            said.append(f"{counted(more, 'more account')} without a line, not imported.")
        return [*said, *reading.books.skipped]

    @Slot()
    def _forth(self) -> None:
        step = self.stack.currentIndex()
        ways = {FILE: lambda: self._show(COLUMNS), COLUMNS: self._look, STOPS: self._match, ACCOUNTS: self._compare}
        try:
            ways.get(step, self._take)()
        except (UserError, EnvironmentProblem) as refusal:
            self._refuse(str(refusal))

    @Slot()
    def _back(self) -> None:
        step = self.stack.currentIndex()
        self._show(COLUMNS if step == ACCOUNTS and not self._stopped() else step - 1)

    def _take(self) -> None:
        if self._preview is None:
            return
        taking.take_balances(self._file, self._preview)
        count = len(self._preview.changes)
        changed = f"{counted(count, 'cell')} changed."
        opened = f"Last year's closing balances imported: {changed} Next, import this year's trial balance."
        opening = self.file_step.opening.isChecked()
        self._around.say(opened if opening else f"Trial balance imported: {changed}", MessageTone.GOOD)
        self.accept()
        first = self._preview.changes[0].place if self._preview.changes else None
        self._around.go_to(self._around.filing, str(first) if first is not None else "")

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._asked = step == STOPS or (step > STOPS and self._asked)
        steps = [name for number, name in enumerate(STEPS) if number != STOPS or self._asked]
        self.where.setText(f"Step {steps.index(STEPS[step]) + 1} of {len(steps)}: {STEPS[step]}")
        self.message.clear()
        self._enable()

    def _refuse(self, words: str) -> None:
        self.message.say(words, MessageTone.EXPLAIN)

    @Slot()
    def _enable(self) -> None:
        step = self.stack.currentIndex()
        self.back.setEnabled(step > FILE and not self.busy)
        self.file_step.choose.setEnabled(not self.busy)
        for widget in (self.file_step.sheet, self.file_step.opening, self.columns_step, self.stops, self.accounts_step):
            widget.setEnabled(not self.busy)
        self.forth.setText(IMPORT if step == CHANGES else NEXT)
        ready = {
            FILE: self._source is not None,
            COLUMNS: self._reading is not None,
            STOPS: self._advice is None and bool(self.stops.reason.text().strip()),
            ACCOUNTS: True,
            CHANGES: self._preview is not None and bool(self._preview.entries),
        }
        self.forth.setEnabled(ready[step] and not self.busy)

    def _connect(self) -> None:
        self.file_step.choose.clicked.connect(self._choose)
        self.file_step.sheet.currentIndexChanged.connect(self._sheet_chosen)
        self.file_step.opening.toggled.connect(self._sheet_chosen)
        self.columns_step.changed.connect(self._columns_chosen)
        self.columns_step.reading_chosen.connect(self._reading_chosen)
        self.stops.changed.connect(self._enable)
        self.stops.switch.clicked.connect(self._switch_system)
        self.stops.keep.clicked.connect(self._keep_system)
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        for step in (self.file_step, self.columns_step, self.stops, self.accounts_step, self.changes):
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
        whole.addLayout(button_row(self.close_button, right=[self.back, self.forth]))


def _found(find: Callable[[], FoundReadings]) -> tuple[FoundReadings | None, str]:
    """The readings, worked out where they will be compared; or none, and the refusal."""
    try:
        found = find()
    except UserError as refusal:
        return None, str(refusal)
    if found.chosen is None:
        for reading in found.readings[:SHOWN_READINGS]:
            _ = reading.against
    return found, ""
