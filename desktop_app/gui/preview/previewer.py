"""Composes the printed page of a schedule and has it painted away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.gui.tasks import Report, Runner
from desktop_app.pagespec.pages import Page
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_package.packages import FilingPackages
from desktop_app.services.ports import PagePicture, PagePictures


@dataclass(frozen=True)
class Painted:
    """Pages as pictures, with the pages they were painted from; `scale` is pixels a point."""

    pages: tuple[Page, ...]
    pictures: tuple[PagePicture, ...]
    scale: float


class Previewer:
    """Shows how a schedule prints, in either version."""

    def __init__(self, packages: FilingPackages, pictures: PagePictures, runner: Runner) -> None:
        self._packages = packages
        self._pictures = pictures
        self._runner = runner

    def request(
        self,
        file: CompanyFile,
        filing_id: str,
        schedule: str,
        scale: float,
        done: Callable[[Painted], None],
        *,
        public: bool,
    ) -> None:
        """Takes the answers now, and calls `done` in this thread when their pages are composed and painted."""
        compose = self._packages.preview(file, filing_id, schedule, public=public)

        def paint(report: Report) -> Painted:
            pages, pictures = compose(), []
            for number, page in enumerate(pages):
                report(number, len(pages), "Painting the page")
                pictures.append(self._pictures.composed(page, scale))
            return Painted(pages, tuple(pictures), scale)

        self._runner.start("Painting the page", paint, done)
