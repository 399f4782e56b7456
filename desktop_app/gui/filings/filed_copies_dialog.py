"""Filed copies: the files of a filing as they were filed, public and sealed ones apart, and whether a file is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.filings import Filing
from desktop_app.gui.filings.filing_words import state_of, title_of
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import SENT_PACKAGE, UserPrompts
from desktop_app.gui.widgets.page import GAP, heading, side_button
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import filed_copies as vault
from desktop_app.services.filings.filed_copies import KeptFile

COLUMNS = ("File", "Bytes", "SHA-256")
WIDE = 108
ROWS_SHOWN = 5
ANY = "All files (*)"


class FiledCopiesDialog(QDialog):
    """The kept files of one filing."""

    def __init__(self, file: CompanyFile, filing: Filing, asking: UserPrompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._filing, self._asking = file, filing, asking
        self.setWindowTitle(f"Filed copies: {title_of(filing)}")
        self.tracking = QLineEdit(self)
        self.tracking.setAccessibleName("Tracking number")
        self.public = ReadingTable("Public files", COLUMNS, self, figures=(1,))
        self.sealed = ReadingTable("Sealed files", COLUMNS, self, figures=(1,))
        self.said = text("", parent=self)
        self.keep = side_button("St&ore the files of a package...", self._keep, self)
        self.compare = side_button("&Is this the file we filed?...", self._compare, self)
        self.hand_public = side_button("Save the &public files...", lambda: self._hand_out(sealed=False), self)
        self.hand_sealed = side_button("Save the &sealed files...", lambda: self._hand_out(sealed=True), self)
        self.close_button = side_button("&Close", self.accept, self)
        self._lay_out()
        self.refresh()
        self.tracking.editingFinished.connect(self._keep_tracking)

    def refresh(self) -> None:
        """Shows what is kept."""
        kept = vault.filed(self._file, self._filing.id)
        self.tracking.setText(kept.tracking if kept is not None else "")
        public: Sequence[KeptFile] = kept.public if kept is not None else ()
        sealed: Sequence[KeptFile] = kept.sealed if kept is not None else ()
        for table, files in ((self.public, public), (self.sealed, sealed)):
            table.fill((item.name, f"{item.size:,}", item.digest) for item in files)
            table.fit(ROWS_SHOWN)
        self.hand_public.setEnabled(bool(public))
        self.hand_sealed.setEnabled(bool(sealed))
        self.sealed_title.setVisible(bool(sealed))
        self.sealed.setVisible(bool(sealed))
        self.hand_sealed.setVisible(bool(sealed))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 4))
        column.addWidget(text(f"{state_of(self._filing)}.", parent=self))
        label = text("&Tracking number", parent=self)
        label.setBuddy(self.tracking)
        column.addWidget(label)
        column.addWidget(self.tracking)
        words = (
            "Of the carrier or of EFIS. An exact copy of the files is kept in the "
            "company's file, with their fingerprints."
        )
        column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=self))
        column.addWidget(heading("Public files", self))
        column.addWidget(self.public)
        self.sealed_title = heading("Sealed files: never send them together with the public ones", self)
        column.addWidget(self.sealed_title)
        column.addWidget(self.sealed)
        column.addWidget(self.said)
        for buttons in ((self.keep, self.compare), (self.hand_public, self.hand_sealed, self.close_button)):
            line = QHBoxLayout()
            line.setSpacing(spacing(self, GAP))
            for button in buttons:
                if button is self.close_button:
                    line.addStretch(1)
                line.addWidget(button)
            if self.close_button not in buttons:
                line.addStretch(1)
            column.addLayout(line)
        self.setMinimumWidth(letters_wide(self, WIDE))

    def _keep_tracking(self) -> None:
        kept = vault.filed(self._file, self._filing.id)
        if self.tracking.text().strip() != (kept.tracking if kept is not None else ""):
            vault.keep_filed_copy(self._file, self._filing.id, self.tracking.text())

    def _keep(self) -> None:
        folder = self._asking.folder(self, SENT_PACKAGE)
        if folder is not None:
            kept = vault.keep_filed_copy(self._file, self._filing.id, self.tracking.text(), folder)
            self.said.setText(f"{counted(len(kept.files), 'file')} {agreeing(len(kept.files), 'is', 'are')} kept.")
            self.refresh()

    def _compare(self) -> None:
        path = self._asking.existing(self, "The file to compare", ANY)
        if path is not None:
            self.said.setText(vault.is_the_one(self._file, path))

    def _hand_out(self, *, sealed: bool) -> None:
        kept = vault.filed(self._file, self._filing.id)
        folder = self._asking.folder(self, "Where to save the files")
        if kept is None or folder is None:
            return
        written = vault.hand_out(self._file, kept.sealed if sealed else kept.public, folder)
        self.said.setText(
            f"{counted(len(written), 'file')} {agreeing(len(written), 'was', 'were')} written to {written[0].parent}."
        )
