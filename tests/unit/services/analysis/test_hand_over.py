"""The handover binder says of each answer where it came from."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.domain.values import place_of
from desktop_app.formspec.answers import AnswerMark
from desktop_app.services.analysis.hand_over import hand_over
from desktop_app.services.analysis.hand_over_summary import _from
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.profile import PROFILE_PAGE
from desktop_app.services.data_entry import entering, notes, work_papers
from desktop_app.services.data_entry.suggesting import SUGGESTED
from desktop_app.services.data_entry.work_papers import WorkPaperPart
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies
from tests.support.one_sample import sample_content

LAST, REPORT = "2024-annual-report", "2025-annual-report"


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    entering.set_answer(file, LAST, place_of("w2/power/amount"), "400")
    annual_report.begin_report(file, 2025)
    return file


def rows(file: CompanyFile, *, notes_too: bool = False) -> dict[str, tuple[str, str]]:
    listing = hand_over(file, REPORT, notes=notes_too)
    return {row[0]: (row[1], row[2]) for _, part in listing.sections for row in part}


def test_each_answer_says_where_it_came_from(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("w2/labor/amount"), "100")
    work_papers.keep_work_paper(file, REPORT, place_of("w2/power/amount"), [WorkPaperPart(Decimal("7.5"), "June")])
    entering.override(file, REPORT, place_of("w2/gallons/amount"), "5", "The meter was read late.")
    entering.explain_place(file, REPORT, place_of("w2/power/amount"), "Fewer pumps.")
    notes.write_note(file, REPORT, place_of("w2/labor/amount"), "Ask the owner", AnswerMark.ESTIMATE)
    told = rows(file)
    assert told["601 Salaries and wages, this year"] == ("100", "Typed. Marked: estimate.")
    assert told["615 Purchased power, last year"] == ("400", "Carried from last year's report.")
    assert told["615 Purchased power, this year"][1] == "Typed. Work paper: 7.50 June. Explained: Fewer pumps."
    assert "The meter was read late." in told["Gallons sold, this year"][1]
    assert told["Total operating expenses, this year"][1].startswith("Computed: the sum of")


def test_notes_are_there_only_if_asked(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, place_of("w2/labor/amount"), "100")
    notes.write_note(file, REPORT, place_of("w2/labor/amount"), "Ask the owner")
    assert "Ask the owner" not in str(rows(file))
    assert "Ask the owner" in str(rows(file, notes_too=True))


def test_the_company_its_reports_and_what_falls_due_stand_in_it(file: CompanyFile) -> None:
    titles = [title for title, _ in hand_over(file, REPORT, notes=False).sections]
    assert titles[:2] == ["In short", "What falls due in the next twelve months"]  # nobody is known in this company
    assert titles[3] == f"Where the answers of {REPORT} came from, page by page"
    assert titles[-1].startswith("Company: ")
    assert "Reports" in titles
    assert rows(file)[REPORT] == ("Open", f"Opened from {LAST}")


def test_a_page_that_is_not_asked_of_this_company_is_not_in_the_binder(file: CompanyFile) -> None:
    """Owner's capital is asked of an LLC only: what was typed there before stays out for a corporation."""
    kind = place_of("p1/kind/answer")
    entering.set_answer(file, REPORT, kind, "llc")
    entering.set_answer(file, REPORT, place_of("equity/begin/answer"), "4321")
    assert "4,321" in str(rows(file))
    entering.set_answer(file, REPORT, kind, "corp")
    assert "4,321" not in str(rows(file))


@pytest.mark.untraced
@pytest.mark.slow
def test_the_first_page_says_whom_to_ask_how_far_the_report_is_and_where_its_answers_came_from(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
        path = tmp_path / "sample.filingdesk"
        path.write_bytes(sample_content())
        file = bootstrap.program().companies.open(path)
        entering.set_answer(file, REPORT, place_of("w2/chemicals/amount"), "")
        told = dict(hand_over(file, REPORT, notes=False).sections)
        people = {row[0]: row[1:] for row in told["Contacts"]}
        assert people["Sample President"][1].endswith("signs the report")
        assert "Principal office" in people
        short = {row[0]: row[1] for row in told["In short"]}
        assert "1 blank cell" in short["Check list"]
        assert short["Under seal"].endswith(" seals")
        pages = {row[0]: row[2] for row in told[f"Where the answers of {REPORT} came from, page by page"]}
        assert "carried from last year's report" in pages["Page W-2, Operating expenses by account"]
        every = [row for _, rows in hand_over(file, REPORT, notes=False).sections for row in rows]
        assert any(row[0].startswith("Sample ") and row[0].endswith("telephone") for row in every)  # by name
        assert ("Change of 9 lines", "", "Computed: end of year less beginning of year.") in every
        assert max(len(row[2]) for row in every if row[2].startswith("Computed: ")) < 130
        filed = dict(hand_over(file, LAST, notes=False).sections)
        assert [row[0] for row in filed["In short"]] == ["Company", f"Report {LAST}", "Under seal"]
        file.close()


def test_what_was_suggested_and_what_the_profile_said_are_told_apart(file: CompanyFile) -> None:
    assert [_from(words) for words in (SUGGESTED, PROFILE_PAGE, "Trial balance books.csv")] == [
        "suggested by the form",
        "from the Company page",
        "from trial balance books.csv",
    ]
