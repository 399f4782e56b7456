"""The filings of the company: which there are, how far they are, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.gui.filings.filing_words import state_of, title_of
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.page import ScrollingPage, button_row, clear, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.filings.annual_report import CarriedDifference, differences
from desktop_app.services.filings.revisions import RevisedEntry, changed_since

COLUMNS = ("Filing", "Status", "Opened from", "Revises")
ROWS_SHOWN = 8
MOST_DIFFERENCES = 200


class FilingsPage(FollowingPage):
    """A table of filings, with what applies to the chosen one under it."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.file, around.parent)
        self._actions = around.actions
        self._body = ScrollingPage("Filings", self)
        self.hold(self._body)
        self._filings: tuple[Filing, ...] = ()
        self.begin = QPushButton(around.icons.icon("new"), "&Start an annual report...", self)
        self.open = QPushButton("&Open", self)
        self.package = QPushButton("&Prepare filing...", self)
        self.mark = QPushButton("&Mark as filed...", self)
        self.revise = QPushButton("Start a &revision", self)
        self.kept = QPushButton("Filed &copies...", self)
        self.table = ReadingTable("Filings", COLUMNS, self)
        self._below = QVBoxLayout()
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> Filing | None:
        """The filing of the chosen row."""
        row = self.table.currentIndex().row()
        return self._filings[row] if 0 <= row < len(self._filings) else None

    def choose(self, filing_id: str) -> None:
        """Puts the cursor on a filing."""
        for row, filing in enumerate(self._filings):
            if filing.id == filing_id:
                self.table.selectRow(row)

    def refresh(self) -> None:
        """Reads the filings anew and keeps the chosen one."""
        before = self.chosen
        self._filings = self._file.filings()
        titles = {filing.id: title_of(filing) for filing in self._filings}
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
        if self._filings:
            self.choose(before.id if before is not None and before.id in titles else self._filings[0].id)
        self._show_chosen()

    def _lay_out(self) -> None:
        buttons = button_row(self.open, self.package, self.mark, self.revise, self.kept)
        self._body.column.addLayout(button_row(self.begin))
        self._body.column.addSpacing(spacing(self, 2))
        self._body.column.addWidget(self.table)
        self._body.column.addLayout(buttons)
        self._body.column.addLayout(self._below)
        self._body.column.addStretch(1)

    def _connect(self) -> None:
        actions = self._actions
        self.begin.clicked.connect(lambda: actions.begin_report(None))
        self.open.clicked.connect(self._open)
        for button, action in (
            (self.package, partial(actions.show_dialog, "package")),
            (self.mark, actions.mark_filed),
            (self.revise, actions.start_revision),
            (self.kept, actions.show_filed_copies),
        ):
            button.clicked.connect(lambda _=False, action=action: self._do(action))
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def _do(self, action: Callable[[str], None]) -> None:
        if self.chosen is not None:
            action(self.chosen.id)

    @Slot()
    def _open(self) -> None:
        if self.chosen is not None:
            self._actions.go_to(self.chosen.id)

    @Slot()
    def _show_chosen(self) -> None:
        filing = self.chosen
        still_open = filing is not None and filing.state is FilingState.OPEN
        self.open.setEnabled(filing is not None)
        self.package.setEnabled(filing is not None)
        self.mark.setEnabled(still_open)
        self.revise.setEnabled(filing is not None and not still_open)
        self.kept.setEnabled(filing is not None and not still_open)
        clear(self._below)
        if filing is None:
            self._below.addWidget(text("No filing has been started yet.", muted=True, parent=self))
            return
        if filing.revises:
            self._show_changes(changed_since(self._file, filing))
        if filing.previous and still_open:
            self._show_differences(differences(self._file.book(filing.id)))

    def _show_changes(self, found: tuple[RevisedEntry, ...]) -> None:
        """What a revision changes against the version filed; it goes with the package, without what is under seal."""
        self._below.addWidget(heading("What this revision changes", self))
        if not found:
            self._below.addWidget(text("Nothing yet.", muted=True, parent=self))
            return
        table = ReadingTable("Changes", ("Where", "As filed", "Now", ""), self, figures=(1, 2))
        table.fill(
            (f"{item.where[:1].upper()}{item.where[1:]}", item.before, item.after, "Under seal" if item.sealed else "")
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
            (f"{difference.where[:1].upper()}{difference.where[1:]}", difference.filed, difference.now)
            for difference in found[:MOST_DIFFERENCES]
        )
        table.fit(ROWS_SHOWN)
        self._below.addWidget(table)
