"""Everything under ``forms/``, read once and kept: what the services ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from desktop_app.catalog import charts, clocks, contents, forms, letters, outlines, registry, rules
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.company_chart import ChartPreset
from desktop_app.formspec.definition import ChartOfAccounts, FormDefinition
from desktop_app.rulebook.clock import DeadlineRules
from desktop_app.rulebook.contents import TariffContents
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.rulebook.parameter import LegalValue
from desktop_app.rulebook.penalty import PenaltyTable
from desktop_app.rulebook.registry import FilingKind
from desktop_app.rulebook.rulebook import Rulebook


class FormFiles:
    """The forms, charts, rules, letters and registry under a folder. Each file is read when first asked for.

    Every method raises CatalogError for a file that cannot be taken as it stands, or a name that does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._forms: dict[tuple[str, int], FormDefinition] = {}
        self._letters: dict[str, LetterTemplate] = {}

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
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

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]:
        """A company's charts of accounts: what all utilities share, then those of its own utilities."""
        return charts.of_company(self._charts, system, utilities)

    def rules(self) -> Rulebook:
        """The legal values."""
        return self.law().rules

    def law(self) -> ChapterLaw:
        """The legal values, clocks and penalties together."""
        return self._law

    def presets(self) -> tuple[ChartPreset, ...]:
        """Sets of changes that a company may take over into its charts."""
        return charts.read_presets(self._folder, self._charts)

    def letter(self, kind: str) -> LetterTemplate:
        """A letter, affidavit or notice."""
        if kind not in self._letters:
            self._letters[kind] = letters.read_letter(self._folder, kind)
        return self._letters[kind]

    def outlines(self) -> tuple[TariffOutline, ...]:
        """The ready outlines of tariffs."""
        return self._outlines

    def registry(self) -> tuple[FilingKind, ...]:
        """Every filing of the chapter, with how far it is served."""
        return self._registry

    @cached_property
    def _charts(self) -> tuple[ChartOfAccounts, ...]:
        return charts.all_charts(self._folder)

    @cached_property
    def _parameters(self) -> tuple[LegalValue, ...]:
        return (*rules.read_rules(self._folder), *self._clocks.counts)

    @cached_property
    def _clocks(self) -> clocks.ReadClocks:
        return clocks.read_clocks(self._folder)

    @cached_property
    def _law(self) -> ChapterLaw:
        read = self._clocks
        penalties = PenaltyTable(clocks.read_penalties(self._folder))
        return ChapterLaw(Rulebook(self._parameters), DeadlineRules(read.clocks, read.events), penalties)

    def contents(self, utility: str) -> TariffContents | None:
        """What the tariffs of a utility must state; None where the rule names nothing."""
        return next((item for item in self._contents if item.utility == utility), None)

    @cached_property
    def _contents(self) -> tuple[TariffContents, ...]:
        return contents.read_contents(self._folder)

    @cached_property
    def _outlines(self) -> tuple[TariffOutline, ...]:
        return outlines.read_outlines(self._folder)

    @cached_property
    def _registry(self) -> tuple[FilingKind, ...]:
        return registry.read_registry(self._folder)
