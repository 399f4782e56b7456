"""The page of one schedule as it will be printed, quickly: for the window that shows it beside the entry."""

from __future__ import annotations

from collections.abc import Container

from desktop_app.formspec.definition import FormDefinition
from desktop_app.pagespec.pages import PaperPage
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.filing_package.case_pages import paper_leaves
from desktop_app.services.filing_package.compose import frame_of, paper_title
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.legends import legends
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.schedule_pages import page_of
from desktop_app.services.paper.frame import framed_pages
from desktop_app.services.ports import FormLibrary


def _papers_of(form: FormDefinition, schedule: str, written: Container[str]) -> tuple[str, ...]:
    """The `written` papers that print answers of a schedule, by their names; the main one ("") where none does."""
    cells = f"{schedule}/"
    named = (one.paper for one in form.paragraphs if cells in f"{one.text} {one.when}" or one.text == schedule)
    return tuple(sorted({name for name in named if name in written})) or ("",)


def preview_pages(
    source: FilingSource, schedule: str, library: FormLibrary, measure: Measure, *, public: bool
) -> tuple[PaperPage, ...]:
    """The pages of the schedule in one version; its lines are found by the pages' anchors ``schedule/line``.

    What stands in paragraphs is shown as the papers in which they are: the letter, the notice to customers.
    """
    sheet = source.calculation.model.sheet
    request = source.public_request() if public else source.full_request()
    words = legends(library.rules(), source.subject.rules_on)
    paper = VersionPages(request, sheet, measure)
    if sheet.schedules[schedule].definition.in_paragraphs:
        version = words.version(public=public).upper() if request.confidential else ""
        legend, title = words.page(public=public), paper_title(request, sheet.form)
        leaves = tuple(
            leaf
            for name in _papers_of(sheet.form, schedule, {one.paper for one in request.paragraphs})
            for leaf in paper_leaves(paper, title, version, legend, name)
        )
    else:
        leaves = page_of(paper, schedule).leaves
    return framed_pages(leaves, frame_of(request, sheet.form, words), measure, numbered=False)
