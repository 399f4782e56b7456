"""Entering one's own value over a legal one: what, from when, where it says so."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.domain.filings import COMPANY
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.rules_list import ListedRule

HOW_LONG = "Write '20 days', '5 business days', 'April 15 after', 'day 20 of the next month', joined by ', then'."


class AmendDialog(FormDialog):
    """The value, its first day, its source and a note."""

    def __init__(self, file: CompanyFile, rule: ListedRule, parent: QWidget | None = None) -> None:
        super().__init__("Enter your own value", "&Enter it", parent)
        self._file, self._rule = file, rule
        built_in = rule.parameter.values[0].value
        self.column.addWidget(text(rule.label, TypeScale.STRONG, parent=self))
        now = rule.parameter.at(file.clock.today())
        value = now.value if now is not None else built_in
        self.value = QLineEdit(f"{value:f}" if isinstance(value, Decimal) else value.replace("\n", ", "), self)
        more = (
            HOW_LONG
            if rule.clock is not None
            else f"In {rule.parameter.unit}."
            if rule.parameter.unit and isinstance(value, Decimal)
            else ""
        )
        self.ask("&Value", self.value, more)
        self.since = QLineEdit(short_date(file.clock.today()), self)
        self.ask(
            "Applies &from", self.since, "The first day on which it applies. Earlier dates keep the previous value."
        )
        self.source = QLineEdit(self)
        more = (
            "The rule, order or letter that says so, such as 20 CSR 4240-10.145(1). It is "
            "shown wherever the value is used."
        )
        self.ask("&Source", self.source, more)
        self.note = QLineEdit(self)
        self.ask("&Note", self.note, "Why, for whoever reads this later. It may be left blank.")
        self.finish()

    def accept(self) -> None:
        """Keeps it and closes."""
        try:
            since = parse_date(self.since.text())
        except NotADate as error:
            self.refuse(str(error), self.since)
            return
        law = self._file.law()
        try:
            value = amendments.content_of(law, self._rule.name, self.value.text())
            new = RuleAmendment(self._rule.name, since, value, self.source.text().strip(), self.note.text().strip())
            entries = amendments.with_one(law, amendments.read_amendments(self._file.workspace), new)
        except amendments.BadAmendment as error:
            fields = {amendments.SINCE: self.since, amendments.SOURCE: self.source}
            self.refuse(str(error), fields.get(error.part, self.value))
            return
        self._file.edit(COMPANY, f"Rules: own value, {self._rule.label}", entries)
        super().accept()
