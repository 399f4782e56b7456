"""What is asked before a filing is begun, and when it is marked as filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.domain.filings import Filing
from desktop_app.domain.money import parse_number
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.asking import SENT_PACKAGE, UserPrompts
from desktop_app.services.analysis.size_limits import FilingOffer, SizeOffer
from desktop_app.services.company.report_forms import OfferedForm
from desktop_app.services.filings.annual_report import EARLIEST_YEAR, FORM, LATEST_YEAR

WAYS = ("By mail", "Through EFIS", "By hand")
REVISED = "It becomes read-only. To correct it, start a revision, which begins with all its answers."
FOLLOWING = (
    "It becomes read-only, but for what is entered later, such as the days of a notice. A filing in a case is not "
    "revised: what it promised is furnished by a supplement."
)


class BeginDialog(FormDialog):
    """Which annual report is started, for which year, and the report that opens it.

    A company with one kind of report is not asked which. `sizes` say for which forms the company is too large, and of
    which of them nothing tells it: there the number of customers is asked.
    """

    def __init__(
        self,
        filings: Sequence[Filing],
        year: int,
        offered: Sequence[OfferedForm],
        parent: QWidget | None = None,
        sizes: Mapping[str, SizeOffer] | None = None,
    ) -> None:
        super().__init__("Start an annual report", "&Start", parent)
        self._filings = filings
        self._sizes = sizes or {}
        refused = [one for one in offered if self._size(one).eligible is FilingOffer.NO]
        self._offered = tuple(one for one in offered if one not in refused) or (OfferedForm(FORM, "", ()),)
        self.kind = QComboBox(self)
        for item in self._offered:
            self.kind.addItem(offered_title(item))
        self.how = text("", muted=True, parent=self)
        if len(self._offered) > 1:
            self.ask("&Report", self.kind, "A service with a form of its own has a report of its own.")
        self.kind.setVisible(len(self._offered) > 1)
        self.column.addWidget(self.how)
        for one in refused:
            self.column.addWidget(text(self._size(one).sentence, parent=self))
        self.column.addSpacing(spacing(self, 2))
        self.year_field = QSpinBox(self)
        self.year_field.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year_field.setValue(year)
        self.ask("&Year of the report", self.year_field, "The calendar year that the report is about.")
        self.customers_field = QLineEdit(self)
        more = "Of the service, on the last day of that year. The number is kept on the Company page."
        below = self.ask("&Customers or access lines", self.customers_field, more)
        label = next(one for one in self.findChildren(QLabel) if one.buddy() is self.customers_field)
        self._about_customers = (label, self.customers_field, below)
        self.source = QComboBox(self)
        more = "Its closing figures become this year's opening figures, and what stays the same is copied."
        self.ask("Open it &from", self.source, more)
        self.finish()
        self.year_field.valueChanged.connect(self._offer)
        self.kind.currentIndexChanged.connect(self._offer)
        self._offer()

    @property
    def offered(self) -> OfferedForm:
        """The report that was chosen."""
        return self._offered[max(0, self.kind.currentIndex())]

    @property
    def year(self) -> int:
        """The year."""
        return self.year_field.value()

    @property
    def customers(self) -> Decimal | None:
        """How many customers there are, where it is asked. Raises NotANumber."""
        typed = self.customers_field.text().strip()
        return parse_number(typed) if typed and self._asks_customers else None

    @property
    def _asks_customers(self) -> bool:
        return self._size(self.offered).eligible is FilingOffer.ASK

    def _size(self, offered: OfferedForm) -> SizeOffer:
        return self._sizes.get(offered.form, SizeOffer(FilingOffer.YES))

    @property
    def previous(self) -> str:
        """The id of the filing that opens it, nothing if there is none."""
        return str(self.source.currentData() or "")

    @Slot()
    def _offer(self) -> None:
        chosen = self.offered
        size = self._size(chosen)
        self.how.setText(" ".join(filter(None, (chosen.how, size.sentence if self._asks_customers else size.near))))
        self.how.setVisible(bool(self.how.text()))
        for widget in self._about_customers:
            widget.setVisible(self._asks_customers)
        self.source.clear()
        for filing in self._filings:
            same = filing.form == chosen.form and chosen.service in ("", *filing.utilities)
            if same and filing.year < self.year:
                self.source.addItem(title_of(filing), filing.id)
        self.source.setEnabled(self.source.count() > 0)
        if self.source.count() == 0:
            self.source.addItem("There is no earlier report; it starts blank", "")


def offered_title(offered: OfferedForm) -> str:
    """A report as the list names it: its title and the services that it is for."""
    names = " and ".join(offered.utilities)
    return f"{offered.title}: {names}" if names else offered.title


class FiledDialog(FormDialog):
    """When and how a filing went out."""

    def __init__(
        self, filing: Filing, today: date, asking: UserPrompts, made: Path | None, parent: QWidget | None = None
    ) -> None:
        self._asking = asking
        super().__init__(f"Mark as filed: {title_of(filing)}", "&Mark as filed", parent)
        self.column.addWidget(
            text(f"{FOLLOWING if filing.called else REVISED} This step cannot be undone.", parent=self)
        )
        self.column.addSpacing(spacing(self, 4))
        self.day_field = QLineEdit(short_date(today), self)
        self.ask("&Day it was filed", self.day_field, "The day it was mailed, delivered or uploaded, like 04/02/2026.")
        self.way = QComboBox(self)
        self.way.setEditable(True)
        self.way.addItems(WAYS)
        self.ask("&How", self.way, "One of these, or your own words.")
        self.tracking = QLineEdit(self)
        self.ask("&Tracking number", self.tracking, "Of the carrier or of EFIS, if there is one. It can follow later.")
        self.folder_field = QLineEdit("" if made is None else str(made), self)
        more = (
            "An exact copy of its files is kept, so that you can check later whether a file is the one that was filed."
        )
        self.ask("&Folder of the package that was sent", self.folder_field, more)
        self.choose = QPushButton("&Choose the folder...", self)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.column.addWidget(self.choose)
        self.finish()

    @property
    def day(self) -> str:
        """The day, as ISO text. Raises NotADate."""
        return parse_date(self.day_field.text()).isoformat()

    @property
    def how(self) -> str:
        """The way."""
        return self.way.currentText().strip()

    @property
    def folder(self) -> Path | None:
        """The folder of the package, None if none is named."""
        named = self.folder_field.text().strip()
        return Path(named).expanduser() if named else None

    def accept(self) -> None:
        """Closes if the day is a day and the folder is there."""
        try:
            parse_date(self.day_field.text())
        except NotADate as error:
            self.refuse(str(error), self.day_field)
            return
        if self.folder is not None and not self.folder.is_dir():
            self.refuse(f"There is no folder {self.folder}. Choose another, or leave it empty.", self.folder_field)
            return
        super().accept()

    @Slot()
    def _choose(self) -> None:
        folder = self._asking.folder(self, SENT_PACKAGE)
        if folder is not None:
            self.folder_field.setText(str(folder))
