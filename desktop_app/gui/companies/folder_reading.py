"""Looking into many company files beside the window: each line comes as soon as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.gui.tasks import ProgressReport, RunningTask, TaskRunner
from desktop_app.services.companies.all_companies import CompanyLine, line_of, look_at
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile


class FolderReading(QObject):
    """Reads one list of files at a time. `file` is the company that the window has open itself."""

    found = Signal(object)
    began = Signal(object)

    def __init__(self, companies: Companies, file: CompanyFile | None, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._companies, self._file, self._runner = companies, file, runner
        self._task: RunningTask | None = None
        self._known: list[CompanyLine] = []
        self._given = 0

    def read(self, paths: Sequence[Path]) -> None:
        """Reads these files; what was being read is left."""
        self.stop()
        known: list[CompanyLine] = []
        companies, own = self._companies, None if self._file is None else line_of(self._file)

        def look(report: ProgressReport) -> None:
            for number, path in enumerate(paths):
                report(number, len(paths), f"Reading {path.name}")
                known.append(own if own is not None and _same(own.path, path) else look_at(companies, path))

        self._known, self._given = known, 0
        task = self._runner.start(
            "Reading the company files", look, lambda _: None, called_off=lambda: None, owner=self
        )
        self._task = task
        task.progressed.connect(self._give)
        task.ended.connect(self._give)
        self.began.emit(task)

    @Slot()
    def stop(self) -> None:
        """Leaves what is being read."""
        task, self._task = self._task, None
        if task is not None and task.running:
            task.cancel()

    @Slot()
    def _give(self) -> None:
        if self.sender() is self._task and len(self._known) > self._given:
            lines = tuple(self._known[self._given :])
            self._given += len(lines)
            self.found.emit(lines)


def _same(path: Path, other: Path) -> bool:
    try:
        return path == other or path.samefile(other)
    except OSError:  # gone meanwhile: looking at it says so
        return False
