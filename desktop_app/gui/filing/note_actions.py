"""What is kept behind a cell: its note, and the work paper whose amounts add up to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop_app.gui.filing.papers import PaperWriter
from desktop_app.gui.grid.month_list import ListSource
from desktop_app.gui.grid.note_dialog import NoteDialog
from desktop_app.gui.grid.schedule_grid import ScheduleGrid
from desktop_app.gui.grid.work_paper_dialog import WorkPaperDialog
from desktop_app.services.data_entry import notes, work_papers
from desktop_app.services.data_entry.work_papers import WorkPaperPart


class NoteActions(QObject):
    """Asks what must be asked and does it, at the place in hand."""

    def __init__(self, grid: ScheduleGrid, papers: PaperWriter, lists: ListSource, parent: QObject) -> None:
        super().__init__(parent)
        self._lists = lists
        self._grid, self._model, self._papers = grid, grid.rows, papers

    def note(self) -> None:
        """Writes the note at the cell."""
        place, model = self._grid.place, self._model
        if place is None:
            return
        dialog = NoteDialog(model.book, place, self._grid.window())
        dialog.carry_out(lambda: notes.write_note(model.file, model.filing, place, dialog.words, dialog.mark))

    def work_paper(self) -> None:
        """Adds up the cell from amounts with notes."""
        place, model = self._grid.place, self._model
        if place is None:
            return

        def print_it(parts: Sequence[WorkPaperPart]) -> None:
            listing = work_papers.work_paper_list(model.book, place, parts)
            self._papers.write(model.file, listing, f"Work paper {place.line}.pdf", self._grid.window())

        parts = work_papers.work_paper(model.file, model.filing, place)
        dialog = WorkPaperDialog(model.book, place, parts, print_it, self._grid.window(), self._lists)
        dialog.carry_out(lambda: work_papers.keep_work_paper(model.file, model.filing, place, dialog.parts))

    def months(self) -> None:
        """Enters the months of all figures of the page that are made of them."""
        from desktop_app.gui.grid.months_table_dialog import MonthsTableDialog  # most days enter none

        model, schedule = self._model, self._model.schedule.definition.id
        kept = work_papers.months_kept(model.file, model.filing, schedule)
        dialog = MonthsTableDialog(model.book, kept, self._grid.place, self._lists, self._grid.window())
        dialog.carry_out(lambda: work_papers.keep_months(model.file, model.filing, schedule, dialog.figures))

    def import_rows(self) -> None:
        """Takes a list of others into the rows of the page."""
        from desktop_app.gui.grid.row_list_dialog import RowListDialog  # most days import none
        from desktop_app.services.data_entry import row_lists

        model, schedule = self._model, self._model.schedule.definition.id
        dialog = RowListDialog(model.file, model.filing, schedule, self._lists, self._grid.window())
        dialog.carry_out(
            lambda: row_lists.take_rows(
                model.file, model.filing, schedule, dialog.rows, dialog.match, instead=dialog.instead
            )
        )
