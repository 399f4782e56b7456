"""The handover binder: what goes into it, and where it is written."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.theme.style import text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.services.analysis.hand_over import hand_over

WORDS = (
    "Everything the next bookkeeper needs: the company and its people, what falls due, and every answer of the report "
    "with where it came from. It holds what is kept under seal, too; it is for the company's own files."
)


class HandOverDialog(FormDialog):
    """One choice: with the notes or without."""

    def __init__(self, papers: PaperWriter, around: Surroundings) -> None:
        super().__init__("Handover binder", "&Save...", around.parent)
        self._papers, self._around = papers, around
        self.column.addWidget(text(WORDS, parent=self))
        self.notes = WrappedCheckBox("Include the &notes on cells", self)
        self.column.addWidget(self.notes)
        self.finish()

    @Slot()
    def accept(self) -> None:
        """Asks where, and writes."""
        around = self._around
        listing = hand_over(around.file, around.filing, notes=self.notes.isChecked())
        if self._papers.write_beside(around, listing, f"Handover binder {around.filing}.pdf"):
            super().accept()
