"""The Rules page: everything the program goes by, with its source, and what the company entered over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
)

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.gui.message_bar import Tone
from desktop_app.gui.page import WidePage, card, clear, side_column
from desktop_app.gui.rules.amend_dialog import AmendDialog
from desktop_app.gui.rules.cost_dialogs import FeesDialog, PenaltyDialog
from desktop_app.gui.screens import Surroundings
from desktop_app.gui.style import Type, spacing, text
from desktop_app.gui.tables import ROW_EIGHTHS, ReadingTable
from desktop_app.gui.widgets.beside import Beside
from desktop_app.services import amendments
from desktop_app.services.company_file import Edited
from desktop_app.services.overview import name_of
from desktop_app.services.program import Program
from desktop_app.services.rules_list import Rule, rules_list
from desktop_app.services.stationery import Sender

COLUMNS = ("Topic", "What", "Now", "Rule or source")
WHAT = 1
LEAST_DETAILS = 190
EDITION = (
    "The rules built in are the consolidated text of 4 CSR 240-3 as of 2004. Where a later rule or an order says "
    "otherwise, enter it here with its source: it holds for this company from the day you give."
)


class RulesPage(WidePage):
    """The list, found by typing, and beside it the chosen rule with its history."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__("Rules", around.parent)
        self._program, self._around, self._file = program, around, around.file
        self._stale = True
        self._shown: tuple[Rule, ...] = ()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find: a word, or a rule such as 3.640")
        self.search.setAccessibleName("Find a rule")
        self.search.setClearButtonEnabled(True)
        self.table = ReadingTable("Rules", COLUMNS, self)
        self.count = text("", Type.SMALL, muted=True, parent=self)
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.table.activated.connect(self._amend)
        self.stop_listening = self._file.listen(self._edited)

    @property
    def chosen(self) -> Rule | None:
        """The rule of the chosen row."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot()
    def refresh(self) -> None:
        """Reads the list anew and keeps the chosen rule."""
        before = self.chosen
        self._stale = False
        everything = rules_list(self._file.law(), self._file.clock.today())
        wanted = self.search.text().casefold().split()
        self._shown = tuple(rule for rule in everything if all(word in _haystack(rule) for word in wanted))
        self.table.fill(
            (rule.topic, rule.label, f"{rule.now}{' (yours)' if rule.amended else ''}", rule.authority)
            for rule in self._shown
        )
        self.table.verticalHeader().setDefaultSectionSize(spacing(self, ROW_EIGHTHS))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, share in enumerate((14, 36, 24)):
            header.resizeSection(column, self.table.viewport().width() * share // 100)
        own = sum(rule.amended for rule in everything)
        self.count.setText(f"{len(self._shown)} of {len(everything)} shown; {own} entered by this company.")
        names = [rule.name for rule in self._shown]
        self.table.selectRow(names.index(before.name) if before is not None and before.name in names else 0)
        self._show_chosen()

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
        self.column.addWidget(text(EDITION, muted=True, parent=self))
        line = QHBoxLayout()
        line.setSpacing(spacing(self, 4))
        self.penalty = self._button("&Penalty...", self._penalty)
        self.fees = self._button("Te&rritorial fees...", self._fees)
        self.print = self._button("Pr&int...", self._print)
        for button in (self.penalty, self.fees, self.print):
            line.addWidget(button)
        line.addStretch(1)
        self.column.addWidget(self.search)
        self.column.addLayout(line)
        side, self.details = side_column(self, LEAST_DETAILS)
        self.column.addWidget(Beside(self.table, side, (3, 1), self), 1)
        self.column.addWidget(self.count)

    def _button(self, words: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _=False: deed())
        return button

    @Slot()
    def _show_chosen(self) -> None:
        clear(self.details)
        rule = self.chosen
        if rule is not None:
            self.details.addWidget(self._card(rule))
        self.details.addStretch(1)

    def _card(self, rule: Rule) -> QFrame:
        frame, column = card(self)
        column.addWidget(text(rule.label, Type.STRONG, parent=frame))
        column.addWidget(text(rule.now, parent=frame))
        if rule.clock is not None:
            column.addWidget(text(f"Counted from {rule.clock.event.words}.", parent=frame))
        if rule.unverified:
            warning = text("Not compared with an official source: check it before you rely on it.", parent=frame)
            warning.setProperty("mark", "explain")
            column.addWidget(warning)
        for words in (rule.parameter.note, *rule.history):
            if words:
                column.addWidget(text(words, Type.SMALL, muted=True, parent=frame))
        column.addWidget(text(f"Name for the command line: {rule.name}", Type.SMALL, muted=True, parent=frame))
        if amendments.can_be_amended(self._file.law(), rule.name):
            column.addWidget(self._button("Enter your &own...", self._amend))
        else:
            words = "This cannot be changed: there is nothing to enter, or verification compares with it."
            column.addWidget(text(words, Type.SMALL, muted=True, parent=frame))
        for amendment in amendments.read(self._file.workspace):
            if amendment.name == rule.name:
                words = f"Take back what holds from {long_date(amendment.since)}"
                button = self._button(words, partial(self._take_back, rule.name, amendment.since))
                column.addWidget(button)
        return frame

    def _amend(self) -> None:
        rule = self.chosen
        if rule is not None and amendments.can_be_amended(self._file.law(), rule.name):
            dialog = AmendDialog(self._file, rule, self)
            dialog.exec()
            dialog.deleteLater()

    def _take_back(self, name: str, since: date) -> None:
        kept = amendments.read(self._file.workspace)
        found = next((item for item in kept if item.name == name and item.since == since), None)
        if found is not None:
            entries = amendments.without_one(kept, name, found.since)
            self._file.edit(COMPANY, "Rules: own value taken back", entries)

    def _penalty(self) -> None:
        dialog = PenaltyDialog(self._file, self)
        dialog.exec()
        dialog.deleteLater()

    def _fees(self) -> None:
        dialog = FeesDialog(self._file, self)
        dialog.exec()
        dialog.deleteLater()

    def _print(self) -> None:
        path = self._around.asking.new(self, "Print the rules", "Rules.pdf", "PDF files (*.pdf)")
        if path is None:
            return
        sender = Sender(name_of(self._file), self._file.setting("sample") is True)
        pages = self._program.stationery.rules(sender, self._shown, self._file.clock.today())
        self._write(path, self._program.stationery.paint(path.name, f"{sender.company}: Rules", pages))

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as error:
            raise EnvironmentProblem(f"{path.name} cannot be written: {error.strerror or error}.") from None
        self._around.say(f"Written to {path}.", Tone.GOOD)


def _haystack(rule: Rule) -> str:
    event = rule.clock.event.words if rule.clock is not None else ""
    said = (rule.topic, rule.label, rule.now, rule.authority, rule.name, event, *rule.history)
    return " ".join(said).casefold()
