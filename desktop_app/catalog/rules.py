"""Reads the legal values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from desktop_app.catalog.table import TomlTable, read_table
from desktop_app.rulebook.parameter import DatedValue, LegalValue

FOLDER = "rules"


def read_rules(forms: Path) -> tuple[LegalValue, ...]:
    """Every value under ``forms/rules``, named by its file and its table: ``annual_report/due_day``.

    Raises CatalogError.
    """
    return tuple(
        _parameter(f"{path.stem}/{name}", table)
        for path in sorted((forms / FOLDER).glob("*.toml"))
        for name, table in read_table(forms, FOLDER, path.name).named_tables()
    )


def _parameter(name: str, table: TomlTable) -> LegalValue:
    parameter = LegalValue(
        name=name,
        label=table.text("label"),
        unit=table.text("unit"),
        values=tuple(_dated(item) for item in table.tables("values")),
        source=table.text("source", ""),
        unverified=table.flag("unverified"),
        note=table.text("note", ""),
    )
    table.close()
    _refuse_gaps(parameter, table)
    return parameter


def _dated(table: TomlTable) -> DatedValue:
    value = DatedValue(since=table.day("from"), value=table.content("is"), cites=table.cites())
    table.close()
    return value


def _refuse_gaps(parameter: LegalValue, table: TomlTable) -> None:
    """A value needs a day, an authority, one kind, and its days in order."""
    values = parameter.values
    if not values:
        raise table.trouble("values", "is empty. Write { from = 2004-04-30, is = ..., cites = [...] }.")
    if not parameter.source and not all(value.cites for value in values):
        raise table.trouble("values", "has a value without 'cites'. Cite the provision, or name a 'source'.")
    if [value.since for value in values] != sorted({value.since for value in values}):
        raise table.trouble("values", "must be in the order of their days, each day once.")
    if len({isinstance(value.value, Decimal) for value in values}) > 1:
        raise table.trouble("values", "are numbers and texts mixed. Keep to one kind.")
