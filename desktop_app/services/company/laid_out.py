"""A form as it is laid out for filings of several years: what depends on nothing else is found out once for all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Place
from desktop_app.formspec.arithmetic import Rules
from desktop_app.formspec.binding import Outside, rows_outside
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.evaluation import FormulaModel
from desktop_app.formspec.repeated_seals import OtherSeals, RepeatingCells
from desktop_app.formspec.sheet import FormLayout

MOST_KEPT = 8  # layouts of a company, and ways in which one is tied to other filings


@dataclass(frozen=True)
class LaidOutForm:
    """What filings have in common that are laid out in the same way."""

    sheet: FormLayout
    known: dict[object, CheckBook] = field(default_factory=dict)
    handed_on: dict[object, Mapping[Place, Seal]] = field(default_factory=dict)

    @cached_property
    def repeating(self) -> RepeatingCells:
        """What the cells repeat of other filings."""
        return RepeatingCells(self.sheet)

    def repeated(self, other: OtherSeals) -> Mapping[Place, Seal]:
        """The seal of another filing for every cell that repeats what it covers, as a rule the same each year."""
        seals = tuple((scope, tuple(found)) for scope, found in other.by_scope.items())
        merged = tuple((account, tuple(gone)) for account, gone in other.merged.items())
        key = (seals, merged, frozenset(other.rows.items()))
        if key not in self.handed_on:
            _make_room(self.handed_on)
            self.handed_on[key] = self.repeating.seals(other)
        return self.handed_on[key]

    def book(self, outside: Outside, rules: Rules) -> CheckBook:
        """The checks, and the model, that read these values of other filings."""
        ties = rows_outside(self.sheet, outside)
        first = self.known.get(ties)
        made = CheckBook(FormulaModel(self.sheet, outside, rules, None if first is None else first.model), first)
        if first is None:
            _make_room(self.known)
            self.known[ties] = made
        return made


def _make_room(kept: dict[object, Any]) -> None:
    while len(kept) >= MOST_KEPT:
        del kept[next(iter(kept))]
