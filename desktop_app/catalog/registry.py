"""Reads the list of the chapter's filings."""

from __future__ import annotations

from pathlib import Path

from desktop_app.catalog.table import TomlTable, only_once, read_table
from desktop_app.domain.citations import RULE
from desktop_app.rulebook.registry import CoverageStatus, FilingKind, Utility, UtilityCoverage

COUNTED = ("asked", "cited", "answered")
FILE = "registry.toml"


def read_registry(forms: Path) -> tuple[FilingKind, ...]:
    """Every kind of filing of the chapter.

    Raises CatalogError.
    """
    table = read_table(forms, FILE)
    seen: dict[str, TomlTable] = {}
    kinds = []
    for item in table.tables("filing"):
        kind = _kind(item)
        only_once(seen, kind.id, item)
        seen[kind.id] = item
        if not kind.coverage:
            raise item.trouble("coverage", "is empty. Write { utility = ..., rules = [...], status = ... }.")
        if len({part.utility for part in kind.coverage}) < len(kind.coverage):
            raise item.trouble("coverage", "names a utility twice. Put its rules together.")
        kinds.append(kind)
    table.close()
    return tuple(kinds)


def _kind(table: TomlTable) -> FilingKind:
    counted = table.table("provisions")
    asked, cited, answered = (0, 0, 0) if counted is None else (counted.whole(name) for name in COUNTED)
    kind = FilingKind(
        id=table.ident("id"),
        title=table.text("title"),
        coverage=tuple(_coverage(part) for part in table.tables("coverage")),
        asked=asked,
        cited=cited,
        answered=answered,
    )
    if counted is not None:
        counted.close()
        if not answered <= cited <= asked:
            raise table.trouble("provisions", "cannot be: what is answered is cited, and what is cited is asked.")
    table.close()
    return kind


def _coverage(table: TomlTable) -> UtilityCoverage:
    coverage = UtilityCoverage(
        utility=table.one_of("utility", Utility),
        rules=table.texts("rules"),
        status=table.one_of("status", CoverageStatus),
        forms=table.texts("forms"),
        how=table.text("how", ""),
        hows=table.named_texts("hows"),
    )
    table.close()
    for form in coverage.hows:
        if form not in coverage.forms:
            raise table.unknown("hows", form, "form of this row", coverage.forms)
    if not coverage.rules or not all(RULE.fullmatch(rule) for rule in coverage.rules):
        raise table.trouble("rules", 'must name at least one rule of the chapter: ["3.640"].')
    return coverage
