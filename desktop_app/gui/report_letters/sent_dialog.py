"""When and how a letter went out."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.asked import Asked
from desktop_app.services.report_letters.drafts import WAYS, LetterDraft


class SentDialog(Asked):
    """The day, the way and a tracking number."""

    def __init__(self, draft: LetterDraft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(f"It went out: {draft.title}", "It &went out", parent)
        words = "From then on the letter is read-only, and the very file is kept with its digest."
        self.column.addWidget(text(words, parent=self))
        self.day_field = QLineEdit(short_date(today), self)
        self.ask("&Day", self.day_field, "The day it was mailed, handed in or uploaded, like 04/14/2026.")
        self.way = QComboBox(self)
        self.way.setEditable(True)
        self.way.addItems(WAYS)
        self.ask("&How", self.way, "One of these, or your own words.")
        self.tracking = QLineEdit(self)
        self.ask("&Tracking number", self.tracking, "Of the carrier or of EFIS, if there is one.")
        self.finish()

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
        try:
            parse_date(self.day_field.text())
        except NotADate as error:
            self.refuse(str(error), self.day_field)
            return
        super().accept()
