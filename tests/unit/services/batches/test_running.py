"""The same work in many companies: a refusal never stops the others, a stop leaves the rest as it was."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Json
from desktop_app.services.batches.errands import begin_next, only_report
from desktop_app.services.batches.known import known_companies
from desktop_app.services.batches.running import (
    STOPPED,
    BatchWatch,
    folder_names,
    outcome_words,
    refused_lines,
    run_batch,
)
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings.annual_report import mark_filed
from desktop_app.services.workers.workers import WorkCancelled
from tests.support.memory_companies import make_companies


def clients(companies: Companies, folder: Path) -> list[Path]:
    paths = []
    for name, years in (("Ash", [2025]), ("Elm", [2024]), ("New", [])):
        filings: list[Json] = [{"year": year} for year in years]
        path = folder / f"{name}.filingdesk"
        table: Json = {"company": {"identity": {"legal_name": f"{name} Water", "water": "yes"}}, "filings": filings}
        companies.create(path, table).close()
        paths.append(path)
    return [*paths, folder / "gone.filingdesk"]


def quiet(done: int, total: int, words: str) -> None:
    """Nobody listens."""


def test_each_company_gets_its_line_and_one_refusal_stops_nobody(tmp_path: Path) -> None:
    companies = make_companies()
    paths = clients(companies, tmp_path)
    recent = companies.recent()
    heard: list[tuple[int, int, str]] = []
    watch = BatchWatch(lambda *told: heard.append(told), lambda: False)
    lines = run_batch(companies, paths, begin_next(2026), watch, writing=True)
    assert [(line.name, bool(line.refused)) for line in lines] == [
        ("Ash Water", False),
        ("Elm Water", True),
        ("New Water", True),
        ("gone", True),
    ]
    assert lines[0].done == "2026-annual-report started from 2025-annual-report."
    assert lines[1].refused == "Its newest annual report is for 2024, so the next is for 2025 and not for 2026."
    assert lines[2].refused == "It has no annual report yet. Start its first one in the company itself."
    assert outcome_words(lines) == "Done in one company; refused in 3."
    assert heard[0] == (0, 4, "Ash")
    assert heard[-1] == (4, 4, "Done")
    assert companies.recent() == recent
    again = run_batch(companies, paths[:1], begin_next(2026), BatchWatch(quiet, lambda: False), writing=True)
    assert "There is a filing 2026-annual-report already" in again[0].refused


@pytest.mark.parametrize("trouble", [UserError("Not like this."), EnvironmentProblem("The disk is full."), None])
def test_a_refusal_is_the_line_of_its_company(tmp_path: Path, trouble: Exception | None) -> None:
    companies = make_companies()

    def errand(_: CompanyFile, __: Path) -> str:
        raise trouble or WorkCancelled

    (line,) = run_batch(companies, clients(companies, tmp_path)[:1], errand, BatchWatch(quiet, bool), writing=False)
    assert line.refused == (STOPPED if trouble is None else str(trouble))
    assert refused_lines([line]) == (line,)


def test_what_is_stopped_is_told_and_nothing_more_is_opened(tmp_path: Path) -> None:
    companies = make_companies()
    done: list[Path] = []

    def errand(_: CompanyFile, path: Path) -> str:
        done.append(path)
        return "Done."

    paths = clients(companies, tmp_path)[:3]
    lines = run_batch(companies, paths, errand, BatchWatch(quiet, lambda: len(done) == 1), writing=True)
    assert done == paths[:1]
    assert [line.stopped for line in lines] == [False, True, True]


def test_a_report_that_is_filed_or_missing_is_not_worked_on(tmp_path: Path) -> None:
    companies = make_companies()
    file = companies.open(clients(companies, tmp_path)[0])
    assert only_report(file, 2025).id == "2025-annual-report"
    with pytest.raises(UserError, match="It has no open annual report for 2024"):
        only_report(file, 2024)
    mark_filed(file, "2025-annual-report", "2026-02-01", "By mail")
    with pytest.raises(UserError, match="no open annual report for 2025"):
        only_report(file, 2025)


def test_two_files_of_one_name_get_names_of_their_own() -> None:
    paths = [Path("a/Elm.filingdesk"), Path("b/elm.filingdesk"), Path("c/b/elm.filingdesk"), Path("a/Oak.filingdesk")]
    names = folder_names(paths)
    assert [names[path] for path in paths] == ["Elm (a)", "elm (b)", "elm (b) 2", "Oak"]


def test_a_company_is_known_by_its_name_or_else_by_its_file(tmp_path: Path) -> None:
    companies = make_companies()
    paths = clients(companies, tmp_path)
    assert [one.name for one in known_companies(companies, paths)] == ["Ash Water", "Elm Water", "New Water", "gone"]
