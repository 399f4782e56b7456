"""What being late costs: a base sum and a sum for each day, for each document by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop_app.domain.citations import is_citation, stands_in
from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.rulebook import Rulebook


class NoSuchPenalty(LookupError):
    """There is no penalty of that name or citation; the message names the known ones."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty of one utility. `base` and `per_day` name legal values; without a `base` only days count."""

    name: str
    label: str
    utility: Utility
    base: str
    per_day: str
    cites: tuple[str, ...]

    def amount(self, rules: Rulebook, days: int, on: date) -> Decimal:
        """What one document that is so many days late costs by the rules of a day; nothing if it is not late."""
        if days <= 0:
            return Decimal(0)
        base = rules.value(self.base, on).number if self.base else Decimal(0)
        return base + rules.value(self.per_day, on).number * days

    def sentence(self, rules: Rulebook, days: int, on: date) -> str:
        """How the amount comes about, in a sentence."""
        if days <= 0:
            return f"{self.label}: it is not late, so nothing is due."
        base = f"${rules.value(self.base, on).number:,} plus " if self.base else ""
        daily = f"{counted(days, 'day')} at ${rules.value(self.per_day, on).number:,}"
        return f"{self.label}: {base}{daily} make ${self.amount(rules, days, on):,}, for each document by itself."


@dataclass(frozen=True, slots=True)
class PenaltyTable:
    """All penalties, found by name or citation."""

    all: tuple[Penalty, ...]

    def find(self, name: str) -> tuple[Penalty, ...]:
        """The penalties of that name, or all that stand in the provision of that citation.

        Raises NoSuchPenalty.
        """
        found = tuple(
            item for item in self.all if item.name == name or (is_citation(name) and stands_in(item.cites, name))
        )
        if not found:
            from difflib import get_close_matches

            names = sorted({item.name for item in self.all})
            near = get_close_matches(name, names, n=3) or names
            raise NoSuchPenalty(f"There is no penalty '{name}' in the rules. Known: {', '.join(near)}.")
        return found

    def of(self, utilities: Iterable[str]) -> Penalty | None:
        """The penalty of a company: the highest where its services have different ones. None if it has none."""
        provided = frozenset(utilities)
        found = [item for item in self.all if item.utility.value in provided]
        return max(found, key=lambda item: bool(item.base)) if found else None
