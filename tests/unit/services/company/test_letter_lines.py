"""A letter with a blank in the place of a contact, an address or a signer does not go out, and the line is named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Place
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.letter_lines import blank_in_packet, blank_lines
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.filing_package.signing import BLANK_LINE, letter_problems
from desktop_app.services.report_letters.drafts import KINDS, begin_letter
from desktop_app.services.report_letters.letter_checks import letter_troubles
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL

NEEDED = ("office_address", "contact_name", "contact_title", "contact_phone", "contact_email", "signer_name")
CONTACT = {"name": "Sample Clerk", "title": "Clerk", "phone": "573-555-0102"}


def answered(file: CompanyFile, *, contact: Mapping[str, str] = CONTACT, signer: tuple[str, str] = ("A", "B")) -> None:
    for line, value in contact.items():
        entering.set_answer(file, "company", Place("contact", line, "answer"), value)
    row = entering.add_row(file, "company", "people")
    for column, value in {"name": signer[0], "title": signer[1], "signs": "yes"}.items():
        if value:
            entering.set_answer(file, "company", Place("people", row, column), value)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("contact/name/answer", "Contact: the name"),
        ("contact/title/answer", "Contact: the title"),
        ("contact/phone/answer", "Contact: the telephone"),
        ("office/street/answer", "Office: the street or the post office box"),
        ("office/city/answer", "Office: the city"),
        ("office/state/answer", "Office: the state"),
        ("office/zip/answer", "Office: the ZIP code"),
    ],
)
def test_each_blank_line_that_a_letter_prints_is_named(tmp_path: Path, place: str, words: str) -> None:
    file = company(tmp_path, "gas")
    answered(file)
    assert [*blank_lines(file.profile(), NEEDED)] == []
    entering.set_answer(file, "company", Place(*place.split("/")), "")
    assert [*blank_lines(file.profile(), NEEDED)] == [(place, f"Company page, {words}")]
    assert [*blank_lines(file.profile(), ())] == []


def test_the_letters_of_a_tariff_packet_need_the_address_and_the_title(tmp_path: Path) -> None:
    profile = company(tmp_path, "water").profile()
    assert blank_in_packet(profile, "President") == ""
    said = blank_in_packet(replace(profile, office={}), "")
    assert "the officer's title in the details of the schedule; Company page, Office: the street" in said


def test_a_post_office_box_is_an_address_too(tmp_path: Path) -> None:
    file = company(tmp_path, "gas")
    answered(file)
    entering.set_answer(file, "company", Place("office", "street", "answer"), "")
    entering.set_answer(file, "company", Place("office", "box", "answer"), "P.O. Box 1")
    assert [*blank_lines(file.profile(), NEEDED)] == []


@pytest.mark.parametrize(
    ("signer", "words"),
    [(("", "Clerk"), "the name of the person who signs"), (("A. Sample", ""), "title of A. S")],
)
def test_who_signs_is_named_with_a_title(tmp_path: Path, signer: tuple[str, str], words: str) -> None:
    file = company(tmp_path, "gas")
    answered(file, signer=signer)
    (said,) = blank_lines(file.profile(), NEEDED)
    assert words in said.words
    assert said.place == "people"


def test_nobody_who_signs_is_a_blank_line(tmp_path: Path) -> None:
    (said,) = blank_lines(company(tmp_path, "gas").profile(), ("signer_name",))
    assert said.words.startswith("Company page, People")


@pytest.mark.parametrize("utility", ["gas", "electric", "heating"])
def test_the_cover_notes_of_a_month_stop_on_a_blank_telephone(tmp_path: Path, utility: str) -> None:
    file = company(tmp_path, utility)
    answered(file, contact={"name": "Sample Clerk"})
    filing = beginning.begin_month(file, FilingPeriod(2025, 11))
    source = material_of(file, file.book(filing.id)).source()
    (problem,) = letter_problems(source, file.profile(), REAL)
    assert (problem.id, problem.open) == (BLANK_LINE, True)
    assert (problem.filing, problem.place) == ("company", "contact/phone/answer")
    assert problem.sentence.startswith("Company page, Contact: the telephone is blank. The paper 'Cover note to the ")


@pytest.mark.parametrize("kind", KINDS)
def test_the_letters_of_a_report_stop_without_signer_title_and_address(tmp_path: Path, kind: str) -> None:
    file = company(tmp_path, "water", today=date(2026, 4, 1))
    assert "Choose who signs this letter." in " ".join(letter_troubles(file, begin_letter(file, kind, 2025)))
    answered(file, signer=("A. Sample", ""))
    draft = begin_letter(file, kind, 2025)
    assert "the title of A. Sample is blank" in " ".join(letter_troubles(file, draft))
    row = file.book("company").answers.rows["people"][0]
    entering.set_answer(file, "company", Place("people", row, "title"), "President")
    entering.set_answer(file, "company", Place("office", "zip", "answer"), "")
    addressed = "office_address" in REAL.letter(kind).fields
    assert ("Office: the ZIP code is blank" in " ".join(letter_troubles(file, draft))) is addressed
    assert "is blank" not in " ".join(letter_troubles(file, replace(draft, text="In my own words.")))


def test_the_letter_of_a_case_stops_on_a_blank_contact(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    entering.set_answer(file, "company", Place("customers", "water", "count"), "300")
    filing = begin_case(file, CaseOrder("small_company_rate_increase"))
    source = material_of(file, file.book(filing.id)).source()
    said = [problem.sentence for problem in letter_problems(source, file.profile(), REAL)]
    assert any(words.startswith("Company page, Contact: the telephone is blank.") for words in said)
    assert any("the name of the person who signs" in words for words in said)
    assert not any("Office" in words for words in said)
