"""Which uniform system of accounts the books follow: the one whose numbers and titles fit them best."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import ChartOfAccounts
from desktop_app.services.trial_balance.account_numbers import number_forms, plain_number
from desktop_app.services.trial_balance.basis import ImportBasis
from desktop_app.services.trial_balance.books import BookLine
from desktop_app.services.trial_balance.name_words import NameWords
from desktop_app.services.trial_balance.watched import WorkReport, unwatched, watched

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
            f"number and name, {self.own} with {self.own_label}. For example: {'; '.join(self.examples)}."
        )


def advise_system(basis: ImportBasis, lines: Sequence[BookLine], report: WorkReport = unwatched) -> SystemAdvice | None:
    """Another system that fits the books much better, None if there is none."""
    system, options = basis.book.filing.system, basis.systems
    if system not in options:
        return None
    fitting = _fitting(basis, lines, report)
    own = fitting[system]
    best = max(options, key=lambda system: len(fitting[system]))
    better = fitting[best]
    if len(better) < len(own) + MORE or len(better) < TIMES * len(own):
        return None
    named = _examples(basis, [line for line in lines if line.key in better], own)
    return SystemAdvice(best, options[best], options[system], len(better), len(own), named)


def _examples(basis: ImportBasis, lines: Sequence[BookLine], own: Collection[str]) -> tuple[str, ...]:
    """A few of the accounts; first those whose number is another account in the system of the report."""
    system = basis.book.filing.system
    titles = {
        plain_number(account.number): account.title for chart in basis.charts[system] for account in chart.accounts
    }
    other: dict[str, str] = {}
    for line in lines:
        name = _plain_words(line.name)
        for title in (titles[form] for form in number_forms(line.number) if form in titles):
            if not (name <= _plain_words(title) or _plain_words(title) <= name):
                other.setdefault(line.key, f"{line.label} (in {basis.systems[system]}: {title})")
    plain = [line.label for line in lines if line.key not in own and line.key not in other]
    return (*other.values(), *plain)[:NAMED]


def _plain_words(title: str) -> set[str]:
    """All words, also those that many accounts share: accounts payable are no notes payable."""
    return set(re.findall(r"\w+", title.casefold()))


def _fitting(basis: ImportBasis, lines: Sequence[BookLine], report: WorkReport) -> Mapping[str, set[str]]:
    """By each system: the keys of the accounts whose number and name agree with an account of it."""
    words = NameWords(basis.known.ledger.abbreviations)
    titles = {system: _titles(charts, words) for system, charts in basis.charts.items()}
    found: dict[str, set[str]] = {system: set() for system in titles}
    for line in watched(lines, "Comparing systems of accounts", report):
        forms = number_forms(line.number) if line.number else ()
        for system, titled in titles.items():
            if any(words.of(line.name) & titled[form] for form in forms if form in titled):
                found[system].add(line.key)
    return found


def _titles(charts: Sequence[ChartOfAccounts], words: NameWords) -> Mapping[str, set[str]]:
    """The words of the titles of each account number."""
    found: dict[str, set[str]] = {}
    for chart in charts:
        for account in chart.accounts:
            if account.number:
                found.setdefault(plain_number(account.number), set()).update(words.of(account.title))
    return found
