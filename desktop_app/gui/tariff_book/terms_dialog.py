"""What the tariff says on the points that its rule fixes: answered by the company, each with the sheet that says it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.problems import UserError
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.spoken import RefusalLine
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.rulebook.contents import NO, YES, TariffContents, TermKind
from desktop_app.services.tariff_book.contents import CONFORMS, StatedContent, name_sheet, read_conforms, stated
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.tariff_terms import TermAnswer, answer_term, term_answers

COLUMNS = ("What the rule requires", "The rule says", "The tariff says", "Sheet", "Rule")
WIDE, LINES = 120, 30
WHAT = (
    "Read each sheet and answer what it says. Words that the program finds on a sheet prove nothing: your answers are "
    "compared with the legal values."
)


class TermsDialog(QDialog):
    """A table of all points; the chosen one is answered below it."""

    def __init__(
        self, tariff_book: TariffBook, schedule: str, contents: TariffContents, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._tariff_book, self._schedule, self._contents = tariff_book, schedule, contents
        self._found: tuple[TermAnswer | StatedContent, ...] = ()
        self.setWindowTitle("What the tariff says")
        self.table = ReadingTable("Points of the rule", COLUMNS, self)
        self.asks = text("", TypeScale.STRONG, parent=self)
        self.asks.setWordWrap(True)
        self.answer = QComboBox(self)
        self.answer.setEditable(True)
        self.answer.setAccessibleName("What the tariff says")
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName("The sheet that says it")
        self.save = QPushButton("&Save and go on", self)
        self.save.setDefault(True)
        self.close_button = QPushButton("&Close", self)
        self.close_button.setAutoDefault(False)
        self.trouble = RefusalLine(self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.accept)
        self.refresh(0)

    def refresh(self, row: int) -> None:
        """Reads the answers anew and chooses a row."""
        schedule, today = self._tariff_book.schedule(self._schedule), self._tariff_book.file.clock.today()
        found = term_answers(self._tariff_book, schedule, self._contents, today)
        items = stated(self._tariff_book, schedule, self._contents, today)
        self._found = (*items, *(item for item in found if item.asked))
        self.table.fill([_cells(item) for item in self._found])
        self.table.resizeRowsToContents()
        self.table.selectRow(min(row, len(self._found) - 1))
        self._show_chosen()

    def choose_point(self, words: str) -> None:
        """Chooses the point that a sentence is about, and goes to the field of its sheet."""
        for row, item in enumerate(self._found):
            if isinstance(item, StatedContent) and item.content.label in words:
                self.table.selectRow(row)
                self._show_chosen()
                self.sheet.setFocus()
                return

    @property
    def chosen(self) -> TermAnswer | StatedContent | None:
        """The point of the chosen row."""
        row = self.table.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        words = text(WHAT, muted=True, parent=self)
        words.setWordWrap(True)
        self.table.setWordWrap(True)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addWidget(self.asks)
        across = QHBoxLayout()
        for label, field in (("The &tariff says", self.answer), ("&Sheet", self.sheet)):
            named = text(label, parent=self)
            named.setBuddy(field)
            across.addWidget(named)
            across.addWidget(field, 1)
        across.addWidget(self.save)
        across.addWidget(self.close_button)
        column.addLayout(across)
        column.addWidget(self.trouble)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().lineSpacing() * LINES)

    @Slot()
    def _show_chosen(self) -> None:
        item = self.chosen
        self.trouble.hide()
        if item is None:
            return
        sheets = [chain.number.text for chain in self._tariff_book.chains(self._schedule)]
        _offer(self.sheet, ("", *sheets), next((name for name in sheets if name.casefold() == item.sheet), ""))
        if isinstance(item, StatedContent):
            self.asks.setText(item.content.label)
            _offer(self.answer, ("", CONFORMS), CONFORMS if item.conforms else "")
            return
        self.asks.setText(item.term.asks)
        offered = ("", YES, NO) if item.term.kind in {TermKind.YES, TermKind.EITHER} else ()
        _offer(self.answer, offered, item.answer)

    @Slot()
    def _save(self) -> None:
        item, row = self.chosen, self.table.currentIndex().row()
        if item is None:
            return
        try:
            self._keep(item, self.answer.currentText().strip(), self.sheet.currentText())
        except UserError as refusal:
            self.trouble.say(str(refusal))
            return
        self.refresh(row + 1)

    def _keep(self, item: TermAnswer | StatedContent, answer: str, sheet: str) -> None:
        if isinstance(item, StatedContent):
            conforms = read_conforms(answer)
            name_sheet(self._tariff_book, self._schedule, item.content.id, sheet, conforms=conforms)
        else:
            answer_term(self._tariff_book, self._contents, self._schedule, item.term.id, answer, sheet)


def _offer(field: QComboBox, choices: Sequence[str], chosen: str) -> None:
    field.clear()
    field.addItems(list(choices))
    if field.isEditable():
        field.setEditText(chosen)
        line = field.lineEdit()
        if isinstance(line, QLineEdit):
            line.selectAll()
    else:
        field.setCurrentIndex(max(0, field.findText(chosen)))


def _cells(item: TermAnswer | StatedContent) -> tuple[str, ...]:
    if isinstance(item, StatedContent):
        lacks = f"does not mention {', '.join(item.missing)}" if item.missing else "words found, not read yet"
        said = CONFORMS if item.conforms else lacks if item.sheet else "no sheet found"
        return (item.content.label, "stated", said, item.sheet, ", ".join(item.content.cites))
    bound = item.term.bound
    legal = "" if bound is None or item.legal is None else f"{bound.value} {item.legal.normalize():f}"
    wanted = legal or ("yes" if item.term.kind is TermKind.YES else "")
    return (item.term.asks, wanted, item.answer or "not answered", item.sheet, ", ".join(item.term.cites))
