"""The annual report of a small gas company by script: from its books to what was filed, and what is odd in it."""

import re

import pytest

from tests.support.command_line import Counter, counter, made
from tests.support.scripted_company import company, produced, value

pytestmark = pytest.mark.slow  # whole companies

__all__ = ["counter", "made"]
FORM, REPORT = "annual_report_gas", "2025-annual-report-gas"
AROUND = "annual_report_companion"
BOOKS = """Number,Account,Debit,Credit
131,Cash,10000,
376,Gas mains,90000,
201,Common stock,,60000
216,Retained earnings,,20000
480,Residential sales,,70000
,Gas sales commercial,,12000
,Cost of gas,45000,
887,Maintenance of mains,6000,
,Officer salaries,11000,
"""
IMPORTED = {
    "p4/cash/end": "10,000",
    "g1/residential_sales/revenue": "70,000",
    "g2/purchased_gas/amount": "45,000",
    "g2/mains_maintenance/amount": "6,000",
}
# The number of the page may stand before the last line.
REPLICA = r"The arrangement is its own; whether the replica is acceptable is for the (.{,30} )?commission to decide\."


def started(counter: Counter, customers: str = "2000") -> str:
    file = company(counter, "gas", customers)
    counter.done("start", file, "--form", FORM, "--year", "2025")
    return file


def answer(counter: Counter, file: str, **cells: str) -> str:
    """Answers cells, their slashes written as two underscores, and gives back what `check` prints."""
    for name, text in cells.items():
        counter.done("set", file, f"{REPORT}/{name.replace('__', '/')}", text)
    return counter.run("check", file, "--filing", REPORT).out


def test_a_company_starts_imports_its_books_and_gets_a_draft(counter: Counter) -> None:
    file = started(counter)
    books = counter.folder / "books.csv"
    books.write_text(BOOKS, encoding="utf-8")
    counter.done("trial-balance", file, "import", str(books), "--filing", REPORT, "--suggested", "--system", "keep")
    found = {
        place: value(counter, file, f"{REPORT}/{place}")
        for place in (
            "p4/cash/end",
            "g1/residential_sales/revenue",
            "g2/purchased_gas/amount",
            "g2/mains_maintenance/amount",
        )
    }
    assert found == {
        "p4/cash/end": "10,000",
        "g1/residential_sales/revenue": "70,000",
        "g2/purchased_gas/amount": "45,000",
        "g2/mains_maintenance/amount": "6,000",
    }
    papers = produced(counter, file, REPORT, "--draft")
    report = papers["public/annual-report-gas-2025-public.pdf"]
    assert re.search(REPLICA, report)
    assert "3.245(2)" in report
    assert not [rule for rule in ("3.335", "3.435", "3.540", "3.640") if rule in report]


def test_the_sample_is_produced_verified_filed_and_revised(counter: Counter) -> None:
    path = counter.folder / "sample.filingdesk"
    path.unlink(missing_ok=True)
    counter.done("sample", "gas", str(path))
    papers = produced(counter, str(path), REPORT)
    public, nonpublic = (
        papers[f"{kind}-2025-{kind2}.pdf"]
        for kind, kind2 in (("public/annual-report-gas", "public"), ("sealed/annual-report-gas", "nonpublic"))
    )
    assert "It is made under 4 CSR 240-3.245(4)(C)." in public
    assert "under 4 CSR 240-3.245(4), and this letter under 4 CSR 240-3.245(4)(A)" in papers["public/cover-letter.pdf"]
    assert "Sample Grain Dryer" in nonpublic
    assert "Sample Grain Dryer" not in public
    sheet = papers["filing-sheet.pdf"]
    assert "April 15, 2026" in sheet
    assert "$100" in sheet
    counter.done(
        "filed", str(path), REPORT, "--on", "04/02/2026", "--package", str(counter.folder / f"package of {REPORT}")
    )
    counter.done("revise", str(path), REPORT)
    revision = f"{REPORT}-revision-1"
    assert value(counter, str(path), f"{revision}/g5_volumes/sold/mcf") == "180,253"
    assert value(counter, str(path), f"{revision}/p9_oath/not_public/answer") == ""


def test_the_second_year_opens_with_the_first(counter: Counter) -> None:
    path = counter.folder / "sample.filingdesk"
    path.unlink(missing_ok=True)
    counter.done("sample", "gas", str(path))
    counter.done("start", str(path), "--form", FORM, "--year", "2026")
    new = "2026-annual-report-gas"
    carried = {
        "g1/residential_sales/begin": "1,845",
        "g3/mains/begin": "1,694,200",
        "g5_units/heat/answer": "10.250",
        "g5_volumes/residential_sales/unit": "Ccf",
        "g5_volumes/residential_sales/volume": "",
        "g6_services/pe/begin": "1,446",
        "g5_facts/pipeline/answer": "2,400",
        "p4/total/begin": "2,713,710",
    }
    assert {place: value(counter, str(path), f"{new}/{place}") for place in carried} == carried
    suppliers = [row for row in counter.done("list", str(path)).out.splitlines() if f"{new}/g5_purchases/" in row]
    assert any("Sample Gas Marketing" in row for row in suppliers)


def test_units_are_asked_and_never_guessed(counter: Counter) -> None:
    file = started(counter)
    told = answer(counter, file, g5_volumes__residential_sales__volume="1000")
    assert f"{REPORT}/g5_volumes/residential_sales/unit" in told
    assert value(counter, file, f"{REPORT}/g5_volumes/sold/mcf") in ("", "0")
    assert f"{REPORT}/g5_units/heat/answer" not in told
    told = answer(counter, file, g5_volumes__residential_sales__unit="therms")
    assert f"{REPORT}/g5_units/heat/answer" in told, "therms need a heating value"
    told = answer(counter, file, g5_units__heat__answer="1025")
    assert "An Mcf with 1,025.000 therms is unusual" in told
    answer(
        counter,
        file,
        g5_units__heat__answer="10.25",
        g5_volumes__commercial_sales__volume="70",
        g5_volumes__commercial_sales__unit="Mcf",
    )
    assert value(counter, file, f"{REPORT}/g5_volumes/sold/mcf") == "168"


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("g5_volumes/residential_sales/unit", "cubic feet", "Ccf"),
        ("g5_volumes/residential_sales/volume", "a lot", "a lot"),
        ("g5_facts/peak_date/answer", "the coldest day", "the coldest day"),
    ],
)
def test_what_is_no_answer_is_refused(counter: Counter, place: str, text: str, told: str) -> None:
    file = started(counter)
    assert told in counter.refused("set", file, f"{REPORT}/{place}", text)


def test_volumes_and_heating_values_below_nothing_are_errors(counter: Counter) -> None:
    told = answer(counter, started(counter), g5_volumes__public_sales__volume="-5", g5_units__heat__answer="0")
    lines = [line for line in told.splitlines() if line.startswith("Error")]
    assert any("g5_volumes/public_sales/volume" in line for line in lines)
    assert any("g5_units/heat/answer" in line for line in lines)


def test_a_supplier_without_a_volume_is_asked_for_it(counter: Counter) -> None:
    file = started(counter)
    told = answer(counter, file, **{"g5_purchases__+__supplier": "Sample Pipeline, Exampleton"})
    lines = [line for line in told.splitlines() if line.startswith("Error") and "/g5_purchases/" in line]
    assert {line.rpartition("/")[2] for line in lines} == {"contract", "volume", "amount"}


def test_more_sold_than_bought_must_be_explained(counter: Counter) -> None:
    file = started(counter)
    told = answer(
        counter,
        file,
        g8_balance__produced__answer="1000",
        g5_volumes__residential_sales__volume="10500",
        g5_volumes__residential_sales__unit="ccf",
    )
    assert "More gas was sold, delivered and used than was supplied to the system: (50) Mcf" in told


@pytest.mark.parametrize(
    ("customers", "level"), [("2849", ""), ("2850", "Note"), ("3000", "Explain"), ("3001", "Error")]
)
def test_the_size_is_watched_in_the_report(counter: Counter, customers: str, level: str) -> None:
    told = answer(counter, started(counter), g1__residential_sales__begin=customers)
    lines = [line for line in told.splitlines() if f"{REPORT}/g1/sales/end" in line and "C31" not in line]
    found = {line.split()[0] for line in lines}
    assert (level in found) if level else not found & {"Error", "Explain"}


def test_above_the_limit_the_pages_are_refused_and_the_other_way_is_named(counter: Counter) -> None:
    file = company(counter, "gas", "3001")
    told = counter.refused("start", file, "--form", FORM, "--year", "2025")
    assert "3,001 gas customers: these pages are for gas companies with no more than 3,000 customers." in told
    assert "start 'annual_report_companion'" in told
    counter.done("start", file, "--form", AROUND, "--year", "2025")


def test_an_unknown_number_is_asked(counter: Counter) -> None:
    file = company(counter, "gas")
    counter.done("set", file, "company/size/gas/answer", "")
    assert "Add their number with --customers." in counter.refused("start", file, "--form", FORM, "--year", "2025")
    told = counter.done("start", file, "--form", FORM, "--year", "2025", "--customers", "3,000").out
    assert "3,000 gas customers: that is at the limit of 3,000" in told
    assert value(counter, file, "company/size/gas/answer") == "3,000"


def test_a_rate_case_reads_the_revenue_of_the_report(counter: Counter) -> None:
    file = started(counter)
    answer(counter, file, g1__residential_sales__revenue="70000", g1__transportation_revenues__revenue="500")
    counter.done("start", file, "--form", "small_company_rate_increase", "--service", "gas", "--base", REPORT)
    case = next(row.split()[0] for row in counter.done("list", file).out.splitlines() if "small-company" in row)
    assert value(counter, file, f"{case}/effect/reported_gas/answer") == "70,500"


def test_accounts_say_that_nobody_verified_them_and_take_the_companys_numbers(counter: Counter) -> None:
    file = started(counter)
    listed = counter.done("accounts", "list", file, "--json").json["accounts"]
    gas = {one["account"]: one for one in listed if one["account"].startswith("gas/")}
    assert {one["confidence"] for one in gas.values()} == {"unverified"}
    numbers = [gas[f"gas/{name}"]["number"] for name in ("residential_sales", "mains", "purchased_gas")]
    assert numbers == ["480", "376", ""]
    counter.done("accounts", "change", file, "gas/purchased_gas", "--number", "804")
    assert "804 Natural gas purchased" in counter.run("list", file).out
    answer(counter, file, g2__customer_information__amount="900")
    more = ("--from", "2025", "--into", "contract_billing")
    counter.done("accounts", "retire", file, "gas/customer_information", *more)
    assert value(counter, file, f"{REPORT}/g2/contract_billing/amount") == "900"
