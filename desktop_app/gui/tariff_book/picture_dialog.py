"""A picture or map for a sheet: its file is read beside the dialog, and the sheet is shown as it will print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.sheet_text import LARGEST_PRINT
from desktop_app.domain.tariffs.versions import SheetVersion
from desktop_app.gui.tariff_book.dialogs import TariffForm
from desktop_app.gui.tariff_book.live_page import LivePage
from desktop_app.gui.tasks import ProgressReport
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.figures import largest_percent
from desktop_app.services.tariff_book.picture_turning import QuarterTurn, turn_picture
from desktop_app.services.tariff_book.pictures import (
    DrawnPicture,
    PictureWish,
    insert_picture,
    picture_line,
    sheet_picture,
)
from desktop_app.services.tariff_book.sheet_pages import PrintedSheet
from desktop_app.services.tariff_book.tariff_book import TariffBook

PICTURE_FILES = "Pictures and PDF files (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
SHOWN = "picture"
TURNS = (
    ("as it is", QuarterTurn.NONE),
    ("a quarter to the right", QuarterTurn.RIGHT),
    ("a quarter to the left", QuarterTurn.LEFT),
)


class NoPictureYet(UserError):
    """The file of the picture was not chosen, or is not read yet."""


class PictureDialog(TariffForm):
    """Asks for the file, what it shows, its size and its scale."""

    def __init__(
        self, program: Program, tariff_book: TariffBook, schedule: str, around: Surroundings, parent: QWidget | None
    ) -> None:
        super().__init__("Picture or map", "&Insert it", parent)
        self._program, self._tariff_book, self._around = program, tariff_book, around
        self._printer = program.tariffs.printer(tariff_book, schedule)
        self._drawn: DrawnPicture | None = None
        self._wanted = ("", 1)
        self.file = QLineEdit(self)
        self.ask("&File (PDF, PNG, JPEG, TIFF)", self.file, "The file of the map or picture.")
        self.choose = QPushButton("&Choose the file...", self)
        self.choose.setAutoDefault(False)
        self.form.addRow("", self.choose)
        self.number = QSpinBox(self)
        self.number.setRange(1, 999)
        self.ask("&Page of the file", self.number, "Which page of it, counted from 1.")
        self.caption = QLineEdit(self)
        self.ask("What it &shows", self.caption, "Printed below it and read aloud, like Map of the service area.")
        self.percent = QSpinBox(self)
        self.percent.setRange(0, LARGEST_PRINT)
        self.percent.setSuffix(" percent")
        self.percent.setSpecialValueText("as large as it fits")
        self.ask("Si&ze", self.percent, "In percent of the original.")
        self.turn = QComboBox(self)
        for words, turn in TURNS:
            self.turn.addItem(words, turn)
        self.ask("&Turn it", self.turn, "By a quarter, for a map that is read from the side.")
        self.scale = QLineEdit(self)
        self.ask("Sc&ale of a map", self.scale, "Of the original, like 1 inch = 500 feet; blank for a picture.")
        self.page = LivePage(program, around.runner, self)
        self.put_beside(self.page)
        self.finish()
        self.choose.clicked.connect(self._choose)
        self.file.editingFinished.connect(self._read)
        self.number.editingFinished.connect(self._read)
        for field in (self.caption, self.scale):
            field.textChanged.connect(self._show)
        self.percent.valueChanged.connect(self._show)
        self.turn.currentIndexChanged.connect(self._show)

    @property
    def wish(self) -> PictureWish:
        """How it is to be printed."""
        return PictureWish(self.caption.text(), self.percent.value(), self.scale.text())

    def make(self) -> str:
        """Keeps the picture and gives the line that prints it. Raises UserError."""
        if self._drawn is None:
            raise NoPictureYet("Choose the file of the picture first, and wait until it is shown.")
        return insert_picture(self._tariff_book, self._turned(self._drawn), self.wish)[0]

    def _turned(self, drawn: DrawnPicture) -> DrawnPicture:
        return turn_picture(drawn, QuarterTurn(self.turn.currentData()))

    @Slot()
    def _choose(self) -> None:
        path = self._around.asking.existing(self, "Picture or map", PICTURE_FILES)
        if path is not None:
            self.file.setText(str(path))
            self._read()

    @Slot()
    def _read(self) -> None:
        """Reads the chosen page, by a limited worker; the newest choice counts."""
        place, page = wanted = self.file.text().strip(), self.number.value()
        if wanted == self._wanted:
            return
        self._wanted, self._drawn = wanted, None
        if not place:
            return

        def read(report: ProgressReport) -> DrawnPicture:
            report(0, 1, "Reading the picture")
            return self._program.tariffs.picture(Path(place), page)

        def show(drawn: DrawnPicture) -> None:
            if wanted == self._wanted:
                self._drawn = drawn
                self.trouble.hide()
                self._show()

        def failed(words: str) -> None:
            if wanted == self._wanted:
                self.refuse(words, self.file)

        self._around.runner.start("Reading the picture", read, show, failed=failed, owner=self)

    @Slot()
    def _show(self) -> None:
        if self._drawn is not None:
            self.page.follow(self._composed)

    def _composed(self) -> PrintedSheet:
        """A sheet with the picture as it is asked for."""
        drawn = self._drawn
        if drawn is None:
            raise NoPictureYet("Choose the file of the picture first.")
        drawn = self._turned(drawn)
        shown = sheet_picture(drawn)
        wish = replace(self.wish, caption=self.wish.caption.strip() or "What the picture shows")
        most = largest_percent(shown.width, shown.height)
        self.percent.setToolTip(f"In percent of the original; at most {most}.")
        printer = replace(self._printer, shown=lambda _: shown)
        return printer.sheet(
            SheetHistory(SheetNumber(SHOWN), (SheetVersion(0),), ""), SheetVersion(0), picture_line(SHOWN, wish)
        )
