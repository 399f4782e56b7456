"""What the calendar asks: that an event happened, how days are shown, and to when a report was put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from desktop_app.domain.dates import NotADate, long_date, parse_date, short_date
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.rulebook.clock import DeadlineEvent
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import extensions, keeping
from desktop_app.services.filing_calendar.due import DueEntry, UndatedDuty
from desktop_app.services.filing_calendar.keeping import CalendarSettings
from desktop_app.services.filing_calendar.receipt import RECEIPT_COUNTS

KINDS = {extensions.LETTER: "By a letter that I sent, with its certificate", extensions.ORDER: "By an order"}


class EventDialog(FormDialog):
    """An event that happened: which, when, and a note."""

    def __init__(self, file: CompanyFile, events: Sequence[DeadlineEvent], parent: QWidget | None = None) -> None:
        super().__init__("Record an event", "&Record it", parent)
        self._file = file
        self.event_field = QComboBox(self)
        for event in sorted(events, key=lambda item: item.label):
            self.event_field.addItem(event.label, event.id)
        self.ask("&What happened", self.event_field, "The deadlines that it starts appear in the calendar.")
        self.day_field = QLineEdit(short_date(file.clock.today()), self)
        more = "The date of the paper itself where it has one: a notice counts from its own date, not from its arrival."
        self.ask("&Day", self.day_field, more)
        self.note = QLineEdit(self)
        self.ask("&Note", self.note, "The case number, or what it is about. It is shown next to the date.")
        self.finish()

    def accept(self) -> None:
        """Writes it down and closes."""
        try:
            day = parse_date(self.day_field.text())
        except NotADate as error:
            self.refuse(str(error), self.day_field)
            return
        keeping.record_event(self._file, str(self.event_field.currentData()), day, note=self.note.text())
        super().accept()


class DoneDialog(FormDialog):
    """The day on which something of the calendar was filed or done, whether late or not."""

    def __init__(self, file: CompanyFile, due: DueEntry | UndatedDuty, parent: QWidget | None = None) -> None:
        super().__init__(f"Record as done: {due.title}", "&Record", parent)
        self._file, self._due = file, due
        self.day_field = QLineEdit(self)
        self.day_field.setPlaceholderText("MM/DD/YYYY")
        self.ask("&Day it was filed or done", self.day_field, "The day it was mailed, delivered or uploaded.")
        self.finish()

    def accept(self) -> None:
        """Records the day and closes. A day that has not come is refused."""
        today = self._file.clock.today()
        try:
            day = parse_date(self.day_field.text())
        except NotADate as error:
            self.refuse(str(error), self.day_field)
            return
        if day > today:
            self.refuse(f"{long_date(day)} is still to come. Enter the day on which it was done.", self.day_field)
            return
        keeping.mark_done(self._file, self._due.key, day)
        super().accept()


class ShownDialog(FormDialog):
    """Display options: days allowed for mail, rolling."""

    def __init__(self, file: CompanyFile, parent: QWidget | None = None) -> None:
        super().__init__("Display options", "&Save", parent)
        self._file = file
        now = keeping.settings(file)
        self.margin = QSpinBox(self)
        self.margin.setRange(0, keeping.LONGEST_MARGIN)
        self.margin.setValue(now.margin)
        more = f"What is due is to be sent so many days before. {RECEIPT_COUNTS}"
        self.ask("Days to allow for the &mail", self.margin, more)
        self.rolling = WrappedCheckBox("&Move due dates off weekends and holidays", self)
        self.rolling.setChecked(now.rolling)
        self.column.addWidget(self.rolling)
        words = (
            "The chapter does not say that a day on a weekend or holiday moves. Left off, the calendar shows the day "
            "itself and tells that the commission is likely closed. Switched on, it shows the next business day."
        )
        self.column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=self))
        self.finish()

    def accept(self) -> None:
        """Keeps the settings and closes."""
        chosen = CalendarSettings(self.margin.value(), self.rolling.isChecked())
        keeping.choose(self._file, chosen)
        super().accept()


class PutOffDialog(FormDialog):
    """That an annual report was put off: how, when that was asked or ordered, and to when."""

    def __init__(self, file: CompanyFile, report: DueEntry, parent: QWidget | None = None) -> None:
        year = report.start.year
        super().__init__(f"Annual report for {year}: extension", "&Save", parent)
        self._file, self._year = file, year
        law = file.law()
        longest = law.ends("annual_report/longest_by_letter", report.start) or report.day
        self.kind = QComboBox(self)
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        more = (
            f"A letter extends the due date to {long_date(longest)} at the latest, and only if "
            "it was received before the report "
            "was due, with its certificate. For a longer extension, enter the date in the order."
        )
        self.ask("&How", self.kind, more)
        self.asked_field = QLineEdit(short_date(file.clock.today()), self)
        self.ask(
            "&Day on which the letter was received, or of the order",
            self.asked_field,
            f"Like 04/14/2026. {RECEIPT_COUNTS}",
        )
        self.until_field = QLineEdit(short_date(longest), self)
        self.ask("E&xtended to", self.until_field, "The new due date.")
        self.finish()

    def accept(self) -> None:
        """Keeps it and closes."""
        days: list[date] = []
        for field in (self.asked_field, self.until_field):
            try:
                days.append(parse_date(field.text()))
            except NotADate as error:
                self.refuse(str(error), field)
                return
        try:
            keeping.record_extension(
                self._file, extensions.ReportExtension(self._year, str(self.kind.currentData()), *days)
            )
        except keeping.BadCalendarEntry as error:
            self.refuse(str(error), self.asked_field if error.part == keeping.ASKED else self.until_field)
            return
        super().accept()
