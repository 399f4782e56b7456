"""The sentence over a filing that was filed: it is read-only, and a revision corrects it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.gui.filings.filing_words import state_of, title_of
from desktop_app.gui.theme.icons import IconMark, IconSet
from desktop_app.gui.theme.style import spacing, text


class FiledNotice(QFrame):
    """Shown only over a filed filing."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "note")
        self.words = text("", parent=self)
        self.revise = QPushButton("Start a re&vision", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[spacing(self, 4)] * 4)
        row.setSpacing(spacing(self, 5))
        row.addWidget(IconMark(icons, self, name="note"))
        row.addWidget(self.words, 1)
        row.addWidget(self.revise)

    def show_filing(self, filing: Filing) -> None:
        """Says how the filing stands, if it was filed."""
        self.setVisible(filing.state is FilingState.FILED)
        self.words.setText(f"{title_of(filing)}: {state_of(filing)}. It is read-only.")
