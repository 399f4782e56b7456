"""What to do about a sealed value that can be worked out: seal what protects it, or keep it as it is for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import TypeScale, spacing, text
from desktop_app.services.confidentiality.disclosure import ProposedSeal, RemainingSeal, cost_words

LOOKING = "Finding what would protect it ..."
NOTHING = (
    "No small set of further cells was found that would protect it. Seal more of the page, leave it with a reason, "
    "or remove the seal."
)
MOST = 8
MOST_CHOICES = 2


class ProtectionPane(QWidget):
    """Shows the proposal for one place, or what remains where there is none.

    `accepted` seals the proposal, `sealed` carries the targets of what remains, `kept` the reason for leaving it.
    """

    accepted = Signal()
    sealed = Signal(object)
    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = text("What would protect it", TypeScale.STRONG, parent=self)
        self.words = text("", parent=self)
        self.seal = QPushButton("&Seal these too", self)
        self.seal.setToolTip("Seals the cells of the proposal, with the type of the seal that they protect")
        self.rest = [QPushButton(self) for _ in range(MOST_CHOICES)]
        self._rest: tuple[RemainingSeal, ...] = ()
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Reason for leaving it as it is, recorded in the sealed log only")
        self.reason.setPlaceholderText("Or why it may be disclosed")
        self.keep = QPushButton("&Leave it as it is", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, 4))
        for widget in (self.heading, self.words, self.seal, *self.rest, self.reason, self.keep):
            column.addWidget(widget)
        self.seal.clicked.connect(self.accepted)
        for number, button in enumerate(self.rest):
            button.clicked.connect(lambda _=False, number=number: self.sealed.emit(self._rest[number].targets))
        self.keep.clicked.connect(self._keep)
        self.reason.returnPressed.connect(self._keep)
        self.reason.textChanged.connect(self._enable)
        self.look()

    def look(self) -> None:
        """Says that a proposal is being looked for."""
        self.reason.clear()
        self._show([LOOKING], proposed=False)

    def propose(self, further: tuple[ProposedSeal, ...], rest: tuple[RemainingSeal, ...] = ()) -> None:
        """Shows the proposal, one line for each further cell with what it costs the reader; else the `rest`."""
        if not further:
            self._show([NOTHING, *(f"\u2022 {one.sentence}" for one in rest)], proposed=False, rest=rest)
            return
        lines = [f"\u2022 {one.where}: {one.cost}" for one in further[:MOST]]
        if len(further) > MOST:
            lines.append(f"... and {len(further) - MOST} more")
        self._show([*lines, cost_words(further)], proposed=True)

    def _show(self, lines: Sequence[str], *, proposed: bool, rest: tuple[RemainingSeal, ...] = ()) -> None:
        self.words.setText("\n".join(lines))
        self.seal.setVisible(proposed)
        self._rest = rest
        for number, button in enumerate(self.rest):
            button.setVisible(number < len(rest))
            if number < len(rest):
                button.setText(rest[number].label)
                button.setToolTip(rest[number].sentence)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(self.reason.text())
