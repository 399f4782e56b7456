"""A company with the program's own forms, in memory: for what begins and follows filings in a case."""

from datetime import date
from pathlib import Path

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import Json
from desktop_app.rulebook.registry import CoverageStatus, FilingKind
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from tests.support.memory_companies import REAL, TODAY, Counter, FakeSamples, FixedClock, MemoryFiles, MemoryPreferences

NONE = "none"


def case_company(folder: Path, *services: str, organisation: str = "corporation", day: date = TODAY) -> CompanyFile:
    """A new company that provides these services, water if none is named."""
    identity: dict[str, Json] = {"legal_name": "Rolling Oaks Water Company", "organisation": organisation}
    identity |= {service: "yes" for service in services or ("water",) if service != NONE}
    companies = Companies(MemoryFiles(), REAL, FakeSamples(), MemoryPreferences(), FixedClock(day), Counter())
    return companies.create(folder / "company.filingdesk", {"company": {"identity": identity}})


def registry_with_planned(kind: str) -> tuple[FilingKind, ...]:
    """The registry with one kind that is not built in yet."""
    return tuple(
        replace(one, coverage=tuple(replace(row, status=CoverageStatus.PLANNED) for row in one.coverage))
        if one.id == kind
        else one
        for one in REAL.registry()
    )
