"""Two of the questions of Home: what is in progress and how far, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.filings import COMPANY, Filing
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ANSWER
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling


@dataclass(frozen=True)
class FilingProgress:
    """How far a filing is: cells that must be answered, how many are, and the problems that ask something."""

    filing: Filing
    required: int
    answered: int
    problems: tuple[Problem, ...]

    @property
    def percent(self) -> int:
        """How much is answered; 100 only when everything is."""
        return 100 if self.answered >= self.required else 100 * self.answered // self.required

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many stops, how many explains without their sentence, how many notes."""
        return {severity: len(self.of(severity)) for severity in Severity}

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """The problems of that weight which still ask something; notes only tell."""
        return tuple(problem for problem in self.problems if problem.severity is severity and not problem.explained)


def name_of(file: CompanyFile) -> str:
    """What to call the company while nothing has been evaluated: its certificated name, or else that of the file."""
    given = file.workspace.get(records.answer_key(COMPANY, Place("identity", "legal_name", ANSWER)))
    return given if isinstance(given, str) else file.path.stem


def standing(book: EvaluatedFiling) -> FilingProgress:
    """How far the filing is."""
    calculation = book.calculation
    required = answered = 0
    for place, spec in book.sheet.cells.items():
        if spec.formula:
            continue
        given = place in calculation.values
        answered += given
        required += given or calculation.required(place)
    return FilingProgress(book.filing, required, answered, book.checks.problems)
