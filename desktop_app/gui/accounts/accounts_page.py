"""The Accounts page: every account of the company, found by typing, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFrame, QMenu, QVBoxLayout

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import FilingState
from desktop_app.domain.problems import UserError
from desktop_app.gui.accounts.account_dialogs import AddDialog, ChangeDialog, RetireDialog
from desktop_app.gui.theme.style import TypeScale, text
from desktop_app.gui.widgets.finding_page import FindingPage
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.page import card, clear, heading
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.accounts import chart_of_accounts, following_profile
from desktop_app.services.accounts.chart_of_accounts import ChartLine
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.company.report_forms import keeps_accounts

COLUMNS = (("No.", 9, 38), ("Account", 35, 150), ("Section", 22, 110), ("Service", 17, 70), ("Status", 17, 80))
AFTER_THE_WORDS = 2  # where the offer to follow the Company page is laid out: after the title and the words under it
WHAT = (
    "The accounts of your books, as the report prints them. Give them your own numbers and names, add accounts, retire "
    "those that you no longer use. Totals and checks follow an account under any "
    "number; filed reports stay as they are."
)
UNVERIFIED = (
    "This account comes from a list that has not been checked against an official source. Compare it with your books."
)


class AccountsPage(FindingPage[ChartLine]):
    """The chart of accounts."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("Accounts", "a number, a word, a section or a status", COLUMNS, around.file, around.parent)
        self._around = around
        self.follow = QVBoxLayout()
        self.add = self.button("A&dd an account...", self._add)
        self.tools.addWidget(self.add)
        self.sets = self.button("&Apply a preset", lambda: None)
        self.sets.setMenu(self._sets())
        self.tools.addWidget(self.sets)
        self.lay_out(WHAT)
        self.body.column.insertLayout(AFTER_THE_WORDS, self.follow)

    def everything(self) -> Sequence[ChartLine]:
        """The accounts that concern the company."""
        return chart_of_accounts.concerned_lines(self._file)

    def cells(self, item: ChartLine) -> Sequence[str]:
        """Number, title, section, service and state."""
        service = chart_of_accounts.service_words(item.utility)
        return item.account.number, item.account.title, item.section, service, item.state

    def words(self, item: ChartLine) -> str:
        """An account is found by what its row says."""
        return " ".join(self.cells(item))

    def key(self, item: ChartLine) -> tuple[str, str]:
        """The account within its service."""
        return item.utility, item.account.id

    def counted(self, shown: int, everything: Sequence[ChartLine]) -> str:
        """How many there are, and how many the company changed."""
        if not everything:
            return chart_of_accounts.NO_CHART
        own = sum(line.edit is not None for line in everything)
        return f"{shown} of {counted(len(everything), 'account')} shown; {own} changed by this company."

    @Slot()
    def refresh(self) -> None:
        """See `FindingPage`."""
        super().refresh()
        has_chart = chart_of_accounts.has_chart(self._file)
        for button in (self.add, self.sets):
            button.setEnabled(has_chart)
        self._show_behind()

    def card(self, item: ChartLine) -> QFrame:
        """The account, and what can be done with it."""
        line = item
        frame, column = card(self)
        column.addWidget(text(chart_of_accounts.account_words(line.account), TypeScale.STRONG, parent=frame))
        for words in _told(line):
            column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=frame))
        if line.account.confidence == "unverified":
            warning = text(UNVERIFIED, TypeScale.SMALL, parent=frame)
            warning.setProperty("mark", "explain")
            column.addWidget(warning)
        retired = line.edit is not None and bool(line.edit.retired)
        if not retired:
            column.addWidget(self.button("&Change number or name...", self.activate))
            column.addWidget(self.button("Reti&re it...", self._retire))
        if line.edit is not None:
            words = "Restore" if line.listed is not None else "Delete"
            column.addWidget(self.button(words, self._restore))
        return frame

    # Inside

    def _sets(self) -> QMenu:
        menu = QMenu("Sets of accounts", self)
        for preset in self._file.library.presets():
            menu.addAction(preset.title).triggered.connect(partial(self._take, preset.id))
        return menu

    def _show_behind(self) -> None:
        """Offers to bring reports up to the Company page, where that names other services or another system."""
        clear(self.follow)
        for filing in self._file.filings():
            if (
                filing.state is FilingState.OPEN
                and keeps_accounts(self._file.library, filing.form)
                and following_profile.behind(self._file, filing.id)
            ):
                words = (
                    f"The annual report {filing.year} was started with other services or another system of accounts."
                )
                self.follow.addWidget(heading(words, self))
                words = "Update from the Company &page"
                self.follow.addWidget(self.button(words, partial(self._follow, filing.id)))

    def _ask(self, dialog: QDialog) -> None:
        run_dialog(dialog)

    def _add(self) -> None:
        self._ask(AddDialog(self._file, self.chosen, self))

    @Slot()
    def activate(self) -> None:
        """Asks for another number or name of the chosen account."""
        if self.chosen is not None:
            self._ask(ChangeDialog(self._file, self.chosen, self))

    def _retire(self) -> None:
        if self.chosen is not None:
            self._ask(RetireDialog(self._file, self.chosen, self))

    def _restore(self) -> None:
        line = self.chosen
        if line is not None:
            self._do(partial(chart_of_accounts.restore, self._file, line.utility, line.account.id))

    def _take(self, preset: str, _checked: bool = False) -> None:
        self._do(partial(chart_of_accounts.take_preset, self._file, preset))

    def _follow(self, filing: str) -> None:
        self._do(partial(following_profile.follow_profile, self._file, filing))

    def _do(self, handler: Callable[[], EditOutcome | None]) -> None:
        """Does it, and says what was done or why not."""
        try:
            edited = handler()
        except UserError as refusal:
            self._around.say(str(refusal), MessageTone.STOP)
            return
        if edited is not None:
            self._around.say(f"{edited.label}. Undo reverses it.", MessageTone.GOOD)


def _told(line: ChartLine) -> list[str]:
    told = [f"{line.section}, {chart_of_accounts.service_words(line.utility)}. {line.state}."]
    if line.account.contra:
        told.append("Enter it as a positive amount; it is subtracted.")
    if line.edit is not None and line.listed is not None and not line.edit.retired:
        told.append(f"In the list it is {chart_of_accounts.account_words(line.listed)}.")
    if line.edit is not None and line.edit.into:
        told.append(f"Its balance was carried to the account {line.edit.into.replace('_', ' ')}.")
    return told
