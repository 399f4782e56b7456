"""The password of a company's file: set, changed or removed while it is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.theme.style import text
from desktop_app.gui.theme.waiting import busy_cursor
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.password_dialog import secret_field, show_box
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.companies.companies import Companies
from desktop_app.services.companies.passwords import (
    NOT_PROTECTED,
    PROTECTED,
    SHORTEST,
    PasswordOutcome,
    refuse_unfit,
    remove_password,
    set_password,
)
from desktop_app.services.paper.recovery_sheet import FORGOTTEN, SHEET
from desktop_app.services.paper.report_pages import ReportPages

PAGES = "Pages to print (*.pdf)"
REMOVE = "The company file and its backups can then be read by anyone who has them. Older recovery sheets are useless."


class SetPasswordDialog(FormDialog):
    """Sets, changes or removes the password of the open company."""

    def __init__(self, companies: Companies, pages: ReportPages, around: Surroundings) -> None:
        self._has_one = around.file.workspace.has_password
        super().__init__(
            "Password", "&Change the password..." if self._has_one else "&Set a password...", around.parent
        )
        self._companies, self._pages, self._around = companies, pages, around
        self.column.addWidget(text(PROTECTED, parent=self))
        self.column.addWidget(text("\n".join(f"• {words}" for words in (*NOT_PROTECTED, FORGOTTEN)), parent=self))
        self.present, self.new, self.again = (secret_field(self) for _ in range(3))
        if self._has_one:
            self.ask("&Present password", self.present, "Or the recovery key.")
        else:
            self.present.hide()
        self.ask("&New password", self.new, f"At least {SHORTEST} characters; four or more words are best.")
        self.ask("The same a&gain", self.again, "You choose next where to save the recovery sheet. Print it.")
        self.column.addWidget(show_box(self, self.present, self.new, self.again))
        self.remove = self.buttons.addButton("&Remove the password...", QDialogButtonBox.ButtonRole.ActionRole)
        self.remove.setVisible(self._has_one)
        self.remove.clicked.connect(self._remove)
        self.finish()
        (self.present if self._has_one else self.new).setFocus()

    @Slot()
    def accept(self) -> None:
        """Checks what was typed, asks where the sheet goes, and sets the password."""
        file = self._around.file
        if self.new.text() != self.again.text():
            self.refuse("The two new passwords differ. Type the same in both.", self.again)
            return
        try:
            refuse_unfit(self.new.text(), file.path)
        except UserError as refusal:
            self.refuse(str(refusal), self.new)
            return
        if not self._knows():
            return
        sheet = self._around.asking.new(self, f"Save the {SHEET.lower()}", f"{SHEET} {file.path.stem}.pdf", PAGES)
        if sheet is not None:
            self._carry_out(lambda: set_password(self._companies, self._pages, file, self.new.text(), sheet))

    @Slot()
    def _remove(self) -> None:
        if self._knows() and self._around.asking.sure(self, "Remove the password", REMOVE, "Remove"):
            self._carry_out(lambda: remove_password(self._companies, self._around.file))

    def _knows(self) -> bool:
        """Whether who changes the password knows it."""
        if not self._has_one:
            return True
        try:
            with busy_cursor():
                self._companies.files.passwords.unlock(self._around.file.path, self.present.text())
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), self.present)
            return False
        return True

    def _carry_out(self, change: Callable[[], PasswordOutcome]) -> None:
        outcomes: list[PasswordOutcome] = []
        try:
            with busy_cursor():
                outcomes.append(change())
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), self.new)
            return
        super().accept()
        for outcome in outcomes:
            self._around.actions.say(outcome.sentence, MessageTone.EXPLAIN if outcome.left else MessageTone.GOOD)
