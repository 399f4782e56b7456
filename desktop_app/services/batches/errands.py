"""What can be done in many companies at once: begin the next report, check, produce packages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.problems import UserError
from desktop_app.services.batches.running import CompanyErrand
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import OfferedForm, answered_kinds, offered_forms
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.filing_package.packages import FilingPackages
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.filings.annual_report import FORM, CannotBeginReport, begin_report

MOST_TOLD = 3


class NotNextYear(UserError):
    """The report of that year would not follow the company's newest one."""


class NoOpenReport(UserError):
    """The company has no open annual report of the year."""


class StillOpen(UserError):
    """Something is open in the reports of the company."""


def annual_reports(file: CompanyFile, year: int = 0) -> tuple[Filing, ...]:
    """The open annual reports of a year, or of every year. Raises NoOpenReport."""
    kinds = answered_kinds(file.library)
    found = tuple(
        filing
        for filing in file.filings()
        if kinds.get(filing.form, filing.form) == FORM and filing.state is FilingState.OPEN and year in (0, filing.year)
    )
    if not found:
        raise NoOpenReport(f"It has no open annual report{f' for {year}' if year else ''}. Start it first.")
    return found


def only_report(file: CompanyFile, year: int) -> Filing:
    """The one open annual report of the year. Raises NoOpenReport."""
    found = annual_reports(file, year)
    if len(found) > 1:
        names = ", ".join(filing.id for filing in found)
        raise NoOpenReport(f"It has several open annual reports for {year} ({names}). Do this in the company itself.")
    return found[0]


# Begin


def begin_next(year: int) -> CompanyErrand:
    """Begins the report of the year where it follows the newest one."""

    def errand(file: CompanyFile, _: Path) -> str:
        _must_follow(file, year)
        begun: list[str] = []
        refused: list[CannotBeginReport] = []
        for form, service in _following(file) or [(FORM, "")]:
            try:
                filing = begin_report(file, year, form=form, service=service)
            except CannotBeginReport as refusal:
                refused.append(refusal)
            else:
                begun.append(f"{filing.id} started{f' from {filing.previous}' if filing.previous else ''}")
        if not begun:
            raise refused[0]
        return f"{', '.join(begun)}." + "".join(f" {refusal}" for refusal in refused)

    return errand


def _following(file: CompanyFile) -> list[tuple[str, str]]:
    """The form and service of each report; where several forms are for the same services, that of the newest report."""
    used = [filing.form for filing in sorted(file.filings(), key=lambda one: one.year)]
    chosen: dict[tuple[str, ...], OfferedForm] = {}
    for item in offered_forms(file, FORM):
        before = chosen.get(item.utilities)
        if before is None or _since(used, item.form) < _since(used, before.form):
            chosen[item.utilities] = item
    return [(item.form, item.service) for item in chosen.values()]


def _since(used: list[str], form: str) -> int:
    """How many filings are newer than the newest of a form; more than there are, if there is none."""
    return used[::-1].index(form) if form in used else len(used)


def _must_follow(file: CompanyFile, year: int) -> None:
    kinds = answered_kinds(file.library)
    years = [filing.year for filing in file.filings() if kinds.get(filing.form, filing.form) == FORM]
    if not years:
        raise NotNextYear("It has no annual report yet. Start its first one in the company itself.")
    if max(years) not in (year - 1, year):
        raise NotNextYear(
            f"Its newest annual report is for {max(years)}, so the next is for {max(years) + 1} and not for {year}."
        )


# Check


def check_reports(packages: FilingPackages, year: int = 0) -> CompanyErrand:
    """Says that the open reports are ready, or refuses with what is open."""

    def errand(file: CompanyFile, _: Path) -> str:
        ready: list[str] = []
        trouble: list[str] = []
        for filing in annual_reports(file, year):
            found = packages.readiness(file, filing.id).open
            if not found:
                ready.append(f"{filing.id} is ready")
                continue
            more = f" (and {len(found) - MOST_TOLD:,} more)" if len(found) > MOST_TOLD else ""
            told = " ".join(found[:MOST_TOLD])
            trouble.append(f"{filing.id}: {counted(len(found), 'thing')} still open{more}. {told}")
        if trouble:
            raise StillOpen(" ".join((*trouble, *(f"{words}." for words in ready))))
        return f"{', '.join(ready)}."

    return errand


# Packages


def produce_packages(
    packages: FilingPackages,
    out: Path,
    names: Mapping[Path, str],
    year: int,
    cancelled: Callable[[], bool],
) -> CompanyErrand:
    """Produces the package of the year's open report into a folder of its own below `out`."""

    def errand(file: CompanyFile, path: Path) -> str:
        filing = only_report(file, year)
        folder = package_folder(out, names[path], filing)
        packages.produce(file, filing.id, PackageOrder(folder), run=PackageProgress(cancelled=cancelled))
        return f"The package is in {folder}."

    return errand


def package_folder(out: Path, name: str, filing: Filing) -> Path:
    """Where the package of a filing goes."""
    return out / f"{name} {filing.id}"
