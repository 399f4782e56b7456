"""Worksheets that come back: what changed in them, shown before it is taken, and taken as one step or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.domain.filings import COMPANY, State
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.services.company.company_file import CompanyFile, Edited
from desktop_app.services.ports import Table, TableFile
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.returned_sheet import CellChange, read_schedule, read_seals


class NotOurs(UserError):
    """The spreadsheet was not made by this program, or without what it needs to find its way back."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds no sheet that Filing Desk wrote to be filled in. Export the schedule to Excel, change "
            "that file and choose it; a public copy, or a sheet without its grey first column, cannot come back."
        )


class DoesNotFit(UserError):
    """A cell of the spreadsheet cannot be taken, so nothing was."""

    def __init__(self, refused: tuple[str, ...]) -> None:
        more = f" ({len(refused) - 1} more cells do not fit.)" if len(refused) > 1 else ""
        super().__init__(f"Nothing was taken. {refused[0]}{more}")


@dataclass
class Returned:
    """What a spreadsheet would change. If a cell is `refused`, with its sentence, nothing can be taken."""

    name: str
    changes: list[CellChange] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    entries: dict[str, Json] = field(default_factory=dict)
    rounding: Decimal = Decimal(0)


def returned(file: CompanyFile, source: TableFile) -> Returned:
    """What the spreadsheet would change in the company's file. Raises NotOurs."""
    found = Returned(source.name, remarks=list(source.remarks))
    sheets = [(key, table) for table in source.tables if (key := _key(table)) is not None]
    if not sheets:
        raise NotOurs(source.name)
    known = {COMPANY: State.OPEN, **{filing.id: filing.state for filing in file.filings()}}
    seen: set[tuple[str, str]] = set()
    for key, table in sheets:
        where = f"Sheet '{table.name}'"
        if key.filing not in known:
            found.refused.append(
                f"{where} belongs to filing '{key.filing}', which this company does not have. Begin it first."
            )
        elif (key.filing, key.schedule) in seen:
            found.refused.append(
                f"{where} is there twice: {key.schedule} of {key.filing}. Delete one of the two sheets."
            )
        else:
            _read(file, key, table, found, filed=known[key.filing] is State.FILED)
        seen.add((key.filing, key.schedule))
    return found


def take(file: CompanyFile, found: Returned) -> Edited | None:
    """Does what was shown, as one step; None if nothing changes. Raises DoesNotFit, and then nothing is changed."""
    if found.refused:
        raise DoesNotFit(tuple(found.refused))
    filing = next((change.filing for change in found.changes), COMPANY)
    return file.edit(filing, f"Taken from {found.name}", found.entries)


def _read(file: CompanyFile, key: keys.SheetKey, table: Table, found: Returned, *, filed: bool) -> None:
    book = file.book(key.filing)
    where = f"Sheet '{table.name}'"
    if key.schedule == keys.SEALS:
        sheet = read_seals(book, table)
    elif key.schedule in book.sheet.schedules:
        sheet = read_schedule(file, book, key, table)
    else:
        found.refused.append(f"{where} is for schedule '{key.schedule}', which {key.filing} does not have.")
        return
    if filed and sheet.changes:
        found.refused.append(
            f"{where} would change {sheet.changes[0].where}, but {key.filing} was filed and stays as it "
            "is. Start a revision."
        )
        return
    found.changes += sheet.changes
    found.refused += sheet.refused
    found.remarks += sheet.remarks
    found.entries |= sheet.entries
    found.rounding += sheet.rounding


def _key(table: Table) -> keys.SheetKey | None:
    return keys.read_sheet_key(table.rows[0][0]) if table.rows and table.rows[0] else None


def places(changes: Iterable[CellChange]) -> Mapping[str, tuple[Place, ...]]:
    """The changed places by filing."""
    found: dict[str, list[Place]] = {}
    for change in changes:
        found.setdefault(change.filing, []).append(change.place)
    return {filing: tuple(items) for filing, items in found.items()}
