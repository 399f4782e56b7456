"""The company's own chart of accounts: its changes reach the open report, sums follow, one undo takes each back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest

from desktop_app.bootstrap import program
from desktop_app.domain.values import Json, Place, Value
from desktop_app.services.accounts import chart_of_accounts, following_profile
from desktop_app.services.accounts.chart_of_accounts import BadAccount
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report

pytestmark = pytest.mark.slow  # whole sample companies

OPEN, FILED = "2025-annual-report", "2024-annual-report"
COMPANY: Json = {"company": {"identity": {"legal_name": "Sample", "water": "yes", "accounting_system": "naruc1996"}}}
YEARS: Json = [
    {
        "year": 2024,
        "schedules": {
            "w2": {"chemicals": {"amount": "900", "prior": "800"}, "misc_expense": {"amount": "100"}},
            "w3": {"wells": {"begin": "5000"}, "galleries": {"begin": "700"}},
            "w4": {"wells": {"begin": "50", "rate": "2.00"}, "galleries": {"begin": "7", "rate": "3.00"}},
        },
        "filed_on": "2025-04-01",
    },
    {"year": 2025, "schedules": {"w2": {"chemicals": {"amount": "1000"}, "misc_expense": {"amount": "120"}}}},
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chart") / "company.filingdesk"
    assert isinstance(COMPANY, dict)
    program().companies.create(path, {**COMPANY, "filings": YEARS}).close()
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Iterator[CompanyFile]:
    copyfile(made, tmp_path / "company.filingdesk")
    opened = program().companies.open(tmp_path / "company.filingdesk")
    yield opened
    opened.close()


def value(file: CompanyFile, place: str, filing: str = OPEN) -> Value | None:
    return file.book(filing).calculation.values.get(Place(*place.split("/")))


def line_of(file: CompanyFile, schedule: str, line: str, filing: str = OPEN) -> str:
    found = file.book(filing).sheet.schedules[schedule].by_id[line]
    return f"{found.number} {found.label}"


@pytest.mark.untraced
def test_a_renumbered_account_keeps_its_amounts_and_a_filed_report_its_chart(file: CompanyFile) -> None:
    before = value(file, "w2/total/amount")
    chart_of_accounts.change_account(file, "water", "chemicals", number="641", title="Chlorine and salt")
    assert line_of(file, "w2", "chemicals") == "641 Chlorine and salt"
    assert line_of(file, "w2", "chemicals", FILED) == "618 Chemicals"
    assert (value(file, "w2/chemicals/amount"), value(file, "w2/total/amount")) == (Decimal(1000), before)
    file.undo()
    assert line_of(file, "w2", "chemicals") == "618 Chemicals"


@pytest.mark.untraced
def test_an_account_of_the_companys_own_takes_part_in_sums_and_checks(file: CompanyFile) -> None:
    new = chart_of_accounts.add(
        file, "", "income_taxes_other", number="408.14", title="City license", like="tax_property"
    )
    assert "tax_property" in new.roles
    entering.set_answer(file, OPEN, Place("p8_taxes", new.id, "charged"), "55")
    assert value(file, f"p6/{new.id}/amount") == Decimal(55)
    assert value(file, "p8_taxes/total/charged") == Decimal(55)


@pytest.mark.untraced
def test_a_second_account_like_one_that_the_form_works_out_is_typed(file: CompanyFile) -> None:
    new = chart_of_accounts.add(
        file, "", "utility_plant", number="101.5", title="Plant bought", like="plant_in_service"
    )
    assert new.roles == frozenset()
    entering.set_answer(file, OPEN, Place("p4", new.id, "end"), "70")
    assert value(file, f"p4/{new.id}/end") == Decimal(70)


@pytest.mark.untraced
def test_a_retired_account_carries_its_balance_and_last_years_amounts(file: CompanyFile) -> None:
    total = value(file, "w3/total/end")
    chart_of_accounts.retire(file, "water", "galleries", 2025, into="wells")
    assert "galleries" not in file.book(OPEN).sheet.schedules["w3"].by_id
    assert value(file, "w3/wells/begin") == Decimal(5700)
    assert (value(file, "w4/wells/begin"), value(file, "w4/wells/rate")) == (Decimal(57), Decimal("2.00"))
    assert value(file, "w3/total/end") == total
    assert not [p for p in file.book(OPEN).checks.problems if p.id.startswith("C14")]
    assert "galleries" in file.book(FILED).sheet.schedules["w3"].by_id
    file.undo()
    assert value(file, "w3/galleries/begin") == Decimal(700)


@pytest.mark.untraced
def test_the_next_report_opens_with_the_carried_balance(file: CompanyFile) -> None:
    chart_of_accounts.retire(file, "water", "galleries", 2026, into="wells")
    assert value(file, "w3/galleries/begin") == Decimal(700)
    annual_report.begin_report(file, 2026)
    assert value(file, "w3/wells/begin", "2026-annual-report") == Decimal(5700)


def test_explanations_move_with_the_account(file: CompanyFile) -> None:
    entering.explain_place(file, OPEN, Place("w2", "misc_expense", "amount"), "Postage rose.")
    entering.explain_place(file, OPEN, Place("w2", "chemicals", "amount"), "Chlorine rose.")
    chart_of_accounts.retire(file, "water", "misc_expense", 2025, into="chemicals")
    assert value(file, "w2/chemicals/amount") == Decimal(1120)
    assert value(file, "w2/chemicals/prior") == Decimal(1000)
    explained = file.book(OPEN).answers.explanations[Place("w2", "chemicals", "amount")]
    assert explained == "Chlorine rose. Postage rose."


@pytest.mark.parametrize(
    ("account", "year", "into", "words"),
    [
        ("wells", 2025, "", "has a balance"),
        ("wells", 2024, "galleries", "are filed"),
        ("wells", 2025, "mains", "another section"),
        ("wells", 2025, "wells", "cannot take"),
        ("nothing", 2025, "", "no account"),
    ],
)
def test_what_would_lose_a_balance_is_refused(
    file: CompanyFile, account: str, year: int, into: str, words: str
) -> None:
    with pytest.raises(BadAccount, match=words):
        chart_of_accounts.retire(file, "water", account, year, into)


def test_accounts_that_the_form_works_out_stay_and_take_nothing_over(file: CompanyFile) -> None:
    with pytest.raises(BadAccount, match="computed by the form"):
        chart_of_accounts.retire(file, "", "plant_in_service", 2025)
    with pytest.raises(BadAccount, match="computed by the form"):
        chart_of_accounts.retire(file, "", "plant_leased", 2025, into="plant_in_service")


def test_an_account_without_a_balance_just_goes_and_comes_back(file: CompanyFile) -> None:
    chart_of_accounts.retire(file, "water", "fuel", 2025)
    assert chart_of_accounts.find_account(file, "water", "fuel").state == "Retired from 2025"
    chart_of_accounts.restore(file, "water", "fuel")
    assert chart_of_accounts.find_account(file, "water", "fuel").state == "As listed"


def test_numbers_and_titles_must_fit(file: CompanyFile) -> None:
    with pytest.raises(BadAccount, match="belongs to 131 Cash"):
        chart_of_accounts.change_account(file, "water", "chemicals", number="131")
    with pytest.raises(BadAccount, match="up to 12"):
        chart_of_accounts.change_account(file, "water", "chemicals", number="6 18")
    with pytest.raises(BadAccount, match="at most 100"):
        chart_of_accounts.change_account(file, "water", "chemicals", title="x" * 101)
    with pytest.raises(BadAccount, match="needs a title"):
        chart_of_accounts.add(file, "water", "om", number="699", title=" ")
    with pytest.raises(BadAccount, match="no section 'mains'"):
        chart_of_accounts.add(file, "water", "mains", number="699", title="X")
    with pytest.raises(BadAccount, match="another section"):
        chart_of_accounts.add(file, "water", "om", number="699", title="X", like="wells")


def test_an_own_account_in_use_is_not_taken_away(file: CompanyFile) -> None:
    first = chart_of_accounts.add(file, "water", "om", number="690", title="Van")
    second = chart_of_accounts.add(file, "water", "om", number="691", title="Van")
    assert (first.id, second.id) == ("own_van", "own_van_2")
    entering.set_answer(file, OPEN, Place("w2", first.id, "amount"), "5")
    with pytest.raises(BadAccount, match="has amounts"):
        chart_of_accounts.restore(file, "water", first.id)
    chart_of_accounts.restore(file, "water", second.id)
    assert "own_van_2" not in file.book(OPEN).sheet.schedules["w2"].by_id


def test_a_set_of_accounts_replaces_others_and_carries_what_stood_there(file: CompanyFile) -> None:
    entering.set_answer(file, OPEN, Place("w2", "rents", "amount"), "400")
    chart_of_accounts.take_preset(file, "class_ab_water")
    assert value(file, "w2/rents_property/amount") == Decimal(400)
    assert chart_of_accounts.find_account(file, "water", "rents_property").state == "The company's own"
    with pytest.raises(BadAccount, match="changes nothing"):
        chart_of_accounts.take_preset(file, "class_ab_water")
    with pytest.raises(BadAccount, match="Known: class_ab_sewer"):
        chart_of_accounts.take_preset(file, "nothing")


@pytest.mark.untraced
def test_a_report_takes_over_services_that_the_company_got_since(file: CompanyFile) -> None:
    entering.set_answer(file, "company", Place("identity", "sewer", "answer"), "yes")
    assert following_profile.behind(file, OPEN)
    following_profile.follow_profile(file, OPEN)
    assert "s3" in file.book(OPEN).sheet.schedules
    assert not following_profile.behind(file, OPEN)
    assert value(file, "w3/wells/begin") == Decimal(5000)


def test_a_report_changes_the_system_of_accounts_unless_amounts_would_be_lost(file: CompanyFile) -> None:
    entering.set_answer(file, "company", Place("identity", "accounting_system", "answer"), "naruc1973")
    with pytest.raises(following_profile.WouldHide, match="Miscellaneous expenses"):
        following_profile.follow_profile(file, OPEN)
    for column in ("amount", "prior"):
        entering.set_answer(file, OPEN, Place("w2", "misc_expense", column), "None")
    following_profile.follow_profile(file, OPEN)
    assert line_of(file, "w3", "wells") == "314 Wells and springs"
    assert value(file, "w3/wells/begin") == Decimal(5000)


@pytest.mark.untraced
def test_changes_travel_with_the_export(file: CompanyFile, tmp_path: Path) -> None:
    chart_of_accounts.change_account(file, "water", "chemicals", number="641")
    companies = program().companies
    companies.export_json(file, tmp_path / "all.json")
    other = companies.import_json(tmp_path / "all.json", tmp_path / "other.filingdesk")
    try:
        assert line_of(other, "w2", "chemicals") == "641 Chemicals"
    finally:
        other.close()
