"""What is open in a filing that is to be marked as filed is told."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.filings.open_errors import open_errors
from tests.support.case_companies import case_company


def test_errors_are_counted_and_the_first_is_told(tmp_path: Path) -> None:
    file = case_company(tmp_path)
    book = file.book(begin_case(file, CaseOrder("waiver")).id)
    found = [one.sentence for one in book.checks.problems if one.severity is Severity.STOP and one.open]
    assert len(found) > 1
    assert open_errors(book).startswith(f"{len(found)} errors are open, the first: {found[0]} What is marked")


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ((), ""),
        ((Severity.EXPLAIN, Severity.NOTE), ""),
        ((Severity.NOTE, Severity.STOP), "1 error is open, the first: No."),
    ],
)
def test_only_errors_are_told(severities: tuple[Severity, ...], said: str) -> None:
    problems = tuple(Problem(f"C{n}", severity, "p/q/r", "No.", "3.640") for n, severity in enumerate(severities))
    book = SimpleNamespace(checks=SimpleNamespace(problems=problems))
    told = open_errors(book)  # type: ignore[arg-type]
    assert told.startswith(said)
    assert bool(told) is bool(said)
