"""Work papers: amounts with notes add up to a cell, in one step."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering, work_papers
from desktop_app.services.data_entry.work_papers import NoWorkPaper, WorkPaperPart
from desktop_app.services.filings import annual_report
from desktop_app.services.paper.report_pages import STRONG
from tests.support.memory_companies import company, make_companies

POWER, TOTAL = Place("w2", "power", "amount"), Place("w2", "total", "amount")
REPORT = "2025-annual-report"
PARTS = (WorkPaperPart(Decimal("1200.40"), "January to June"), WorkPaperPart(Decimal("-100.10"), "Refund"))


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    return file


def test_the_parts_add_up_to_the_cell_in_one_step(file: CompanyFile) -> None:
    work_papers.keep_work_paper(file, REPORT, POWER, PARTS)
    assert file.book(REPORT).calculation.values[POWER] == Decimal(1100)
    assert work_papers.work_paper(file, REPORT, POWER) == PARTS
    assert work_papers.work_papers(file, REPORT) == {str(POWER): PARTS}
    file.undo()
    assert POWER not in file.book(REPORT).calculation.values
    assert work_papers.work_paper(file, REPORT, POWER) == ()


def test_a_cell_that_says_something_else_by_now_is_told(file: CompanyFile) -> None:
    work_papers.keep_work_paper(file, REPORT, POWER, PARTS)
    assert work_papers.differs(file.book(REPORT), POWER, PARTS) == ""
    entering.set_answer(file, REPORT, POWER, "7")
    assert work_papers.differs(file.book(REPORT), POWER, PARTS) == "1,100"
    assert work_papers.differs(file.book(REPORT), POWER, ()) == ""


def test_a_work_paper_that_goes_leaves_the_answer(file: CompanyFile) -> None:
    work_papers.keep_work_paper(file, REPORT, POWER, PARTS)
    work_papers.keep_work_paper(file, REPORT, POWER, ())
    assert file.book(REPORT).calculation.values[POWER] == Decimal(1100)
    assert work_papers.work_papers(file, REPORT) == {}


@pytest.mark.parametrize("place", [TOTAL, Place("p3", "merger", "answer")])
def test_only_an_amount_that_is_typed_has_one(file: CompanyFile, place: Place) -> None:
    assert not work_papers.can_have(file.book(REPORT), place)
    with pytest.raises(NoWorkPaper, match="not an amount that is typed"):
        work_papers.keep_work_paper(file, REPORT, place, PARTS)


def test_rows_are_read_as_people_write_amounts() -> None:
    parts = work_papers.read_work_paper([("$1,200.40", " bill "), ("", ""), ("(100.1)", "")])
    assert parts == (WorkPaperPart(Decimal("1200.40"), "bill"), WorkPaperPart(Decimal("-100.10"), ""))
    with pytest.raises(NoWorkPaper, match="Row 2"):
        work_papers.read_work_paper([("1", ""), ("", "words without an amount")])


@pytest.mark.slow
@given(st.lists(st.decimals(-10_000, 10_000, places=2), max_size=12))
def test_what_is_printed_adds_up(amounts: list[Decimal]) -> None:
    parts = [WorkPaperPart(amount) for amount in amounts]
    assert work_papers.total(parts) == sum(amounts)


def test_the_printed_list_names_the_cell_and_ends_with_the_sum(file: CompanyFile) -> None:
    listing = work_papers.work_paper_list(file.book(REPORT), POWER, PARTS)
    ((heading, rows),) = listing.sections
    assert "Purchased power" in heading
    assert rows[0] == ("1,200.40", "January to June")
    assert rows[-1] == (f"{STRONG}1,100.30", "Sum")
