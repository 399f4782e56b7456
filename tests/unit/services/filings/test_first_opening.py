"""A first report opens with what the company profile and its year say; it is shown as such and changed by typing."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.values import AnswerWord, Value, place_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.suggesting import offered_words, suggestions, use_suggestions, used_words
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.explaining import explain_value
from tests.support.calendar_companies import company

PERSON = {"phone": "(816) 555-0100", "since": "05/01/2011"}


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(tmp_path, "water", "sewer")
    people = entering.add_rows(made, "company", {"people": 3})["people"]
    who = (
        ("Ann", "president", "President", "yes"),
        ("Bob", "secretary", "Secretary", "no"),
        ("Cy", "accountant", "CPA", "no"),
    )
    cells = {
        f"people/{row}/{column}": text
        for row, (name, role, title, signs) in zip(people, who, strict=True)
        for column, text in {"name": name, "role": role, "title": title, "signs": signs, **PERSON}.items()
    }
    cells |= {"office/state/answer": "Missouri", "identity/year_end/answer": "12-31"}
    entering.set_block(made, "company", [(place_of(place), text) for place, text in cells.items()])
    annual_report.begin_report(made, 2024)
    return made


def value(file: CompanyFile, place: str) -> Value | None:
    return file.book("2024-annual-report").calculation.values.get(place_of(place))


@pytest.mark.untraced
@pytest.mark.slow
def test_who_signs_where_and_for_which_year_is_not_asked_again(file: CompanyFile) -> None:
    assert value(file, "p9_oath/signer/answer") == "Ann"
    assert value(file, "p9_oath/capacity/answer") == "president"
    assert value(file, "p9_oath/title/answer") == "President"
    assert value(file, "p9_oath/state/answer") == "Missouri"
    assert value(file, "cover/year_from/answer") == date(2024, 1, 1)
    assert value(file, "cover/year_to/answer") == date(2024, 12, 31)
    assert value(file, "p1_contacts/management/name") == "Ann"
    said = explain_value(file.book("2024-annual-report"), place_of("p9_oath/signer/answer"))
    assert said.source == "Company page"


def test_the_oath_opens_with_the_county_of_the_office(tmp_path: Path) -> None:
    made = company(tmp_path, "water")
    entering.set_answer(made, "company", place_of("office/county/answer"), "Cass")
    annual_report.begin_report(made, 2024)
    assert value(made, "p9_oath/county/answer") == "Cass"


@pytest.mark.untraced
@pytest.mark.slow
def test_officers_come_from_the_company_page_and_others_do_not(file: CompanyFile) -> None:
    rows = file.book("2024-annual-report").sheet.schedules["p2_people"].rows
    assert [value(file, f"p2_people/{row}/name") for row in rows] == ["Ann", "Bob"]
    assert value(file, f"p2_people/{rows[0]}/since") == date(2011, 5, 1)


@pytest.mark.untraced
@pytest.mark.slow
def test_nothing_is_concluded_from_nothing(file: CompanyFile) -> None:
    assert value(file, "cover/stockholder_report/answer") is None
    assert value(file, "p9_oath/in_office/answer") is None
    assert value(file, "p9_oath/county/answer") is None


@pytest.mark.slow
def test_the_suggestions_of_a_page_are_used_in_one_step_and_typing_changes_them(file: CompanyFile) -> None:
    book = file.book("2024-annual-report")
    days = place_of("w5_facts/days/answer")
    assert suggestions(book, "w5_facts")[days] == 366
    found = use_suggestions(file, "2024-annual-report", "w5_facts")
    assert (
        used_words(found) == f"{len(found)} cells are filled with what is suggested. Check them; typing changes them."
    )
    assert value(file, "w5_facts/days/answer") == 366
    entering.set_answer(file, "2024-annual-report", days, "100")
    assert value(file, "w5_facts/days/answer") == 100
    assert used_words(use_suggestions(file, "2024-annual-report", "p3")).startswith("Nothing is suggested")


def test_a_book_year_that_ends_on_another_day_leaves_the_period_to_be_asked(tmp_path: Path) -> None:
    made = company(tmp_path, "water")
    entering.set_answer(made, "company", place_of("identity/year_end/answer"), "06-30")
    filing = annual_report.begin_report(made, 2024)
    assert made.book(filing.id).calculation.values.get(place_of("cover/year_from/answer")) is None


def test_two_signers_are_not_chosen_between(tmp_path: Path) -> None:
    made = company(tmp_path, "water")
    people = entering.add_rows(made, "company", {"people": 2})["people"]
    cells = [(place_of(f"people/{row}/signs"), "yes") for row in people]
    cells += [(place_of(f"people/{row}/name"), f"Person {row}") for row in people]
    entering.set_block(made, "company", cells)
    filing = annual_report.begin_report(made, 2024)
    assert made.book(filing.id).calculation.values.get(place_of("p9_oath/signer/answer")) is None


REPORT = "2024-annual-report"


def typed(file: CompanyFile, cells: dict[str, str]) -> None:
    entering.set_block(file, REPORT, [(place_of(place), text) for place, text in cells.items()])


def blanks(file: CompanyFile, schedule: str) -> set[str]:
    return {f"{place.line}/{place.column}" for place in entering.blank_cells(file.book(REPORT), schedule)}


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(
    ("schedule", "row", "column", "empty"),
    [
        ("w3", "wells", "begin", "structures"),
        ("s3", "force_sewers", "additions", "structures"),
        ("w7_ciac", "grants", "begin", "property"),
        ("w1", "industrial_sales", "begin", "commercial_sales"),
        ("w6_meters", "small", "begin", "m1"),
        ("p8_taxes", "income_tax_state", "charged", "income_tax_local"),
        ("p7_interest", "interest_long_term", "charged", "interest_deposits"),
        ("p4", "cash", "end", "notes_receivable"),
        ("w2", "purchased_power", "amount", "chemicals"),
    ],
)
def test_a_row_with_nothing_in_it_is_open_until_its_suggestions_are_used(
    file: CompanyFile, schedule: str, row: str, column: str, empty: str
) -> None:
    assert suggestions(file.book(REPORT), schedule) == {}, "a page on which nothing was typed says nothing"
    lines = file.book(REPORT).sheet.schedules[schedule].by_id
    assert {row, empty} <= lines.keys(), sorted(lines)
    typed(file, {f"{schedule}/{row}/{column}": "120"})
    open_before = {name for name in blanks(file, schedule) if name.startswith(f"{empty}/")}
    offered = suggestions(file.book(REPORT), schedule)
    assert open_before <= {f"{place.line}/{place.column}" for place in offered} | {f"{empty}/revenue"}
    assert all(offered[place] is AnswerWord.NONE for place in offered if place.line == empty)
    assert not any(value is AnswerWord.NONE and place.line == row for place, value in offered.items())
    use_suggestions(file, REPORT, schedule)
    assert {name for name in blanks(file, schedule) if name.startswith(f"{empty}/")} <= {f"{empty}/revenue"}


@pytest.mark.slow
def test_all_pages_are_answered_in_one_step_that_one_undo_takes_back(file: CompanyFile) -> None:
    typed(file, {"w3/wells/begin": "5000", "w6_meters/small/begin": "300", "p1/bought_service/answer": "no"})
    typed(file, {"w5_months/m01/produced": "210"})
    book = file.book(REPORT)
    found = suggestions(book)
    assert found[place_of("w5_months/m02/purchased")] is AnswerWord.NONE
    words = offered_words(book, found)
    assert words.startswith(f"Answer {len(found):,} blanks with what is suggested?")
    assert "W-3" in words
    assert "W-6" in words
    before = dict(book.calculation.values)
    assert use_suggestions(file, REPORT) == found
    assert not any(place in file.book(REPORT).calculation.values and place in before for place in found)
    assert suggestions(file.book(REPORT)) == {}
    file.undo()
    assert file.book(REPORT).calculation.values == before


@pytest.mark.untraced
@pytest.mark.slow
def test_the_months_of_a_supplier_are_asked_where_water_is_bought(file: CompanyFile) -> None:
    typed(file, {"w5_months/m01/produced": "210", "p1/bought_service/answer": "yes"})
    assert place_of("w5_months/m02/purchased") not in suggestions(file.book(REPORT))


@pytest.mark.untraced
@pytest.mark.slow
def test_the_rest_of_a_row_is_answered_none_in_one_step(file: CompanyFile) -> None:
    typed(file, {"w3/wells/begin": "None"})
    done = entering.answer_blanks(file, REPORT, "w3", lines=frozenset({"wells"}))
    assert done.answered == 3
    assert not any(name.startswith("wells/") for name in blanks(file, "w3"))
    assert any(name.startswith("structures/") for name in blanks(file, "w3"))


@pytest.mark.untraced
@pytest.mark.slow
def test_a_first_report_is_asked_nothing_of_last_year_unless_it_is_begun(file: CompanyFile) -> None:
    assert not any(name.endswith("/prior") for schedule in ("p6", "w2", "s2") for name in blanks(file, schedule))
    typed(file, {"w2/purchased_power/amount": "90000"})
    assert not [problem for problem in file.book(REPORT).checks.problems if "went from" in problem.sentence]
    typed(file, {"w2/purchased_power/prior": "1000"})
    assert "chemicals/prior" in blanks(file, "w2")
    assert [problem for problem in file.book(REPORT).checks.problems if "went from" in problem.sentence]
