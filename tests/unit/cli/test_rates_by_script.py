"""Rates from an empty company to paper, as a script does them: a surcharge and a general increase."""

import pytest

from tests.support.command_line import Counter, counter, made
from tests.support.scripted_company import company, fill, produced, value

pytestmark = pytest.mark.slow  # whole packages

__all__ = ["counter", "made"]
SURCHARGE, INCREASE = "2026-isrs", "2026-general-rate-increase"
SAMPLES = {f"public/{name}.pdf" for name in ("first-notice", "yearly-notice", "sample-bill")}
# The proof case of tests/cases/money/isrs_gas.toml, typed as a clerk types it.
PROJECTS = (
    {"cost": "12,000,000", "reserve": "240,000", "deferred": "360,000", "rate": "1.5", "tax_rate": "1.2"}
    | {"retired_depreciation": "40,000", "retired_property": "15,000"},
    {"cost": "3,000,000", "reserve": "60,000", "deferred": "90,000", "rate": "1.5", "tax_rate": "1.2"}
    | {"retired_depreciation": "10,000", "retired_property": "5,000"},
)
ANSWERS = {
    "start/base/answer": "150,000,000",
    "start/decided/answer": "3/3/2024",
    "start/day/answer": "3/2/2026",
    "capital/debt/share": "50",
    "capital/debt/cost": "6",
    "capital/preferred/share": "2",
    "capital/preferred/cost": "9",
    "capital/equity/share": "48",
    "capital/equity/cost": "10",
    "revenue/recognized/answer": "0",
    "revenue/recognized_taxes/answer": "0",
    "revenue/tax_rate/answer": "38.39",
    "revenue/tracked/answer": "0",
}


def test_a_surcharge_of_gas_comes_to_the_dollar_and_its_days_follow(counter: Counter) -> None:
    file = company(counter, "gas", "98040")
    start = ("start", file, "--form", "isrs", "--service", "gas", "--variant")
    counter.done(*start, "establish")
    for project in PROJECTS:
        made_row = counter.done("set", file, f"{SURCHARGE}/projects/+/name", "Oak Street").out.partition(":")[0]
        for column, text in project.items():
            counter.done("set", file, f"{made_row.rpartition('/')[0]}/{column}", text)
    for place, text in ANSWERS.items():
        counter.done("set", file, f"{SURCHARGE}/{place}", text)
    found = [value(counter, file, f"{SURCHARGE}/revenue/{line}/answer") for line in ("total", "least", "most")]
    assert found == ["1,914,342", "750,000.00", "15,000,000.00"]
    fill(counter, file, SURCHARGE, {})
    papers = produced(counter, file, SURCHARGE)
    assert papers.keys() >= SAMPLES
    petition = papers["public/petition.pdf"]
    assert "393.1009 to 393.1015" in petition
    assert "393.1000" not in petition
    for rates in ("The income and excise tax rates, with the source of and the basis", "The property tax rates, with"):
        assert rates in petition
    counter.done("filed", file, SURCHARGE, "--on", "2026-03-02", "--how", "By mail")
    days = counter.done("calendar", file, "--from", "2026-03-01", "--to", "2026-12-31").out
    for day in ("03/22/2026 (a Sunday)  Samples", "05/01/2026  Report of the staff", "06/30/2026  Order"):
        assert day in days
    counter.done(*start, "change")
    counter.done("set", file, f"{SURCHARGE}-2/start/changes/answer", "2")
    assert "3.265(16)" in counter.run("check", file, "--filing", f"{SURCHARGE}-2").out
    counter.done("set", file, f"{SURCHARGE}-2/start/changes/answer", "1")
    # The third year of the first surcharge is not over, and a change has no samples.
    fill(counter, file, f"{SURCHARGE}-2", {**ANSWERS, "start/effective/answer": "7/1/2025"})
    assert not SAMPLES & produced(counter, file, f"{SURCHARGE}-2", "--draft").keys()


def test_a_base_of_water_below_ten_million_can_never_have_a_surcharge(counter: Counter) -> None:
    file = company(counter, "water", "12000")
    counter.done("start", file, "--form", "isrs", "--service", "water", "--variant", "establish")
    counter.done("set", file, f"{SURCHARGE}/start/base/answer", "9,999,999")
    assert value(counter, file, f"{SURCHARGE}/revenue/most/answer") == "999,999.90"
    told = counter.run("check", file, "--filing", SURCHARGE).out
    assert "999,999.90, is below the least surcharge of one million dollars" in told


def test_a_tax_of_100_percent_is_no_division_by_zero(counter: Counter) -> None:
    file = company(counter, "gas", "98040")
    counter.done("start", file, "--form", "isrs", "--service", "gas", "--variant", "establish")
    for place, text in {**ANSWERS, "revenue/tax_rate/answer": "100"}.items():
        counter.done("set", file, f"{SURCHARGE}/{place}", text)
    assert value(counter, file, f"{SURCHARGE}/revenue/taxes/answer") == ""
    assert f"Error   {SURCHARGE}/revenue/tax_rate/answer" in counter.run("check", file, "--filing", SURCHARGE).out


def test_a_general_increase_begins_above_1500_gas_customers_and_is_public(counter: Counter) -> None:
    file = company(counter, "gas", "1500")
    refused = counter.run("start", file, "--form", "general_rate_increase")
    assert refused.code == 1
    assert "with more than 1,500. Up to that, 4 CSR 240-3.235 speaks of any gas utility" in refused.err
    file = company(counter, "gas", "1501")
    offered = {kind["id"]: kind for kind in counter.done("kinds", file, "--json").json}
    assert [offered[kind]["eligible"] for kind in ("general_rate_increase", "small_company_rate_increase")] == [
        "yes",
        "yes",
    ]
    counter.done("start", file, "--form", "general_rate_increase")
    sealed = ("seal", file, f"{INCREASE}/request/reasons/answer", "--type", "Trade secrets", "--reason", "x")
    assert "for publication (3.030(3)(B))" in counter.refused(*sealed)
    given = {
        "request/general/answer": "general",
        "request/stated/answer": "123000",
        "categories/#/name": "Residential",
        "classes_1/#/customers": "1501",
    }
    fill(counter, file, INCREASE, given)
    papers = produced(counter, file, INCREASE)
    assert "original and fourteen copies of everything, fifteen in all" in papers["filing-sheet.pdf"]
    assert "Provide two copies to public counsel" in papers["filing-sheet.pdf"]
    assert "no press release about the filing" in papers["public/transmittal-letter.pdf"]
    assert not any(name.startswith("sealed/") for name in papers)


def test_a_study_received_on_june_15_is_due_again_on_june_14(counter: Counter) -> None:
    file = company(counter, "gas", "4000")
    counter.done("event", "add", file, "depreciation_received", "--on", "2021-06-15")
    days = counter.done("calendar", file, "--from", "2026-06-01", "--to", "2026-06-30").out
    assert "06/14/2026 (a Sunday)" in days


def test_a_promotional_practice_names_the_utilities_that_compete(counter: Counter) -> None:
    file = company(counter, "electric", "5000")
    counter.done("start", file, "--form", "promotional_practices", "--variant", "new")
    told = counter.run("check", file, "--filing", "2026-promotional-practices").out
    assert "Page Copies, Whole schedule is blank. Add a row, or answer None" in told
