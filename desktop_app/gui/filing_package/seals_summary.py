"""What will be sealed: where, which type of information, why; seals that wait to be confirmed can be so here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.theme.style import spacing, text
from desktop_app.gui.widgets.page import GAP, button_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.sealing import SealedItem

COLUMNS = ("Where", "Type of information", "Cells", "Status")
ROWS_SHOWN = 5
NO_SEALS = "Nothing is sealed: there will be one version, any letters that go with it and the filing sheet."
ANY_SEALS = (
    "These will be removed from the public version. The paper on the seals lists their types, reasons and places; it "
    "is public."
)


class SealsSummary(QWidget):
    """The seals of one filing. `wants_field` carries a seal's target, `changed` that a seal was confirmed or lifted."""

    changed = Signal()

    def __init__(
        self, file: CompanyFile, filing_id: str, do: Callable[[Callable[[], object]], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._file, self._filing, self._do = file, filing_id, do
        self._items: tuple[SealedItem, ...] = ()
        self.words = text("", muted=True, parent=self)
        self.table = ReadingTable("What will be sealed", COLUMNS, self, figures=(2,))
        self.type = QLineEdit(self)
        self.reason = QLineEdit(self)
        self.confirm = QPushButton("Co&nfirm this seal", self)
        self.confirm_all = QPushButton("Confirm &all pending seals", self)
        self.lift = QPushButton("&Unseal", self)
        self._details = QWidget(self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.confirm.clicked.connect(self._confirm)
        self.confirm_all.clicked.connect(self._confirm_all)
        self.lift.clicked.connect(self._lift)
        self.refresh()

    @property
    def chosen(self) -> SealedItem | None:
        """The seal of the chosen row."""
        number = self.table.currentIndex().row()
        return self._items[number] if 0 <= number < len(self._items) else None

    def refresh(self) -> None:
        """Reads the seals anew."""
        self._items = tuple(item for item in sealing.seal_list(self._file.book(self._filing)) if item.cells)
        kept = max(0, self.table.currentIndex().row())
        self.words.setText(ANY_SEALS if self._items else NO_SEALS)
        self.table.fill(
            (sentence_start(item.where), item.seal.type, str(item.cells), _state(item.seal)) for item in self._items
        )
        self.table.fit(ROWS_SHOWN)
        self.table.setVisible(bool(self._items))
        self._details.setVisible(bool(self._items))
        self.confirm_all.setVisible(any(_waits(item.seal) for item in self._items))
        if self._items:
            self.table.selectRow(min(kept, len(self._items) - 1))
        self._show_chosen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, 4))
        column.addWidget(self.words)
        column.addWidget(self.table)
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(spacing(self, GAP))
        for number, (words, field) in enumerate((("&Type of information", self.type), ("&Reason", self.reason))):
            label = QLabel(words, self._details)
            label.setBuddy(field)
            field.setAccessibleName(f"{words.replace('&', '')} of the chosen seal")
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        for button in (self.confirm, self.confirm_all, self.lift):
            button.setAutoDefault(False)
        buttons = button_row(self.confirm, self.confirm_all, self.lift)
        grid.addLayout(buttons, 2, 1)
        column.addWidget(self._details)

    @Slot()
    def _show_chosen(self) -> None:
        item = self.chosen
        self.type.setText("" if item is None else item.seal.type)
        self.reason.setText("" if item is None else item.seal.reason)
        self.confirm.setText("Co&nfirm this seal" if item is not None and _waits(item.seal) else "&Save")

    @Slot()
    def _confirm(self) -> None:
        item = self.chosen
        if item is not None:
            self._step(
                lambda: sealing.confirm(
                    self._file, self._filing, item.seal.target, self.type.text().strip(), self.reason.text().strip()
                )
            )

    @Slot()
    def _confirm_all(self) -> None:
        def confirm() -> None:
            for item in self._items:
                if _waits(item.seal):
                    sealing.confirm(self._file, self._filing, item.seal.target)

        self.table.setFocus()  # the button goes away; the one beside it would lift a seal
        self._step(confirm)

    @Slot()
    def _lift(self) -> None:
        item = self.chosen
        if item is not None:
            self._step(lambda: sealing.unseal_target(self._file, self._filing, item.seal.target))

    def _step(self, step: Callable[[], object]) -> None:
        if self._do(step):
            self.refresh()
            self.changed.emit()


def _waits(seal: Seal) -> bool:
    return seal.carried or not seal.confirmed


def _state(seal: Seal) -> str:
    if seal.carried:
        return "From an earlier report: still needed?"
    return "Confirmed" if seal.confirmed else "Suggested by the form: please confirm"
