"""The tariff book's page: a schedule as of a day, what was found, filings, and the chosen sheet beside its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import NotADate, long_date, parse_date, short_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.tariff_book.long_book import LongBook
from desktop_app.gui.tariff_book.sheet_view import SheetView, ShownSheet
from desktop_app.gui.tariff_book.tariff_actions import TariffActions
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.page import GAP, WidePage
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import WrappingRow, narrow_choice
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.company.workspace_keys import TARIFF
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.as_of import BookOn, SheetOn, book_on, state_words, unchecked_book
from desktop_app.services.tariff_book.filing_dates import effect_words
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import counted_sheets

LIST, DAY, LINE = 190, 52, 13
SEARCHED = 200  # sheets whose texts are searched on each change; larger books are searched by `tariff check`
STATED = frozenset({"T20", "T21", "T30"})  # findings on what a sheet must state
WAITING = "T09"  # the finding that a proposed date has passed
FIRST = 60  # sheets that are shown while a long book is read
MEASURED = 40  # rows by which the columns take their width: a book may have a thousand
READING = "The first sheets are shown while the others are read."
EMPTY = (
    "No tariff has been entered yet. Start with New schedule: it uses the next PSC Mo. number of the utility. "
    "Then enter the sheets of your paper tariff as they are, or start from an outline."
)


@dataclass(frozen=True)
class TariffCommand:
    """Something to do with the book. A schedule must be shown unless the command needs none."""

    name: str
    words: str
    needs_schedule: bool = True


BAR = (
    TariffCommand("new", "&New schedule...", needs_schedule=False),
    TariffCommand("add", "Add s&heet..."),
    TariffCommand("revise", "&Revise"),
    TariffCommand("cancel", "&Cancel sheet..."),
    TariffCommand("file", "&File a change..."),
)
MORE = (
    TariffCommand("enter", "&Enter a sheet of the paper tariff..."),
    TariffCommand("import", "Enter a &whole paper tariff..."),
    TariffCommand("folder", "Enter a &folder of sheets..."),
    TariffCommand("correct", "Correct what was en&tered..."),
    TariffCommand("drop", "&Delete the draft"),
    TariffCommand("compare", "Mar&ked copy: compare with..."),
    TariffCommand("renumber", "Re&number the draft..."),
    TariffCommand("rename", "Change the s&ubject of the sheet..."),
    TariffCommand("front", "Add &index, revision log or check sheet..."),
    TariffCommand("adopt", "&Adoption notice..."),
    TariffCommand("supplement", "&Supplement..."),
    TariffCommand("replace", "&Replace the whole schedule..."),
    TariffCommand("particulars", "Deta&ils of the schedule..."),
    TariffCommand("psc_number", "Chan&ge the PSC Mo. number..."),
    TariffCommand("remove", "Re&move the schedule..."),
    TariffCommand("terms", "What the &tariff says..."),
    TariffCommand("deposits", "De&posits of sewer customers..."),
    TariffCommand("print_book", "Print the &book to a file..."),
)


class TariffPage(FollowingPage):
    """Follows the company file; shows one schedule at a time."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.file, around.parent)
        self._body = WidePage("Tariff book", self)
        self.hold(self._body)
        self._around, self._program = around, program
        self.tariff_book = TariffBook(around.file)
        self._book: BookOn | None = None
        self._whole = True
        self.reading = LongBook(self.tariff_book, self)
        self.reading.left.connect(self._follow_reading)
        self._day = self._file.clock.today()
        self.handlers = TariffActions(program, self.tariff_book, around, self, self)
        self.view = SheetView(program, self.tariff_book, around.runner, self)
        self.view.insert.picture_wanted.connect(
            lambda: self.handlers.insert_picture(self.schedule, self.view.edit.put, self)
        )
        self.schedules = QComboBox(self)
        self.schedules.setAccessibleName("Schedule")
        narrow_choice(self.schedules)
        self.schedules.currentIndexChanged.connect(self._schedule_chosen)
        self.day = QLineEdit(short_date(self._day), self)
        self.day.setAccessibleName("As of")
        self.day.setToolTip("The day for which the book is shown, like 04/02/2026")
        self.day.editingFinished.connect(self._day_chosen)
        self.sheets = ReadingTable("Sheets", ("Sheet", "In force", "Coming", "Subject"), self)
        self.sheets.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.sheets.selectionModel().currentRowChanged.connect(self._sheet_chosen)
        self.sheets.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._places: tuple[str, ...] = ()
        self._stated: dict[int, str] = {}  # the sentences on what a sheet must state, by their row
        self._make_findings()
        self.filings = ReadingTable("Tariff filings", ("Filing", "Stage", "Sheets", "Effective"), self)
        self.filings.activated.connect(lambda _: self._open_filing())
        self.note = text("", TypeScale.SMALL, muted=True, parent=self)
        self._waiting = ""
        self.ask = QPushButton("", self)
        self.ask.setToolTip("Its proposed date has passed: record what the commission did")
        self.ask.clicked.connect(self._ask_outcome)
        self.ask.hide()
        self.buttons: dict[str, QPushButton] = {}
        self.more = QPushButton("M&ore", self)
        self._lay_out()
        self._fit()

    def _make_findings(self) -> None:
        """The list of findings, and what names the sheet that one of them asks for."""
        self.findings = ReadingTable("What was found", ("", "Finding"), self)
        self.findings.setWordWrap(True)
        self.findings.clicked.connect(lambda index: self._go_to_finding(index.row()))
        self.findings.activated.connect(lambda index: self._go_to_finding(index.row()))
        self.which = QPushButton("Say which sheet &does...", self)
        self.which.setToolTip("Names the sheet that states what the chosen finding asks for")
        self.which.clicked.connect(self._say_which)

    # What is chosen

    @property
    def schedule(self) -> str:
        """The id of the schedule that is shown."""
        return str(self.schedules.currentData() or "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The numbers of the chosen sheets."""
        rows = sorted({index.row() for index in self.sheets.selectionModel().selectedRows()})
        book = self._book
        return (
            () if book is None else tuple(str(book.sheets[row].chain.number) for row in rows if row < len(book.sheets))
        )

    def show_schedule(self, schedule_id: str) -> None:
        """Shows another schedule."""
        self.refresh()
        self.schedules.setCurrentIndex(max(0, self.schedules.findData(schedule_id)))

    def keep_typed(self) -> None:
        """Keeps what is typed into the sheet."""
        self.view.keep()

    def refresh(self) -> None:
        """Reads everything anew and keeps the chosen sheet."""
        self._fill_schedules()
        day, chosen = self._day, self.chosen_key
        self._whole = not self.reading.begin(self.schedule)
        if not self.schedule:
            self._book = None
        elif self._whole:
            self._book = book_on(self.tariff_book, self.schedule, day)
        else:
            self._book = unchecked_book(self.tariff_book, self.schedule, day, FIRST)
        self._fill_sheets()
        self._fill_lists(day)
        for command in BAR:
            self.buttons[command.name].setEnabled(self._book is not None or not command.needs_schedule)
        self.more.setEnabled(self._book is not None)
        self._choose(chosen)

    @property
    def chosen_key(self) -> str:
        """The key of the sheet that is shown."""
        return "" if self.view.shown is None else self.view.shown.chain.number.key

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "lists"):
            QTimer.singleShot(0, self, self._fit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what is typed and listens no more."""
        self.view.keep()
        super().closeEvent(event)

    # Inside

    @Slot()
    def _fit(self) -> None:
        """Gives the day and the lines of the lists their sizes."""
        self.day.setFixedWidth(spacing(self, DAY))
        for table in (self.sheets, self.findings, self.filings):
            table.verticalHeader().setDefaultSectionSize(spacing(self, LINE))

    def concerned(self, edited: EditOutcome) -> bool:
        """Only what belongs to the tariff."""
        return any(key.startswith(f"{TARIFF}/") for key in edited.entries)

    @Slot()
    def _day_chosen(self) -> None:
        """Shows the book as of the day typed; what is no day is refused, and the book stays as of the day before."""
        try:
            self._day = parse_date(self.day.text())
        except NotADate as refusal:
            self._around.say(
                f"As of: {refusal} The book is still shown as of {long_date(self._day)}.", MessageTone.EXPLAIN
            )
            return
        self.refresh()

    def _fill_schedules(self) -> None:
        before = self.schedule
        self.schedules.blockSignals(True)
        self.schedules.clear()
        for schedule in self.tariff_book.schedules():
            over = "" if schedule.canceled_on is None else ", canceled"
            words = f"{schedule.utility.capitalize()}: PSC Mo. No. {schedule.number}{over}  {schedule.title}"
            self.schedules.addItem(words, schedule.id)
        self.schedules.setCurrentIndex(max(0, self.schedules.findData(before)))
        self.schedules.blockSignals(False)

    def _fill_sheets(self) -> None:
        book = self._book
        self.sheets.selectionModel().blockSignals(True)
        self.sheets.fill([] if book is None else [self._row(book, sheet) for sheet in book.sheets])
        self.sheets.selectionModel().blockSignals(False)

    def _row(self, book: BookOn, sheet: SheetOn) -> tuple[str, ...]:
        style = book.schedule.style
        current = "–" if sheet.in_force is None else sheet.in_force.name(style)
        coming = [
            f"{version.name(style)}, {state_words(sheet.chain, version, book.day, book.schedule)}"
            for version in sheet.coming
        ]
        if sheet.draft is not None:
            what = "canceling draft" if sheet.draft.canceling else "draft"
            coming.append(f"{sheet.draft.name(style)}, {what}")
        return str(sheet.chain.number), current, "; ".join(coming), sheet.chain.title

    def _fill_lists(self, day: date) -> None:
        findings = () if self._book is None else self._book.findings
        if self._book is not None and self._whole and len(self._book.sheets) <= SEARCHED:
            findings = (*findings, *self._program.tariffs.content_problems(self.tariff_book, self.schedule, day))
        self._places = tuple(finding.place for finding in findings)
        self.findings.fill([(finding.severity.label, finding.sentence) for finding in findings])
        self.findings.resizeRowsToContents()
        self._stated = {row: one.sentence for row, one in enumerate(findings) if one.id in STATED}
        self.which.setVisible(bool(self._stated))
        filings = self.tariff_book.filings(self.schedule) if self.schedule else ()
        self.filings.fill(
            [
                (
                    filing.id,
                    filing.outcome or filing.stage.value,
                    ", ".join(part.sheet for part in filing.parts),
                    effect_words(filing),
                )
                for filing in filings
            ]
        )
        waiting = [finding.place.rpartition("/")[2] for finding in findings if finding.id == WAITING]
        self.ask.setVisible(bool(waiting))
        self.ask.setText(f"&Outcome of {waiting[0]}..." if waiting else "")
        self._waiting = waiting[0] if waiting else ""
        self.lists.setTabText(0, f"Found ({len(findings)})" if self._whole else "Found (checking ...)")
        self.lists.setTabText(1, f"Filings ({len(filings)})")
        count = 0 if self._book is None else len(self._book.in_force)
        shown = f"{counted_sheets(count)} in force on {long_date(day)}. Rules of 4 CSR 240-3 (2004 text)."
        self.note.setText(EMPTY if self._book is None else shown if self._whole else READING)

    @Slot(int)
    def _follow_reading(self, left: int) -> None:
        """Says how far the reading of a long book is; shows all of it at the end."""
        if left:
            self.note.setText(f"{READING} {counted_sheets(left)} left.")
        else:
            self.refresh()

    def _go_to_finding(self, row: int) -> None:
        """Shows the sheet of a finding; one of the whole schedule stays where it is."""
        key = self._places[row].rpartition("/")[2] if 0 <= row < len(self._places) else ""
        sheets = () if self._book is None else self._book.sheets
        if any(sheet.chain.number.key == key for sheet in sheets):
            self._choose(key)

    @Slot()
    def _say_which(self) -> None:
        """Asks which sheet states what the chosen finding asks for, or the first of them."""
        row = self.findings.currentIndex().row()
        self.handlers.terms(self.schedule, self._stated.get(row) or next(iter(self._stated.values()), ""))

    def _choose(self, key: str) -> None:
        book = self._book
        if book is None or not book.sheets:
            self.view.show_sheet(None)
            return
        rows = [row for row, sheet in enumerate(book.sheets) if sheet.chain.number.key == key] or [0]
        self.sheets.selectRow(rows[0])
        self._show_row(rows[0])

    def _show_row(self, row: int) -> None:
        book = self._book
        if book is None or not 0 <= row < len(book.sheets):
            return
        sheet = book.sheets[row]
        version = sheet.draft or (sheet.coming[-1] if sheet.coming else None) or sheet.in_force
        version = version or (sheet.chain.versions[-1] if sheet.chain.versions else None)
        version = self.view.picked(book.schedule.id, sheet.chain) or version
        self.view.show_sheet(None if version is None else ShownSheet(book.schedule.id, sheet.chain, version))

    @Slot(QModelIndex, QModelIndex)
    def _sheet_chosen(self, current: QModelIndex, before: QModelIndex) -> None:
        self._show_row(current.row())

    @Slot(int)
    def _schedule_chosen(self, index: int) -> None:
        self.refresh()

    @Slot()
    def _ask_outcome(self) -> None:
        self.handlers.record_outcome(self._waiting)

    def _open_filing(self) -> None:
        row = self.filings.currentIndex().row()
        filings = self.tariff_book.filings(self.schedule)
        if 0 <= row < len(filings):
            self.handlers.open_filing(filings[row].id)

    # Lay-out

    def _lay_out(self) -> None:
        column = self._body.column
        label = QLabel("&As of", self)
        label.setBuddy(self.day)
        column.addLayout(WrappingRow(self, GAP, self.schedules, label, self.day))
        column.addLayout(self._tools())
        self.lists = QTabWidget(self)
        self.lists.setAccessibleName("Lists of the tariff book")
        found = QWidget(self)
        below = QVBoxLayout(found)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.findings, 1)
        below.addWidget(self.which)
        self.lists.addTab(found, "Found")
        self.lists.addTab(self.filings, "Filings")
        self.lists.setDocumentMode(True)
        left = QSplitter(Qt.Orientation.Vertical, self)
        left.addWidget(self.sheets)
        left.addWidget(self.lists)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        left.setChildrenCollapsible(False)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(self.view)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        split.setSizes([spacing(self, LIST), spacing(self, 2 * LIST)])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        column.addWidget(self.note)

    def _tools(self) -> WrappingRow:
        line = WrappingRow(self, GAP)
        does = self._does()
        for command in BAR:
            button = QPushButton(command.words, self)
            button.clicked.connect(lambda _=False, do=does[command.name]: do())
            self.buttons[command.name] = button
            line.addWidget(button)
        menu = QMenu(self.more)
        for command in MORE:
            menu.addAction(command.words, does[command.name])
        self.more.setMenu(menu)
        line.addWidget(self.more)
        line.addWidget(self.ask)
        return line

    def _does(self) -> Mapping[str, Callable[[], object]]:
        """What each command does."""
        handlers = self.handlers
        return {
            "new": handlers.new_schedule,
            "add": lambda: handlers.add_sheet(self.schedule, self.chosen),
            "revise": lambda: handlers.revise(self.schedule, self.chosen),
            "cancel": lambda: handlers.cancel(self.schedule, self.chosen),
            "file": lambda: handlers.file(self.schedule),
            "enter": lambda: handlers.enter(self.schedule),
            "import": lambda: handlers.import_tariff(self.schedule),
            "folder": lambda: handlers.import_folder(self.schedule),
            "correct": lambda: handlers.correct(self.schedule, self.chosen),
            "compare": lambda: handlers.compare(self.schedule, self.chosen),
            "drop": lambda: handlers.drop(self.schedule, self.chosen),
            "renumber": lambda: handlers.renumber(self.schedule, self.chosen),
            "rename": lambda: handlers.rename(self.schedule, self.chosen),
            "front": lambda: handlers.add_front(self.schedule),
            "adopt": lambda: handlers.adopt(self.schedule),
            "supplement": lambda: handlers.supplement(self.schedule),
            "replace": lambda: handlers.replace(self.schedule),
            "particulars": lambda: handlers.particulars(self.schedule),
            "psc_number": lambda: handlers.choose_number(self.schedule),
            "remove": lambda: handlers.remove(self.schedule),
            "terms": lambda: handlers.terms(self.schedule),
            "deposits": handlers.deposits,
            "print_book": lambda: handlers.print_book(self.schedule, self._day),
        }

    def say(self, words: str) -> None:
        """Shows a sentence under the menus."""
        self._around.say(words, MessageTone.GOOD)
