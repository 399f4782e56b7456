"""What to do about a sealed value that can be worked out: seal what protects it, or keep it as it is for a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import Type, spacing, text
from desktop_app.services.confidentiality.disclosure import Further

LOOKING = "Looking for what would protect it ..."
NOTHING = "No further cells within reach would protect it. Keep it for a reason, or lift the seal."
MOST = 8


class ProtectionPane(QWidget):
    """Shows the proposal for one place. `accepted` seals it, `kept` carries the reason for leaving it."""

    accepted = Signal()
    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = text("What would protect it", Type.STRONG, parent=self)
        self.words = text("", parent=self)
        self.seal = QPushButton("&Seal these too", self)
        self.seal.setToolTip("Seals the cells of the proposal, with the type of the seal that they protect")
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Reason for keeping it as it is, told in the sealed log only")
        self.reason.setPlaceholderText("Or why it may be known")
        self.keep = QPushButton("&Keep it as it is", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing(self, 4))
        for widget in (self.heading, self.words, self.seal, self.reason, self.keep):
            column.addWidget(widget)
        self.seal.clicked.connect(self.accepted)
        self.keep.clicked.connect(self._keep)
        self.reason.returnPressed.connect(self._keep)
        self.reason.textChanged.connect(self._enable)
        self.look()

    def look(self) -> None:
        """Says that a proposal is being looked for."""
        self.reason.clear()
        self._show(LOOKING, proposed=False)

    def propose(self, further: tuple[Further, ...]) -> None:
        """Shows the proposal, one line for each further cell with what it costs the reader."""
        lines = [f"\u2022 {one.where}: {one.cost}" for one in further[:MOST]]
        if len(further) > MOST:
            lines.append(f"... and {len(further) - MOST} more")
        self._show("\n".join(lines) or NOTHING, proposed=bool(further))

    def _show(self, words: str, *, proposed: bool) -> None:
        self.words.setText(words)
        self.seal.setVisible(proposed)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(self.reason.text())
