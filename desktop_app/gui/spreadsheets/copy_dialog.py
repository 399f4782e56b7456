"""Copies and worksheets going out: what, for whom, and where to."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from desktop_app.domain.filings import COMPANY
from desktop_app.gui.filings.filing_words import title_of
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.worksheets.excel_copies import ExcelCopies, fitting_name

EXCEL, PDF = "Excel files (*.xlsx)", "PDF files (*.pdf)"
EVERYTHING = "Everything: the company and all its reports"


class CopyKind(Enum):
    """What is written, with its name, what there is to know of it, and the ending of its file."""

    OWN = (
        "Excel copy to look at, print or change",
        "Contains everything, including sealed values. Changes made in it can be imported.",
    )
    PUBLIC = ("Excel copy for the public", "Contains public values only; a mark replaces each sealed value.")
    BLANK_PDF = ("Blank worksheet to print and fill in by hand (PDF)", "The pages of the report without any entry.")
    BLANK = ("Blank worksheet to fill in (Excel)", "What is filled in can be imported; blank cells change nothing.")
    LAST_YEAR = (
        "Worksheet for last year's report (Excel)",
        (
            "For a report that was made elsewhere: enter its closing figures and import the file; "
            "this report then opens with them."
        ),
    )

    @property
    def paper(self) -> bool:
        """Whether it is a PDF."""
        return self is CopyKind.BLANK_PDF

    @property
    def worksheet(self) -> bool:
        """Whether it is a worksheet of one filing."""
        return self in (CopyKind.BLANK_PDF, CopyKind.BLANK, CopyKind.LAST_YEAR)


class CopyDialog(FormDialog):
    """Asks what is to be written, then where, and writes it beside the window."""

    def __init__(self, companies: Companies, copies: ExcelCopies, around: Surroundings) -> None:
        super().__init__("Export to Excel or print a worksheet", "&Save...", around.parent)
        self._companies, self._copies, self._around = companies, copies, around
        self._runner = TaskRunner(self)
        self.form = QComboBox(self)
        for form in CopyKind:
            self.form.addItem(form.value[0], form)
        self._more = self.ask("What &kind", self.form, "")
        self.filing = QComboBox(self)
        self.ask("&Of what", self.filing, "One report, the Company page, or everything in the company's file.")
        self.schedule = QComboBox(self)
        self.ask("&Page", self.schedule, "One page of the report, or all of them.")
        self.progress = ProgressBar(self)
        self.column.addWidget(self.progress)
        self.finish()
        self.form.currentIndexChanged.connect(self._offer_filings)
        self.filing.currentIndexChanged.connect(self._offer_schedules)
        self._offer_filings()

    @property
    def chosen(self) -> CopyKind:
        """What kind was chosen."""
        return list(CopyKind)[max(0, self.form.currentIndex())]

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._runner.busy

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        super().done(result)

    def accept(self) -> None:
        """Asks for the place and writes."""
        filing, schedule = str(self.filing.currentData() or ""), str(self.schedule.currentData() or "")
        kind = PDF if self.chosen.paper else EXCEL
        path = self._around.asking.new(self, "Where to write it", self._suggested(filing, schedule), kind)
        if path is not None:
            self._write(path, filing, schedule)

    def _suggested(self, filing: str, schedule: str) -> str:
        parts = [self._around.file.path.stem, *([self.filing.currentText()] if filing else []), schedule]
        parts.append({CopyKind.PUBLIC: "public", CopyKind.OWN: ""}.get(self.chosen, "worksheet"))
        ending = ".pdf" if self.chosen.paper else ".xlsx"
        name = " - ".join(part for part in parts if part).replace("/", "-") + ending
        sealed = self.chosen in (CopyKind.OWN, CopyKind.LAST_YEAR) and self._copies.sealed(
            self._around.file, filing, schedule
        )
        return fitting_name(Path(name), nonpublic=sealed).name if sealed else name

    def _write(self, path: Path, filing: str, schedule: str) -> None:
        form, source = self.chosen, self._around.file.path
        self.trouble.hide()

        def work(report: ProgressReport) -> Path:
            report(0, 0, f"Writing {path.name}")
            file = self._companies.peek(source)
            try:
                return self._written(file, form, path, filing, schedule)
            finally:
                file.close()

        def done(made: Path) -> None:
            self._around.say(f"Written to {made}.", MessageTone.GOOD)
            super(CopyDialog, self).accept()

        task = self._runner.start("Writing", work, done, failed=lambda words: self.refuse(words, self.form))
        task.ended.connect(lambda: self.buttons.setEnabled(True))
        self.buttons.setEnabled(False)
        self.progress.watch(task)

    def _written(self, file: CompanyFile, form: CopyKind, path: Path, filing: str, schedule: str) -> Path:
        if form.worksheet:
            last_year = form is CopyKind.LAST_YEAR
            return self._copies.worksheet(
                file, path, filing=filing, schedule=schedule, last_year=last_year, replacing=True
            )
        public = form is CopyKind.PUBLIC
        return self._copies.export(file, path, filing=filing, schedule=schedule, public=public, replacing=True)

    @Slot()
    def _offer_filings(self) -> None:
        form = self.chosen
        self._more.setText(form.value[1])
        kept = self.filing.currentData() or self._around.filing
        self.filing.blockSignals(True)
        self.filing.clear()
        if not form.worksheet:
            self.filing.addItem(EVERYTHING, "")
            self.filing.addItem("The Company page", COMPANY)
        for filing in self._around.file.filings():
            self.filing.addItem(title_of(filing), filing.id)
        self.filing.setCurrentIndex(max(0, self.filing.findData(kept)))
        self.filing.blockSignals(False)
        self._offer_schedules()

    @Slot()
    def _offer_schedules(self) -> None:
        filing = str(self.filing.currentData() or "")
        self.schedule.clear()
        self.schedule.addItem("All pages", "")
        if filing:
            for key, schedule in self._around.file.book(filing).sheet.schedules.items():
                self.schedule.addItem(schedule.definition.listed, key)
        self.schedule.setEnabled(bool(filing))
