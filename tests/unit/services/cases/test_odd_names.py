"""Case numbers, parties and items as people write and paste them."""

from pathlib import Path

import pytest

from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.following import BadCaseNumber, set_docket
from desktop_app.services.cases.items import item_named
from desktop_app.services.cases.parties import BadParty, CaseParty, case_parties, keep_party
from desktop_app.services.company.company_file import CompanyFile
from tests.support.case_companies import case_company

WAIVER, NUMBER = "2026-waiver", "WA-2026-0123"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = case_company(tmp_path)
    begin_case(file, CaseOrder("waiver"))
    return file


@pytest.mark.parametrize("text", ["wa-2026-0123", "WA 2026 0123", "WA\u20132026\u20130123", "\tWA -2026- 0123\n"])
def test_a_case_number_is_read_as_it_is_pasted(file: CompanyFile, text: str) -> None:
    assert set_docket(file, WAIVER, text).docket == NUMBER


@pytest.mark.parametrize(
    "text", ["WA-26-123", "WA-2026-01234", "W-2026-0123", "\uff37\uff21-2026-0123", "WA-\u0662\u0660\u0662\u0666-0123"]
)
def test_another_number_is_no_case_number(file: CompanyFile, text: str) -> None:
    with pytest.raises(BadCaseNumber, match="is not a case number"):
        set_docket(file, WAIVER, text)


@pytest.mark.parametrize("name", ["\u202eSample District", "Sample\x07District", "Sample\u2028District"])
def test_a_party_is_named_in_letters_that_can_be_printed(file: CompanyFile, name: str) -> None:
    for party in (CaseParty("", NUMBER, name, address="1 Road"), CaseParty("", NUMBER, "A", address=f"1 Road{name}")):
        with pytest.raises(BadParty, match="characters that cannot be printed"):
            keep_party(file, party)
    assert case_parties(file) == ()
    assert keep_party(file, CaseParty("", NUMBER, "Sample District", address="1 Road\nCity")).address == "1 Road\nCity"


@pytest.mark.parametrize("text", ["standing", "Standing", "evidence of organization", "applicant/standing"])
def test_an_item_is_found_by_what_the_paper_calls_it(file: CompanyFile, text: str) -> None:
    assert item_named(file, WAIVER, text).name == "applicant/standing"
