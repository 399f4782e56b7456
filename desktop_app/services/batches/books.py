"""Importing the trial balance of one company of many, by the lines that it remembers from last time.

Whatever would be asked in the window is refused here with its sentence: nobody looks at each account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.services.batches.errands import only_report
from desktop_app.services.batches.matching import KnownCompany, MatchedBooks, heading_names
from desktop_app.services.batches.running import CompanyErrand
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import TableFile, TableReader
from desktop_app.services.progress.overview import name_of
from desktop_app.services.trial_balance.balancing import books_period, imbalance_sentences
from desktop_app.services.trial_balance.basis import ImportBasis, gather_basis
from desktop_app.services.trial_balance.importing import view_accounts
from desktop_app.services.trial_balance.readings import Reading, choose_reading
from desktop_app.services.trial_balance.systems import advise_system
from desktop_app.services.trial_balance.taking import preview_balances, take_balances

HEADING_ROWS, MOST_NAMED = 12, 3
_YEAR = late_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class AskedInCompany(UserError):
    """Something about the books must be answered by a person, in the company itself."""


class NoBooks(UserError):
    """No trial balance of the folder is this company's."""


def import_books(
    tables: TableReader,
    matched: Sequence[MatchedBooks],
    known: Sequence[KnownCompany],
    year: int,
    cancelled: Callable[[], bool],
) -> CompanyErrand:
    """Imports the books of each company into its open report of the year."""
    books: Mapping[Path, Path] = {item.company.path: item.source for item in matched if item.company is not None}

    def errand(file: CompanyFile, path: Path) -> str:
        if path not in books:
            raise NoBooks("No trial balance of the folder is this company's.")
        source = tables.read(books[path], cancelled)
        return import_by_memory(file, source, KnownCompany(path, name_of(file)), known, year)

    return errand


def import_by_memory(
    file: CompanyFile, source: TableFile, own: KnownCompany, others: Sequence[KnownCompany], year: int
) -> str:
    """Imports one trial balance by the remembered lines, as one step.

    Raises AskedInCompany for what a person must answer, NoOpenReport.
    """
    filing = only_report(file, year)
    _must_be_of(source, own, others, year)
    reading = _only_reading(source, file, filing.id)
    basis = gather_basis(file, filing.id)
    mapping = _remembered(basis, reading)
    found = preview_balances(basis, reading.books, mapping, name=source.name)
    problems = imbalance_sentences(reading.books)
    if problems or found.imbalance:
        words = " ".join(problems) or f"The balances differ by {abs(found.imbalance):,.2f}."
        raise AskedInCompany(f"{source.name}: {words} Correct the books, or import them in the company itself.")
    if take_balances(file, found) is None:
        return f"{source.name}: {filing.id} has these balances already."
    if not found.changes:
        return f"{source.name}: {filing.id} agrees with these balances."
    return f"{source.name}: {counted(len(found.changes), 'cell')} of {filing.id} changed."


def _must_be_of(source: TableFile, own: KnownCompany, others: Sequence[KnownCompany], year: int) -> None:
    years = {int(found) for found in _YEAR.findall(source.name)}
    if years and year not in years:
        raise AskedInCompany(f"{source.name} is named for {min(years)}, and the report is for {year}.")
    heads = [
        cell for table in source.tables for row in table.rows[:HEADING_ROWS] for cell in row if isinstance(cell, str)
    ]
    other = heading_names([table.name for table in source.tables] + heads, own, others)
    if other is not None:
        raise AskedInCompany(f"The heading of {source.name} names {other.name}, not {own.name}.")


def _only_reading(source: TableFile, file: CompanyFile, filing: str) -> Reading:
    found = choose_reading(source, books_period(file.book(filing), opening=False))
    if found.chosen is None:
        raise AskedInCompany(f"{source.name}: {found.question} Import these books in the company itself.")
    if found.chosen.other_time:
        raise AskedInCompany(f"{source.name}: {found.chosen.other_time}")
    return found.chosen


def _remembered(basis: ImportBasis, reading: Reading) -> Mapping[str, str]:
    """The line of every account as last time. Raises AskedInCompany."""
    advice = advise_system(basis, reading.books.lines)
    if advice is not None:
        raise AskedInCompany(f"{advice.sentence} Import these books in the company itself.")
    kept = view_accounts(basis, reading.books).kept
    new = [line for line in reading.books.lines if line.amount and line.key not in kept]
    if new:
        named = ", ".join(f"{line.number} {line.name}".strip() for line in new[:MOST_NAMED])
        more = f" and {len(new) - MOST_NAMED:,} more" if len(new) > MOST_NAMED else ""
        raise AskedInCompany(
            f"{counted(len(new), 'account')} had no line last time: {named}{more}. Import these books in the company "
            "itself; the lines are remembered then."
        )
    return {key: place for key, place in kept.items() if key in {line.key for line in reading.books.lines}}
