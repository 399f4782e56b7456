"""The annual report of a small telephone company by script: from its books to what was filed, and what is odd in it."""

import re

import pytest

from tests.support.command_line import Counter, counter, made
from tests.support.scripted_company import company, produced, value

pytestmark = pytest.mark.slow  # whole companies

__all__ = ["counter", "made"]
FORM, REPORT = "annual_report_telecom", "2025-annual-report-telecom"
BOOKS = """Number,Account,Debit,Credit
,Checking,10000,
,Buried cable,90000,
,Common stock,,60000
,Retained earnings,,20000
,Local service revenue,,70000
,High cost support,,12000
,Cable maintenance,51000,
,Officer salaries,11000,
"""
# The number of the page may stand before the last line.
REPLICA = r"The arrangement is its own; whether the replica is acceptable is for the (.{,30} )?commission to decide\."


def started(counter: Counter, lines: str = "2000") -> str:
    file = company(counter, "telecom", lines)
    counter.done("start", file, "--form", FORM, "--year", "2025")
    return file


def row(counter: Counter, file: str, schedule: str, **cells: str) -> str:
    """Adds a row with these cells; gives back what its cells begin with."""
    (first, text), *rest = cells.items()
    told = counter.done("set", file, f"{REPORT}/{schedule}/+/{first}", text).out
    place = told.partition(f"/{first}:")[0]
    for column, words in rest:
        counter.done("set", file, f"{place}/{column}", words)
    return place


def checked(counter: Counter, file: str) -> str:
    return counter.run("check", file, "--filing", REPORT).out


def sample(counter: Counter) -> str:
    path = counter.folder / "sample.filingdesk"
    path.unlink(missing_ok=True)
    counter.done("sample", "telephone", str(path))
    return str(path)


def test_a_company_starts_imports_its_books_by_name_and_gets_a_draft(counter: Counter) -> None:
    file = started(counter)
    books = counter.folder / "books.csv"
    books.write_text(BOOKS, encoding="utf-8")
    counter.done("trial-balance", file, "import", str(books), "--filing", REPORT, "--suggested")
    wanted = {
        "p4/cash/end": "10,000",
        "t1/basic_local/revenue": "70,000",
        "t1/federal_support/revenue": "12,000",
        "t2/cable_expense/amount": "51,000",
        "t2/salaries_officers/amount": "11,000",
    }
    assert {place: value(counter, file, f"{REPORT}/{place}") for place in wanted} == wanted
    report = produced(counter, file, REPORT, "--draft")["public/annual-report-telecom-2025-public.pdf"]
    assert re.search(REPLICA, report)
    assert "3.540(2)" in report
    assert not [rule for rule in ("3.245", "3.335", "3.435", "3.640") if rule in report]


def test_the_sample_is_produced_verified_filed_and_revised(counter: Counter) -> None:
    file = sample(counter)
    papers = produced(counter, file, REPORT)
    public = papers["public/annual-report-telecom-2025-public.pdf"]
    nonpublic = papers["sealed/annual-report-telecom-2025-nonpublic.pdf"]
    assert "It is made under 4 CSR 240-3.540(4)(C)." in public
    assert "under 4 CSR 240-3.540(4), and this letter under 4 CSR 240-3.540(4)(A)" in papers["public/cover-letter.pdf"]
    assert "Sample Dentist" in nonpublic
    assert "Sample Dentist" not in public
    sheet = papers["filing-sheet.pdf"]
    assert "A late report can cost $100 for each day" in sheet
    assert "more for each day" not in sheet
    package = str(counter.folder / f"package of {REPORT}")
    counter.done("filed", file, REPORT, "--on", "04/02/2026", "--package", package)
    counter.done("revise", file, REPORT)
    revision = f"{REPORT}-revision-1"
    assert value(counter, file, f"{revision}/t5/total/end") == "1,269"
    assert value(counter, file, f"{revision}/p9_oath/not_public/answer") == ""


def test_the_second_year_opens_with_the_first(counter: Counter) -> None:
    file = sample(counter)
    counter.done("start", file, "--form", FORM, "--year", "2026")
    new = "2026-annual-report-telecom"
    carried = {
        "t5/total/residential_begin": "1,050",
        "t3/switching/begin": "915,500",
        "t4/switching/rate": "8.00%",
        "t6/residential/begin": "4,350",
        "tenant_service/provided/answer": "Yes",
        "p4/total/begin": "2,105,510",
    }
    assert {place: value(counter, file, f"{new}/{place}") for place in carried} == carried
    listed = counter.done("list", file).out
    assert "Sample Mill Offices" in "\n".join(line for line in listed.splitlines() if f"{new}/premises/" in line)
    assert f"{new}/complaints/" not in "\n".join(line for line in listed.splitlines() if "Sample Dentist" in line)


def test_what_is_odd_is_told_in_a_sentence_each(counter: Counter) -> None:
    file = started(counter)
    city = row(counter, file, "t5", name="Sample City", residential_begin="10", residential_removed="12")
    row(counter, file, "t5", name="sample  city", business_begin="3")
    counter.done("set", file, f"{REPORT}/tenant_service/provided/answer", "yes")
    told = checked(counter, file)
    assert "The exchange Sample City is listed more than once." in told
    assert "10 residential lines at the start, 0 added and 12 removed leave (2)." in told
    assert "The company provided shared tenant services, and no premises are listed." in told
    counter.done("set", file, f"{city}/residential_removed", "8")
    row(counter, file, "premises", name="Sample Tower", address="1 Oak Street, Sample City")
    row(counter, file, "complaints", premises="Sample Court", received="01/05/2026", summary="No dial tone.")
    told = checked(counter, file)
    assert "removed leave" not in told, "fewer lines than before are no mistake"
    assert "no premises are listed" not in told
    assert "The complaint is about Sample Court, which the list of premises does not have." in told
    assert "which is not in the time of this report, 01/01/2025 to 12/31/2025." in told


@pytest.mark.parametrize(("lines", "told"), [("5000", "exactly 5,000 access lines"), ("5001", "5,001 access lines")])
def test_a_report_that_reaches_the_limit_says_so(counter: Counter, lines: str, told: str) -> None:
    file = started(counter, "5000")
    row(counter, file, "t5", name="Sample City", residential_begin=lines)
    assert told in checked(counter, file)


def test_an_account_number_typed_twice_is_refused(counter: Counter) -> None:
    file = started(counter)
    counter.done("accounts", "change", file, "telecom/switching", "--number", "12")
    for account in ("telecom/radio", "common/cash"):
        refused = counter.run("accounts", "change", file, account, "--number", "12")
        assert "The number 12 belongs to 12 Switching equipment. Choose another." in refused.err
