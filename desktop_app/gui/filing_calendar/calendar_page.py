"""The calendar's page: a list, a month or a year, and beside it the chosen entries with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
)

from desktop_app.domain.dates import MONTHS
from desktop_app.gui.filing_calendar.agenda import AgendaTable
from desktop_app.gui.filing_calendar.calendar_actions import CalendarActions
from desktop_app.gui.filing_calendar.day_grid import MonthGrid, YearGrid
from desktop_app.gui.filing_calendar.entry_card import CardSettings, entry_card, undated_card
from desktop_app.gui.filing_calendar.words import days
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.following_page import FollowingPage
from desktop_app.gui.widgets.page import WidePage, clear, heading, side_column
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.wrapping_row import WrappingRow
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import DueEntry, calendar, calendar_input, undated
from desktop_app.services.filing_calendar.reminders import cost
from desktop_app.services.program.program import Program

LIST, MONTH, YEAR = "L&ist", "M&onth", "Yea&r"  # letters that neither menus nor navigation have
DECEMBER = 12
LEAST_DETAILS = 190


class CalendarPage(FollowingPage):
    """Everything that falls due. Ctrl+Page Up and Ctrl+Page Down go to the time before and after."""

    def __init__(self, program: Program, around: Surroundings) -> None:
        super().__init__(around.file, around.parent)
        self._body = WidePage("Calendar", self)
        self.hold(self._body)
        self._around = around
        self._first = self._file.clock.today().replace(day=1)
        self.handlers = CalendarActions(program, around, self)
        closing = partial(self._closing)
        self.agenda = AgendaTable(self)
        self.month = MonthGrid(closing, self)
        self.year = YearGrid(closing, self)
        self.views = QStackedWidget(self)
        for view in (self.agenda, self.month, self.year):
            self.views.addWidget(view)
            view.chosen.connect(self._show_details)
        for grid in (self.month, self.year):
            grid.opened.connect(self._open_day)
        self.period = text("", TypeScale.HEADING, parent=self)
        self.note = text("", TypeScale.SMALL, muted=True, parent=self)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._choose_view(LIST)

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day shown."""
        if self.views.currentWidget() is self.month:
            following = date(self._first.year + self._first.month // DECEMBER, self._first.month % DECEMBER + 1, 1)
            return self._first, following.fromordinal(following.toordinal() - 1)
        return date(self._first.year, 1, 1), date(self._first.year, 12, 31)

    def refresh(self) -> None:
        """Reads everything anew."""
        first, last = self.span
        whole = self.views.currentWidget() is not self.month
        self.period.setText(str(first.year) if whole else f"{MONTHS[first.month - 1]} {first.year}")
        entries = calendar(self._file, first, last)
        self.note.setText(self._note(entries))
        view = self.views.currentWidget()
        if isinstance(view, AgendaTable | MonthGrid | YearGrid):
            view.show_entries(first, entries, self._file.clock.today())

    def changeEvent(self, event: QEvent) -> None:
        """Follows the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "details"):
            QTimer.singleShot(0, self, self.refresh)

    # Inside

    def _note(self, entries: tuple[DueEntry, ...]) -> str:
        settings = keeping.settings(self._file)
        words = f"Send by: {days(settings.margin)} before, on a business day. Rules of 4 CSR 240-3 (2004 text)."
        if any(due.closing for due in entries):
            rolled = (
                "moved to the next business day, as you chose"
                if settings.rolling
                else "the chapter does not extend the due date"
            )
            words = f"{words} * the commission is likely closed; {rolled}."
        return words if entries else f"Nothing falls due in this time. {words}"

    def _closing(self, day: date) -> str:
        return self._file.law().calendar.closing(day)

    def _lay_out(self) -> None:
        side, self.details = side_column(self, LEAST_DETAILS)
        self._body.column.addLayout(self._tools())
        self._body.column.addLayout(self._turns())
        self._body.column.addWidget(SideBySide(self.views, side, (3, 2), self), 1)
        self._body.column.addWidget(self.note)

    def _tools(self) -> WrappingRow:
        line = WrappingRow(self, 4)
        for words, handler in (
            ("Re&cord an event...", self.handlers.record),
            ("&Display options...", self.handlers.choose),
            ("E&xport...", lambda: self.handlers.export(*self.span)),
            ("&Print...", lambda: self.handlers.print_list(*self.span)),
        ):
            line.addWidget(self._button(words, handler))
        return line

    def _turns(self) -> WrappingRow:
        line = WrappingRow(self, 4)
        group = QButtonGroup(self)
        for words in (LIST, MONTH, YEAR):
            button = self._button(words, partial(self._choose_view, words))
            button.setCheckable(True)
            group.addButton(button)
        line.addWidget(self.buttons[LIST])
        line.addWidget(self.buttons[MONTH])
        line.addWidget(self.buttons[YEAR])
        for words, name, turns in (("<", "Earlier", -1), ("&Jump to today", "Today", 0), (">", "Later", 1)):
            button = self._button(words, partial(self._turn, turns))
            button.setAccessibleName(name)
            button.setToolTip(name)
            line.addWidget(button)
        for keys, turns in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn, turns))
        line.addWidget(self.period)
        return line

    def _button(self, words: str, handler: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _=False: handler())
        self.buttons[words] = button
        return button

    def _choose_view(self, words: str) -> None:
        self.buttons[words].setChecked(True)
        self.views.setCurrentWidget({LIST: self.agenda, MONTH: self.month, YEAR: self.year}[words])
        self.refresh()

    def _turn(self, turns: int) -> None:
        """Goes a month or a year on or back; 0 goes to today."""
        if turns == 0:
            self._first = self._file.clock.today().replace(day=1)
        elif self.views.currentWidget() is self.month:
            year, month = divmod(self._first.year * DECEMBER + self._first.month - 1 + turns, DECEMBER)
            self._first = date(year, month + 1, 1)
        else:
            self._first = self._first.replace(year=self._first.year + turns)
        self.refresh()

    @Slot(object)
    def _open_day(self, day: date) -> None:
        """From a day of the year to its month."""
        if self.views.currentWidget() is self.year:
            self._first = day.replace(day=1)
            self._choose_view(MONTH)
            self.month.setFocus()

    @Slot(object)
    def _show_details(self, entries: tuple[DueEntry, ...]) -> None:
        clear(self.details)
        today, law = self._file.clock.today(), self._file.law()
        standing = CardSettings(today, keeping.settings(self._file).margin, lambda due: cost(law, due, today))
        for due in entries:
            self.details.addWidget(entry_card(due, standing, self.handlers.of_entries, self))
        if not entries:
            self.details.addWidget(text("Nothing falls on this day.", muted=True, parent=self))
        without = undated(calendar_input(self._file))
        if without:
            self.details.addWidget(heading("No due date in the rule, or its starting event is not recorded", self))
            for item in without:
                self.details.addWidget(undated_card(item, self.handlers.of_entries, self))
        self.details.addStretch(1)
