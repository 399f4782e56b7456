"""Ratios of a report, the work paper made of them, and the company beside the sizes of the rules."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line
from desktop_app.domain.values import Json, Place
from desktop_app.pagespec.pages import RectangleItem, TextItem
from desktop_app.services.analysis.ratio_paper import RatioHeading, heading_of, ratio_pages
from desktop_app.services.analysis.ratios import NoRatios, ratios
from desktop_app.services.analysis.size_of_company import SizeStanding, size_facts
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.paper.report_pages import PaperSender
from tests.support.small_filing import measured

pytestmark = pytest.mark.slow  # whole sample companies

OPEN = "2025-annual-report"


def company(customers: int) -> Json:
    def year(number: int, revenue: int) -> Json:
        sold: Json = {"begin": str(customers), "average": "10", "revenue": str(revenue)}
        return {"year": number, "schedules": {"w1": {"residential_sales": sold}}}

    identity: Json = {"legal_name": "Sample", "water": "yes"}
    return {"company": {"identity": identity}, "filings": [year(2024, 1000), year(2025, 1500)]}


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CompanyFile]:
    made = program().companies.create(tmp_path / "x.filingdesk", company(getattr(request, "param", 400)))
    yield made
    made.close()


@pytest.mark.untraced
def test_a_ratio_stands_beside_the_years_before(file: CompanyFile) -> None:
    (ratio,) = [item for item in ratios(file.book(OPEN)) if item.id == "w_revenue"]
    assert ratio.course[-2:] == ((2024, Decimal("100.00")), (2025, Decimal("150.00")))
    assert ratio.course[0] == (2020, None)
    assert (ratio.group, ratio.shown[-1], ratio.change) == ("Water", "150.00", "50.0%")
    assert "divided by" in ratio.formula


@pytest.mark.untraced
def test_what_stands_out_waits_for_its_reason(file: CompanyFile) -> None:
    (ratio,) = [item for item in ratios(file.book(OPEN)) if item.unusual and item.id == "w_revenue"]
    assert ratio.why == ""
    entering.explain_place(file, OPEN, ratio.place, "Rates rose in March.")
    (explained,) = [item for item in ratios(file.book(OPEN)) if item.id == "w_revenue"]
    assert explained.why == "Rates rose in March."


@pytest.mark.untraced
def test_a_year_that_was_reported_elsewhere_is_typed_over(file: CompanyFile) -> None:
    (ratio,) = [item for item in ratios(file.book(OPEN)) if item.id == "w_revenue"]
    entering.override(file, OPEN, ratio.place._replace(column="y3"), "90", "Report of 2022")
    (again,) = [item for item in ratios(file.book(OPEN)) if item.id == "w_revenue"]
    assert again.course[2] == (2022, Decimal("90.00"))


def test_the_company_profile_has_no_ratios(file: CompanyFile) -> None:
    with pytest.raises(NoRatios):
        ratios(file.book("company"))


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("file", "standing"),
    [(7999, SizeStanding.BELOW), (8000, SizeStanding.AT), (8001, SizeStanding.ABOVE)],
    indirect=["file"],
)
def test_sizes_are_shown_and_not_decided(file: CompanyFile, standing: SizeStanding) -> None:
    facts = {fact.size.name: fact for fact in size_facts(file, file.book(OPEN))}
    for name in ("size/water_large_form", "tariff_water/small_case_customers"):
        assert facts[name].standing is standing
        assert ("for the commission to decide" in facts[name].sentence) is (standing is SizeStanding.AT)
    assert facts["size/water_rate_package"].standing is SizeStanding.ABOVE
    assert not any("sewer" in name for name in facts)


def test_blanks_are_no_size(file: CompanyFile) -> None:
    entering.set_answer(file, OPEN, Place("w1", "residential_sales", "begin"), "")
    units = {fact.size.unit for fact in size_facts(file, file.book(OPEN))}
    assert units == {"dollars of operating revenue"}
    entering.set_answer(file, OPEN, Place("w1", "residential_sales", "revenue"), "")
    assert size_facts(file, file.book(OPEN)) == ()


def test_the_paper_draws_each_known_year_and_says_what_stands_out(file: CompanyFile) -> None:
    book = file.book(OPEN)
    found = ratios(book)
    pages = ratio_pages(RatioHeading("Sample", 2025, sample=True), found, size_facts(file, book), measured)
    words = " ".join(item.content for page in pages for item in page.items if isinstance(item, TextItem))
    assert "What stands out" in words
    assert "WORK PAPER" in words
    assert all(page.label == "R-1" for page in pages)
    (top, bottom) = pages[0].anchors["r1/w_revenue"]
    bars = [
        item for item in pages[0].items if isinstance(item, RectangleItem) and item.fill and top <= item.y <= bottom
    ]
    assert len(bars) == 2
    assert bars[1].height > bars[0].height
    below = replace(found[0], course=tuple((year, Decimal(2023 - year)) for year, _ in found[0].course))
    assert ratio_pages(RatioHeading("Sample", 2025), [below], [], measured)
    assert len(ratio_pages(RatioHeading("Sample", 2025), [], [], measured)) >= 1


@pytest.mark.untraced
def test_the_paper_says_that_it_may_tell_what_is_sealed(file: CompanyFile) -> None:
    """Last year's sealed figures are among those of the six years."""
    assert heading_of(file, file.book(OPEN)).frame.version == "WORK PAPER"
    sealing.seal_target(file, "2024-annual-report", "w1/residential_sales/revenue", "Contract", "A price")
    assert heading_of(file, file.book(OPEN)).frame.version == "NONPUBLIC WORK PAPER"
    assert PaperSender("Sample", nonpublic=True).frame("", "").version == "NONPUBLIC"
    assert PaperSender("Sample").frame("", "").version == ""


@pytest.mark.untraced
def test_the_verb_tells_ratios_and_writes_the_paper(
    file: CompanyFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(file.path)
    file.close()
    verb = ["ratios", path, "--filing", OPEN]
    assert run_command_line(program, verb, lambda _: Path()) == 0
    told = capsys.readouterr().out
    assert "stands out: not explained yet" in told
    assert "Water: 400 customers, below that. [3.635(1)]" in told
    assert run_command_line(program, [*verb, "--json"], lambda _: Path()) == 0
    assert '"unusual"' in capsys.readouterr().out
    assert run_command_line(program, [*verb, "--pdf", str(tmp_path / "r.pdf")], lambda _: Path()) == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert run_command_line(program, [*verb, "--pdf", str(tmp_path)], lambda _: Path()) == 1
