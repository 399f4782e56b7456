"""Copies of filings as workbooks: one schedule, a filing, or everything in the company's file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.ledger_cells import opening_cells
from desktop_app.formspec.sheet import FormLayout, SheetSchedule
from desktop_app.pagespec.worksheets import BoxPurpose, SheetRow, Workbook, Worksheet, WorksheetCell, sheet_names
from desktop_app.services.filing_package.compose import full_name, layout_of, period_label
from desktop_app.services.filing_package.legends import legends
from desktop_app.services.filing_package.request import RenderRequest, read_request, request_bytes
from desktop_app.services.ports import FormLibrary
from desktop_app.services.workers.messages import Job
from desktop_app.services.worksheets import keys
from desktop_app.services.worksheets.copy_record import CopyRecord, record_sheet, recorded
from desktop_app.services.worksheets.schedule_sheet import ScheduleSheet, WorksheetCopy
from desktop_app.services.worksheets.sheet_formulas import with_formulas

NONPUBLIC = "Nonpublic"
BLANK_NOTICE = "Worksheet to fill in. It contains no entry of the company."
CONTENTS = "Contents"
WIDTHS = (60, 24)


@dataclass(frozen=True)
class WorkbookPart:
    """What one filing gives to a workbook: its id and its request, which holds all that may be shown of it.

    It is `guarded` if a work paper in it is worked out from what is kept under seal.
    """

    filing: str
    request: RenderRequest
    guarded: bool = False


@dataclass(frozen=True)
class CopyOrigin:
    """The file that a copy is made from: its id, and the company's name."""

    company_id: str
    company: str


class WorkbookKind(StrEnum):
    """What a workbook is for: a copy that comes back, the copy for the public, blank sheets, last year's figures."""

    COPY = "copy"
    PUBLIC = "public"
    BLANK = "blank"
    LAST_YEAR = "last_year"


# How many rows to fill are offered in schedules that grow.
SPARE = {WorkbookKind.COPY: 5, WorkbookKind.PUBLIC: 0, WorkbookKind.BLANK: 12, WorkbookKind.LAST_YEAR: 12}


def parts_bytes(parts: Sequence[WorkbookPart]) -> bytes:
    """The parts as a worker gets them: the same parts always give the same bytes."""
    listed = [[part.filing, request_bytes(part.request).decode("ascii")] for part in parts]
    return json.dumps(listed, separators=(",", ":")).encode("ascii")


def read_workbook_parts(content: bytes) -> tuple[WorkbookPart, ...]:
    """The parts that `parts_bytes` wrote. Raises BadRequest, ValueError for anything else."""
    return tuple(WorkbookPart(filing, read_request(request.encode("ascii"))) for filing, request in json.loads(content))


def workbook(
    parts: Sequence[WorkbookPart],
    library: FormLibrary,
    kind: WorkbookKind = WorkbookKind.COPY,
    origin: CopyOrigin | None = None,
) -> Workbook:
    """The sheets of all parts behind a sheet of contents; a function of what is given alone.

    With an `origin` the copy has formulas, and on a hidden sheet what it needs to be compared when it comes back.
    """
    copies = [(part, _copy(part, library, kind)) for part in parts]
    sheets = [
        sheet
        for part, copy in copies
        for key, schedule in copy.sheet.schedules.items()
        if key in part.request.schedules and (sheet := _sheet(copy, schedule, kind)) is not None
    ]
    several = len(parts) > 1
    wanted = tuple(_name(sheet, parts, several=several) for sheet in sheets)
    whole = len(sheets) > 1
    seals = [copy for part, copy in copies if kind is WorkbookKind.COPY and whole and part.request.view.seals]
    wanted = (CONTENTS, *wanted, *(f"Seals {copy.filing}" for copy in seals))
    names = list(sheet_names(wanted))
    made = [sheet.worksheet(name) for sheet, name in zip(sheets, names[1:], strict=False)]
    if origin is not None and kind in (WorkbookKind.COPY, WorkbookKind.LAST_YEAR):
        made = with_formulas(sheets, made)
    made += [_seals(copy, name) for copy, name in zip(seals, names[len(sheets) + 1 :], strict=True)]
    first = copies[0][1]
    titles = [(sheet.title, name) for sheet, name in zip(sheets, names[1:], strict=False)]
    contents = _contents(names[0], _notice(parts, library), first.heading, titles)
    shown = (contents, *made) if whole else tuple(made)
    return Workbook(first.heading, (*shown, *_record(made, kind, origin)))


def _record(made: Sequence[Worksheet], kind: WorkbookKind, origin: CopyOrigin | None) -> Iterator[Worksheet]:
    """The hidden sheet. That of a blank worksheet tells whose it is, and nothing that was entered."""
    if origin is not None:
        filled = kind is not WorkbookKind.BLANK
        sheets = tuple(found for sheet in made if (found := recorded(sheet)) is not None)
        yield record_sheet(CopyRecord(origin.company_id, origin.company, filled, sheets))


def public_job(library: FormLibrary, written: Callable[[Workbook], bytes]) -> Job:
    """The work of the worker that makes public copies: it is given parts and nothing else."""

    def made(request: bytes) -> Iterator[bytes]:
        yield written(workbook(read_workbook_parts(request), library, WorkbookKind.PUBLIC))

    return made


def copy_holds_sealed(parts: Sequence[WorkbookPart]) -> bool:
    """Whether any part shows what is kept under seal."""
    return any(part.guarded for part in parts) or any(
        place.schedule in part.request.schedules
        for part in parts
        if not part.request.view.public
        for place in part.request.view.sealed
    )


def _sheet(copy: WorksheetCopy, schedule: SheetSchedule, kind: WorkbookKind) -> ScheduleSheet | None:
    """The sheet of a schedule; for last year's figures just the cells that these open, None if there are none."""
    if kind is not WorkbookKind.LAST_YEAR:
        return ScheduleSheet(copy, schedule)
    opened = {place: spec for place, spec in schedule.cells.items() if spec.carried and not spec.formula}
    grows = schedule.definition.kind is ScheduleKind.ROWS
    columns = {column.id for column in schedule.definition.columns if column.spec.carried}
    if not opened and not (grows and columns and schedule.definition.row_carried):
        return None
    rows = {Place(schedule.definition.id, "", column) for column in columns} if grows else set()
    return ScheduleSheet(copy, schedule, frozenset(opened) | rows, _titles(copy.sheet, schedule))


def _titles(sheet: FormLayout, schedule: SheetSchedule) -> dict[str, str]:
    """For each column the heading under which last year's report shows what opens it."""
    found: dict[str, str] = {}
    closing = {opened: place for place, opened in opening_cells(sheet).items()}
    for place, spec in schedule.cells.items():
        source = closing.get(place) if spec.carried else None
        if source is not None and source.column != place.column and source.column in schedule.columns:
            found[place.column] = schedule.columns[source.column].label
    return found


def _copy(part: WorkbookPart, library: FormLibrary, kind: WorkbookKind) -> WorksheetCopy:
    request = part.request
    subject = request.subject
    sheet = layout_of(request, library, request.view.rows)
    form = sheet.form
    period = "" if part.filing == COMPANY else f", {period_label(subject)}"
    heading = f"{full_name(subject)}: {form.title}{period}"
    if kind is WorkbookKind.LAST_YEAR:
        heading = (
            f"{full_name(subject)}: what the {form.title.lower()} of {subject.year - 1} showed, to open {subject.year}"
        )
    return WorksheetCopy(
        filing=part.filing,
        heading=heading,
        notice=BLANK_NOTICE if kind is WorkbookKind.BLANK else _notice([part], library),
        sheet=sheet,
        view=request.view,
        reasons=request.overrides,
        keyed=kind is not WorkbookKind.PUBLIC,
        filled=kind is not WorkbookKind.BLANK,
        spare=SPARE[kind],
    )


def _notice(parts: Sequence[WorkbookPart], library: FormLibrary) -> str:
    """The first line of every sheet: whether it may be shown to everybody."""
    request = parts[0].request
    sample = "SAMPLE. " if request.sample else ""
    if request.view.public:
        return f"{sample}{legends(library.rules(), request.subject.rules_on).public_version}"
    if copy_holds_sealed(parts):
        return f"{sample}{NONPUBLIC}: contains information kept under seal. Not for the public."
    return f"{sample}Working copy. It contains nothing that is kept under seal."


def _name(sheet: ScheduleSheet, parts: Sequence[WorkbookPart], *, several: bool) -> str:
    """A name that people can read: the page and its title, and in a copy of several filings the year before them."""
    page, title = sheet.schedule.definition.page, sheet.title.replace(":", ",")
    name = title if page == title else f"{f'Page {page}' if page[:1].isdigit() else page} {title}"
    if not several:
        return name
    filing = sheet.copy.filing
    if filing == COMPANY:
        return f"Company {title}"
    year = next(part.request.subject.year for part in parts if part.filing == filing)
    revision = filing.rpartition("-revision-")[2] if "-revision-" in filing else ""
    return f"{year}{f' r{revision}' if revision else ''} {name}"


def _contents(name: str, notice: str, heading: str, titles: Sequence[tuple[str, str]]) -> Worksheet:
    rows = [
        SheetRow((WorksheetCell(notice, BoxPurpose.NOTICE, wide=True),)),
        SheetRow((WorksheetCell(heading, BoxPurpose.TITLE, wide=True),)),
    ]
    rows += [
        SheetRow(()),
        SheetRow((WorksheetCell("Schedule", BoxPurpose.HEAD), WorksheetCell("Sheet", BoxPurpose.HEAD))),
    ]
    rows += [
        SheetRow(
            (WorksheetCell(title, BoxPurpose.LABEL), WorksheetCell(sheet, BoxPurpose.LABEL)),
            1 + len(title) // WIDTHS[0],
        )
        for title, sheet in titles
    ]
    return Worksheet(name, WIDTHS, tuple(rows), 4)


def _seals(copy: WorksheetCopy, name: str) -> Worksheet:
    """The designations of a filing, so that they come back with it."""
    top = [
        SheetRow(
            (
                WorksheetCell(keys.sheet_key(copy.filing, keys.SEALS), BoxPurpose.KEY),
                WorksheetCell(copy.notice, BoxPurpose.NOTICE, wide=True),
            )
        ),
        SheetRow((None, WorksheetCell(copy.heading, BoxPurpose.PLAIN, wide=True))),
        SheetRow((None, WorksheetCell("Seals", BoxPurpose.TITLE, wide=True))),
        SheetRow(
            (
                None,
                *(WorksheetCell(text, BoxPurpose.HEAD) for text in ("What is sealed", "Type of information", "Reason")),
            )
        ),
    ]
    rows = [
        SheetRow(
            (
                WorksheetCell(keys.SEAL, BoxPurpose.KEY),
                *(WorksheetCell(text, BoxPurpose.LABEL) for text in (seal.target, seal.type, seal.reason)),
            ),
            2,
        )
        for seal in copy.view.seals
    ]
    return Worksheet(name, (5, 40, 34, 60), (*top, *rows), len(top), 1, 0, landscape=True)
