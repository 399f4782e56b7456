"""The report of a month that is revised says so itself, and what it changes: which figure, from what, to what."""

from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.pagespec.pages import PageDocument, TextItem
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.filings import annual_report
from tests.support import small_filing as paperwork
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL
from tests.support.paper_tools import compose_version


def papers(file: CompanyFile, filing: Filing) -> dict[str, PageDocument]:
    request = material_of(file, file.book(filing.id)).source().public_request()
    return {document.name: document for document in compose_version(request, REAL, paperwork.measured)}


def words(document: PageDocument, *pages: int) -> str:
    chosen = [document.pages[number] for number in pages] or document.pages
    return " ".join(item.content for page in chosen for item in page.items if isinstance(item, TextItem))


@pytest.mark.slow
@pytest.mark.parametrize(("utility", "page"), [("gas", "G"), ("electric", "E")])
def test_the_first_page_lists_each_figure_that_a_revised_month_changes(tmp_path: Path, utility: str, page: str) -> None:
    file = company(tmp_path, utility)
    first = beginning.begin_month(file, FilingPeriod(2026, 1))
    district = file.book(first.id).answers.rows["districts"][0]
    figures, other = (f"figures_{name}_{district}" for name in (utility, "electric" if page == "G" else "gas"))
    entering.set_answer(file, first.id, Place(figures, "a1", "aided"), "3")
    annual_report.mark_filed(file, first.id, "2026-02-03", "By mail")
    before = papers(file, file.filing(first.id))
    assert "Enclosed is the cold-weather report of" in words(before["cold-weather-staff.pdf"])
    assert "Due no later than February 20, 2026." in words(before["filing-sheet.pdf"])

    revision = annual_report.begin_revision(file, first.id)
    entering.set_answer(file, revision.id, Place(figures, "a1", "aided"), "4")
    entering.set_answer(file, revision.id, Place(other, "a1", "aided"), "9")  # a page that is not asked
    after = papers(file, revision)
    assert after.keys() == before.keys()
    report = next(document for name, document in after.items() if name.startswith("cold-weather-report"))
    said = words(report, 0)
    assert "revision of the report submitted on February 3, 2026" in said
    where = f"Page {page}-1, (A)1. Without service at the end of the month, receiving energy assistance"
    assert f"{where}: 3 is corrected to 4" in said
    assert " 9" not in said
    for name in ("cold-weather-staff.pdf", "cold-weather-counsel.pdf"):
        assert "revision of the cold-weather report" in words(after[name])
        assert "submitted on February 3, 2026. Its first page lists what it changes" in words(after[name])
    sheet = words(after["filing-sheet.pdf"])
    assert "That report was due no later than February 20, 2026." in sheet
    assert "so that it is there" not in sheet
