"""What became of a filing whose proposed date has passed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.domain.dates import NotADate, long_date, parse_date, short_date
from desktop_app.domain.tariffs.schedules import FilingOutcome, TariffFiling
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.tariff_book.filings import CommissionDecision

KINDS = (
    ("Approved as filed", FilingOutcome.APPROVED),
    ("Approved for another day", FilingOutcome.APPROVED),
    ("Suspended until a day", FilingOutcome.SUSPENDED),
    ("Rejected", FilingOutcome.REJECTED),
    ("Withdrawn by us", FilingOutcome.WITHDRAWN),
)


class OutcomeDialog(FormDialog):
    """Asks what happened, on which day, and under which numbers."""

    def __init__(self, filing: TariffFiling, parent: QWidget | None) -> None:
        super().__init__(f"Outcome of {filing.id}", "&Record it", parent)
        self._filing = filing
        self.kind = QComboBox(self)
        for words, _ in KINDS:
            self.kind.addItem(words)
        proposed = "" if filing.effective is None else f" It was proposed for {long_date(filing.effective)}."
        self.ask("&What happened", self.kind, f"The book is updated.{proposed}")
        self.day = QLineEdit("" if filing.effective is None else short_date(filing.effective), self)
        self.ask("&Day", self.day, "Effective date, or date to which it is suspended; the order names it.")
        self.sheets = QLineEdit(self)
        self.ask("Only these &sheets", self.sheets, "Numbers separated by commas; empty: all sheets of the filing.")
        self.case = QLineEdit(filing.case, self)
        self.ask("&Case number", self.case, "Like WR-2026-0001; empty if there is none.")
        self.tracking = QLineEdit(filing.tracking, self)
        self.ask("&Tracking number", self.tracking, "Like YW-2026-0001.")
        self.finish()
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self._kind_chosen(0)

    @property
    def outcome(self) -> FilingOutcome:
        """What happened."""
        return KINDS[self.kind.currentIndex()][1]

    def decision(self) -> CommissionDecision:
        """All of it. Raises NotADate."""
        dated = self.outcome in {FilingOutcome.APPROVED, FilingOutcome.SUSPENDED}
        names = tuple(name.strip() for name in self.sheets.text().split(",") if name.strip())
        day = parse_date(self.day.text()) if dated else None
        return CommissionDecision(
            self.outcome, day, names, self.case.text().strip(), self.tracking.text().strip(), self.kind.currentText()
        )

    def accept(self) -> None:
        """Goes on only with a day that can be read."""
        try:
            self.decision()
        except NotADate as refusal:
            self.refuse(str(refusal), self.day)
            return
        super().accept()

    @Slot(int)
    def _kind_chosen(self, index: int) -> None:
        self.day.setEnabled(self.outcome in {FilingOutcome.APPROVED, FilingOutcome.SUSPENDED})
        if index == 0 and self._filing.effective is not None:
            self.day.setText(short_date(self._filing.effective))


class CorrectOutcomeDialog(FormDialog):
    """Asks for the right day of an outcome, and its numbers; what happened stays."""

    def __init__(self, filing: TariffFiling, known: CommissionDecision, parent: QWidget | None) -> None:
        super().__init__(f"Correct the outcome of {filing.id}", "&Correct it", parent)
        self._known = known
        self.day = QLineEdit("" if known.on is None else short_date(known.on), self)
        approved = known.outcome is FilingOutcome.APPROVED
        more = "The day on which it took effect." if approved else "The day to which it is suspended."
        self.ask("&Day", self.day, f"{more} That it was {known.outcome.value} stays.")
        self.case = QLineEdit(known.case, self)
        self.ask("Case &number", self.case, "Like WR-2026-0001; the one that is recorded stays if this is blank.")
        self.tracking = QLineEdit(known.tracking, self)
        self.ask("&Tracking number", self.tracking, "Like YW-2026-0001.")
        self.finish()

    def decision(self) -> CommissionDecision:
        """What is right. Raises NotADate."""
        numbers = (self.case.text().strip(), self.tracking.text().strip())
        return CommissionDecision(self._known.outcome, parse_date(self.day.text()), (), *numbers)
