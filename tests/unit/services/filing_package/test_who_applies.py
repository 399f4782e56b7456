"""Of whom a paper of a case is: of the company, or of whoever the form names as the applicant."""

from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.packages import material_of
from tests.support.case_companies import case_company

pytestmark = pytest.mark.slow  # companies with the program's own forms


@pytest.mark.parametrize(
    ("named", "company", "applicant"),
    [
        ("Sample Customer", "Sample Customer", "Sample Customer"),
        ("Rolling Oaks Water Company", "Rolling Oaks Water Company", "Rolling Oaks Water Company, d/b/a Oaks"),
        ("", "Rolling Oaks Water Company", "Rolling Oaks Water Company, d/b/a Oaks"),
    ],
)
def test_the_paper_is_of_whoever_applies(tmp_path: Path, named: str, company: str, applicant: str) -> None:
    file = case_company(tmp_path, "electric")
    entering.set_answer(file, "company", place_of("identity/dba/answer"), "Oaks")
    filing = begin_case(file, CaseOrder("supplier_change")).id
    if named:
        entering.set_answer(file, filing, place_of("start/applicant_name/answer"), named)
    source = material_of(file, file.book(filing)).source()
    assert (source.subject.company, source.case.applicant) == (company, applicant)
    assert source.subject.also_known_as == ("" if named == "Sample Customer" else "Oaks")
