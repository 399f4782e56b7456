"""What still stands between a filing and its package, as one list; each item leads to its field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.confidentiality import ANY
from desktop_app.domain.counting import counted
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.checks import BLANK
from desktop_app.gui.theme.icons import IconSet
from desktop_app.gui.theme.style import spacing
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.services.filing_package.gates import PaperGate
from desktop_app.services.filing_package.readiness import PackageReadiness

FIELD = Qt.ItemDataRole.UserRole
SHOWN = 200  # problems
HIGHEST = 100  # eighths of the height of a letter
FRAME = 7  # what the style takes of the width of a line, in eighths of the height of the letters


def field_of(target: str) -> str:
    """The field, or else the schedule, that a problem's place or a seal's target leads to."""
    parts = target.split("/")
    return target if len(parts) == len(Place._fields) and ANY not in parts else parts[0]


class MissingList(QListWidget):
    """Enter, or a double click, goes to the field of an item (a filing's id and a place in it)."""

    field_requested = Signal(str, str)

    def __init__(self, filing_id: str, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filing, self._icons = filing_id, icons
        self.setAccessibleName("What is missing")
        wrap_items(self, FRAME)
        self.itemActivated.connect(self._go)

    def show_readiness(self, ready: PackageReadiness) -> None:
        """Lists what is open first, then what the paper itself lacks, then what is only worth knowing."""
        self.clear()
        opened = [problem for problem in ready.problems if problem.open]
        for problem in opened[:SHOWN]:
            self._problem(problem)
        for gate in ready.gates:
            if gate.trouble:
                self._gate(gate)
        for problem in [problem for problem in ready.problems if not problem.open][: max(0, SHOWN - len(opened))]:
            self._problem(problem)
        self._say_more(len(ready.problems) - SHOWN)
        if self.count():
            self.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(self._icons.icon("good", "good"), "Nothing is missing.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)
        self._fit()

    def _say_more(self, more: int) -> None:
        """Says how many problems are not listed: so many are one mistake in a long table."""
        if more > 0:
            words = f"{counted(more, 'problem')} more. They are listed when those above are settled."
            item = QListWidgetItem(self._icons.icon("note", "note"), words)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Is as high as its items, up to a limit; then it scrolls."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        rows = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        most = spacing(self, HIGHEST)
        self.setFixedHeight(min(rows + 2 * self.frameWidth() + 2, most))

    @Slot()
    def go(self) -> None:
        """Goes to the field of the current item."""
        item: QListWidgetItem | None = self.currentItem()
        if item is not None:
            self._go(item)

    def _problem(self, problem: Problem) -> None:
        blank, filing = problem.id == BLANK, problem.filing or self._filing
        name = "waiting" if blank else "good" if problem.explained else problem.severity.value
        word = "Blank" if blank else problem.severity.label
        self._add(name, word, problem.sentence, problem.citation, filing, problem.place)

    def _gate(self, gate: PaperGate) -> None:
        filing, _, place = gate.field.partition("/")
        self._add("stop", Severity.STOP.label, gate.trouble, gate.citation, filing or self._filing, place)

    def _add(self, icon: str, word: str, sentence: str, citation: str, filing: str, place: str) -> None:
        rule = f"  [{citation}]" if citation else ""
        colour = "muted" if icon == "waiting" else icon
        item = QListWidgetItem(self._icons.icon(icon, colour), f"{word}: {sentence}{rule}")
        item.setData(FIELD, (filing, field_of(place)))
        self.addItem(item)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        field = item.data(FIELD)
        if field is not None:
            self.field_requested.emit(*field)
