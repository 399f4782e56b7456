"""The same work in many companies: one file is open at a time, a refusal of one never stops the others.

Nothing of one company is known while another is open: each errand is handed one file, and what it gives back is a
sentence about that file. What an errand writes, it writes as one step or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.progress.overview import name_of
from desktop_app.services.workers.workers import WorkCancelled

STOPPED = "Not done: the work was stopped before this company. Nothing in it was changed."
BatchReport = Callable[[int, int, str], None]
CompanyErrand = Callable[[CompanyFile, Path], str]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """The outcome for one company: what was done, or the sentence of its refusal."""

    path: Path
    name: str
    done: str = ""
    refused: str = ""
    stopped: bool = False


@dataclass(frozen=True)
class BatchWatch:
    """Hears how far the work is, and says whether it was stopped."""

    report: BatchReport
    cancelled: Callable[[], bool]


def run_batch(
    companies: Companies, paths: Sequence[Path], errand: CompanyErrand, watch: BatchWatch, *, writing: bool
) -> tuple[BatchLine, ...]:
    """Does the errand in each company, and gives one line for each, whatever happens."""
    lines: list[BatchLine] = []
    for number, path in enumerate(paths):
        watch.report(number, len(paths), path.stem)
        stopped = BatchLine(path, path.stem, refused=STOPPED, stopped=True)
        lines.append(stopped if watch.cancelled() else _one(companies, path, errand, writing=writing))
    watch.report(len(paths), len(paths), "Done")
    return tuple(lines)


def _one(companies: Companies, path: Path, errand: CompanyErrand, *, writing: bool) -> BatchLine:
    name = path.stem
    try:
        file = companies.open_beside(path) if writing else companies.peek(path)
        try:
            name = name_of(file)
            done = errand(file, path)
        finally:
            file.close()
    except WorkCancelled:
        return BatchLine(path, name, refused=STOPPED, stopped=True)
    except (UserError, EnvironmentProblem) as refusal:
        return BatchLine(path, name, refused=str(refusal))
    return BatchLine(path, name, done)


def refused_lines(lines: Sequence[BatchLine]) -> tuple[BatchLine, ...]:
    """The companies in which it was not done."""
    return tuple(line for line in lines if line.refused)


def outcome_words(lines: Sequence[BatchLine]) -> str:
    """How it went, in one sentence."""
    refused = len(refused_lines(lines))
    done = len(lines) - refused
    many = "one company" if done == 1 else f"{done:,} companies"
    return f"Done in {many if done else 'no company'}{f'; refused in {refused:,}' if refused else ''}."


def folder_names(paths: Sequence[Path]) -> dict[Path, str]:
    """A name for what is written of each company; two files of one name are told apart by their folders."""
    found: dict[Path, str] = {}
    taken: set[str] = set()
    stems = [path.stem.casefold() for path in paths]
    for path in paths:
        alone = stems.count(path.stem.casefold()) == 1
        wanted = path.stem if alone else f"{path.stem} ({path.parent.name})"
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted} {number}"
        taken.add(name.casefold())
        found[path] = name
    return found
