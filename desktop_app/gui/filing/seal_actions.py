"""Sealing from the grid: what is selected is sealed, unsealed, and all seals are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.confidentiality import covering
from desktop_app.formspec.public_view import effective_seals
from desktop_app.gui.filing.seal_dialog import SealDialog, scopes
from desktop_app.gui.filing.seals_dialog import SealsDialog
from desktop_app.gui.grid.schedule_grid import ScheduleGrid
from desktop_app.gui.widgets.fitted_dialog import run_dialog
from desktop_app.services.confidentiality import sealing


class SealActions(QObject):
    """Asks what must be asked and does it. `wants_place` asks to go to a seal's target."""

    place_requested = Signal(str)

    def __init__(self, grid: ScheduleGrid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid, self._model = grid, grid.rows

    def seal(self) -> None:
        """Seals what is selected, or more of the schedule."""
        model = self._model
        offers = scopes(model.book, self._grid.chosen, model.schedule.definition.id)
        dialog = SealDialog(model.book, offers, sealing.offered(model.file, model.filing), self._grid.window())
        dialog.carry_out(
            lambda: sealing.seal_each(
                model.file, model.filing, dialog.targets, dialog.type_, dialog.reason, also=dialog.also
            )
        )

    def unseal(self) -> None:
        """Lifts the seal on the place in hand; one that covers more than that is shown in the list first."""
        place = self._grid.place
        if place is None:
            return
        found = covering(effective_seals(self._model.book.sheet, self._model.book.answers), place)
        if found is not None and found.target == str(place):
            sealing.unseal_target(self._model.file, self._model.filing, found.target)
        elif found is not None:
            self.show_all(found.target)

    def show_all(self, chosen: str = "") -> None:
        """Shows all seals of the filing."""
        dialog = SealsDialog(self._model.file, self._model.filing, chosen, self._grid.window())
        dialog.place_requested.connect(self.place_requested)
        run_dialog(dialog)
