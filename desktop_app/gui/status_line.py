"""The line at the foot of the window: which file is open, that everything is on disk, and what is still running."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from desktop_app.gui.filing_words import clock_time
from desktop_app.gui.style import spacing
from desktop_app.gui.tasks import ProgressBar
from desktop_app.services.company_file import CompanyFile

LONGEST_NAME = 60


class StatusLine(QStatusBar):
    """Says the file's name and, after each step, that it is on disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.file = QLabel(self)
        self.file.setAccessibleName("File")
        self.saved = QLabel(self)
        self.saved.setAccessibleName("What is on disk")
        self.progress = ProgressBar(self)
        self.addWidget(self.file)
        self.addWidget(self.saved, 1)
        self.addPermanentWidget(self.progress)
        self.setContentsMargins(spacing(self, 6), 0, spacing(self, 6), 0)

    def show_file(self, file: CompanyFile | None) -> None:
        """Names the open file."""
        name = "" if file is None else file.path.name
        short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 3]}..."
        self.file.setText(short)
        self.file.setToolTip("" if file is None else str(file.path))
        self.show_saved(file)

    def show_saved(self, file: CompanyFile | None, label: str = "") -> None:
        """Says since when everything is on disk, and what the last step was."""
        if file is None:
            self.saved.clear()
            return
        last = next(iter(file.workspace.journal(1)), None)
        words = "All changes are on disk"
        if last is not None:
            words = f"{words} since {clock_time(last.at)}. Last: {label or last.label}"
        self.saved.setText(words)
