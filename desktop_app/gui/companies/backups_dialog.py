"""The dated copies of the company's file: what is in them, where they lie, and putting one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.filings.filing_words import moment, size_in_words, state_of, title_of
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import KEEP_BACKUPS, UserPrompts
from desktop_app.gui.widgets.page import GAP
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import Backup, FileLocked
from desktop_app.services.progress.overview import name_of

REASONS = {
    "opened": "When the company was opened",
    "migration": "Before a newer program changed the file",
    "restore": "Before a backup was restored",
    "asked": "You asked for it",
    "damaged": "Before a damaged file was mended",
}
STEPS_SHOWN = 6
ROWS_SHOWN = 7
WIDE = 96


class BackupsDialog(QDialog):
    """After it was accepted, `chosen` is the copy to put back."""

    def __init__(
        self, companies: Companies, file: CompanyFile, asking: UserPrompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._companies = companies
        self._file = file
        self._asking = asking
        self._backups: tuple[Backup, ...] = ()
        self.setWindowTitle("Backups")
        self.where = text("", muted=True, parent=self)
        self.table = ReadingTable("Backups", ("Made", "Size", "Why"), self, figures=(1,))
        self.preview = text("", parent=self)
        self.preview.setAccessibleName("What this backup contains")
        self.restore = QPushButton("&Restore this backup...", self)
        self.copy_now = QPushButton("&Back up now", self)
        self.folder = QPushButton("&Choose the folder...", self)
        self.beside = QPushButton("Keep them next to the &file", self)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def chosen(self) -> Backup | None:
        """The copy of the chosen row."""
        row = self.table.currentIndex().row()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def refresh(self) -> None:
        """Lists the copies anew."""
        folder = self._companies.files.backup_folder
        where = f"in {folder}" if folder is not None else "in a folder next to it"
        self.where.setText(
            f"A backup of {self._file.path.name} is made each time it is opened after a "
            f"change. Backups are kept {where}."
        )
        self.beside.setEnabled(folder is not None)
        self._backups = tuple(self._companies.backups(self._file.path))
        self.table.fill(
            (moment(copy.at), size_in_words(copy.size), REASONS.get(copy.reason, copy.reason)) for copy in self._backups
        )
        self.table.fit(ROWS_SHOWN)
        if self._backups:
            self.table.selectRow(0)
        self._show_chosen()

    def accept(self) -> None:
        """Closes when a copy is chosen and the user is sure."""
        copy = self.chosen
        if copy is None:
            return
        words = (
            f"The company goes back to the way it was on {moment(copy.at)}. "
            "The current state is saved as a backup first."
        )
        if self._asking.sure(self, "Restore this backup", words, "Restore"):
            super().accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(self.where)
        column.addWidget(self.table)
        column.addWidget(text("In this backup", TypeScale.STRONG, parent=self))
        column.addWidget(self.preview)
        column.addStretch(1)
        for some in ((self.restore, self.copy_now), (self.folder, self.beside)):
            line = QHBoxLayout()
            line.setSpacing(spacing(self, GAP))
            for button in some:
                button.setAutoDefault(False)
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.restore.clicked.connect(self.accept)
        self.copy_now.clicked.connect(self._make)
        self.folder.clicked.connect(self._choose)
        self.beside.clicked.connect(lambda: self._keep_in(None))

    @Slot()
    def _show_chosen(self) -> None:
        copy = self.chosen
        self.restore.setEnabled(copy is not None)
        if copy is None:
            self.preview.setText("No backup yet.")
            return
        try:
            self.preview.setText(self._described(copy))
        except FileLocked:
            self.preview.setText("This backup has another password. It is asked for when you restore the backup.")
        except (UserError, EnvironmentProblem) as refusal:
            self.preview.setText(str(refusal))
            self.restore.setEnabled(False)

    def _described(self, copy: Backup) -> str:
        inside = self._companies.peek(copy.path)
        try:
            filings = [f"{title_of(filing)}: {state_of(filing)}" for filing in inside.filings()]
            steps = [f"    {moment(step.at)}: {step.label}" for step in inside.workspace.journal(STEPS_SHOWN)]
            return "\n".join(
                [
                    name_of(inside),
                    "; ".join(filings) or "No filing yet",
                    "The last steps in it:",
                    *(steps or ["    none"]),
                ]
            )
        finally:
            inside.close()

    @Slot()
    def _make(self) -> None:
        self._companies.files.back_up(self._file.workspace, "asked")
        self.refresh()

    @Slot()
    def _choose(self) -> None:
        folder = self._asking.folder(self, KEEP_BACKUPS)
        if folder is not None:
            self._keep_in(folder)

    def _keep_in(self, folder: Path | None) -> None:
        self._companies.choose_backup_folder(folder)
        self.refresh()
