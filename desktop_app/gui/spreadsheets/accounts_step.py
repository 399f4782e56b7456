"""Third step: which line of the report each account belongs to, next to last year's line and amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.money import shown
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import button_row, heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.word_rows import RowsOf
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.services.trial_balance.importing import AccountView, AccountViews
from desktop_app.services.trial_balance.mapping import IGNORED

GAP, CENTS = 5, 2
BALANCE, LAST_YEAR = 1, 4
HEADS = ("Account", "Balance", "Status", "Line of the report", "Last year", "Why")
REMEMBERED, SURE, UNSURE, CHOSEN, MISSING, LEFT_OUT = (
    "as last time",
    "matched",
    "please check",
    "chosen",
    "not matched",
    "left out",
)


class ReportLineField(QComboBox):
    """Finds a line by any of its words. Enter uses the line for the account and does not leave the step."""

    entered = Signal()

    def found(self) -> int:
        """The line that is written out, or the only one that has these words; -1 where there is none, or several."""
        words = self.currentText().strip().casefold()
        every = [self.itemText(at).casefold() for at in range(self.count())]
        fitting = [at for at, text in enumerate(every) if words and words in text]
        whole = [at for at in fitting if every[at] == words]
        return whole[0] if whole else fitting[0] if len(fitting) == 1 else -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps Enter in the field from the dialog's default button; while lines are offered, it only picks one."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or watched is not self.lineEdit() or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        completer = self.completer()
        if completer is None or (popup := completer.popup()) is None or not popup.isVisible():
            self.entered.emit()
        return True


class AccountsStep(QWidget):
    """All accounts with their line, what is unsure first, and a field that finds a line by any of its words."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mapping: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._views: AccountViews | None = None
        self._every: Sequence[AccountView] = ()
        self._shown: Sequence[AccountView] = ()
        self.table = ReadingTable("Accounts and their lines", HEADS, self, figures=(BALANCE, LAST_YEAR))
        self.only_missing = WrappedCheckBox("Show only accounts &without a line", self)
        self.line = ReportLineField(self)
        self.line.setEditable(True)
        editor = self.line.lineEdit()
        if editor is not None:
            editor.installEventFilter(self.line)
        self.line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.set_line = QPushButton("&Use this line", self)
        self.leave_out = QPushButton("Lea&ve out", self)
        self.state = text("", TypeScale.STRONG, parent=self)
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._show_line)
        self.table.activated.connect(self._set)
        self.only_missing.toggled.connect(self.refresh)
        self.set_line.clicked.connect(self._set)
        self.line.entered.connect(self._set)
        self.leave_out.clicked.connect(self._leave_out)

    def show_accounts(self, views: AccountViews, every: Sequence[AccountView]) -> None:
        """Shows the accounts; a line that was chosen here stays, then the one of last time, then a sure one."""
        self._views, self._every = views, every
        keys = {line.key for line in views.books.lines}
        self._chosen = {key: place for key, place in self._chosen.items() if key in keys}
        self.mapping = {**views.sure, **self._chosen}
        self.line.clear()
        for place, target in views.known.by_place.items():
            self.line.addItem(sentence_start(target.label), str(place))
        completer = QCompleter(self.line.model(), self.line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Shows the accounts as they are matched now."""
        missing = self._missing()
        self._shown = missing if self.only_missing.isChecked() else self._every
        self.table.fill(RowsOf(self._shown, self._row))
        self._say_state(missing)
        if self._shown:
            self.table.selectRow(0)
        for button in (self.set_line, self.leave_out):
            button.setEnabled(bool(self._shown))
        self.changed.emit()

    def _missing(self) -> list[AccountView]:
        return [view for view in self._every if view.line.amount and not self.mapping.get(view.line.key)]

    def _say_state(self, missing: Sequence[AccountView]) -> None:
        count = len(self._every)
        proposed = sum(bool(view.place) for view in missing)
        if not missing:
            self.state.setText(f"All {count} accounts are matched.")
            return
        verb, have = ("is" if len(missing) == 1 else "are"), ("has" if proposed == 1 else "have")
        check = f" {proposed} of them {have} a proposal to check (Enter accepts it)." if proposed else ""
        self.state.setText(f"{len(missing)} of {count} accounts {verb} not matched and would not be imported.{check}")

    def _row(self, view: AccountView) -> tuple[str, ...]:
        """Account, balance, state, line, last year's amount there, and why."""
        views = self._views
        chosen = self.mapping.get(view.line.key, "")
        place = chosen or view.place
        if view.line.key in self._chosen:
            state, why = (LEFT_OUT if chosen == IGNORED else CHOSEN), ""
        elif chosen:
            state, why = (LEFT_OUT if chosen == IGNORED else REMEMBERED if view.remembered else SURE), view.why
        else:
            state, why = (UNSURE if view.place else MISSING), view.why
        where = "" if views is None or place == IGNORED else sentence_start(views.where(place))
        last = "" if views is None else views.last_amount(place)
        return (view.line.label, shown(view.line.amount, CENTS), state, where, last, why)

    @Slot()
    def _show_line(self) -> None:
        view = self._current()
        place = "" if view is None else self.mapping.get(view.line.key, "") or view.place
        at = self.line.findData(place)
        self.line.setCurrentIndex(at)
        if at < 0:
            self.line.setEditText("")

    @Slot()
    def _set(self) -> None:
        at = self.line.found()
        if at >= 0:
            self._map(str(self.line.itemData(at)))
        else:
            self.line.setFocus()

    @Slot()
    def _leave_out(self) -> None:
        self._map(IGNORED)

    def _map(self, target: str) -> None:
        view = self._current()
        if view is None:
            return
        number = self.table.selectionModel().selectedRows()[0].row()
        self.mapping[view.line.key] = self._chosen[view.line.key] = target
        if self.only_missing.isChecked():
            self.refresh()
            self.table.selectRow(min(number, len(self._shown) - 1))
        else:
            self.table.rows.tell_changed(number)
            self._say_state(self._missing())
            self.table.selectRow(self.table.row_below(number))
            self.changed.emit()
        self.table.setFocus()

    def _current(self) -> AccountView | None:
        rows = self.table.selectionModel().selectedRows()
        return self._shown[rows[0].row()] if rows and rows[0].row() < len(self._shown) else None

    def _lay_out(self) -> None:
        self.line.setAccessibleName("Line of the report")
        self.line.setAccessibleDescription("Type any word of the line, its page or number")
        label = text("&Line for the selected account", TypeScale.SMALL, parent=self)
        label.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("Match accounts to report lines", self))
        words = (
            "Accounts to check come first. What you choose is remembered for next year. Leave out an account that is "
            "not part of the report."
        )
        column.addWidget(text(words, muted=True, parent=self))
        column.addWidget(self.table, 1)
        column.addWidget(self.only_missing)
        column.addWidget(label)
        column.addLayout(button_row(self.line, self.set_line, self.leave_out))
        column.addWidget(self.state)
        for button in (self.set_line, self.leave_out):
            button.setAutoDefault(False)
