"""What a company changes in its charts, and the charts and balances that come of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.values import AnswerWord, Value, place_of
from desktop_app.formspec.company_chart import (
    OWN,
    AccountEdit,
    carried_balances,
    edit_from_json,
    edited,
    joined_balance,
)
from desktop_app.formspec.definition import CellType, ChartOfAccounts
from tests.support.small_form import CHART, COMMON, laid_out

RENAMED = AccountEdit("water", "power", number="615.5", title="Electricity")
ADDED = AccountEdit("water", "own_van", "650", "Van", "om", frozenset({"vehicles"}), contra=True)
RETIRED = AccountEdit("water", "labor", retired=2025, into="power")


def accounts(*edits: AccountEdit, year: int = 2025) -> list[tuple[str, str, str]]:
    chart: ChartOfAccounts = edited((COMMON, CHART), edits, year)[1]
    return [(account.id, account.number, account.title) for account in chart.accounts]


def test_an_account_keeps_its_id_and_roles_under_another_number_and_title() -> None:
    (power,) = [account for account in edited((CHART,), [RENAMED], 2025)[0].accounts if account.id == "power"]
    assert (power.number, power.title, power.roles, power.confidence) == (
        "615.5",
        "Electricity",
        frozenset({"power"}),
        OWN,
    )
    assert ("power", "699", "Purchased power") in accounts(AccountEdit("water", "power", number="699"))


def test_an_account_of_the_companys_own_stands_behind_its_section() -> None:
    assert accounts(ADDED)[-1] == ("own_van", "650", "Van")
    (van,) = [account for account in edited((CHART,), [ADDED], 2025)[0].accounts if account.id == "own_van"]
    assert (van.section, van.roles, van.contra) == ("om", frozenset({"vehicles"}), True)
    assert accounts(AccountEdit("water", "own_x", "1", "X", "elsewhere")) == accounts()


def test_a_retired_account_is_there_until_its_year() -> None:
    assert "labor" in [name for name, _, _ in accounts(RETIRED, year=2024)]
    assert "labor" not in [name for name, _, _ in accounts(RETIRED)]
    gone = AccountEdit("water", "own_van", "650", "Van", "om", retired=2024)
    assert "own_van" not in [name for name, _, _ in accounts(gone)]


def test_charts_of_other_services_stay_as_they_are() -> None:
    assert edited((COMMON,), [RENAMED], 2025) == (COMMON,)


def test_the_balance_of_a_retired_account_stands_on_the_one_that_took_it_over() -> None:
    sheet = laid_out()
    before = {
        place_of("w2/labor/amount"): Decimal(70),
        place_of("w2/power/amount"): Decimal(30),
        place_of("w2/labor/percent"): Decimal(5),
        place_of("p4/labor/end"): Decimal(9),
        place_of("gone/labor/end"): Decimal(9),
    }
    after = carried_balances(before, sheet, [RETIRED, RENAMED], 2025)
    assert after == {
        place_of("w2/power/amount"): Decimal(100),
        place_of("p4/labor/end"): Decimal(9),
        place_of("gone/labor/end"): Decimal(9),
    }
    assert carried_balances(before, sheet, [RETIRED], 2024) is before


@pytest.mark.parametrize(
    ("there", "moved", "kind", "joined"),
    [
        (None, Decimal(3), CellType.MONEY, Decimal(3)),
        (Decimal(4), Decimal(3), CellType.COUNT, Decimal(7)),
        (AnswerWord.NONE, Decimal(3), CellType.QUANTITY, Decimal(3)),
        (Decimal(4), Decimal(3), CellType.PERCENT, Decimal(4)),
        (Decimal(4), AnswerWord.NONE, CellType.MONEY, Decimal(4)),
        (None, "words", CellType.TEXT, None),
    ],
)
def test_amounts_add_up_and_rates_and_words_do_not_move(
    there: Value | None, moved: Value, kind: CellType, joined: Value | None
) -> None:
    assert joined_balance(there, moved, kind) == joined


TEXT = st.text(max_size=8)


@pytest.mark.slow
@given(
    number=TEXT,
    title=TEXT,
    section=TEXT,
    roles=st.frozensets(TEXT.filter(bool)),
    contra=st.booleans(),
    retired=st.integers(0, 2100),
    into=TEXT,
)
def test_a_change_comes_back_as_it_was_kept(
    number: str, title: str, section: str, roles: frozenset[str], contra: bool, retired: int, into: str
) -> None:
    edit = AccountEdit("sewer", "x", number, title, section, roles, contra, retired, into)
    assert edit_from_json("sewer", "x", edit.to_json()) == edit


@pytest.mark.parametrize("data", [None, [], "x", {"roles": "a"}, {"retired": "2025"}])
def test_what_is_no_change_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="account x"):
        edit_from_json("", "x", data)  # type: ignore[arg-type]
