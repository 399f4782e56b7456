"""What would change, shown before it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.word_list import WordList

GAP, REMARKS_EIGHTHS = 5, 60
COLUMNS = ("Where", "Now", "New", "From")
BLANK = "blank"


class ChangesView(QWidget):
    """A table of cells with what they hold now and then, a count, and sentences about the rest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = text("", TypeScale.STRONG, parent=self)
        self.table = ReadingTable("What changes", COLUMNS, self, figures=(1, 2))
        self.remarks = WordList(self)
        self.remarks.setAccessibleName("Remarks")
        self.remarks.setWordWrap(True)
        self.remarks.setMaximumHeight(spacing(self, REMARKS_EIGHTHS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("What changes", self))
        column.addWidget(self.state)
        column.addWidget(self.table, 3)
        column.addWidget(self.remarks, 1)

    def show_changes(self, rows: Iterable[Sequence[str]], state: str, remarks: Sequence[str]) -> None:
        """Shows rows of where, now, then and from; an empty value is called blank."""
        self.table.fill((sentence_start(row[0]), row[1] or BLANK, row[2] or BLANK, *row[3:]) for row in rows)
        self.state.setText(state)
        self.remarks.clear()
        self.remarks.addItems(list(remarks))
        self.remarks.setVisible(bool(remarks))
        self.table.setVisible(self.table.rows.rowCount() > 0)
