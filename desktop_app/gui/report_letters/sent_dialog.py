"""When and how a letter went out."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.filing_calendar.receipt import RECEIPT_COUNTS
from desktop_app.services.report_letters.drafts import WAYS, LetterDraft


class SentDialog(FormDialog):
    """The day, the way and a tracking number."""

    def __init__(self, draft: LetterDraft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(f"Mark as sent: {draft.title}", "&Mark as sent", parent)
        words = "The letter becomes read-only, and an exact copy of it is kept."
        self.column.addWidget(text(words, parent=self))
        self.day_field = QLineEdit(short_date(today), self)
        self.ask("&Day", self.day_field, "The day it was mailed, delivered or uploaded, like 04/14/2026.")
        self.way = QComboBox(self)
        self.way.setEditable(True)
        self.way.addItems(WAYS)
        self.ask("&How", self.way, "One of these, or your own words.")
        self.tracking = QLineEdit(self)
        self.ask("&Tracking number", self.tracking, "Of the carrier or of EFIS, if there is one.")
        self.there = QLineEdit(self)
        self.ask("&Received by the commission on", self.there, f"Blank while it is in the mail. {RECEIPT_COUNTS}")
        self.finish()

    @property
    def received(self) -> date | None:
        """The day of receipt, if it is known. Raises NotADate."""
        return parse_date(self.there.text()) if self.there.text().strip() else None

    @property
    def day(self) -> date:
        """The day. Raises NotADate."""
        return parse_date(self.day_field.text())

    @property
    def how(self) -> str:
        """The way."""
        return self.way.currentText().strip()

    def accept(self) -> None:
        """Closes if the day is a day."""
        for field in (self.day_field, self.there):
            if field is self.day_field or field.text().strip():
                try:
                    parse_date(field.text())
                except NotADate as error:
                    self.refuse(str(error), field)
                    return
        super().accept()


class ReceivedDialog(FormDialog):
    """The day on which the commission received a letter that was sent."""

    def __init__(self, draft: LetterDraft, parent: QWidget | None = None) -> None:
        super().__init__(f"Received: {draft.title}", "&Save", parent)
        self.day_field = QLineEdit(self)
        self.ask("&Day", self.day_field, f"From the receipt or the tracking. {RECEIPT_COUNTS}")
        self.finish()

    @property
    def day(self) -> date:
        """The day. Raises NotADate."""
        return parse_date(self.day_field.text())

    def accept(self) -> None:
        """Closes if the day is a day."""
        try:
            parse_date(self.day_field.text())
        except NotADate as error:
            self.refuse(str(error), self.day_field)
            return
        super().accept()
