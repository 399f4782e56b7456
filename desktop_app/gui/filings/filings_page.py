"""The filings of the company: which there are, how far they are, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.filings.filing_words import state_of, title_of
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.page import ScrollingPage, button_row, clear, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.analysis.cross_checks import TARIFF_BOOK, CrossFinding, cross_findings
from desktop_app.services.filings.annual_report import CarriedDifference, differences
from desktop_app.services.filings.revisions import RevisedEntry, changed_since

COLUMNS = ("Filing", "Status", "Opened from", "Revises")
CASE_COLUMNS = ("Application or request", "Status", "Case number", "Supplements")
ROWS_SHOWN = 8
MOST_DIFFERENCES = 200


class FilingsPage(FollowingPage):
    """A table of reports and one of filings in cases, with what applies to the chosen one under them."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.file, around.parent)
        self._actions = around.actions
        self._body = ScrollingPage("Filings", self)
        self.hold(self._body)
        self._filings: tuple[Filing, ...] = ()
        self._case_filings: tuple[Filing, ...] = ()
        self._in_cases = False
        self.begin = QPushButton(around.icons.icon("new"), "&Start an annual report...", self)
        self.begin_case = QPushButton("Start an &application or request...", self)
        self.open = QPushButton("&Open", self)
        self.package = QPushButton("&Prepare filing...", self)
        self.mark = QPushButton("&Mark as filed...", self)
        self.revise = QPushButton("Start a &revision", self)
        self.kept = QPushButton("Filed &copies...", self)
        self.follow = QPushButton("Case &number and what follows...", self)
        self.table = ReadingTable("Filings", COLUMNS, self)
        self.cases_heading = heading("Applications and requests", self)
        self.cases = ReadingTable("Applications and requests", CASE_COLUMNS, self)
        self._filled = True
        self._below = QVBoxLayout()
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> Filing | None:
        """The filing of the chosen row."""
        table, filings = (self.cases, self._case_filings) if self._in_cases else (self.table, self._filings)
        row = table.currentIndex().row()
        return filings[row] if 0 <= row < len(filings) else None

    def choose(self, filing_id: str) -> None:
        """Puts the cursor on a filing."""
        for table, filings in ((self.table, self._filings), (self.cases, self._case_filings)):
            for row, filing in enumerate(filings):
                if filing.id == filing_id:
                    table.selectRow(row)

    def refresh(self) -> None:
        """Reads the filings anew and keeps the chosen one."""
        before = self.chosen
        everything = self._file.filings()
        self._filings = tuple(filing for filing in everything if not filing.called)
        self._case_filings = tuple(filing for filing in everything if filing.called)
        titles = {filing.id: title_of(filing) for filing in everything}
        self.table.fill(
            (
                titles[filing.id],
                state_of(filing),
                titles.get(filing.previous, filing.previous) or "Started blank",
                titles.get(filing.revises, filing.revises),
            )
            for filing in self._filings
        )
        self.table.setVisible(bool(self._filings))
        self.table.fit(ROWS_SHOWN)
        self.cases.fill(
            (titles[one.id], state_of(one), one.docket or "Not given yet", titles.get(one.supplements, one.supplements))
            for one in self._case_filings
        )
        for widget in (self.cases_heading, self.cases, self.follow):
            widget.setVisible(bool(self._case_filings))
        self.cases.fit(ROWS_SHOWN)
        first = next(iter((*self._filings, *self._case_filings)), None)
        self._filled = False
        if first is not None:
            self.choose(before.id if before is not None and before.id in titles else first.id)
        self._filled = True
        self._show_chosen()

    def _lay_out(self) -> None:
        buttons = button_row(self.open, self.package, self.mark, self.revise, self.kept, self.follow)
        self._body.column.addLayout(button_row(self.begin, self.begin_case))
        self._body.column.addSpacing(spacing(self, 2))
        self._body.column.addWidget(self.table)
        self._body.column.addWidget(self.cases_heading)
        self._body.column.addWidget(self.cases)
        self._body.column.addLayout(buttons)
        self._body.column.addLayout(self._below)
        self._body.column.addStretch(1)

    def _connect(self) -> None:
        actions = self._actions
        self.begin.clicked.connect(lambda: actions.begin_report(None))
        self.begin_case.clicked.connect(lambda: actions.show_dialog("begin_case"))
        self.open.clicked.connect(self._open)
        for button, action in (
            (self.package, partial(actions.show_dialog, "package")),
            (self.mark, actions.mark_filed),
            (self.revise, actions.start_revision),
            (self.kept, actions.show_filed_copies),
            (self.follow, partial(actions.show_dialog, "case_follow")),
        ):
            button.clicked.connect(lambda _=False, action=action: self._do(action))
        for table in (self.table, self.cases):
            table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._took_report)
        self.cases.selectionModel().currentRowChanged.connect(self._took_case)

    def _do(self, action: Callable[[str], None]) -> None:
        if self.chosen is not None:
            action(self.chosen.id)

    @Slot()
    def _open(self) -> None:
        if self.chosen is not None:
            self._actions.go_to(self.chosen.id)

    @Slot(QModelIndex)
    def _took_report(self, index: QModelIndex) -> None:
        self._take(self.cases, index, in_cases=False)

    @Slot(QModelIndex)
    def _took_case(self, index: QModelIndex) -> None:
        self._take(self.table, index, in_cases=True)

    def _take(self, other: ReadingTable, index: QModelIndex, *, in_cases: bool) -> None:
        """A row of one table is chosen: then none of the other is."""
        if index.isValid():
            self._in_cases = in_cases
            other.clearSelection()
            other.setCurrentIndex(QModelIndex())
            if self._filled:
                self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        filing = self.chosen
        still_open = filing is not None and filing.state is FilingState.OPEN
        self.open.setEnabled(filing is not None)
        self.package.setEnabled(filing is not None)
        self.mark.setEnabled(still_open)
        case = filing is not None and bool(filing.called)
        self.revise.setEnabled(filing is not None and not still_open and not case)
        self.follow.setEnabled(case)
        self.kept.setEnabled(filing is not None and not still_open)
        clear(self._below)
        if filing is None:
            self._below.addWidget(text("No filing has been started yet.", muted=True, parent=self))
            return
        if filing.revises:
            self._show_changes(changed_since(self._file, filing))
        if filing.previous and still_open:
            self._show_differences(differences(self._file.book(filing.id)))
        if still_open:
            self._show_crossed(filing.id, cross_findings(self._file, filing.id))

    def _show_crossed(self, filing: str, found: Sequence[CrossFinding]) -> None:
        """What does not fit other filings or the tariff book, with a button for either place."""
        if not found:
            return
        self._below.addWidget(heading("Compared with other filings", self))
        for one in found:
            self._below.addWidget(text(one.sentence, parent=self))
            here = QPushButton("Go to this filing", self)
            here.clicked.connect(lambda _=False, at=str(one.place): self._actions.go_to(filing, at))
            there = QPushButton("Show the tariff" if one.other == TARIFF_BOOK else "Go to the other filing", self)
            if one.other == TARIFF_BOOK:
                there.clicked.connect(lambda _=False: self._actions.show_page(TARIFF_BOOK))
            else:
                there.clicked.connect(lambda _=False, found=one: self._actions.go_to(found.other, found.other_place))
            self._below.addLayout(button_row(here, there))

    def _show_changes(self, found: tuple[RevisedEntry, ...]) -> None:
        """What a revision changes against the version filed; it goes with the package, without what is under seal."""
        self._below.addWidget(heading("What this revision changes", self))
        if not found:
            self._below.addWidget(text("Nothing yet.", muted=True, parent=self))
            return
        table = ReadingTable("Changes", ("Where", "As filed", "Now", ""), self, figures=(1, 2))
        table.fill(
            (sentence_start(item.where), item.before, item.after, "Under seal" if item.sealed else "")
            for item in found[:MOST_DIFFERENCES]
        )
        table.fit(ROWS_SHOWN)
        self._below.addWidget(table)

    def _show_differences(self, found: tuple[CarriedDifference, ...]) -> None:
        self._below.addWidget(heading("Differences from the report it was opened from", self))
        if not found:
            words = "None: every figure carried over still agrees with that report."
            self._below.addWidget(text(words, muted=True, parent=self))
            return
        table = ReadingTable("Differences", ("Where", "As filed", "Now"), self, figures=(1, 2))
        table.fill(
            (sentence_start(difference.where), difference.filed, difference.now)
            for difference in found[:MOST_DIFFERENCES]
        )
        table.fit(ROWS_SHOWN)
        self._below.addWidget(table)
