"""The text of the chapter, rule by rule, opened at a provision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import letters_wide, spacing, text
from desktop_app.gui.widgets.page import closing_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.program.rule_texts import RuleText, find_provision

NOTE = "The 2004 text of 4 CSR 240 Chapter 3. Compare with the rule in force."
WIDE, ROWS = 110, 14


class RuleTextDialog(QDialog):
    """Begins at the provision that the citation means, or at the first rule."""

    def __init__(self, rules: Sequence[RuleText], citation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self.setWindowTitle("Text of the chapter")
        self.which = QComboBox(self)
        self.which.setAccessibleName("The rule")
        self.which.addItems([f"{rule.rule} {rule.title}" for rule in rules])
        narrow_choice(self.which)
        self.table = ReadingTable("The rule", ("Provision", "Text"), self)
        self.whole = text("", parent=self)
        self.whole.setAccessibleName("The chosen provision")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        for widget in (text(NOTE, muted=True, parent=self), self.which, self.table, self.whole):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(closing_row(self))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.which.currentIndexChanged.connect(self._fill)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self._fill()
        if citation:
            rule, at = find_provision(rules, citation)
            self.which.setCurrentIndex(list(rules).index(rule))
            self.table.selectRow(at)
        self.which.setFocus()

    @Slot()
    def _fill(self) -> None:
        self.table.fill(self._rules[self.which.currentIndex()].provisions)
        self.table.fit(ROWS)
        self.table.selectRow(0)

    @Slot()
    def _show(self) -> None:
        row, rule = self.table.currentIndex().row(), self._rules[self.which.currentIndex()]
        if 0 <= row < len(rule.provisions):
            name, words = rule.provisions[row]
            self.whole.setText(f"4 CSR 240-{name}: {words}")
