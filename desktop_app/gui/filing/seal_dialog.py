"""Setting a seal: what it covers, the type of information, the reason, and what is to become of the computed cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.confidentiality import ANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ANSWER
from desktop_app.formspec.wording import line_name, location, value_text
from desktop_app.gui.theme.style import TypeScale, high, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_choices import WrappedRadioButton
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.confidentiality.sealing import computed_dependents

REASON_HIGH, LIST_HIGH = 40, 96
PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class SealScope:
    """Something that can be sealed from where the cursor is: how it is called, and its targets."""

    words: str
    targets: tuple[str, ...]


def scopes(book: EvaluatedFiling, places: Sequence[Place], schedule: str) -> tuple[SealScope, ...]:
    """What the selected places offer to seal, the narrowest first."""
    definition = book.sheet.schedules[schedule].definition
    whole = SealScope(f"The whole schedule, page {definition.page}", (schedule,))
    if not places:
        return (whole,)
    first = places[0]
    lines = list(dict.fromkeys(place.line for place in places))
    columns = list(dict.fromkeys(place.column for place in places))
    where = location(book.sheet, first)
    found = [
        SealScope(sentence_start(where), (str(first),))
        if len(places) == 1
        else SealScope(f"The {len(places)} selected cells", tuple(map(str, places)))
    ]
    if len(definition.columns) > 1:
        name = line_name(book.sheet, first) if len(lines) == 1 else f"{len(lines)} lines"
        found.append(SealScope(f"Whole line: {name}", tuple(f"{schedule}/{line}" for line in lines)))
    if columns != [ANSWER]:
        name = ", ".join(book.sheet.schedules[schedule].columns[column].label for column in columns)
        found.append(SealScope(f"Whole column: {name}", tuple(f"{schedule}/{ANY}/{column}" for column in columns)))
    return (*found, whole)


class SealDialog(FormDialog):
    """`targets`, `type_`, `reason` and `also` hold what was decided."""

    def __init__(
        self,
        book: EvaluatedFiling,
        offers: Sequence[SealScope],
        kinds: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Seal", "&Seal it", parent)
        self._book, self._kinds = book, kinds
        self._offers = {WrappedRadioButton(offer.words.replace("&", "&&"), self): offer for offer in offers}
        self._group = QButtonGroup(self)
        self.kind = QComboBox(self)
        self.why = QPlainTextEdit(self)
        self.dependents = WordList(self)
        self.all = QPushButton("Seal &all of these too", self)
        self._depends = text("", parent=self)
        self._lay_out()
        self._group.buttonClicked.connect(self._list_dependents)
        self.kind.currentIndexChanged.connect(self._offer_reason)
        self.all.clicked.connect(self._take_all)
        self._offer_reason()
        self._list_dependents()

    @property
    def targets(self) -> tuple[str, ...]:
        """What is to be sealed."""
        return next(offer.targets for button, offer in self._offers.items() if button.isChecked())

    @property
    def type_(self) -> str:
        """The type of information."""
        return self.kind.currentText().strip()

    @property
    def reason(self) -> str:
        """Why it is kept under seal."""
        return self.why.toPlainText().strip()

    @property
    def also(self) -> tuple[Place, ...]:
        """The computed cells that are sealed too; the others are published."""
        items = [self.dependents.item(row) for row in range(self.dependents.count())]
        return tuple(Place(*item.data(PLACE)) for item in items if item.checkState() is Qt.CheckState.Checked)

    @Slot()
    def accept(self) -> None:
        """Closes when type and reason are there."""
        if not self.type_:
            self.refuse("Enter the type of information. The paper on the seals names it.", self.kind)
        elif not self.reason:
            self.refuse("Explain why it is kept under seal. The paper on the seals gives the reason.", self.why)
        else:
            super().accept()

    def _lay_out(self) -> None:
        for number, button in enumerate(self._offers):
            button.setChecked(number == 0)
            self._group.addButton(button)
            words = button.text()
            button.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, self.minimumWidth()))
            button.setToolTip(words.replace("&&", "&"))
            self.column.addWidget(button)
        self.column.addSpacing(spacing(self, 4))
        self.kind.setEditable(True)
        self.kind.addItems(list(self._kinds))
        rule = self._book.sheet.form.sealing_cited("(C)", self._book.sheet.utilities)
        cited = f" ({CHAPTER}{rule})" if rule else ""
        more = f"One of these, or your own words. They are public: the paper on the seals lists the types{cited}."
        self.ask("&Type of information", self.kind, more)
        self.why.setTabChangesFocus(True)
        self.why.setMaximumHeight(spacing(self, REASON_HIGH))
        self.ask(
            "&Reason",
            self.why,
            "Edit it to fit this information. It is public: the paper on the seals prints it.",
        )
        self._depends.setProperty("type", TypeScale.STRONG.value)
        self.dependents.setAccessibleName("Computed cells to seal too")
        self.dependents.setMinimumHeight(high(self, LIST_HIGH))
        wrap_items(self.dependents)
        for widget in (self._depends, self.dependents, self.all):
            self.column.addWidget(widget)
        self.finish()

    @Slot()
    def _offer_reason(self) -> None:
        if not self.reason or self.reason in self._kinds.values():
            self.why.setPlainText(self._kinds.get(self.type_, ""))

    @Slot()
    def _list_dependents(self) -> None:
        places = computed_dependents(self._book, *self.targets)
        sheet, values = self._book.sheet, self._book.calculation.values
        self.dependents.clear()
        for place in places:
            where = location(sheet, place)
            shown = value_text(values.get(place), sheet.cells[place]) or "blank"
            item = QListWidgetItem(f"{sentence_start(where)}: {shown}", self.dependents)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(PLACE, tuple(place))
        many = f"{len(places)} computed cells depend" if len(places) > 1 else "A computed cell depends"
        self._depends.setText(f"{many} on it. Checked ones are sealed too, the others are published.")
        for widget in (self._depends, self.dependents, self.all):
            widget.setVisible(bool(places))

    @Slot()
    def _take_all(self) -> None:
        for row in range(self.dependents.count()):
            self.dependents.item(row).setCheckState(Qt.CheckState.Checked)
