"""All seals of a filing: where they lie, why, and which of them still ask for a word."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.counting import counted
from desktop_app.domain.filings import FilingState
from desktop_app.domain.sentences import sentence_start
from desktop_app.gui.theme.style import high, letters_wide, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.page import closing_row
from desktop_app.gui.widgets.tables import ReadingTable
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing

COLUMNS = ("Where", "Status", "Cells", "Type of information", "Reason")
WIDE, ROWS_SHOWN, REASON_HIGH = 120, 12, 48


class SealsDialog(QDialog):
    """`wants_place` asks to go where a seal lies."""

    place_requested = Signal(str)

    def __init__(self, file: CompanyFile, filing_id: str, chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._filing = file, filing_id
        self._seals: tuple[Seal, ...] = ()
        self.setWindowTitle("All seals")
        self.summary = text("", parent=self)
        self.table = ReadingTable("Seals", COLUMNS, self, figures=(2,))
        self.go = QPushButton("&Go there", self)
        self.confirm = QPushButton("Con&firm", self)
        self.change = QPushButton("&Change type or reason...", self)
        self.lift = QPushButton("&Unseal", self)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.table.activated.connect(self._go)
        for button, handler in (
            (self.go, self._go),
            (self.confirm, self._confirm),
            (self.change, self._change),
            (self.lift, self._lift),
        ):
            button.clicked.connect(handler)
        self.refresh(chosen)

    @property
    def chosen(self) -> Seal | None:
        """The seal of the chosen row."""
        row = self.table.currentIndex().row()
        return self._seals[row] if 0 <= row < len(self._seals) else None

    def refresh(self, chosen: str = "") -> None:
        """Reads the seals anew and puts the cursor on one."""
        items = sealing.seal_list(self._file.book(self._filing))
        self._seals = tuple(item.seal for item in items)
        self.table.fill(
            (
                sentence_start(item.where),
                _state(item.seal),
                str(item.cells),
                item.seal.type,
                item.seal.reason,
            )
            for item in items
        )
        asking = sum(not item.seal.confirmed or item.seal.carried for item in items)
        self.summary.setText(
            "Nothing is sealed: the filing has one public version."
            if not items
            else f"{counted(len(items), 'seal')}, {asking} of them still to confirm."
        )
        targets = [seal.target for seal in self._seals]
        if targets:
            self.table.selectRow(targets.index(chosen) if chosen in targets else 0)
        self._look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 5))
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(closing_row(self, self.go, self.confirm, self.change, self.lift))
        self.setMinimumWidth(letters_wide(self, WIDE))
        self.table.setMinimumHeight(high(self, ROWS_SHOWN * 13))

    @Slot()
    def _look(self) -> None:
        seal = self.chosen
        still_open = seal is not None and self._file.book(self._filing).filing.state is FilingState.OPEN
        self.go.setEnabled(seal is not None)
        self.confirm.setEnabled(still_open and seal is not None and (not seal.confirmed or seal.carried))
        self.change.setEnabled(still_open)
        self.lift.setEnabled(still_open)

    @Slot()
    def _go(self) -> None:
        if self.chosen is not None:
            self.place_requested.emit(self.chosen.target)
            self.accept()

    @Slot()
    def _confirm(self) -> None:
        if self.chosen is not None:
            target = self.chosen.target
            sealing.confirm(self._file, self._filing, target)
            self.refresh(target)

    @Slot()
    def _change(self) -> None:
        seal = self.chosen
        if seal is None:
            return
        dialog = _SealWords(seal, self)

        def confirm() -> None:
            sealing.confirm(self._file, self._filing, seal.target, dialog.kind.text(), dialog.why.toPlainText())
            self.refresh(seal.target)

        dialog.carry_out(confirm)

    @Slot()
    def _lift(self) -> None:
        if self.chosen is not None:
            sealing.unseal_target(self._file, self._filing, self.chosen.target)
            self.refresh()


class _SealWords(FormDialog):
    """Type and reason of a seal."""

    def __init__(self, seal: Seal, parent: QWidget | None = None) -> None:
        super().__init__("Type and reason", "&Save", parent)
        self.kind = QLineEdit(seal.type, self)
        self.why = QPlainTextEdit(seal.reason, self)
        self.why.setTabChangesFocus(True)
        self.why.setMaximumHeight(spacing(self, REASON_HIGH))
        self.ask("&Type of information", self.kind, "The paper on the seals lists the types.")
        self.ask("&Reason", self.why, "It is printed in the paper on the seals.")
        self.finish()

    @Slot()
    def accept(self) -> None:
        """Closes when both are there."""
        if not self.kind.text().strip():
            self.refuse("A seal needs the type of information.", self.kind)
        elif not self.why.toPlainText().strip():
            self.refuse("A seal needs its reason.", self.why)
        else:
            super().accept()


def _state(seal: Seal) -> str:
    if seal.carried:
        return "From an earlier report: still needed?"
    return "Set" if seal.confirmed else "Suggested by the form: please confirm"
