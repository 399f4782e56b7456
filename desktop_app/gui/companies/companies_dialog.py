"""Many companies in one table: those of a folder, or those opened lately. What is due, how far, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import long_date, parse_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.companies.folder_reading import FolderReading
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.tasks import ProgressBar, TaskRunner
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.companies.all_companies import (
    CompanyLine,
    LineOrder,
    LinesShown,
    company_files,
    count_words,
    line_words,
    shown_lines,
    sorted_lines,
)
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile

COLUMNS = ("Company", "Due first", "In progress", "Answered", "Errors", "To explain", "Last backup", "Remarks")
ORDERS = {
    LineOrder.DUE: ("What is due first", 1),
    LineOrder.NAME: ("Name", 0),
    LineOrder.ANSWERED: ("Least answered", 3),
    LineOrder.ERRORS: ("Most errors", 4),
    LineOrder.BACKUP: ("Oldest backup", 6),
}
WHICH = {
    LinesShown.ALL: "All companies",
    LinesShown.LATE: "Late",
    LinesShown.SOON: "Due within 30 days",
    LinesShown.ERRORS: "With errors",
    LinesShown.IDLE: "Nothing in progress",
    LinesShown.UNREAD: "Cannot be read",
}
FOLDER = "companies_folder"
WIDE, ROWS = 150, 12
LATELY = "Companies opened lately"


@dataclass(frozen=True)
class CompaniesRoads:
    """Where the dialog leads: to one company, or to work in several at once."""

    open_company: Callable[[Path], object]
    many: Callable[[Sequence[CompanyLine], QWidget], object]


class CompaniesDialog(QDialog):
    """Looks into each file on another thread; writes nothing."""

    def __init__(
        self,
        companies: Companies,
        file: CompanyFile | None,
        runner: TaskRunner,
        asking: UserPrompts,
        roads: CompaniesRoads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._companies, self._asking, self._roads = companies, asking, roads
        self._every: tuple[CompanyLine, ...] = ()
        self._lines: tuple[CompanyLine, ...] = ()
        self.setWindowTitle("All companies")
        self.said = text("", muted=True, parent=self)
        self.table = ReadingTable("Companies", COLUMNS, self, figures=(3, 4, 5), sorts=False)
        self.where = QComboBox(self)
        self.where.setAccessibleName("Which files are listed")
        self.folder = QPushButton("Choose &folder...", self)
        self.which = _choice("Which companies are shown", list(WHICH.values()), self)
        self.order = _choice("Order of the list", [words for words, _ in ORDERS.values()], self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Words of the name")
        self.search.setAccessibleName("Words of the name")
        self.choose = QPushButton("&Open", self)
        self.choose.setEnabled(False)
        self.choose.setDefault(True)
        self.folder.setAutoDefault(False)
        self.many = QPushButton("&Many at once...", self)
        self.progress = ProgressBar(self)
        self._reading = FolderReading(companies, file, runner, self)
        self._lay_out()
        self._connect()
        self._list_places()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addLayout(_line(self, self.where, self.folder, stretch=self.where))
        column.addLayout(_line(self, self.which, self.order, stretch=self.order))
        column.addWidget(self.search)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        line = _line(self, self.choose, self.many)
        line.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        line.addWidget(close)
        column.addLayout(line)
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS * 13))

    def _connect(self) -> None:
        self.table.activated.connect(self._open)
        self.choose.clicked.connect(self._open)
        self.many.clicked.connect(self._do_many)
        self.folder.clicked.connect(self._choose_folder)
        self.where.activated.connect(self._read)
        self.which.currentIndexChanged.connect(self._fill)
        self.order.currentIndexChanged.connect(self._fill)
        self.search.textChanged.connect(self._fill)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        self._reading.found.connect(self._found)
        self._reading.began.connect(self.progress.watch)
        self.finished.connect(self._reading.stop)

    def _list_places(self) -> None:
        kept = self._companies.preferences.get(FOLDER)
        self.where.clear()
        self.where.addItem(LATELY, "")
        if isinstance(kept, str) and Path(kept).is_dir():
            self.where.addItem(f"Folder {kept}", kept)
            self.where.setCurrentIndex(1)
        self._read()

    @Slot()
    def _choose_folder(self) -> None:
        folder = self._asking.folder(self, "Folder of the companies")
        if folder is not None:
            self._companies.preferences.set(FOLDER, str(folder))
            self._list_places()

    @Slot()
    def _read(self) -> None:
        folder = self.where.currentData()
        paths = company_files(Path(folder)) if folder else self._companies.recent()
        self._every = ()
        self.said.setText("Reading the company files ...")
        self._fill()
        if paths:
            self._reading.read(paths)
        else:
            self._reading.stop()
            self.said.setText(
                "There is no company file in that folder." if folder else "No company has been opened yet."
            )

    @Slot(object)
    def _found(self, lines: tuple[CompanyLine, ...]) -> None:
        self._every = (*self._every, *lines)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        row = self.table.currentIndex().row()
        kept = self._lines[row].path if 0 <= row < len(self._lines) else None
        which, order = list(WHICH)[self.which.currentIndex()], list(ORDERS)[self.order.currentIndex()]
        today = self._companies.clock.today()
        self._lines = sorted_lines(shown_lines(self._every, today, which, self.search.text()), order)
        self.table.fill(_words(line) for line in self._lines)
        if self._every:
            self.said.setText(count_words(self._lines))
        self.choose.setEnabled(bool(self._lines))
        self.many.setEnabled(any(not line.refusal for line in self._lines))
        if self._lines:
            self.table.selectRow(next((at for at, line in enumerate(self._lines) if line.path == kept), 0))

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        for at, (_, by) in enumerate(ORDERS.values()):
            if by == column:
                self.order.setCurrentIndex(at)

    @Slot()
    def _open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._lines):
            path = self._lines[row].path
            self.accept()
            self._roads.open_company(path)

    @Slot()
    def _do_many(self) -> None:
        self._reading.stop()
        self._roads.many(tuple(line for line in self._lines if not line.refusal), self)
        self._read()


def _choice(name: str, words: list[str], parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.addItems(words)
    return box


def _line(parent: QWidget, *widgets: QWidget, stretch: QWidget | None = None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(spacing(parent, GAP))
    for widget in widgets:
        line.addWidget(widget, 1 if widget is stretch else 0)
    return line


def _words(line: CompanyLine) -> tuple[str, ...]:
    backup = long_date(parse_date(line.backup[:10])) if line.backup else "None yet"
    if line.refusal:
        return (
            line.name,
            "Has a password" if line.locked else "Cannot be read",
            "",
            "",
            "",
            "",
            backup,
            line_words(line),
        )
    due, found = line.due, line.standing
    first = "Nothing due" if due is None else f"{due.title}, {long_date(due.shown)}"
    if line.late:
        first += f", {line.late:,} {'day' if line.late == 1 else 'days'} late"
    if line.waiting > 1:
        first += f", and {line.waiting - 1:,} more"
    if found is None:
        return (line.name, first, "Nothing started", "", "", "", backup, line_words(line))
    errors, questions = line.wrong
    counts = (f"{found.percent}%", f"{errors:,}", f"{questions:,}")
    return (line.name, first, title_of(found.filing), *counts, backup, line_words(line))
