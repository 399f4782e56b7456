"""The parties of cases: who gets copies, and where those go. A certificate of service names them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.page import closing_row, side_button
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.cases.parties import CaseParty, case_parties, drop_party, keep_party

COLUMNS = ("Case", "Party", "Attorney", "Copies go to")
ABOUT = (
    "Who gets copies in your cases, as the service list of the commission gives them. "
    "The certificate of service of a case prints them."
)
NOBODY = "No party yet. Add those of the service list as soon as the commission has given the case its number."
WIDE, ROWS = 120, 10


class PartiesDialog(QDialog):
    """The parties of all cases in one list, those of the filing's case chosen first."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.parent)
        self.setWindowTitle("Parties of cases")
        self._around = around
        self._file = around.file
        self._docket = around.file.filing(around.filing).docket if around.filing else ""
        self._parties = case_parties(self._file)
        self.table = ReadingTable("Parties of cases", COLUMNS, self, widest=3)
        self.trouble = RefusalLine(self)
        self.empty = text(NOBODY, muted=True, parent=self)
        self.add = side_button("&Add a party...", self._add, self)
        self.change = side_button("C&hange...", self._change, self)
        self.drop = side_button("&Delete", self._drop, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(text(ABOUT, parent=self))
        column.addWidget(self.table, 1)
        for widget in (self.empty, self.trouble):
            column.addWidget(widget)
        column.addLayout(closing_row(self, self.add, self.change, self.drop))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.activated.connect(self._change)
        self.refresh()
        (self.table if self._parties else self.add).setFocus()

    @property
    def chosen(self) -> CaseParty | None:
        """The party of the chosen row."""
        row = self.table.currentIndex().row()
        return self._parties[row] if 0 <= row < len(self._parties) else None

    def refresh(self, identity: str = "") -> None:
        """Lists the parties anew, with one of them chosen."""
        self._parties = case_parties(self._file)
        self.table.fill((one.docket, one.name, one.counsel, _where(one)) for one in self._parties)
        self.table.fit(ROWS)
        wanted = next((row for row, one in enumerate(self._parties) if one.id == identity), None)
        if wanted is None:
            wanted = next((row for row, one in enumerate(self._parties) if one.docket == self._docket), 0)
        if self._parties:
            self.table.selectRow(wanted)
        self.table.setVisible(bool(self._parties))
        self.empty.setVisible(not self._parties)
        for button in (self.change, self.drop):
            button.setEnabled(bool(self._parties))
        self.trouble.hide()

    @Slot()
    def _add(self) -> None:
        self._ask(CaseParty("", self._docket, ""))

    @Slot()
    def _change(self) -> None:
        if self.chosen is not None:
            self._ask(self.chosen)

    def _ask(self, party: CaseParty) -> None:
        dialog = PartyDialog(party, self)

        def keep() -> None:
            self.refresh(keep_party(self._file, dialog.party).id)

        dialog.carry_out(keep)
        self.table.setFocus()

    @Slot()
    def _drop(self) -> None:
        party = self.chosen
        if party is None:
            return
        try:
            drop_party(self._file, party.id)
        except (UserError, EnvironmentProblem) as refusal:
            self.trouble.say(str(refusal))
            return
        self.refresh()


class PartyDialog(FormDialog):
    """One party: its case, its name and attorney, and where its copies go."""

    def __init__(self, party: CaseParty, parent: QDialog) -> None:
        super().__init__("Change a party" if party.id else "Add a party", "&Save", parent)
        self._party = party
        self.docket = QLineEdit(party.docket, self)
        self.ask("Case &number", self.docket, "As the commission gave it, like WA-2026-0123.")
        self.name = QLineEdit(party.name, self)
        self.ask("&Party", self.name, "The name of the person, company or office, as the service list gives it.")
        self.counsel = QLineEdit(party.counsel, self)
        self.ask("A&ttorney", self.counsel, "If one appears for the party.")
        self.address = QPlainTextEdit(party.address, self)
        self.address.setTabChangesFocus(True)
        self.address.setMaximumHeight(spacing(self, 36))
        self.ask("&Address", self.address, "Where copies on paper go. An address or an e-mail is needed.")
        self.email = QLineEdit(party.email, self)
        self.ask("&E-mail", self.email, "Where copies go by e-mail.")
        self.finish()
        (self.name if party.docket else self.docket).setFocus()

    @property
    def party(self) -> CaseParty:
        """The party as it is typed."""
        lines = (line.strip() for line in self.address.toPlainText().splitlines())
        return replace(
            self._party,
            docket=self.docket.text(),
            name=self.name.text(),
            counsel=self.counsel.text(),
            address="\n".join(line for line in lines if line),
            email=self.email.text(),
        )


def _where(party: CaseParty) -> str:
    return ", ".join(filter(None, (*party.address.splitlines(), party.email)))
