"""The samples in which every screen shows something: what is in them, and that what is pending stays pending."""

from collections.abc import Iterator
from datetime import date

import pytest

from desktop_app import bootstrap
from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import Severity
from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.services.cases.following import promised
from desktop_app.services.cases.parties import case_parties
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry.attachments import attachments
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.filing_calendar.keeping import recorded_events
from desktop_app.services.report_letters.drafts import letters
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.memory_companies import FixedClock

pytestmark = pytest.mark.slow  # whole sample companies
DAYS = (date(2026, 11, 29), date(2027, 2, 28))


@pytest.fixture(scope="module", params=DAYS)
def samples(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[CompanyFile, CompanyFile]]:
    folder = tmp_path_factory.mktemp("samples")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FILING_DESK_HOME", str(folder))
        companies = replace(bootstrap.program().companies, clock=FixedClock(request.param))
        made = [companies.make_sample(kind, folder / f"{kind}.filingdesk") for kind in ("water-cases", "gas")]
        yield made[0], made[1]
        for file in made:
            file.close()


def test_every_screen_of_the_water_company_shows_something(samples: tuple[CompanyFile, CompanyFile]) -> None:
    water, _ = samples
    assert water.setting("sample") is True
    (filing,) = TariffBook(water).filings()
    assert filing.stage is FilingStage.FILED
    (chain, *_) = [chain for chain in TariffBook(water).chains(filing.schedule) if len(chain.versions) > 1]
    assert chain.pending
    states = {one.form: one.state for one in water.filings() if one.form != "annual_report"}
    assert states == {"certificate_ccn": FilingState.FILED, "small_company_rate_increase": FilingState.OPEN}
    certificate = next(one for one in water.filings() if one.form == "certificate_ccn")
    assert len(promised(water, certificate.id)) == 4
    assert (certificate.docket, len(case_parties(water, certificate.docket))) == ("WA-2026-0123", 1)
    assert recorded_events(water)
    assert letters(water)
    boxed = [one for id_ in (certificate.id, "2025-annual-report") for one in attachments(water, id_) if one.boxes]
    assert len(boxed) == 2
    today = water.clock.today()
    titles = [entry.title for entry in calendar(water, today, today.replace(year=today.year + 1))]
    assert any("Tariff filing" in title for title in titles)


def test_the_pending_certificate_lacks_nothing_that_was_not_promised(samples: tuple[CompanyFile, CompanyFile]) -> None:
    water, _ = samples
    certificate = next(one for one in water.filings() if one.form == "certificate_ccn")
    stops = [item for item in water.book(certificate.id).checks.problems if item.severity is Severity.STOP]
    assert [item.sentence for item in stops] == []


@pytest.mark.untraced
def test_the_gas_company_reports_two_districts_of_two_months(samples: tuple[CompanyFile, CompanyFile]) -> None:
    _, gas = samples
    reports = [one for one in gas.filings() if one.form == "cold_weather_report"]
    assert [one.state for one in sorted(reports, key=lambda one: (one.year, one.month))] == [
        FilingState.FILED,
        FilingState.OPEN,
    ]
    newest = gas.book(max(reports, key=lambda one: (one.year, one.month)).id)
    assert len(newest.answers.rows["districts"]) == 2
    values = newest.calculation.values
    assert {38, 21, 59} == {int(str(value)) for place, value in values.items() if place[1:] == ("a1", "total")}
