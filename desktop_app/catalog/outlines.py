"""Reads the ready outlines of tariffs."""

from __future__ import annotations

from pathlib import Path

from desktop_app.catalog.table import TomlTable, read_table
from desktop_app.catalog.trouble import CatalogError
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.sheet_numbers import sheet_number
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.rulebook.outline import OutlineSheet, TariffOutline
from desktop_app.rulebook.registry import Utility

FOLDER = "outlines"


def read_outlines(forms: Path) -> tuple[TariffOutline, ...]:
    """Every outline under ``forms/outlines``. Raises CatalogError, also for a text that cannot stand on a sheet."""
    return tuple(_outline(forms, path) for path in sorted((forms / FOLDER).glob("*.toml")))


def _outline(forms: Path, path: Path) -> TariffOutline:
    table = read_table(forms, FOLDER, path.name)
    outline = TariffOutline(
        id=path.stem,
        utility=table.one_of("utility", Utility).value,
        title=table.text("title"),
        sheets=tuple(_sheet(item) for item in table.tables("sheet")),
    )
    table.close()
    return outline


def _sheet(table: TomlTable) -> OutlineSheet:
    sheet = OutlineSheet(number=table.text("number"), title=table.text("title"), text=table.text("text", ""))
    table.close()
    try:
        sheet_number(sheet.number)
        read_text(sheet.text)
    except UserError as error:
        raise CatalogError(table.file, f"{table.path}.text", str(error)) from None
    return sheet
