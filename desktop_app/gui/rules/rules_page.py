"""The Rules page: everything the program goes by, with its source, and what the company entered over it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
)

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.gui.rules.amend_dialog import AmendDialog
from desktop_app.gui.rules.cost_dialogs import FeesDialog, PenaltyDialog
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.finding_page import FindingPage
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.page import card
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.filing_calendar.rules_list import ListedRule, own_values, rules_list
from desktop_app.services.paper.report_pages import PaperSender
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of

COLUMNS = (("Topic", 14, 60), ("What", 36, 130), ("Now", 24, 90), ("Rule or source", 26, 90))
EDITION = (
    "The rules built in are the consolidated text of 4 CSR 240-3 as of 2004. Where a later rule or an order says "
    "otherwise, enter it here with its source: it holds for this company from the day you give."
)


class RulesPage(FindingPage[ListedRule]):
    """The list of rules, and beside it the chosen one with its history."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__("Rules", "a word, or a rule such as 3.640", COLUMNS, around.file, around.parent)
        self._program, self._around = program, around
        self.penalty = self.button("&Penalty...", self._penalty)
        self.fees = self.button("Te&rritorial fees...", self._fees)
        self.print = self.button("Pr&int...", self._print)
        for button in (self.penalty, self.fees, self.print):
            self.tools.addWidget(button)
        self.lay_out(EDITION)

    def everything(self) -> Sequence[ListedRule]:
        """All rules as they hold today."""
        return rules_list(self._file.law(), self._file.clock.today())

    def cells(self, item: ListedRule) -> Sequence[str]:
        """Topic, what, how much, and who says so."""
        return (item.topic, item.label, item.marked, item.authority)

    def words(self, item: ListedRule) -> str:
        """Everything that is told of a rule, past values too."""
        event = item.clock.event.words if item.clock is not None else ""
        return " ".join((*self.cells(item), item.name, event, *item.history))

    def key(self, item: ListedRule) -> str:
        """The rule's name."""
        return item.name

    def counted(self, shown: int, everything: Sequence[ListedRule]) -> str:
        """How many there are, and how many are the company's own."""
        own = own_values(everything, self._file.clock.today())
        return f"{shown} of {len(everything)} shown; {own}."

    def concerned(self, edited: EditOutcome) -> bool:
        """Own values change more than a cell."""
        return edited.structural

    def card(self, item: ListedRule) -> QFrame:
        """The rule with its history, and what can be done about it."""
        rule = item
        frame, column = card(self)
        column.addWidget(text(rule.label, TypeScale.STRONG, parent=frame))
        column.addWidget(text(rule.now, parent=frame))
        if rule.clock is not None:
            column.addWidget(text(f"Counted from {rule.clock.event.words}.", parent=frame))
        if rule.unverified:
            warning = text("Not verified against an official source.", parent=frame)
            warning.setProperty("mark", "explain")
            column.addWidget(warning)
        for words in (rule.parameter.note, *rule.history):
            if words:
                column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=frame))
        if amendments.can_be_amended(self._file.law(), rule.name):
            column.addWidget(self.button("Enter your &own...", self.activate))
        else:
            words = "This value is fixed."
            column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=frame))
        for amendment in amendments.read_amendments(self._file.workspace):
            if amendment.name == rule.name:
                words = f"Delete what applies from {long_date(amendment.since)}"
                button = self.button(words, partial(self._take_back, rule.name, amendment.since))
                column.addWidget(button)
        return frame

    @Slot()
    def activate(self) -> None:
        """Enters an own value, where that can be."""
        rule = self.chosen
        if rule is not None and amendments.can_be_amended(self._file.law(), rule.name):
            dialog = AmendDialog(self._file, rule, self)
            run_dialog(dialog)

    def _take_back(self, name: str, since: date) -> None:
        kept = amendments.read_amendments(self._file.workspace)
        found = next((item for item in kept if item.name == name and item.since == since), None)
        if found is not None:
            entries = amendments.without_one(kept, name, found.since)
            self._file.edit(COMPANY, "Rules: own value deleted", entries)

    def _penalty(self) -> None:
        dialog = PenaltyDialog(self._file, self)
        run_dialog(dialog)

    def _fees(self) -> None:
        dialog = FeesDialog(self._file, self)
        run_dialog(dialog)

    def _print(self) -> None:
        path = self._around.asking.new(self, "Print the rules", "Rules.pdf", "PDF files (*.pdf)")
        if path is None:
            return
        sender = PaperSender(name_of(self._file), self._file.setting("sample") is True)
        pages = self._program.report_pages.rules(sender, self._shown, self._file.clock.today())
        self._write(path, self._program.report_pages.paint(path.name, f"{sender.company}: Rules", pages))

    def _write(self, path: Path, content: bytes) -> None:
        put_file(path, content)
        self._around.say(f"Written to {path}.", MessageTone.GOOD)
