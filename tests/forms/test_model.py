"""Every computed box of the annual report against a model of it that was written from accounting, not from the form."""

import tomllib
from pathlib import Path

import pytest

from tests.model.random_filings import OTHERS, SAMPLES, Kind, compare
from tests.model.report import OPPOSITE

ACCOUNTS = Path(__file__).resolve().parents[2] / "forms" / "accounts"
OTHER_REPORTS = ("_telecom", "telephone")  # charts of reports that the model does not know
OF_A_SAMPLE, OF_ANOTHER = 50, 12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "filings"), [*((kind, OF_A_SAMPLE) for kind in SAMPLES), *((kind, OF_ANOTHER) for kind in OTHERS)], ids=str
)
def test_the_report_shows_what_the_model_works_out(kind: Kind, filings: int) -> None:
    compared = 0
    for seed in range(filings):
        boxes, found = compare(kind, seed)
        assert not found, f"filing {seed}: {found[:5]}"
        compared += boxes
    assert compared > filings * 300


def test_the_accounts_that_are_taken_off_are_those_whose_balance_is_opposite() -> None:
    marked = {
        account["id"]
        for file in ACCOUNTS.glob("*.toml")
        if not file.stem.endswith(OTHER_REPORTS)
        for account in tomllib.loads(file.read_text(encoding="utf-8")).get("account", [])
        if account.get("contra") and account["section"] != "retained_earnings"
    }
    assert marked == OPPOSITE
