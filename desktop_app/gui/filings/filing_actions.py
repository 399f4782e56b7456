"""What is done with whole filings: begun, marked as filed, revised."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.filings.filing_dialogs import BeginDialog, FiledDialog
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.widgets.asking import Asking
from desktop_app.gui.widgets.message_bar import Tone
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report

NO_FILING = "There is no filing yet. Begin an annual report first."


class FilingDeeds(QObject):
    """Asks what must be asked and does it to the open company. Refusals are raised."""

    wants_filing = Signal(str, str)
    said = Signal(str, str)

    def __init__(self, asking: Asking, window: QWidget) -> None:
        super().__init__(window)
        self.asking = asking
        self.file: CompanyFile | None = None
        self._window = window

    def do(self, deed: str, about: object) -> None:
        """One of begin (about a year), filed, kept, revision (a filing's id), go (a place), say (a sentence)."""
        if self.file is None:
            return
        if deed == "begin":
            self._begin(self.file, about if isinstance(about, int) else None)
        elif not isinstance(about, str) or not about:
            self.said.emit(NO_FILING, Tone.EXPLAIN)
        elif deed == "go":
            filing, _, place = about.partition("/")
            self.wants_filing.emit(filing, place)
        elif deed == "say":
            self.said.emit(about, Tone.NOTE)
        elif deed == "filed":
            self._mark_filed(self.file, about)
        elif deed == "kept":
            from desktop_app.gui.filings.filed_copies_dialog import KeptDialog

            dialog = KeptDialog(self.file, self.file.filing(about), self.asking, self._window)
            dialog.exec()
            dialog.deleteLater()
        else:
            self.revise(self.file, about)

    def revise(self, file: CompanyFile, filing_id: str) -> None:
        """Begins a revision and opens it."""
        revision = annual_report.revise(file, filing_id)
        self.wants_filing.emit(revision.id, "")
        self.said.emit(f"{title_of(revision)} has begun, with all answers of the filed report.", Tone.GOOD)

    def _begin(self, file: CompanyFile, year: int | None) -> None:
        last_year = file.clock.today().year - 1
        taken = {filing.year for filing in file.filings()}
        dialog = BeginDialog(file.filings(), year or _first_free(last_year, taken), self._window)
        if dialog.exec():
            filing = annual_report.start(file, dialog.year, previous=dialog.previous)
            self.wants_filing.emit(filing.id, "")
        dialog.deleteLater()

    def _mark_filed(self, file: CompanyFile, filing_id: str) -> None:
        from desktop_app.services.filing_package.contents import is_package
        from desktop_app.services.filings import filed_copies as vault

        filing = file.filing(filing_id)
        usual = file.path.parent / f"{file.path.stem} - {title_of(filing)}"
        made = usual if is_package(usual) else None
        dialog = FiledDialog(filing, file.clock.today(), self.asking, made, self._window)
        if dialog.exec():
            annual_report.mark_filed(file, filing_id, dialog.day, dialog.how)
            if dialog.folder is not None or dialog.tracking.text().strip():
                vault.keep(file, filing_id, dialog.tracking.text(), dialog.folder)
            self.said.emit(f"{title_of(file.filing(filing_id))} is marked as filed and read-only now.", Tone.GOOD)
        dialog.deleteLater()


def _first_free(year: int, taken: set[int]) -> int:
    while year in taken:
        year += 1
    return year
