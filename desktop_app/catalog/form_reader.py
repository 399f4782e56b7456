"""Reads what is asked for from ``forms/``, each with all that it is checked against."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from desktop_app.catalog import charts, clocks, contents, forms, letters, outlines, registry, rules
from desktop_app.formspec.company_chart import ChartPreset
from desktop_app.formspec.definition import ChartOfAccounts, FormDefinition
from desktop_app.rulebook.contents import TariffContents
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.rulebook.parameter import LegalValue
from desktop_app.rulebook.penalty import Penalty
from desktop_app.rulebook.registry import FilingKind


class FormReader:
    """The readers of all files under a folder. See `library` for what each gives; all raise CatalogError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def revisions(self, kind: str) -> tuple[int, ...]:
        """The revisions of a form, the oldest first."""
        return forms.revisions(self._folder, kind)

    def form(self, kind: str, revision: int) -> FormDefinition:
        """A form, checked against the charts, the rules and the company form."""
        company = self._company(kind)
        return forms.assemble(self._folder, kind, revision, self.charts, self.legal_values, company, self._newest)

    def own_form(self, folder: Path, kind: str, revision: int) -> FormDefinition:
        """A form of the user's own under `folder`, checked in the same way."""
        company = self._company(kind)
        place = forms.FormPlace(folder, (kind, f"r{revision}"))
        return forms.assemble(
            self._folder, kind, revision, self.charts, self.legal_values, company, self._newest, place
        )

    def _newest(self, kind: str) -> FormDefinition:
        return self.form(kind, self.revisions(kind)[-1])

    def _company(self, kind: str) -> FormDefinition | None:
        return None if kind == forms.COMPANY else self.form(forms.COMPANY, self.revisions(forms.COMPANY)[-1])

    @cached_property
    def charts(self) -> tuple[ChartOfAccounts, ...]:
        """All charts of accounts."""
        return charts.all_charts(self._folder)

    @cached_property
    def legal_values(self) -> tuple[LegalValue, ...]:
        """The legal values, and how long each clock runs."""
        return (*rules.read_rules(self._folder), *self.clocks.counts)

    @cached_property
    def clocks(self) -> clocks.ReadClocks:
        """The clocks and their events."""
        return clocks.read_clocks(self._folder)

    @cached_property
    def penalties(self) -> tuple[Penalty, ...]:
        """What being late costs."""
        return clocks.read_penalties(self._folder)

    @cached_property
    def presets(self) -> tuple[ChartPreset, ...]:
        """Sets of changes that a company may take over into its charts."""
        return charts.read_presets(self._folder, self.charts)

    def letter(self, kind: str) -> LetterTemplate:
        """A letter, affidavit or notice."""
        return letters.read_letter(self._folder, kind)

    @cached_property
    def outlines(self) -> tuple[TariffOutline, ...]:
        """The ready outlines of tariffs."""
        return outlines.read_outlines(self._folder)

    @cached_property
    def contents(self) -> tuple[TariffContents, ...]:
        """What tariffs must state."""
        return contents.read_contents(self._folder)

    @cached_property
    def registry(self) -> tuple[FilingKind, ...]:
        """Every filing of the chapter."""
        return registry.read_registry(self._folder)
