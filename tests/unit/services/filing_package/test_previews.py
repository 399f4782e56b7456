"""A schedule as it will be printed, in either version, and a filing that was filed before."""

import pytest

from desktop_app.domain.values import place_of
from desktop_app.pagespec.pages import PaperPage, SealMark, TextItem
from desktop_app.services.analysis.ratios import SCHEDULE
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.program.program import Program

pytestmark = pytest.mark.slow  # whole sample companies

REPORT = "2025-annual-report"


def words(pages: tuple[PaperPage, ...]) -> str:
    return " ".join(item.content for page in pages for item in page.items if isinstance(item, TextItem))


def test_both_versions_of_a_page_are_composed_from_the_answers_of_now(real_program: Program, file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("w2/chemicals/amount"), "7654321")
    sealing.seal_target(file, REPORT, "w2/chemicals", "Contract price", "Names the price of one supplier.")
    full = real_program.packages.preview(file, REPORT, "w2", public=False)
    public = real_program.packages.preview(file, REPORT, "w2", public=True)
    entering.set_answer(file, REPORT, place_of("w2/chemicals/amount"), "1")
    assert "7,654,321" in words(full())
    assert "7,654,321" not in words(public())
    assert any(isinstance(item, SealMark) for page in public() for item in page.items)


def test_the_ratios_are_a_page_too(real_program: Program, file: CompanyFile) -> None:
    pages = real_program.packages.preview(file, REPORT, SCHEDULE, public=False)()
    assert pages
    assert file.profile().legal_name in words(pages)


def test_what_is_sworn_is_asked_of_an_open_report_alone(real_program: Program, file: CompanyFile) -> None:
    """A filed report was sworn; that its signer has left since stands against nothing."""
    entering.set_answer(file, REPORT, place_of("p9_oath/signer/answer"), "Sample Stranger")
    packages = real_program.packages
    assert any("Sample Stranger" in problem.sentence for problem in packages.manuscript(file, REPORT).unsettled)
    annual_report.mark_filed(file, REPORT, "2026-04-01", "By mail")
    assert packages.manuscript(file, REPORT).unsettled == ()
