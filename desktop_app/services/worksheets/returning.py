"""Worksheets that come back: what changed in them, shown before it is taken, and taken as one step or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.arithmetic import number
from desktop_app.formspec.wording import value_text
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.ports import SpreadsheetTable, TableFile
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import CopyRecord, RecordedSheet, is_record, read_record
from desktop_app.services.worksheets.returned_sheet import SheetMerge
from desktop_app.services.worksheets.sheet_changes import CellChange, CopyConflict, OverwrittenTotal
from desktop_app.services.worksheets.sheet_finding import FoundSheet, find_sheet, holds_something

Now = Callable[[str, str, bool], RecordedSheet | None]


class NotOurs(UserError):
    """The spreadsheet was not made by this program, or without what it needs to find its way back."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds no sheet that Filing Desk wrote to be filled in. Export the schedule to Excel, change "
            "that file and choose it; a public copy, or a sheet without its grey first column, cannot come back."
        )


class OtherCompany(UserError):
    """The copy was made from the file of another company."""


class DoesNotFit(UserError):
    """A cell of the spreadsheet cannot be taken, so nothing was."""

    def __init__(self, refused: tuple[str, ...]) -> None:
        count = len(refused) - 1
        more = f" ({counted(count, 'more cell')} {agreeing(count, 'does', 'do')} not fit.)" if count else ""
        super().__init__(f"Nothing was imported. {refused[0]}{more}")


class UndecidedCells(UserError):
    """Cells were changed both here and in the copy, and nobody said which side counts."""

    def __init__(self, conflicts: tuple[CopyConflict, ...]) -> None:
        super().__init__(
            f"Nothing was imported. {counted(len(conflicts), 'cell')} {agreeing(len(conflicts), 'was', 'were')} "
            f"changed both here and in the copy, the first is {conflicts[0].where}. Say for each which side counts."
        )


@dataclass
class ReturnedCopy:
    """What a spreadsheet would change. If a cell is `refused`, with its sentence, nothing can be taken.

    Of each conflict it must be said whether the copy's side counts. `passed_over` are the sheets of which nothing was
    read.
    """

    name: str
    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CopyConflict] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    entries: dict[str, Json] = field(default_factory=dict)
    rounding: Decimal = Decimal(0)


class CopyReturn:
    """The reading of one file that came back. `now` gives a sheet as a copy would show it today."""

    def __init__(self, file: CompanyFile, source: TableFile, now: Now) -> None:
        self.file, self.source, self.now = file, source, now
        self.found = ReturnedCopy(source.name, remarks=list(source.remarks))
        self.totals: list[OverwrittenTotal] = []

    def read(self) -> ReturnedCopy:
        """What the spreadsheet would change in the company's file. Raises NotOurs, OtherCompany, AlteredRecord."""
        record = read_record(self.source.tables, self.source.name)
        if record is not None:
            self._refuse_other_company(record)
        tables = [table for table in self.source.tables if not is_record(table)]
        sheets = [sheet for table in tables if (sheet := find_sheet(table, record)) is not None]
        if not sheets:
            raise NotOurs(self.source.name)
        known = {COMPANY: FilingState.OPEN, **{filing.id: filing.state for filing in self.file.filings()}}
        seen: dict[tuple[str, str], FoundSheet] = {}
        for sheet in sheets:
            pair = (sheet.key.filing, sheet.key.schedule)
            if sheet.key.filing not in known:
                self.found.refused.append(
                    f"{sheet.where} belongs to filing '{sheet.key.filing}', which this company does not have. "
                    "Start it first."
                )
            elif pair in seen:
                self.found.refused.append(
                    f"{sheet.where} is there twice, also as '{seen[pair].table.name}': {sheet.key.schedule} of "
                    f"{sheet.key.filing}. Delete one of the two sheets."
                )
            else:
                self._merge(sheet, record, filed=known[sheet.key.filing] is FilingState.FILED)
            seen[pair] = sheet
        self._name_the_others(tables, sheets, record)
        self._say_totals()
        return self.found

    def _merge(self, sheet: FoundSheet, record: CopyRecord | None, *, filed: bool) -> None:
        key = sheet.key
        book = self.file.book(key.filing)
        if key.schedule not in (keys.SEALS, *book.sheet.schedules):
            self.found.refused.append(
                f"{sheet.where} is for schedule '{key.schedule}', which {key.filing} does not have."
            )
            return
        now = self.now(key.filing, key.schedule, key.part) or RecordedSheet(key, "", "", "")
        held = record.sheet(key) if record is not None and record.filled else None
        if record is None:
            self._refuse_other_heading(sheet, now)
        done = SheetMerge(self.file, book, sheet, held, now).merged()
        if filed and (done.changes or done.conflicts):
            where = [change.where for change in done.changes] + [conflict.where for conflict in done.conflicts]
            self.found.refused.append(
                f"{sheet.where} would change {where[0]}, but {key.filing} was filed and stays as it is. "
                "Start a revision."
            )
            return
        self.found.changes += done.changes
        self.found.conflicts += done.conflicts
        self.found.refused += done.refused
        self.found.entries |= done.entries
        self.found.rounding += done.rounding
        self.totals += done.totals
        self.found.remarks += done.missing

    def _refuse_other_company(self, record: CopyRecord) -> None:
        if record.company_id == self.file.workspace.id:
            return
        own = self.file.profile().legal_name or self.file.path.name
        if record.company != own:
            raise OtherCompany(
                f"{self.source.name} is a copy of {record.company}, and the open company is {own}. Nothing was read. "
                f"Open {record.company} and import it there."
            )
        raise OtherCompany(
            f"{self.source.name} was copied from another file of {own}, not from {self.file.path.name}. Nothing was "
            "read. Open the file that it was copied from, or copy this one to Excel again."
        )

    def _refuse_other_heading(self, sheet: FoundSheet, now: RecordedSheet) -> None:
        """A copy of an earlier version names its company at the head of each sheet."""
        own = _company_of(now.heading)
        if own and sheet.heading and not sheet.heading.startswith(own):
            raise OtherCompany(
                f"{sheet.where} of {self.source.name} is headed '{sheet.heading}', and the open company is "
                f"{own.rstrip(':')}. Nothing was read. Open the company that it was copied from; if this company was "
                "renamed since, copy it to Excel again."
            )

    def _name_the_others(
        self, tables: Iterable[SpreadsheetTable], sheets: list[FoundSheet], record: CopyRecord | None
    ) -> None:
        """Names each sheet of which nothing was read: refused where it may be one of ours."""
        read = [sheet.table for sheet in sheets]
        strange = [table for table in tables if table not in read and holds_something(table)]
        here = {sheet.key for sheet in sheets}
        missing = [sheet.name for sheet in record.sheets if sheet.key not in here] if record is not None else []
        self.found.passed_over = [table.name for table in strange]
        for table in strange:
            if record is not None and not missing:
                self.found.remarks.append(f"Sheet '{table.name}' is not one of the copy's; nothing was read from it.")
                continue
            which = f" It may be '{missing[0]}', which is missing." if missing else ""
            self.found.refused.append(
                f"Sheet '{table.name}' was not recognized, and nothing was read from it.{which} Undo what was done to "
                "its grey first column and its headings, or delete the sheet; then choose the file again."
            )
        if missing and not strange:
            names = ", ".join(f"'{name}'" for name in missing)
            self.found.remarks.append(f"Not in the file, and left as they are: {names}.")

    def _say_totals(self) -> None:
        """Mentions each total that was typed over. One that Excel worked out anew from the changes is none."""
        for filing in dict.fromkeys(total.filing for total in self.totals):
            values = self.file.values_with(filing, self.found.entries)
            for total in self.totals:
                # A spreadsheet makes 0 of blanks and of None, where a form leaves them as they are.
                worked_out = values.get(total.place)
                if total.filing != filing or total.value in (worked_out, number(worked_out) or 0):
                    continue
                spec = self.file.book(filing).sheet.cells[total.place]
                self.found.remarks.append(
                    f"Cell {total.address} reads {value_text(total.value, spec)}, but {total.where} is computed; it "
                    "was left as it is."
                )


def take_copy(file: CompanyFile, found: ReturnedCopy, theirs: Iterable[int] | None = None) -> EditOutcome | None:
    """Does what was shown, as one step; None if nothing changes.

    `theirs` are the conflicts, by number, in which the copy counts; in the others what stands here stays. Raises
    DoesNotFit, Undecided, and then nothing is changed.
    """
    if found.refused:
        raise DoesNotFit(tuple(found.refused))
    if found.conflicts and theirs is None:
        raise UndecidedCells(tuple(found.conflicts))
    entries = dict(found.entries)
    for at in theirs or ():
        entries |= found.conflicts[at].entries
    filings = [change.filing for change in found.changes] + [conflict.filing for conflict in found.conflicts]
    filing = next(iter(filings), COMPANY)
    return file.edit(filing, f"Imported from {found.name}", entries)


def places(changes: Iterable[CellChange]) -> Mapping[str, tuple[Place, ...]]:
    """The changed places by filing."""
    found: dict[str, list[Place]] = {}
    for change in changes:
        found.setdefault(change.filing, []).append(change.place)
    return {filing: tuple(items) for filing, items in found.items()}


def _company_of(heading: str) -> str:
    """The company at the head of a sheet, with the colon behind it."""
    name, colon, _ = heading.rpartition(": ")
    return f"{name}{colon}"
