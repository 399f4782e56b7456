"""Filling a month's report from the billing program's lists: files, meanings, what it gives, and taking it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.wording import value_text
from desktop_app.gui.cold_weather.mapping_pane import LISTS, MappingPane
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.message_bar import MessageBar, MessageTone
from desktop_app.gui.widgets.page import ScrollingPage, heading, row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.cold_weather import importing
from desktop_app.services.cold_weather.counting import MonthCount
from desktop_app.services.cold_weather.importing import ImportedLists
from desktop_app.services.cold_weather.list_words import lacking_words
from desktop_app.services.cold_weather.lists import ListMap, read_map
from desktop_app.services.ports import SpreadsheetTable
from desktop_app.services.program.program import Program

KINDS = "Spreadsheets and CSV (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods);;All files (*)"
ABOUT = (
    "Two lists from the billing program, either one is optional: the month's events, and the customers on "
    "its last day. They are counted here. No name, address or account number of a customer is kept."
)
WIDE, TALL = 110, 42
ROWS_SHOWN = 14
HEADS = ("Page", "Item", "Group", "Now", "New", "How it was counted")
CHOOSE, MATCH, RESULT = range(3)


class _Watch:
    """The task's report in the words of the import."""

    def __init__(self, report: ProgressReport) -> None:
        self._report = report

    def progress(self, done: int, total: int, words: str) -> None:
        """How far it is. Raises CalledOff."""
        self._report(done, total, words)

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._report.called_off


class ImportDialog(QDialog):
    """Three steps; Back keeps what was chosen."""

    def __init__(self, program: Program, around: Surroundings, filing_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._program, self._around, self._file = program, around, around.file
        self.filing_id = filing_id
        self.period = self._file.filing(filing_id).period
        self.setWindowTitle(f"Fill {self.period.words} from lists")
        self._runner = TaskRunner(self)
        self._paths: dict[str, Path] = {}
        self._tables: dict[str, SpreadsheetTable] = {}
        self._maps: Mapping[str, ListMap] = {}
        self._imported: ImportedLists | None = None
        self.message = MessageBar(around.icons, self)
        self.progress = ProgressBar(self)
        self.steps = QStackedWidget(self)
        self.files = ScrollingPage("Which lists?", self)
        self.meanings = ScrollingPage("What do the columns mean?", self)
        self.gives = ScrollingPage("What the lists give", self)
        self.choose: dict[str, QPushButton] = {}
        self._names: dict[str, QLabel] = {}
        self.panes: dict[str, MappingPane] = {}
        self.table = ReadingTable("Figures", HEADS, self, figures=(3, 4))
        self.lacking = text("", parent=self)
        self.back, self.next = QPushButton("&Back", self), QPushButton("&Next", self)
        self.cancel = QPushButton("Cancel", self)
        self._lay_out()
        self._show(CHOOSE)

    def done(self, result: int) -> None:
        """Ends what is running before the dialog goes."""
        self._runner.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is Cancel."""
        self.reject()
        event.accept()

    def take_file(self, kind: str, path: Path) -> None:
        """Chooses the file of a list."""
        self._paths[kind] = path
        self._names[kind].setText(path.name)
        self.next.setEnabled(True)

    def _lay_out(self) -> None:
        self.files.column.addWidget(text(ABOUT, muted=True, parent=self))
        for kind, words in LISTS.items():
            self.files.column.addWidget(heading(words, self))
            button = QPushButton("Choose..." if kind == importing.EVENTS else "C&hoose...", self)
            button.setAccessibleName(f"Choose the list: {words}")
            button.clicked.connect(lambda _=False, chosen=kind: self._choose(chosen))
            self.choose[kind] = button
            self._names[kind] = text("No list chosen", muted=True, parent=self)
            self.files.column.addLayout(row(button, self._names[kind], stretch=1))
        self.files.column.addStretch(1)
        self.gives.column.addWidget(self.table)
        self.gives.column.addWidget(self.lacking)
        self.gives.column.addStretch(1)
        for page in (self.files, self.meanings, self.gives):
            self.steps.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*[spacing(self)] * 4)
        buttons.addStretch(1)
        for button in (self.back, self.next, self.cancel):
            button.setAutoDefault(button is self.next)
            buttons.addWidget(button)
        buttons.setSpacing(spacing(self, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.message, self.steps, self.progress):
            column.addWidget(widget)
        column.setStretchFactor(self.steps, 1)
        column.addLayout(buttons)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * WIDE, letter.height() * TALL)
        self.back.clicked.connect(lambda: self._show(self.steps.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        self.cancel.clicked.connect(self.reject)

    def _show(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.back.setEnabled(step > CHOOSE)
        self.next.setText("&Apply these figures" if step == RESULT else "&Next")
        self.next.setEnabled(step != CHOOSE or bool(self._paths))
        self.next.setDefault(True)
        self.message.clear()

    @Slot()
    def _forward(self) -> None:
        (self._read, self._count, self._take)[self.steps.currentIndex()]()

    def _choose(self, kind: str) -> None:
        path = self._around.asking.existing(self, LISTS[kind], KINDS)
        if path is not None:
            self.take_file(kind, path)

    def _read(self) -> None:
        paths, reader = dict(self._paths), self._program.tables

        def work(report: ProgressReport) -> dict[str, SpreadsheetTable]:
            watch = _Watch(report)
            return {kind: importing.first_table(reader.read(path, watch.cancelled)) for kind, path in paths.items()}

        self._run("Reading the lists", work, self._ask_meanings)

    def _ask_meanings(self, tables: dict[str, SpreadsheetTable]) -> None:
        self._tables = tables
        for pane in self.panes.values():
            pane.hide()
            pane.deleteLater()
        known = importing.remembered_map(self._file)
        self.panes = {kind: MappingPane(kind, table, known.get(kind), self) for kind, table in tables.items()}
        for number, pane in enumerate(self.panes.values(), 1):
            self.meanings.column.insertWidget(number, pane)
        self._show(MATCH)

    def _count(self) -> None:
        try:
            data: dict[str, Json] = {kind: pane.data() for kind, pane in self.panes.items()}
            self._maps = read_map(data)
            names = importing.district_names(self._file, self.filing_id)
        except UserError as refusal:
            self._refuse(str(refusal))
            return
        maps, tables, month = self._maps, self._tables, self.period
        self._run(
            "Counting", lambda report: importing.count(month, names, maps, tables, _Watch(report)), self._show_result
        )

    def _show_result(self, counted: MonthCount) -> None:
        found = self._imported = importing.preview_lists(self._file, self.filing_id, counted)
        sheet = self._file.book(self.filing_id).sheet
        self.table.fill(
            (
                sheet.schedules[change.place.schedule].definition.page,
                sheet.line(change.place).number,
                sheet.column(change.place).label,
                value_text(change.now, sheet.cells[change.place]),
                value_text(change.new, sheet.cells[change.place]),
                change.how,
            )
            for change in found.changes
        )
        self.table.fit(ROWS_SHOWN)
        typed = [f"{line}: the lists do not show {lacking_words(lacks)}." for line, lacks in found.lacking]
        words = [*found.remarks, *(["Enter these lines by hand:", *typed] if typed else [])]
        self.lacking.setText("\n".join(words))
        self._show(RESULT)

    def _take(self) -> None:
        if self._imported is not None:
            importing.take_lists(self._file, self.filing_id, self._imported, self._maps)
            self.accept()

    def _run(self, words: str, work: Callable[[ProgressReport], object], done: Callable[..., None]) -> None:
        self.next.setEnabled(False)
        self.back.setEnabled(False)

        def ready(result: object) -> None:
            done(result)

        task = self._runner.start(words, work, ready, failed=self._refuse, called_off=self._called_off)
        self.progress.watch(task)

    def _called_off(self) -> None:
        self._refuse("Stopped. Nothing was changed.")

    def _refuse(self, words: str) -> None:
        self._show(self.steps.currentIndex())
        self.message.say(words, MessageTone.EXPLAIN)
