"""What being late costs, and what a territorial agreement costs, reckoned as the user types."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.rulebook.fees import FILING, HOUR, RULES, UNPAID, FeeReview, ReviewedMatter, indexed, territorial_fees
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile

WIDE = 62
JULY = 7
NAMES = {Utility.ELECTRIC: "Electric", Utility.WATER: "Water"}


class _Reckoner(QDialog):
    """Fields, and under them what comes out."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[spacing(self, 10)] * 4)
        self.column.setSpacing(spacing(self, 4))
        self.outcome = text("", parent=self)
        self.outcome.setAccessibleName("Result")
        self.setMinimumWidth(letters_wide(self, WIDE))

    def ask(self, words: str, field: QWidget) -> None:
        """Adds a field with its label."""
        label = QLabel(words, self)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        if isinstance(field, QComboBox):
            narrow_choice(field)
        self.column.addWidget(label)
        self.column.addWidget(field)

    def say(self, words: str) -> None:
        """Says what comes out, with room for all of it."""
        self.outcome.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps room for what comes out."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self.column.contentsMargins()
        self.outcome.setMinimumHeight(self.outcome.heightForWidth(self.width() - margins.left() - margins.right()))

    def finish(self) -> None:
        """Closes the column."""
        self.column.addSpacing(spacing(self, 4))
        self.column.addWidget(self.outcome)
        self.column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class PenaltyDialog(_Reckoner):
    """The penalty of a late annual report or a late answer, each document by itself."""

    def __init__(self, file: CompanyFile, parent: QWidget | None = None) -> None:
        super().__init__("Penalty for being late", parent)
        self._file = file
        self.kind = QComboBox(self)
        law = file.law()
        for name in dict.fromkeys(item.name for item in law.penalties.all):
            self.kind.addItem(law.penalties.find(name)[0].label, name)
        own = law.penalties.of(file.profile().utilities)
        if own is not None:
            self.kind.setCurrentIndex(self.kind.findData(own.name))
        self.ask("&What is late", self.kind)
        self.days = QSpinBox(self)
        self.days.setRange(0, 9999)
        self.days.setValue(1)
        self.ask("&Days late", self.days)
        self.finish()
        self.kind.currentIndexChanged.connect(self.reckon)
        self.days.valueChanged.connect(self.reckon)
        self.reckon()

    @Slot()
    def reckon(self) -> None:
        """Says what comes out."""
        law, today = self._file.law(), self._file.clock.today()
        found = law.penalties.find(str(self.kind.currentData()))
        provided = self._file.profile().utilities
        own = [item for item in found if item.utility.value in provided] or found
        cites = ", ".join(cite for item in own for cite in item.cites)
        self.say(f"{found[0].sentence(law.rules, self.days.value(), today)} ({cites})")


MATTERS = {
    ReviewedMatter.AGREEMENT: "A territorial agreement",
    ReviewedMatter.DESIGNATION: "A designation of service areas",
    ReviewedMatter.ANNEXATION: "An annexation dispute",
}


class FeesDialog(_Reckoner):
    """The fees of a territorial agreement, and their yearly change on July 1."""

    def __init__(self, file: CompanyFile, parent: QWidget | None = None) -> None:
        super().__init__("Fees of a territorial agreement", parent)
        self._file = file
        self.utility = QComboBox(self)
        for utility in RULES:
            self.utility.addItem(NAMES[utility], utility)
        self.ask("&Service", self.utility)
        self.matter = QComboBox(self)
        self.ask("&What is before the commission", self.matter)
        self._offer_matters()
        self.amendment = WrappedCheckBox("It &amends an existing agreement", self)
        self.opposed = WrappedCheckBox("It is &opposed (electric only)", self)
        for box in (self.amendment, self.opposed):
            self.column.addWidget(box)
            box.toggled.connect(self.reckon)
        self.hours = QDoubleSpinBox(self)
        self.hours.setRange(0, 999)
        self.hours.setSingleStep(0.5)
        self.ask("&Hours of hearing", self.hours)
        self.pages = QSpinBox(self)
        self.pages.setRange(0, 99_999)
        self.ask("&Pages of transcript", self.pages)
        self.percent = QDoubleSpinBox(self)
        self.percent.setRange(-50, 100)
        self.percent.setSuffix(" %")
        self.change = QPushButton("&Change the fees", self)
        self.finish()
        self._add_index()
        self.utility.currentIndexChanged.connect(self._offer_matters)
        self.matter.currentIndexChanged.connect(self.reckon)
        self.hours.valueChanged.connect(self.reckon)
        self.pages.valueChanged.connect(self.reckon)
        self.change.clicked.connect(self._index)
        self.reckon()

    @property
    def review(self) -> FeeReview:
        """What is reviewed."""
        return FeeReview(
            utility=Utility(self.utility.currentData()),
            amendment=self.amendment.isChecked() and self.amendment.isEnabled(),
            opposed=self.opposed.isChecked(),
            hours=Decimal(f"{self.hours.value():.2f}".rstrip("0").rstrip(".")),
            pages=self.pages.value(),
            matter=ReviewedMatter(self.matter.currentData() or ReviewedMatter.AGREEMENT),
        )

    @Slot()
    def _offer_matters(self) -> None:
        """What the rule of the service names."""
        water = Utility(self.utility.currentData()) is Utility.WATER
        self.matter.clear()
        for matter, words in MATTERS.items():
            if not (water and matter is ReviewedMatter.ANNEXATION):
                self.matter.addItem(words, matter)

    @Slot()
    def reckon(self) -> None:
        """Says what comes out."""
        self.amendment.setEnabled(self.matter.currentData() == ReviewedMatter.AGREEMENT)
        rules, today = self._file.law().rules, self._file.clock.today()
        fees = territorial_fees(rules, self.review, today)
        lines = [f"{fee.sentence} ${fee.amount:,.2f} ({fee.cite})" for fee in fees]
        total = sum((fee.amount for fee in fees), Decimal(0))
        lines.append(f"Together ${total:,.2f}. Fees of RSMo 386.300 are additional and not part of this chapter.")
        unpaid = rules.value(UNPAID, today)
        lines.append(f"What is still unpaid: {unpaid.text.strip()} ({unpaid.authority}).")
        self.say("\n".join(lines))

    def _add_index(self) -> None:
        """Before the closing buttons: the change of July 1."""
        last = self.column.count() - 1
        since = self._july()
        words = (
            f"On July 1 filing fee and hearing fee follow the change in the Consumer Price Index of the calendar year "
            f"before (3.135(5), 3.630(5)); the page does not. For {long_date(since)} that is the year {since.year - 1}."
        )
        self.column.insertWidget(last, text(words, TypeScale.SMALL, muted=True, parent=self))
        label = QLabel("C&hange of prices in that year", self)
        label.setBuddy(self.percent)
        self.percent.setAccessibleName("Change of consumer prices in that year")
        for number, widget in enumerate((label, self.percent, self.change), start=1):
            self.column.insertWidget(last + number, widget)
        self.change.setAutoDefault(False)

    def _july(self) -> date:
        """The July 1 that was last."""
        today = self._file.clock.today()
        return date(today.year if today.month >= JULY else today.year - 1, JULY, 1)

    @Slot()
    def _index(self) -> None:
        law, since = self._file.law(), self._july()
        percent = Decimal(f"{self.percent.value():.2f}")
        before = since.fromordinal(since.toordinal() - 1)
        kept = amendments.read_amendments(self._file.workspace)
        entries = {}
        for name in (FILING, HOUR):
            amount = indexed(law.rules.value(name, before).number, percent)
            source = f"Consumer Price Index {since.year - 1}: {percent}% (3.135(5), 3.630(5))"
            entries.update(amendments.with_one(law, kept, RuleAmendment(name, since, amount, source)))
        self._file.edit(COMPANY, f"Fees of July 1, {since.year}", entries)
        self.reckon()
