"""One view over many companies: what is due, how far each is, what is wrong, the last backup, and who has it open.

Looking writes nothing: no lock, no backup, no place among the files opened last.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import EnvironmentProblem, Severity, UserError
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar.due import DueEntry
from desktop_app.services.filing_calendar.reminders import late_days, waiting
from desktop_app.services.ports import FileLocked
from desktop_app.services.progress.overview import FilingProgress, name_of, standing

DEEPEST = 3  # a folder for the clients, one for each, one for its years
SOON = timedelta(days=30)
BACKUPS = "Filing Desk backups"
LOCKED = "Has a password: open the company to see what is due."


@dataclass(frozen=True)
class CompanyLine:
    """One company: what falls due first of so much that is `waiting`, how many days it is late, and how far it is.

    `standing` is that of its newest open filing, `wrong` counts errors and what must be explained in all open ones.
    `backup` is the moment of the newest backup; `in_use` says who else has the file open. Or why it could not be read;
    `locked` is one whose password nobody gave.
    """

    path: Path
    name: str
    due: DueEntry | None = None
    late: int = 0
    standing: FilingProgress | None = None
    refusal: str = ""
    waiting: int = 0
    wrong: tuple[int, int] = (0, 0)
    backup: str = ""
    in_use: str = ""
    locked: bool = False


class NoCompanyFolder(UserError):
    """What was named is no folder that can be read."""


def company_files(folder: Path) -> tuple[Path, ...]:
    """The company files of a folder and of the folders within it, without backups. Raises NoCompanyFolder."""
    if not str(folder) or not folder.is_dir():
        raise NoCompanyFolder(f"{folder} is not a folder. Name the folder of the companies.")
    found: list[Path] = []
    try:
        _gather(folder, DEEPEST, found)
    except OSError as error:
        raise NoCompanyFolder(f"{folder} cannot be read: {error.strerror or error}.") from None
    return tuple(sorted(found, key=lambda path: (path.name.casefold(), str(path))))


def _gather(folder: Path, depth: int, found: list[Path]) -> None:
    with os.scandir(folder) as inside:
        items = list(inside)
    for item in items:
        if item.is_dir(follow_symlinks=False):
            if depth > 1 and item.name != BACKUPS and not item.name.startswith("."):
                try:
                    _gather(Path(item.path), depth - 1, found)
                except OSError:  # a folder of somebody else: the companies beside it are listed all the same
                    continue
        elif item.name.lower().endswith(COMPANY_SUFFIX):
            found.append(Path(item.path))


def look_at(companies: Companies, path: Path) -> CompanyLine:
    """Opens a company's file only to look, and closes it again. A refusal stands in the line, it is not raised."""
    try:
        line = _looked_at(companies, path)
    except FileLocked:
        line = CompanyLine(path, path.stem, refusal=LOCKED, locked=True)
    except (UserError, EnvironmentProblem) as refusal:
        line = CompanyLine(path, path.stem, refusal=str(refusal))
    copies = companies.backups(path)
    return replace(line, backup=copies[0].at if copies else "", in_use=companies.files.used_by(path))


def _looked_at(companies: Companies, path: Path) -> CompanyLine:
    file = companies.peek(path)
    try:
        return replace(line_of(file), path=path)
    finally:
        file.close()


def line_of(file: CompanyFile) -> CompanyLine:
    """The line of a company that is open."""
    every = waiting(file)
    due = min(every, key=lambda item: item.shown, default=None)
    late = 0 if due is None else late_days(due, file.clock.today())
    opened = [standing(file.book(filing.id)) for filing in file.filings() if filing.state is FilingState.OPEN]
    weights = (Severity.STOP, Severity.EXPLAIN)
    errors, questions = (sum(len(found.wrong(weight)) for found in opened) for weight in weights)
    found = opened[0] if opened else None
    return CompanyLine(file.path, name_of(file), due, late, found, waiting=len(every), wrong=(errors, questions))


# Which are shown, and in which order


class LinesShown(StrEnum):
    """Which of the companies are shown."""

    ALL = "all"
    LATE = "late"
    SOON = "soon"
    ERRORS = "errors"
    IDLE = "not-started"
    UNREAD = "unread"


class LineOrder(StrEnum):
    """By what they are in order."""

    DUE = "due"
    NAME = "name"
    ANSWERED = "answered"
    ERRORS = "errors"
    BACKUP = "backup"


_SHOWN: dict[LinesShown, Callable[[CompanyLine, date], bool]] = {
    LinesShown.ALL: lambda _, __: True,
    LinesShown.LATE: lambda line, _: line.late > 0,
    LinesShown.SOON: lambda line, today: line.due is not None and line.due.shown <= today + SOON,
    LinesShown.ERRORS: lambda line, _: line.wrong[0] > 0,
    LinesShown.IDLE: lambda line, _: not line.refusal and line.standing is None,
    LinesShown.UNREAD: lambda line, _: bool(line.refusal),
}


def shown_lines(
    lines: Iterable[CompanyLine], today: date, which: LinesShown = LinesShown.ALL, words: str = ""
) -> tuple[CompanyLine, ...]:
    """Those of the companies that are asked for and have all the words in their name or file name."""
    sought = words.casefold().split()
    return tuple(
        line
        for line in lines
        if _SHOWN[which](line, today)
        and all(word in f"{line.name} {line.path.parent.name} {line.path.name}".casefold() for word in sought)
    )


def sorted_lines(lines: Iterable[CompanyLine], order: LineOrder = LineOrder.DUE) -> tuple[CompanyLine, ...]:
    """The companies in order: what presses first. Files that could not be read come last."""
    return tuple(sorted(lines, key=lambda line: (bool(line.refusal), *_rank(line, order), line.name.casefold())))


def _rank(line: CompanyLine, order: LineOrder) -> tuple[int | str, ...]:
    if order is LineOrder.DUE:
        return (date.max.toordinal() if line.due is None else line.due.shown.toordinal(),)
    if order is LineOrder.ANSWERED:
        return (-1 if line.standing is None else line.standing.percent,)
    if order is LineOrder.ERRORS:
        return (-line.wrong[0], -line.wrong[1])
    return (line.backup,) if order is LineOrder.BACKUP else ()


def line_words(line: CompanyLine) -> str:
    """The one sentence beside a company: why it could not be read, or who else has it open."""
    return line.refusal or line.in_use


def count_words(lines: Sequence[CompanyLine]) -> str:
    """How many companies there are, how many are late and how many could not be read."""
    if not lines:
        return "No company."
    late, unread = sum(line.late > 0 for line in lines), sum(bool(line.refusal) for line in lines)
    many = "One company" if len(lines) == 1 else f"{len(lines):,} companies"
    rest = f", {unread:,} cannot be read" if unread else ""
    return f"{many}, {f'{late:,}' if late else 'none'} late{rest}."
