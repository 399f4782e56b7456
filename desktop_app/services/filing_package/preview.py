"""The page of one schedule as it will be printed, quickly: for the window that shows it beside the entry."""

from __future__ import annotations

from desktop_app.pagespec.pages import Page
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.filing_package.compose import frame_of
from desktop_app.services.filing_package.filing_source import Source
from desktop_app.services.filing_package.legends import legends
from desktop_app.services.filing_package.paper import Paper
from desktop_app.services.filing_package.schedule_pages import page_of
from desktop_app.services.paper.frame import framed
from desktop_app.services.ports import FormLibrary


def preview_pages(
    source: Source, schedule: str, library: FormLibrary, measure: Measure, *, public: bool
) -> tuple[Page, ...]:
    """The pages of the schedule in one version; its lines are found by the pages' anchors ``schedule/line``."""
    sheet = source.calculation.model.sheet
    request = source.public_request() if public else source.full_request()
    words = legends(library.rules(), source.subject.rules_on)
    leaves = page_of(Paper(request, sheet, measure), schedule).leaves
    return framed(leaves, frame_of(request, sheet.form, words), measure, numbered=False)
