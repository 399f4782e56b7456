"""This year beside last year: the largest changes first, each one click from its cell."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QVBoxLayout

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.page import closing_row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.analysis.comparison import YearlyChange, changes_of_form, comparison, comparison_list

WIDE, ROWS = 135, 15
MONEY, OTHERS, ALL = "Amounts of money", "Other figures", "Everything"
FORM = "What is new in the form"
COLUMNS = ("Where", "Last year", "This year", "Change", "Percent", "Explanation")


class CompareDialog(QDialog):
    """The table, what of it is shown, going there, printing."""

    def __init__(self, papers: PaperWriter, around: Surroundings) -> None:
        super().__init__(around.parent)
        self._around, self._papers = around, papers
        self._book = around.file.book(around.filing)
        self._changes = comparison(self._book)
        self._form = changes_of_form(around.file, around.filing)
        self._shown: tuple[YearlyChange, ...] = ()
        self.setWindowTitle("Compare with last year")
        self.which = QComboBox(self)
        self.which.setAccessibleName("What is compared")
        self.which.addItems([MONEY, OTHERS, ALL, *([FORM] if self._form else [])])
        self.said = text("", muted=True, parent=self)
        self.table = ReadingTable("Changes", COLUMNS, self, figures=(1, 2, 3, 4))
        self.go = QPushButton("&Go there", self)
        self.print = QPushButton("&Print...", self)
        self._lay_out()
        self.which.currentIndexChanged.connect(self._fill)
        self.table.activated.connect(self._go)
        self.go.clicked.connect(self._go)
        self.print.clicked.connect(self._print)
        self._fill()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(self.which)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(closing_row(self, self.go, self.print))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS * 13))

    @Slot()
    def _fill(self) -> None:
        which = self.which.currentText()
        if which == FORM:
            self._fill_form()
            return
        self._shown = tuple(change for change in self._changes if which == ALL or change.money == (which == MONEY))
        self.table.fill(
            (sentence_start(change.where), change.before, change.now, *change.in_words, change.note)
            for change in self._shown
        )
        if self._shown:
            self.table.selectRow(0)
        self.go.setEnabled(bool(self._shown or self._form))
        self.print.setEnabled(bool(self._changes))
        self.said.setText(self._words())

    def _fill_form(self) -> None:
        """The lines and columns that last year's form had otherwise, in the columns of the figures."""
        self._shown = ()
        places = (("" if part is None else part.where for part in (one.before, one.now)) for one in self._form)
        self.table.fill((one.what, *where, "", "", "") for one, where in zip(self._form, places, strict=True))
        self.table.selectRow(0)
        differ = agreeing(len(self._form), "differs", "differ")
        words = f"{counted(len(self._form), 'part')} of the form {differ} from last year's form."
        self.said.setText(f"{words} Last year's answers went to the lines of the same name.")

    def _words(self) -> str:
        if not self._book.filing.previous:
            return "This report was started blank: there is no report of last year to compare it with."
        count = len(self._shown)
        differ = agreeing(count, "differs", "differ")
        return f"{counted(count, 'figure')} {differ} from last year's, the largest change first."

    @Slot()
    def _go(self) -> None:
        row = self.table.currentIndex().row()
        found = [str(change.place) for change in self._shown]
        if self.which.currentText() == FORM:
            found = ["" if one.now is None else f"{one.now.schedule}/{one.now.line}" for one in self._form]
        if 0 <= row < len(found) and found[row]:
            self._around.go_to(self._around.filing, found[row])
            self.accept()

    @Slot()
    def _print(self) -> None:
        name = f"Comparison {self._book.filing.year}.pdf"
        if self._papers.write(self._around.file, comparison_list(self._book, self._changes), name, self):
            self.said.setText(f"The list was written. {self._words()}")
