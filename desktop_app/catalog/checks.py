"""Reads one check."""

from __future__ import annotations

from desktop_app.catalog.table import TomlTable
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import Severity
from desktop_app.formspec.definition import FormCheck

LABEL = "label"
_HOLE = late_pattern(r"\{([^{}]*)\}")
_ID = late_pattern(r"[A-Za-z][A-Za-z0-9_]*")


def read_check(table: TomlTable) -> FormCheck:
    """The check in `table`.

    Raises CatalogError.
    """
    check = FormCheck(
        id=table.text("id"),
        source=table.text("source", ""),
        level=table.one_of("level", Severity),
        at=table.text("at"),
        require=table.text("require"),
        sentence=table.text("sentence"),
        basis=table.text("basis"),
        each=table.text("each", ""),
        when=table.text("when", ""),
        utility=table.ident("utility", ""),
        cites=table.cites(),
    )
    if not _ID.fullmatch(check.id):
        raise table.trouble("id", f"'{check.id}' is not a name. Write letters, digits and _, a letter first.")
    if "{" in _HOLE.sub("", check.sentence) or "}" in _HOLE.sub("", check.sentence):
        raise table.trouble("sentence", "has a bracket without its other half. Write {expression}.")
    table.close()
    return check


def holes(sentence: str) -> tuple[str, ...]:
    """The expressions that a sentence holds, without the word that stands for the line's label."""
    return tuple(text for text in _HOLE.findall(sentence) if text != LABEL)
