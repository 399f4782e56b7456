"""Follows every expression of a form to what it names, and refuses those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.catalog.case_parts import expressions_in
from desktop_app.catalog.checks import holes
from desktop_app.catalog.names import KnownNames, Names, ScheduleNames
from desktop_app.catalog.references import DanglingReference, ReferenceContext, check_reference, place_in, rule_in
from desktop_app.catalog.table import TomlTable
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.case_traits import ParagraphKind, PleadingParagraph
from desktop_app.formspec.definition import (
    ANSWER,
    AccountLines,
    CellSpec,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleLine,
)
from desktop_app.formspec.expressions import BOOKED, CellReference, ExpressionError, parse, references, rule_names

_KEYS = ("carried", "formula", "required_when", "suggest", "none_when")


@dataclass(frozen=True)
class WrittenExpression:
    """An expression of the form: its key, its text and where it is read. A `place` must be a reference and no more."""

    key: str
    text: str
    here: ReferenceContext
    place: bool = False


def refuse_dangling(
    form: FormDefinition,
    known: KnownNames,
    head: TomlTable,
    schedules: Mapping[str, TomlTable],
    checks: Mapping[str, TomlTable],
) -> None:
    """Checks every expression of the form.

    Raises CatalogError, naming the file and key of the first that cannot be read or leads nowhere.
    """
    for name, place in form.letter_fields.items():
        _check(WrittenExpression(f"letter_fields.{name}", str(place), ReferenceContext(), place=True), known, head)
    for name, place in form.opens.items():
        _check(WrittenExpression(f"opens.{name}", str(place), ReferenceContext(), place=True), known, head)
    for key, place in _of_figures(form):
        _check(WrittenExpression(key, str(place), ReferenceContext(), place=True), known, head)
    for schedule in form.schedules:
        table = schedules[schedule.id]
        for written in _of_schedule(schedule, known.own[schedule.id], table):
            _check(written, known, table)
    for check in form.checks:
        table = checks[check.id]
        for written in _of_check(check, known.own, table):
            _check(written, known, table)


def _of_figures(form: FormDefinition) -> Iterator[tuple[str, Place]]:
    """The cells of this form that are held against the tariff book and against other filings."""
    for sold in form.sold:
        yield from (("sold.customers", sold.customers), ("sold.use", sold.use), ("sold.revenue", sold.revenue))
    yield from (("limit.at", limit.at) for limit in form.limits)
    for size in form.sizes:
        yield "counted.customers", size.customers
        if size.revenue is not None:
            yield "counted.revenue", size.revenue


def refuse_dangling_paragraphs(
    paragraphs: Sequence[PleadingParagraph], tables: Sequence[TomlTable], known: KnownNames
) -> None:
    """Checks every expression of the paragraphs. Raises CatalogError."""
    for paragraph, table in zip(paragraphs, tables, strict=True):
        for written in _written("when", paragraph.when, ReferenceContext()):
            _check(written, known, table)
        for hole in () if paragraph.kind is ParagraphKind.ITEMS else expressions_in(paragraph.text):
            _check(WrittenExpression("text", hole, ReferenceContext()), known, table)


def _check(written: WrittenExpression, known: KnownNames, table: TomlTable) -> None:
    here = replace(written.here, passing=True) if written.key.endswith("none_when") else written.here
    try:
        node = parse(written.text)
        if written.place:
            place_in(node)
        for ref in references(node):
            _refuse_books(ref, written.key)
            check_reference(ref, known, here)
        for name in rule_names(node):
            rule_in(name, known)
    except ExpressionError as error:
        raise table.trouble(written.key, str(error)) from None
    except DanglingReference as error:
        raise table.trouble(written.key, f"in '{written.text}' {error}") from None


def _refuse_books(ref: CellReference, key: str) -> None:
    """A formula that read the books would not follow when they are imported again. Raises DanglingReference."""
    if ref.scope == BOOKED and {"suggest", "suggests", "none_when"}.isdisjoint(key.split(".")):
        raise DanglingReference("'books:' can be read by a suggestion alone.")


def _of_schedule(schedule: FormSchedule, names: ScheduleNames, table: TomlTable) -> Iterator[WrittenExpression]:
    yield from _written("when", schedule.when, ReferenceContext(schedule.id, per=schedule.per))
    whose = schedule.per or schedule.rows_from
    yield from _written("rows_when", schedule.rows_when, ReferenceContext(schedule.id, grows=True, per=whose))
    for column in schedule.columns:
        here = ReferenceContext(schedule.id, names.down(column), (column.id,), names.grows, whose)
        yield from _of_cell(f"column.{column.id}", column.spec, here)
    for part in schedule.body:
        if isinstance(part, ScheduleLine):
            yield from _of_line(part, schedule, names, table)
        else:
            yield from _of_accounts(part, schedule, names, table)


def _of_cell(path: str, spec: CellSpec, here: ReferenceContext) -> Iterator[WrittenExpression]:
    for key in _KEYS:
        yield from _written(f"{path}.{key}", getattr(spec, key), here)


def _of_line(
    line: ScheduleLine, schedule: FormSchedule, names: ScheduleNames, table: TomlTable
) -> Iterator[WrittenExpression]:
    path = f"line.{line.id}"
    named = (*line.skip, *line.only, *line.formulas, *line.suggests)
    _columns_exist(named, f"{path}.skip, only, formulas or suggests", names, table)
    for column, spec in line.specs.items():
        yield from _of_cell(f"{path}.{column}", spec, ReferenceContext(schedule.id, (line.id,), (column,)))
    if line.item is not None:
        for hole in expressions_in(line.item.printed):
            yield WrittenExpression(f"{path}.printed", hole, ReferenceContext(schedule.id, (line.id,), (ANSWER,)))
        return
    if line.spec is not None:
        yield from _of_cell(path, line.spec, ReferenceContext(schedule.id, (line.id,), (ANSWER,), per=schedule.per))
        return
    if line.formula:
        here = ReferenceContext(schedule.id, (line.id,), names.computed(line.id), per=schedule.per)
        yield WrittenExpression(f"{path}.formula", line.formula, here)
    cells = ReferenceContext(schedule.id, (line.id,), tuple(names.lines[line.id]))
    yield from _written(f"{path}.required_when", line.required_when, cells)
    for key, texts in (("formulas", line.formulas), ("suggests", line.suggests)):
        for column, text in texts.items():
            here = ReferenceContext(schedule.id, (line.id,), (column,), per=schedule.per)
            yield WrittenExpression(f"{path}.{key}.{column}", text, here)


def _of_accounts(
    part: AccountLines, schedule: FormSchedule, names: ScheduleNames, table: TomlTable
) -> Iterator[WrittenExpression]:
    path = f"line.{part.sections[0]}"
    _columns_exist(part.skip, f"{path}.skip", names, table)
    for role, formulas in part.computed.items():
        _columns_exist(formulas, f"{path}.computed.{role}", names, table)
        lines = tuple(names.roles.get(role, ()))
        for column, text in formulas.items():
            yield WrittenExpression(
                f"{path}.computed.{role}.{column}", text, ReferenceContext(schedule.id, lines, (column,))
            )


def _columns_exist(
    columns: Mapping[str, str] | tuple[str, ...] | frozenset[str], key: str, names: ScheduleNames, table: TomlTable
) -> None:
    for column in columns:
        if column not in names.columns:
            raise table.unknown(key, column, "column", names.columns)


def _of_check(check: FormCheck, names: Names, table: TomlTable) -> Iterator[WrittenExpression]:
    here = ReferenceContext()
    if check.each:
        here = _each(check, names, table)
    yield WrittenExpression("at", check.at, here, place=True)
    yield from _written("when", check.when, here)
    yield WrittenExpression("require", check.require, here)
    for hole in holes(check.sentence):
        yield WrittenExpression("sentence", hole, here)


def _each(check: FormCheck, names: Names, table: TomlTable) -> ReferenceContext:
    """Where a check is read that is asked once for each line of a set."""
    schedule_id, _, selector = check.each.partition("/")
    names_here = names.get(schedule_id)
    if names_here is None:
        raise table.unknown("each", schedule_id, "schedule", names)
    if selector == "*":
        return ReferenceContext(schedule_id, names_here.fixed, (ANSWER,), names_here.grows, passing=True)
    if names_here.schedule.per and selector in names_here.lines:
        return ReferenceContext(schedule_id, (selector,), (ANSWER,), per=names_here.schedule.per)
    kind, _, name = selector.partition(":")
    groups = {"section": names_here.sections, "role": names_here.roles}
    if kind not in groups or not name:
        raise table.trouble(
            "each", f"reads '{check.each}'; write schedule/*, schedule/section:NAME or schedule/role:NAME."
        )
    if name not in groups[kind]:
        raise table.unknown("each", name, kind, groups[kind])
    return ReferenceContext(schedule_id, tuple(groups[kind][name]), (ANSWER,), names_here.grows, passing=True)


def _written(key: str, text: str, here: ReferenceContext) -> Iterator[WrittenExpression]:
    if text:
        yield WrittenExpression(key, text, here)
