"""Third step: which line of the report each account belongs to. What was said once is remembered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.money import shown
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import heading, row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances
from desktop_app.services.trial_balance.mapping import IGNORED, BalanceTargets

GAP, CENTS = 5, 2
BALANCE = 1
REMEMBERED, SUGGESTED, CHOSEN, MISSING, LEFT_OUT = "as last time", "suggested", "chosen", "no line yet", "left out"


class AccountsStep(QWidget):
    """All accounts with their line, and a field in which the line of the chosen one is found by any of its words."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mapping: dict[str, str] = {}
        self._how: dict[str, str] = {}
        self._books = LedgerBalances(())
        self._known: BalanceTargets | None = None
        self._shown: list[BookLine] = []
        columns = ("Account", "Balance", "How", "Line of the report")
        self.table = ReadingTable("Accounts and their lines", columns, self, figures=(BALANCE,))
        self.only_missing = QCheckBox("Show only accounts without a &line", self)
        self.line = QComboBox(self)
        self.line.setEditable(True)
        self.line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.set_line = QPushButton("&Set the line", self)
        self.leave_out = QPushButton("Lea&ve out", self)
        self.state = text("", TypeScale.STRONG, parent=self)
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._show_line)
        self.table.activated.connect(lambda _: self.line.setFocus())
        self.only_missing.toggled.connect(self.refresh)
        self.set_line.clicked.connect(self._set)
        self.leave_out.clicked.connect(self._leave_out)

    def show_books(
        self, books: LedgerBalances, known: BalanceTargets, remembered: Mapping[str, str], offered: Mapping[str, str]
    ) -> None:
        """Shows the accounts; a line that was taken before comes first, then the one that seems right."""
        self._books, self._known = books, known
        kept = {key: line for key, line in remembered.items() if line == IGNORED or known.at(line) is not None}
        self.mapping = {
            **offered,
            **kept,
            **{key: self.mapping[key] for key, how in self._how.items() if how == CHOSEN},
        }
        self._how = (
            dict.fromkeys(offered, SUGGESTED)
            | dict.fromkeys(kept, REMEMBERED)
            | {key: how for key, how in self._how.items() if how == CHOSEN}
        )
        self.line.clear()
        for place, target in known.by_place.items():
            self.line.addItem(_first_up(target.label), str(place))
        completer = QCompleter(self.line.model(), self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Shows the accounts as they are mapped now."""
        missing = [line for line in self._books.lines if line.amount and not self.mapping.get(line.key)]
        self._shown = missing if self.only_missing.isChecked() else list(self._books.lines)
        self.table.fill(self._row(line) for line in self._shown)
        self.state.setText(
            f"{len(missing)} of {len(self._books.lines)} accounts have no line yet; they would not be taken."
            if missing
            else f"All {len(self._books.lines)} accounts have their line."
        )
        if self._shown:
            self.table.selectRow(0)
        for button in (self.set_line, self.leave_out):
            button.setEnabled(bool(self._shown))
        self.changed.emit()

    def _row(self, line: BookLine) -> tuple[str, str, str, str]:
        chosen = self.mapping.get(line.key, "")
        target = self._known.at(chosen) if self._known is not None and chosen not in ("", IGNORED) else None
        how = LEFT_OUT if chosen == IGNORED else MISSING if target is None else self._how.get(line.key, CHOSEN)
        label = "" if target is None else _first_up(target.label)
        return (line.label, shown(line.amount, CENTS), how, label)

    @Slot()
    def _show_line(self) -> None:
        line = self._current()
        chosen = "" if line is None else self.mapping.get(line.key, "")
        at = self.line.findData(chosen)
        self.line.setCurrentIndex(at)
        if at < 0:
            self.line.setEditText("")

    @Slot()
    def _set(self) -> None:
        at = self.line.findText(self.line.currentText(), Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            self._map(str(self.line.itemData(at)))

    @Slot()
    def _leave_out(self) -> None:
        self._map(IGNORED)

    def _map(self, target: str) -> None:
        line = self._current()
        if line is None:
            return
        number = self._shown.index(line)
        self.mapping[line.key] = target
        self._how[line.key] = CHOSEN
        self.refresh()
        after = number if self.only_missing.isChecked() else number + 1
        self.table.selectRow(min(after, len(self._shown) - 1))
        self.table.setFocus()

    def _current(self) -> BookLine | None:
        rows = self.table.selectionModel().selectedRows()
        return self._shown[rows[0].row()] if rows and rows[0].row() < len(self._shown) else None

    def _lay_out(self) -> None:
        self.line.setAccessibleName("Line of the report")
        self.line.setAccessibleDescription("Type any word of the line, its page or number")
        label = text("L&ine for the chosen account", TypeScale.SMALL, parent=self)
        label.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("Which line each account belongs to", self))
        words = (
            "What you choose here is remembered for next year. An account that is no part of the report is left out."
        )
        column.addWidget(text(words, muted=True, parent=self))
        column.addWidget(self.table, 1)
        column.addWidget(self.only_missing)
        column.addWidget(label)
        column.addLayout(row(self.line, self.set_line, self.leave_out))
        column.addWidget(self.state)
        for button in (self.set_line, self.leave_out):
            button.setAutoDefault(False)


def _first_up(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
