"""The report whose figures a case reads: taken over when it is begun, and what changes in it since is said."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.suggestions import suggested_value
from desktop_app.services.cases.base_figures import DIFFERS, GONE, REVISED, base_problems, newest_version, read_base
from desktop_app.services.cases.beginning import CannotBeginCase, CaseOrder, begin_case, readable_bases
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.sealing import seal_target, sealed_now
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from tests.support.case_companies import case_company

REPORT, LOAN = "2025-annual-report", "2026-financing"
CASH, BOOK = Place("p4", "cash", "end"), Place("pro_assets", "cash", "book")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = case_company(tmp_path)
    annual_report.begin_report(file, 2025)
    entering.set_answer(file, REPORT, CASH, "18,655")
    begin_case(file, CaseOrder("financing", base=REPORT))
    entering.set_answer(file, LOAN, Place("items", "statements", "way"), "table")
    return file


def value(file: CompanyFile, place: Place = BOOK) -> str:
    return str(file.book(LOAN).calculation.values.get(place))


def told(file: CompanyFile) -> list[tuple[str, Severity]]:
    return [(one.id, one.severity) for one in base_problems(file, file.book(LOAN))]


@pytest.mark.untraced
@pytest.mark.slow
def test_the_books_open_from_the_report(file: CompanyFile) -> None:
    assert value(file) == "18655"
    assert told(file) == []
    form = file.library.form("financing")
    assert [one.id for one in readable_bases(file, form, ("water",))] == [REPORT]
    assert readable_bases(file, file.library.form("company"), ("water",)) == ()


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    ("order", "words"),
    [
        (CaseOrder("financing", base="2020-annual-report"), "There is no filing '2020-annual-report'"),
        (CaseOrder("financing", base=LOAN), f"{LOAN} is not a report .* Choose one: {REPORT}"),
        (CaseOrder("financing", base="2027-annual-report"), "is not a report"),
        (CaseOrder("waiver", base=REPORT), "reads no figures of another one"),
    ],
)
def test_what_cannot_be_read_is_refused(file: CompanyFile, order: CaseOrder, words: str) -> None:
    annual_report.begin_report(file, 2027)
    with pytest.raises(CannotBeginCase, match=words):
        begin_case(file, order)


def test_a_report_of_another_service_is_refused(tmp_path: Path) -> None:
    file = case_company(tmp_path, "water", "gas")
    annual_report.begin_report(file, 2025)
    with pytest.raises(CannotBeginCase, match=r"not a report for gas service.*Start it without"):
        begin_case(file, CaseOrder("financing", services=("gas",), base=REPORT))


@pytest.mark.slow
def test_a_figure_that_changed_since_is_said_and_read_again(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, CASH, "20,000")
    assert (value(file), told(file)) == ("18655", [(DIFFERS, Severity.NOTE)])
    (problem,) = base_problems(file, file.book(LOAN))
    assert (problem.place, "18,655 here, 20,000 in" in problem.sentence) == (str(BOOK), True)
    assert [one.filed for one in read_base(file, LOAN, REPORT)] == ["20,000"]
    assert (value(file), told(file)) == ("20000", [])
    entering.set_answer(file, REPORT, CASH, "")
    (problem,) = base_problems(file, file.book(LOAN))
    assert (problem.id, "20,000 here, blank in" in problem.sentence) == (DIFFERS, True)
    assert [one.filed for one in read_base(file, LOAN, REPORT)] == ["blank"]
    assert (value(file), told(file)) == ("None", [])


@pytest.mark.slow
def test_a_report_that_is_gone_or_revised_is_never_read_in_silence(file: CompanyFile) -> None:
    revised = replace(file.filing(REPORT), id=f"{REPORT}-revision-1", revises=REPORT, state=FilingState.OPEN)
    file.edit("company", "x", {records.filing_key(revised.id): revised.to_json()})
    assert told(file) == [(REVISED, Severity.NOTE)]
    file.edit("company", "x", {records.filing_key(REPORT): None, records.filing_key(revised.id): None})
    assert (value(file), told(file)) == ("18655", [(GONE, Severity.STOP)])
    read_base(file, LOAN, "")
    assert (value(file), told(file)) == ("18655", [])


@pytest.mark.untraced
@pytest.mark.slow
def test_what_is_sealed_in_the_report_is_sealed_where_it_is_read(file: CompanyFile) -> None:
    assert BOOK not in sealed_now(file.book(LOAN))
    seal_target(file, REPORT, str(CASH), "Price", "It tells a price.")
    assert BOOK in sealed_now(file.book(LOAN))


def test_the_newest_version_is_found_also_where_two_revise_each_other() -> None:
    one = Filing("a", "annual_report", 1, 2025, (), "", date(2026, 1, 1), revises="b")
    assert newest_version("b", (one,)) == "a"
    assert newest_version("b", (one, replace(one, id="b", revises="a"))) == "a"


@pytest.mark.untraced
@pytest.mark.slow
def test_a_study_is_offered_bill_and_expenses_of_a_customer_in_the_report(tmp_path: Path) -> None:
    """152,960 / 400 = 382.40 a bill; 120,000 / 400 = 300 for each of 20 customers. Typed figures stay."""
    file = case_company(tmp_path, "sewer", "water")
    annual_report.begin_report(file, 2025)
    cells = file.book(REPORT).sheet.cells
    for page, column, figure in (("w1", "revenue", "152,960"), ("w1", "average", "400"), ("w2", "amount", "120,000")):
        open_cell = next(at for at, one in cells.items() if at[::2] == (page, column) and not one.formula)
        entering.set_answer(file, REPORT, open_cell, figure)
    begun = begin_case(file, CaseOrder("certificate_ccn", services=("water",), base=REPORT)).id
    entering.set_answer(file, begun, Place("items", "study", "way"), "table")
    for line, text in (("start", "0"), ("added", "40")):
        entering.set_answer(file, begun, Place("customers", line, "y1"), text)
    opened = file.book(begun).calculation
    assert opened.values[Place("report_water", "customers", "answer")] == Decimal(400)
    offered = [str(suggested_value(opened, Place("operation", line, "y1"))) for line in ("bill", "expenses")]
    assert offered == ["382", "6000"]
    assert suggested_value(opened, Place("operation", "expenses", "y2")) == Decimal(12000)  # 40 customers stay
    entering.set_answer(file, begun, Place("operation", "expenses", "y1"), "9,000")
    assert file.book(begun).calculation.values[Place("operation", "expenses", "y1")] == Decimal(9000)


@pytest.mark.untraced
@pytest.mark.slow
def test_a_rate_request_is_offered_the_revenue_of_the_report(tmp_path: Path) -> None:
    file = case_company(tmp_path, "sewer", "water")
    annual_report.begin_report(file, 2025)
    cells = file.book(REPORT).sheet.cells
    for page, revenue in (("w1", "152,960"), ("s1", "90,000")):
        sold = next(at for at, one in cells.items() if at[::2] == (page, "revenue") and not one.formula)
        entering.set_answer(file, REPORT, sold, revenue)
    request = begin_case(file, CaseOrder("small_company_rate_increase", services=("sewer",), base=REPORT)).id
    opened = file.book(request).calculation
    assert opened.values.get(Place("effect", "revenue", "answer")) is None
    assert str(suggested_value(opened, Place("effect", "revenue", "answer"))) == "90000"
    for place, text in (
        (Place("request", "amount", "answer"), "9,000"),
        (Place("effect", "residential", "answer"), "40"),
    ):
        entering.set_answer(file, request, place, text)
    bill = Place("effect", "residential_new", "answer")
    assert bill not in file.book(request).calculation.values
    entering.set_answer(file, request, Place("effect", "revenue", "answer"), "90,000")
    assert str(file.book(request).calculation.values[bill]) == "44.00"
