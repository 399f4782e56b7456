"""The sheets that were found in a document of the whole paper tariff, looked at before they are entered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.sheet_split import SplitSheet, doubtful
from desktop_app.gui.tariff_book.dialogs import TariffForm
from desktop_app.gui.tariff_book.live_page import LivePage
from desktop_app.gui.theme.style import room_on_screen, text
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.whole_tariff import (
    PREVIEW,
    TariffDefaults,
    enter_whole_tariff,
    preview_rows,
    with_defaults,
)
from desktop_app.services.tariff_book.words import counted_sheets

ROWS_SHOWN, DOUBTS_SHOWN = 12, 3
WIDE, PAGE_LINES = 150, 34  # letters and lines, where the screen has them


class ImportTariffDialog(TariffForm):
    """Lists the sheets; what they do not say themselves is asked once for all of them."""

    def __init__(
        self,
        program: Program,
        tariff_book: TariffBook,
        schedule: str,
        found: Sequence[SplitSheet],
        around: Surroundings,
        parent: QWidget | None,
    ) -> None:
        super().__init__("Enter the whole paper tariff", "&Enter them", parent)
        self._tariff_book, self._schedule, self._found = tariff_book, schedule, tuple(found)
        self._printer = program.tariffs.printer(tariff_book, schedule)
        self._left_out = 0
        self.table = ReadingTable("Sheets that were found", PREVIEW, self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.page = LivePage(program, around.runner, self)
        self.doubts = text("", parent=self)
        self.doubts.setWordWrap(True)
        self.leave = QPushButton("Leave the chosen &out", self)
        self.leave.setToolTip("They are not entered; the document stays as it is")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self._leave_out)
        self.asked = text("For the sheets that do not say it themselves:", parent=self)
        self._lay_out()
        self.effective, self.issued = QLineEdit(self), QLineEdit(self)
        self.ask("Date e&ffective", self.effective, "Like 05/01/2015.")
        self.ask("Date of &issue", self.issued, "Like 04/01/2015; empty if unknown.")
        self.issuer, self.office, self.address, self.company = (QLineEdit(self) for _ in range(4))
        self.ask("Issued &by", self.issuer, "The officer; blank if unknown.")
        self.ask("&Office held", self.office, "The title, as printed.")
        self.ask("&Address", self.address, "As printed, on one line.")
        self.ask("Co&mpany", self.company, "That of then, where it was another than today's.")
        for field in (self.effective, self.issued, self.issuer, self.office, self.address, self.company):
            field.editingFinished.connect(self._show)
        self._ask_what_is_missing()
        self.finish()
        self._show()
        self.table.selectionModel().currentRowChanged.connect(self._show_page)
        self.table.selectRow(0)

    def _lay_out(self) -> None:
        """The list and what is asked at the left, the page of the chosen sheet beside them."""
        left = QVBoxLayout()
        for part in (self.table, self.doubts, self.leave, self.asked):
            left.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.leave else Qt.AlignmentFlag(0))
        self.beside.removeItem(self.form)
        left.addLayout(self.form)
        left.addStretch(1)
        self.beside.insertLayout(0, left, 2)
        self.put_beside(self.page)
        self.page.setMinimumHeight(self.fontMetrics().lineSpacing() * PAGE_LINES)
        wide = self.fontMetrics().averageCharWidth() * WIDE
        if wide <= room_on_screen(self).width():
            self.setMinimumWidth(wide)

    def _ask_what_is_missing(self) -> None:
        """Asks only for what some sheet does not say."""
        someone = any(not sheet.issuer.name for sheet in self._found)
        missing = {
            self.effective: any(sheet.effective is None for sheet in self._found),
            self.issued: any(sheet.issued is None for sheet in self._found),
            **dict.fromkeys((self.issuer, self.office, self.address), someone),
            self.company: any(not sheet.company for sheet in self._found),
        }
        for field, asked in missing.items():
            self.form.setRowVisible(field, asked)
        self.asked.setVisible(any(missing.values()))

    @Slot()
    def _leave_out(self) -> None:
        """Takes the chosen sheets off the list."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        self._left_out += len(rows)
        self._found = tuple(sheet for row, sheet in enumerate(self._found) if row not in rows)
        self._show()
        self.table.selectRow(min(rows, default=0))

    @property
    def sheets(self) -> tuple[SplitSheet, ...]:
        """The sheets with what was typed for all of them. Raises NotADate."""
        effective, issued = (
            parse_date(field.text()) if field.text().strip() else None for field in (self.effective, self.issued)
        )
        issuer = Issuer(*(field.text().strip() for field in (self.issuer, self.office, self.address)))
        number = self._tariff_book.schedule(self._schedule).number
        return with_defaults(
            self._found, TariffDefaults(effective, issued, issuer, self.company.text().strip(), number)
        )

    def accept(self) -> None:
        """Goes on only with days that can be read."""
        for field in (self.effective, self.issued):
            if field.text().strip():
                try:
                    parse_date(field.text())
                except NotADate as refusal:
                    self.refuse(str(refusal), field)
                    return
        super().accept()

    def make(self) -> str:
        """Enters them, and says what was done. Raises UserError."""
        return enter_whole_tariff(self._tariff_book, self._schedule, self.sheets)

    @Slot()
    def _show(self) -> None:
        try:
            sheets = self.sheets
        except NotADate as refusal:
            self.doubts.setText(str(refusal))
            return
        self.table.fill([*preview_rows(sheets)])
        self.table.fit(ROWS_SHOWN)
        self._show_page()
        doubts = [*doubtful(sheets)]
        more = f" And {len(doubts) - DOUBTS_SHOWN} more." if len(doubts) > DOUBTS_SHOWN else ""
        said = " ".join(doubts[:DOUBTS_SHOWN]) + more
        left = f" {self._left_out} left out." if self._left_out else ""
        self.doubts.setText(f"{counted_sheets(len(sheets))} found.{left} {said}".strip())
        self.agree.setEnabled(bool(sheets))

    @Slot()
    def _show_page(self) -> None:
        """The page of the chosen sheet."""
        row = max(0, self.table.currentIndex().row())
        try:
            sheets = self.sheets
        except NotADate:
            return
        if row < len(sheets):
            self.page.follow(lambda: self._printer.typed(sheets[row]))
