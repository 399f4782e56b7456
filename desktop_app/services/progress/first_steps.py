"""The steps of a first report, and which of them are done: what a new user is shown until it is dismissed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Severity
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import ANNUAL_REPORT as FORM
from desktop_app.services.company.report_forms import answered_kinds, forms_by_service, keeps_accounts
from desktop_app.services.progress.overview import standing

BOOKS = ("Trial balance ", "Last year's trial balance ")


class FirstStepName(StrEnum):
    """The steps."""

    COMPANY = "company"
    BEGIN = "begin"
    BOOKS = "books"
    ANSWERS = "answers"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step in words, with the filing that it is about."""

    name: FirstStepName
    words: str
    done: bool
    filing: str = ""


def first_steps(file: CompanyFile) -> tuple[FirstStep, ...]:
    """All steps, for the newest annual report that is not filed, or else the newest one."""
    kinds = answered_kinds(file.library)
    reports = [filing for filing in file.filings() if kinds.get(filing.form, filing.form) == FORM]
    reports.sort(key=lambda filing: (filing.state is FilingState.OPEN, filing.year))
    return tuple(_steps(file, reports[-1] if reports else None))


def _steps(file: CompanyFile, report: Filing | None) -> Iterator[FirstStep]:
    company = standing(file.book(COMPANY))
    words = "Answer the company page: services, addresses, people. Every report uses it."
    yield FirstStep(FirstStepName.COMPANY, words, company.answered == company.required)
    begun = report is not None
    yield FirstStep(FirstStepName.BEGIN, "Start the annual report of the year.", begun)
    filing = "" if report is None else report.id
    book = None if report is None else file.book(report.id)
    imported = book is not None and any(source.words.startswith(BOOKS) for source in book.answers.sources.values())
    if _takes_books(file, report):  # the commission's own form takes no amounts from here
        words = "Import the trial balance, last year's closing balances first. It fills most amounts."
        yield FirstStep(FirstStepName.BOOKS, words, imported, filing)
    found = None if book is None else standing(book)
    answered = found is not None and found.answered == found.required and not found.wrong(Severity.STOP)
    words = "Answer the pages from top to bottom, and settle the checks."
    yield FirstStep(FirstStepName.ANSWERS, words, answered, filing)
    words = "Prepare the filing, sign it, mail it and mark it as filed."
    yield FirstStep(FirstStepName.PACKAGE, words, report is not None and report.state is FilingState.FILED, filing)


def _takes_books(file: CompanyFile, report: Filing | None) -> bool:
    """Whether the report, or one that the company would start, is made here from the books."""
    if report is not None:
        return keeps_accounts(file.library, report.form)
    made = forms_by_service(file.library)
    forms = {form for utility in file.profile().utilities for form in made.get((FORM, utility), (FORM,))}
    return not forms or any(keeps_accounts(file.library, form) for form in forms)
