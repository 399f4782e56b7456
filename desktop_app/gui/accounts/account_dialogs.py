"""What the Accounts page asks: another number or name, a new account, the end of one."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.accounts import chart_of_accounts
from desktop_app.services.accounts.chart_of_accounts import ChartLine
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings.annual_report import EARLIEST_YEAR, LATEST_YEAR

NOBODY = "None: it counts separately"
NOWHERE = "None: it has no balance"


class ChangeDialog(FormDialog):
    """Another number or title for an account."""

    def __init__(self, file: CompanyFile, line: ChartLine, parent: QWidget | None = None) -> None:
        super().__init__("Change an account", "&Change it", parent)
        self._file, self._line = file, line
        self.column.addWidget(text(chart_of_accounts.account_words(line.account), TypeScale.STRONG, parent=self))
        self.number = QLineEdit(line.account.number, self)
        self.ask("&Number", self.number, "As in your books: digits, letters, points and hyphens.")
        self.title = QLineEdit(line.account.title, self)
        self.ask(
            "Na&me",
            self.title,
            "As printed in the report. It is public, also where the amounts are sealed.",
        )
        self.finish()

    def accept(self) -> None:
        """Keeps it and closes."""
        line = self._line
        number, title = self.number.text().strip(), self.title.text().strip()
        if not title:
            self.refuse("An account needs a name.", self.title)
            return
        if line.account.number and not number:
            self.refuse("The number cannot be left empty; enter another one.", self.number)
            return
        try:
            if (number, title) != (line.account.number, line.account.title):
                chart_of_accounts.change_account(self._file, line.utility, line.account.id, number=number, title=title)
        except UserError as refusal:
            self.refuse(str(refusal), self.number)
            return
        super().accept()


class AddDialog(FormDialog):
    """A new account, in the section of the chosen one to begin with."""

    def __init__(self, file: CompanyFile, beside: ChartLine | None, parent: QWidget | None = None) -> None:
        super().__init__("Add an account", "&Add it", parent)
        self._file = file
        self.section = QComboBox(self)
        for chart in chart_of_accounts.charts_of(file):
            for section, title in chart.sections.items():
                words = f"{title} ({chart_of_accounts.service_words(chart.utility)})"
                self.section.addItem(words, f"{chart.utility}/{section}")
        if beside is not None:
            self.section.setCurrentIndex(self.section.findData(f"{beside.utility}/{beside.account.section}"))
        self.ask("&Section", self.section, "The part of the report in which it is printed, after the others.")
        self.number = QLineEdit(self)
        self.ask("&Number", self.number, "As in your books. It may be left blank.")
        self.title = QLineEdit(self)
        self.ask(
            "Na&me",
            self.title,
            "As printed in the report. It is public, also where the amounts are sealed.",
        )
        self.like = QComboBox(self)
        more = "Totals and checks treat it like that account: a second one for power, for instance."
        self.ask("Counts &like", self.like, more)
        self.section.currentIndexChanged.connect(self._list_models)
        self._list_models()
        self.finish()
        self.number.setFocus()

    def _list_models(self) -> None:
        utility, _, section = str(self.section.currentData()).partition("/")
        self.like.clear()
        self.like.addItem(NOBODY, "")
        for line in chart_of_accounts.lines(self._file):
            if (line.utility, line.account.section) == (utility, section):
                self.like.addItem(chart_of_accounts.account_words(line.account), line.account.id)

    def accept(self) -> None:
        """Keeps it and closes."""
        utility, _, section = str(self.section.currentData()).partition("/")
        number, title, like = self.number.text(), self.title.text(), str(self.like.currentData())
        try:
            chart_of_accounts.add(self._file, utility, section, number=number, title=title, like=like)
        except UserError as refusal:
            self.refuse(str(refusal), self.number if title.strip() else self.title)
            return
        super().accept()


class RetireDialog(FormDialog):
    """The end of an account, and the account to which its balance is carried."""

    def __init__(self, file: CompanyFile, line: ChartLine, parent: QWidget | None = None) -> None:
        super().__init__("Retire an account", "&Retire", parent)
        self._file, self._line = file, line
        self.column.addWidget(text(chart_of_accounts.account_words(line.account), TypeScale.STRONG, parent=self))
        self.year = QSpinBox(self)
        self.year.setRange(EARLIEST_YEAR, LATEST_YEAR)
        self.year.setValue(chart_of_accounts.first_open_year(file))
        self.ask("From the &year", self.year, "The first report without it. Reports that are filed keep it.")
        self.into = QComboBox(self)
        self.into.addItem(NOWHERE, "")
        for other in chart_of_accounts.lines(file):
            same = (other.utility, other.account.section, other.account.contra)
            here = (line.utility, line.account.section, line.account.contra)
            if same == here and other.account.id != line.account.id and not (other.edit and other.edit.retired):
                self.into.addItem(chart_of_accounts.account_words(other.account), other.account.id)
        more = "Its balances and last year's amounts are added to this account. Depreciation rates are not transferred."
        self.ask("Carry the &balance to", self.into, more)
        self.finish()

    def accept(self) -> None:
        """Keeps it and closes."""
        line = self._line
        into = str(self.into.currentData())
        try:
            chart_of_accounts.retire(self._file, line.utility, line.account.id, self.year.value(), into)
        except UserError as refusal:
            self.refuse(str(refusal), self.into)
            return
        super().accept()
