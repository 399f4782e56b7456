"""Which uniform system of accounts the books follow: the one whose numbers and titles fit them best."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import CellSpec
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.profile import SYSTEM_PLACE
from desktop_app.services.trial_balance.account_numbers import number_forms, plain_number
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.name_words import NameWords

MORE, TIMES, NAMED = 3, 1.25, 3


@dataclass(frozen=True)
class SystemAdvice:
    """The books fit another system than the one of the report: which, how much better, and by which accounts."""

    system: str
    label: str
    own_label: str
    fitting: int
    own: int
    examples: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The advice in words."""
        return (
            f"These books seem to follow {self.label}, not {self.own_label}: {self.fitting} accounts agree with it in "
            f"number and name, {self.own} with {self.own_label} (for example {', '.join(self.examples)})."
        )


def advise_system(file: CompanyFile, filing_id: str, lines: Sequence[BookLine]) -> SystemAdvice | None:
    """Another system that fits the books much better, None if there is none."""
    filing = file.filing(filing_id)
    options = {option.id: option.label for option in _options(file).options}
    if not filing.system or filing.system not in options:
        return None
    words = NameWords(file.book(filing_id).sheet.form.ledger.abbreviations)
    fitting = {system: _fitting(file, system, filing.utilities, lines, words) for system in options}
    own = fitting[filing.system]
    best = max(options, key=lambda system: len(fitting[system]))
    better = fitting[best]
    if len(better) < len(own) + MORE or len(better) < TIMES * len(own):
        return None
    only = [line.label for line in lines if line.key in better and line.key not in own]
    return SystemAdvice(best, options[best], options[filing.system], len(better), len(own), tuple(only[:NAMED]))


def _options(file: CompanyFile) -> CellSpec:
    return file.book(COMPANY).sheet.cells[SYSTEM_PLACE]


def _fitting(
    file: CompanyFile, system: str, utilities: Sequence[str], lines: Sequence[BookLine], words: NameWords
) -> frozenset[str]:
    """The keys of the accounts whose number and name agree with an account of the system."""
    titles: dict[str, set[str]] = {}
    for chart in file.library.charts(system, utilities):
        for account in chart.accounts:
            if account.number:
                titles.setdefault(plain_number(account.number), set()).update(words.of(account.title))
    return frozenset(
        line.key
        for line in lines
        if line.number and any(words.of(line.name) & titles.get(form, set()) for form in number_forms(line.number))
    )
