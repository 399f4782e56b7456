"""What was produced: the files in the order in which they are used; each can be read, printed and found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.filing_package.page_choice import pages_in_words
from desktop_app.gui.filing_package.print_dialog import PrintDialog
from desktop_app.gui.filing_package.printing import PrintJob
from desktop_app.gui.preview.document_viewer import DocumentViewer
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.gui.widgets.page import GAP, button_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.delivery.output_folder import SEALED
from desktop_app.services.filing_package.contents import PackageDocument, contents
from desktop_app.services.ports import ChosenPages, PagePictures

COLUMNS = ("What it is", "File", "Signed pages")
ROWS_SHOWN = 5
NEXT = (
    "The filing sheet explains what to sign, copy and mail.{} When everything has been sent, mark the filing as filed."
)
APART = " The folder named sealed holds the nonpublic version: never mail or upload it together with the public one."


class ResultView(QWidget):
    """Shows one package."""

    back_requested = Signal()

    def __init__(self, pictures: PagePictures, asking: UserPrompts, parent: QWidget, called: Mapping[str, str]) -> None:
        super().__init__(parent)
        self._pictures, self._asking, self._called = pictures, asking, called
        self._folder = Path()
        self._password = ""
        self.files: tuple[PackageDocument, ...] = ()
        self.title = text("", TypeScale.TITLE, parent=self)
        self.where = text("", parent=self)
        self.next = text("", muted=True, parent=self)
        self.table = ReadingTable("Files of the package", COLUMNS, self)
        self.read = QPushButton("&Open", self)
        self.print = QPushButton("&Print...", self)
        self.print_signed = QPushButton("Print the pages to be &signed...", self)
        self.print_all_signed = QPushButton("Print &everything to be signed...", self)
        self.open_folder = QPushButton("Open the &folder", self)
        self.back = QPushButton("&Back to the list", self)
        self._lay_out()
        self.table.activated.connect(self._read)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.read.clicked.connect(self._read)
        self.print.clicked.connect(lambda: self._print(signed=False))
        self.print_signed.clicked.connect(lambda: self._print(signed=True))
        self.print_all_signed.clicked.connect(self._print_all_signed)
        self.open_folder.clicked.connect(self._open_folder)
        self.back.clicked.connect(self.back_requested)

    def show_package(self, folder: Path, title: str, earlier: Path | None = None, password: str = "") -> None:
        """Shows the package in the folder. Raises NoPackage or CannotRead."""
        self.files = contents(folder, self._called)
        self._folder, self._password = folder, password
        self.title.setText(title)
        moved = f" The earlier one was moved to {earlier}." if earlier is not None else ""
        self.where.setText(f"It is in {folder}.{moved}")
        under_seal = any(file.path.parent.name == SEALED for file in self.files)
        self.next.setText(NEXT.format(APART if under_seal else ""))
        self.table.fill(
            (file.what, file.path.relative_to(folder).as_posix(), pages_in_words(file.signed)) for file in self.files
        )
        self.table.fit(ROWS_SHOWN)
        self.table.selectRow(0)
        self.print_all_signed.setEnabled(any(file.signed for file in self.files))
        self._show_chosen()
        self.table.setFocus()

    @property
    def chosen(self) -> PackageDocument | None:
        """The file of the chosen row."""
        number = self.table.currentIndex().row()
        return self.files[number] if 0 <= number < len(self.files) else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(self.title)
        column.addWidget(self.where)
        column.addWidget(self.table)
        every = (self.read, self.print, self.print_signed, self.print_all_signed, self.open_folder)
        for button in (*every, self.back):
            button.setAutoDefault(False)
        column.addLayout(button_row(*every))
        column.addWidget(self.next)
        column.addStretch(1)
        back = button_row(self.back)
        column.addLayout(back)

    @Slot()
    def _show_chosen(self) -> None:
        file = self.chosen
        self.read.setEnabled(file is not None)
        self.print.setEnabled(file is not None)
        self.print_signed.setEnabled(file is not None and bool(file.signed))

    @Slot()
    def _read(self) -> None:
        file = self.chosen
        if file is None:
            return
        viewer = self._viewer(file)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.show()

    def _viewer(self, file: PackageDocument) -> DocumentViewer:
        viewer = DocumentViewer(file.path, self._pictures, self._password, self)
        viewer.print_requested.connect(lambda: self._ask(viewer.pdf, file, viewer.password, viewer))
        return viewer

    def _print(self, *, signed: bool) -> None:
        file = self.chosen
        if file is not None:
            self._ask(file.path.read_bytes(), file, self._password, self, signed=signed)

    @Slot()
    def _print_all_signed(self) -> None:
        """One job with every page of the package that somebody signs, file after file."""
        files = [file for file in self.files if file.signed]
        parts = [ChosenPages(file.path.read_bytes(), file.signed) for file in files]
        pdf = self._pictures.joined(parts, self._password)
        under_seal = any(file.path.parent.name == SEALED for file in files)
        name = f"pages to be signed{' - nonpublic' if under_seal else ''}.pdf"
        every = tuple(range(sum(len(file.signed) for file in files)))
        job = PrintJob(pdf, every, password=self._password)
        run_dialog(PrintDialog(job, name, every, self._pictures, self._asking, self))

    def _ask(self, pdf: bytes, file: PackageDocument, password: str, parent: QWidget, *, signed: bool = False) -> None:
        count = len(self._pictures.page_sizes(pdf, password))
        job = PrintJob(pdf, tuple(range(count)), password=password)
        dialog = PrintDialog(job, file.path.name, file.signed, self._pictures, self._asking, parent)
        if signed:
            dialog.choose_signature_pages()
        run_dialog(dialog)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
