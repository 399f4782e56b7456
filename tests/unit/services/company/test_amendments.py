"""A company's own amendments of the law."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.domain.values import Json
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import EntryChange
from desktop_app.storage.files import SqliteFiles
from tests.support.memory_companies import REAL, Counter, FixedClock, company, make_companies

RAISED = RuleAmendment("report/limit", date(2026, 1, 1), Decimal(2000), "20 CSR 4240-10.145(2)", "raised")
LONGER = RuleAmendment("tariff_sewer/any_change_days", date(2026, 1, 1), Decimal(40), "Order 5")
WORDS = RuleAmendment("annual_report/due", date(2026, 1, 1), "May 1 after", "Order 5")


def test_amendments_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    for item in (RAISED, WORDS):
        file.edit("company", "Amended", {amendments.key(item.name): [amendments.amendment_json(item)]})
    assert set(amendments.read_amendments(file.workspace)) == {RAISED, WORDS}


def test_an_amendment_reaches_filings_at_once_and_goes_with_undo(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    filing = annual_report.begin_report(file, 2025)
    assert file.rule_values(filing)["report/limit"] == 1000
    edited = file.edit("company", "Amended", {amendments.key(RAISED.name): [amendments.amendment_json(RAISED)]})
    assert edited is not None
    assert edited.structural
    assert file.rule_values(filing)["report/limit"] == 2000
    file.undo()
    assert file.rule_values(filing)["report/limit"] == 1000


@pytest.mark.parametrize(
    "entry", ["x", {"from": "soon", "is": "x"}, {"from": "2026-01-01", "is": {"date": "2026-01-01"}}]
)
def test_a_spoilt_amendment_is_told(tmp_path: Path, entry: Json) -> None:
    file = company(make_companies(), tmp_path)
    file.workspace.commit("spoilt", [EntryChange(amendments.key("report/limit"), None, [entry])])
    with pytest.raises(ValueError, match=r"table|day|legal value"):
        amendments.read_amendments(file.workspace)


def test_what_the_company_entered_travels_in_the_export(tmp_path: Path) -> None:
    files = SqliteFiles(FixedClock(), None)
    path = tmp_path / "a.filingdesk"
    file = CompanyFile(files.create(path), REAL, FixedClock(), Counter())
    file.edit("company", "Amended", {amendments.key(WORDS.name): [amendments.amendment_json(WORDS)]})
    files.export_json(file.workspace, tmp_path / "a.json")
    file.close()
    carried = files.import_json(tmp_path / "a.json", tmp_path / "b.filingdesk")
    assert amendments.read_amendments(carried) == (WORDS,)
    carried.close()


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("tariffs/on_view", "(tariff_sewer/any_change_days)"),
        ("tariffs/sewer_discontinuance", "(tariff_sewer/disconnect_days)"),
        (
            "telecom/competitive_increase",
            "competitive service' (tariff_telecom/increase_days)",
        ),
        ("small_company/agreement", "tariff_gas/case_days, tariff_sewer/case_days, tariff_water/case_days"),
        ("tariffs/earliest_effective", "tariff_water/notice_days"),
    ],
)
def test_a_deadline_as_long_as_another_value_names_the_one_to_change(tmp_path: Path, name: str, instead: str) -> None:
    law = company(make_companies(), tmp_path).law()
    with pytest.raises(amendments.BadAmendment, match="Change that value instead") as refused:
        amendments.with_one(law, (), RuleAmendment(name, date(2026, 1, 1), "40 days", "Order 5"))
    assert instead in str(refused.value)


@pytest.mark.parametrize("item", [RAISED, WORDS, LONGER])
def test_any_other_value_is_taken(tmp_path: Path, item: RuleAmendment) -> None:
    law = company(make_companies(), tmp_path).law()
    assert list(amendments.with_one(law, (), item)) == [amendments.key(item.name)]
