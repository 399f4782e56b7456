"""The line at the foot of the window: which file is open, that everything is on disk, and what is still running."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from desktop_app.gui.filings.filing_words import clock_time
from desktop_app.gui.tasks import ProgressBar
from desktop_app.gui.theme.style import spacing
from desktop_app.services.company.company_file import CompanyFile

FEWEST_LETTERS = 12


class ElidedLabel(QLabel):
    """Words that never make the window wider: what does not fit is left out at the end and stands in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * FEWEST_LETTERS, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints as much as fits."""
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment().value, words)
        painter.end()


class StatusLine(QStatusBar):
    """Says the file's name and, after each step, that it is on disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.file = ElidedLabel(self)
        self.file.setAccessibleName("File")
        self.saved = ElidedLabel(self)
        self.saved.setAccessibleName("Whether everything is saved")
        self.progress = ProgressBar(self)
        self.addWidget(self.file)
        self.addWidget(self.saved, 1)
        self.addPermanentWidget(self.progress)
        gap = spacing(self, 6)
        self.setContentsMargins(gap, 0, gap, 0)
        self.file.setContentsMargins(0, 0, gap, 0)

    def show_file(self, file: CompanyFile | None) -> None:
        """Names the open file."""
        only = " (read-only)" if file is not None and file.workspace.read_only else ""
        self.file.setText("" if file is None else f"{file.path.name}{only}")
        self.file.setToolTip("" if file is None else str(file.path))
        self.show_saved(file)

    def show_saved(self, file: CompanyFile | None, label: str = "") -> None:
        """Says since when everything is on disk, and what the last step was."""
        if file is None:
            self.saved.clear()
            return
        last = next(iter(file.workspace.journal(1)), None)
        words = "Nothing can be changed" if file.workspace.read_only else "All changes saved"
        if last is not None:
            words = f"{words} since {clock_time(last.at)}. Last: {label or last.label}"
        self.saved.setText(words)
        self.saved.setToolTip(words)
