"""What is known of each account before a trial balance is imported: its proposal, last year's line and amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import value_text
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.trial_balance.basis import ImportBasis
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances
from desktop_app.services.trial_balance.mapping import IGNORED, BalanceTargets
from desktop_app.services.trial_balance.memory import RecalledLines
from desktop_app.services.trial_balance.proposals import Proposal, propose
from desktop_app.services.trial_balance.watched import WorkReport, unwatched


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account beside what is known of it. `place` is the line to take, `asked` says that a person must decide."""

    line: BookLine
    place: str
    where: str
    asked: bool
    why: str
    remembered: bool
    last_amount: str


@dataclass(frozen=True)
class AccountViews:
    """The accounts of a trial balance on their way into a filing."""

    book: EvaluatedFiling
    books: LedgerBalances
    known: BalanceTargets
    recalled: RecalledLines
    proposals: Mapping[str, Proposal]

    @cached_property
    def sure(self) -> dict[str, str]:
        """The lines that need no question: as last time, or proposed for sure."""
        found = {
            key: str(item.place)
            for key, item in self.proposals.items()
            if item.sure and key not in self.recalled.changed
        }
        return found | self.kept

    @cached_property
    def kept(self) -> dict[str, str]:
        """The lines as last time, as far as the report still has them."""
        return {
            key: place
            for key, place in self.recalled.lines.items()
            if place == IGNORED or self.known.at(place) is not None
        }

    def views(self) -> Iterator[AccountView]:
        """Every account, what is unsure first."""
        every = [self._view(line) for line in self.books.lines]
        yield from sorted(every, key=lambda view: (not (view.asked and view.line.amount), not view.asked))

    def _view(self, line: BookLine) -> AccountView:
        kept = self.kept.get(line.key, "")
        proposal = self.proposals.get(line.key)
        changed = self.recalled.changed.get(line.key)
        if kept:
            place, why, asked = kept, "as last time", False
        elif changed is not None and (changed[0] == IGNORED or self.known.at(changed[0]) is not None):
            place, why, asked = changed[0], changed[1], True
        elif proposal is not None:
            place, why, asked = str(proposal.place), proposal.why, not proposal.sure
        else:
            place, why, asked = "", "no line found", True
        return AccountView(line, place, self.where(place), asked, why, bool(kept), self.last_amount(place))

    def where(self, place: str) -> str:
        """The line in words."""
        target = self.known.at(place) if place and place != IGNORED else None
        return "left out" if place == IGNORED else "" if target is None else target.label

    def last_amount(self, place: str) -> str:
        """What last year's report shows on the line, empty if there is none."""
        target = self.known.at(place) if place and place != IGNORED else None
        prior: Mapping[Place, object] = self.book.calculation.model.outside.get("prior", {})
        value = None if target is None else prior.get(target.place)
        if not isinstance(value, Decimal) or target is None or target.place not in self.book.sheet.cells:
            return ""
        return value_text(value, self.book.sheet.cells[target.place])


def view_accounts(basis: ImportBasis, books: LedgerBalances, report: WorkReport = unwatched) -> AccountViews:
    """What is known of each account of the books, for a filing."""
    known = basis.known
    recalled = basis.memory.recall(books.lines)
    kept = {
        key for key, place in recalled.lines.items() if place == IGNORED or known.at(place) is not None
    }  # as last time: nothing is proposed beside it
    proposals = propose(books.lines, known, natural=books.natural, settled=kept, report=report)
    return AccountViews(basis.book, books, known, recalled, proposals)
