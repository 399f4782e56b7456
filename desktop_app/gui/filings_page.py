"""The filings of the company: which there are, how far they are, and what can be done with each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop_app.domain.filings import Filing, State
from desktop_app.gui.filing_words import state_of, title_of
from desktop_app.gui.icons import Icons
from desktop_app.gui.page import Page, clear, heading
from desktop_app.gui.style import spacing, text
from desktop_app.services.annual_report import Difference, differences
from desktop_app.services.company_file import CompanyFile, Edited

COLUMNS = ("Filing", "State", "Opened from", "Corrects")
ROWS_SHOWN = 8
MOST_DIFFERENCES = 200


class FilingsPage(Page):
    """A table of filings, with what applies to the chosen one under it."""

    wants_begin = Signal()
    wants_filing = Signal(str, str)
    wants_filed = Signal(str)
    wants_revision = Signal(str)
    wants_package = Signal(str)

    def __init__(self, file: CompanyFile, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("Filings", parent)
        self._file = file
        self._stale = True
        self._filings: tuple[Filing, ...] = ()
        self._model = QStandardItemModel(0, len(COLUMNS), self)
        self.begin = QPushButton(icons.icon("new"), "&Begin an annual report...", self)
        self.open = QPushButton("&Open", self)
        self.package = QPushButton("&Prepare filing...", self)
        self.mark = QPushButton("&Mark as filed...", self)
        self.revise = QPushButton("Start a &revision", self)
        self.table = QTableView(self)
        self._below = QVBoxLayout()
        self._lay_out()
        self._connect()
        file.listen(self._edited)

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
        self._stale = False
        self._filings = self._file.filings()
        titles = {filing.id: title_of(filing) for filing in self._filings}
        self._model.removeRows(0, self._model.rowCount())
        for filing in self._filings:
            words = (
                titles[filing.id],
                state_of(filing),
                titles.get(filing.previous, "Begun empty" if not filing.previous else filing.previous),
                titles.get(filing.revises, filing.revises),
            )
            self._model.appendRow([QStandardItem(word) for word in words])
        self.table.setVisible(bool(self._filings))
        self._fit()
        if self._filings:
            self.choose(before.id if before is not None and before.id in titles else self._filings[0].id)
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the page up to date when it comes into view."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _edited(self, edited: Edited) -> None:
        self._stale = True
        if edited.structural and self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        self.table.setModel(self._model)
        self._model.setHorizontalHeaderLabels(COLUMNS)
        self.table.setAccessibleName("Filings")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing(self, 4))
        for button in (self.open, self.package, self.mark, self.revise):
            buttons.addWidget(button)
        buttons.addStretch(1)
        start = QHBoxLayout()
        start.addWidget(self.begin)
        start.addStretch(1)
        self.column.addLayout(start)
        self.column.addSpacing(spacing(self, 2))
        self.column.addWidget(self.table)
        self.column.addLayout(buttons)
        self.column.addLayout(self._below)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.begin.clicked.connect(self.wants_begin)
        self.open.clicked.connect(self._open)
        for button, signal in (
            (self.package, self.wants_package),
            (self.mark, self.wants_filed),
            (self.revise, self.wants_revision),
        ):
            button.clicked.connect(lambda _=False, wanted=signal: self._ask_for(wanted))
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def _ask_for(self, wanted: SignalInstance) -> None:
        if self.chosen is not None:
            wanted.emit(self.chosen.id)

    @Slot()
    def _open(self) -> None:
        if self.chosen is not None:
            self.wants_filing.emit(self.chosen.id, "")

    @Slot()
    def _show_chosen(self) -> None:
        filing = self.chosen
        still_open = filing is not None and filing.state is State.OPEN
        self.open.setEnabled(filing is not None)
        self.package.setEnabled(filing is not None)
        self.mark.setEnabled(still_open)
        self.revise.setEnabled(filing is not None and not still_open)
        clear(self._below)
        if filing is None:
            self._below.addWidget(text("No filing has been begun yet.", muted=True, parent=self))
        elif filing.previous and still_open:
            self._show_differences(differences(self._file.book(filing.id)))

    def _show_differences(self, found: tuple[Difference, ...]) -> None:
        self._below.addWidget(heading("Differences from the report it was opened from", self))
        if not found:
            words = "None: every figure carried over still agrees with that report."
            self._below.addWidget(text(words, muted=True, parent=self))
            return
        self._below.addWidget(differences_table(found, self))

    def _fit(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(spacing(self, 15))
        fit_rows(self.table, ROWS_SHOWN)


def differences_table(found: tuple[Difference, ...], parent: QWidget) -> QTableView:
    """Carried figures that no longer agree: where, as filed, and now."""
    model = QStandardItemModel(0, 3, parent)
    model.setHorizontalHeaderLabels(["Where", "As filed", "Now"])
    for difference in found[:MOST_DIFFERENCES]:
        cells = [QStandardItem(f"{difference.where[:1].upper()}{difference.where[1:]}")]
        for figure in (difference.filed, difference.now):
            cells.append(QStandardItem(figure))
            cells[-1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        model.appendRow(cells)
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName("Differences from the filed report")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(spacing(parent, 13))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    fit_rows(table, ROWS_SHOWN)
    return table


def fit_rows(table: QTableView, most: int) -> None:
    """Makes a table as high as its rows, up to so many; then it scrolls."""
    rows = min(most, max(1, table.model().rowCount()))
    header = table.horizontalHeader().sizeHint().height()
    frame = 2 * table.frameWidth() + spacing(table, 2)
    table.setFixedHeight(header + rows * table.verticalHeader().defaultSectionSize() + frame)
