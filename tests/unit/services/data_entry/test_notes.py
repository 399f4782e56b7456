"""Notes and marks: for those who work on the filing, and gone or declared before anybody swears to it."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import AnswerMark, AnswerNote
from desktop_app.services.company.company_file import CompanyFile, FilingIsFiled
from desktop_app.services.data_entry import entering, notes
from desktop_app.services.data_entry.entering import NoSuchPlace
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

POWER = Place("w2", "power", "amount")
REPORT = "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    entering.set_answer(file, REPORT, POWER, "100")
    return file


def marked(file: CompanyFile) -> list[bool]:
    """Whether each mark of the check list is declared."""
    return [
        problem.explained
        for problem in file.book(REPORT).checks.problems
        if problem.place == str(POWER) and problem.id == "marked" and problem.severity is Severity.EXPLAIN
    ]


def test_a_note_is_kept_and_outlives_opening_the_file_again(file: CompanyFile) -> None:
    notes.write_note(file, REPORT, POWER, "Ask the bank. ")
    again = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    assert notes.note_at(again.book(REPORT), POWER) == AnswerNote("Ask the bank.")
    assert marked(again) == []


@pytest.mark.parametrize("mark", list(AnswerMark))
def test_a_mark_asks_until_it_is_gone(file: CompanyFile, mark: AnswerMark) -> None:
    notes.write_note(file, REPORT, POWER, "", mark)
    assert marked(file) == [False]
    notes.write_note(file, REPORT, POWER, "Read from the bill.")
    assert marked(file) == []


def test_an_explanation_declares_a_mark(file: CompanyFile) -> None:
    notes.write_note(file, REPORT, POWER, "", AnswerMark.ESTIMATE)
    entering.explain_place(file, REPORT, POWER, "The last bill had not come; estimated from the year before.")
    assert marked(file) == [True]


def test_an_empty_note_is_no_note_and_undo_brings_it_back(file: CompanyFile) -> None:
    notes.write_note(file, REPORT, POWER, "Ask the bank.")
    notes.write_note(file, REPORT, POWER, "  ")
    assert file.book(REPORT).answers.notes == {}
    file.undo()
    assert notes.note_at(file.book(REPORT), POWER).text == "Ask the bank."


def test_notes_need_a_cell_and_an_open_filing(file: CompanyFile) -> None:
    with pytest.raises(NoSuchPlace):
        notes.write_note(file, REPORT, Place("w2", "nowhere", "amount"), "x")
    annual_report.mark_filed(file, REPORT, "2026-04-01", "By mail")
    with pytest.raises(FilingIsFiled):
        notes.write_note(file, REPORT, POWER, "x")


def test_a_row_takes_its_notes_along_when_it_goes(file: CompanyFile) -> None:
    row = entering.add_row(file, REPORT, "loans")
    notes.write_note(file, REPORT, Place("loans", row, "balance"), "From the statement of June.")
    entering.remove_rows(file, REPORT, "loans", [row])
    assert file.book(REPORT).answers.notes == {}
