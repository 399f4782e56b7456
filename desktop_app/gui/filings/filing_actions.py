"""What is done with whole filings: begun, marked as filed, revised; and the window's other actions beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.filings.filing_words import suggested_folder, title_of
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.services.company.company_file import CompanyFile

VOID_OATH = "The oath page is void"
OPEN_ERRORS = "The filing has errors"
NOT_OVER = "The time of the report is not over"
NO_FILING = "There is no filing yet. Start an annual report first."


@dataclass(frozen=True)
class WindowRoads:
    """What the window itself does when a page asks: see `WindowActions`."""

    go_to: Callable[[str, str], None]
    show_page: Callable[[str], None]
    show_dialog: Callable[[str, str], None]
    say: Callable[[str, str], None]
    remind: Callable[[str], None]


class FilingActions:
    """The `WindowActions` of one window: asks what must be asked and does it to the open company.

    Refusals are raised. While no company is open nothing happens.
    """

    def __init__(self, asking: UserPrompts, window: QWidget, roads: WindowRoads) -> None:
        self.asking = asking
        self.file: CompanyFile | None = None
        self._window = window
        self._roads = roads

    def go_to(self, filing: str, place: str = "", /) -> None:
        """Opens a filing at a place."""
        self._roads.go_to(filing, place)

    def show_page(self, name: str, /) -> None:
        """Shows a page of the navigation."""
        self._roads.show_page(name)

    def show_dialog(self, name: str, filing: str = "", /) -> None:
        """Opens the dialog of a menu command."""
        self._roads.show_dialog(name, filing)

    def say(self, words: str, tone: str, /) -> None:
        """Shows a sentence under the menus."""
        self._roads.say(words, tone)

    def remind(self, words: str, /) -> None:
        """Shows a sentence with a button that opens the calendar."""
        self._roads.remind(words)

    def begin_report(self, year: int | None, /) -> None:
        """Asks for the year, begins its annual report and opens it."""
        from desktop_app.gui.filings.filing_dialogs import BeginDialog
        from desktop_app.services.company.report_forms import offered_forms
        from desktop_app.services.filings import annual_report

        file = self.file
        if file is None:
            return
        last_year = file.clock.today().year - 1
        offered = offered_forms(file, annual_report.FORM)
        forms = {item.form for item in offered} or {annual_report.FORM}
        taken = {filing.year for filing in file.filings() if filing.form in forms}
        if len({item.utilities for item in offered}) > 1:  # the others of a year may have been started already
            taken = set()
        sizes = {item.form: annual_report.report_size(file, item.form) for item in offered}
        begun = year or _first_free(last_year, taken)
        dialog = BeginDialog(file.filings(), begun, offered, self._window, sizes)

        def begin() -> None:
            chosen = dialog.offered
            filing = annual_report.begin_report(
                file,
                dialog.year,
                form=chosen.form,
                previous=dialog.previous,
                service=chosen.service,
                customers=dialog.customers,
            )
            self.go_to(filing.id)

        dialog.carry_out(begin)

    def mark_filed(self, filing: str, /) -> None:
        """Asks when and how a filing was sent, marks it and keeps what was sent."""
        from desktop_app.gui.filings.filing_dialogs import FiledDialog
        from desktop_app.services.cases.open_errors import open_errors
        from desktop_app.services.filing_package.contents import is_package
        from desktop_app.services.filings import annual_report, filed_copies
        from desktop_app.services.filings.oath_pages import void_oath
        from desktop_app.services.filings.unfinished_period import unfinished_period

        file = self._about(filing)
        if file is None:
            return
        found = file.filing(filing)
        usual = suggested_folder(file.path, found)
        made = usual if is_package(usual) else None
        void = void_oath(file, filing)
        if void is not None and not self.asking.sure(
            self._window, VOID_OATH, void.sentence, "Mark as filed all the same"
        ):
            return
        errors = open_errors(file, filing)
        if errors and not self.asking.sure(self._window, OPEN_ERRORS, errors, "Mark as filed all the same"):
            return
        dialog = FiledDialog(found, file.clock.today(), self.asking, made, self._window)

        def mark() -> None:
            """What cannot be undone comes last: a folder that cannot be kept is refused before it."""
            unfinished = unfinished_period(file.book(filing), date.fromisoformat(dialog.day))
            if unfinished and not self.asking.sure(dialog, NOT_OVER, unfinished, "Mark as filed all the same"):
                raise annual_report.UnfinishedPeriodAsked(unfinished)
            if dialog.folder is not None or dialog.tracking.text().strip():
                filed_copies.keep_filed_copy(file, filing, dialog.tracking.text(), dialog.folder)
            annual_report.mark_filed(
                file, filing, dialog.day, dialog.how, void_oath_known=void is not None, unfinished_known=True
            )
            self.say(f"{title_of(file.filing(filing))} is marked as filed and read-only now.", MessageTone.GOOD)

        dialog.carry_out(mark)

    def start_revision(self, filing: str, /) -> None:
        """Begins a revision of a filed filing and opens it."""
        from desktop_app.services.filings import annual_report

        file = self._about(filing)
        if file is None:
            return
        revision = annual_report.begin_revision(file, filing)
        self.go_to(revision.id)
        self.say(f"{title_of(revision)} was started, with all answers of the filed report.", MessageTone.GOOD)

    def show_filed_copies(self, filing: str, /) -> None:
        """Shows what was sent with a filing."""
        from desktop_app.gui.filings.filed_copies_dialog import FiledCopiesDialog

        file = self._about(filing)
        if file is not None:
            run_dialog(FiledCopiesDialog(file, file.filing(filing), self.asking, self._window))

    def _about(self, filing: str) -> CompanyFile | None:
        """The open company; says so if there is no filing yet."""
        if self.file is not None and not filing:
            self.say(NO_FILING, MessageTone.EXPLAIN)
            return None
        return self.file


def _first_free(year: int, taken: set[int]) -> int:
    while year in taken:
        year += 1
    return year
