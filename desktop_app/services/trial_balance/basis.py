"""What a filing and its company say when a trial balance is imported, gathered at one moment.

Matching and comparing long books takes time; it works on this alone, so it may run beside the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.formspec.definition import ChartOfAccounts
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.profile import SYSTEM_PLACE
from desktop_app.services.trial_balance.mapping import BalanceTargets, targets
from desktop_app.services.trial_balance.memory import AccountMemory, read_memory


@dataclass(frozen=True)
class ImportBasis:
    """The filing, its lines that take balances, what is remembered, the systems of accounts, and the entries kept."""

    book: EvaluatedFiling
    known: BalanceTargets
    memory: AccountMemory
    systems: Mapping[str, str]
    charts: Mapping[str, Sequence[ChartOfAccounts]]
    entries: Mapping[str, Json]
    new_id: Callable[[], str]


def gather_basis(file: CompanyFile, filing_id: str) -> ImportBasis:
    """All that an import needs to know of the company."""
    book = file.book(filing_id)
    systems = {option.id: option.label for option in file.book(COMPANY).sheet.cells[SYSTEM_PLACE].options}
    return ImportBasis(
        book=book,
        known=targets(book),
        memory=read_memory(file),
        systems=systems,
        charts={system: file.library.charts(system, book.filing.utilities) for system in systems},
        entries=file.workspace.under(""),
        new_id=file.new_id,
    )
