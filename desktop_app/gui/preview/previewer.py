"""Composes the printed page of a schedule and has it painted away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.gui.preview.page_drawing import PageDrawing
from desktop_app.gui.tasks import ProgressReport, TaskRunner
from desktop_app.pagespec.pages import PaperPage
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_package.packages import FilingPackages


@dataclass(frozen=True)
class PaintedPages:
    """Pages as pictures, with the pages they were drawn from; `scale` is pixels a point."""

    pages: tuple[PaperPage, ...]
    pictures: tuple[QImage, ...]
    scale: float


class PagePreviewer:
    """Shows how a schedule prints, in either version."""

    def __init__(self, packages: FilingPackages, drawing: PageDrawing, runner: TaskRunner) -> None:
        self._packages = packages
        self._drawing = drawing
        self._runner = runner

    def request(
        self,
        file: CompanyFile,
        filing_id: str,
        schedule: str,
        scale: float,
        done: Callable[[PaintedPages], None],
        *,
        public: bool,
        owner: QObject | None = None,
    ) -> None:
        """Takes the answers now; calls `done` in this thread when their pages are painted, unless `owner` is gone."""
        compose = self._packages.preview(file, filing_id, schedule, public=public)

        def paint(report: ProgressReport) -> PaintedPages:
            pages, pictures = compose(), []
            for number, page in enumerate(pages):
                report(number, len(pages), "Drawing the page")
                pictures.append(self._drawing.picture(page, scale))
            return PaintedPages(pages, tuple(pictures), scale)

        self._runner.start("Drawing the page", paint, done, owner=owner)
