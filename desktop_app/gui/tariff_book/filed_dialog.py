"""A tariff filing that went out: its state, dates and numbers, its sheets, and the papers as they were filed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.gui.tariff_book.outcome_dialog import CorrectOutcomeDialog, OutcomeDialog
from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.gui.widgets.page import heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.tariff_book.filings import record_outcome
from desktop_app.services.tariff_book.outcome_correction import correct_outcome, recorded_outcome
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.filed_filing import filing_record
from desktop_app.services.tariff_packet.packets import TariffPackets

WIDE = 92
ROWS_SHOWN = 6
NOTHING_KEPT = "Its papers are not kept in this file: it was filed with an earlier version of the program."


class FiledFilingDialog(QDialog):
    """Shows what is known of a filing; the papers can be written again, and the outcome recorded."""

    def __init__(
        self, tariffs: TariffPackets, tariff_book: TariffBook, filing_id: str, asking: UserPrompts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tariffs, self._tariff_book, self._id, self._asking = tariffs, tariff_book, filing_id, asking
        self.setWindowTitle(f"Tariff filing {filing_id}")
        self.facts = QFormLayout()
        self.sheets = ReadingTable("Sheets", ("Sheet", "State"), self)
        self.papers = ReadingTable("Papers as they were filed", ("File", "Bytes", "SHA-256"), self, figures=(1,))
        self.said = text("", parent=self)
        self.said.setWordWrap(True)
        self.write = QPushButton("&Write the papers again...", self)
        self.write.clicked.connect(self._write)
        self.outcome = QPushButton("Record the &outcome...", self)
        self.outcome.clicked.connect(self._record)
        self.correct = QPushButton("Co&rrect the outcome...", self)
        self.correct.setToolTip("Another day, or other numbers, than were recorded")
        self.correct.clicked.connect(self._correct)
        self.close_button = QPushButton("&Close", self)
        self.close_button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 4))
        column.addLayout(self.facts)
        column.addWidget(heading("Sheets", self))
        column.addWidget(self.sheets)
        column.addWidget(heading("Papers as they were filed", self))
        column.addWidget(self.papers)
        column.addWidget(self.said)
        line = QHBoxLayout()
        for button in (self.write, self.outcome, self.correct):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.close_button)
        column.addLayout(line)
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.refresh()

    def refresh(self) -> None:
        """Shows what is known now."""
        record = filing_record(self._tariff_book, self._id)
        while self.facts.rowCount():
            self.facts.removeRow(0)
        for name, words in record.facts:
            shown = text(words, parent=self)
            shown.setWordWrap(True)
            self.facts.addRow(text(f"{name}:", parent=self), shown)
        self.sheets.fill(record.sheets)
        self.papers.fill([(one.path, f"{one.size:,}", one.digest) for one in record.papers])
        for table in (self.sheets, self.papers):
            table.fit(ROWS_SHOWN)
        self.write.setEnabled(bool(record.papers))
        self.said.setText("" if record.papers else NOTHING_KEPT)
        stage = self._tariff_book.filing(self._id).stage
        self.outcome.setVisible(stage in {FilingStage.FILED, FilingStage.SUSPENDED})
        self.correct.setVisible(recorded_outcome(self._tariff_book.filing(self._id)) is not None)

    def _write(self) -> None:
        folder = self._asking.folder(self, "An empty or new folder for the papers")
        if folder is None:
            return
        try:
            written = self._tariffs.produce(self._tariff_book, self._id, folder)
        except (UserError, EnvironmentProblem) as refusal:
            self.said.setText(str(refusal))
            return
        self.said.setText(
            f"The papers are in {written.folder}, as they were filed: {counted(len(written.files), 'file')}."
        )

    def _record(self) -> None:
        dialog = OutcomeDialog(self._tariff_book.filing(self._id), self)
        if dialog.carry_out(lambda: record_outcome(self._tariff_book, self._id, dialog.decision())):
            self.refresh()

    def _correct(self) -> None:
        filing = self._tariff_book.filing(self._id)
        known = recorded_outcome(filing)
        if known is None:
            return
        dialog = CorrectOutcomeDialog(filing, known, self)
        if dialog.carry_out(lambda: correct_outcome(self._tariff_book, self._id, dialog.decision())):
            self.refresh()
