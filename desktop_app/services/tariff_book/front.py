"""The front of a book that is generated and never typed: index, revision log and check sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import short_date
from desktop_app.domain.tariffs.designations import designation
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_text import LineKind, SheetLine, sheet_lines_text
from desktop_app.domain.tariffs.versions import SheetHistory, SheetVersion, VersionState

INDEX, LOG, CHECK_SHEET = "index", "revision log", "check sheet"
CONTENTS = "table of contents"
GENERATED = frozenset({INDEX, LOG, CHECK_SHEET, CONTENTS})


def generated(key: str, schedule: TariffSchedule, chains: Sequence[SheetHistory], on: date) -> str:
    """The text of such a sheet as of a day. What is being drafted or waits counts as if it were in force already."""
    lines = {
        INDEX: _index,
        CONTENTS: _contents,
        LOG: _log,
        CHECK_SHEET: _check_sheet,
    }[key](schedule, chains, on)
    return sheet_lines_text(lines)


def _current(chain: SheetHistory, on: date) -> SheetVersion | None:
    coming = [version for version in chain.versions if version.state in {VersionState.DRAFT, VersionState.FILED}]
    version = coming[-1] if coming else chain.in_force(on)
    return None if version is None or version.canceling else version


def _present(chains: Sequence[SheetHistory], on: date) -> list[tuple[SheetHistory, SheetVersion]]:
    return [(chain, version) for chain in chains if (version := _current(chain, on)) is not None]


def _index(_schedule: TariffSchedule, chains: Sequence[SheetHistory], on: date) -> Iterator[SheetLine]:
    yield SheetLine(LineKind.HEADING, ("Index",))
    yield SheetLine(LineKind.ROW, ("Subject", "Sheet No."))
    for chain, _ in _present(chains, on):
        if chain.number.key not in {INDEX, CONTENTS, "title page"}:
            yield SheetLine(LineKind.ROW, (chain.title or f"Sheet {chain.number}", str(chain.number)))


def _contents(_schedule: TariffSchedule, chains: Sequence[SheetHistory], on: date) -> Iterator[SheetLine]:
    """In alphabetical order, as 3.145(10)(A) asks."""
    yield SheetLine(LineKind.HEADING, ("Table of contents",))
    yield SheetLine(LineKind.ROW, ("Subject", "Sheet No."))
    rows = [(chain.title or f"Sheet {chain.number}", str(chain.number)) for chain, _ in _present(chains, on)]
    for row in sorted(rows, key=lambda row: row[0].casefold()):
        yield SheetLine(LineKind.ROW, row)


def _log(schedule: TariffSchedule, chains: Sequence[SheetHistory], on: date) -> Iterator[SheetLine]:
    yield SheetLine(LineKind.HEADING, ("Revision log",))
    yield SheetLine(LineKind.ROW, ("Effective", "Sheet No.", "Designation", "Cancels"))
    taken = [(version.effective, chain, version) for chain in chains for version in chain.approved if version.effective]
    for effective, chain, version in sorted(taken, key=lambda item: (item[0], item[1].number.order, item[2].revision)):
        if effective <= on:
            old = "–" if version.cancels is None else designation(version.cancels, schedule.style)
            name = designation(version.revision, schedule.style)
            yield SheetLine(LineKind.ROW, (short_date(effective), str(chain.number), name, old))


def _check_sheet(schedule: TariffSchedule, chains: Sequence[SheetHistory], on: date) -> Iterator[SheetLine]:
    yield SheetLine(LineKind.HEADING, ("Check sheet",))
    yield SheetLine(LineKind.PARAGRAPH, ("The sheets of this schedule in force on the effective date of this sheet.",))
    yield SheetLine(LineKind.ROW, ("Sheet No.", "Designation"))
    for chain, version in _present(chains, on):
        yield SheetLine(LineKind.ROW, (str(chain.number), designation(version.revision, schedule.style)))
