"""Two of the questions of Home: what is in progress and how far, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.filings import COMPANY, Filing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ANSWER
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.progress.step_progress import ScheduleStep, StepState, is_early, is_only_blank, steps


@dataclass(frozen=True)
class FilingProgress:
    """How far a filing is: cells that must be answered, how many are, and the problems that ask something.

    `blanks` are those problems that say that an answer is missing, or what follows from that: nothing is wrong there.
    `steps` are the pages on which something is asked.
    """

    filing: Filing
    required: int
    answered: int
    problems: tuple[Problem, ...]
    blanks: frozenset[Problem] = frozenset()
    steps: tuple[ScheduleStep, ...] = ()

    @property
    def next_step(self) -> ScheduleStep | None:
        """The first page that is not complete."""
        return next((step for step in self.steps if step.state is not StepState.COMPLETE), None)

    @property
    def pages(self) -> str:
        """How many pages are complete, in words: ``61 pages, none started``."""
        count, complete = len(self.steps), sum(step.state is StepState.COMPLETE for step in self.steps)
        if complete == count:
            return "All pages are complete"
        started = complete or any(step.state is not StepState.NOT_STARTED for step in self.steps)
        done = f"{complete:,} complete" if complete else "none complete yet" if started else "none started"
        return f"{count:,} {'page' if count == 1 else 'pages'}, {done}"

    def wrong(self, severity: Severity) -> tuple[Problem, ...]:
        """The problems of that weight that ask something besides an answer that is still missing."""
        return tuple(problem for problem in self.of(severity) if problem not in self.blanks)

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
    problems = book.checks.problems
    blanks = frozenset(one for one in problems if is_only_blank(book, one) or is_early(book, one))
    asked = tuple(step for step in steps(book) if step.required and step.state is not StepState.NOT_ASKED)
    return FilingProgress(book.filing, required, answered, problems, blanks, asked)
