"""What there is to name in a form: its schedules, lines, columns, sections and roles, whatever chart a company uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from desktop_app.catalog.table import TomlTable
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.formspec.answers import ROWS_LINE
from desktop_app.formspec.definition import (
    ANSWER,
    MONTHS,
    Account,
    AccountLines,
    ChartOfAccounts,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.rulebook.parameter import LegalValue


@dataclass
class ScheduleNames:
    """The names of one schedule. `lines` maps every line that can exist to the columns in which it has a cell.

    `totals` are the lines with a formula for all their cells, `given` the columns for which a line has one of its own.
    """

    schedule: FormSchedule
    lines: dict[str, frozenset[str]] = field(default_factory=dict)
    totals: dict[str, ScheduleLine] = field(default_factory=dict)
    given: dict[str, frozenset[str]] = field(default_factory=dict)
    sections: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' ids."""
        return tuple(column.id for column in self.schedule.columns)

    @property
    def grows(self) -> bool:
        """Whether lines are added by the user, so that their ids are not known here."""
        return self.schedule.kind is ScheduleKind.ROWS

    @property
    def fixed(self) -> tuple[str, ...]:
        """The lines whose ids are known here."""
        return tuple(line for line in self.lines if line != ROWS_LINE)

    def computed(self, line: str) -> tuple[str, ...]:
        """The columns whose cells the line's formula for all its cells computes."""
        cells = [column for column in self.schedule.columns if column.id in self.lines[line]]
        given = self.given.get(line, frozenset())
        total = self.totals[line]
        return tuple(column.id for column in cells if column.id not in given and total.computing(column))

    def meeting(self, column: ScheduleColumn) -> tuple[str, ...]:
        """The lines whose formula for all their cells meets the column's formula."""
        if not column.spec.formula or not column.spec.type.numeric:
            return ()
        return tuple(line for line in self.totals if self._open(line, column))

    def down(self, column: ScheduleColumn) -> tuple[str, ...]:
        """The lines known here whose cell in the column is as the column says, not computed by the line."""
        return tuple(
            line
            for line in self.fixed
            if self._open(line, column) and not (line in self.totals and self.totals[line].computing(column))
        )

    def _open(self, line: str, column: ScheduleColumn) -> bool:
        """Whether the line has a cell in the column, and no formula for just this one."""
        return column.id in self.lines[line] and column.id not in self.given.get(line, frozenset())

    def add(self, line: str, cells: frozenset[str], section: str = "", roles: Iterable[str] = ()) -> None:
        """Takes in a line."""
        self.lines[line] = cells
        if section:
            self.sections.setdefault(section, set()).add(line)
        for role in roles:
            self.roles.setdefault(role, set()).add(line)


Names = Mapping[str, ScheduleNames]


@dataclass(frozen=True)
class KnownNames:
    """Everything that an expression may name. `company` is empty where there is no company form to look at.

    `base` are the names of the forms whose filings a form of a case may read.
    """

    own: Names
    company: Names
    rules: Sequence[LegalValue]
    base: Names = field(default_factory=dict)

    def of_scope(self, scope: str) -> Names:
        """The names that can be meant behind ``scope:``."""
        return {"company": self.company, "base": self.base}.get(scope, self.own)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The legal values that are numbers; a text cannot stand in a formula."""
        return frozenset(rule.name for rule in self.rules if not isinstance(rule.values[0].value, str))


def names_of(form: FormDefinition, charts: Sequence[ChartOfAccounts], tables: Mapping[str, TomlTable]) -> Names:
    """The names of a form's schedules. `tables` are the tables the schedules came from, to say where trouble is.

    Raises CatalogError for a section or role that exists nowhere, and for lines that share an id.
    """
    return {
        schedule.id: _names(schedule, [c for c in charts if c.utility in ("", schedule.utility)], tables[schedule.id])
        for schedule in form.schedules
    }


def _names(schedule: FormSchedule, charts: Sequence[ChartOfAccounts], table: TomlTable) -> ScheduleNames:
    names = ScheduleNames(schedule)
    every = frozenset(names.columns)
    if schedule.kind is ScheduleKind.MONTHS:
        for month in MONTHS:
            names.add(month, every)
    for part in schedule.body:
        before = set(names.lines)
        if isinstance(part, ScheduleLine):
            added = {part.id}
            names.add(part.id, _cells_of(part, every), part.section, part.roles)
            names.given[part.id] = frozenset(part.formulas)
            if part.formula and part.spec is None:
                names.totals[part.id] = part
        else:
            added = _add_accounts(names, part, _accounts(part, charts, table), every)
        if before & added:
            raise table.trouble(f"line.{min(before & added)}", "is in this schedule twice. Rename or omit one.")
    if schedule.kind is ScheduleKind.ROWS:
        names.add(ROWS_LINE, frozenset({ANSWER}))
    return names


def _cells_of(line: ScheduleLine, columns: frozenset[str]) -> frozenset[str]:
    if line.heading:
        return frozenset()
    return ((line.only & columns) or columns) - line.skip


def _add_accounts(
    names: ScheduleNames, part: AccountLines, accounts: Sequence[Account], columns: frozenset[str]
) -> set[str]:
    added = {account.id for account in accounts}
    for account in accounts:
        names.add(account.id, columns - part.skip, account.section, account.roles)
        names.given[account.id] = frozenset(
            column for role, formulas in part.computed.items() if role in account.roles for column in formulas
        )
    for section in {account.section for account in accounts}:
        if part.heading:
            names.add(f"heading_{section}", frozenset())
            added.add(f"heading_{section}")
        if part.subtotal:
            total = part.total_of(section, section)
            names.add(total.id, columns)
            names.totals[total.id] = total
            added.add(total.id)
    return added


def _accounts(part: AccountLines, charts: Sequence[ChartOfAccounts], table: TomlTable) -> list[Account]:
    """Every account that the stretch can hold. The sections and roles that it names must exist somewhere."""
    sections = {section for chart in charts for section in chart.sections}
    named = part.named(charts)
    for section in (*(name for name in part.sections if not name.endswith("*")), *named):
        if section not in sections:
            raise table.unknown("line.accounts", section, "section", sections)
    if not named:
        raise table.trouble("line.accounts", f"name no section of the charts: {', '.join(part.sections)}.")
    accounts = [account for chart in charts for account in chart.accounts if account.section in named]
    roles = {role for account in accounts for role in account.roles}
    for role in (*part.computed, *part.omit):
        if role not in roles:
            raise table.unknown("line.accounts", role, "role among these accounts", roles)
    return [account for account in accounts if not account.roles & part.omit]
