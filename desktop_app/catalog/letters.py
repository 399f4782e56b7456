"""Reads letters, affidavits and notices."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.catalog.table import TomlTable, read_table
from desktop_app.rulebook.letter import PLACEHOLDER, LetterParagraph, LetterStyle, LetterTemplate

FOLDER = "letters"


def read_letter(forms: Path, kind: str) -> LetterTemplate:
    """The letter ``forms/letters/KIND.toml``.

    Raises CatalogError, also for a placeholder whose field is not declared and a field that is not used.
    """
    table = read_table(forms, FOLDER, f"{kind}.toml")
    fields = table.named_texts("fields")
    listed = table.table("lists")
    lists = {name: listed.texts(name) for name in listed.names()} if listed is not None else {}
    items = table.tables("paragraph")
    letter = LetterTemplate(
        kind=kind,
        title=table.text("title"),
        cites=table.cites(),
        fields=fields,
        paragraphs=tuple(_paragraph(item, fields, lists) for item in items),
        lists=lists,
    )
    table.close()
    if not items:
        raise table.trouble("paragraph", "a letter needs at least one [[paragraph]].")
    _refuse_idle(letter, table)
    return letter


def _paragraph(table: TomlTable, fields: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> LetterParagraph:
    paragraph = LetterParagraph(
        style=table.one_of("style", LetterStyle),
        text=table.text("text"),
        each=table.ident("each", ""),
        when=table.ident("when", ""),
        cites=table.cites(),
    )
    table.close()
    if paragraph.each and paragraph.each not in lists:
        raise table.unknown("each", paragraph.each, "list", lists)
    known = [*fields, *lists.get(paragraph.each, ())]
    for name in paragraph.placeholders:
        if name not in known:
            raise table.unknown("text", name, "field", known)
    if paragraph.when and paragraph.when not in known:
        raise table.unknown("when", paragraph.when, "field", known)
    if {"{", "}"} & set(PLACEHOLDER.sub("", paragraph.text)):
        raise table.trouble("text", "has a bracket that encloses no field. Write {field}.")
    return paragraph


def _refuse_idle(letter: LetterTemplate, table: TomlTable) -> None:
    used = {name for paragraph in letter.paragraphs for name in (*paragraph.placeholders, paragraph.when)}
    for name in letter.fields:
        if name not in used:
            raise table.trouble(f"fields.{name}", "no paragraph uses this field. Use it or leave it out.")
