"""Blank pages of a form, to print and fill in by hand: the pages of the report without any value."""

from __future__ import annotations

from desktop_app.domain.late_dataclasses import replace
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.pagespec.pages import PageDocument
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.filing_package.compose import frame_of, layout_of
from desktop_app.services.filing_package.legends import legends
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import RenderRequest
from desktop_app.services.filing_package.schedule_pages import index_pages
from desktop_app.services.paper.frame import framed_pages
from desktop_app.services.ports import FormLibrary

BLANK_ROWS = 8
VERSION = "WORKSHEET, NOT FOR FILING"


def blank_request(request: RenderRequest) -> RenderRequest:
    """The request without anything that was entered. Schedules that grow get rows to write on."""
    view = replace(request.view, values={}, notes={}, sealed=frozenset(), seals=())
    return replace(request, view=view, overrides={}, fields={})


def blank_document(request: RenderRequest, library: FormLibrary, measure: Measure) -> PageDocument:
    """The request's schedules as blank pages."""
    subject = request.subject
    form = library.form(subject.form, subject.revision)
    # A schedule that is asked for each row of another needs the rows that there are.
    asked_for = {schedule.per for schedule in form.schedules if schedule.per}
    rows = {
        schedule.id: tuple(f"row{number}" for number in range(BLANK_ROWS))
        for schedule in form.schedules
        if schedule.kind is ScheduleKind.ROWS and schedule.id not in asked_for
    }
    blank = blank_request(request)
    sheet = layout_of(request, library, {**request.view.rows, **rows})
    leaves = [leaf for page in index_pages(VersionPages(blank, sheet, measure)) for leaf in page.leaves]
    frame = frame_of(blank, form, legends(library.rules(), subject.rules_on))
    frame = replace(frame, version=VERSION, legend="")
    return PageDocument("worksheet.pdf", f"{form.title}: worksheet", framed_pages(leaves, frame, measure))
