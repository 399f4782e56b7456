"""Reads one schedule: its columns, lines and stretches of the chart of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from desktop_app.catalog.cells import SharedHelp, read_cell, read_help
from desktop_app.catalog.items import ITEM_COLUMNS, read_item
from desktop_app.catalog.table import TomlTable, only_once
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import AnswerWord
from desktop_app.formspec.definition import (
    ANSWER,
    AccountLines,
    CellSpec,
    CellType,
    FormSchedule,
    FormulaCrossing,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)

# The kinds whose lines are asked each in its own way.
SINGLE = frozenset({ScheduleKind.FIELDS, ScheduleKind.INQUIRIES, ScheduleKind.ITEMS})


class ScheduleLayout(StrEnum):
    """Whose layout a schedule follows."""

    OURS = "ours"
    OFFICIAL = "official"


def read_schedule(table: TomlTable, shared: SharedHelp) -> FormSchedule:
    """The schedule in `table`.

    Raises CatalogError.
    """
    kind = table.one_of("kind", ScheduleKind)
    empty = table.text("none_when", "")
    if empty and kind in SINGLE:
        raise table.trouble("none_when", f"says when a row of amounts is empty; this is '{kind.value}'. Leave it out.")
    schedule = FormSchedule(
        id=table.ident("id"),
        page=table.text("page"),
        title=table.text("title"),
        kind=kind,
        columns=tuple(_emptied(column, empty) for column in _columns(table, kind, shared)),
        body=tuple(_body(table, kind, shared)),
        arrangement=table.one_of("arrangement", ScheduleLayout, ScheduleLayout.OURS).value,
        utility=table.ident("utility", ""),
        part=table.text("part", ""),
        landscape=table.flag("landscape"),
        note=table.text("note", ""),
        step=table.text("step", ""),
        row_label=table.text("row_label", None if kind is ScheduleKind.ROWS else ""),
        row_carried=table.flag("row_carried"),
        rows_from=table.ident("rows_from", ""),
        rows_when=table.text("rows_when", ""),
        per=table.ident("per", ""),
        numbered=table.text("numbered", ""),
        work=table.flag("work"),
        follows=table.flag("follows"),
        in_paragraphs=table.flag("in_paragraphs") or kind is ScheduleKind.ITEMS,
        when=table.text("when", ""),
        help=read_help(table, shared),
        cites=table.cites(),
    )
    if kind is not ScheduleKind.ROWS and (schedule.rows_from or schedule.rows_when):
        raise table.trouble("rows_from", f"and 'rows_when' go with kind 'rows'; this is '{kind.value}'.")
    if kind is not ScheduleKind.ROWS and (schedule.row_label or schedule.row_carried):
        raise table.trouble("row_label", f"and 'row_carried' go with kind 'rows'; this is '{kind.value}'.")
    table.close()
    return schedule


def _columns(table: TomlTable, kind: ScheduleKind, shared: SharedHelp) -> tuple[ScheduleColumn, ...]:
    items = table.tables("column")
    if kind in SINGLE:
        if items:
            raise table.trouble("column", f"a schedule of kind '{kind.value}' has only its answers. Leave it out.")
        return ITEM_COLUMNS if kind is ScheduleKind.ITEMS else (ScheduleColumn(ANSWER, "Answer", CellSpec()),)
    if not items:
        raise table.trouble("column", f"a schedule of kind '{kind.value}' needs at least one [[schedule.column]].")
    seen: dict[str, TomlTable] = {}
    columns: list[ScheduleColumn] = []
    for item in items:
        column = _column(item, shared)
        if kind is ScheduleKind.ROWS and not columns:
            column = _naming(column, item)
        only_once(seen, column.id, item)
        seen[column.id] = item
        columns.append(column)
    for column in columns:
        if column.beside and column.beside not in seen:
            raise seen[column.id].unknown("beside", column.beside, "column", seen)
    return tuple(columns)


def _emptied(column: ScheduleColumn, empty: str) -> ScheduleColumn:
    """The column with the schedule's `none_when`, where its cells are amounts that are typed and may be None."""
    spec = column.spec
    if spec.none_when or spec.formula or not spec.type.numeric or AnswerWord.NONE not in spec.answer_words:
        return column
    return replace(column, spec=replace(spec, none_when=empty))


def _naming(column: ScheduleColumn, table: TomlTable) -> ScheduleColumn:
    """The first column of growing rows: it says what the row is about, so a row without it is no row."""
    if column.spec.words:
        raise table.trouble("words", "say that a row can be about nothing: the first column names it. Leave them out.")
    return replace(column, spec=replace(column.spec, words=()))


def _column(table: TomlTable, shared: SharedHelp) -> ScheduleColumn:
    column = ScheduleColumn(
        id=table.ident("id"),
        label=table.text("label"),
        spec=read_cell(table, None),
        width=table.whole("width", 10),
        total=table.flag("total"),
        screen_only=table.flag("screen_only"),
        beside=table.ident("beside", ""),
        utilities=table.texts("utilities"),
        crossing=table.one_of("crossing", FormulaCrossing) if table.has("crossing") else None,
        help=read_help(table, shared),
        cites=table.cites(),
    )
    if column.width < 1:
        raise table.trouble("width", f"reads {column.width}; write 1 or more.")
    table.close()
    return column


def _body(table: TomlTable, kind: ScheduleKind, shared: SharedHelp) -> Iterator[ScheduleLine | AccountLines]:
    seen: dict[str, TomlTable] = {}
    for item in table.tables("line"):
        if item.has("accounts"):
            if kind is not ScheduleKind.LINES:
                raise item.trouble("accounts", f"go with kind 'lines'; this is '{kind.value}'.")
            yield _accounts(item)
            continue
        line = _line(item, kind, table.ident("id"), shared)
        only_once(seen, line.id, item)
        seen[line.id] = item
        item.close()
        yield line
    if not seen and kind in SINGLE:
        raise table.trouble("line", f"a schedule of kind '{kind.value}' needs at least one [[schedule.line]].")


def _line(item: TomlTable, kind: ScheduleKind, schedule: str, shared: SharedHelp) -> ScheduleLine:
    if kind is ScheduleKind.ITEMS:
        return read_item(item, schedule, shared)
    return _answer_line(item, shared) if kind in SINGLE else _grid_line(item, shared)


def _answer_line(table: TomlTable, shared: SharedHelp) -> ScheduleLine:
    """A line that is asked in its own way, in the column "answer"."""
    heading = table.flag("heading")
    spec = read_cell(table, CellType.TEXT)
    return ScheduleLine(
        id=table.ident("id"),
        label=table.text("label"),
        number=table.text("number", ""),
        spec=spec,
        formula=spec.formula,
        override=spec.override,
        heading=heading,
        section=table.ident("section", ""),
        roles=frozenset(table.texts("roles")),
        strong=table.flag("strong"),
        utilities=table.texts("utilities"),
        help=read_help(table, shared),
        cites=table.cites(),
    )


def _grid_line(table: TomlTable, shared: SharedHelp) -> ScheduleLine:
    line = ScheduleLine(
        id=table.ident("id"),
        label=table.text("label"),
        number=table.text("number", ""),
        formula=table.text("formula", ""),
        formulas=table.named_texts("formulas"),
        suggests=table.named_texts("suggests"),
        override=table.flag("override"),
        skip=frozenset(table.texts("skip")),
        only=frozenset(table.texts("only")),
        heading=table.flag("heading"),
        section=table.ident("section", ""),
        roles=frozenset(table.texts("roles")),
        optional=table.flag("optional"),
        required_when=table.text("required_when", ""),
        contra=table.flag("contra"),
        strong=table.flag("strong"),
        utilities=table.texts("utilities"),
        help=read_help(table, shared),
        cites=table.cites(),
    )
    if line.skip and line.only:
        raise table.trouble("skip", "and 'only' say the same in two ways. Keep one.")
    if line.override and not (line.formula or line.formulas):
        raise table.trouble("override", "allows a value over a formula, and there is none. Leave the key out.")
    return line


def _accounts(table: TomlTable) -> AccountLines:
    lines = AccountLines(
        sections=table.texts("accounts"),
        heading=table.flag("heading", default=True),
        subtotal=table.flag("subtotal"),
        computed={
            role: {name: item.text(name) for name in item.names()} for role, item in table.named_tables("computed")
        },
        omit=frozenset(table.texts("omit")),
        skip=frozenset(table.texts("skip")),
    )
    if not lines.sections:
        raise table.trouble("accounts", "names no section of the chart. Name at least one.")
    table.close()
    return lines
