"""The handover binder says of each answer where it came from."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.formspec.answers import AnswerMark
from desktop_app.services.analysis.hand_over import hand_over
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering, notes, work_papers
from desktop_app.services.data_entry.work_papers import WorkPaperPart
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

LAST, REPORT = "2024-annual-report", "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, LAST, place_of("w2/power/amount"), "400")
    annual_report.begin_report(file, 2025)
    return file


def rows(file: CompanyFile, *, notes_too: bool = False) -> dict[str, tuple[str, str]]:
    listing = hand_over(file, REPORT, notes=notes_too)
    return {row[0]: (row[1], row[2]) for _, part in listing.sections for row in part}


def test_each_answer_says_where_it_came_from(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("w2/labor/amount"), "100")
    work_papers.keep_work_paper(file, REPORT, place_of("w2/power/amount"), [WorkPaperPart(Decimal("7.5"), "June")])
    entering.override(file, REPORT, place_of("w2/gallons/amount"), "5", "The meter was read late.")
    entering.explain_place(file, REPORT, place_of("w2/power/amount"), "Fewer pumps.")
    notes.write_note(file, REPORT, place_of("w2/labor/amount"), "Ask the owner", AnswerMark.ESTIMATE)
    told = rows(file)
    assert told["601 Salaries and wages, this year"] == ("100", "Typed. Marked: estimate.")
    assert told["615 Purchased power, last year"] == ("400", "Carried from last year's report.")
    assert told["615 Purchased power, this year"][1] == "Typed. Work paper: 7.50 June. Explained: Fewer pumps."
    assert "The meter was read late." in told["Gallons sold, this year"][1]
    assert told["Total operating expenses, this year"][1].startswith("Computed: the sum of")


def test_notes_are_there_only_if_asked(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("w2/labor/amount"), "100")
    notes.write_note(file, REPORT, place_of("w2/labor/amount"), "Ask the owner")
    assert "Ask the owner" not in str(rows(file))
    assert "Ask the owner" in str(rows(file, notes_too=True))


def test_the_company_its_reports_and_what_falls_due_stand_in_it(file: CompanyFile) -> None:
    titles = [title for title, _ in hand_over(file, REPORT, notes=False).sections]
    assert titles[0].startswith("Company: ")
    assert "Reports" in titles
    assert rows(file)[REPORT] == ("Open", f"Opened from {LAST}")


def test_a_page_that_is_not_asked_of_this_company_is_not_in_the_binder(file: CompanyFile) -> None:
    """Owner's capital is asked of an LLC only: what was typed there before stays out for a corporation."""
    kind = place_of("p1/kind/answer")
    entering.set_answer(file, REPORT, kind, "llc")
    entering.set_answer(file, REPORT, place_of("equity/begin/answer"), "4321")
    assert "4,321" in str(rows(file))
    entering.set_answer(file, REPORT, kind, "corp")
    assert "4,321" not in str(rows(file))
