"""Cells that were changed both here and in the copy, side by side, each with the side that counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.spreadsheets.changes_view import BLANK
from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.gui.widgets.page import button_row, heading
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.worksheets.sheet_changes import CopyConflict

COLUMNS = ("Where", "When copied", "In this file", "In the copy", "Use")
SIDES = ("Choose...", "This file", "The copy")
MINE, THEIRS = 1, 2
GAP = 5


class ConflictsView(QWidget):
    """The table of conflicts. `decided` says after each choice that something was chosen."""

    decided = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = text("", TypeScale.STRONG, parent=self)
        self.table = ReadingTable("Changed in both", COLUMNS, self, figures=(1, 2, 3))
        self.all_mine = QPushButton("Use this &file for all", self)
        self.all_theirs = QPushButton("Use the c&opy for all", self)
        self.sides: list[QComboBox] = []
        for button, side in ((self.all_mine, MINE), (self.all_theirs, THEIRS)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, side=side: self.use_for_all(side))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, GAP))
        column.addWidget(heading("Changed in both", self))
        column.addWidget(self.state)
        column.addWidget(self.table, 1)
        column.addLayout(button_row(self.all_mine, self.all_theirs))

    @property
    def theirs(self) -> tuple[int, ...] | None:
        """The conflicts in which the copy counts, by number; None while one is undecided."""
        if any(side.currentIndex() == 0 for side in self.sides):
            return None
        return tuple(number for number, side in enumerate(self.sides) if side.currentIndex() == THEIRS)

    def show_conflicts(self, conflicts: Sequence[CopyConflict]) -> None:
        """Shows these, none of them decided."""
        self.table.fill(
            (
                sentence_start(item.where),
                item.held or BLANK,
                item.mine or BLANK,
                item.theirs or BLANK,
                "",
            )
            for item in conflicts
        )
        self.sides = [self._side(number, item) for number, item in enumerate(conflicts)]
        self.table.keep_width(len(COLUMNS) - 1, max((side.sizeHint().width() for side in self.sides), default=0))
        self.setVisible(bool(conflicts))
        self._count()

    def use_for_all(self, side: int) -> None:
        """Decides all in the same way."""
        for box in self.sides:
            box.setCurrentIndex(side)

    def _side(self, number: int, item: CopyConflict) -> QComboBox:
        box = QComboBox(self.table)
        box.addItems(SIDES)
        box.setAccessibleName(f"Which counts for {item.where}: in this file {item.mine}, in the copy {item.theirs}")
        box.ensurePolished()  # its width counts with the style's own frame
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.currentIndexChanged.connect(self._count)
        self.table.setIndexWidget(self.table.rows.index(number, len(COLUMNS) - 1), box)
        return box

    @Slot()
    def _count(self) -> None:
        open_ = sum(side.currentIndex() == 0 for side in self.sides)
        words = "All are decided." if not open_ else f"Choose which side counts: {open_:,} to go."
        count = len(self.sides)
        changed = f"{counted(count, 'cell')} {agreeing(count, 'was', 'were')} changed here and in the copy"
        self.state.setText(f"{changed} since it was made. {words}")
        self.decided.emit()
