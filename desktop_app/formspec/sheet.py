"""A form laid out for one filing: accounts and rows expanded, every cell with the way it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from desktop_app.domain.dates import MONTHS as MONTH_NAMES
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import ROWS_LINE, rows_answer
from desktop_app.formspec.definition import (
    ANSWER,
    MONTHS,
    OATH,
    SHARED,
    Account,
    AccountLines,
    CellSpec,
    ChartOfAccounts,
    DefaultSeal,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.expressions import CellReference

C = TypeVar("C", FormDefinition, FormSchedule, ScheduleColumn, ScheduleLine, FormCheck)
NO_ROWS = CellSpec()
BY_CHAPTER_TWO = "Chapter 2 of the commission's rules, which is not built in"
NO_ROWS_LINE = ScheduleLine(id=ROWS_LINE, label="Whole schedule")
NO_ROWS_COLUMN = ScheduleColumn(id=ANSWER, label="Answer", spec=NO_ROWS)


@dataclass(frozen=True)
class SheetSchedule:
    """A schedule with its lines as they stand in this filing; `rows` are the ids of those that grow.

    `row` is the row for which a schedule is asked that is asked once for each (see `FormSchedule.per`).
    """

    definition: FormSchedule
    lines: tuple[ScheduleLine, ...]
    rows: tuple[str, ...]
    row: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, ScheduleLine]:
        """The lines by id."""
        return {line.id: line for line in self.lines}

    @cached_property
    def columns(self) -> Mapping[str, ScheduleColumn]:
        """The columns by id."""
        return {column.id: column for column in self.definition.columns}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The printed line number of every line that has cells, counted from 1."""
        counted = [line.id for line in self.lines if not line.heading]
        return {line: number for number, line in enumerate(counted, 1)}

    def spec(self, line: ScheduleLine, column: ScheduleColumn) -> CellSpec | None:
        """How the cell is asked, or None where the column does not apply to the line."""
        if line.heading or column.id in line.skip or (line.only and column.id not in line.only):
            return None
        if line.item is not None:
            return line.specs.get(column.id)
        if line.spec is not None and column.id == ANSWER:
            return line.spec
        spec = column.spec
        formula = line.computing(column)
        if formula:
            spec = replace(spec, formula=formula, override=line.override, carried="", suggest="", none_when="")
        if column.id in line.suggests:
            spec = replace(spec, suggest=line.suggests[column.id])
        if line.optional and not spec.optional:
            spec = replace(spec, optional=True)
        if line.required_when and not spec.required_when:
            spec = replace(spec, required_when=line.required_when)
        return spec

    @cached_property
    def cells(self) -> Mapping[Place, CellSpec]:
        """Every cell of the schedule with how it is asked, line by line.

        Growing rows that have none yet are one cell: the word that answers the whole schedule.
        """
        found: dict[Place, CellSpec] = {}
        if self.definition.kind is ScheduleKind.ROWS and not self.rows:
            found[rows_answer(self.definition.id)] = NO_ROWS
        for line in self.lines:
            for column in self.definition.columns:
                spec = self.spec(line, column)
                if spec is not None:
                    found[Place(self.definition.id, line.id, column.id)] = spec
        return found

    @cached_property
    def asked_lines(self) -> frozenset[str]:
        """The lines that have a cell."""
        return frozenset(place.line for place in self.cells)

    def select(self, selector: str) -> tuple[tuple[int, str], ...]:
        """The lines that a set names, each with the sign with which it is summed."""
        if selector not in self._selected:
            self._selected[selector] = self._select(selector)
        return self._selected[selector]

    @cached_property
    def _selected(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """What `select` found so far: each column names the same sets."""
        return {}

    def _select(self, selector: str) -> tuple[tuple[int, str], ...]:
        if selector.startswith("role:"):
            role = selector.removeprefix("role:")
            return tuple((1, line.id) for line in self.lines if role in line.roles)
        if selector.startswith("section:"):
            section = selector.removeprefix("section:")
            chosen = [line for line in self.lines if line.section == section and not line.heading]
        elif self.definition.kind is ScheduleKind.MONTHS:
            chosen = [line for line in self.lines if line.id in MONTHS]
        elif self.definition.kind is ScheduleKind.ROWS:
            grown = frozenset(self.rows)
            chosen = [line for line in self.lines if line.id in grown]
        else:
            chosen = [line for line in self.lines if not line.heading and not line.formula]
        return tuple((-1 if line.contra else 1, line.id) for line in chosen)


@dataclass(frozen=True)
class FormLayout:
    """A whole form laid out for a company that provides `utilities`: its schedules by id, in order.

    `numbers` are those of every account of its charts, by the account's id.
    """

    form: FormDefinition
    schedules: Mapping[str, SheetSchedule]
    utilities: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> Mapping[Place, CellSpec]:
        """Every cell of the filing with how it is asked."""
        return {place: spec for schedule in self.schedules.values() for place, spec in schedule.cells.items()}

    @cached_property
    def formulas(self) -> Mapping[Place, str]:
        """The formula of every computed cell, as it is written."""
        return {place: spec.formula for place, spec in self.cells.items() if spec.formula}

    @cached_property
    def sealed_by_default(self) -> Mapping[Place, DefaultSeal]:
        """The cells that are sealed unless the seal is lifted, each with its seal."""
        return {place: spec.seal for place, spec in self.cells.items() if spec.seal is not None}

    def asked_at(self, place: Place) -> CellSpec | None:
        """How a cell is asked, None where there is none; no other schedule is gone through."""
        laid = self.schedules.get(place.schedule)
        return None if laid is None else laid.cells.get(place)

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """The cells of each schedule, in order."""
        found: dict[str, list[Place]] = {schedule: [] for schedule in self.schedules}
        for place in self.cells:
            found[place.schedule].append(place)
        return {schedule: tuple(places) for schedule, places in found.items()}

    @cached_property
    def locations(self) -> dict[Place, str]:
        """Where cells are in words, as far as anybody asked: searches name the same ones in each report."""
        return {}

    def cited(self, section: str) -> str:
        """A section of the rules that ask for this filing: ``(4)(A)``."""
        return self.form.cited(section, self.utilities)

    def sealing_cited(self, step: str = "") -> str:
        """A step of the section by which this filing is sealed: ``(A)``. Without such a section chapter 2 decides."""
        return self.form.sealing_cited(step, self.utilities) or BY_CHAPTER_TWO

    @property
    def oath_cited(self) -> str:
        """The section by which this filing is sworn to."""
        section = self.form.sections.get(OATH, "")
        return self.cited(section) if section else BY_CHAPTER_TWO

    def line(self, place: Place) -> ScheduleLine:
        """The line on which the cell stands."""
        return self.schedules[place.schedule].by_id.get(place.line, NO_ROWS_LINE)

    def column(self, place: Place) -> ScheduleColumn:
        """The column in which the cell stands."""
        return self.schedules[place.schedule].columns.get(place.column, NO_ROWS_COLUMN)

    @cached_property
    def repeats(self) -> Mapping[str, tuple[str, ...]]:
        """For every schedule that is asked once for each row, the schedules that it became."""
        return {
            schedule.id: tuple(key for key, laid in self.schedules.items() if key == repeat_id(schedule.id, laid.row))
            for schedule in self.form.schedules
            if schedule.per
        }

    def many(self, ref: CellReference) -> bool:
        """Whether the reference names a set: of lines, or of the cells of all repeats of a schedule."""
        return ref.many or ref.schedule in self.repeats

    def members(self, ref: CellReference, here: Place) -> tuple[tuple[int, Place], ...]:
        """The cells that a reference of this filing names when it is read at `here`, each with its sign in a sum."""
        schedule_id = here.schedule if ref.schedule == "." else ref.schedule
        chosen = self.repeats.get(schedule_id, (schedule_id,))
        if not ref.many:
            return tuple([(1, self._named(ref, key, here)) for key in chosen])
        column = here.column if ref.column == "." else ref.column
        laid = [(key, self.schedules[key]) for key in chosen if key in self.schedules]
        return tuple(
            [(sign, Place(key, line, column)) for key, schedule in laid for sign, line in schedule.select(ref.line)]
        )

    def _named(self, ref: CellReference, schedule_id: str, here: Place) -> Place:
        """The one cell of a schedule that a reference names."""
        line = ref.line
        if line == ".":
            line = self._same_line(schedule_id, here) if self.repeats else here.line
        return Place(schedule_id, line, here.column if ref.column == "." else ref.column)

    def _same_line(self, schedule_id: str, here: Place) -> str:
        """The line that "." names: for a repeat that looks at the rows it is asked for, its own row."""
        reader = self.schedules.get(here.schedule)
        return reader.row if reader is not None and reader.row and reader.definition.per == schedule_id else here.line


def repeat_id(schedule: str, row: str) -> str:
    """The id of the schedule that stands for `schedule` where that is asked for one row."""
    return f"{schedule}_{row}"


def lay_out(
    form: FormDefinition,
    utilities: Sequence[str],
    charts: Sequence[ChartOfAccounts],
    rows: Mapping[str, tuple[str, ...]],
    cited_for: Sequence[str] = (),
) -> FormLayout:
    """The form for a company that provides these utilities, with its charts of accounts and the filing's rows.

    `cited_for` are the utilities whose rules it cites, where it is laid out for none in particular.
    """
    provided = (*utilities, SHARED) if len(utilities) > 1 else tuple(utilities)
    own = _cited_for(form, utilities or cited_for)
    asked = [schedule for schedule in own.schedules if not schedule.utility or schedule.utility in provided]
    laid = [item for schedule in asked for item in _repeated(schedule, charts, rows, provided)]
    numbers = {account.id: account.number for chart in charts for account in chart.accounts}
    return FormLayout(own, {item.definition.id: item for item in laid}, tuple(utilities), numbers)


def _repeated(
    schedule: FormSchedule,
    charts: Sequence[ChartOfAccounts],
    rows: Mapping[str, tuple[str, ...]],
    utilities: Sequence[str],
) -> Iterator[SheetSchedule]:
    """The schedule, or a copy of it for each row that it is asked for."""
    if not schedule.per:
        yield lay_out_schedule(schedule, charts, rows.get(schedule.id, ()), utilities)
    for number, row in enumerate(rows.get(schedule.per, ()) if schedule.per else (), 1):
        copy = replace(
            schedule,
            id=repeat_id(schedule.id, row),
            page=f"{schedule.page}-{number}",
            title=f"{schedule.title} {number}",
        )
        yield replace(lay_out_schedule(copy, charts, rows.get(copy.id, ()), utilities), row=row)


def _cited_for(form: FormDefinition, utilities: Sequence[str]) -> FormDefinition:
    """The form as it cites the rules for a company of these utilities."""
    if not form.rules:
        return form

    def cited(part: C, whose: Sequence[str]) -> C:
        kept = form.cites_for(part.cites, whose)
        return part if kept == part.cites else replace(part, cites=kept)

    def schedule_cited(schedule: FormSchedule) -> FormSchedule:
        whose = (schedule.utility,) if schedule.utility in utilities else utilities
        columns = tuple(cited(column, whose) for column in schedule.columns)
        body = tuple(cited(part, whose) if isinstance(part, ScheduleLine) else part for part in schedule.body)
        return replace(cited(schedule, whose), columns=columns, body=body)

    return replace(
        cited(form, utilities),
        schedules=tuple(schedule_cited(schedule) for schedule in form.schedules),
        checks=tuple(cited(check, utilities) for check in form.checks),
    )


def lay_out_schedule(
    schedule: FormSchedule, charts: Sequence[ChartOfAccounts], rows: tuple[str, ...], utilities: Sequence[str] = ()
) -> SheetSchedule:
    """One schedule with its accounts, months and rows expanded, without what other `utilities` would add."""

    def there(part: ScheduleLine | ScheduleColumn) -> bool:
        return not part.utilities or bool(set(part.utilities) & set(utilities))

    if not all(there(column) for column in schedule.columns):
        schedule = replace(schedule, columns=tuple(column for column in schedule.columns if there(column)))
    lines: list[ScheduleLine] = []
    if schedule.kind is ScheduleKind.ROWS:
        lines += [ScheduleLine(id=row, label=f"{schedule.row_label} {number}") for number, row in enumerate(rows, 1)]
    if schedule.kind is ScheduleKind.MONTHS:
        lines += [ScheduleLine(id=month, label=name) for month, name in zip(MONTHS, MONTH_NAMES, strict=True)]
    for part in schedule.body:
        if isinstance(part, AccountLines):
            lines += _account_lines(part, schedule, charts)
        elif there(part):
            lines.append(part)
    return SheetSchedule(schedule, tuple(lines), rows if schedule.kind is ScheduleKind.ROWS else ())


def _account_lines(
    part: AccountLines, schedule: FormSchedule, charts: Sequence[ChartOfAccounts]
) -> Iterator[ScheduleLine]:
    fitting = [chart for chart in charts if chart.utility in ("", schedule.utility)]
    for section in part.named(fitting):
        accounts = [
            account
            for chart in fitting
            for account in chart.accounts
            if account.section == section and not account.roles & part.omit
        ]
        if not accounts:
            continue
        title = next(chart.sections[section] for chart in fitting if section in chart.sections)
        if part.heading:
            yield ScheduleLine(id=f"heading_{section}", label=title, heading=True, section=section)
        for account in accounts:
            yield _account_line(account, part)
        if part.subtotal:
            yield part.total_of(section, title)


def _account_line(account: Account, part: AccountLines) -> ScheduleLine:
    formulas: dict[str, str] = {}
    for role, by_column in part.computed.items():
        if role in account.roles:
            formulas.update(by_column)
    return ScheduleLine(
        id=account.id,
        label=f"Less: {account.title}" if account.contra else account.title,
        number=account.number,
        formulas=formulas,
        override=bool(formulas),
        section=account.section,
        roles=account.roles,
        contra=account.contra,
        skip=part.skip,
    )
