"""A provision that the chapter does not have is named before it is printed; a number that is none is left alone."""

from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.cited_words import unknown_citations
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.program.rule_texts import provision_names
from tests.support.case_companies import case_company

PROVISIONS = provision_names(Path(__file__).parents[4] / "resources")
CITING = Place("items", "provision", "answer")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> CompanyFile:
    file = case_company(tmp_path_factory.mktemp("cited"))
    begin_case(file, CaseOrder("waiver"))
    return file


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("4 CSR 240-3.640(1), so far as it asks for the report", []),
        ("3.640(4)(c) and 3.600(1)(A)3.", []),
        ("3.999(1)", ["3.999(1)"]),
        ("4 CSR 240-3.999", ["3.999"]),
        ("3.640(12) or 3.640(4)(Z).", ["3.640(12)", "3.640(4)(Z)"]),
        ("A main of 3.125 inches, $13.640(1)", []),
        ("sheet 5 of the tariff", []),
    ],
)
def test_what_the_chapter_lacks_is_named(file: CompanyFile, words: str, unknown: list[str]) -> None:
    entering.set_answer(file, "2026-waiver", CITING, words)
    found = list(unknown_citations(file.book("2026-waiver"), PROVISIONS))
    assert [one.sentence.split(" cites ")[1].split(",")[0] for one in found] == unknown
    assert {one.severity for one in found} <= {Severity.NOTE}
    assert {one.place for one in found} <= {str(CITING)}


def test_the_company_page_cites_nothing(file: CompanyFile) -> None:
    assert list(unknown_citations(file.book(COMPANY), PROVISIONS)) == []


def test_without_the_text_of_the_chapter_nothing_is_said(file: CompanyFile, tmp_path: Path) -> None:
    entering.set_answer(file, "2026-waiver", CITING, "3.999(1)")
    assert provision_names(tmp_path) == ()
    assert list(unknown_citations(file.book("2026-waiver"), ())) == []
