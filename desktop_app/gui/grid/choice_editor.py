"""The editor of a cell with choices: a line that completes what is typed, over the list of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from desktop_app.formspec.definition import CellSpec

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChoiceEditor(QComboBox):
    """The options, and the answer words that the cell takes.

    Letters are typed into a line of its own, spaces too, and completed to the first option that begins so; what fits
    none is handed over as it was typed, so that it is refused and not lost. `chosen` when an option is picked from the
    open list, with whether by a key.
    """

    chosen = Signal(bool)

    def __init__(self, spec: CellSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.addItem("")
        self.addItems([option.label for option in spec.options])
        self.addItems([word.value for word in spec.answer_words if self.findText(word.value) < 0])
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._opened = self._by_key = False
        self.activated.connect(self._picked)

    def choose(self, text: str) -> None:
        """Shows the text, chosen as a whole so that typing replaces it."""
        self.setCurrentIndex(max(0, self.findText(text)))
        line = self.lineEdit()
        if line is not None:
            line.setText(text)
            line.selectAll()

    def chosen_text(self) -> str:
        """The option that is meant: its label, or letters that begin it, or a word in it, alone; else what is typed."""
        typed = " ".join(self.currentText().split())
        labels = [self.itemText(row) for row in range(1, self.count())]
        meant = [label for label in labels if label.casefold().startswith(typed.casefold())]
        exact = [label for label in meant if label.casefold() == typed.casefold()]
        inside = [label for label in labels if f" {typed}".casefold() in label.casefold()]
        fitting = exact or meant or inside
        return fitting[0] if typed and len(fitting) == 1 else typed

    def setAccessibleName(self, name: str) -> None:
        """Names the line that has the focus too."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    def showPopup(self) -> None:
        """Opens the list."""
        self._opened, self._by_key = True, False
        super().showPopup()
        self.view().installEventFilter(self)  # now, to be asked before the list's own

    def hidePopup(self) -> None:
        """Closes it; Qt tells what was picked just after."""
        super().hidePopup()
        QTimer.singleShot(0, self, self._close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed over the open list belong to the line; Enter takes the line in hand."""
        if watched == self.view() and isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            if event.key() in ENTER:  # the list takes it as soon as it is announced
                self._by_key = True
            elif event.type() == QEvent.Type.KeyPress and event.text() and event.text().isprintable():
                self.hidePopup()
                self._opened = False
                QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _close(self) -> None:
        self._opened = False

    @Slot()
    def _picked(self) -> None:
        if self._opened and not self.view().isVisible():  # the arrows choose while it is open
            self.chosen.emit(self._by_key)
