"""Who prepared, reviewed and signed a filing."""

from pathlib import Path

import pytest

from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.roles import (
    BadRole,
    FilingRole,
    RoleEntry,
    ask_for_roles,
    missing_roles,
    role_rows,
    roles_asked,
    roles_from_json,
    roles_of,
    set_roles,
)
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import CannotMarkFiled
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"
ANN, BOB = RoleEntry("Ann  Sample", "2026-02-02"), RoleEntry("Bob", "2026-02-03")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(make_companies(), tmp_path)
    annual_report.begin_report(made, 2025)
    return made


def test_names_are_kept_changed_removed_and_said_by_the_journal(file: CompanyFile) -> None:
    set_roles(file, REPORT, {FilingRole.PREPARED: ANN, FilingRole.SIGNED: BOB})
    label = file.workspace.journal(1)[0].label
    assert label == f"{REPORT}: prepared by Ann Sample, February 2, 2026; signed by Bob, February 3, 2026"
    assert role_rows(file, REPORT)[0] == ("Prepared by", "Ann Sample, February 2, 2026", "")
    set_roles(file, REPORT, {FilingRole.PREPARED: RoleEntry(" ", "2026-02-03")})
    assert set(roles_of(file, REPORT)) == {FilingRole.SIGNED}
    file.undo()
    assert set(roles_of(file, REPORT)) == {FilingRole.PREPARED, FilingRole.SIGNED}


def test_odd_names_and_days_are_refused(file: CompanyFile) -> None:
    for entry in (RoleEntry("x" * 201, "2026-02-03"), RoleEntry("Ann", "2026-02-04")):
        with pytest.raises(BadRole):
            set_roles(file, REPORT, {FilingRole.REVIEWED: entry})
    with pytest.raises((ValueError, KeyError, TypeError)):
        roles_from_json("", {"painted": {"by": "Ann", "day": "2026-02-03"}})


def test_a_company_may_wish_to_be_asked(file: CompanyFile) -> None:
    assert missing_roles(file, REPORT) == ""
    ask_for_roles(file, asked=True)
    set_roles(file, REPORT, {FilingRole.PREPARED: ANN})
    assert "it is not entered who reviewed it and who signed it." in missing_roles(file, REPORT)
    with pytest.raises(CannotMarkFiled, match="who signed it"):
        annual_report.mark_filed(file, REPORT, "2026-02-03", "by mail")
    set_roles(file, REPORT, {FilingRole.REVIEWED: BOB, FilingRole.SIGNED: BOB})
    annual_report.mark_filed(file, REPORT, "2026-02-03", "by mail")
    ask_for_roles(file, asked=False)
    assert not roles_asked(file)
