"""One filing of the script that makes them all."""

from pathlib import Path

import pytest

import every_filing
from desktop_app import bootstrap, locations
from desktop_app.services.cases.beginning import CaseOrder


@pytest.mark.slow
@pytest.mark.parametrize(
    "order",
    [
        CaseOrder("gas_seller_certification", services=("gas",)),
        CaseOrder("isrs", services=("water",), variant="reconcile"),
        CaseOrder("certificate_ccn", services=("water",), variant="area"),  # with a plat at its own size
        CaseOrder("transfer_of_assets", services=("heating",)),  # with statements that balance
        CaseOrder("telecom_records_reports", services=("telecom",), variant="quarterly"),
    ],
    ids=lambda order: order.form,
)
def test_a_filing_is_answered_produced_and_verified(
    order: CaseOrder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    assert every_filing.failing(bootstrap.program(), order, tmp_path / "made") == ""


def test_every_kind_utility_and_variant_is_made() -> None:
    made = list(every_filing.orders(bootstrap.program()))
    assert len({order.form for order in made}) >= 30
    assert CaseOrder("isrs", services=("gas",), variant="reset") in made
