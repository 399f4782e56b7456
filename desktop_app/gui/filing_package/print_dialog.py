"""What is asked before finished pages are printed: which printer, which pages, how many times."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.filing_package.page_choice import BadPages, chosen_pages, pages_in_words
from desktop_app.gui.filing_package.printing import FINE, FINEST, PrintJob, loose_leaf, print_pages
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.wrapped_choices import WrappedRadioButton
from desktop_app.services.delivery.output_folder import FileNotWritten, put_file
from desktop_app.services.ports import ChosenPages, PagePictures

TO_FILE = "Save as PDF"
PDF_FILES = "PDF files (*.pdf)"
WIDE = 64
MOST_COPIES = 99


class PrintDialog(QDialog):
    """Prints one finished file, loose-leaf: letter paper, one side, whatever is usual for the printer."""

    def __init__(
        self,
        job: PrintJob,
        name: str,
        signed: tuple[int, ...],
        pictures: PagePictures,
        asking: UserPrompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._job, self._name, self._signed = job, name, signed
        self._pictures, self._asking = pictures, asking
        self._runner = TaskRunner(self)
        self.setWindowTitle(f"Print {name}")
        self.printer = QComboBox(self)
        self.all = WrappedRadioButton(f"&All {len(job.pages)} pages" if len(job.pages) > 1 else "&The page", self)
        self.some = WrappedRadioButton("Pa&ges", self)
        self.range = QLineEdit(pages_in_words(job.pages), self)
        self.signature = WrappedRadioButton(f"Only the pages to be &signed ({pages_in_words(signed) or 'none'})", self)
        self.copies = QSpinBox(self)
        self.sharpness = QComboBox(self)
        self.trouble = RefusalLine(self)
        self.progress = ProgressBar(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.print = self.buttons.addButton("&Print", QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._lay_out()
        self.buttons.accepted.connect(self._start)
        self.buttons.rejected.connect(self.reject)

    def choose_signature_pages(self) -> None:
        """Begins with the pages to be signed."""
        if self._signed:
            self.signature.setChecked(True)

    def pages(self) -> tuple[int, ...]:
        """The pages that are chosen. Raises BadPages."""
        if self.all.isChecked():
            return self._job.pages
        return self._signed if self.signature.isChecked() else chosen_pages(self.range.text(), len(self._job.pages))

    def reject(self) -> None:
        """Closes; while it prints, calls that off first."""
        if self._runner.busy:
            self.progress.cancel.click()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        super().done(result)

    def _fill(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        self.printer.addItems([*names, TO_FILE])
        usual = QPrinterInfo.defaultPrinterName()
        self.printer.setCurrentIndex(names.index(usual) if usual in names else 0)
        self.printer.setAccessibleName("Printer")
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName("Copies")
        for dpi, words in ((FINE, "Standard (300 dpi)"), (FINEST, "High (600 dpi), slower")):
            self.sharpness.addItem(words, dpi)
        self.sharpness.setAccessibleName("Print quality")
        self.printer.currentIndexChanged.connect(self._show_target)
        self._show_target()
        self.range.setAccessibleName("Pages to print, like 1-3, 5")
        self.range.textEdited.connect(lambda: self.some.setChecked(True))
        choice = QButtonGroup(self)
        for button in (self.all, self.some, self.signature):
            choice.addButton(button)
        self.all.setChecked(True)
        self.signature.setEnabled(bool(self._signed))
        self.trouble.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 4))
        self._labelled(column, "P&rinter", self.printer)
        column.addSpacing(spacing(self, 3))
        for widget in (self.all, self.some, self.range, self.signature):
            column.addWidget(widget)
        column.addSpacing(spacing(self, 3))
        self._labelled(column, "&Copies", self.copies)
        self._labelled(column, "Print &quality", self.sharpness)
        words = (
            "It prints on letter paper, on one side and at full size, as the rule asks for loose-leaf pages; the left "
            "margin is wide enough for punching. Load letter paper into the printer."
        )
        column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=self))
        column.addWidget(self.trouble)
        column.addWidget(self.progress)
        column.addSpacing(spacing(self, GAP))
        column.addWidget(self.buttons)
        self.print.setDefault(True)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _labelled(self, column: QVBoxLayout, words: str, field: QWidget) -> None:
        label = QLabel(words, self)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)

    @Slot()
    def _start(self) -> None:
        try:
            pages = self.pages()
        except BadPages as refusal:
            self._refuse(str(refusal))
            self.range.setFocus()
            return
        if self.printer.currentText() == TO_FILE:
            self._save(pages)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.printer.currentText())
        job = PrintJob(self._job.pdf, pages, int(self.sharpness.currentData()), self._job.password)
        loose_leaf(printer, job.dpi, self.copies.value())
        printer.setDocName(self._name)
        self.trouble.hide()
        self.print.setEnabled(False)

        def work(report: ProgressReport) -> None:
            print_pages(job, printer, self._pictures, report)

        task = self._runner.start(
            "Printing", work, lambda _: self.accept(), failed=self._refuse, called_off=lambda: self._refuse("Stopped.")
        )
        self.progress.watch(task)

    def _save(self, pages: tuple[int, ...]) -> None:
        """Copies the pages into a file that the user names: text stays text."""
        whole = pages == self._job.pages
        suggested = f"{Path(self._name).stem}{' copy' if whole else f' pages {pages_in_words(pages)}'}.pdf"
        target = self._asking.new(self, "Save as PDF", suggested, PDF_FILES)
        if target is None:
            return
        content = self._pictures.joined((ChosenPages(self._job.pdf, pages),), self._job.password)
        try:
            put_file(target, content)
        except FileNotWritten as refusal:
            self._refuse(str(refusal))
        else:
            self.accept()

    @Slot()
    def _show_target(self) -> None:
        """Copies and quality are for paper."""
        on_paper = self.printer.currentText() != TO_FILE
        for field in (self.copies, self.sharpness):
            field.setEnabled(on_paper)
        self.print.setText("&Print" if on_paper else "&Save")

    def _refuse(self, words: str) -> None:
        self.trouble.say(words)
        self.print.setEnabled(True)
