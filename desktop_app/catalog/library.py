"""Everything under ``forms/``, read once and kept: what the services ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.catalog.chart_choice import ChartKey, of_company
from desktop_app.catalog.kept_values import NotKept, kept_value, text_to_keep
from desktop_app.catalog.parsed_files import ParsedFiles
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.definition import OWN, ChartOfAccounts, FormDefinition
from desktop_app.rulebook.clock import DeadlineRules
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.penalty import PenaltyTable
from desktop_app.rulebook.rulebook import Rulebook

if TYPE_CHECKING:  # what only some verbs need
    from desktop_app.catalog.form_reader import FormReader
    from desktop_app.formspec.company_chart import ChartPreset
    from desktop_app.rulebook.contents import TariffContents
    from desktop_app.rulebook.letter import LetterTemplate
    from desktop_app.rulebook.outline import TariffOutline
    from desktop_app.rulebook.registry import FilingKind


class FormFiles:
    """The forms, charts, rules, letters and registry under a folder. Each file is read when first asked for.

    What was read before and kept in `parsed` is not read again; the readers of a file are loaded only to read it.
    Every method raises CatalogError for a file that cannot be taken as it stands, or a name that does not exist.
    """

    def __init__(self, folder: Path, parsed: ParsedFiles | None = None, own: Path | None = None) -> None:
        self._folder = folder
        self._own_folder = own
        self._parsed = ParsedFiles(folder) if parsed is None else parsed
        self._revisions: dict[str, tuple[int, ...]] = {}
        self._forms: dict[tuple[str, int], FormDefinition] = {}
        self._own: dict[tuple[str, int], FormDefinition] = {}
        self._read_charts: dict[int, ChartOfAccounts] = {}
        self._letters: dict[str, LetterTemplate] = {}

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
        """A form, in its newest revision if none is named. One of the user's own that cannot be read says why."""
        if kind.startswith(OWN):
            return self._own_form(kind, revision)
        known = self._known(kind)
        number = known[-1] if revision is None else revision
        if number not in known:
            there = ", ".join(str(item) for item in known)
            raise CatalogError(f"filings/{kind}", "", f"there is no revision {number} of this form. Known: {there}.")
        key = (kind, number)
        if key not in self._forms:
            self._forms[key] = self._parsed.value(f"form {kind} r{number}", lambda: self._reader.form(kind, number))
        return self._forms[key]

    def own_forms(self) -> tuple[FormDefinition, ...]:
        """The forms of the user's own, those that cannot be read included."""
        if self._own_folder is None or not self._own_folder.is_dir():
            return ()
        return tuple(self._own_form(path.name) for path in sorted(self._own_folder.iterdir()) if path.is_dir())

    def own_text(self, kind: str, revision: int) -> str:
        """A form of the user's own as a text that `hold` reads; empty for a form of the program."""
        return text_to_keep(self._own_form(kind, revision)) if kind.startswith(OWN) else ""

    def hold(self, own_text: str) -> None:
        """Takes a form of the user's own from another process, which knows where it lies. Raises NotKept."""
        form = kept_value(own_text)
        if not isinstance(form, FormDefinition) or not form.own:
            raise NotKept("No form of the user's own.")
        self._own[form.id, form.revision] = form

    @property
    def digest(self) -> str:
        """What changes when the forms or the program do that work anything out from them."""
        return self._parsed.sources.decode("ascii", "replace")

    def _own_form(self, kind: str, revision: int | None = None) -> FormDefinition:
        if revision is None or (kind, revision) not in self._own:
            from desktop_app.catalog.own_forms import read_own  # few users have any

            form = read_own(self._reader, self._own_folder, kind, revision)
            return self._own.setdefault((kind, form.revision), form)
        return self._own[kind, revision]

    def _known(self, kind: str) -> tuple[int, ...]:
        if kind not in self._revisions:
            self._revisions[kind] = self._parsed.value(f"revisions {kind}", lambda: self._reader.revisions(kind))
        return self._revisions[kind]

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]:
        """A company's charts of accounts: what all utilities share, then those of its own utilities."""
        keys = [ChartKey(*one, number) for number, one in enumerate(self._charts)]
        return tuple(self._chart(key.number) for key in of_company(keys, system, utilities))

    def rules(self) -> Rulebook:
        """The legal values."""
        return self._rules

    def law(self) -> ChapterLaw:
        """The legal values, deadlines and penalties together."""
        return self._law

    def presets(self) -> tuple[ChartPreset, ...]:
        """Sets of changes that a company may take over into its charts."""
        return self._parsed.value("presets", lambda: self._reader.presets)

    def letter(self, kind: str) -> LetterTemplate:
        """A letter, affidavit or notice."""
        if kind not in self._letters:
            self._letters[kind] = self._parsed.value(f"letter {kind}", lambda: self._reader.letter(kind))
        return self._letters[kind]

    def outlines(self) -> tuple[TariffOutline, ...]:
        """The ready outlines of tariffs."""
        return self._outlines

    def registry(self) -> tuple[FilingKind, ...]:
        """Every filing of the chapter, with how far it is served."""
        return self._registry

    def contents(self, utility: str) -> TariffContents | None:
        """What the tariffs of a utility must state; None where the rule names nothing."""
        return next((item for item in self._contents if item.utility == utility), None)

    @cached_property
    def _reader(self) -> FormReader:
        from desktop_app.catalog.form_reader import FormReader  # with all the readers: most starts need none

        return FormReader(self._folder)

    @cached_property
    def _charts(self) -> tuple[tuple[str, str], ...]:
        """System and utility of every chart."""
        return self._parsed.value("charts", lambda: tuple((one.system, one.utility) for one in self._reader.charts))

    def _chart(self, number: int) -> ChartOfAccounts:
        if number not in self._read_charts:
            self._read_charts[number] = self._parsed.value(f"chart {number}", lambda: self._reader.charts[number])
        return self._read_charts[number]

    @cached_property
    def _rules(self) -> Rulebook:
        return Rulebook(self._parsed.value("legal values", lambda: self._reader.legal_values))

    @cached_property
    def _law(self) -> ChapterLaw:
        deadlines = self._parsed.value("clocks", lambda: (self._reader.clocks.clocks, self._reader.clocks.events))
        penalties = self._parsed.value("penalties", lambda: self._reader.penalties)
        return ChapterLaw(self._rules, DeadlineRules(*deadlines), PenaltyTable(penalties))

    @cached_property
    def _contents(self) -> tuple[TariffContents, ...]:
        return self._parsed.value("contents", lambda: self._reader.contents)

    @cached_property
    def _outlines(self) -> tuple[TariffOutline, ...]:
        return self._parsed.value("outlines", lambda: self._reader.outlines)

    @cached_property
    def _registry(self) -> tuple[FilingKind, ...]:
        return self._parsed.value("registry", lambda: self._reader.registry)
