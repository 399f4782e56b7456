"""What is done from the tariff book's page: it asks what must be asked, and does it. Refusals are raised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.domain.tariffs.sheet_split import SplitSheet
from desktop_app.domain.tariffs.versions import USUAL, DraftWanted
from desktop_app.gui.tariff_book import dialogs
from desktop_app.gui.tariff_book.draft_dialogs import BasisDialog, ask_for_draft
from desktop_app.gui.tariff_book.enter_dialog import EnterSheetDialog
from desktop_app.gui.tariff_book.import_dialog import ImportTariffDialog
from desktop_app.gui.tariff_book.picture_dialog import PictureDialog
from desktop_app.gui.tariff_book.terms_dialog import TermsDialog
from desktop_app.gui.tasks import ProgressReport
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.delivery.output_folder import put_file
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes, corrections, filings
from desktop_app.services.tariff_book.contents import deposit_rules
from desktop_app.services.tariff_book.corrections import read_psc_number
from desktop_app.services.tariff_book.drafting import NumberUndecided
from desktop_app.services.tariff_book.superseding import choose_basis
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import counted_sheets

PDF = "PDF files (*.pdf)"
DOCUMENTS = "Word documents and texts (*.docx *.txt)"


class ChooseSheet(UserError):
    """Nothing is chosen that the action could be done to."""

    def __init__(self) -> None:
        super().__init__("Choose a sheet in the list first.")


class ShownTariff(Protocol):
    """What the actions ask of the page: another schedule is shown, what is typed is kept."""

    def show_schedule(self, schedule_id: str) -> None: ...
    def keep_typed(self) -> None: ...


class TariffActions:
    """What is done from one page. Dialogs open over `page`; `shown` is what it shows."""

    def __init__(
        self, program: Program, tariff_book: TariffBook, around: Surroundings, page: QWidget, shown: ShownTariff
    ) -> None:
        self._program, self._tariff_book, self._around, self._page, self._shown = (
            program,
            tariff_book,
            around,
            page,
            shown,
        )

    def new_schedule(self) -> None:
        """Asks for a new schedule, empty or from an outline."""
        dialog = dialogs.NewScheduleDialog(self._tariff_book, self._program.tariffs.outlines(), self._page)
        dialog.carry_out(lambda: self._shown.show_schedule(dialog.make()))

    def add_sheet(self, schedule: str, chosen: Sequence[str]) -> None:
        """Asks for a new sheet behind the chosen one."""
        dialog = dialogs.AddSheetDialog(self._tariff_book, schedule, chosen[-1] if chosen else "", self._page)
        dialog.carry_out(lambda: self._add(schedule, dialog))

    def _add(self, schedule: str, dialog: dialogs.AddSheetDialog) -> None:
        """Adds the sheet; where one of its number was refused, whether the number is used again is asked."""
        try:
            dialog.make()
        except NumberUndecided:
            asked = ask_for_draft(self._tariff_book, schedule, [dialog.number.text()], dialog)
            if asked is None or not asked.carry_out(lambda: dialog.make(asked.wanted)):
                raise

    def enter(self, schedule: str) -> None:
        """Asks for a sheet of the paper tariff."""
        dialog = self._enter_dialog(schedule)
        dialog.carry_out(dialog.make)

    def _enter_dialog(self, schedule: str) -> EnterSheetDialog:
        dialog = EnterSheetDialog(self._program, self._tariff_book, schedule, self._around, self._page)
        dialog.picture_wanted.connect(lambda: self.insert_picture(schedule, dialog.words.put, dialog))
        return dialog

    def insert_picture(self, schedule: str, put: Callable[[str], None], parent: QWidget) -> None:
        """Asks for a picture or map, keeps it, and puts the line that prints it into a text."""
        dialog = PictureDialog(self._program, self._tariff_book, schedule, self._around, parent)
        dialog.carry_out(lambda: put(dialog.make()))

    def import_tariff(self, schedule: str) -> None:
        """Asks for a document of the whole paper tariff, reads it beside the window, and shows its sheets first."""
        self._import(schedule, self._around.asking.existing(self._page, "The whole paper tariff", DOCUMENTS))

    def import_folder(self, schedule: str) -> None:
        """Asks for a folder of texts, Word documents and scanned pages of sheets, and shows them first."""
        self._import(schedule, self._around.asking.folder(self._page, "The folder of the sheets"))

    def _import(self, schedule: str, path: Path | None) -> None:
        if path is None:
            return

        def read(report: ProgressReport) -> tuple[SplitSheet, ...]:
            report(0, 1, "Reading the tariff")
            return self._program.tariffs.whole_tariff(
                path, lambda: report.called_off, lambda done, of: report(done, of, "Reading the tariff")
            )

        def show(found: tuple[SplitSheet, ...]) -> None:
            dialog = ImportTariffDialog(self._program, self._tariff_book, schedule, found, self._around, self._page)
            dialog.carry_out(lambda: self._around.say(dialog.make(), MessageTone.GOOD))

        self._around.runner.start("Reading the tariff", read, show)

    def revise(self, schedule: str, chosen: Sequence[str]) -> None:
        """Begins revisions of the chosen sheets; asks what they replace where that is not clear."""
        sheets = self._some(chosen)
        asked = ask_for_draft(self._tariff_book, schedule, sheets, self._page)
        if asked is None:
            self._revise(schedule, sheets, USUAL)
        else:
            asked.carry_out(lambda: self._revise(schedule, sheets, asked.wanted))

    def _revise(self, schedule: str, sheets: Sequence[str], wanted: DraftWanted) -> None:
        made = changes.revise_sheets(self._tariff_book, schedule, sheets, wanted=wanted)
        self._around.say(
            f"Draft of {counted_sheets(len(made))} started. Edit the text, then choose File a change.", MessageTone.GOOD
        )

    def cancel(self, schedule: str, chosen: Sequence[str]) -> None:
        """Asks where the matter is found, and begins the cancellation of the chosen sheets."""
        sheets = self._some(chosen)
        asked = ask_for_draft(self._tariff_book, schedule, sheets, self._page)
        if asked is None:
            self._cancel(schedule, sheets, USUAL)
        else:
            asked.carry_out(lambda: self._cancel(schedule, sheets, asked.wanted))

    def _cancel(self, schedule: str, sheets: Sequence[str], wanted: DraftWanted) -> None:
        dialog = dialogs.CancelDialog(sheets, self._page)
        dialog.carry_out(
            lambda: changes.cancel(
                self._tariff_book, schedule, sheets, dialog.where, nothing_left=dialog.nothing_left, wanted=wanted
            )
        )

    def compare(self, schedule: str, chosen: Sequence[str]) -> None:
        """Asks with which version the marked copy of a draft is compared."""
        sheet = self._some(chosen)[0]
        dialog = BasisDialog(self._tariff_book, schedule, sheet, self._page)
        dialog.carry_out(lambda: choose_basis(self._tariff_book, schedule, sheet, dialog.basis))

    def drop(self, schedule: str, chosen: Sequence[str]) -> None:
        """Drops the drafts of the chosen sheets."""
        for sheet in self._some(chosen):
            changes.drop_draft(self._tariff_book, schedule, sheet)

    def renumber(self, schedule: str, chosen: Sequence[str]) -> None:
        """Asks for another number of a sheet that was never filed."""
        dialog = dialogs.OneLineDialog(
            "Renumber the draft", "&New number of the sheet", "Like 5, 5A, 5.1 or R-1.", "Re&number", self._page
        )
        sheet = self._some(chosen)[0]
        dialog.carry_out(lambda: changes.renumber(self._tariff_book, schedule, sheet, dialog.words))

    def rename(self, schedule: str, chosen: Sequence[str]) -> None:
        """Asks for another subject of a sheet: the words by which the index lists it."""
        sheet = self._some(chosen)[0]
        dialog = dialogs.OneLineDialog(
            f"Subject of sheet {sheet}", "&Subject", "What the index calls the sheet.", "&Change", self._page
        )
        dialog.field.setText(self._tariff_book.chain(schedule, sheet).title)
        dialog.carry_out(lambda: changes.rename_sheet(self._tariff_book, schedule, sheet, dialog.words))

    def add_front(self, schedule: str) -> None:
        """Asks for a generated sheet."""
        dialog = dialogs.FrontDialog(self._page)
        dialog.carry_out(lambda: changes.add_front(self._tariff_book, schedule, dialog.sheet, dialog.front))

    def adopt(self, schedule: str) -> None:
        """Asks whose tariff is adopted."""
        dialog = dialogs.AdoptDialog(self._tariff_book.file.clock.today(), self._page)
        dialog.carry_out(lambda: changes.adopt(self._tariff_book, schedule, dialog.old, dialog.day, dialog.exceptions))

    def supplement(self, schedule: str) -> None:
        """Asks for a supplement to a bound schedule, or one that cancels."""
        dialog = dialogs.SupplementDialog(self._page)
        dialog.carry_out(
            lambda: supplement(
                self._tariff_book,
                schedule,
                "",
                canceling=dialog.canceling,
                found=dialog.found,
                nothing_left=dialog.nothing_left,
            )
        )

    def terms(self, schedule: str, about: str = "") -> None:
        """Asks what the tariff says on the points that its rule fixes, and which sheet does; first `about` a point."""
        contents = self._program.tariffs.contents_of(self._tariff_book, schedule)
        if contents is None:
            self._around.say("The rule of this utility fixes no contents that are asked here.", MessageTone.NOTE)
            return
        dialog = TermsDialog(self._tariff_book, schedule, contents, self._page)
        dialog.choose_point(about)
        run_dialog(dialog)

    def deposits(self) -> None:
        """Reckons deposits of sewer customers."""
        try:
            rules = deposit_rules(self._tariff_book)
        except UserError as refusal:
            self._around.say(str(refusal), MessageTone.NOTE)
            return
        run_dialog(dialogs.DepositDialog(rules, self._page))

    def replace(self, schedule: str) -> None:
        """Copies a schedule into the next number, which will cancel it."""
        words = (
            "Every sheet in force is copied, as Original, into the next PSC Mo. number. On the day on which that takes "
            "effect the old number is canceled."
        )
        if self._around.asking.sure(self._page, "Replace the whole schedule", words, "&Copy it"):
            self._shown.show_schedule(changes.replace_schedule(self._tariff_book, schedule).id)

    def particulars(self, schedule: str) -> None:
        """Shows what is printed on every sheet of the schedule, to be changed."""
        dialog = dialogs.ParticularsDialog(self._tariff_book.schedule(schedule), self._page)
        dialog.carry_out(lambda: changes.change_schedule(self._tariff_book, dialog.changed()))

    def correct(self, schedule: str, chosen: Sequence[str]) -> None:
        """Shows what was entered of the chosen sheet last, to be put right."""
        sheet = self._some(chosen)[0]
        revision = corrections.last_entered(self._tariff_book, schedule, sheet).revision
        dialog = self._enter_dialog(schedule)
        dialog.correct(corrections.as_entered(self._tariff_book, schedule, sheet, revision))
        dialog.carry_out(lambda: corrections.correct_entered(self._tariff_book, schedule, revision, dialog.entered()))

    def choose_number(self, schedule: str) -> None:
        """Asks for another PSC Mo. number."""
        dialog = dialogs.OneLineDialog(
            "PSC Mo. number", "&New number of the schedule", "Like 2; free until it was filed.", "&Change", self._page
        )
        dialog.carry_out(lambda: corrections.choose_number(self._tariff_book, schedule, read_psc_number(dialog.words)))

    def remove(self, schedule: str) -> None:
        """Removes a schedule of which nothing was filed or entered."""
        words = (
            "A schedule is removed with its drafts as long as nothing of it was filed or entered. Undo brings it back."
        )
        if self._around.asking.sure(self._page, "Remove the schedule", words, "&Remove it"):
            corrections.remove_schedule(self._tariff_book, schedule)

    def print_book(self, schedule: str, day: date) -> None:
        """Writes the book in force on the day as PDF. Raises NothingInForce, FileNotWritten."""
        content = self._program.tariffs.book(self._tariff_book, schedule, day)
        path = self._around.asking.new(self._page, "Print the book to a file", f"{schedule} {day.isoformat()}.pdf", PDF)
        if path is None:
            return
        put_file(path, content)
        self._around.say(f"The book was written to {path}.", MessageTone.GOOD)

    def file(self, schedule: str) -> None:
        """Opens the filing that is being prepared, or gathers the drafts into a new one."""
        self._shown.keep_typed()
        known = [filing for filing in self._tariff_book.filings(schedule) if filing.stage is FilingStage.PREPARING]
        filing = known[-1] if known else filings.begin_tariff_filing(self._tariff_book, schedule, mailed=True)
        self.open_filing(filing.id)

    def open_filing(self, filing_id: str) -> None:
        """Shows a filing: the steps while it is prepared, then its dates, numbers and papers."""
        from desktop_app.gui.tariff_book.filed_dialog import FiledFilingDialog
        from desktop_app.gui.tariff_book.filing_dialog import FilingDialog

        filing = self._tariff_book.filing(filing_id)
        if filing.stage is FilingStage.PREPARING:
            run_dialog(FilingDialog(self._program, self._tariff_book, filing_id, self._around, self._page))
        else:
            tariffs, asking = self._program.tariffs, self._around.asking
            run_dialog(FiledFilingDialog(tariffs, self._tariff_book, filing_id, asking, self._page))

    def record_outcome(self, filing_id: str) -> None:
        """Asks what became of a filing."""
        from desktop_app.gui.tariff_book.outcome_dialog import OutcomeDialog

        dialog = OutcomeDialog(self._tariff_book.filing(filing_id), self._page)
        dialog.carry_out(lambda: filings.record_outcome(self._tariff_book, filing_id, dialog.decision()))

    def _some(self, chosen: Sequence[str]) -> Sequence[str]:
        if not chosen:
            raise ChooseSheet
        return chosen
