from pathlib import Path

from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.progress.overview import FilingProgress, name_of, standing
from tests.support.memory_companies import company, make_companies


def test_the_standing_counts_what_must_be_answered(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    filing = annual_report.begin_report(file, 2025)
    before = standing(file.book(filing.id))
    entering.set_answer(file, filing.id, Place("p3", "merger", "answer"), "None")
    after = standing(file.book(filing.id))
    assert (after.required, after.answered) == (before.required, before.answered + 1)
    assert after.counts[Severity.STOP] == before.counts[Severity.STOP] - 1
    assert after.percent == 100 * after.answered // after.required
    assert FilingProgress(filing, 0, 0, ()).percent == 100


def test_a_new_report_is_not_wrong_it_is_not_started(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    filing = annual_report.begin_report(file, 2025)
    new = standing(file.book(filing.id))
    assert new.pages == f"{len(new.steps)} pages, none started"
    assert all(step.required for step in new.steps)
    assert [new.wrong(severity) for severity in Severity] == [(), (), ()]
    assert len(new.blanks) == new.required
    place = Place("p3", "merger", "answer")
    entering.set_answer(file, filing.id, place, "None")
    begun = standing(file.book(filing.id))
    assert begun.pages == f"{len(new.steps)} pages, none complete yet"
    entering.answer_blanks(file, filing.id, "p3")
    done = standing(file.book(filing.id))
    assert done.pages == f"{len(new.steps)} pages, 1 complete"
    assert done.next_step is not None
    assert done.next_step.schedule == new.steps[0].schedule


def test_an_optional_answer_counts_once_given(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    before = standing(file.book("company"))
    entering.set_answer(file, "company", Place("identity", "dba", "answer"), "Oaks")
    after = standing(file.book("company"))
    assert (after.required, after.answered) == (before.required + 1, before.answered + 1)


def test_peeking_leaves_the_recent_files_alone(tmp_path: Path) -> None:
    companies = make_companies()
    company(companies, tmp_path).close()
    companies.preferences.set("recent", [])
    assert companies.peek(tmp_path / "company.filingdesk").profile().utilities == ("water",)
    assert companies.recent() == ()


def test_a_company_without_a_name_is_called_like_its_file(tmp_path: Path) -> None:
    companies = make_companies()
    assert name_of(companies.create(tmp_path / "new.filingdesk")) == "new"
    assert name_of(company(companies, tmp_path, "Oaks")) == "Oaks"
