"""Who signs, and what only the company can say: on the sample company's report, before anything is produced."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.services.cold_weather.beginning import begin_month
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.signing import signer_problems, unsaid_statements
from desktop_app.services.program.program import Program
from tests.support.calendar_companies import company

pytestmark = pytest.mark.slow  # whole sample companies

REPORT = "2025-annual-report"
PRESIDENT, MANAGER = "Sample President", "Sample Manager"


def problems(real_program: Program, file: CompanyFile) -> list[Problem]:
    source = real_program.packages.manuscript(file, REPORT).source
    people = file.profile().people
    found = [
        *unsaid_statements(source, real_program.packages.tools.library),
        *signer_problems(source, people, file.clock.today()),
    ]
    assert all(problem.severity is Severity.STOP for problem in found)
    return found


def person(file: CompanyFile, name: str, changes: Mapping[str, str]) -> None:
    values = file.book(COMPANY).calculation.values
    row = next(place.line for place, value in values.items() if value == name and place.schedule == "people")
    for column, text in changes.items():
        entering.set_answer(file, COMPANY, Place("people", row, column), text)


@pytest.mark.untraced
def test_the_sample_company_may_sign(real_program: Program, file: CompanyFile) -> None:
    assert problems(real_program, file) == []


@pytest.mark.parametrize(
    ("line", "value", "words"),
    [
        (
            "signer",
            "Sample Stranger",
            "The verification is sworn by Sample Stranger, who is not on the Company page, People: ",
        ),
        (
            "capacity",
            "treasurer",
            "sworn by Sample President as Treasurer; the Company page, People, gives President. Correct the one",
        ),
        ("title", "Chief Executive Officer", "The title under the verification reads 'Chief Executive Officer'"),
        ("in_office", "no", "Sample President will not hold the office on the day of signing"),
        (
            "not_public",
            "",
            "in any format?' is not answered with yes. The paper 'Affidavit on information to be kept under seal' says",
        ),
        ("not_public", "no", "and only the company can say it."),
    ],
)
def test_an_oath_that_nobody_can_swear_is_a_stop_at_its_place(
    real_program: Program, file: CompanyFile, line: str, value: str, words: str
) -> None:
    place = place_of(f"p9_oath/{line}/answer")
    entering.set_answer(file, REPORT, place, value)
    found = problems(real_program, file)
    assert any(words in problem.sentence for problem in found)
    assert {problem.place.partition("/")[0] for problem in found} == {"p9_oath"}


@pytest.mark.untraced
def test_what_is_wrong_is_said_in_sentences(real_program: Program, file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("p9_oath/not_public/answer"), "no")
    (found,) = problems(real_program, file)
    assert found.sentence.startswith("Page 9, 'Is it true that none of the information")


def test_a_blank_statement_that_must_be_made_is_on_the_list_of_blanks_alone(
    real_program: Program, tmp_path: Path
) -> None:
    made = company(tmp_path, "gas")
    month = begin_month(made, FilingPeriod(2026, 1))
    problems = real_program.packages.readiness(made, month.id).problems
    found = [one.sentence for one in problems if "'Has the report been checked" in one.sentence]
    assert [words.endswith("is blank. Choose one of the answers.") for words in found] == [True]


def test_a_blank_signer_is_on_the_list_of_blanks_alone(real_program: Program, file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("p9_oath/signer/answer"), "")
    assert problems(real_program, file) == []


@pytest.mark.untraced
def test_two_persons_cannot_swear_in_one_office(real_program: Program, file: CompanyFile) -> None:
    person(file, PRESIDENT, {"signs": "no"})
    person(file, MANAGER, {"signs": "yes"})
    assert [problem.id for problem in problems(real_program, file)] == []
    person(file, MANAGER, {"role": "president", "title": "President"})
    (found,) = problems(real_program, file)
    assert found.sentence.startswith(
        "Two oaths of this package name different persons as President: the verification Sample President, the "
        "affidavit Sample Manager."
    )


def test_an_affidavit_needs_somebody_who_is_marked_as_signing_and_no_more_than_one(
    real_program: Program, file: CompanyFile
) -> None:
    person(file, PRESIDENT, {"signs": "no"})
    (nobody,) = problems(real_program, file)
    assert nobody.sentence.startswith("Nobody is marked on the Company page, People, as signing")
    person(file, PRESIDENT, {"signs": "yes"})
    person(file, MANAGER, {"signs": "yes"})
    (both,) = problems(real_program, file)
    assert "Sample President and Sample Manager are both marked as signing the report" in both.sentence


@pytest.mark.untraced
@pytest.mark.parametrize("name", [PRESIDENT, MANAGER])
def test_whoever_left_office_does_not_sign(real_program: Program, file: CompanyFile, name: str) -> None:
    """The affidavit is sworn by whoever is marked, the verification by whoever is named there."""
    person(file, PRESIDENT, {"signs": "yes" if name == PRESIDENT else "no"})
    person(file, MANAGER, {"signs": "yes" if name == MANAGER else "no"})
    person(file, name, {"until": "01/31/2020"})
    found = {problem.sentence for problem in problems(real_program, file)}
    assert found == {
        f"{name} left office on January 31, 2020 (Company page, People), so cannot sign now. Let the successor sign."
    }
    person(file, name, {"until": "12/31/2199"})
    assert problems(real_program, file) == []
