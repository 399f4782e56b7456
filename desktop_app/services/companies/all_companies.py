"""One view over all companies opened lately: what is due, how far it is, what is wrong."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import DueEntry
from desktop_app.services.filing_calendar.reminders import late_days, waiting
from desktop_app.services.progress.overview import FilingProgress, name_of, standing


@dataclass(frozen=True)
class CompanyLine:
    """One company: what falls due first, how many days it is late, and how far its newest open filing is.

    Or why its file could not be read.
    """

    path: Path
    name: str
    due: DueEntry | None = None
    late: int = 0
    standing: FilingProgress | None = None
    refusal: str = ""


def look_at(companies: Companies, path: Path) -> CompanyLine:
    """Opens a company's file only to look, and closes it again. A refusal stands in the line, it is not raised."""
    try:
        file = companies.peek(path)
    except (UserError, EnvironmentProblem) as refusal:
        return CompanyLine(path, path.stem, refusal=str(refusal))
    try:
        return line_of(file)
    except (UserError, EnvironmentProblem) as refusal:
        return CompanyLine(path, path.stem, refusal=str(refusal))
    finally:
        file.close()


def line_of(file: CompanyFile) -> CompanyLine:
    """The line of a company that is open."""
    due = min(waiting(file), key=lambda item: item.shown, default=None)
    late = 0 if due is None else late_days(due, file.clock.today())
    opened = [filing for filing in file.filings() if filing.state is FilingState.OPEN]
    found = standing(file.book(opened[0].id)) if opened else None
    return CompanyLine(file.path, name_of(file), due, late, found)
