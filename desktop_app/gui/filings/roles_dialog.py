"""Who prepared, reviewed and signed a filing, and on which day."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop_app.domain.dates import parse_date, short_date
from desktop_app.domain.json_fields import as_day
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.services.company.roles import (
    FilingRole,
    RoleEntry,
    ask_for_roles,
    roles_asked,
    roles_of,
    set_roles,
)

WORDS = "For your own files: the history and the handover binder say who. Nothing of it is filed."


class RolesDialog(FormDialog):
    """A name and a day for each role, and whether Mark as filed asks for them."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("Who prepared and signed", "&Save", around.parent)
        self._around = around
        self._handler = self._save
        self.column.addWidget(text(f"{title_of(around.file.filing(around.filing))}. {WORDS}", parent=self))
        there, today = roles_of(around.file, around.filing), short_date(around.file.clock.today())
        self.names = {role: QLineEdit(self) for role in FilingRole}
        self.days = {role: QLineEdit(self) for role in FilingRole}
        for role in FilingRole:
            entry = there.get(role)
            self.names[role].setText(entry.by if entry is not None else "")
            self.days[role].setText(short_date(as_day(entry.day)) if entry is not None else today)
            self.ask(f"{role.value.title()} by", self.names[role], "Empty if nobody yet.")
            self.ask(f"Day {role.value}", self.days[role], "As month/day/year.")
        self.asked = WrappedCheckBox("As&k for all three before a filing is marked as filed", self)
        self.asked.setChecked(roles_asked(around.file))
        self.column.addWidget(self.asked)
        self.finish()
        self.names[FilingRole.PREPARED].setFocus()

    def _save(self) -> None:
        file = self._around.file
        given = {
            role: RoleEntry(self.names[role].text(), parse_date(self.days[role].text()).isoformat())
            for role in FilingRole
            if self.names[role].text().strip() or role in roles_of(file, self._around.filing)
        }
        if given:
            set_roles(file, self._around.filing, given)
        if self.asked.isChecked() != roles_asked(file):
            ask_for_roles(file, asked=self.asked.isChecked())
