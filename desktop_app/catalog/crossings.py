"""Refuses a cell that two formulas could compute."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.catalog.names import Names, ScheduleNames
from desktop_app.catalog.table import TomlTable
from desktop_app.formspec.definition import FormDefinition, ScheduleColumn


def refuse_ambiguous(form: FormDefinition, names: Names, tables: Mapping[str, TomlTable]) -> None:
    """Checks that every column whose formula meets a line's says which of the two computes the cell.

    Raises CatalogError.
    """
    for schedule in form.schedules:
        for column in schedule.columns:
            _check_crossing(column, names[schedule.id], tables[schedule.id])


def _check_crossing(column: ScheduleColumn, names: ScheduleNames, table: TomlTable) -> None:
    key = f"column.{column.id}.crossing"
    met = names.meeting(column)
    if met and column.crossing is None:
        raise table.trouble(
            key,
            f"is missing: the column and line '{met[0]}' both have a formula for this cell. "
            'Write "line" where the line computes it (a total), "column" where the column does (a percent of totals).',
        )
    if column.crossing is not None and not met:
        raise table.trouble(key, "decides where two formulas meet, and no line's meets this one. Leave the key out.")
