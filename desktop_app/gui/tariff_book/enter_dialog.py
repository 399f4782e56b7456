"""A sheet of the paper tariff is entered, or what was entered is put right, with its page beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QSpinBox, QWidget

from desktop_app.domain.dates import parse_date, short_date
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.tariffs.designations import DesignationStyle, designation, read_designation
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.sheet_split import SplitSheet
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.gui.tariff_book.dialogs import TariffForm
from desktop_app.gui.tariff_book.live_page import LivePage
from desktop_app.gui.tariff_book.sheet_edit import SheetEdit, SheetPieces
from desktop_app.gui.tasks import ProgressReport
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.sheet_pages import PrintedSheet
from desktop_app.services.tariff_book.tariff_book import TariffBook

LINES = 7
SCANS = "Scanned pages (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
ORIGINAL = "Original"
T = TypeVar("T")


class ScanNotRead(UserError):
    """The scanned page is not read yet."""


class EnterSheetDialog(TariffForm):
    """A sheet of the paper tariff, as it stands. `picture_wanted` asks for a picture to put into its text."""

    picture_wanted = Signal()

    def __init__(
        self, program: Program, tariff_book: TariffBook, schedule: str, around: Surroundings, parent: QWidget | None
    ) -> None:
        super().__init__("Enter a sheet of the paper tariff", "&Enter it", parent)
        self._program, self._tariff_book, self._schedule, self._around = program, tariff_book, schedule, around
        self._printer = program.tariffs.printer(tariff_book, schedule)
        self._wanted = ("", 1)
        self.kept_scan = b""
        self._known_text = ""
        self._fields()
        self.page = LivePage(program, around.runner, self)
        self.put_beside(self.page)
        self.done_words = text("", muted=True, parent=self)
        self.column.addWidget(self.done_words)
        self.next = QPushButton("Enter, then the ne&xt", self)
        self.next.setToolTip("Keeps the dates and the officer and goes on with the next sheet")
        self.next.setAutoDefault(False)
        self.buttons.addButton(self.next, QDialogButtonBox.ButtonRole.ActionRole)
        self.next.clicked.connect(self._enter_next)
        self.finish()
        for field in (self.number, self.designation, self.issued, self.effective, *self._dress):
            field.textChanged.connect(self._show)
        self.words.textChanged.connect(self._show)
        self._show()

    def _fields(self) -> None:
        self.number = QLineEdit(self)
        self.ask("&Number of the sheet", self.number, "As printed: 5, 5A, 6B-D, R-1, Title Page, Adoption Notice.")
        self.designation = QLineEdit(ORIGINAL, self)
        self.ask("&Designation", self.designation, "As printed: Original, 1st Revised, Second Revised.")
        self.issued = QLineEdit(self)
        self.ask("Date of &issue", self.issued, "As printed at the foot, like 04/01/2015; empty if unknown.")
        self.effective = QLineEdit(self)
        more = "Date it took effect; the stamp prevails over the date printed at the foot."
        self.ask("Date e&ffective", self.effective, more)
        said = _issued_before(self._tariff_book, self._schedule)
        self.issuer, self.office, self.address, self.company = (QLineEdit(words, self) for words in said)
        self._dress = (self.issuer, self.office, self.address, self.company)
        self.ask("Issued &by", self.issuer, "The officer named at its foot; blank if it names none.")
        self.ask("&Office held", self.office, "The title, as printed.")
        self.ask("&Address", self.address, "As printed, on one line.")
        self.ask("Na&me of the company", self.company, "As printed at its head: that of then, not of today.")
        self.subject = QLineEdit(self)
        self.ask("&Subject", self.subject, "What the index calls it.")
        self.words = SheetEdit(self)
        self.words.setMinimumHeight(self.fontMetrics().lineSpacing() * LINES)
        self.ask("&Text", self.words, "Typed or pasted. It can follow later, with the first revision.")
        self.pieces = SheetPieces(self.words, self)
        self.pieces.offer()
        self.pieces.picture_wanted.connect(self.picture_wanted)
        self.form.addRow("", self.pieces)
        self.scan = QLineEdit(self)
        self.ask("Scanned &page (PDF, PNG, JPEG, TIFF)", self.scan, "Its page is kept as the image of the sheet.")
        self.choose = QPushButton("&Choose the file...", self)
        self.choose.setAutoDefault(False)
        self.form.addRow("", self.choose)
        self.scan_page = QSpinBox(self)
        self.scan_page.setRange(1, 999)
        self.ask("Page of the &file", self.scan_page, "Which page of it, counted from 1.")
        self.choose.clicked.connect(self._choose)
        self.scan.editingFinished.connect(self._read_scan)
        self.scan_page.editingFinished.connect(self._read_scan)

    def accept(self) -> None:
        """Goes on only with days and a designation that can be read."""
        if self._readable():
            super().accept()

    def reject(self) -> None:
        """Asks before a text that was typed is thrown away."""
        typed = self.words.toPlainText().strip()
        words = "The text that was typed into this sheet is not entered. Close it all the same?"
        if (
            not typed
            or typed == self._known_text
            or self._around.asking.sure(self, self.windowTitle(), words, "C&lose")
        ):
            super().reject()

    def _readable(self) -> bool:
        checks: list[tuple[Callable[[str], object], QWidget, str]] = [
            (read_designation, self.designation, self.designation.text()),
            (parse_date, self.effective, self.effective.text()),
            (read_text, self.words, self.words.toPlainText()),
        ]
        if self.issued.text().strip():
            checks.insert(2, (parse_date, self.issued, self.issued.text()))
        for read, field, typed in checks:
            try:
                read(typed)
            except UserError as refusal:
                self.refuse(str(refusal), field)
                return False
        return True

    def correct(self, known: EnteredSheet) -> None:
        """Shows what was entered, to be put right; the number stays."""
        self.setWindowTitle(f"Correct sheet {known.number}")
        self.agree.setText("&Correct it")
        self.next.hide()
        self.number.setText(known.number)
        self.number.setReadOnly(True)
        self.designation.setText(designation(known.revision, DesignationStyle.FIGURES))
        self.issued.setText("" if known.issued is None else short_date(known.issued))
        self.effective.setText(short_date(known.effective))
        issuer = known.issuer or Issuer()
        said = (issuer.name, issuer.title, issuer.address, known.company, known.title)
        for field, words in zip((*self._dress, self.subject), said, strict=True):
            field.setText(words)
        self.words.setPlainText(known.text)
        self._known_text = known.text.strip()
        self.kept_scan = known.scan
        for part in (self.scan, self.choose, self.scan_page):
            part.setEnabled(False)
        self._show()

    @property
    def _issuer(self) -> Issuer:
        return Issuer(*(field.text().strip() for field in (self.issuer, self.office, self.address)))

    def entered(self) -> EnteredSheet:
        """The sheet as it was typed. Raises UserError, also while its scanned page is being read."""
        if self.scan.text().strip() and not self.kept_scan:
            raise ScanNotRead("The scanned page is not read yet. Wait until it is shown, or clear its field.")
        issued = self.issued.text().strip()
        return EnteredSheet(
            self.number.text(),
            read_designation(self.designation.text()),
            parse_date(self.effective.text()),
            parse_date(issued) if issued else None,
            self.subject.text(),
            self.words.toPlainText(),
            self.kept_scan,
            issuer=self._issuer,
            company=self.company.text(),
        )

    def make(self) -> None:
        """Enters it, with the scanned page if there is one. Raises UserError."""
        enter_sheet(self._tariff_book, self._schedule, self.entered())

    @Slot()
    def _enter_next(self) -> None:
        """Enters the sheet, and goes on with the next number; dates and officer stay."""
        if not self._readable():
            return
        try:
            self.make()
        except (UserError, EnvironmentProblem) as refusal:
            self.refuse(str(refusal), self.number)
            return
        done = self.number.text().strip()
        self.trouble.hide()
        self.done_words.setText(f"Sheet {done} entered.")
        try:
            self.number.setText(str(changes.free_number(self._tariff_book, self._schedule, done)))
        except UserError:
            self.number.clear()
        self.designation.setText(ORIGINAL)
        self.kept_scan = b""
        for field in (self.subject, self.scan, self.words):
            field.clear()
        self.scan_page.setValue(1)
        self._wanted = ("", 1)
        self.number.setFocus()
        self.number.selectAll()

    # The page beside it

    @Slot()
    def _show(self) -> None:
        self.page.follow(self._composed)

    def _composed(self) -> PrintedSheet:
        """The sheet as far as it can be read."""
        typed = SplitSheet(
            self.number.text().strip() or "____",
            _readable_or(read_designation, self.designation.text(), 0),
            self.words.toPlainText(),
            _readable_or(_day, self.issued.text(), None),
            _readable_or(_day, self.effective.text(), None),
            self._issuer,
            self.company.text().strip(),
            self.kept_scan,
        )
        return self._printer.typed(typed)

    @Slot()
    def _choose(self) -> None:
        path = self._around.asking.existing(self, "Scanned page", SCANS)
        if path is not None:
            self.scan.setText(str(path))
            self._read_scan()

    @Slot()
    def _read_scan(self) -> None:
        """Reads the scanned page, by a limited worker; the newest choice counts."""
        place, page = wanted = self.scan.text().strip(), self.scan_page.value()
        if wanted == self._wanted:
            return
        self._wanted, self.kept_scan = wanted, b""
        if not place:
            return

        def read(report: ProgressReport) -> bytes:
            report(0, 1, "Reading the scanned page")
            return self._program.tariffs.scan(Path(place), page)

        def show(scan: bytes) -> None:
            if wanted == self._wanted:
                self.kept_scan = scan
                self.trouble.hide()
                self._show()

        def failed(words: str) -> None:
            if wanted == self._wanted:
                self.refuse(words, self.scan)

        self._around.runner.start("Reading the scanned page", read, show, failed=failed, owner=self)


def _day(typed: str) -> date | None:
    return parse_date(typed) if typed.strip() else None


def _readable_or(read: Callable[[str], T], typed: str, otherwise: T) -> T:
    try:
        return read(typed)
    except UserError:
        return otherwise


def _issued_before(tariff_book: TariffBook, schedule: str) -> tuple[str, str, str, str]:
    """Who issued the sheet that was entered last and under which name, to begin with; else the officer of today."""
    worn = [version.dress for chain in tariff_book.chains(schedule) for version in chain.versions if version.entered]
    dress = next((known for known in reversed(worn) if known is not None), None)
    dress = dress or tariff_book.schedule(schedule).dress(tariff_book.file.profile().full_name)
    return dress.issuer.name, dress.issuer.title, dress.issuer.address, dress.company
