"""The catalogue of checks: each with its number, what it looks at, why, its rule or source, and two examples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.formspec.definition import FormCheck, FormDefinition
from desktop_app.rulebook.registry import FilingKind
from desktop_app.services.ports import FormLibrary

TARIFF = "tariff"  # the tariff book has no form; its checks are of `tariff check`
OWN = "No rule: general practice, as a reviewer would check"
EXAMPLES = Path("checks") / "examples.json"
_HOLE = late_pattern(r"\{[^{}]*\}")
_SCHEDULE = late_pattern(r"\b([a-z]\w*)/")
_WORD = late_pattern(r"[\w.()]+")
Examples = Mapping[str, Mapping[str, Sequence[str]]]  # form, check, what fails and what passes


@dataclass(frozen=True)
class CatalogueEntry:
    """A check. `number` counts within the form, `id` is what a finding names. `fails` and `passes` are examples."""

    number: int
    id: str
    form: str
    title: str
    level: str
    looks_at: tuple[str, ...]
    says: str
    why: str
    source: str
    fails: str = ""
    passes: str = ""

    @property
    def heading(self) -> str:
        """What it is called in lists."""
        return f"{self.title}, check {self.number} ({self.id})"

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What there is to read, each part with its heading."""
        parts = (
            ("Level", self.level),
            ("Looks at", "; ".join(self.looks_at)),
            ("Says", self.says),
            ("Why", self.why),
            ("Rule or source", self.source),
            ("Fails when", self.fails),
            ("Passes when", self.passes),
        )
        return tuple((name, words) for name, words in parts if words)


def read_examples(resources: Path) -> Examples:
    """The examples that ship with the program; none where the installation lacks them."""
    try:
        found: Examples = json.loads((resources / EXAMPLES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def catalogue_of(library: FormLibrary, forms: Iterable[str], examples: Examples) -> tuple[CatalogueEntry, ...]:
    """All checks of these forms, in their order."""
    return tuple(
        entry for form in dict.fromkeys(forms) for entry in _of_form(library.form(form), examples.get(form, {}))
    )


def checked_forms(registry: Iterable[FilingKind]) -> tuple[str, ...]:
    """The forms that the program prepares."""
    found = (form for kind in registry for row in kind.coverage for form in kind.forms_for(row.utility.value))
    return tuple(form for form in dict.fromkeys(found) if form != TARIFF)


def search_catalogue(entries: Sequence[CatalogueEntry], words: str) -> tuple[CatalogueEntry, ...]:
    """Those in which all the words are, a number or name of a check first. All for no words."""
    wanted = [word.lower() for word in _WORD.findall(words)]
    found = []
    for entry in entries:
        around = " ".join((entry.heading, *(text for _, text in entry.lines))).lower()
        if all(word in around for word in wanted):
            found.append(entry)
    named = {entry.id.lower() for entry in entries} & set(wanted)
    return tuple(sorted(found, key=lambda entry: entry.id.lower() not in named))


def _of_form(form: FormDefinition, examples: Mapping[str, Sequence[str]]) -> Iterator[CatalogueEntry]:
    for number, check in enumerate(form.checks, 1):
        fails, passes = (*examples.get(check.id, ()), "", "")[:2]
        yield CatalogueEntry(
            number,
            check.id,
            form.id,
            form.title,
            check.level.label,
            tuple(_pages(form, check)),
            _HOLE.sub("...", check.sentence),
            check.basis,
            ", ".join(check.cites) or OWN,
            fails,
            passes,
        )


def _pages(form: FormDefinition, check: FormCheck) -> Iterator[str]:
    known = {schedule.id: schedule for schedule in form.schedules}
    named = _SCHEDULE.findall(f"{check.at} {check.each} {check.when} {check.require}")
    for schedule in dict.fromkeys(named):
        if schedule in known:
            yield f"page {known[schedule].page}, {known[schedule].title}"
