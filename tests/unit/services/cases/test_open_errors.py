"""What is open in a filing that is to be marked as filed is told."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.open_errors import open_errors
from desktop_app.services.data_entry import entering
from tests.support.case_companies import case_company


def test_errors_are_counted_and_the_first_is_told(tmp_path: Path) -> None:
    file = case_company(tmp_path)
    book = file.book(begin_case(file, CaseOrder("waiver")).id)
    found = [one.sentence for one in book.checks.problems if one.severity is Severity.STOP and one.open]
    assert len(found) > 1
    filing = book.filing.id
    assert open_errors(file, filing).startswith(f"{len(found)} errors are open, the first: {found[0]} What is marked")
    # A document that an item says it is answered by is missing: the package is refused for it too.
    entering.set_answer(file, filing, Place("applicant", "standing", "way"), "document")
    blank = [one for one in file.book(filing).checks.problems if one.severity is Severity.STOP and one.open]
    assert open_errors(file, filing).startswith(f"{len(blank) + 1} errors are open")


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ((), ""),
        ((Severity.EXPLAIN, Severity.NOTE), ""),
        ((Severity.NOTE, Severity.STOP), "1 error is open, the first: No."),
    ],
)
def test_only_errors_are_told(severities: tuple[Severity, ...], said: str) -> None:
    no_lines = SimpleNamespace(model=SimpleNamespace(sheet=SimpleNamespace(schedules={})))
    problems = tuple(Problem(f"C{n}", severity, "p/q/r", "No.", "3.640") for n, severity in enumerate(severities))
    book = SimpleNamespace(checks=SimpleNamespace(problems=problems), calculation=no_lines)
    clock = SimpleNamespace(today=lambda: date(2026, 3, 2))
    file = SimpleNamespace(book=lambda _: book, workspace=SimpleNamespace(under=lambda _: {}), clock=clock)
    told = open_errors(file, "")  # type: ignore[arg-type]
    assert told.startswith(said)
    assert bool(told) is bool(said)
