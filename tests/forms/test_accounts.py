"""The charts of accounts in forms/accounts."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from desktop_app.catalog.chart_choice import of_company
from desktop_app.catalog.charts import all_charts
from desktop_app.formspec.definition import Account, ChartOfAccounts

FORMS = Path(__file__).resolve().parents[2] / "forms"
SYSTEMS = ("naruc1973", "naruc1996")
UTILITIES = ("water", "sewer", "heating", "gas")
CONFIDENCE = {"seen", "high", "medium-high", "medium", "unverified"}
# What may stand before or behind a title of one system without making it another thing.
ORNAMENT = re.compile(r"\b(expenses?|service|revenues?|issued|customer|inventory)\b|\(.*?\)|[^a-z ]")
# One title, several things: the section tells them apart.
AMBIGUOUS = {
    *("rents", "miscellaneous", "land and land rights", "structures and improvements", "operation labor and"),
    *("operation supervision and engineering", "maintenance supervision and engineering"),
    *("maintenance of structures and improvements",),
}
CHARTS = all_charts(FORMS)
COMPANIES = [(system, utility) for system in SYSTEMS for utility in UTILITIES]


def accounts(system: str, utility: str) -> list[Account]:
    return [account for chart in of_company(CHARTS, system, [utility]) for account in chart.accounts]


def plain(title: str) -> str:
    return " ".join(ORNAMENT.sub("", title.lower()).split())


def vocabulary() -> set[str]:
    """The words between backquotes in the table of roles."""
    text = (FORMS / "accounts" / "README.md").read_text(encoding="utf-8")
    table = [line for line in text.partition("**Roles.**")[2].splitlines() if line.startswith("|")]
    return {word for line in table for quoted in re.findall(r"`([^`]*)`", line) for word in quoted.split()}


def test_both_systems_have_a_chart_for_all_utilities_and_lists_for_each() -> None:
    own = {(system, utility) for system in SYSTEMS for utility in ("", "water", "sewer")}
    assert {(chart.system, chart.utility) for chart in CHARTS} == own | {
        ("any", "heating"),
        ("any", "gas"),
        ("any", "telecom"),
        ("any", "shared"),
        ("telephone", ""),
    }
    for system in SYSTEMS:
        provided = [chart.utility for chart in of_company(CHARTS, system, ["water", "heating"])]
        assert provided == ["", "water", "heating", "shared"]


def test_what_nobody_verified_says_so() -> None:
    for chart in CHARTS:
        if chart.system in ("any", "telephone") or (chart.system, chart.utility) == ("naruc1973", "sewer"):
            assert {account.confidence for account in chart.accounts} == {"unverified"}
        if (
            chart.system in ("any", "telephone") and chart.utility != "gas"
        ):  # gas has one system, with numbers of its own
            assert not any(account.number for account in chart.accounts)


@pytest.mark.parametrize(("system", "utility"), COMPANIES)
def test_ids_and_numbers_stand_once(system: str, utility: str) -> None:
    found = accounts(system, utility)
    for values in ([account.id for account in found], [account.number for account in found if account.number]):
        assert [value for value, times in Counter(values).items() if times > 1] == []


@pytest.mark.parametrize(("system", "utility"), COMPANIES)
def test_no_parent_stands_beside_its_parts(system: str, utility: str) -> None:
    numbers = {account.number for account in accounts(system, utility)}
    assert [number for number in numbers if number.partition(".")[0] in numbers and "." in number] == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.system}_{chart.utility}")
def test_every_account_has_a_known_role_a_used_section_and_a_confidence(chart: ChartOfAccounts) -> None:
    known = vocabulary()
    assert {role for account in chart.accounts for role in account.roles} <= known
    assert {account.section for account in chart.accounts} == set(chart.sections)
    assert {account.confidence for account in chart.accounts} <= CONFIDENCE
    assert chart.source


def test_every_word_of_the_vocabulary_is_used() -> None:
    assert vocabulary() == {role for chart in CHARTS for account in chart.accounts for role in account.roles}


@pytest.mark.parametrize("utility", UTILITIES)
def test_the_same_thing_has_the_same_id_in_both_systems(utility: str) -> None:
    old, new = ({plain(a.title): a.id for a in accounts(system, utility)} for system in SYSTEMS)
    shared = (old.keys() & new.keys()) - AMBIGUOUS
    assert len(shared) > 100
    assert {title: (old[title], new[title]) for title in shared if old[title] != new[title]} == {}


def test_the_telephone_list_has_the_sections_ids_and_signs_of_the_others_and_no_number() -> None:
    telephone, known = ({a.id: a for a in accounts(system, "telecom")} for system in ("telephone", "naruc1996"))
    assert not any(account.number for account in telephone.values())
    sections = {chart.system: set(chart.sections) for chart in CHARTS if not chart.utility}
    assert sections["telephone"] == sections["naruc1996"] - {"operating_reserves", "ciac", "retained_earnings"}
    shared = telephone.keys() & known.keys()
    assert len(shared) > 100
    assert [name for name in shared if telephone[name].section != known[name].section] == []
    assert [name for name in shared if telephone[name].contra != known[name].contra] == []


@pytest.mark.parametrize("utility", UTILITIES)
def test_the_same_id_has_the_same_sign_and_side_in_both_systems(utility: str) -> None:
    old, new = ({account.id: account for account in accounts(system, utility)} for system in SYSTEMS)
    differing = [
        name
        for name in old.keys() & new.keys()
        if (old[name].contra, old[name].section.split("_")[0]) != (new[name].contra, new[name].section.split("_")[0])
    ]
    assert differing == []


def test_sections_shared_by_systems_have_the_same_kind_of_id() -> None:
    for chart in CHARTS:
        if chart.utility:
            kinds = {section.split("_")[0] for section in chart.sections}
            assert kinds == {"plant", "om"} if chart.utility == "shared" else {"plant", "revenue", "om"}
    common = [set(chart.sections) for chart in CHARTS if not chart.utility and chart.system in SYSTEMS]
    assert all(first == second for first, second in combinations(common, 2))


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        ("231", "notes_payable", "accounts_payable"),
        ("232", "accounts_payable", "notes_payable"),
        ("104", "plant_leased", "plant_purchased"),
        ("105", "plant_held", "construction_in_progress"),
        ("215", "appropriated_retained_earnings", "unappropriated_retained_earnings"),
        ("144", "uncollectible_provision", "notes_receivable"),
        ("333", None, "services"),
        ("345", "services", "power_operated_equipment"),
    ],
)
def test_the_known_traps_between_the_systems(number: str, old: str | None, new: str) -> None:
    found = [{account.number: account.id for account in accounts(system, "water")}.get(number) for system in SYSTEMS]
    assert found == [old, new]


@pytest.mark.parametrize(("system", "utility"), COMPANIES)
def test_what_is_typed_positive_and_subtracted(system: str, utility: str) -> None:
    contra = {account.id for account in accounts(system, utility) if account.contra}
    assert {
        *("accumulated_depreciation", "accumulated_amortization", "acquisition_amortization"),
        *("nonutility_depreciation", "uncollectible_provision", "stock_discount", "stock_expense"),
        *("reacquired_stock", "reacquired_bonds", "dividends_common", "dividends_preferred"),
        *("debt_premium_amortization", "merchandising_costs", "nonutility_expenses"),
    } <= contra
    assert not contra & {"retained_earnings", "unappropriated_retained_earnings", "earnings_adjustments", "land"}
