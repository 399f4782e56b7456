"""Errors that a filing still has when it is to be marked as filed: a package made here cannot have had them."""

from __future__ import annotations

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import Severity
from desktop_app.services.cases.items import item_problems
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry.attachments import attachments


def open_errors(file: CompanyFile, filing_id: str) -> str:
    """How many errors are open and what the first is, in words; empty where there is none. Raises NoSuchFiling."""
    book = file.book(filing_id)
    problems = (*book.checks.problems, *item_problems(book, attachments(file, filing_id), file.clock.today()))
    found = [problem for problem in problems if problem.severity is Severity.STOP and problem.open]
    if not found:
        return ""
    return (
        f"{counted(len(found), 'error')} {'is' if len(found) == 1 else 'are'} open, the first: {found[0].sentence} "
        "What is marked as filed becomes read-only as it is; a package with errors is not made here."
    )
