"""Companies by the real forms, kept in memory, for the tests of the calendar."""

from datetime import date
from pathlib import Path

from desktop_app.domain.values import Json
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from tests.support.memory_companies import REAL, Counter, FakeSamples, FixedClock, MemoryFiles, MemoryPreferences

TODAY = date(2026, 2, 3)
ALL = ("water", "sewer", "heating", "electric", "gas", "telecom")


def company(folder: Path, *utilities: str, facts: tuple[str, ...] = (), today: date = TODAY) -> CompanyFile:
    """A company that provides these services and of which these facts are true."""
    companies = Companies(MemoryFiles(), REAL, FakeSamples(), MemoryPreferences(), FixedClock(today), Counter())
    identity: dict[str, Json] = dict.fromkeys(utilities, "yes")
    identity["legal_name"] = "Sample Utility Company"
    office: Json = {"street": "1 Sample Street", "city": "Sample City", "state": "MO", "zip": "65000"}
    duties: dict[str, Json] = dict.fromkeys(facts, "yes")
    answers: dict[str, Json] = {"identity": identity, "office": office}
    if duties:
        answers["duties"] = duties
    return companies.create(folder / "company.filingdesk", {"company": answers})
