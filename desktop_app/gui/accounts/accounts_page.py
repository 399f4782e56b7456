"""The Accounts page: every account of the company, found by typing, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.filings import State
from desktop_app.domain.problems import UserError
from desktop_app.gui.accounts.account_dialogs import AddDialog, ChangeDialog, RetireDialog
from desktop_app.gui.theme.style import Type, spacing, text
from desktop_app.gui.widgets.message_bar import Tone
from desktop_app.gui.widgets.page import GAP, card, clear, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.accounts import chart_of_accounts, following_profile
from desktop_app.services.accounts.chart_of_accounts import ChartLine
from desktop_app.services.company.company_file import Edited
from desktop_app.services.filings.annual_report import FORM

COLUMNS = ("No.", "Account", "Section", "Service", "State")
LEAST_DETAILS, WIDE = 130, 420
# By column: its share of the width in percent, and the least in eighths of the height of the letters.
WIDTHS = ((9, 38), (35, 150), (22, 110), (17, 70), (17, 80))
WHAT = (
    "The accounts of your books, as the report prints them. Give them your own numbers and names, add accounts, retire "
    "those that you no longer keep. Sums and checks follow an account under any number; filed reports stay as they are."
)
UNVERIFIED = "This account stands in a list that nobody compared with an official source. Compare it with your books."


class AccountsPage(QWidget):
    """The chart of accounts."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.parent)
        self.setProperty("pane", "Accounts")
        self.setAccessibleName("Accounts")
        self._around, self._file = around, around.file
        self._stale = True
        self._shown: tuple[ChartLine, ...] = ()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find: a number, a word, a section or a state")
        self.search.setAccessibleName("Find an account")
        self.search.setClearButtonEnabled(True)
        self.table = ReadingTable("Accounts", COLUMNS, self)
        self.details = QVBoxLayout()
        self.follow = QVBoxLayout()
        self.count = text("", Type.SMALL, muted=True, parent=self)
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self._change)
        self.stop_listening = self._file.listen(self._edited)

    @property
    def chosen(self) -> ChartLine | None:
        """The account of the chosen row."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot()
    def refresh(self) -> None:
        """Reads the chart anew and keeps the chosen account."""
        before = self.chosen
        self._stale = False
        everything = chart_of_accounts.lines(self._file)
        wanted = self.search.text().casefold().split()
        self._shown = tuple(line for line in everything if all(word in _haystack(line) for word in wanted))
        self.table.fill(_cells(line) for line in self._shown)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, (share, least) in enumerate(WIDTHS):
            width = self.table.viewport().width() * share // 100
            header.resizeSection(column, max(width, spacing(self, least)))
        own = sum(line.edit is not None for line in everything)
        self.count.setText(f"{len(self._shown)} of {len(everything)} accounts shown; {own} changed by this company.")
        keys = [(line.utility, line.account.id) for line in self._shown]
        same = before is not None and (before.utility, before.account.id) in keys
        self.table.selectRow(keys.index((before.utility, before.account.id)) if same and before is not None else 0)
        self._show_chosen()
        self._show_behind()

    def showEvent(self, event: QShowEvent) -> None:
        """Brings the page up to date when it comes into view."""
        super().showEvent(event)
        if self._stale:
            QTimer.singleShot(0, self, self.refresh)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Listens no more."""
        self.stop_listening()
        super().closeEvent(event)

    # Inside

    def _edited(self, edited: Edited) -> None:
        self._stale = True
        if edited.structural and self.isVisible():
            QTimer.singleShot(0, self, self.refresh)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 14)] * 4)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(text("Accounts", Type.TITLE, parent=self))
        column.addWidget(text(WHAT, muted=True, parent=self))
        column.addLayout(self.follow)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, 4))
        line.addWidget(self.search, 1)
        line.addWidget(self._button("A&dd an account...", self._add))
        self.sets = self._button("&Take over a set", lambda: None)
        self.sets.setMenu(self._sets())
        line.addWidget(self.sets)
        column.addLayout(line)
        side = QScrollArea(self)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setMinimumWidth(spacing(self, LEAST_DETAILS))
        holder = QWidget(side)
        self.details = QVBoxLayout(holder)
        self.details.setContentsMargins(spacing(self, GAP), 0, 0, 0)
        side.setWidget(holder)
        split = QSplitter(self)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([spacing(self, WIDE), spacing(self, LEAST_DETAILS)])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        column.addWidget(self.count)

    def _sets(self) -> QMenu:
        menu = QMenu("Sets of accounts", self)
        for preset in self._file.library.presets():
            menu.addAction(preset.title).triggered.connect(partial(self._take, preset.id))
        return menu

    def _button(self, words: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _=False: deed())
        return button

    @Slot()
    def _show_chosen(self) -> None:
        clear(self.details)
        line = self.chosen
        if line is not None:
            self.details.addWidget(self._card(line))
        self.details.addStretch(1)

    def _card(self, line: ChartLine) -> QFrame:
        frame, column = card(self)
        column.addWidget(text(chart_of_accounts.words_of(line.account), Type.STRONG, parent=frame))
        for words in _told(line):
            column.addWidget(text(words, Type.SMALL, muted=True, parent=frame))
        if line.account.confidence == "unverified":
            warning = text(UNVERIFIED, Type.SMALL, parent=frame)
            warning.setProperty("mark", "explain")
            column.addWidget(warning)
        retired = line.edit is not None and bool(line.edit.retired)
        if not retired:
            column.addWidget(self._button("&Change number or name...", self._change))
            column.addWidget(self._button("Reti&re it...", self._retire))
        if line.edit is not None:
            words = "Put it &back" if line.listed is not None else "Take it a&way"
            column.addWidget(self._button(words, self._restore))
        return frame

    def _show_behind(self) -> None:
        """Offers to bring reports up to the Company page, where that names other services or another system."""
        clear(self.follow)
        for filing in self._file.filings():
            if filing.form == FORM and filing.state is State.OPEN and following_profile.behind(self._file, filing.id):
                words = f"The annual report {filing.year} was begun with other services or another system of accounts."
                self.follow.addWidget(heading(words, self))
                words = "Take them over from the Company &page"
                self.follow.addWidget(self._button(words, partial(self._follow, filing.id)))

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _add(self) -> None:
        self._ask(AddDialog(self._file, self.chosen, self))

    def _change(self) -> None:
        if self.chosen is not None:
            self._ask(ChangeDialog(self._file, self.chosen, self))

    def _retire(self) -> None:
        if self.chosen is not None:
            self._ask(RetireDialog(self._file, self.chosen, self))

    def _restore(self) -> None:
        line = self.chosen
        if line is not None:
            self._do(partial(chart_of_accounts.restore, self._file, line.utility, line.account.id))

    def _take(self, preset: str, _checked: bool = False) -> None:
        self._do(partial(chart_of_accounts.take_preset, self._file, preset))

    def _follow(self, filing: str) -> None:
        self._do(partial(following_profile.follow, self._file, filing))

    def _do(self, deed: Callable[[], Edited | None]) -> None:
        """Does it, and says what was done or why not."""
        try:
            edited = deed()
        except UserError as refusal:
            self._around.say(str(refusal), Tone.STOP)
            return
        if edited is not None:
            self._around.say(f"{edited.label}. Undo takes it back.", Tone.GOOD)


def _cells(line: ChartLine) -> tuple[str, ...]:
    service = chart_of_accounts.service_words(line.utility)
    return line.account.number, line.account.title, line.section, service, line.state


def _told(line: ChartLine) -> list[str]:
    told = [f"{line.section}, {chart_of_accounts.service_words(line.utility)}. {line.state}."]
    if line.account.contra:
        told.append("It is typed as a positive amount and subtracted.")
    if line.edit is not None and line.listed is not None and not line.edit.retired:
        told.append(f"In the list it is {chart_of_accounts.words_of(line.listed)}.")
    if line.edit is not None and line.edit.into:
        told.append(f"Its balance went to the account {line.edit.into.replace('_', ' ')}.")
    return told


def _haystack(line: ChartLine) -> str:
    return " ".join(_cells(line)).casefold()
