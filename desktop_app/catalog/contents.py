"""Reads what the tariffs of a utility must state."""

from __future__ import annotations

from pathlib import Path

from desktop_app.catalog.table import TomlTable, read_table
from desktop_app.rulebook.contents import RequiredContent, TariffContents
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
    )
    if order is not None:
        order.close()
    table.close()
    return contents


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
