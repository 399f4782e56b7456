"""What is done from the calendar: events written down, entries marked, the list exported and printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.gui.filing_calendar.dialogs import DoneDialog, EventDialog, PutOffDialog, ShownDialog
from desktop_app.gui.filing_calendar.entry_card import COLD_WEATHER, EntryActions
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.rulebook.clock import EventRecurrence
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import DueEntry, UndatedDuty, calendar, calendar_input, startable, undated
from desktop_app.services.filing_calendar.icalendar import icalendar, left_out
from desktop_app.services.paper.report_pages import PaperSender
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of
from desktop_app.services.report_letters import drafts

CALENDARS, PAGES = "Calendars (*.ics)", "PDF files (*.pdf)"
LETTERS = {
    "annual_report/ask_by_pleading": drafts.PLEADING,
    "annual_report/deficiency_answer": drafts.ANSWER,
    "annual_report/both_versions": drafts.ANSWER,
    "annual_report/disclosure_response": drafts.RESPONSE,
}


class CalendarActions:
    """Asks what must be asked and does it. Refusals are raised."""

    def __init__(self, program: Program, around: Surroundings, parent: QWidget) -> None:
        self._program = program
        self._around = around
        self._file = around.file
        self._parent = parent
        self.of_entries = EntryActions(
            self._open, self._begin, self._done, self._put_off, self._not_put_off, self._letter, self._forget
        )

    def record(self) -> None:
        """Asks which event happened."""
        self._ask(EventDialog(self._file, startable(calendar_input(self._file)), self._parent))

    def choose(self) -> None:
        """Asks how days are shown."""
        self._ask(ShownDialog(self._file, self._parent))

    def export(self, first: date, last: date) -> None:
        """Writes the calendar for other programs."""
        path = self._around.asking.new(self._parent, "Export the calendar", f"Filings {first.year}.ics", CALENDARS)
        if path is not None:
            entries, identity = calendar(self._file, first, last), self._file.workspace.id
            text = icalendar(entries, name_of(self._file), identity, self._file.clock.now())
            self._write(path, text.encode(), left_out(undated(calendar_input(self._file))))

    def print_list(self, first: date, last: date) -> None:
        """Writes the calendar as a list to print."""
        path = self._around.asking.new(self._parent, "Print the calendar", f"Filings {first.year}.pdf", PAGES)
        if path is not None:
            sender = PaperSender(name_of(self._file), self._file.setting("sample") is True)
            entries, without = calendar(self._file, first, last), undated(calendar_input(self._file))
            pages = self._program.report_pages.calendar(sender, entries, without, (first, last))
            self._write(path, self._program.report_pages.paint(path.name, f"{sender.company}: Filing calendar", pages))

    def _write(self, path: Path, content: bytes, more: str = "") -> None:
        put_file(path, content)
        self._around.say(f"Written to {path}. {more}".rstrip(), MessageTone.GOOD)

    def _ask(self, dialog: DoneDialog | EventDialog | ShownDialog | PutOffDialog) -> None:
        run_dialog(dialog)

    def _open(self, due: DueEntry) -> None:
        self._around.go_to(due.filing, "")

    def _begin(self, due: DueEntry) -> None:
        if due.clock.name == COLD_WEATHER:
            from desktop_app.gui.cold_weather.season_dialog import SeasonDialog

            season = SeasonDialog(self._program, self._around)
            run_dialog(season)
            return
        self._around.actions.begin_report(due.start.year)

    def _done(self, due: DueEntry | UndatedDuty) -> None:
        if due.done is None:
            self._ask(DoneDialog(self._file, due, self._parent))
        else:
            keeping.mark_done(self._file, due.key, None)

    def _not_put_off(self, due: DueEntry) -> None:
        keeping.delete_extension(self._file, due.start.year)

    def _put_off(self, due: DueEntry) -> None:
        self._ask(PutOffDialog(self._file, due, self._parent))

    def _forget(self, due: DueEntry | UndatedDuty) -> None:
        keeping.delete_event(self._file, due.happening)

    def _letter(self, due: DueEntry) -> None:
        """The letter that is not sent yet for this entry, or a new one."""
        from desktop_app.gui.report_letters.letters_dialog import show_letter

        kind = LETTERS.get(due.clock.name, drafts.LETTER)
        year = due.start.year if due.clock.event.period is EventRecurrence.YEAR else due.start.year - 1
        waiting = (
            draft
            for draft in drafts.letters(self._file)
            if draft.sent is None and (draft.kind, draft.happening) == (kind, due.happening)
        )
        draft = next((draft for draft in waiting if draft.year == year), None)
        if draft is None:
            draft = drafts.begin_letter(self._file, kind, year, due.happening)
            drafts.keep_letter(self._file, draft)
        show_letter(self._program, self._around, draft, self._parent)
