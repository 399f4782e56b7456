"""Reads what the tariffs of a utility must state."""

from __future__ import annotations

from pathlib import Path

from desktop_app.catalog.table import TomlTable, read_table
from desktop_app.rulebook.contents import RequiredContent, TariffContents, TariffTerm, TermBound, TermKind
from desktop_app.rulebook.registry import Utility

FOLDER = "contents"


def read_contents(forms: Path) -> tuple[TariffContents, ...]:
    """Every file under ``forms/contents``. Raises CatalogError, also for an item without a citation."""
    return tuple(_contents(forms, path) for path in sorted((forms / FOLDER).glob("*.toml")))


def _contents(forms: Path, path: Path) -> TariffContents:
    table = read_table(forms, FOLDER, path.name)
    order = table.table("order")
    contents = TariffContents(
        utility=table.one_of("utility", Utility).value,
        items=tuple(_item(item) for item in table.tables("item")),
        order_cites=order.cites() if order is not None else (),
        terms=tuple(_term(item) for item in table.tables("term")),
    )
    if order is not None:
        order.close()
    _refuse_dangling_terms(table, contents)
    table.close()
    return contents


def _refuse_dangling_terms(table: TomlTable, contents: TariffContents) -> None:
    """A term names only items and terms of its own file."""
    terms, items = [term.id for term in contents.terms], [item.id for item in contents.items]
    for term in contents.terms:
        for key, name, known in (
            ("when", term.when, terms),
            ("excludes", term.excludes, terms),
            ("item", term.item, items),
        ):
            if name and name not in known:
                raise table.unknown(f"term.{term.id}.{key}", name, "name of this file", known)


def _term(table: TomlTable) -> TariffTerm:
    term = TariffTerm(
        id=table.ident("id"),
        asks=table.text("asks"),
        kind=table.one_of("kind", TermKind),
        cites=table.cites(),
        item=table.ident("item", ""),
        bound=table.one_of("compare", TermBound) if table.has("compare") else None,
        value=table.ident("value", ""),
        when=table.ident("when", ""),
        excludes=table.ident("excludes", ""),
    )
    table.close()
    if not term.cites:
        raise table.trouble("cites", "is empty. Cite the provision that fixes it.")
    if (term.kind is TermKind.NUMBER) is not bool(term.bound and term.value):
        raise table.trouble("compare", "and 'value' go with kind 'number', and it with them.")
    return term


def _item(table: TomlTable) -> RequiredContent:
    item = RequiredContent(
        id=table.ident("id"), label=table.text("label"), cites=table.cites(), must=table.text_lists("must")
    )
    table.close()
    if not item.cites:
        raise table.trouble("cites", "is empty. Cite the provision that asks for it.")
    if not item.must or not all(item.must):
        raise table.trouble("must", 'is empty. Write what the sheet has to say: [["deposit"], ["6%", "six percent"]].')
    return item
