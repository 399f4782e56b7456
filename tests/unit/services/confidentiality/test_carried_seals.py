"""What a filed report seals, a later filing does not show in public without being asked, however it came to be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.evidence import evidence
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.filed_reports import read_one_more
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

OLD, NEW, NEXT = "2024-annual-report", "2025-annual-report", "2026-annual-report"
POWER = Place("w2", "power", "amount")
LAST_YEAR = ["w2/power/change", "w2/power/percent", "w2/power/prior"]


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, OLD, POWER, "250")
    return file


def seal(file: CompanyFile, filing: str, target: str = "w2/power/amount") -> None:
    sealing.seal_target(file, filing, target, "Contract", "A price")


def seals_of_last_year(file: CompanyFile, filing: str = NEW) -> list[str]:
    found = [item.seal for item in sealing.seal_list(file.book(filing)) if "amount" not in item.seal.target]
    assert all(one.carried and not one.confirmed for one in found)
    return sorted(one.target for one in found)


def sealed_before(file: CompanyFile) -> None:
    seal(file, OLD)
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    annual_report.begin_report(file, 2025)


def sealed_afterwards(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    assert seals_of_last_year(file) == []
    seal(file, OLD)


def sealed_by_a_revision(file: CompanyFile) -> None:
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    annual_report.begin_report(file, 2025)
    seal(file, annual_report.begin_revision(file, OLD).id)


def begun_without_last_year(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    filing = file.filing(NEW).to_json()
    assert isinstance(filing, dict)
    file.edit(NEW, "Opened from nothing", {records.filing_key(NEW): {**filing, "previous": ""}})
    seal(file, OLD)


def opened_from_an_older_one(file: CompanyFile) -> None:
    seal(file, OLD)
    annual_report.begin_report(file, 2026)
    annual_report.begin_report(file, 2025)


@pytest.mark.parametrize(
    "way", [sealed_before, sealed_afterwards, sealed_by_a_revision, begun_without_last_year, opened_from_an_older_one]
)
def test_last_years_sealed_figure_is_sealed_and_asks(file: CompanyFile, way: Callable[[CompanyFile], None]) -> None:
    way(file)
    assert seals_of_last_year(file) == LAST_YEAR


def test_a_row_and_a_schedule_reach_last_years_column(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    seal(file, OLD, "w2")
    assert {"w2/*/prior", "w2/*/change", "w2/*/percent"} <= set(seals_of_last_year(file))


def test_it_is_confirmed_or_lifted_and_both_last(file: CompanyFile) -> None:
    sealed_afterwards(file)
    sealing.confirm(file, NEW, "w2/power/prior")
    sealing.unseal_target(file, NEW, "w2/power/change")
    listed = {item.seal.target: item.seal for item in sealing.seal_list(file.book(NEW))}
    assert listed.keys() == {"w2/power/prior", "w2/power/percent"}
    assert listed["w2/power/prior"].confirmed
    sealing.unseal_target(file, NEW, "w2/power/prior")
    assert Place("w2", "power", "prior") not in sealing.sealed_now(file.book(NEW))
    file.undo()
    assert Place("w2", "power", "prior") in sealing.sealed_now(file.book(NEW))


def test_lifting_a_wider_seal_leaves_what_last_year_sealed(file: CompanyFile) -> None:
    sealed_afterwards(file)
    seal(file, NEW, "w2/power")
    sealing.unseal_target(file, NEW, "w2/power")
    assert seals_of_last_year(file) == LAST_YEAR


def test_what_was_lifted_once_says_nothing_of_the_next_years_figure(file: CompanyFile) -> None:
    sealed_afterwards(file)
    for target in LAST_YEAR:
        sealing.unseal_target(file, NEW, target)
    seal(file, NEW)
    annual_report.begin_report(file, 2026)
    assert seals_of_last_year(file, NEXT) == LAST_YEAR


def test_a_filed_report_keeps_what_it_sealed_and_its_revision_too(file: CompanyFile) -> None:
    sealed_afterwards(file)
    annual_report.mark_filed(file, NEW, "2026-04-01", "By mail")
    assert file.workspace.get(f"seal/{NEW}/w2/power/prior") is not None
    revision = annual_report.begin_revision(file, NEW)
    file.edit(revision.id, "Lost", {f"seal/{revision.id}/w2/power/prior": None})
    assert "w2/power/prior" in seals_of_last_year(file, revision.id)


def test_what_a_filed_report_showed_is_known_whatever_was_sealed_later(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    annual_report.mark_filed(file, NEW, "2026-04-01", "By mail")
    annual_report.begin_report(file, 2026)
    seal(file, OLD)
    shown = {part.name: part.view for part in evidence(file, NEXT).parts}[NEW]
    assert Place("w2", "power", "prior") not in shown.sealed
    assert Place("w2", "power", "prior") in sealing.sealed_now(file.book(NEW))


def test_where_nothing_is_sealed_no_other_report_is_evaluated_for_an_audit(file: CompanyFile) -> None:
    annual_report.mark_filed(file, OLD, "2025-04-01", "By mail")
    annual_report.begin_report(file, 2025)
    while listed := sealing.seal_list(file.book(NEW)):
        sealing.unseal_target(file, NEW, listed[0].seal.target)
    assert not read_one_more(file, NEW)


def test_filings_that_wait_for_each_other_still_open(file: CompanyFile) -> None:
    annual_report.begin_report(file, 2025)
    filing = file.filing(NEW).to_json()
    assert isinstance(filing, dict)
    file.edit(NEW, "Odd", {records.filing_key(NEW): {**filing, "revises": NEW}})
    assert file.book(NEW).filing.revises == NEW
