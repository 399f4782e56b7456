"""The three questions of Home: what is due, what is in progress and how far, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.filings import COMPANY, Filing, State
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ANSWER
from desktop_app.rulebook.law import Law
from desktop_app.services import records
from desktop_app.services.company_file import Book, CompanyFile

ANNUAL_REPORT = "annual_report"
DUE = f"{ANNUAL_REPORT}/due"


@dataclass(frozen=True)
class Deadline:
    """An annual report that is not filed yet, and its days by the rules built in.

    `filing` is the open one, None if it has not been begun. `ask_until` is the last good day to ask for more
    time, `longest` the day to which a letter can put the report off. `penalty` is what a late day has cost so far.
    """

    year: int
    filing: Filing | None
    due: date
    days_left: int
    ask_until: date
    longest: date
    penalty: Decimal
    cites: tuple[str, ...]

    @property
    def can_ask(self) -> bool:
        """Whether more time can still be asked for."""
        return self.days_left >= (self.due - self.ask_until).days


@dataclass(frozen=True)
class Standing:
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


def standing(book: Book) -> Standing:
    """How far the filing is."""
    calculation = book.calculation
    required = answered = 0
    for place, spec in book.sheet.cells.items():
        if spec.formula:
            continue
        given = place in calculation.values
        answered += given
        required += given or calculation.required(place)
    return Standing(book.filing, required, answered, book.checks.problems)


def deadlines(file: CompanyFile) -> tuple[Deadline, ...]:
    """The annual reports that are due: last year's unless filed, and from its due day on this year's too."""
    return tuple(_deadlines(file, file.law(), file.clock.today()))


def _deadlines(file: CompanyFile, law: Law, today: date) -> Iterator[Deadline]:
    utilities = file.profile().utilities
    for year in (today.year - 1, today.year):
        of_year = [filing for filing in file.filings() if filing.form == ANNUAL_REPORT and filing.year == year]
        if any(filing.state is State.FILED for filing in of_year):
            continue
        clocks = [clock for clock in law.clocks.all if clock.name == DUE and clock.utility.value in utilities]
        if not clocks:
            return
        deadline = _deadline(year, of_year[0] if of_year else None, law, today, utilities)
        if year < today.year or today > deadline.due.replace(year=today.year) or deadline.filing is not None:
            yield deadline


def _deadline(year: int, filing: Filing | None, law: Law, today: date, utilities: Sequence[str]) -> Deadline:
    end = date(year, 12, 31)

    def run(name: str) -> tuple[date, tuple[str, ...]]:
        found = [clock for clock in law.clocks.find(f"{ANNUAL_REPORT}/{name}") if clock.utility.value in utilities]
        return law.run(found[0], end).date or end, tuple(cite for clock in found for cite in clock.cites)

    due, cites = run("due")
    ask_until, more = run("ask_by_letter")
    late = (today - due).days
    penalty = law.penalties.of(utilities)
    return Deadline(
        year=year,
        filing=filing,
        due=due,
        days_left=-late,
        ask_until=ask_until,
        longest=run("longest_by_letter")[0],
        penalty=penalty.amount(law.rules, late, today) if penalty is not None else Decimal(0),
        cites=(*cites, *(more if late <= 0 or penalty is None else penalty.cites)),
    )
