"""Excel files made: here, or for the public in a worker that never saw a sealed value."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.worksheets import Workbook
from desktop_app.services.workers.job_names import TABULATE
from desktop_app.services.workers.workers import WorkerLimits, WorkerStarter
from desktop_app.spreadsheets.refusals import CannotSave


@dataclass(frozen=True)
class ExcelFiles:
    """Makes and saves Excel files."""

    workers: WorkerStarter

    def written(self, workbook: Workbook) -> bytes:
        """The workbook as an .xlsx file."""
        from desktop_app.spreadsheets.writing import workbook_bytes

        return workbook_bytes(workbook)

    def public(self, request: bytes, cancelled: Callable[[], bool]) -> bytes:
        """The workbook that a worker makes of the request. Raises WorkCancelled, WorkerFailed."""
        return self.workers.answer(TABULATE, request, WorkerLimits(), cancelled)

    def save(self, content: bytes, path: Path) -> None:
        """Puts the file in place, whole or not at all. Raises CannotSave."""
        temporary = path.with_name(f"{path.name}.partial")
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)  # noqa: PTH105 - one atomic step
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise CannotSave(path, error) from None
