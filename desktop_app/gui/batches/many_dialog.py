"""The same work in many companies: which work, in which companies, the outcome for each, and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import UserError
from desktop_app.gui.batches.books_choice import BooksChoice, make_narrow
from desktop_app.gui.filing_package.print_dialog import PrintDialog
from desktop_app.gui.filing_package.printing import PrintJob
from desktop_app.gui.tasks import CalledOff, ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import GAP, closing_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.batches.books import import_books
from desktop_app.services.batches.errands import begin_next, check_reports, produce_packages
from desktop_app.services.batches.matching import KnownCompany
from desktop_app.services.batches.running import (
    BatchLine,
    BatchWatch,
    CompanyErrand,
    folder_names,
    outcome_words,
    run_batch,
)
from desktop_app.services.batches.signature_pages import save_signature_pages
from desktop_app.services.companies.all_companies import CompanyLine
from desktop_app.services.filings.annual_report import EARLIEST_YEAR, LATEST_YEAR
from desktop_app.services.ports import ChosenPages
from desktop_app.services.program.program import Program

COLUMNS = ("Company", "Done", "Refused")
WIDE, ROWS, COMPANY_ROWS, BOOK_ROWS = 130, 8, 6, 4


class BatchWork(StrEnum):
    """What can be done in many companies, in the order of the year."""

    BEGIN = "Start next year's report"
    BOOKS = "Import trial balances, by the lines of last time"
    CHECK = "Check the reports"
    PACKAGES = "Prepare the packages"
    PAGES = "Save the pages to be signed"


FOLDERS = {
    BatchWork.BOOKS: "Folder of the trial balances",
    BatchWork.PACKAGES: "Folder for the packages",
    BatchWork.PAGES: "Folder of the packages",
}
WORDS = {
    BatchWork.BEGIN: "The report of the year is started where it follows the company's newest one.",
    BatchWork.BOOKS: "Accounts that had no line last time are not guessed: import that company's by hand.",
    BatchWork.CHECK: "Lists what is still open in each report; nothing is changed.",
    BatchWork.PACKAGES: "Each package has a folder of its own. A report in which something is open is refused.",
    BatchWork.PAGES: "Each company has a file of its own beside its package; together they can be printed.",
}


class ManyDialog(QDialog):
    """Works in one file after the other beside the window; a refusal of one never stops the others."""

    def __init__(
        self, program: Program, lines: Sequence[CompanyLine], asking: UserPrompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._program, self._asking = program, asking
        self._known = tuple(KnownCompany(line.path, line.name) for line in lines)
        self._runner = TaskRunner(self)
        self._done: tuple[BatchLine, ...] = ()
        self._pages: list[Path] = []
        self._listed = ""  # the folder whose trial balances are listed
        self.setWindowTitle("Many companies at once")
        self.work = QComboBox(self)
        self.work.addItems([work.value for work in BatchWork])
        make_narrow(self.work)
        self.year = QSpinBox(self)
        self.year.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year.setValue(program.companies.clock.today().year - 1)
        self.folder = QLineEdit(self)
        self.browse = QPushButton("&Choose...", self)
        self.explained = text("", muted=True, parent=self)
        self.companies = WordList(self)
        self.books = BooksChoice(self)
        self._books_room = QScrollArea(self)
        self.said = text("", parent=self)
        self.table = ReadingTable("Outcome for each company", COLUMNS, self)
        self.progress = ProgressBar(self)
        self.start = QPushButton("&Start", self)
        self.print = QPushButton("&Print them...", self)
        self.start.setDefault(True)
        self.browse.setAutoDefault(False)
        self._lay_out()
        self._fill()
        self.work.currentIndexChanged.connect(self._show_work)
        self.browse.clicked.connect(self._browse)
        self.folder.editingFinished.connect(self._list_books)
        self.start.clicked.connect(self._start)
        self.print.clicked.connect(self._print)
        self.finished.connect(self._runner.close)
        self._show_work()

    @property
    def chosen_work(self) -> BatchWork:
        """The work that is chosen."""
        return BatchWork(self.work.currentText())

    @property
    def chosen(self) -> tuple[KnownCompany, ...]:
        """The companies that are checked."""
        items = [self.companies.item(row) for row in range(self.companies.count())]
        checked = [item.checkState() == Qt.CheckState.Checked for item in items]
        return tuple(one for one, is_chosen in zip(self._known, checked, strict=True) if is_chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        grid = QGridLayout()
        grid.setSpacing(spacing(self, GAP))
        grid.setColumnStretch(0, 1)
        self._place = QLabel(self)
        labels = (QLabel("&Work", self), QLabel("&Year of the report", self), self._place)
        for line, (label, field) in enumerate(zip(labels, (self.work, self.year, self.folder), strict=True)):
            label.setBuddy(field)
            grid.addWidget(label, 2 * line, 0, 1, 2)
            grid.addWidget(field, 2 * line + 1, 0, 1, 1 if field is self.folder else 2)
        grid.addWidget(self.browse, 5, 1)
        column.addLayout(grid)
        column.addWidget(self.explained)
        column.addWidget(self.companies)
        column.addWidget(self._books_room, 1)
        column.addWidget(self.progress)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(closing_row(self, self.start, self.print))
        self._books_room.setWidget(self.books)
        self._books_room.setWidgetResizable(True)
        self._books_room.setFrameShape(QFrame.Shape.NoFrame)
        self._books_room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._books_room.setMinimumHeight(high(self, BOOK_ROWS * 24))
        wrap_items(self.companies)
        self.companies.setAccessibleName("In these companies")
        self.companies.setMinimumHeight(high(self, COMPANY_ROWS * 13))
        self.table.setMinimumHeight(high(self, ROWS * 13))
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _fill(self) -> None:
        for one in self._known:
            item = QListWidgetItem(f"{one.name} ({one.path.name})", self.companies)
            item.setCheckState(Qt.CheckState.Checked)
        self.companies.setCurrentRow(0)

    @Slot()
    def _show_work(self) -> None:
        work = self.chosen_work
        self.explained.setText(WORDS[work])
        self._place.setText(f"{FOLDERS.get(work, '')}".replace("Folder", "&Folder"))
        for widget in (self._place, self.folder, self.browse):
            widget.setVisible(work in FOLDERS)
        self.folder.setAccessibleName(FOLDERS.get(work, "Folder"))
        self._books_room.setVisible(work is BatchWork.BOOKS)
        self.table.setVisible(bool(self._done))
        self.print.setVisible(False)
        self._list_books()

    @Slot()
    def _browse(self) -> None:
        folder = self._asking.folder(self, FOLDERS[self.chosen_work])
        if folder is not None:
            self.folder.setText(str(folder))
            self._listed = ""
            self._list_books()

    @Slot()
    def _list_books(self) -> None:
        folder = self.folder.text().strip()
        if self.chosen_work is not BatchWork.BOOKS or folder in ("", self._listed):
            return  # what was chosen for the books of a folder stays when the cursor leaves its field once more
        self._listed = folder
        self._books_room.show()
        try:
            self.books.show_folder(Path(folder).expanduser(), self._known)
            self.said.setText("")
        except UserError as refusal:
            self.said.setText(str(refusal))

    # The work

    @Slot()
    def _start(self) -> None:
        chosen = self.chosen
        trouble = self._trouble(chosen)
        self.said.setText(trouble)
        if trouble:
            return
        paths = tuple(one.path for one in chosen)
        work = self.chosen_work
        writing = work not in (BatchWork.CHECK, BatchWork.PAGES)
        make = self._errand(work, paths)
        self.start.setEnabled(False)
        self.print.setVisible(False)
        self._pages.clear()

        def do(report: ProgressReport) -> tuple[BatchLine, ...]:
            stop = _Stopping(report)
            watch = BatchWatch(stop.report, stop.cancelled)
            return run_batch(self._program.companies, paths, make(stop.cancelled), watch, writing=writing)

        task = self._runner.start(work.value, do, self._show, failed=self._refuse, owner=self)
        self.progress.watch(task)

    def _trouble(self, chosen: Sequence[KnownCompany]) -> str:
        """Why the work cannot begin; empty if it can."""
        if not chosen:
            return "No company is checked. Check those in which the work is to be done."
        if self.chosen_work in FOLDERS:
            folder = Path(self.folder.text().strip()).expanduser()
            if not self.folder.text().strip() or not folder.is_dir():
                return f"{self.folder.text().strip() or 'Nothing'} is not a folder. Choose a folder."
        return self.books.twice if self.chosen_work is BatchWork.BOOKS else ""

    def _errand(self, work: BatchWork, paths: Sequence[Path]) -> Callable[[Callable[[], bool]], CompanyErrand]:
        program, year = self._program, self.year.value()
        out, names = Path(self.folder.text().strip()).expanduser(), folder_names([one.path for one in self._known])
        if work is BatchWork.BEGIN:
            return lambda _: begin_next(year)
        if work is BatchWork.CHECK:
            return lambda _: check_reports(program.packages, year)
        if work is BatchWork.BOOKS:
            return partial(import_books, program.tables, self.books.matched, self._known, year)
        if work is BatchWork.PACKAGES:
            return partial(produce_packages, program.packages, out, names, year)
        return lambda _: save_signature_pages(program.pictures, out, names, year, self._pages)

    def _show(self, lines: tuple[BatchLine, ...]) -> None:
        self._done = lines
        self.start.setEnabled(True)
        self.said.setText(outcome_words(lines))
        ordered = sorted(lines, key=lambda line: not line.refused)
        self.table.setVisible(True)
        self.table.fill((line.name, line.done, line.refused) for line in ordered)
        self.table.selectRow(0)
        self.print.setVisible(bool(self._pages))
        self._books_room.hide()  # the outcome takes their room; another work or folder brings them back

    def _refuse(self, words: str) -> None:
        self.start.setEnabled(True)
        self.said.setText(words)

    @Slot()
    def _print(self) -> None:
        pictures = self._program.pictures
        files = [path.read_bytes() for path in self._pages]
        counts = [len(pictures.page_sizes(content)) for content in files]
        parts = [ChosenPages(content, tuple(range(count))) for content, count in zip(files, counts, strict=True)]
        pages = tuple(range(sum(counts)))
        job = PrintJob(pictures.joined(parts), pages)
        run_dialog(PrintDialog(job, "Pages to be signed.pdf", pages, pictures, self._asking, self))


class _Stopping:
    """Lets the batch end by itself when it is stopped, so that what was done before is told."""

    def __init__(self, report: ProgressReport) -> None:
        self._report = report
        self._stopped = False

    def report(self, done: int, total: int, words: str) -> None:
        """Says how far the batch is."""
        try:
            self._report(done, total, words)
        except CalledOff:
            self._stopped = True

    def cancelled(self) -> bool:
        """Whether it was stopped."""
        return self._stopped or self._report.called_off
