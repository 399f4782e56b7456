"""The invented companies that ship with the program: complete, consistent, and marked."""

from collections.abc import Iterator

import pytest

from desktop_app import bootstrap
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.public_view import effective_seals
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import ANNUAL_REPORT, kind_of
from tests.support.one_sample import sample_file
from tests.support.paper_tools import compose_version
from tests.support.small_filing import measured

KINDS = ("water", "water-sewer", "steam", "gas", "telephone")
YEARS = (2024, 2025)
SERVICES = {
    "water": ("water",),
    "water-sewer": ("water", "sewer"),
    "steam": ("heating",),
    "gas": ("gas",),
    "telephone": ("telecom",),
}
REPORTS = {"gas": "annual-report-gas", "telephone": "annual-report-telecom"}  # the others are the usual annual report


@pytest.fixture(scope="module", params=KINDS)
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, CompanyFile]]:
    folder = tmp_path_factory.mktemp(request.param)
    patch = pytest.MonkeyPatch()
    patch.setenv("FILING_DESK_HOME", str(folder))
    file = sample_file(bootstrap.program().companies, request.param, folder / "sample.filingdesk")
    yield request.param, file
    file.close()
    patch.undo()


def report(kind: str, year: int = 2025) -> str:
    return f"{year}-{REPORTS.get(kind, 'annual-report')}"


@pytest.mark.slow
def test_two_years_for_its_services_say_that_they_are_a_sample(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    reports = [filing for filing in file.filings() if kind_of(file.library, filing.form) == ANNUAL_REPORT]
    assert sorted(filing.id for filing in reports) == [report(kind, year) for year in YEARS]
    assert {filing.utilities for filing in reports} == {SERVICES[kind]}
    assert file.setting("sample") is True


@pytest.mark.slow
def test_nothing_is_wrong_or_missing_or_left_unexplained(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    for year in YEARS:
        problems = file.book(report(kind, year)).checks.problems
        open_ = [item.sentence for item in problems if item.severity is not Severity.NOTE and not item.explained]
        assert open_ == []


def test_the_second_year_opens_with_the_first(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    first, second = (file.book(report(kind, year)).calculation.values for year in YEARS)
    for schedule in ("p4", "p5"):
        assert second[Place(schedule, "total", "begin")] == first[Place(schedule, "total", "end")]


@pytest.mark.slow
def test_a_few_things_are_sealed(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    book = file.book(report(kind))
    assert 2 <= len(effective_seals(book.sheet, book.answers)) <= 6


@pytest.mark.slow
def test_shared_plant_and_costs_are_divided_to_the_dollar(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    values = file.book(report(kind)).calculation.values
    lines = sorted(place.line for place in values if (place.schedule, place.column) == ("c5", "difference"))
    assert lines == (["depreciation", "expenses", "plant", "reserve"] if kind == "water-sewer" else [])
    assert {values[Place("c5", line, "difference")] for line in lines} <= {0}


@pytest.mark.slow
def test_letters_and_pages_name_the_rules_of_the_services(sample: tuple[str, CompanyFile]) -> None:
    kind, file = sample
    source = bootstrap.program().packages.source(file, file.book(report(kind)))
    documents = compose_version(source.public_request(), file.library, measured)
    words = " ".join(item.content for document in documents for page in document.pages for item in _texts(page))
    cited = {
        "water": ("4 CSR 240-3.640(4)(C).", "4 CSR 240-3.640(4)(A).", "under 4 CSR 240-3.640(2)."),
        "water-sewer": (
            "4 CSR 240-3.335(4)(C) and 3.640(4)(C).",
            "4 CSR 240-3.335(4)(A) and 3.640(4)(A).",
            "under 4 CSR 240-3.335(2), 3.640(2).",
        ),
        "telephone": ("4 CSR 240-3.540(4)(C).", "4 CSR 240-3.540(4)(A).", "under 4 CSR 240-3.540(2)."),
        "gas": ("4 CSR 240-3.245(4)(C).", "4 CSR 240-3.245(4)(A).", "under 4 CSR 240-3.245(2)."),
        "steam": ("4 CSR 240-3.435(4)(C).", "4 CSR 240-3.435(4)(A).", "under 4 CSR 240-3.435(2)."),
    }
    assert [found for found in cited[kind] if found not in words] == []
    assert ("3.640" in words) is kind.startswith("water")
    assert ("3.335" in words) is (kind == "water-sewer")


@pytest.mark.slow
def test_every_page_of_a_schedule_leaves_its_acceptance_to_the_commission(sample: tuple[str, CompanyFile]) -> None:
    """3.640(2) and its parallels: a computer-generated replica that is acceptable to the commission."""
    kind, file = sample
    source = bootstrap.program().packages.source(file, file.book(report(kind)))
    alone = {"water": "3.640(2)", "steam": "3.435(2)", "gas": "3.245(2)", "telephone": "3.540(2)"}
    rules = {**alone, "water-sewer": "3.335(2), 3.640(2)"}
    foot = (
        f"Computer-generated replica under 4 CSR 240-{rules[kind]}. The arrangement is its own; whether the replica is "
        "acceptable is for the commission to decide."
    )
    pages = compose_version(source.public_request(), file.library, measured)[0]
    words = [" ".join(item.content for item in _texts(page)) for page in pages.pages]
    assert len([page for page in words if foot in page]) == len(words) - 1
    assert foot not in words[0]  # the cover has no foot


def _texts(page: PaperPage) -> list[TextItem]:
    return [item for item in page.items if isinstance(item, TextItem)]
