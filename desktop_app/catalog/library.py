"""Everything under ``forms/``, read once and kept: what the services ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from desktop_app.catalog import charts, clocks, contents, forms, letters, outlines, registry, rules
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.company_chart import Preset
from desktop_app.formspec.definition import Chart, Form
from desktop_app.rulebook.clock import Clocks
from desktop_app.rulebook.contents import Contents
from desktop_app.rulebook.law import Law
from desktop_app.rulebook.letter import Letter
from desktop_app.rulebook.outline import Outline
from desktop_app.rulebook.parameter import Parameter
from desktop_app.rulebook.penalty import Penalties
from desktop_app.rulebook.registry import FilingKind
from desktop_app.rulebook.rulebook import Rulebook


class Library:
    """The forms, charts, rules, letters and registry under a folder. Each file is read when first asked for.

    Every method raises CatalogError for a file that cannot be taken as it stands, or a name that does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._forms: dict[tuple[str, int], Form] = {}
        self._letters: dict[str, Letter] = {}

    def form(self, kind: str, revision: int | None = None) -> Form:
        """A form, in its newest revision if none is named."""
        known = forms.revisions(self._folder, kind)
        number = known[-1] if revision is None else revision
        if number not in known:
            there = ", ".join(str(item) for item in known)
            raise CatalogError(f"filings/{kind}", "", f"there is no revision {number} of this form. Known: {there}.")
        key = (kind, number)
        if key not in self._forms:
            company = None if kind == forms.COMPANY else self.form(forms.COMPANY)
            self._forms[key] = forms.assemble(self._folder, kind, number, self._charts, self._parameters, company)
        return self._forms[key]

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[Chart, ...]:
        """A company's charts of accounts: what all utilities share, then those of its own utilities."""
        return charts.of_company(self._charts, system, utilities)

    def rules(self) -> Rulebook:
        """The legal values."""
        return self.law().rules

    def law(self) -> Law:
        """The legal values, clocks and penalties together."""
        return self._law

    def presets(self) -> tuple[Preset, ...]:
        """Sets of changes that a company may take over into its charts."""
        return charts.read_presets(self._folder, self._charts)

    def letter(self, kind: str) -> Letter:
        """A letter, affidavit or notice."""
        if kind not in self._letters:
            self._letters[kind] = letters.read_letter(self._folder, kind)
        return self._letters[kind]

    def outlines(self) -> tuple[Outline, ...]:
        """The ready outlines of tariffs."""
        return self._outlines

    def registry(self) -> tuple[FilingKind, ...]:
        """Every filing of the chapter, with how far it is served."""
        return self._registry

    @cached_property
    def _charts(self) -> tuple[Chart, ...]:
        return charts.all_charts(self._folder)

    @cached_property
    def _parameters(self) -> tuple[Parameter, ...]:
        return (*rules.read_rules(self._folder), *self._clocks.counts)

    @cached_property
    def _clocks(self) -> clocks.ReadClocks:
        return clocks.read_clocks(self._folder)

    @cached_property
    def _law(self) -> Law:
        read = self._clocks
        penalties = Penalties(clocks.read_penalties(self._folder))
        return Law(Rulebook(self._parameters), Clocks(read.clocks, read.events), penalties)

    def contents(self, utility: str) -> Contents | None:
        """What the tariffs of a utility must state; None where the rule names nothing."""
        return next((item for item in self._contents if item.utility == utility), None)

    @cached_property
    def _contents(self) -> tuple[Contents, ...]:
        return contents.read_contents(self._folder)

    @cached_property
    def _outlines(self) -> tuple[Outline, ...]:
        return outlines.read_outlines(self._folder)

    @cached_property
    def _registry(self) -> tuple[FilingKind, ...]:
        return registry.read_registry(self._folder)
